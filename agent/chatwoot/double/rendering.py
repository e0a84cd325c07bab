"""What Chatwoot makes of an outgoing text: Liquid when it is stored, Markdown when it is sent."""

import re
from typing import Final

_VARIABLE: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_TAG: Final = re.compile(r"\{%.*?%\}", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS: Final = re.compile(r"(?<![\\*\w])(\*{1,2}|_{1,2})(?=\S)(.+?)(?<=\S)(?<!\\)\1(?![\w])")
_CODE: Final = re.compile(r"(?<!\\)`([^`]+)`")
_LINK: Final = re.compile(r"(?<!\\)\[([^\]]*)\]\(([^)\s]*)\)")
_TAGGED: Final = re.compile(r"(?<!\\)<[a-zA-Z/][^>]*>")
_HEADING: Final = re.compile(r"^ {0,3}#{1,6}\s+", re.MULTILINE)
_QUOTE: Final = re.compile(r"^ {0,3}>\s?", re.MULTILINE)


def liquid(text: str, values: dict[str, str] | None = None) -> str:
    """The text with its variables filled in, unknown ones by nothing, and its tags gone."""
    known = values or {}

    def fill(found: "re.Match[str]") -> str:
        return known.get(found.group()[2:-2].strip(), "")

    return _TAG.sub("", _VARIABLE.sub(fill, text))


def markdown(text: str) -> str:
    """The text as WhatsApp gets it: marks turned into its own or dropped, escapes resolved."""
    plain = _HEADING.sub("", _QUOTE.sub("", text))
    plain = _LINK.sub(r"\2", _TAGGED.sub("", plain))
    plain = _CODE.sub(r"\1", plain)
    plain = _EMPHASIS.sub(lambda found: f"{found[1][0]}{found[2]}{found[1][0]}", plain)
    return _ESCAPED.sub(r"\1", plain)
