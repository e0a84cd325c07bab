"""Markdown as published consolidated texts use it: `#` headings, paragraphs, pipe tables, `>` asides and
properties between `---` at the top. A line break inside a paragraph is a space."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from domain.regulations.blocks import Block, BlockKind, SourceText
from domain.regulations.tables import table_row
from domain.regulations.text import tidy_line

_HEADING: Final = re.compile(r"(#{1,6})\s+(.*)$")
_PROPERTY: Final = re.compile(r"([A-Za-z_][\w-]*):\s*(.*)$")
_IMAGE: Final = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_FILE_NAME: Final = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
_LINK: Final = re.compile(r"\[([^\]]+)\]\((?:[^()]|\([^)]*\))*\)")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS: Final = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!>|-])")
_RULE: Final = re.compile(r"\s*(?:[-*_]\s*){3,}$")
_DIVIDER: Final = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
# Items begin blocks of their own even without an empty line before them.
_ITEM: Final = re.compile(r"(?:[-*+•–—]\s+|\d{1,2}(?:\.\d{1,3})*[.)]?\s+|[a-zñ]{1,2}\)\s+|\d{1,2}\.[ªº]\s+)")


@dataclass(slots=True)
class _Draft:
    """The block that is being read."""

    kind: BlockKind = BlockKind.PARAGRAPH
    lines: list[str] = field(default_factory=list)


def read_markdown(source: str) -> SourceText:
    """The blocks and properties of a Markdown text."""
    properties, body = _properties(source.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))
    return SourceText(tuple(_blocks(body)), properties)


def plain_inline(text: str) -> str:
    """One line of Markdown as its reader sees it: no marks of emphasis, links as their words, no images."""
    text = _IMAGE.sub(lambda match: "" if _FILE_NAME.search(match[1]) else match[1], text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\1", text)
    return tidy_line(html.unescape(_ESCAPED.sub(r"\1", text)))


def _properties(source: str) -> tuple[dict[str, str], str]:
    """What stands between `---` lines at the very top, and the rest."""
    if not source.startswith("---\n"):
        return {}, source
    head, divider, rest = source[4:].partition("\n---\n")
    if not divider:
        return {}, source
    found = {}
    for line in head.splitlines():
        if match := _PROPERTY.match(line):
            found[match[1]] = tidy_line(match[2].strip().strip("\"'"))
    return found, rest


def _blocks(body: str) -> Iterator[Block]:
    draft = _Draft()
    for line in body.splitlines():
        kind, text, level = _kind_of(line)
        if level is not None:
            yield from _finished(draft)
            draft = _Draft()
            if heading := plain_inline(text):
                yield Block(BlockKind.HEADING, heading, level)
        elif not text.strip() or _RULE.match(text):
            yield from _finished(draft)
            draft = _Draft(kind)
        elif kind is not draft.kind or (kind is not BlockKind.TABLE and _ITEM.match(text.strip())):
            yield from _finished(draft)
            draft = _Draft(kind, [text])
        else:
            draft.lines.append(text)
    yield from _finished(draft)


def _kind_of(line: str) -> tuple[BlockKind, str, int | None]:
    """What the line belongs to, its text, and the level where it is a heading."""
    stripped = line.strip()
    if match := _HEADING.match(stripped):
        return BlockKind.HEADING, match[2].rstrip("#").rstrip(), len(match[1])
    if stripped.startswith(">"):
        return BlockKind.ASIDE, stripped.lstrip("> "), None
    if stripped.startswith("|") and stripped.count("|") > 1:
        return BlockKind.TABLE, stripped, None
    return BlockKind.PARAGRAPH, line, None


def _finished(draft: _Draft) -> Iterator[Block]:
    if draft.kind is BlockKind.TABLE:
        rows = [_row(line) for line in draft.lines if not _DIVIDER.match(line)]
        text = "\n".join(row for row in rows if row.strip("| "))
    else:
        text = plain_inline(" ".join(draft.lines))
    if text:
        yield Block(draft.kind, text)


def _row(line: str) -> str:
    inner = line.strip().removeprefix("|").removesuffix("|")
    cells = [plain_inline(cell) for cell in re.split(r"(?<!\\)\|", inner)]
    return table_row(cells)
