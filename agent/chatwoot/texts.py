"""What a text goes through on its way to the phone, and how it arrives there as it was meant. Pure.

Chatwoot runs every outgoing text through Liquid and CommonMark, and WhatsApp takes 4,096 characters.
"""

import re
from collections.abc import Sequence
from typing import Final

from domain.folding import fold_line

LONGEST_TEXT: Final = 4096
MOST_BUTTONS: Final = 3
LONGEST_BUTTON: Final = 20
LONGEST_BODY: Final = 1024
LONGEST_CAPTION: Final = 1000

# Room for the backslashes that keep Markdown from being read as such.
_ROOM: Final = 3900
_LIQUID: Final = re.compile(r"\{(?=[{%])|(?<=[}%])\}")
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>~]")
_LINE_START: Final = re.compile(r"^(\s{0,3})([#>]|[-+=](?=[-+=\s]|$))", re.MULTILINE)
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_BREAKS: Final = ("\n\n", "\n", ". ", " ")


def neutral(text: str) -> str:
    """The text so written that Liquid finds nothing in it and Markdown shows it as it is."""
    apart = _LIQUID.sub(lambda found: found.group() + "\u200b" if found.group() == "{" else "\u200b}", text)
    marked = _ENTITY.sub(r"\\&", _MARKUP.sub(lambda found: "\\" + found.group(), apart))
    return _LINE_START.sub(r"\1\\\2", marked)


def parts_of(text: str) -> list[str]:
    """The text in parts that WhatsApp takes, cut between paragraphs, lines, sentences or words."""
    parts, rest = [], text.strip()
    while len(neutral(rest)) > _ROOM:
        cut = _cut(rest)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest or not parts else parts


def are_buttons(text: str, options: Sequence[str]) -> bool:
    """Whether the options can be buttons: few, short, and told apart by their titles alone.

    The title is all that comes back of a tap.
    """
    titles = {fold_line(option) for option in options}
    return (
        0 < len(options) <= MOST_BUTTONS
        and len(titles) == len(options)
        and all(0 < len(option.strip()) <= LONGEST_BUTTON for option in options)
        and 0 < len(neutral(text)) <= LONGEST_BODY
    )


def numbered(text: str, options: Sequence[str]) -> str:
    """The text with its options as a numbered list, to be answered by number or by name."""
    lines = [f"{number}. {option}" for number, option in enumerate(options, start=1)]
    return "\n\n".join(part for part in (text.strip(), "\n".join(lines)) if part)


def _cut(text: str) -> int:
    """Where the first part ends: at the last break that leaves it short enough."""
    longest = min(len(text), _ROOM)
    while len(neutral(text[:longest])) > _ROOM:
        longest -= max(1, (len(neutral(text[:longest])) - _ROOM) // 2)
    for separator in _BREAKS:
        place = text.rfind(separator, longest // 2, longest)
        if place > 0:
            return place + len(separator.rstrip(" "))
    return longest
