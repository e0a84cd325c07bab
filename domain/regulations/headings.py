"""Headings inside an article, annex or instruction, and lines that are headings though nothing marks them."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.regulations.blocks import Block, BlockKind
from domain.regulations.markers import mark_of
from domain.regulations.names import Name

_LONGEST_TITLE = 250
_LONGEST_HEADING = 120
_WORDS = 12
_STOPS = (".", ":", ";", ",")
_NUMBERED = ("number", "decimal", "large", "capital")


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    level: int | None
    mark: str | None
    fixed: int | None = None


class HeadingStack:
    """The headings that hold at one point, the widest first."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []

    def texts(self) -> list[str]:
        """The headings, from the widest to the narrowest."""
        return [entry.text for entry in self._entries]

    def clear(self) -> None:
        """Leave them all."""
        self._entries.clear()

    def enter_division(self, text: str, rank: int) -> None:
        """A chapter or section inside an annex: it ends what is no wider than itself."""
        self._entries = [entry for entry in self._entries if entry.fixed is not None and entry.fixed < rank]
        self._entries.append(_Entry(text, None, None, rank))

    def enter_place(self, text: str) -> None:
        """An article or annex inside an annex or instruction: below the divisions."""
        self._entries = [entry for entry in self._entries if entry.fixed is not None and entry.fixed < _PLACE]
        self._entries.append(_Entry(text, None, None, _PLACE))

    def enter(self, text: str, level: int | None) -> None:
        """Any other heading; `level` is that of its mark, None for a numbered line."""
        mark = mark_of(text)
        kind = mark.kind if mark else None
        kept = list(self._entries)
        while kept and _ends(kept[-1], level, kind, [entry.mark for entry in kept]):
            kept.pop()
        self._entries = [*kept, _Entry(text, level, kind)]


_PLACE = 100


def _ends(entry: _Entry, level: int | None, mark: str | None, open_marks: list[str | None]) -> bool:
    """Whether a heading of this level and mark ends the open entry."""
    if entry.fixed is not None:
        return False
    if level is not None and entry.level is not None and entry.level > level:
        return True
    if mark is None:
        return entry.mark is None and (level is None or entry.level is None or entry.level >= level)
    if mark in open_marks:
        return True
    return entry.mark is None or (entry.level is not None and entry.level == level)


def title_after(blocks: Sequence[Block], place: int, names: Sequence[Name | None]) -> str | None:
    """The title that stands in a block of its own after a bare name («ANEXO II»), None when law follows."""
    if place >= len(blocks) or names[place] is not None:
        return None
    block = blocks[place]
    text = block.text.strip()
    if block.kind is BlockKind.HEADING:
        return text if mark_of(text) is None else None
    if block.kind is not BlockKind.PARAGRAPH or len(text) > _LONGEST_TITLE or mark_of(text):
        return None
    if text.startswith(("(", "«", '"')) or text.endswith(_STOPS[1:]) or not text[:1].isupper():
        return None
    follows = place + 1 < len(blocks) and names[place + 1] is None
    is_sentence = text.endswith(".") and (". " in text or len(text.split()) > _WORDS)
    return text if follows and not is_sentence else None


def is_unmarked_heading(blocks: Sequence[Block], place: int, names: Sequence[Name | None]) -> bool:
    """Whether a paragraph is a heading: numbered, short, without a stop, and with something below it."""
    block = blocks[place]
    if not _looks_like_heading(block) or place + 1 >= len(blocks) or names[place + 1] is not None:
        return False
    following = blocks[place + 1]
    if following.kind is BlockKind.HEADING:
        return False
    own, after = mark_of(block.text), mark_of(following.text)
    return own is None or after is None or own.kind != after.kind


def _looks_like_heading(block: Block) -> bool:
    text = block.text.strip()
    if block.kind is not BlockKind.PARAGRAPH or len(text) > _LONGEST_HEADING or text.endswith(_STOPS):
        return False
    mark = mark_of(text)
    if mark is None or not mark.kind.startswith(_NUMBERED):
        return False
    words = text[len(mark.text) :].lstrip(" .)–—-")
    return (
        words[:1].isupper()
        and "...." not in words
        and sum(char.isalpha() for char in words) > len(words) // 2
    )
