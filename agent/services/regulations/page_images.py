"""A page of a PDF as a picture, with a passage marked on it as a reader would mark it."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium_c
from PIL import Image, ImageDraw

from agent.services.regulations.reading.pdf import opened
from domain.regulations.lines import HYPHENS
from shared.errors import InvalidInputError, NotFoundError

_SCALE: Final = 150 / 72
_LARGEST: Final = 4000
MOST_PIXELS: Final = 150 * 10**6
"""Of a page's pictures together: four pages of A4 as the finest scanners see them."""

_MARKER: Final = (255, 214, 0, 90)
_PARTS: Final = re.compile(r"\n+|(?<=[.;:])\s+")
_SHORTEST: Final = 8
_DROPPED: Final = dict.fromkeys(map(ord, f"{HYPHENS}-\x02|"))


@dataclass(frozen=True, slots=True)
class PageImage:
    """A PNG, and how many lines of the passage are marked on it."""

    content: bytes
    width: int
    height: int
    marked: int


def render_page(content: bytes, number: int, passage: str = "") -> PageImage:
    """The page with the passage marked where it stands on it. Blocks: call it in a thread.

    Raises NotFoundError for a page that the document has not, InvalidInputError for a damaged file and for
    pictures that are too large.
    """
    with opened(content) as document:
        if not 1 <= number <= len(document):
            raise NotFoundError(
                "unknown_page",
                f"El documento tiene {len(document)} páginas.",
                "page",
                f"Pide una de la 1 a la {len(document)}.",
            )
        page = document[number - 1]
        try:
            _check_pictures(page)
            scale = min(_SCALE, _LARGEST / max(page.get_size()))
            picture = page.render(scale=scale).to_pil().convert("RGBA")
            boxes = list(_boxes(page, passage)) if passage.strip() else []
            height = page.get_height()
        finally:
            page.close()
    return _drawn(picture, boxes, height, scale)


def _check_pictures(page: Any) -> None:
    """Raises InvalidInputError for a page whose pictures would fill the memory: PDFium unpacks each whole."""
    items = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])
    if sum(wide * high for wide, high in (item.get_px_size() for item in items)) > MOST_PIXELS:
        raise InvalidInputError(
            "page_too_large",
            f"Las imágenes de la página pasan de {MOST_PIXELS // 10**6} millones de puntos.",
            "page",
            "Ábrela en el archivo original.",
        )


def _drawn(
    picture: Image.Image, boxes: Sequence[tuple[float, float, float, float]], height: float, scale: float
) -> PageImage:
    marks = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(marks)
    for left, top, right, bottom in boxes:
        corner = (left * scale - 1, (height - top) * scale - 1)
        pen.rectangle((*corner, right * scale + 1, (height - bottom) * scale + 1), fill=_MARKER)
    target = io.BytesIO()
    Image.alpha_composite(picture, marks).convert("RGB").save(target, "PNG", optimize=False)
    return PageImage(target.getvalue(), picture.width, picture.height, len(boxes))


def _boxes(page: Any, passage: str) -> Iterator[tuple[float, float, float, float]]:
    """The boxes (left, top, right, bottom) of the lines on which the passage's sentences stand."""
    text = page.get_textpage()
    try:
        signs, places = _signs(text)
        at = 0
        for part in _PARTS.split(passage):
            wanted = "".join(part.translate(_DROPPED).split())
            if len(wanted) < _SHORTEST:
                continue
            found = signs.find(wanted, at)
            found = signs.find(wanted) if found < 0 else found
            if found < 0:
                yield from _halves(text, signs, places, wanted)
                continue
            at = found + len(wanted)
            yield from _rectangles(text, places[found], places[at - 1])
    finally:
        text.close()


def _halves(
    text: Any, signs: str, places: Sequence[int], wanted: str
) -> Iterator[tuple[float, float, float, float]]:
    """A sentence that goes over to another page or column: its beginning or its end, as long as it stands
    here."""
    for piece in (wanted[:length] for length in range(len(wanted) - 1, _SHORTEST * 2, -1)):
        if signs.endswith(piece) or (found := signs.find(piece)) >= 0:
            found = signs.find(piece)
            yield from _rectangles(text, places[found], places[found + len(piece) - 1])
            return
    for piece in (wanted[-length:] for length in range(len(wanted) - 1, _SHORTEST * 2, -1)):
        if (found := signs.find(piece)) >= 0:
            yield from _rectangles(text, places[found], places[found + len(piece) - 1])
            return


def _signs(text: Any) -> tuple[str, list[int]]:
    """The page's characters without spaces and parting marks, and the place of each."""
    signs: list[str] = []
    places: list[int] = []
    for place in range(text.count_chars()):
        char = chr(pdfium_c.FPDFText_GetUnicode(text.raw, place))
        if char.isspace() or ord(char) in _DROPPED or ord(char) == 0:
            continue
        signs.append(char)
        places.append(place)
    return "".join(signs), places


def _rectangles(text: Any, first: int, last: int) -> Iterator[tuple[float, float, float, float]]:
    for number in range(text.count_rects(first, last - first + 1)):
        left, bottom, right, top = text.get_rect(number)
        yield left, top, right, bottom
