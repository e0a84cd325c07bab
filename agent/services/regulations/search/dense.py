"""The passages nearest in meaning: the question's vector, by the model whose vectors are compared, and where.

A process answers by the active model if it can make its vectors. While another model takes over it may not:
then by the installed package that made the active one's, or, where a process still has the former settings,
by the former model, whose vectors stay for a while. Vectors of different models never meet.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.embeddings import Embedder, installed_embedders
from agent.services.regulations.embeddings.protocol import Vector
from agent.services.regulations.points import live
from agent.services.regulations.search import legs
from agent.services.regulations.search.stopwatch import Stopwatch
from agent.services.regulations.search.vectors import has_pgvector
from database.models import ChunkVector, EmbeddingModel
from shared.errors import ServerUnavailableError
from shared.tracebacks import describe
from shared.vocabularies import EmbeddingModelStatus

if TYPE_CHECKING:
    from agent.services.regulations.points.qdrant import QdrantPoints

_DEAD: int = 40
"""Points asked for beyond those wanted: some may be of passages that are gone."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Comparing:
    """A model that has vectors here, and who makes the question's."""

    model: EmbeddingModel
    embedder: Embedder


@dataclass(frozen=True, slots=True)
class Near:
    """The passages nearest to the question's vector."""

    model: EmbeddingModel
    vector: Vector
    hits: list[legs.Hit]


async def comparing(
    session: AsyncSession,
    active: EmbeddingModel | None,
    embedder: Embedder | None,
    points: "QdrantPoints | None",
) -> Comparing | None:
    """By what vectors are compared now; None where there is nothing to compare them by."""
    if active is None or embedder is None or not (points is not None or await has_pgvector(session)):
        return None
    try:
        if await _is_of(embedder, active):
            return Comparing(active, embedder)
        for other in installed_embedders():
            if await _is_of(other, active):
                return Comparing(active, other)
        former = await _former(session, embedder)
    except ServerUnavailableError as error:
        _log.warning("searched by words alone", error=describe(error))
        return None
    return Comparing(former, embedder) if former is not None else None


async def nearest(
    session: AsyncSession,
    words: str,
    by: Comparing,
    documents: Sequence[uuid.UUID],
    watch: Stopwatch,
    points: "QdrantPoints | None",
) -> Near | None:
    """The nearest passages of the documents; None where neither server could be asked for them."""
    try:
        with watch.step("embedding"):
            vector = await by.embedder.embed_question(words)
    except ServerUnavailableError as error:
        _log.warning("searched by words alone", error=describe(error))
        return None
    with watch.step("vectors"):
        if points is not None:
            hits = await _of_points(session, points, by.model, vector, documents)
            if hits is not None:
                return Near(by.model, vector, hits)
            if not await has_pgvector(session):
                return None
        return Near(by.model, vector, await legs.by_vector(session, by.model, vector, documents))


async def _of_points(
    session: AsyncSession,
    points: "QdrantPoints",
    model: EmbeddingModel,
    vector: Vector,
    documents: Sequence[uuid.UUID],
) -> list[legs.Hit] | None:
    if not documents:
        return []
    try:
        hits = await points.nearest(model, vector, documents, legs.DEPTH + _DEAD)
    except ServerUnavailableError as error:
        _log.warning("Qdrant could not be asked", error=describe(error))
        return None
    if hits is None:
        return None
    return [legs.Hit(chunk, score) for chunk, score in await live(session, hits, documents)][: legs.DEPTH]


async def _is_of(embedder: Embedder, model: EmbeddingModel) -> bool:
    identity = await embedder.identity()
    return (identity.name, identity.fingerprint) == (model.name, model.fingerprint)


async def _former(session: AsyncSession, embedder: Embedder) -> EmbeddingModel | None:
    """The retired model of the embedder, while its vectors are kept."""
    identity = await embedder.identity()
    found: EmbeddingModel | None = await session.scalar(
        select(EmbeddingModel).where(
            EmbeddingModel.name == identity.name,
            EmbeddingModel.fingerprint == identity.fingerprint,
            EmbeddingModel.status == EmbeddingModelStatus.RETIRED,
            exists().where(ChunkVector.model_id == EmbeddingModel.id),
        )
    )
    return found
