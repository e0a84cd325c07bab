"""PDF regulations of our own: each line is set by hand, so that each article's pages are known."""

import io
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_FONTS = Path(reportlab.__file__).parent / "fonts"
_VOWELS = "aeiouáéíóú"
WIDTH, HEIGHT = A4
MARGIN, SIZE, LEADING = 70.0, 9.5, 12.0


@dataclass(frozen=True)
class Layout:
    """How a document is set. `hyphen` parts words at the ends of lines."""

    columns: int
    hyphen: str = "-"
    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"


ONE_COLUMN = Layout(1)
TWO_COLUMNS = Layout(2)
SOFT_HYPHENS = Layout(2, "\u00ad", "Vera", "VeraBd")


@dataclass(frozen=True)
class Article:
    """An article as written: its heading and its paragraphs."""

    heading: str
    paragraphs: Sequence[str]


@dataclass
class Printed:
    """A PDF and the pages on which the text of each article stands, by its heading."""

    content: bytes
    pages: dict[str, list[int]]
    page_count: int


@dataclass
class _Setter:
    layout: Layout
    footer: str
    target: io.BytesIO = field(default_factory=io.BytesIO)
    page: int = 1
    column: int = 0
    y: float = HEIGHT - MARGIN

    def __post_init__(self) -> None:
        for name in ("Vera", "VeraBd"):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(_FONTS / f"{name}.ttf")))
        self.canvas = Canvas(self.target, pagesize=A4, invariant=1)
        self.width = (WIDTH - 2 * MARGIN - 18 * (self.layout.columns - 1)) / self.layout.columns
        self._frame()

    def _frame(self) -> None:
        if not self.footer:
            return
        self.canvas.setFont("Helvetica", 8)
        self.canvas.drawString(MARGIN, HEIGHT - 40, f"BOLETÍN DE ENSAYO Núm. {7 + self.page}")
        self.canvas.drawString(MARGIN, 35, self.footer)
        self.canvas.drawRightString(WIDTH - MARGIN, 35, f"Página {self.page}")

    def line(self, text: str, font: str, indent: float = 0.0) -> int:
        """Set a line; the page it stands on."""
        if self.y < MARGIN + LEADING:
            self.column += 1
            if self.column == self.layout.columns:
                self.canvas.showPage()
                self.page, self.column = self.page + 1, 0
                self._frame()
            self.y = HEIGHT - MARGIN
        self.y -= LEADING
        self.canvas.setFont(font, SIZE)
        left = MARGIN + self.column * (self.width + 18)
        self.canvas.drawString(left + indent, self.y, text)
        return self.page

    def paragraph(self, text: str, font: str, indent: float = 0.0) -> list[int]:
        """Set a paragraph; the page of each line."""
        pages = []
        rest = text.split()
        first = True
        while rest:
            room = self.width - (indent if first else 0)
            line, rest = self._filled(rest, font, room)
            pages.append(self.line(line, font, indent if first else 0.0))
            first = False
        self.y -= LEADING * 0.6
        return pages

    def _filled(self, words: list[str], font: str, room: float) -> tuple[str, list[str]]:
        """As many words as the room takes, the last one parted where its syllables allow."""
        line = ""
        for place, word in enumerate(words):
            longer = f"{line} {word}".strip()
            if pdfmetrics.stringWidth(longer, font, SIZE) <= room:
                line = longer
                continue
            for cut in range(len(word) - 3, 2, -1):
                if word.isalpha() and word[cut - 1] in _VOWELS and word[cut] not in _VOWELS:
                    parted = f"{line} {word[:cut]}{self.layout.hyphen}".strip()
                    if pdfmetrics.stringWidth(parted, font, SIZE) <= room:
                        return parted, [word[cut:], *words[place + 1 :]]
            return line or word, words[place:] if line else words[place + 1 :]
        return line, []


_WORDS = re.findall(
    r"\S+",
    """vehículo remolque semirremolque homologación características administración documentación autorización
    inspección taller el la los de en que según con para técnico-administrativo 2010/45/UE reglamentariamente
    matriculación fabricante certificado dimensiones suspensión iluminación""",
)


def some_articles(seed: int) -> list[Article]:
    """Twenty-five articles of words without sense, the same for each seed."""
    source = random.Random(seed)
    return [
        Article(
            f"Artículo {number}. {source.choice(('Objeto', 'Requisitos de homologación', 'Inspección'))}.",
            [
                f"{paragraph}. " + " ".join(_sentence(source) for _ in range(source.randint(1, 3)))
                for paragraph in range(1, source.randint(2, 5))
            ],
        )
        for number in range(1, 26)
    ]


def _sentence(source: random.Random) -> str:
    return "La " + " ".join(source.choices(_WORDS, k=source.randint(8, 40))) + "."


def typeset(title: str, articles: Sequence[Article], layout: Layout) -> Printed:
    """The document as a PDF."""
    setter = _Setter(layout, "BOE-A-2031-1 Texto de ensayo")
    pages: dict[str, list[int]] = {}
    setter.paragraph(title, layout.bold)
    for article in articles:
        setter.paragraph(article.heading, layout.bold)
        found: list[int] = []
        for paragraph in article.paragraphs:
            found += setter.paragraph(paragraph, layout.font, 12.0)
        pages[article.heading] = sorted(set(found))
    setter.canvas.save()
    return Printed(setter.target.getvalue(), pages, setter.page)


def table_page(before: str, rows: Sequence[Sequence[str]], after: str) -> bytes:
    """A page with a ruled table between two paragraphs."""
    setter = _Setter(ONE_COLUMN, "")
    setter.paragraph(before, "Helvetica")
    top = setter.y
    height, width = 18.0, 130.0
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            left, bottom = MARGIN + place * width, top - (number + 1) * height
            setter.canvas.rect(left, bottom, width, height)
            setter.canvas.drawString(left + 4, bottom + 5, cell)
    setter.y = top - (len(rows) + 1) * height
    setter.paragraph(after, "Helvetica")
    setter.canvas.save()
    return setter.target.getvalue()


def scanned_page(*, with_text_page: bool) -> bytes:
    """A page that is a picture, behind a page with text or alone."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    if with_text_page:
        canvas.drawString(MARGIN, 600, "Artículo 1. Objeto.")
        canvas.drawString(MARGIN, 580, "El objeto de esta norma es la lectura de páginas.")
        canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (200, 280), 220)), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    return target.getvalue()
