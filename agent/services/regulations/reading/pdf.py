"""PDF files: the text of each page with its places, by PDFium; tables by pdfplumber where lines are drawn.

PDFium may run in one thread at a time, so that every use of it goes through `pdfium_lock`.
"""

import ctypes
import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from agent.services.regulations.reading.bounds import check_pdf
from agent.services.regulations.reading.ocr import ocr_program, picture_of, read_picture
from agent.services.regulations.reading.tables import has_table_lines, tables_of
from domain.regulations import PageLayout, Span
from shared.errors import InvalidInputError

MAX_PAGES: Final = 3000
MAX_CHARACTERS: Final = 200_000
"""Of one page: a gazette's has twelve thousand."""

pdfium_lock: Final = threading.Lock()

_BREAKS: Final = frozenset({0x0D, 0x0A})
# The mark of a parted word, which PDFium gives as one in its texts and as the other by character.
_PARTED: Final = 0xFFFE
_PARTED_CHARACTER: Final = 0x02
_SPACE: Final = 0x20
_COLUMN_GAP: Final = 1.6


@dataclass(frozen=True, slots=True)
class PdfText:
    """The pages as laid out, and the numbers of those that are pictures nobody has read, and of those that
    Tesseract has."""

    pages: tuple[PageLayout, ...]
    without_text: tuple[int, ...]
    by_ocr: tuple[int, ...]


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """The PDF, for the one thread that has it. Raises InvalidInputError, field `file`."""
    check_pdf(content)
    with pdfium_lock:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            raise _unreadable(error) from error
        try:
            if len(document) > MAX_PAGES:
                raise InvalidInputError(
                    "too_many_pages",
                    f"El PDF tiene {len(document)} páginas.",
                    "file",
                    f"Se admiten hasta {MAX_PAGES}: divídelo en partes.",
                )
            yield document
        finally:
            document.close()


def read_pages(content: bytes, tell: Callable[[float], None] | None = None) -> PdfText:
    """Every page with its text and tables; pictures by Tesseract where it is there."""
    pages: list[PageLayout] = []
    drawn: list[int] = []
    by_ocr: list[int] = []
    with opened(content) as document:
        count = len(document)
        for number in range(1, count + 1):
            page = document[number - 1]
            try:
                layout = _page(page, number)
                if layout.spans and has_table_lines(page):
                    drawn.append(number)
                elif not layout.spans and (spans := _seen(page)):
                    layout = replace(layout, spans=spans)
                    by_ocr.append(number)
            finally:
                page.close()
            pages.append(layout)
            if tell is not None:
                tell(number / (count + 1))
    if drawn:
        pages = _with_tables(pages, io.BytesIO(content), drawn)
    without_text = tuple(page.number for page in pages if not page.spans)
    return PdfText(tuple(pages), without_text, tuple(by_ocr))


def _seen(page: Any) -> tuple[Span, ...]:
    """What Tesseract sees on the page, at once: the pictures of a long document would fill the memory."""
    program = ocr_program()
    return () if program is None else read_picture(program, picture_of(page), page.get_height())


def _with_tables(pages: list[PageLayout], content: io.BytesIO, drawn: list[int]) -> list[PageLayout]:
    """The pages with each table in the place of the text in it."""
    tables = tables_of(content, drawn)
    found = []
    for page in pages:
        own = tables.get(page.number, ())
        kept = [span for span in page.spans if not any(_is_inside(span, table) for table in own)]
        found.append(PageLayout(page.number, page.width, page.height, (*kept, *own)))
    return found


def _is_inside(span: Span, table: Span) -> bool:
    middle_x, middle_y = (span.left + span.right) / 2, (span.bottom + span.top) / 2
    return table.left <= middle_x <= table.right and table.bottom <= middle_y <= table.top


def _page(page: Any, number: int) -> PageLayout:
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        if text.count_chars() > MAX_CHARACTERS:
            raise InvalidInputError(
                "page_too_long",
                f"La página {number} del PDF tiene {text.count_chars()} caracteres.",
                "file",
                f"Se admiten hasta {MAX_CHARACTERS} por página: repártelo en más páginas o envía el texto.",
            )
        spans = tuple(_Reader(text).spans())
    finally:
        text.close()
    return PageLayout(number, width, height, spans)


class _Reader:
    """Reads the characters of one page; asks for boxes only where words begin and end."""

    def __init__(self, text: Any) -> None:
        self._text = text.raw
        self._count = text.count_chars()
        self._box = [ctypes.c_double() for _ in range(4)]
        self._loose = pdfium_c.FS_RECTF()
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(128)

    def spans(self) -> Iterator[Span]:
        """The pieces of the page in the file's order."""
        read = (pdfium_c.FPDFText_GetUnicode(self._text, place) for place in range(self._count))
        codes = [_PARTED if code == _PARTED_CHARACTER else code for code in read]
        start = 0
        for place, code in enumerate(codes):
            if code in _BREAKS:
                yield from self._pieces(codes, start, place)
                start = place + 1
            elif code == _PARTED:
                yield from self._pieces(codes, start, place + 1)
                start = place + 1
        yield from self._pieces(codes, start, self._count)

    def _pieces(self, codes: list[int], start: int, end: int) -> Iterator[Span]:
        """The line from `start` to `end`, parted where the space between two words is a column's."""
        first = start
        last_right: float | None = None
        for word_start, word_end in _words(codes, start, end):
            left, right = self._x(word_start)[0], self._x(word_end - 1)[1]
            size = self._size(word_start)
            if last_right is not None and (
                left - last_right > _COLUMN_GAP * size or left < last_right - size
            ):
                yield from self._span(codes, first, word_start)
                first = word_start
            last_right = max(right, left)
        yield from self._span(codes, first, end)

    def _span(self, codes: list[int], start: int, end: int) -> Iterator[Span]:
        while start < end and codes[start] == _SPACE:
            start += 1
        while end > start and codes[end - 1] == _SPACE:
            end -= 1
        if start >= end:
            return
        text = "".join(chr(code) for code in codes[start:end] if code)
        if not text.strip():
            return
        left, _, bottom, top = self._boxed(start)
        last = end - 2 if codes[end - 1] == _PARTED and end - 1 > start else end - 1
        _, right, _, _ = self._boxed(last)
        size = self._size(start)
        base = self._origin(start) if codes[start] != _PARTED else bottom
        box = (left, max(right, left), base, max(top, base + size * 0.6))
        yield Span(text, *box, size, self._type(start), self._type(last))

    def _boxed(self, place: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = self._box
        sides = [ctypes.byref(side) for side in self._box]
        pdfium_c.FPDFText_GetCharBox(self._text, place, *sides)
        return left.value, right.value, bottom.value, top.value

    def _x(self, place: int) -> tuple[float, float]:
        left, right, _, _ = self._boxed(place)
        return left, right

    def _origin(self, place: int) -> float:
        """The base line, on which all letters of a line stand."""
        x, y = self._box[0], self._box[1]
        pdfium_c.FPDFText_GetCharOrigin(self._text, place, ctypes.byref(x), ctypes.byref(y))
        return y.value

    def _size(self, place: int) -> float:
        """The height of the type as printed: files may scale any font."""
        pdfium_c.FPDFText_GetLooseCharBox(self._text, place, ctypes.byref(self._loose))
        return max(float(self._loose.top - self._loose.bottom) * 0.9, 4.0)

    def _type(self, place: int) -> str:
        """Font and size, to see where another type begins."""
        length = pdfium_c.FPDFText_GetFontInfo(
            self._text, place, self._name, len(self._name), ctypes.byref(self._flags)
        )
        name = self._name.raw[: max(min(length, len(self._name)) - 1, 0)].decode("utf-8", "replace")
        size: float = pdfium_c.FPDFText_GetFontSize(self._text, place)
        return f"{name.partition('+')[2] or name}/{size:.1f}"


def _words(codes: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for place in range(start, end):
        if codes[place] == _SPACE:
            if first is not None:
                yield first, place
            first = None
        elif first is None:
            first = place
    if first is not None:
        yield first, end


def _unreadable(error: Exception) -> InvalidInputError:
    if "password" in str(error).lower():
        return InvalidInputError(
            "locked_pdf", "El PDF está protegido con contraseña.", "file", "Envíalo sin contraseña."
        )
    return InvalidInputError(
        "unreadable_pdf", "El PDF está dañado o incompleto.", "file", "Descárgalo otra vez de su origen."
    )
