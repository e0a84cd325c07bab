"""Tables of PDF pages: found by the lines around their cells, read by pdfplumber on those pages alone."""

import io
from collections.abc import Sequence
from typing import Any, Final

import pypdfium2.raw as pdfium_c

from domain.regulations import Span, table_row, tidy_line

_LEAST_BOXES: Final = 4
_GRID: Final = 8
_HEADER: Final = 0.93
_THIN: Final = 3.0


def has_table_lines(page: Any) -> bool:
    """Whether the page draws a grid in its text, as tables do: a rule between columns or below a header is
    none, and neither is a frame."""
    height = page.get_height()
    across = down = boxes = 0
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if top > height * _HEADER or pdfium_c.FPDFPath_CountSegments(item.raw) == 0:
            continue
        is_thin, is_flat = right - left <= _THIN, top - bottom <= _THIN
        down += is_thin and not is_flat
        across += is_flat and not is_thin
        if not is_thin and not is_flat:
            boxes += 1 if pdfium_c.FPDFPath_CountSegments(item.raw) < _GRID else _LEAST_BOXES
    return (down >= 2 and across >= 2) or boxes >= _LEAST_BOXES


def tables_of(content: io.BytesIO, numbers: Sequence[int]) -> dict[int, tuple[Span, ...]]:
    """The tables of the pages with these numbers, each as one piece of several rows."""
    import pdfplumber  # takes as long to import as a page to read, and few documents need it

    found: dict[int, tuple[Span, ...]] = {}
    with pdfplumber.open(content, pages=list(numbers)) as document:
        for page in document.pages:
            spans = [span for table in page.find_tables() if (span := _span(page, table)) is not None]
            if spans:
                found[page.page_number] = tuple(spans)
            page.close()
    return found


def _span(page: Any, table: Any) -> Span | None:
    rows = [[tidy_line(_unparted(cell or "")) for cell in row] for row in table.extract()]
    filled = [row for row in rows if any(row)]
    if len(filled) < 2 or max(len(row) for row in filled) < 2:
        return None  # a frame around text
    left, top, right, bottom = table.bbox
    text = "\n".join(table_row(row) for row in filled)
    height = float(page.height)
    return Span(text, left, right, height - bottom, height - top, 10.0, is_table=True)


def _unparted(cell: str) -> str:
    """The words of a cell's lines put together again."""
    for mark in ("\u2010\n", "\u00ad\n", "-\n"):
        cell = cell.replace(mark, "")
    return cell
