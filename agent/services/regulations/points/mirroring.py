"""Keeps the points what the vectors in PostgreSQL are: after each change by a job, and as a whole when asked.

The server is read first and PostgreSQL after it: a point is written after its row, so that a point without a
row is one too many, whatever others write meanwhile.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Select, and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.services.regulations.active_model import active_model
from database import jobs
from database.jobs import Job
from database.models import ChunkVector, DocumentChunk, EmbeddingModel
from database.models.base import utcnow
from shared.config import settings
from shared.vocabularies import JobKind

if TYPE_CHECKING:
    from agent.services.regulations.points.qdrant import QdrantPoints

Sessions = async_sessionmaker[AsyncSession]
_BATCH: Final = 256
_Wanted = Select[uuid.UUID, str, uuid.UUID, uuid.UUID | None]


@dataclass(frozen=True, slots=True)
class Differences:
    """Passages whose point is missing, or is of another text or document; points without a passage; and
    passages whose row says otherwise than the server does whether they have a point."""

    missing: tuple[uuid.UUID, ...]
    stale: tuple[uuid.UUID, ...]
    surplus: tuple[uuid.UUID, ...]
    mistaken: tuple[uuid.UUID, ...]

    @property
    def is_none(self) -> bool:
        """Whether server and PostgreSQL hold the same."""
        return not (self.missing or self.stale or self.surplus or self.mistaken)


async def order_mirroring(session: AsyncSession, document_id: uuid.UUID) -> None:
    """Let a worker bring the document's points in line, if a server is named; in the caller's transaction,
    with what has changed."""
    if settings.QDRANT_URL:
        key = f"points:{document_id}"
        await jobs.enqueue(
            session, JobKind.INDEX, {"document_id": str(document_id)}, now=utcnow(), key=key, sequence=key
        )


async def mirror_job(sessions: Sessions, points: "QdrantPoints | None", job: Job, *, now: datetime) -> None:
    """Do the job that `order_mirroring` has ordered, and finish it."""
    if points is not None:
        async with sessions() as session:
            model = await active_model(session)
        if model is not None:
            await mirror(sessions, points, model, uuid.UUID(str(job.payload["document_id"])))
    async with sessions() as session:
        await jobs.finish(session, job, now=now)
        await session.commit()


async def differences(
    sessions: Sessions, points: "QdrantPoints", model: EmbeddingModel, document_id: uuid.UUID | None = None
) -> Differences:
    """What has to change on the server (about a document) for it to hold what PostgreSQL does."""
    from agent.services.regulations.points.qdrant import text_of

    there = await points.texts(model, document_id)
    async with sessions() as session:
        rows = await session.execute(_wanted(model, document_id))
        wanted = {
            row.chunk_id: (text_of(row.document_id, row.text_hash), row.qdrant_point_id) for row in rows
        }
        marked = set(
            await session.scalars(
                select(DocumentChunk.id).where(
                    DocumentChunk.qdrant_point_id.is_not(None), *_of_document(document_id)
                )
            )
        )
    stale = tuple(chunk for chunk, (told, _) in wanted.items() if chunk in there and there[chunk] != told)
    return Differences(
        tuple(chunk for chunk in wanted if chunk not in there),
        stale,
        tuple(point for point in there if point not in wanted),
        tuple(
            [chunk for chunk, (told, mark) in wanted.items() if there.get(chunk) == told and mark != chunk]
            + [chunk for chunk in marked if chunk not in wanted]
        ),
    )


async def mirror(
    sessions: Sessions, points: "QdrantPoints", model: EmbeddingModel, document_id: uuid.UUID | None = None
) -> Differences:
    """Mend what differs (about a document); what it was. Every step may be done again."""
    await points.ensure(model)
    found = await differences(sessions, points, model, document_id)
    await points.remove(model, found.surplus)
    writing = [*found.missing, *found.stale]
    for start in range(0, len(writing), _BATCH):
        await _write(sessions, points, model, writing[start : start + _BATCH])
    for start in range(0, len(found.mistaken), _BATCH):
        await _mark(sessions, model, found.mistaken[start : start + _BATCH])
    return found


async def live(
    session: AsyncSession, hits: Sequence[tuple[uuid.UUID, float]], documents: Sequence[uuid.UUID]
) -> list[tuple[uuid.UUID, float]]:
    """The hits that are passages of these documents now, in their order: the server may know of others."""
    rows = await session.scalars(
        select(DocumentChunk.id).where(
            DocumentChunk.id.in_([chunk for chunk, _ in hits]), DocumentChunk.document_id.in_(documents)
        )
    )
    there = set(rows)
    return [hit for hit in hits if hit[0] in there]


async def _write(
    sessions: Sessions, points: "QdrantPoints", model: EmbeddingModel, chunks: Sequence[uuid.UUID]
) -> None:
    from agent.services.regulations.points.qdrant import Point

    async with sessions() as session:
        rows = await session.execute(
            _wanted(model, None).add_columns(ChunkVector.vector).where(ChunkVector.chunk_id.in_(chunks))
        )
        batch = [Point(row.chunk_id, row.document_id, row.text_hash, list(row.vector)) for row in rows]
    await points.put(model, batch)
    await _mark(sessions, model, chunks)


async def _mark(sessions: Sessions, model: EmbeddingModel, chunks: Sequence[uuid.UUID]) -> None:
    """Let the rows say whether they have a point: those that have a vector of the model do now."""
    has_vector = select(ChunkVector.chunk_id).where(ChunkVector.model_id == model.id)
    values: dict[str, Any] = {"qdrant_point_id": DocumentChunk.id}
    async with sessions() as session:
        for condition, changed in (
            (DocumentChunk.id.in_(has_vector), values),
            (DocumentChunk.id.not_in(has_vector), {"qdrant_point_id": None}),
        ):
            await session.execute(
                update(DocumentChunk)
                .where(DocumentChunk.id.in_(chunks), condition)
                .values(changed)
                .execution_options(synchronize_session=False)
            )
        await session.commit()


def _of_document(document_id: uuid.UUID | None) -> list[ColumnElement[bool]]:
    return [] if document_id is None else [DocumentChunk.document_id == document_id]


def _wanted(model: EmbeddingModel, document_id: uuid.UUID | None) -> _Wanted:
    """The passages with a vector of the model."""
    return (
        select(
            ChunkVector.chunk_id,
            ChunkVector.text_hash,
            DocumentChunk.document_id,
            DocumentChunk.qdrant_point_id,
        )
        .join(
            DocumentChunk,
            and_(DocumentChunk.id == ChunkVector.chunk_id, ChunkVector.model_id == model.id),
        )
        .where(*_of_document(document_id))
    )
