"""What every reader of regulations delivers, whatever the format: headings, paragraphs, tables and asides, in
the order of reading, each knowing on which pages its characters stand."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is in the page's layout, before anybody asks what it means."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class PageStart:
    """From character `offset` of a block's text on, it stands on `page` (1 is the first)."""

    offset: int
    page: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document. `level` is a marked heading's (1 is the highest), None where nothing marks it.

    `pages` is empty in formats without pages. A table is one line for each row, cells parted by «|».
    """

    kind: BlockKind
    text: str
    level: int | None = None
    pages: tuple[PageStart, ...] = ()

    def pages_between(self, start: int, end: int) -> tuple[int, ...]:
        """The pages that hold the characters from `start` up to, not including, `end`."""
        if not self.pages:
            return ()
        offsets = [page.offset for page in self.pages]
        first = max(bisect_right(offsets, start) - 1, 0)
        last = max(bisect_right(offsets, max(end - 1, start)) - 1, first)
        return tuple(dict.fromkeys(page.page for page in self.pages[first : last + 1]))

    def part(self, start: int, end: int) -> "Block":
        """The same block with only the characters from `start` to `end`, and their pages."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if not self.pages:
            return Block(self.kind, self.text[start:end], self.level)
        found = self.pages_between(start, end)
        # Several pages that began before `start` all fall on 0: the last of them is the one.
        by_offset = {
            max(page.offset - start, 0): page
            for page in self.pages
            if page.page in found and page.offset < max(end, start + 1)
        }
        starts = tuple(PageStart(offset, page.page) for offset, page in by_offset.items())
        return Block(self.kind, self.text[start:end], self.level, starts)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as read: its blocks, and what it says of itself (`title`, `last_updated` …)."""

    blocks: tuple[Block, ...]
    properties: dict[str, str] = field(default_factory=dict)
    page_count: int | None = None
    pages_without_text: tuple[int, ...] = ()
    pages_by_ocr: tuple[int, ...] = ()


def pages_of(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Every page that the blocks touch, in order, each once."""
    return tuple(sorted({page.page for block in blocks for page in block.pages}))
