"""From pieces of text with places on pages to lines in the order of reading: columns one after the other,
what repeats at the top and bottom of pages left out, gaps and indents seen.

Lengths are in points, y grows upwards, as in PDF.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from domain.regulations.lines import Line
from domain.regulations.markers import mark_of
from domain.regulations.names import name_of
from domain.regulations.text import tidy_line

_MARGIN: Final = 0.13
_REPEATED: Final = 0.5
_NUMBERS: Final = re.compile(r"\d+|\b[IVXLC]+\b")
_PAGE_NUMBER: Final = re.compile(
    r"(?:(?:p[áa]g(?:ina|\.)?|page)\s*)?[-–—]?\s*\d{1,5}\s*[-–—]?(?:\s*(?:de|/|of)\s*\d{1,5})?$",
    re.IGNORECASE,
)
_SAME_LINE: Final = 0.45
_GAP: Final = 1.25
_INDENT: Final = 0.7


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text on one line: its box, the size of its letters, and its type at both ends."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    opening: str = ""
    closing: str = ""
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page's pieces; `number` counts from 1."""

    number: int
    width: float
    height: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a page: its rows from the top to the bottom, each from the left to the right."""

    page: int
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class _Print:
    """How the document is printed: its usual line spacing, in sizes of letters, and the type of its text."""

    leading: float
    body: str


def lines_of_pages(pages: Sequence[PageLayout]) -> list[Line]:
    """All lines of the pages in the order of reading."""
    running = _running(pages)
    kept = [[span for span in page.spans if (page.number, span) not in running] for page in pages]
    columns = [
        _Column(page.number, _rows(column))
        for page, spans, gutter in zip(pages, kept, _gutters(pages, kept), strict=True)
        for column in _columns(spans, gutter)
        if column
    ]
    printed = _Print(_leading(columns), _body_type(columns))
    return [line for column in columns for line in _lines_of_column(column, printed)]


def _leading(columns: Sequence[_Column]) -> float:
    """The most common distance of base lines, in sizes of their letters."""
    steps = Counter(
        round((before[0].bottom - after[0].bottom) / before[0].size, 1)
        for column in columns
        for before, after in pairwise(column.rows)
        if before[0].size > 0 and 0.8 < (before[0].bottom - after[0].bottom) / before[0].size < 4
    )
    if not steps:
        return 1.3
    most = max(steps.values())
    # Paragraphs of one line are as far apart as paragraphs: the narrowest common distance is that of lines.
    return min(step for step, count in steps.items() if count >= most * 0.2)


def _body_type(columns: Sequence[_Column]) -> str:
    letters: Counter[str] = Counter()
    for column in columns:
        for row in column.rows:
            for span in row:
                letters[span.opening] += len(span.text)
    return letters.most_common(1)[0][0] if letters else ""


def _running(pages: Sequence[PageLayout]) -> set[tuple[int, Span]]:
    """Running headers, footers and page numbers: what stands in a margin of half of the pages, numbers aside,
    or is a page number alone."""
    margins = [(page, span, _place(page, span)) for page in pages for span in page.spans]
    edges = [(page, span, place) for page, span, place in margins if place]
    seen: Counter[tuple[str, str]] = Counter()
    for page in pages:
        seen.update({(place, _shape(span.text)) for other, span, place in edges if other is page})
    # Left and right pages may have headers of their own.
    least = max(2, round(len(pages) * _REPEATED * 0.8)) if len(pages) < 8 else max(3, len(pages) // 4)
    found: set[tuple[int, Span]] = set()
    for page, span, place in edges:
        shape = _shape(span.text)
        if (len(pages) > 1 and seen[place, shape] >= least) or _PAGE_NUMBER.match(span.text.strip()):
            found.add((page.number, span))
    return found


def _place(page: PageLayout, span: Span) -> str:
    """«top» or «bottom» for a piece in a margin; a sentence that ends there is no header."""
    if span.is_table or (span.text[:1].islower() and span.text.rstrip().endswith(".")):
        return ""
    if span.bottom > page.height * (1 - _MARGIN):
        return "top"
    return "bottom" if span.top < page.height * _MARGIN else ""


def _shape(text: str) -> str:
    """What is the same in a header of all pages. Articles that begin at the top of pages may differ in their
    numbers alone, too, and are none: a header that names a place names it as it is."""
    line = tidy_line(text)
    return line.lower() if name_of(line) is not None else _NUMBERS.sub("#", line.lower())


def _gutters(pages: Sequence[PageLayout], kept: Sequence[Sequence[Span]]) -> list[float | None]:
    """Where the columns of each page part. A page whose right column is all but empty, as the last one may
    be, is parted as the others are."""
    found = [_gutter(page, spans) for page, spans in zip(pages, kept, strict=True)]
    known = [gutter for gutter in found if gutter is not None]
    if len(known) * 2 < len(pages):
        return found
    usual = median(known)
    return [
        usual if gutter is None and spans and _crossing(spans, usual) <= len(spans) / 4 else gutter
        for gutter, spans in zip(found, kept, strict=True)
    ]


def _gutter(page: PageLayout, spans: Sequence[Span]) -> float | None:
    """Where two columns part, None for a page of one."""
    texts = [span for span in spans if not span.is_table]
    if len(texts) < 8:
        return None
    candidates = [page.width * share / 100 for share in range(38, 63)]
    best = min(candidates, key=lambda x: (_crossing(texts, x), abs(x - page.width / 2)))
    left = [span for span in texts if span.right <= best + 1]
    right = [span for span in texts if span.left >= best - 1]
    crossing = len(texts) - len(left) - len(right)
    enough = min(len(left), len(right)) >= max(4, len(texts) * 0.15)
    if not enough or crossing > min(len(left), len(right)):
        return None
    # Columns of prose fill their width; cells of a table do not.
    reach = median(span.right for span in left)
    return best if reach > best - page.width * 0.09 else None


def _crossing(spans: Sequence[Span], x: float) -> int:
    return sum(span.left < x - 1 and span.right > x + 1 for span in spans)


def _columns(spans: Sequence[Span], gutter: float | None) -> list[list[Span]]:
    """The pieces in the order of reading: the left column, then the right; a piece across both parts them."""
    ordered = sorted(spans, key=lambda span: -span.top)
    if gutter is None:
        return [ordered]
    columns: list[list[Span]] = []
    left: list[Span] = []
    right: list[Span] = []
    for span in ordered:
        if span.right <= gutter + 1:
            left.append(span)
        elif span.left >= gutter - 1:
            right.append(span)
        else:
            columns.extend((left, right, [span]))
            left, right = [], []
    columns.extend((left, right))
    return [column for column in _merged(columns) if column]


def _merged(columns: Sequence[list[Span]]) -> list[list[Span]]:
    """Pieces across both columns that follow each other directly are one column."""
    found: list[list[Span]] = []
    for column in columns:
        if not column:
            continue
        if (
            found
            and len(column) == 1
            and len(found[-1]) == 1
            and abs(found[-1][-1].left - column[0].left) < 80
        ):
            found[-1].extend(column)
        else:
            found.append(list(column))
    return found


def _lines_of_column(column: _Column, printed: _Print) -> list[Line]:
    edge = _edge(column.rows)
    widest = max(row[-1].right for row in column.rows)
    found: list[Line] = []
    above: Sequence[Span] | None = None
    for row in column.rows:
        is_table = row[0].is_table
        text = row[0].text if is_table else " ".join(span.text.strip() for span in row)
        fill = (row[-1].right - edge) / (widest - edge) if widest > edge else None
        gap = above is not None and (
            above[0].bottom - row[0].bottom > printed.leading * _GAP * max(above[0].size, row[0].size)
            or _changes_type(above, row)
            or _is_indented(above, row, edge)
            or _is_below_title(above, row, found[-1].fill)
        )
        found.append(Line(text, column.page, gap, fill, _is_emphasised(row, printed), is_table))
        above = row
    return found


def _is_emphasised(row: Sequence[Span], printed: _Print) -> bool:
    """Whether all of the line is bold where the text is not, or clearly larger."""
    types = {kind for span in row for kind in (span.opening, span.closing)}
    if printed.body in types or row[0].is_table:
        return False
    own, _, size = printed.body.rpartition("/")
    return all(
        ("bold" in kind.lower() and "bold" not in own.lower()) or _larger(kind.rpartition("/")[2], size)
        for kind in types
    )


def _larger(size: str, body: str) -> bool:
    try:
        return float(size) > float(body) * 1.08
    except ValueError:
        return False


def _rows(spans: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """Pieces on one base line, from the left to the right."""
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (-span.bottom, span.left)):
        same = rows and not span.is_table and not rows[-1][0].is_table
        if same and abs(rows[-1][0].bottom - span.bottom) < _SAME_LINE * max(span.size, 1):
            rows[-1].append(span)
        else:
            rows.append([span])
    return tuple(tuple(sorted(row, key=lambda span: span.left)) for row in rows)


def _edge(rows: Sequence[Sequence[Span]]) -> float:
    """The left edge of the column: where most lines begin."""
    starts = Counter(round(row[0].left) for row in rows if not row[0].is_table)
    if not starts:
        return min(row[0].left for row in rows)
    most = max(starts.values())
    return float(min(start for start, count in starts.items() if count >= most * 0.6))


def _changes_type(above: Sequence[Span], row: Sequence[Span]) -> bool:
    """Whether another type begins: a heading above its text, a text below its heading."""
    return above[-1].closing != row[0].opening and (
        above[0].opening == above[-1].closing or row[0].opening == row[-1].closing
    )


def _is_indented(above: Sequence[Span], row: Sequence[Span], edge: float) -> bool:
    """Whether the line begins further right than the one before, whose sentence has ended."""
    ended = above[-1].text.rstrip().endswith((".", ":", ";", "»"))
    deeper = row[0].left > edge + _INDENT * row[0].size
    return ended and deeper and row[0].left > above[0].left + 2 and mark_of(above[0].text) is None


def _is_below_title(above: Sequence[Span], row: Sequence[Span], fill: float | None) -> bool:
    """Whether a short line stands above that begins elsewhere, as a centred title does."""
    moved = abs(above[0].left - row[0].left) > row[0].size
    return moved and (fill or 0) < 0.75 and row[0].text.lstrip()[:1].isupper()
