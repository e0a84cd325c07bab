"""Work on the whole index that takes too long for a request: ordered here, done by a worker."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.active_model import active_model
from agent.services.regulations.embedding import lacking
from agent.services.regulations.embeddings import Embedder
from database import jobs
from database.models import ChunkVector, EmbeddingModel, Job
from shared.errors import ConflictError
from shared.vocabularies import EmbeddingModelStatus, JobKind, JobStatus

_ATTEMPTS: Final = 5


class IndexTask(StrEnum):
    """What can be done to the whole index."""

    REINDEX = "reindex"  # move to the model of the settings
    REPAIR = "repair"  # make what is missing, take away what is of another text


@dataclass(frozen=True, slots=True)
class OrderedTask:
    """A task that waits, runs, or was given up, with its last error."""

    task: IndexTask
    status: JobStatus
    attempts: int
    error: str | None


@dataclass(frozen=True, slots=True)
class PreparedModel:
    """A model that is to take over: how many vectors it has and how many it still lacks."""

    name: str
    vectors: int
    missing: int


async def order(session: AsyncSession, task: IndexTask, embedder: Embedder | None, *, now: datetime) -> None:
    """Let a worker do it; one that waits already is joined. Raises ConflictError without an embedder."""
    if embedder is None:
        raise ConflictError(
            "no_embedding_model",
            "No hay ningún modelo que calcule vectores.",
            "EMBEDDINGS",
            "Instálalo con make up o pon EMBEDDING_URL.",
        )
    await _enqueue(session, task, now=now)


async def order_missing(session: AsyncSession, document_id: uuid.UUID, *, now: datetime) -> None:
    """Let a worker make the vectors that a document lacks: it was switched off before it had them all, or
    while another model took over."""
    model = await active_model(session)
    if model is not None and await session.scalar(lacking(model.id, document_id).limit(1)) is not None:
        await _enqueue(session, IndexTask.REPAIR, now=now)


async def _enqueue(session: AsyncSession, task: IndexTask, *, now: datetime) -> None:
    await jobs.enqueue(
        session,
        JobKind.EMBED,
        {"task": task.value},
        now=now,
        key=f"index:{task.value}",
        max_attempts=_ATTEMPTS,
    )


async def ordered_tasks(session: AsyncSession) -> Sequence[OrderedTask]:
    """The tasks that are not done, oldest first."""
    rows = await session.scalars(
        select(Job)
        .where(Job.kind == JobKind.EMBED.value, Job.key.in_([f"index:{task.value}" for task in IndexTask]))
        .order_by(Job.created_at)
    )
    return [
        OrderedTask(IndexTask(str(row.payload["task"])), JobStatus(row.status), row.attempts, row.last_error)
        for row in rows
    ]


async def prepared_models(session: AsyncSession) -> Sequence[PreparedModel]:
    """The models whose vectors are being made beside those in use."""
    models = await session.execute(
        select(EmbeddingModel.id, EmbeddingModel.name, func.count(ChunkVector.id).label("vectors"))
        .outerjoin(ChunkVector, ChunkVector.model_id == EmbeddingModel.id)
        .where(EmbeddingModel.status == EmbeddingModelStatus.PREPARING)
        .group_by(EmbeddingModel.id, EmbeddingModel.name)
        .order_by(EmbeddingModel.name)
    )
    return [
        PreparedModel(
            model.name,
            model.vectors,
            await session.scalar(lacking(model.id).with_only_columns(func.count()).order_by(None)) or 0,
        )
        for model in models.all()
    ]
