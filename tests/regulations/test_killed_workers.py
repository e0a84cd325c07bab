"""A worker killed at any moment leaves nothing missing, nothing twice and nothing stuck."""

import asyncio
import os
import random
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from agent.services.images import ImageStore
from agent.services.regulations import NewDocument, Workshop, register, retry
from agent.services.regulations.working import work_until_read
from database.connection import create_session_factory
from database.engines import create_engine
from database.models import DocumentChunk, Job
from database.models.base import utcnow
from domain.regulations import chunks_of, read_markdown
from shared.vocabularies import DocumentStatus, JobKind, JobStatus
from tests.forked import CAN_FORK, ForkedProgram
from tests.regulations.texts import LAW

KILLS = 5
LEASE = 0.3


def long_law() -> str:
    """A law of many articles, so that reading and storing take their time."""
    articles = "\n\n".join(
        f"###### Artículo {number}. Título {number}.\n\n"
        + "\n\n".join(
            f"{paragraph}. El vehículo número {number} llevará {paragraph} frenos de ensayo en su eje."
            for paragraph in range(1, 8)
        )
        for number in range(5, 160)
    )
    return LAW.replace("ANEXO I\n", f"{articles}\n\nANEXO I\n", 1)


def _until_ready(program: ForkedProgram, output: Path) -> None:
    while program.poll() is None and not (output.exists() and output.read_text()):
        time.sleep(0.01)


@pytest.mark.slow
@pytest.mark.skipif(not CAN_FORK, reason="processes can't be forked here")
async def test_killed_at_random_moments_a_document_is_complete(database_url: str, tmp_path: Path) -> None:
    text = long_law()
    expected = [chunk.content_hash for chunk in chunks_of(read_markdown(text))]
    engine = create_engine(database_url)
    sessions = create_session_factory(engine)
    store = ImageStore(tmp_path / "regulations")
    async with sessions() as session:
        registered = await register(session, store, NewDocument(text.encode(), "larga.md"), now=utcnow())
        await session.commit()
    source = random.Random(3)
    (tmp_path / "in").touch()
    for kill in range(KILLS):
        output = tmp_path / f"out{kill}"
        program = ForkedProgram(
            "tests.regulations.ingesting_process",
            [str(registered.document_id), str(store.directory), str(LEASE), "0.1"],
            environment={**os.environ, "DATABASE_URL": database_url, "MSIA_HOME": str(tmp_path)},
            folder=Path.cwd(),
            streams=(tmp_path / "in", output, tmp_path / f"err{kill}"),
        )
        await asyncio.to_thread(_until_ready, program, output)
        await asyncio.sleep(source.uniform(0, 0.8))
        program.kill()
        program.wait(30)
        async with sessions() as session:
            stored = list(
                await session.scalars(
                    select(DocumentChunk.content_hash)
                    .where(DocumentChunk.document_id == registered.document_id)
                    .order_by(DocumentChunk.chunk_index)
                )
            )
            assert stored in ([], expected)
            await session.rollback()
    workshop = Workshop(sessions, store, utcnow)
    view = await work_until_read(workshop, registered.document_id, worker="the last", seconds=LEASE)
    if view.status is DocumentStatus.FAILED:  # killed as often as it may be tried, and it says so
        assert view.error
        async with sessions() as session:
            await retry(session, registered.document_id, now=utcnow())
            await session.commit()
        view = await work_until_read(workshop, registered.document_id, worker="the last", seconds=LEASE)
    assert (view.status, view.answers) == (DocumentStatus.INDEXED, True)
    async with sessions() as session:
        rows = await session.execute(
            select(DocumentChunk.chunk_index, DocumentChunk.content_hash)
            .where(DocumentChunk.document_id == registered.document_id)
            .order_by(DocumentChunk.chunk_index)
        )
        assert [tuple(row) for row in rows] == list(enumerate(expected))
        reading = Job.kind == JobKind.INGEST.value, Job.status != JobStatus.DEAD.value
        assert not await session.scalar(select(func.count()).select_from(Job).where(*reading))
    await engine.dispose()
