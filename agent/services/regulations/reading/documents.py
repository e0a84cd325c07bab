"""Which reader a file needs, by its content rather than by its name, and what that reader makes of it."""

import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from domain.regulations import SourceText, blocks_of_lines, lines_of_pages, lines_of_text, read_markdown
from shared.errors import InvalidInputError

MAX_BYTES: Final = 100 * 1024 * 1024
"""The largest file that is taken."""


class SourceFormat(StrEnum):
    """Formats that are read."""

    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


_HTML: Final = frozenset({".html", ".htm", ".xhtml"})
_PAGE: Final = re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_MARKDOWN: Final = frozenset({".md", ".markdown"})
_MARKED: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*#{1,6} +\S")


def format_of(content: bytes, filename: str) -> SourceFormat:
    """The file's format. Raises InvalidInputError, field `file`, for one that is not read."""
    if not content.strip():
        raise InvalidInputError("empty_file", "El archivo está vacío.", "file", "Envía el documento entero.")
    if len(content) > MAX_BYTES:
        raise InvalidInputError(
            "file_too_large",
            f"El archivo ocupa {len(content) // 2**20} MB.",
            "file",
            f"Se admiten hasta {MAX_BYTES // 2**20} MB: divídelo en partes.",
        )
    if b"%PDF-" in content[:1024]:
        return SourceFormat.PDF
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInputError(
            "unknown_format",
            "No es un documento que se pueda leer.",
            "file",
            "Se admiten PDF, HTML, Markdown y texto.",
        )
    suffix = PurePath(filename).suffix.lower()
    if suffix in _HTML or _PAGE.match(content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")):
        return SourceFormat.HTML
    is_marked = suffix in _MARKDOWN or _MARKED.match(content) is not None
    return SourceFormat.MARKDOWN if is_marked else SourceFormat.TEXT


Tell = Callable[[float], None]
"""Told how much of the document has been read, from 0 to 1."""


def read_document(content: bytes, filename: str, tell: Tell | None = None) -> SourceText:
    """The blocks of the document. Raises InvalidInputError, field `file`, that says why it can't be read."""
    match format_of(content, filename):
        case SourceFormat.PDF:
            return read_pdf(content, tell)
        case SourceFormat.HTML:
            from agent.services.regulations.reading.web import read_html

            return read_html(decode(content))
        case SourceFormat.MARKDOWN:
            return read_markdown(decode(content))
        case SourceFormat.TEXT:
            return SourceText(blocks_of_lines(lines_of_text(decode(content))))


def read_pdf(content: bytes, tell: Tell | None = None) -> SourceText:
    """The blocks of a PDF, each with its pages."""
    from agent.services.regulations.reading.pdf import read_pages

    text = read_pages(content, tell)
    return SourceText(
        blocks_of_lines(lines_of_pages(text.pages)),
        page_count=len(text.pages),
        pages_without_text=text.without_text,
        pages_by_ocr=text.by_ocr,
    )


def decode(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark, UTF-8, else what Windows wrote."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
