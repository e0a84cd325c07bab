"""Whether the index holds what the documents say: a vector for each passage, made of the text it has."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.services.regulations.active_model import active_model
from agent.services.regulations.embedding import (
    INDEX_FROM,
    embed_missing,
    forget_retired,
    lacking,
    passage_text,
)
from agent.services.regulations.embeddings import Embedder
from agent.services.regulations.points import differences, mirror
from agent.services.regulations.search.vectors import has_pgvector
from database.models import ChunkVector, DocumentChunk
from shared.errors import ServerUnavailableError
from shared.tracebacks import describe

if TYPE_CHECKING:
    from agent.services.regulations.points.qdrant import QdrantPoints

_BATCH = 500

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PointsReport:
    """A Qdrant server beside the vectors: whether it answers, how many points are missing, of another text,
    without a passage, and how many passages are said to have a point, or none, and it is not so."""

    is_there: bool
    missing: int
    stale: int
    surplus: int
    mistaken: int

    @property
    def is_sound(self) -> bool:
        """Whether it holds what PostgreSQL does."""
        return self.is_there and not (self.missing or self.stale or self.surplus or self.mistaken)


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
    points: PointsReport | None = None

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing to mend."""
        if self.points is not None and not self.points.is_sound:
            return False
        is_searched = self.has_pgvector or self.points is not None
        lacks_index = self.lacks_index and self.points is None
        return is_searched and self.is_model_here and not (self.missing or self.stale or lacks_index)


async def verify(
    session_factory: async_sessionmaker[AsyncSession],
    embedder: Embedder | None,
    points: "QdrantPoints | None" = None,
) -> IndexReport:
    """Compare the vectors with the passages, and with the points of a Qdrant server where there is one."""
    async with session_factory() as session:
        report = await _verify(session, embedder)
        model = await active_model(session)
    if points is None:
        return report
    if model is None:
        return replace(report, points=PointsReport(True, 0, 0, 0, 0))
    try:
        found = await differences(session_factory, points, model)
    except ServerUnavailableError as error:
        _log.warning("points not verified", error=describe(error))
        return replace(report, points=PointsReport(False, 0, 0, 0, 0))
    counts = (len(found.missing), len(found.stale), len(found.surplus), len(found.mistaken))
    return replace(report, points=PointsReport(True, *counts))


async def _verify(session: AsyncSession, embedder: Embedder | None) -> IndexReport:
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
    points: "QdrantPoints | None" = None,
    index_sessions: async_sessionmaker[AsyncSession] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Delete the vectors of other texts, and make those that are missing, and the index; let the points of a
    Qdrant server be the same. Raises ServerUnavailableError where that can't be asked."""
    async with session_factory() as session:
        model = await active_model(session)
        if model is not None:
            stale = await _stale(session, model.id)
            await session.execute(delete(ChunkVector).where(ChunkVector.id.in_(stale)))
            await session.commit()
    await embed_missing(session_factory, embedder=embedder, index_sessions=index_sessions, progress=progress)
    async with session_factory() as session:
        model = await active_model(session)
    await forget_retired(session_factory, points)
    if points is not None and model is not None:
        await mirror(session_factory, points, model)


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
