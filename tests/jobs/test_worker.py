"""A worker is told of jobs when they are committed, hears again what it lost, and asks by itself too; what
nobody waits for takes no more than half of its places."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from agent.services.images import ImageStore
from agent.worker import loop
from agent.worker.bell import Bell
from agent.worker.clock import WallClock
from agent.worker.loop import Worker
from agent.worker.working import Handling, Tools
from database import jobs
from database.connection import create_session_factory
from database.jobs import Job
from database.listener import Listener
from database.models.base import utcnow
from shared.config import settings
from shared.vocabularies import JobKind
from tests.catalogue.waiting import eventually

LISTENERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
NEVER = 3600.0


class Office:
    """A worker that notes what it has done."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine, self.sessions = engine, create_session_factory(engine)
        self.done: list[Any] = []
        self.begun: list[Any] = []
        self.questions = 0
        self.is_read = asyncio.Event()
        tools = Tools(self.sessions, settings, WallClock(), ImageStore())
        handlings = {
            JobKind.SEND: Handling(self._do),
            JobKind.EMBED: Handling(self._do_for_long, in_background=True),
        }
        self.worker = Worker(tools, handlings)
        self.bell = Bell(engine)

    async def _do_for_long(self, tools: Tools, job: Job) -> None:
        self.begun.append(job.payload["what"])
        await self.is_read.wait()
        await self._do(tools, job)

    async def _do(self, tools: Tools, job: Job) -> None:
        async with tools.sessions() as session:
            await jobs.finish(session, job, now=tools.clock.now())
            await session.commit()
        self.done.append(job.payload["what"])

    async def put(self, what: str, kind: JobKind = JobKind.SEND, seconds: float = 0.0) -> None:
        now = utcnow()
        async with self.sessions() as session:
            await jobs.enqueue(
                session, kind, {"what": what}, now=now, run_at=now + timedelta(seconds=seconds)
            )
            await session.commit()

    async def did(self, *what: str) -> None:
        async def all_done() -> bool:
            return self.done == list(what)

        await eventually(all_done, f"{what} are done")


@asynccontextmanager
async def at_work(engine: AsyncEngine) -> AsyncIterator[Office]:
    office = Office(engine)
    lease = office.worker._lease

    async def counted(*given: Any, **options: Any) -> Any:
        office.questions += 1
        return await lease(*given, **options)

    office.worker._lease = counted  # type: ignore[method-assign]
    task = asyncio.create_task(office.worker.run(2, office.bell))
    try:
        yield office
    finally:
        office.worker.stop()
        await task


async def _heard(office: Office) -> bool:
    return office.bell.is_heard


@pytest.fixture
def seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """By itself a worker would find nothing while the test lasts."""
    monkeypatch.setattr(loop, "POLL_SECONDS", NEVER)
    monkeypatch.setattr(loop, "TOLD_SECONDS", NEVER)


@pytest.mark.usefixtures("seldom")
async def test_a_job_is_begun_when_it_is_committed(engine: AsyncEngine) -> None:
    async with at_work(engine) as office:
        await eventually(lambda: _heard(office), "the worker listens")
        await office.put("now")
        await office.did("now")
        await office.put("soon", seconds=0.2)
        await office.did("now", "soon")


@pytest.mark.usefixtures("seldom")
async def test_nobody_is_woken_for_what_is_not_theirs(engine: AsyncEngine) -> None:
    async with at_work(engine) as office:
        await eventually(lambda: _heard(office), "the worker listens")
        await office.put("first")
        await office.did("first")
        before = office.questions
        for _ in range(20):
            await office.put("a document", JobKind.INGEST)
        await office.put("second")
        await office.did("first", "second")
        # After each of the two that were done, for the announcement, and for the other free place.
        assert office.questions - before <= 4


@pytest.mark.usefixtures("seldom")
async def test_a_lost_connection_is_made_again_and_nothing_is_missed(engine: AsyncEngine) -> None:
    async with at_work(engine) as office:
        await eventually(lambda: _heard(office), "the worker listens")
        async with engine.begin() as connection:
            (pid,) = (await connection.scalars(text(LISTENERS))).all()
            session = create_session_factory(engine)(bind=connection)
            # In one transaction with the job: its announcement finds no listener.
            await jobs.enqueue(session, JobKind.SEND, {"what": "meanwhile"}, now=utcnow())
            await connection.execute(text(f"SELECT pg_terminate_backend({pid})"))
        await office.did("meanwhile")
        await eventually(lambda: _heard(office), "it listens again")
        await office.put("afterwards")
        await office.did("meanwhile", "afterwards")


async def test_where_announcements_do_not_arrive_it_asks_by_itself(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def mute(_listener: Listener) -> bool:
        return False

    monkeypatch.setattr(Listener, "hears", mute)
    monkeypatch.setattr(loop, "POLL_SECONDS", 0.05)
    monkeypatch.setattr(loop, "TOLD_SECONDS", NEVER)
    async with at_work(engine) as office:
        await office.put("asked for")
        await office.did("asked for")
        assert not office.bell.is_heard


async def test_clients_do_not_wait_for_work_in_the_background(engine: AsyncEngine) -> None:
    async with at_work(engine) as office:
        for what in ("one document", "another"):
            await office.put(what, JobKind.EMBED)
        await eventually(lambda: _is(bool(office.begun)), "a document is begun")
        await office.put("a reply")
        await office.did("a reply")
        assert len(office.begun) == 1, "one of two places"
        office.is_read.set()
        await eventually(lambda: _is(len(office.done) == 3), "the documents are done too")


async def _is(value: bool) -> bool:
    return value
