"""Printed lines put together again into paragraphs, as text files and PDF pages have them: words parted at a
line's end are joined, headings stand alone, and every character keeps its page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from domain.regulations.blocks import Block, BlockKind, PageStart
from domain.regulations.markers import mark_of
from domain.regulations.names import name_of, ordinal_name
from domain.regulations.notes import is_contents_line, is_dispositive, is_note
from domain.regulations.text import tidy, tidy_line

HYPHENS: Final = "\ufffe\u2010\u00ad\u2011"
"""Marks that part a word at the end of a line and mean nothing else there (U+FFFE is PDFium's own)."""

_PARTED: Final = re.compile(rf"(?<=[^\W\d_])[{HYPHENS}-]$")
_SLASHED: Final = re.compile(r"\w/$")
_SENTENCE_ENDS: Final = (".", ":", ";", ".»", '."', "!", "?", ")")
_SHORT: Final = 0.88
_LONGEST_HEADING: Final = 400
_NAME_LINES: Final = 20
_NAME_LENGTH: Final = 500
_OPEN_END: Final = 200
"""How much of a paragraph's end the next line may still change: the word that is parted there."""

_COMPOUND: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]++")
_LAST_WORD: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]++$")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. `gap`: more space stands above it than between lines of a paragraph; `fill`: which part
    of the column's width it fills, None where unknown; `is_emphasised`: its type is a heading's."""

    text: str
    page: int | None = None
    gap: bool = False
    fill: float | None = None
    is_emphasised: bool = False
    is_table: bool = False


def lines_of_text(source: str) -> list[Line]:
    """The lines of a plain text file; an empty one is a gap, a form feed a new page."""
    has_pages = "\f" in source
    found: list[Line] = []
    for number, page in enumerate(source.replace("\r\n", "\n").replace("\r", "\n").split("\f"), 1):
        lines = page.split("\n")
        widest = max((len(line.rstrip()) for line in lines), default=0)
        gap = False
        for line in lines:
            if not line.strip():
                gap = True
                continue
            fill = len(line.rstrip()) / widest if widest else None
            found.append(Line(line, number if has_pages else None, gap, fill))
            gap = False
    return found


def blocks_of_lines(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The paragraphs, headings and tables that the lines make."""
    known = _whole_words(lines)
    blocks = (_joined(group, known) for group in _groups(lines))
    return tuple(block for block in blocks if block.text.strip())


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and _begins(group, line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(group: Sequence[Line], line: Line) -> bool:
    """Whether the line begins a block of its own after those of the group."""
    before = group[-1]
    if line.is_table or before.is_table:
        return not (line.is_table and before.is_table and not line.gap)
    if line.is_emphasised != before.is_emphasised:
        return True
    text, last = tidy_line(line.text), tidy_line(before.text)
    if _PARTED.search(before.text.rstrip()):
        return False
    if line.gap:
        return not _runs_on(before, last, text, line)
    if _stands_alone(last, group) or _opens(text):
        return True
    ended = last.endswith(_SENTENCE_ENDS)
    return ended and before.fill is not None and before.fill < _SHORT


def _runs_on(before: Line, last: str, text: str, line: Line) -> bool:
    """Whether a sentence goes on across the end of a page or column, which leaves a gap of its own."""
    crosses = before.page != line.page
    return (
        crosses
        and not last.endswith(_SENTENCE_ENDS)
        and (text[:1].islower() or (before.fill or 0) >= _SHORT)
        and not _opens(text)
        and name_of(last) is None
    )


def _stands_alone(last: str, group: Sequence[Line]) -> bool:
    """Whether the line before is a heading that ends with it."""
    if is_dispositive(last) or is_contents_line(last):
        return True
    name = name_of(_opening(group))
    if name is None:
        return False
    return not name.title or last.endswith(".")


def _opening(group: Sequence[Line]) -> str:
    """As much of the group's text as a name and the beginning of its title may take: a paragraph may have
    any number of lines, and each asks for it."""
    found = ""
    for line in group[:_NAME_LINES]:
        found = f"{found} {tidy_line(line.text[:_NAME_LENGTH])}"
        if len(found) > _NAME_LENGTH or len(line.text) > _NAME_LENGTH:
            break
    return found


def _opens(text: str) -> bool:
    """Whether a line with this text begins a paragraph wherever it stands."""
    if mark_of(text) is not None and text[:1] not in "-*":
        return True
    return name_of(text) is not None or is_dispositive(text) or is_note(text) or _is_ordinal(text)


def _is_ordinal(text: str) -> bool:
    return len(text) < 200 and ordinal_name(text) is not None


def _whole_words(lines: Sequence[Line]) -> frozenset[str]:
    """Words with a hyphen inside, as they stand within lines: at a line's end theirs is kept."""
    return frozenset(match[0].lower() for line in lines for match in _COMPOUND.finditer(line.text))


def _joined(group: Sequence[Line], known: frozenset[str]) -> Block:
    """The lines as one block."""
    is_table = group[0].is_table
    done: list[str] = []
    length = 0
    text = ""  # what stands after `done`
    starts: list[PageStart] = []
    for line in group:
        piece = tidy(line.text) if is_table else tidy_line(line.text.translate(_KEEP_LAST))
        raw = line.text.rstrip()
        if len(text) > _OPEN_END:
            done.append(text[:-_OPEN_END])
            length += len(text) - _OPEN_END
            text = text[-_OPEN_END:]
        if text:
            text = text + "\n" if is_table else _glue(text, piece, known)
        if line.page is not None and (not starts or starts[-1].page != line.page):
            starts.append(PageStart(length + len(text), line.page))
        text += piece
        if not is_table and _PARTED.search(raw):
            text = text.rstrip(HYPHENS + "-") + "\u2010"
    text = "".join([*done, text])
    text = text.replace("\u2010", "-") if not is_table else text
    # Whole paragraphs may be set in bold, too.
    is_heading = group[0].is_emphasised and len(text) <= _LONGEST_HEADING
    kind = BlockKind.TABLE if is_table else BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
    return Block(kind, text, None, tuple(starts))


_KEEP_LAST: Final = {ord("\u2011"): "-", ord("\u2010"): "-"}


def _glue(text: str, following: str, known: frozenset[str]) -> str:
    """The text ready for the next line: with a space, or with the parting mark taken away."""
    if not text.endswith("\u2010"):
        return text if _SLASHED.search(text) else f"{text} "
    bare = text[:-1]
    head = _LAST_WORD.search(bare)
    tail = re.match(r"[^\W\d_]+", following)
    if head is None or tail is None:
        return f"{bare}-"
    compound = f"{head[0]}-{tail[0]}".lower()
    if compound in known or not tail[0][:1].islower():
        return f"{bare}-"
    return bare
