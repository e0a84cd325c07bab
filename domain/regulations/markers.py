"""The marks that number paragraphs of law: «3.», «6.2.4», «a)», «iv)», «1.º», a dash."""

import re
from dataclasses import dataclass
from typing import Final

_MARKS: Final = (
    ("decimal", re.compile(r"(?P<mark>\d{1,3}(?:\.\d{1,3})+)(?:\s*bis)?[.)]?(?=\s|[–—-]|$)")),
    ("ordinal", re.compile(r"(?P<mark>\d{1,3}\.[ºª])(?=\s|\)|$)\)?")),
    ("bracket", re.compile(r"\(?(?P<mark>\d{1,3})\)(?=\s)")),
    ("number", re.compile(r"(?P<mark>\d{1,3})\.(?:\s*bis\b\.?)?(?:[–—-]|(?=\s))")),
    ("roman", re.compile(r"(?P<mark>[ivx]{1,5})[).](?=\s)")),
    ("letter", re.compile(r"(?P<mark>[a-zñ](?:\.?\d|[a-z])?)\)(?=\s|$)")),
    ("capital", re.compile(r"(?P<mark>[A-Z])[).](?:[–—-]|(?=\s))")),
    ("large", re.compile(r"(?P<mark>[IVX]{1,6})\.(?:[–—-]|(?=\s))")),
    ("code", re.compile(r"(?P<mark>[A-Z]{1,2}-\d{1,3})[.:]?(?=\s)")),
    ("dash", re.compile(r"(?P<mark>[–—•·*-])\s")),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A paragraph's mark: its kind (`decimal` ones carry their depth: «6.2.4» is decimal3) and its text."""

    kind: str
    text: str


def mark_of(paragraph: str, previous: str | None = None) -> Mark | None:
    """The mark that the paragraph begins with. `previous`: the mark of kind `letter` before it, so that
    «i)» after «h)» is a letter and elsewhere a Roman number."""
    start = paragraph.lstrip('«"“( ')[:24] if paragraph[:1] in '«"“' else paragraph[:24]
    for kind, pattern in _MARKS:
        match = pattern.match(start)
        if match is None:
            continue
        mark = match["mark"]
        if kind == "decimal":
            return Mark(f"decimal{mark.count('.') + 1}", mark)
        if kind == "roman" and previous is not None and _follows(previous, mark):
            return Mark("letter", mark)
        return Mark(kind, mark)
    return None


def _follows(previous: str, mark: str) -> bool:
    return len(mark) == 1 and len(previous) == 1 and ord(mark) - ord(previous) in {1, 2}
