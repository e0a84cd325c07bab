"""HTML pages of official journals: the text without the site around it."""

import re
from collections.abc import Iterator
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from agent.services.regulations.reading.bounds import check_html
from domain.regulations import Block, BlockKind, SourceText, table_row, tidy_line

_ROOTS: Final = (
    "#textoxslt",
    "#DOdocText",
    "main article",
    "main",
    "article",
    "#contenido",
    "#content",
    "body",
)
_SKIPPED: Final = frozenset(
    {"script", "style", "nav", "header", "footer", "form", "noscript", "iframe", "svg", "button", "template"}
)
_BLOCKS: Final = frozenset(
    {
        "p", "div", "section", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre",
        "h1", "h2", "h3", "h4", "h5", "h6", "table", "figure", "address", "hr", "center", "fieldset",
        "details", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
    }
)  # fmt: skip
_HIDING: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DEEPEST: Final = 100
"""What is nested deeper is read as one paragraph: no page of a law is, and no page may exhaust the stack."""

_HEADING: Final = re.compile(r"h([1-6])$")
# Classes of the official state gazette.
_ASIDE: Final = re.compile(r"\b(?:nota|nota_pie|notas?_?\w*|pie_unico|cita_con_pleca|cita)\b")
_NAMED: Final = re.compile(
    r"\b(?:articulo|capitulo(?:_num|_tit)?|titulo(?:_num|_tit)?|anexo(?:_num|_tit)?|seccion|subseccion|libro)\b"
)
_LEVELS: Final = {"libro": 2, "titulo": 2, "anexo": 2, "capitulo": 3, "seccion": 4, "subseccion": 5}
_SUPERSCRIPT: Final = re.compile(r"<sup>\s*([oa]|\d{1,2})\s*</sup>", re.IGNORECASE)
_RAISED: Final = str.maketrans("oa0123456789", "ºª⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_html(source: str) -> SourceText:
    """The blocks of a page, and its title. Raises InvalidInputError for one that no parser should get."""
    check_html(source)
    tree = LexborHTMLParser(_SUPERSCRIPT.sub(lambda match: match[1].lower().translate(_RAISED), source))
    root = next((found for path in _ROOTS if (found := tree.css_first(path)) is not None), None)
    properties = {}
    title = tree.css_first("title")
    meta = tree.css_first("h1.documento-tit, h3.documento-tit, .documento-tit, h1")
    for node in (meta, title):
        text = tidy_line(node.text()) if node is not None else ""
        if text:
            properties["title"] = text.removeprefix("BOE-A-").strip()
            break
    blocks = tuple(_blocks(root, aside=False, depth=0)) if root is not None else ()
    return SourceText(blocks, properties)


def _blocks(node: Any, *, aside: bool, depth: int) -> Iterator[Block]:
    """The blocks below a node: text between them is a paragraph of its own."""
    if depth > _DEEPEST:
        yield from _paragraph(_inline(node), aside=aside)
        return
    loose: list[str] = []
    child = node.first_child
    while child is not None:
        if not _is_seen(child):
            pass
        elif child.tag in _BLOCKS:
            yield from _paragraph(" ".join(loose), aside=aside)
            loose = []
            yield from _block(child, aside=aside, depth=depth)
        elif child.tag == "br":
            yield from _paragraph(" ".join(loose), aside=aside)
            loose = []
        elif child.tag == "-text":
            loose.append(child.text_content or "")
        elif child.is_element_node:
            loose.append(_inline(child))
        child = child.next
    yield from _paragraph(" ".join(loose), aside=aside)


def _block(node: Any, *, aside: bool, depth: int) -> Iterator[Block]:
    classes = node.attributes.get("class") or ""
    heading = _HEADING.match(node.tag)
    if heading or (_NAMED.search(classes) and node.tag == "p"):
        text = tidy_line(_inline(node))
        if text:
            yield Block(BlockKind.HEADING, text, int(heading[1]) if heading else _level(classes))
    elif node.tag == "table" and not _is_layout(node):
        yield from _table(node)
    elif _has_blocks(node):
        is_aside = aside or node.tag == "blockquote" or bool(_ASIDE.search(classes))
        yield from _blocks(node, aside=is_aside, depth=depth + 1)
    else:
        is_aside = aside or node.tag == "blockquote" or bool(_ASIDE.search(classes))
        yield from _lines(node, aside=is_aside, depth=depth)


def _lines(node: Any, *, aside: bool, depth: int) -> Iterator[Block]:
    """A paragraph, or one for each line where breaks part it."""
    prefix = "– " if node.tag == "li" and node.parent is not None and node.parent.tag == "ul" else ""
    if node.css_first("br") is not None:
        yield from _blocks(node, aside=aside, depth=depth + 1)
    else:
        yield from _paragraph(prefix + _inline(node), aside=aside)


def _paragraph(text: str, *, aside: bool) -> Iterator[Block]:
    tidied = tidy_line(text)
    if tidied and tidied != "–":
        yield Block(BlockKind.ASIDE if aside else BlockKind.PARAGRAPH, tidied)


def _table(node: Any) -> Iterator[Block]:
    rows = [[tidy_line(_inline(cell)) for cell in row.css("td, th")] for row in node.css("tr")]
    filled = [row for row in rows if any(row)]
    for caption in node.css("caption"):
        yield from _paragraph(_inline(caption), aside=False)
    if len(filled) == 1 and len(filled[0]) == 1:
        yield from _paragraph(filled[0][0], aside=False)
    elif filled:
        yield Block(BlockKind.TABLE, "\n".join(table_row(row) for row in filled))


def _inline(node: Any) -> str:
    """The words of a node, without what no reader of the page sees."""
    words: list[str] = []
    waiting = [node.first_child]
    while waiting:
        child = waiting.pop()
        if child is None:
            continue
        waiting.append(child.next)
        if child.tag == "-text":
            words.append(child.text_content or "")
        elif _is_seen(child):
            waiting.append(child.first_child)
    return "".join(words)


def _is_seen(node: Any) -> bool:
    if node.tag in _SKIPPED:
        return False
    attributes = node.attributes if node.is_element_node else {}
    return "hidden" not in attributes and _HIDING.search(attributes.get("style") or "") is None


def _is_layout(table: Any) -> bool:
    """Whether its cells hold headings or tables of their own."""
    if table.css_first("h1, h2, h3, h4, h5, h6") is not None:
        return True
    return any(inner.mem_id != table.mem_id for inner in table.css("table"))


def _has_blocks(node: Any) -> bool:
    child = node.first_child
    while child is not None:
        if child.tag in _BLOCKS:
            return True
        child = child.next
    return False


def _level(classes: str) -> int:
    return next((level for name, level in _LEVELS.items() if name in classes), 6)
