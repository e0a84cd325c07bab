"""Vectors on a Qdrant server: its client's own engine stands for it, and a server here for one that fails."""

import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations import deactivate, retry, working
from agent.services.regulations.embedding import embed_missing, reindex
from agent.services.regulations.points import find_points, mirror, mirroring
from agent.services.regulations.search import ask
from agent.services.regulations.verifying import repair, verify
from database.models import ChunkVector, DocumentChunk, EmbeddingModel, Job
from shared.config import Settings
from shared.vocabularies import JobKind
from tests.regulations.conftest import Office
from tests.regulations.language_model import Said, serving
from tests.regulations.test_search import LAW, Numbers

qdrant_client = pytest.importorskip("qdrant_client")

from agent.services.regulations.points.qdrant import Point, QdrantPoints  # noqa: E402

NAMED = Settings(QDRANT_URL="http://127.0.0.1:9")
QUESTION = "Las cometas de alquiler la pasarán cada seis meses."
pytestmark = pytest.mark.filterwarnings("ignore:Payload indexes have no effect")


@pytest.fixture
async def points(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[QdrantPoints]:
    """An empty engine, which the settings name."""
    client = qdrant_client.AsyncQdrantClient(":memory:")
    found = QdrantPoints(client)
    for module in (mirroring, working):
        monkeypatch.setattr(module, "settings", NAMED)
    monkeypatch.setattr(working, "find_points", lambda: found)
    yield found
    await client.close()


async def the_model(session: AsyncSession) -> EmbeddingModel:
    found: EmbeddingModel = (
        await session.scalars(
            select(EmbeddingModel)
            .where(EmbeddingModel.status == "active")
            .execution_options(populate_existing=True)
        )
    ).one()
    session.expunge(found)
    return found


async def embedded(office: Office, session: AsyncSession, law: str = LAW, **more: Any) -> uuid.UUID:
    """A law with vectors in PostgreSQL."""
    view = await office.add(law, f"{uuid.uuid4()}.md", **more)
    await embed_missing(office.workshop.sessions, view.id, embedder=Numbers())
    return view.id


async def counts(office: Office, points: QdrantPoints) -> tuple[int, int, int, int]:
    report = (await verify(office.workshop.sessions, Numbers(), points)).points
    assert report is not None
    assert report.is_there
    return report.missing, report.stale, report.surplus, report.mistaken


async def test_points_come_with_the_document_and_answer(
    office: Office, session: AsyncSession, points: QdrantPoints
) -> None:
    """By jobs of the table: reading the document orders them, and whoever reads it does them."""
    await office.add(LAW)
    await session.execute(text("UPDATE regulatory_documents SET status = 'pending'"))
    await session.commit()
    first = await the_document(session)
    await embed_missing(office.workshop.sessions, first, embedder=Numbers())
    keys = set(await session.scalars(select(Job.key).where(Job.kind == JobKind.INDEX.value)))
    assert keys == {f"points:{first}"}
    await session.commit()
    await retry(session, first, now=office.clock.now())
    await session.commit()
    await office.read(first)
    assert list(await session.scalars(select(Job.id).where(Job.kind == JobKind.INDEX.value))) == []
    model = await the_model(session)
    chunks = set(await session.scalars(select(DocumentChunk.id)))
    assert set(await points.texts(model)) == chunks
    assert set(await session.scalars(select(DocumentChunk.qdrant_point_id))) == chunks
    await session.execute(delete(ChunkVector))  # so that nothing but the server can answer by meaning
    answer = await ask(session, QUESTION, embedder=Numbers(), points=points, keep=False)
    assert not answer.without_vectors
    assert answer.passages[0].scores["dense"] > 0.8
    assert answer.passages[0].article == "3"


async def the_document(session: AsyncSession) -> uuid.UUID:
    found: uuid.UUID = (await session.execute(text("SELECT id FROM regulatory_documents"))).scalar_one()
    return found


async def test_server_and_postgresql_rank_alike(
    office: Office, session: AsyncSession, points: QdrantPoints
) -> None:
    await embedded(office, session)
    await mirror(office.workshop.sessions, points, await the_model(session))
    here = await ask(session, QUESTION, embedder=Numbers(), keep=False)
    there = await ask(session, QUESTION, embedder=Numbers(), points=points, keep=False)
    assert [passage.chunk_id for passage in here.passages] == [passage.chunk_id for passage in there.passages]
    for one, other in zip(here.passages, there.passages, strict=True):
        assert one.scores["dense"] == pytest.approx(other.scores["dense"], abs=0.002)


async def test_every_difference_is_found_and_mended(
    office: Office, session: AsyncSession, points: QdrantPoints
) -> None:
    await embedded(office, session)
    model = await the_model(session)
    number = len(list(await session.scalars(select(ChunkVector.id))))
    assert await counts(office, points) == (number, 0, 0, 0)
    await repair(office.workshop.sessions, Numbers(), points)
    assert await counts(office, points) == (0, 0, 0, 0)
    first, second, third, *_ = sorted(await points.texts(model))
    document = await the_document(session)
    await points.remove(model, [first])
    vector = [1.0] * model.dimensions
    await points.put(
        model,
        [
            Point(second, document, "another text", vector),
            Point(third, uuid.uuid4(), "of nobody", vector),
            Point(uuid.uuid4(), document, "of nothing", vector),
        ],
    )
    await session.execute(
        update(DocumentChunk)
        .where(DocumentChunk.id.not_in([first, second, third]))
        .values(qdrant_point_id=None)
    )
    await session.commit()
    assert await counts(office, points) == (1, 2, 1, number - 3)
    await repair(office.workshop.sessions, Numbers(), points)
    assert await counts(office, points) == (0, 0, 0, 0)
    assert (await verify(office.workshop.sessions, Numbers(), points)).is_sound


async def test_either_side_may_be_lost_or_restored(
    office: Office, session: AsyncSession, points: QdrantPoints
) -> None:
    sessions, embedder = office.workshop.sessions, Numbers()
    await embedded(office, session)
    await repair(sessions, embedder, points)
    made = embedder.asked
    model = await the_model(session)
    # The server is lost: nothing has to be embedded anew.
    await points.drop(model)
    assert not (await verify(sessions, embedder, points)).is_sound
    await repair(sessions, embedder, points)
    assert (await verify(sessions, embedder, points)).is_sound
    assert embedder.asked == made
    # PostgreSQL is restored from before the vectors were made.
    await session.execute(delete(ChunkVector))
    await session.execute(update(DocumentChunk).values(qdrant_point_id=None))
    await session.commit()
    await repair(sessions, embedder, points)
    assert (await verify(sessions, embedder, points)).is_sound
    # PostgreSQL is restored from before the document, and the server from after it.
    await session.execute(text("DELETE FROM regulatory_documents"))
    await session.commit()
    missing, _, surplus, _ = await counts(office, points)
    assert (missing, surplus > 0) == (0, True)
    assert (await ask(session, QUESTION, embedder=embedder, points=points, keep=False)).passages == ()
    await repair(sessions, embedder, points)
    assert await points.texts(model) == {}
    # The server comes back with a collection of another length.
    await points.drop(model)
    await points._client.create_collection(
        points.collection_of(model),
        vectors_config=qdrant_client.models.VectorParams(size=3, distance=qdrant_client.models.Distance.DOT),
    )
    await embedded(office, session)
    await repair(sessions, embedder, points)
    assert (await verify(sessions, embedder, points)).is_sound


async def test_what_is_gone_here_is_in_no_answer_whatever_the_server_holds(
    office: Office, session: AsyncSession, points: QdrantPoints
) -> None:
    document = await embedded(office, session)
    model = await the_model(session)
    await mirror(office.workshop.sessions, points, model)
    # The nearest of all is a point of a passage that is gone.
    ghost = await Numbers().embed_question(QUESTION)
    await points.put(model, [Point(uuid.uuid4(), document, "of nothing", ghost)])
    answer = await ask(session, QUESTION, embedder=Numbers(), points=points, keep=False)
    assert answer.passages[0].article == "3"
    await deactivate(session, document, now=office.clock.now())
    await session.commit()
    assert (await ask(session, QUESTION, embedder=Numbers(), points=points)).passages == ()


async def test_reading_again_takes_the_points_of_what_is_gone(
    office: Office, session: AsyncSession, points: QdrantPoints
) -> None:
    document = await embedded(office, session)
    sessions, model = office.workshop.sessions, await the_model(session)
    await mirror(sessions, points, model, document)
    gone = (await session.scalars(select(DocumentChunk.id).order_by(DocumentChunk.chunk_index))).all()[-1]
    other = await embedded(office, session, LAW.replace("77/2031", "78/2031"))
    await session.execute(delete(DocumentChunk).where(DocumentChunk.id == gone))
    await session.commit()
    await mirror(sessions, points, model, document)
    assert gone not in await points.texts(model)
    # Of the other document nothing was touched.
    assert await points.texts(model, other) == {}


async def test_another_model_is_mirrored_before_it_takes_over(
    office: Office, session: AsyncSession, points: QdrantPoints
) -> None:
    await embedded(office, session)
    sessions = office.workshop.sessions
    await repair(sessions, Numbers(), points)
    former = await the_model(session)
    second = Numbers("others", "aeiou")
    made = await reindex(sessions, embedder=second, points=points)
    await session.rollback()
    assert len(await points.texts(await the_model(session))) == made
    assert (await verify(sessions, second, points)).is_sound
    assert len(await points.texts(former)) == made
    third = Numbers("thirds", "xyz")
    await reindex(sessions, embedder=third, points=points)
    assert await points.texts(former) == {}


FAILURES = {
    "500": Said(status=500, body=b"{}"),
    "forbidden": Said(status=403, body=b'{"status": {"error": "key"}}'),
    "no json": Said(body=b"<html>"),
    "vanishes": Said(vanishes=True),
}


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_server_that_fails_leaves_the_vectors_in_postgresql(
    office: Office, session: AsyncSession, failure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await embedded(office, session)
    with serving() as double:
        double.answers = [FAILURES[failure]] * 4
        client = qdrant_client.AsyncQdrantClient(
            url=double.url.removesuffix("/v1"), timeout=2, check_compatibility=False
        )
        broken = QdrantPoints(client)
        answer = await ask(session, QUESTION, embedder=Numbers(), points=broken, keep=False)
        assert not answer.without_vectors
        assert answer.passages[0].article == "3"
        report = await verify(office.workshop.sessions, Numbers(), broken)
        assert report.points is not None
        assert (report.points.is_there, report.is_sound) == (False, False)
        await client.close()


async def test_what_is_mirrored_outlives_the_client(
    office: Office, session: AsyncSession, tmp_path: Path
) -> None:
    await embedded(office, session)
    for _ in range(2):
        client = qdrant_client.AsyncQdrantClient(path=str(tmp_path / "qdrant"))
        kept = QdrantPoints(client)
        found = await mirror(office.workshop.sessions, kept, await the_model(session))
        await client.close()
    assert found.is_none


async def test_the_settings_name_the_server() -> None:
    assert find_points(Settings(QDRANT_URL=None)) is None
    found = find_points(NAMED)
    assert found is not None
    assert find_points(NAMED) is found
    assert find_points(Settings(QDRANT_URL=NAMED.QDRANT_URL, QDRANT_PREFIX="otra")) is not found
