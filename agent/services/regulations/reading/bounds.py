"""What a file may be before a parser gets it: how deep a page may be nested, how large a PDF's streams may
become. Small files can cost gigabytes or hours; these looks at them are linear and hold little."""

import re
import zlib
from collections import Counter
from typing import Final

from shared.errors import InvalidInputError

MAX_DEPTH: Final = 4000
"""Elements of a page inside one another: its parser takes for each as long as it is deep."""

MAX_ELEMENTS: Final = 500_000
MAX_STREAM: Final = 50 * 2**20
"""Bytes of a PDF's stream once inflated: PDFium holds a page's content more than twice over."""

_OPENING: Final = re.compile(
    r"<!--|<(?P<closing>/?)(?P<name>[a-z][^\s/>]*+)(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')|[^>])*+", re.IGNORECASE
)
_COMMENT_END: Final = re.compile(r"--!?>")
# What the next element or nothing closes: pages leave out their ends, and they hold none of their kind.
_SHALLOW: Final = frozenset(
    {
        "a", "area", "base", "body", "br", "button", "col", "colgroup", "dd", "dt", "embed", "h1", "h2", "h3",
        "h4", "h5", "h6", "head", "hr", "html", "img", "input", "li", "link", "meta", "nobr", "optgroup",
        "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track",
        "wbr",
    }
)  # fmt: skip
_RAW: Final = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes")
}
_FOREIGN: Final = frozenset({"svg", "math"})
# What leads from a drawing or formula back to the page, so that «/>» closes nothing any more.
_LEADING_BACK: Final = frozenset(
    {
        "annotation-xml", "b", "big", "blockquote", "body", "br", "center", "code", "dd", "desc", "div", "dl",
        "dt", "em", "embed", "font", "foreignobject", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "i",
        "img", "li", "listing", "menu", "meta", "mi", "mn", "mo", "ms", "mtext", "nobr", "ol", "p", "pre",
        "ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "table", "title", "tt", "u", "ul",
        "var",
    }
)  # fmt: skip

_STREAM: Final = re.compile(rb"\bstream[ \t]*\r?\n?")
_DICTIONARY: Final = 2000
_PIECE: Final = 2**16
_ROOM: Final = 2**20


def check_html(source: str) -> None:
    """Raises InvalidInputError, field `file`, for a page that is nested too deep or has too many elements."""
    nesting = _Nesting()
    elements = at = 0
    while token := _OPENING.search(source, at):
        name = (token["name"] or "").lower()
        at = token.end()
        if not name:
            at = _after_match(_COMMENT_END, source, token.start() + 2)
        elif token["closing"]:
            nesting.close(name)
        else:
            elements += 1
            nesting.open(name, is_empty=token[0].endswith("/"))
            if name in _RAW and not nesting.may_be_foreign():
                at = _after_match(_RAW[name], source, at)
        if nesting.depth > MAX_DEPTH or elements > MAX_ELEMENTS:
            raise _page_too_large(too_deep=nesting.depth > MAX_DEPTH)


class _Nesting:
    """How deep a page is at a place of its source; rather too deep than not deep enough."""

    def __init__(self) -> None:
        self.depth = 0
        self._open: Counter[str] = Counter()
        self._is_foreign = False

    def open(self, name: str, *, is_empty: bool) -> None:
        """An element begins; `is_empty` where it ends with «/>», which counts in drawings only."""
        if name in _FOREIGN:
            self._is_foreign = True
        elif name in _LEADING_BACK:
            self._is_foreign = False
        if is_empty and self._is_foreign:
            self._is_foreign = name not in _FOREIGN
        elif name not in _SHALLOW and (name not in _RAW or self.may_be_foreign()):
            self._open[name] += 1
            self.depth += 1

    def close(self, name: str) -> None:
        """An element ends, if one of the name is open."""
        self._is_foreign = self._is_foreign and name not in {*_FOREIGN, "p", "br"}
        if self._open[name]:
            self._open[name] -= 1
            self.depth -= 1

    def may_be_foreign(self) -> bool:
        """Whether a drawing or formula is open, in which a style holds elements as anything does."""
        return any(self._open[kind] for kind in _FOREIGN)


def _after_match(pattern: re.Pattern[str], source: str, at: int) -> int:
    """Where what hides elements ends: a comment, a script."""
    found = pattern.search(source, at)
    return found.end() if found else len(source)


def check_pdf(content: bytes) -> None:
    """Raises InvalidInputError, field `file`, for a PDF with a stream, pictures aside, that inflates beyond
    MAX_STREAM. Streams that are encrypted or packed by another method first are not seen into."""
    at = 0
    while found := _STREAM.search(content, at):
        start = found.end()
        about = content[max(start - _DICTIONARY, at) : start].rpartition(b" obj")[2]
        at = start if re.search(rb"/Subtype\s*/Image\b", about) else _after(content, start)


def _after(content: bytes, start: int) -> int:
    """Where what is deflated from `start` on ends, or ceases to be."""
    inflating = zlib.decompressobj()
    size, at = 0, start
    while not inflating.eof and at < len(content):
        waiting = content[at : at + _PIECE]
        at += len(waiting)
        while waiting and not inflating.eof:
            try:
                size += len(inflating.decompress(waiting, _ROOM))
            except zlib.error:
                return max(start, at - _PIECE)
            if size > MAX_STREAM:
                raise _stream_too_large()
            waiting = inflating.unconsumed_tail
    return at - len(inflating.unused_data)


def _page_too_large(*, too_deep: bool) -> InvalidInputError:
    remedy = "Envíalo en PDF o en texto, o guarda solo la parte con la norma."
    if too_deep:
        return InvalidInputError(
            "html_too_deep",
            f"El HTML tiene más de {MAX_DEPTH} elementos unos dentro de otros.",
            "file",
            remedy,
        )
    return InvalidInputError(
        "html_too_large", f"El HTML tiene más de {MAX_ELEMENTS} elementos.", "file", remedy
    )


def _stream_too_large() -> InvalidInputError:
    return InvalidInputError(
        "pdf_too_large_inside",
        f"Una parte del PDF ocupa más de {MAX_STREAM // 2**20} MB una vez descomprimida.",
        "file",
        "Imprímelo de nuevo a PDF desde un lector o envía el texto.",
    )
