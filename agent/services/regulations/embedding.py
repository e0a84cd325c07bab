"""Vectors of chunks: made for those that lack them, for the model in use and for one that is to take over.

Every batch is committed by itself, so that work goes on where it was cut short; a chunk that has gone
meanwhile, whose document was switched off, or that another worker has done, is passed over. A new model takes
over when it has all vectors.
"""

import asyncio
import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.services.regulations.active_model import active_model
from agent.services.regulations.embeddings import Embedder, ModelIdentity, find_embedder
from agent.services.regulations.points import mirror, order_mirroring
from database.acting_user import be_patient
from database.models import ChunkVector, DocumentChunk, EmbeddingModel, RegulatoryDocument
from database.models.base import utcnow
from shared.vocabularies import EmbeddingModelStatus

if TYPE_CHECKING:
    from agent.services.regulations.points.qdrant import QdrantPoints

BATCH: Final = 8
FORMER_STAYS: Final = timedelta(days=1)
INDEX_FROM: Final = 2000
"""Below so many vectors comparing them all is exact and takes milliseconds."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk as a model reads it: its headings, what introduces it, and its content."""

    chunk_id: uuid.UUID
    text: str

    @property
    def text_hash(self) -> str:
        """What tells whether its vector is still right."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def passage_text(headings: Sequence[str], lead_in: str | None, content: str) -> str:
    """What is embedded of a chunk."""
    return "\n".join(part for part in (" > ".join(headings), lead_in, content) if part)


async def embed_missing(
    session_factory: async_sessionmaker[AsyncSession],
    document_id: uuid.UUID | None = None,
    *,
    embedder: Embedder | None = None,
    index_sessions: async_sessionmaker[AsyncSession] | None = None,
    progress: Progress | None = None,
) -> int:
    """Make the vectors that the chunks of a document (of all, without one) lack; how many were made.

    The index of many vectors takes minutes to make: `index_sessions` are those that no time-out ends.
    Without an embedder nothing is done: full text answers. The first model to be used becomes the active one;
    another model's vectors are prepared by `reindex`.
    """
    embedder = embedder or find_embedder()
    if embedder is None:
        return 0
    identity = await embedder.identity()
    async with session_factory() as session:
        model = await registered(session, identity)
        if await active_model(session) is None:
            await _activate(session, model)
        await session.commit()
        model_id, is_used = model.id, model.status != EmbeddingModelStatus.RETIRED
    if not is_used:
        return 0
    made = await _embed_all(session_factory, embedder, model_id, document_id, progress)
    await _make_index(session_factory, index_sessions or session_factory, model_id)
    return made


async def reindex(
    session_factory: async_sessionmaker[AsyncSession],
    *,
    embedder: Embedder,
    points: "QdrantPoints | None" = None,
    index_sessions: async_sessionmaker[AsyncSession] | None = None,
    progress: Progress | None = None,
) -> int:
    """Move to the embedder's model: its vectors are made beside those in use, which answer meanwhile; then it
    takes over. How many were made. With `points` those are mirrored before it does.

    The former model's vectors stay until the next move, or a day: a process with the former settings still
    answers by them."""
    identity = await embedder.identity()
    async with session_factory() as session:
        model = await registered(session, identity)
        if model.status == EmbeddingModelStatus.RETIRED:
            model.status = EmbeddingModelStatus.PREPARING
        await session.commit()
        model_id = model.id
    made = await _embed_all(session_factory, embedder, model_id, None, progress)
    await _make_index(session_factory, index_sessions or session_factory, model_id)
    if points is not None:
        await mirror(session_factory, points, model)
    async with session_factory() as session:
        retired = await _retired(session)
        await _activate(session, await session.get_one(EmbeddingModel, model_id))
        await session.commit()
    await _forget(session_factory, points, retired)
    return made


async def forget_retired(
    session_factory: async_sessionmaker[AsyncSession], points: "QdrantPoints | None" = None
) -> None:
    """Take away the vectors of models that were left more than a day ago."""
    async with session_factory() as session:
        retired = [model for model in await _retired(session) if model.updated_at < utcnow() - FORMER_STAYS]
    await _forget(session_factory, points, retired)


async def _retired(session: AsyncSession) -> Sequence[EmbeddingModel]:
    """The retired models that still have vectors."""
    found = await session.scalars(
        select(EmbeddingModel).where(
            EmbeddingModel.status == EmbeddingModelStatus.RETIRED,
            exists().where(ChunkVector.model_id == EmbeddingModel.id),
        )
    )
    return found.all()


async def _forget(
    session_factory: async_sessionmaker[AsyncSession],
    points: "QdrantPoints | None",
    models: Sequence[EmbeddingModel],
) -> None:
    for model in models:
        if points is not None:
            await points.drop(model)
        async with session_factory() as session:
            await session.execute(delete(ChunkVector).where(ChunkVector.model_id == model.id))
            await session.execute(text("SELECT msia_drop_vector_index(:model)"), {"model": model.id})
            await session.commit()


async def registered(session: AsyncSession, identity: ModelIdentity) -> EmbeddingModel:
    """The row of a model, made where it is new."""
    await session.execute(
        insert(EmbeddingModel)
        .values(
            name=identity.name,
            fingerprint=identity.fingerprint,
            dimensions=identity.dimensions,
            status=EmbeddingModelStatus.PREPARING,
        )
        .on_conflict_do_nothing()
    )
    found: EmbeddingModel = (
        await session.scalars(
            select(EmbeddingModel).where(
                EmbeddingModel.name == identity.name, EmbeddingModel.fingerprint == identity.fingerprint
            )
        )
    ).one()
    return found


async def _activate(session: AsyncSession, model: EmbeddingModel) -> None:
    """Let queries use the model, and no other."""
    # Two workers may meet the first document at once.
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtext('msia embedding models'))"))
    active = await active_model(session)
    if active is not None and active.id != model.id:
        active.status = EmbeddingModelStatus.RETIRED
        await session.flush()
    if model.status != EmbeddingModelStatus.ACTIVE:
        model.status, model.activated_at = EmbeddingModelStatus.ACTIVE, utcnow()
        await session.flush()


def wants_vector() -> ColumnElement[bool]:
    """Whether a chunk is to have one: notes of the consolidation and former wordings are not."""
    return ~DocumentChunk.metadata_.op("?|", is_comparison=True)(text("ARRAY['note', 'former_wording']"))


def lacking(model_id: uuid.UUID, document_id: uuid.UUID | None = None) -> Select[Any]:
    """The chunks that want a vector of the model and have none; those of a document that is switched off, or
    has stepped back, want none."""
    statement = select(DocumentChunk).where(
        wants_vector(),
        exists().where(RegulatoryDocument.id == DocumentChunk.document_id, RegulatoryDocument.is_active),
        ~exists().where(and_(ChunkVector.chunk_id == DocumentChunk.id, ChunkVector.model_id == model_id)),
    )
    return statement if document_id is None else statement.where(DocumentChunk.document_id == document_id)


# Equal hashes have equal headings and content: a new version keeps the vectors of what it has kept.
_COPY: Final = text(
    "INSERT INTO chunk_vectors (id, chunk_id, model_id, text_hash, vector) "
    "SELECT DISTINCT ON (c.id) gen_random_uuid(), c.id, v.model_id, v.text_hash, v.vector "
    "FROM document_chunks c "
    "JOIN document_chunks o ON o.content_hash = c.content_hash AND o.id <> c.id "
    "JOIN chunk_vectors v ON v.chunk_id = o.id AND v.model_id = :model "
    "WHERE c.document_id = COALESCE(CAST(:document AS uuid), c.document_id) ON CONFLICT DO NOTHING"
)


async def _embed_all(
    session_factory: async_sessionmaker[AsyncSession],
    embedder: Embedder,
    model_id: uuid.UUID,
    document_id: uuid.UUID | None,
    progress: Progress | None,
) -> int:
    made = 0
    async with session_factory() as session:
        await session.execute(_COPY, {"model": model_id, "document": document_id})
        if document_id is not None:
            await order_mirroring(session, document_id)
        await session.commit()
        total = await session.scalar(
            lacking(model_id, document_id).with_only_columns(func.count()).order_by(None)
        )
    last: uuid.UUID | None = None
    while True:
        async with session_factory() as session:
            batch = await _next_batch(session, model_id, document_id, last)
        if not batch:
            break
        vectors = await embedder.embed_passages([passage.text for passage in batch])
        async with session_factory() as session:
            await _store(session, model_id, batch, vectors)
            if document_id is not None:
                await order_mirroring(session, document_id)
            await session.commit()
        made += len(batch)
        last = batch[-1].chunk_id
        if progress is not None:
            progress(made, total or 0)
        await asyncio.sleep(0)
    if made:
        async with session_factory() as session:
            await _tell_new_vectors(session, document_id)
            await session.commit()
    return made


async def _next_batch(
    session: AsyncSession, model_id: uuid.UUID, document_id: uuid.UUID | None, last: uuid.UUID | None
) -> list[Passage]:
    statement = (
        lacking(model_id, document_id)
        .with_only_columns(
            DocumentChunk.id,
            DocumentChunk.heading_hierarchy,
            DocumentChunk.content,
            DocumentChunk.metadata_.label("details"),
        )
        .order_by(DocumentChunk.id)
        .limit(BATCH)
    )
    if last is not None:
        statement = statement.where(DocumentChunk.id > last)
    return [
        Passage(row.id, passage_text(row.heading_hierarchy, row.details.get("lead_in"), row.content))
        for row in await session.execute(statement)
    ]


async def _store(
    session: AsyncSession,
    model_id: uuid.UUID,
    batch: Sequence[Passage],
    vectors: Sequence[Sequence[float]],
) -> None:
    """Store the vectors of chunks that are still there; another worker may have been faster."""
    wanted = [passage.chunk_id for passage in batch]
    present = set(
        await session.scalars(
            select(DocumentChunk.id).where(DocumentChunk.id.in_(wanted)).with_for_update(key_share=True)
        )
    )
    rows = [
        {
            "id": uuid.uuid4(),
            "chunk_id": passage.chunk_id,
            "model_id": model_id,
            "text_hash": passage.text_hash,
            "vector": list(vector),
        }
        for passage, vector in zip(batch, vectors, strict=True)
        if passage.chunk_id in present
    ]
    if rows:
        await session.execute(insert(ChunkVector).on_conflict_do_nothing(), rows)


async def _tell_new_vectors(session: AsyncSession, document_id: uuid.UUID | None) -> None:
    """Let answers that were kept be looked for anew."""
    statement = update(RegulatoryDocument).values(updated_at=utcnow())
    if document_id is not None:
        statement = statement.where(RegulatoryDocument.id == document_id)
    await session.execute(statement.execution_options(synchronize_session=False))


async def _make_index(
    session_factory: async_sessionmaker[AsyncSession],
    index_sessions: async_sessionmaker[AsyncSession],
    model_id: uuid.UUID,
) -> None:
    async with session_factory() as session:
        count = await session.scalar(
            select(func.count()).select_from(ChunkVector).where(ChunkVector.model_id == model_id)
        )
    if (count or 0) < INDEX_FROM:
        return
    async with index_sessions() as session:
        be_patient(session)
        await session.execute(text("SELECT msia_index_vectors(:model)"), {"model": model_id})
        await session.commit()
