"""What users of such systems complain about in public, where no other test of this package has it.

Documents stuck in processing, tasks that get lost, an old version that goes before the new one is there,
pages that a document has not: `test_ingestion`, `test_killed_workers`, `test_reading`. Deleted documents that
are still cited: `test_search`, `test_points`.
"""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select, text

from agent.services.regulations import retry
from agent.services.regulations.chunk_rows import store_chunks
from agent.services.regulations.embedding import embed_missing
from database.models import ChunkVector, DocumentChunk, Job, QueryCitation, RegulatoryDocument
from domain.regulations import chunks_of, read_markdown
from shared.errors import NotFoundError
from tests.regulations.conftest import Office
from tests.regulations.test_search import LAW, Numbers, question

TABLES = (RegulatoryDocument, DocumentChunk, ChunkVector, QueryCitation)


async def rows(office: Office) -> dict[str, int]:
    async with office.workshop.sessions() as session:
        return {
            table.__tablename__: await session.scalar(select(func.count()).select_from(table)) or 0
            for table in TABLES
        }


async def delete_all(office: Office) -> None:
    async with office.workshop.sessions() as session:
        await session.execute(text("DELETE FROM regulatory_documents"))
        await session.commit()


@pytest.mark.parametrize("stage", ["before", "reading", "embedding"])
async def test_a_document_deleted_while_it_is_read_leaves_nothing(
    make_office: Callable[..., Office], stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def embed(sessions: Any, document_id: uuid.UUID, *, progress: Any) -> None:
        if stage == "embedding":
            await delete_all(office)
        await embed_missing(sessions, document_id, embedder=Numbers())

    from agent.services.regulations import ingesting

    as_it_is = ingesting._store

    async def store(workshop: Any, document_id: uuid.UUID, read: Any) -> None:
        if stage == "reading":
            await delete_all(office)
        await as_it_is(workshop, document_id, read)

    monkeypatch.setattr(ingesting, "_store", store)
    office = make_office(embed)
    document_id = await office.register(LAW)
    if stage == "before":
        await delete_all(office)
    with pytest.raises(NotFoundError):
        await office.read(document_id)
    # Its job finds nothing to do and is gone as well.
    other = await office.add(LAW.replace("77/2031", "78/2031"), "otra.md") if stage == "before" else None
    assert other is None or other.answers
    found = await rows(office)
    if stage != "before":
        assert set(found.values()) == {0}
    async with office.workshop.sessions() as session:
        keys = set(await session.scalars(select(Job.key).where(Job.status == "running")))
    assert keys == set()


async def test_equal_passages_are_taken_away_one_by_one(office: Office) -> None:
    """Of three that say the same, two stay where the text has two, and none where it has none."""
    view = await office.add(LAW)
    (first, *others) = chunks_of(read_markdown(LAW))
    async with office.workshop.sessions() as session:
        for number in (3, 2, 0, 1):
            await store_chunks(session, view.id, [*[first] * number, *others])
            await session.commit()
            await embed_missing(office.workshop.sessions, view.id, embedder=Numbers())
            places = await session.scalars(
                select(DocumentChunk.chunk_index)
                .where(DocumentChunk.document_id == view.id)
                .order_by(DocumentChunk.chunk_index)
            )
            assert list(places) == list(range(number + len(others)))
            equal = await session.scalar(
                select(func.count()).where(DocumentChunk.content_hash == first.content_hash)
            )
            assert equal == number
            assert await session.scalar(select(func.count(ChunkVector.id))) == number + len(others)
            await session.rollback()


async def test_reading_and_embedding_again_doubles_nothing(office: Office) -> None:
    view = await office.add(LAW)
    await embed_missing(office.workshop.sessions, view.id, embedder=Numbers())
    before = await rows(office)
    for _ in range(3):
        async with office.workshop.sessions() as session:
            await retry(session, view.id, now=office.clock.now())
            await session.commit()
        await office.read(view.id)
        await embed_missing(office.workshop.sessions, embedder=Numbers())
    assert await rows(office) == before


async def test_what_was_deleted_is_cited_no_more_and_its_citations_go(office: Office) -> None:
    await office.add(LAW)
    async with office.workshop.sessions() as session:
        assert (await question(session, "¿qué luces llevan las cometas?")).passages
        await delete_all(office)
        gone = await question(session, "¿qué luces llevan las cometas?")
    assert (gone.passages, gone.is_answerable, gone.was_cached) == ((), False, False)
    assert await rows(office) == {table.__tablename__: 0 for table in TABLES}
