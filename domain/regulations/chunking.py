"""Passages of a regulation: one article where it fits, else parted at its paragraphs and letters; never two
articles in one, tables by themselves and whole, notes apart."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, Final

from domain.regulations.blocks import Block, BlockKind, SourceText, pages_of
from domain.regulations.markers import Mark, mark_of
from domain.regulations.structure import Section, SectionKind, sections_of
from domain.regulations.tokens import count_tokens
from shared.vocabularies import ChunkType

MAX_TOKENS: Final = 420
"""What a passage may be long: with its headings it stays inside the 512 of common embedding models."""

_TARGET: Final = 380
_TAIL: Final = 60
_LEAD: Final = 60


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage as it is stored and cited."""

    content: str
    headings: tuple[str, ...]
    article_number: str | None
    section_title: str
    chunk_type: ChunkType
    pages: tuple[int, ...]
    token_count: int
    content_hash: str
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    block: Block
    depth: int
    mark: Mark | None
    tokens: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """Blocks that make one passage, and the words that introduce them elsewhere."""

    blocks: tuple[Block, ...]
    lead_in: str = ""
    details: dict[str, Any] = field(default_factory=dict)


_TYPES: Final = {
    SectionKind.PREAMBLE: ChunkType.PREAMBLE,
    SectionKind.ARTICLE: ChunkType.ARTICLE,
    SectionKind.PROVISION: ChunkType.PROVISION,
    SectionKind.ANNEX: ChunkType.ANNEX,
    SectionKind.TEXT: ChunkType.TEXT,
    SectionKind.SIGNATURE: ChunkType.TEXT,
}


def chunks_of(source: SourceText) -> list[Chunk]:
    """The passages of the document in their order."""
    sections = sections_of(source)
    found: list[Chunk] = []
    for place, section in enumerate(sections):
        after = sections[place + 1].headings if place + 1 < len(sections) else ()
        found.extend(_of_section(section, holds_more=after[: len(section.headings)] == section.headings))
    return found


def _of_section(section: Section, *, holds_more: bool) -> Iterator[Chunk]:
    bodies = list(_body_pieces(section.body))
    # An article without a text is still found by its title; a chapter's name stands in its articles.
    is_bare = not bodies and not section.notes and not section.former and not holds_more
    if is_bare and section.heading is not None and section.number is not None:
        bodies = [_Piece((section.heading,), details={"heading_only": True})]
    for piece in bodies:
        is_table = piece.blocks[0].kind is BlockKind.TABLE
        yield _chunk(section, piece, ChunkType.TABLE if is_table else _TYPES[section.kind])
    for blocks, what in ((section.notes, "note"), (section.former, "former_wording")):
        for piece in _body_pieces(blocks):
            aside = _Piece(piece.blocks, piece.lead_in, {**piece.details, what: True})
            yield _chunk(section, aside, ChunkType.NOTE)


def _chunk(section: Section, piece: _Piece, chunk_type: ChunkType) -> Chunk:
    content = "\n\n".join(block.text for block in piece.blocks)
    marks = [mark.text for block in piece.blocks if (mark := mark_of(block.text)) and mark.kind != "dash"]
    metadata = dict(piece.details)
    if piece.lead_in:
        metadata["lead_in"] = piece.lead_in
    if marks:
        metadata["marks"] = marks
    if section.inner:
        metadata["inner"] = section.inner
    number = section.number
    if number is None and section.kind is SectionKind.TEXT:
        number = _paragraph_number(marks) or _heading_number(section.headings)
    return Chunk(
        content,
        section.headings,
        number,
        section.title[:500],
        chunk_type,
        pages_of(piece.blocks),
        count_tokens(content),
        _hash(section, content, chunk_type),
        metadata,
    )


def _paragraph_number(marks: Sequence[str]) -> str | None:
    """What a passage of a text without articles is cited by: the number that all its paragraphs share."""
    numbers = [mark.split(".") for mark in marks if re.fullmatch(r"\d+(?:\.\d+)+", mark)]
    shared = list(takewhile(lambda parts: len(set(parts)) == 1, zip(*numbers, strict=False)))
    return f"apartado {'.'.join(parts[0] for parts in shared)}" if shared else None


def _heading_number(headings: Sequence[str]) -> str | None:
    """The number of the narrowest heading that bears one, in a text without articles."""
    for heading in reversed(headings):
        mark = mark_of(heading)
        if mark is not None and mark.kind.startswith(("decimal", "number")):
            return f"apartado {mark.text}"
    return None


def _hash(section: Section, content: str, chunk_type: ChunkType) -> str:
    """What makes a passage the same one in a later version: its words, its headings and what it is."""
    told = "\x1f".join([*section.headings, section.number or "", chunk_type.value, content])
    return hashlib.sha256(told.encode()).hexdigest()


def _body_pieces(blocks: Sequence[Block]) -> Iterator[_Piece]:
    """Runs of paragraphs, packed, and each table by itself, in their order."""
    run: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            yield from _packed(run)
            run = []
            yield from _table(block)
        else:
            run.append(block)
    yield from _packed(run)


def _packed(blocks: Sequence[Block]) -> Iterator[_Piece]:
    if blocks:
        yield from _split(_paragraphs(blocks), "")


def _paragraphs(blocks: Sequence[Block]) -> list[_Paragraph]:
    """The blocks with their depth in the numbering; what has no mark hangs below the mark before it."""
    found: list[_Paragraph] = []
    open_kinds: list[str] = []
    last_letter: str | None = None
    for block in blocks:
        mark = mark_of(block.text, last_letter)
        if mark is None:
            depth = len(open_kinds)
        else:
            if mark.kind in open_kinds:
                del open_kinds[open_kinds.index(mark.kind) + 1 :]
            else:
                open_kinds.append(mark.kind)
            depth = len(open_kinds) - 1
            last_letter = mark.text if mark.kind == "letter" else last_letter if depth else None
        found.append(_Paragraph(block, depth, mark, count_tokens(block.text)))
    return found


def _split(paragraphs: Sequence[_Paragraph], lead_in: str) -> Iterator[_Piece]:
    """The paragraphs in pieces of at most MAX_TOKENS, parted at the shallowest marks there are."""
    if sum(paragraph.tokens for paragraph in paragraphs) <= MAX_TOKENS:
        yield _Piece(tuple(paragraph.block for paragraph in paragraphs), lead_in)
        return
    if len(paragraphs) == 1:
        yield from _sentences(paragraphs[0].block, lead_in)
        return
    shallowest = min(paragraph.depth for paragraph in paragraphs[1:])
    groups: list[list[_Paragraph]] = []
    for place, paragraph in enumerate(paragraphs):
        if place == 0 or paragraph.depth <= shallowest:
            groups.append([paragraph])
        else:
            groups[-1].append(paragraph)
    # A first paragraph shallower than the rest introduces all of it.
    introduction = paragraphs[0] if paragraphs[0].depth < shallowest or _introduces(paragraphs[0]) else None
    for place, packed in enumerate(_pack(groups)):
        lead = lead_in if place == 0 or introduction is None else _lead(introduction.block.text)
        yield from _split(packed, lead)


def _introduces(paragraph: _Paragraph) -> bool:
    return paragraph.block.text.rstrip().endswith(":")


def _lead(text: str) -> str:
    """The first words of an introduction."""
    words = text.split()
    return text if len(words) <= _LEAD else f"{' '.join(words[:_LEAD])} …"


def _pack(groups: Sequence[Sequence[_Paragraph]]) -> list[list[_Paragraph]]:
    """Neighbouring groups put together up to the target; a small rest joins the group before it. At least two
    come out, so that splitting goes on."""
    packed: list[list[_Paragraph]] = []
    size = 0
    for group in groups:
        tokens = sum(paragraph.tokens for paragraph in group)
        if packed and size + tokens <= _TARGET:
            packed[-1].extend(group)
            size += tokens
        else:
            packed.append(list(group))
            size = tokens
    if len(packed) > 2 and size <= _TAIL:
        before = sum(paragraph.tokens for paragraph in packed[-2])
        if before + size <= MAX_TOKENS:
            tail = packed.pop()
            packed[-1].extend(tail)
    return packed


_SENTENCE: Final = re.compile(r"(?<=[.;:])\s+(?=[A-ZÁÉÍÓÚÑÜ«(\d–—-])")


def _sentences(block: Block, lead_in: str) -> Iterator[_Piece]:
    """A paragraph longer than a passage, parted between sentences, or words where one has no end."""
    start = 0
    ends = [match.start() for match in _SENTENCE.finditer(block.text)] + [len(block.text)]
    cut = 0
    tokens = 0  # of what stands from `start` to `cut`; no token reaches across a space
    for end in ends:
        own = count_tokens(block.text[cut:end])
        if tokens + own > _TARGET and cut > start:
            yield _Piece((block.part(start, cut),), lead_in)
            start, tokens = cut, 0
        tokens += own
        if tokens > MAX_TOKENS:
            *whole, last = _words(block, start, end)
            for first, after in whole:
                yield _Piece((block.part(first, after),), lead_in)
            start = last[0]
            tokens = count_tokens(block.text[start:end])
        cut = end
    if block.text[start:].strip():
        yield _Piece((block.part(start, len(block.text)),), lead_in)


_WORD: Final = re.compile(rf"\S{{1,{_TARGET}}}\s*")


def _words(block: Block, start: int, end: int) -> list[tuple[int, int]]:
    """Runs of words of at most the target between two characters. A word that is longer than a passage, as
    none of a law is, is parted like the rest: a sign is a token at most."""
    found: list[tuple[int, int]] = []
    first = start
    tokens = 0
    for match in _WORD.finditer(block.text[start:end]):
        size = count_tokens(match[0])
        at = start + match.start()
        if tokens and tokens + size > _TARGET:
            found.append((first, at))
            first, tokens = at, 0
        tokens += size
    found.append((first, end))
    return found


def _table(block: Block) -> Iterator[_Piece]:
    """A table whole; one longer than a passage by whole rows, each part under the first row again."""
    rows = block.text.split("\n")
    if count_tokens(block.text) <= MAX_TOKENS or len(rows) < 3:
        yield _Piece((block,), details={"rows": len(rows)})
        return
    head = rows[0]
    allowed = max(MAX_TOKENS - count_tokens(head), _TARGET // 2)
    parts: list[tuple[int, int]] = []
    at = first = len(head) + 1
    size = 0
    for row in rows[1:]:
        tokens = count_tokens(row)
        if size and size + tokens > allowed:
            parts.append((first, at - 1))
            first, size = at, 0
        size += tokens
        at += len(row) + 1
    parts.append((first, at - 1))
    for number, (start, end) in enumerate(parts, 1):
        rest = block.part(start, end)
        text = f"{head}\n{rest.text}"
        details = {"table_part": number, "table_parts": len(parts)}
        yield _Piece((Block(BlockKind.TABLE, text, None, rest.pages),), details=details)
