"""Passages as rows: what stays the same keeps its row, and so its vectors and citations; the rest goes or
comes. One transaction, so that there is never half a document."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import DocumentChunk
from domain.regulations import Chunk

_ASIDE: Final = 10_000_000
"""Added to the places of rows that move, out of the way of the new ones."""

_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """How many passages stayed, came and went."""

    kept: int
    added: int
    removed: int


async def store_chunks(session: AsyncSession, document_id: uuid.UUID, chunks: Sequence[Chunk]) -> Stored:
    """Make the document's rows these passages, in this order. The caller holds the document's lock."""
    rows = await session.execute(
        select(DocumentChunk.id, DocumentChunk.content_hash)
        .where(DocumentChunk.document_id == document_id)
        .order_by(DocumentChunk.chunk_index)
    )
    known: dict[str, list[uuid.UUID]] = defaultdict(list)
    for chunk_id, content_hash in rows:
        known[content_hash].append(chunk_id)
    kept: list[tuple[uuid.UUID, int, Chunk]] = []
    added: list[dict[str, Any]] = []
    for place, chunk in enumerate(chunks):
        if known[chunk.content_hash]:
            kept.append((known[chunk.content_hash].pop(0), place, chunk))
        else:
            added.append({"document_id": document_id, **_values(place, chunk)})
    gone = [chunk_id for ids in known.values() for chunk_id in ids]
    if gone:
        await session.execute(
            delete(DocumentChunk)
            .where(DocumentChunk.id.in_(gone))
            .execution_options(synchronize_session=False)
        )
    await _move(session, document_id, kept)
    for start in range(0, len(added), _BATCH):
        await session.execute(insert(DocumentChunk), added[start : start + _BATCH])
    return Stored(len(kept), len(added), len(gone))


async def _move(
    session: AsyncSession, document_id: uuid.UUID, kept: Sequence[tuple[uuid.UUID, int, Chunk]]
) -> None:
    """Give the rows that stay their new places and pages."""
    if not kept:
        return
    await session.execute(
        update(DocumentChunk)
        .where(DocumentChunk.document_id == document_id)
        .values(chunk_index=DocumentChunk.chunk_index + _ASIDE)
        .execution_options(synchronize_session=False)
    )
    moved = [{"id": chunk_id, **_values(place, chunk)} for chunk_id, place, chunk in kept]
    for start in range(0, len(moved), _BATCH):
        await session.execute(update(DocumentChunk), moved[start : start + _BATCH])


def _values(place: int, chunk: Chunk) -> dict[str, Any]:
    return {
        "chunk_index": place,
        "content": chunk.content,
        "content_hash": chunk.content_hash,
        "page_numbers": list(chunk.pages),
        "heading_hierarchy": list(chunk.headings),
        "chunk_type": chunk.chunk_type.value,
        "article_number": chunk.article_number,
        "section_title": chunk.section_title or None,
        "metadata_": dict(chunk.metadata),
        "token_count": chunk.token_count,
    }
