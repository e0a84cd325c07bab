"""Whether the index holds what the documents say: a vector for each passage, made of the text it has."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.services.regulations.embedding import INDEX_FROM, embed_missing, lacking, passage_text
from agent.services.regulations.embeddings import Embedder
from agent.services.regulations.search.documents import active_model
from agent.services.regulations.search.vectors import has_pgvector
from database.models import ChunkVector, DocumentChunk

_BATCH = 500


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What was found. `missing`: passages without their vector; `stale`: vectors of another text than the
    passage has now; `model`: whose vectors they are, None before the first; `is_model_here`: whether the
    model of the settings is that one."""

    has_pgvector: bool
    model: str | None
    is_model_here: bool
    vectors: int
    missing: int
    stale: int
    lacks_index: bool

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing to mend."""
        return (
            self.has_pgvector and self.is_model_here and not (self.missing or self.stale or self.lacks_index)
        )


async def verify(session: AsyncSession, embedder: Embedder | None) -> IndexReport:
    """Compare the vectors with the passages."""
    model = await active_model(session)
    installed = await has_pgvector(session)
    if model is None:
        wanting = await session.scalar(select(func.count()).select_from(DocumentChunk))
        return IndexReport(installed, None, embedder is not None, 0, wanting or 0, 0, lacks_index=False)
    vectors = await session.scalar(
        select(func.count()).select_from(ChunkVector).where(ChunkVector.model_id == model.id)
    )
    missing = await session.scalar(lacking(model.id).with_only_columns(func.count()).order_by(None))
    index = await session.scalar(
        text("SELECT to_regclass('ix_chunk_vectors_hnsw_' || :model)"), {"model": model.id.hex}
    )
    identity = await embedder.identity() if embedder is not None else None
    return IndexReport(
        installed,
        model.name,
        identity is not None and (identity.name, identity.fingerprint) == (model.name, model.fingerprint),
        vectors or 0,
        missing or 0,
        len(await _stale(session, model.id)),
        lacks_index=installed and index is None and (vectors or 0) >= INDEX_FROM,
    )


async def repair(
    session_factory: async_sessionmaker[AsyncSession],
    embedder: Embedder,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Delete the vectors of other texts, and make those that are missing, and the index."""
    async with session_factory() as session:
        model = await active_model(session)
        if model is not None:
            stale = await _stale(session, model.id)
            await session.execute(delete(ChunkVector).where(ChunkVector.id.in_(stale)))
            await session.commit()
    await embed_missing(session_factory, embedder=embedder, progress=progress)


async def _stale(session: AsyncSession, model_id: uuid.UUID) -> list[uuid.UUID]:
    """The vectors that were made of another text than their passage has."""
    found = []
    rows = await session.stream(
        select(
            ChunkVector.id,
            ChunkVector.text_hash,
            DocumentChunk.heading_hierarchy,
            DocumentChunk.content,
            DocumentChunk.metadata_.label("details"),
        )
        .join(DocumentChunk, DocumentChunk.id == ChunkVector.chunk_id)
        .where(ChunkVector.model_id == model_id)
        .execution_options(yield_per=_BATCH)
    )
    async for row in rows:
        words = passage_text(row.heading_hierarchy, row.details.get("lead_in"), row.content)
        if sha256(words.encode()).hexdigest() != row.text_hash:
            found.append(row.id)
    return found
