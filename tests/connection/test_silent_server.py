"""A server that takes what is sent and never answers: every wait is bounded and becomes one clear error."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from database import engines
from database.availability import explain_connect_failure
from database.connection import create_session_factory
from database.engines import create_engine
from shared.config import settings
from shared.errors import ServerUnavailableError
from tests.catalogue.mute_proxy import MuteProxy, mute_proxy

# Against a hang: without the settings each of these waits would last for ever.
HANGS = 60


@pytest.fixture
async def proxy(empty_database_url: str) -> AsyncIterator[MuteProxy]:
    async with mute_proxy(empty_database_url, swallows=False) as opened:
        yield opened


@pytest.fixture
async def engine(proxy: MuteProxy, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AsyncEngine]:
    # Long enough for what does answer, on a busy machine too.
    names = ("DATABASE_COMMAND_TIMEOUT", "DATABASE_CONNECT_TIMEOUT", "DATABASE_POOL_TIMEOUT")
    limits = dict.fromkeys(names, 1.5)
    monkeypatch.setattr(engines, "settings", settings.model_copy(update=limits))
    created = create_engine(proxy.url, pool_size=1, max_overflow=0)
    yield created
    await created.dispose(close=False)


async def _code_of(work: "asyncio.Future[object] | asyncio.Task[object]") -> str:
    with pytest.raises(ServerUnavailableError) as raised:
        await asyncio.wait_for(work, HANGS)
    return raised.value.code


async def _ask(engine: AsyncEngine) -> object:
    async with create_session_factory(engine)() as session:
        return await session.scalar(text("SELECT 1"))


async def test_a_pooled_connection_gone_silent(engine: AsyncEngine, proxy: MuteProxy) -> None:
    assert await _ask(engine) == 1
    proxy.freeze()
    assert await _code_of(asyncio.create_task(_ask(engine))) == "database_timeout"
    # Its connection went with it: the next one does not even get one.
    assert await _code_of(asyncio.create_task(_ask(engine))) == "database_timeout"
    proxy.thaw()
    assert await _ask(engine) == 1


async def test_silence_at_the_goodbye(
    proxy: MuteProxy, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A pool closes what it has too much of; that nobody answers it is no failure of anybody's request."""
    limits = {"DATABASE_COMMAND_TIMEOUT": 1.5}
    monkeypatch.setattr(engines, "settings", settings.model_copy(update=limits))
    crowded = create_engine(proxy.url, pool_size=1, max_overflow=1)
    async with crowded.connect() as kept, crowded.connect() as spare:
        for connection in (kept, spare):
            await connection.scalar(text("SELECT 1"))
            await connection.rollback()
        proxy.freeze()
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
    proxy.thaw()
    assert await _ask(crowded) == 1
    await crowded.dispose()


async def test_silence_within_a_transaction(engine: AsyncEngine, proxy: MuteProxy) -> None:
    async def work() -> None:
        async with create_session_factory(engine)() as session:
            await session.execute(text("SELECT 1"))
            proxy.freeze()
            await session.execute(text("SELECT 2"))

    assert await _code_of(asyncio.create_task(work())) == "database_timeout"
    proxy.thaw()
    assert await _ask(engine) == 1


async def test_silence_at_the_commit(engine: AsyncEngine, proxy: MuteProxy) -> None:
    async def work() -> None:
        async with create_session_factory(engine)() as session:
            await session.execute(text("CREATE TEMPORARY TABLE kept (id int)"))
            proxy.freeze()
            await session.commit()

    assert await _code_of(asyncio.create_task(work())) == "database_timeout"


async def test_a_statement_that_takes_longer_than_its_limit(engine: AsyncEngine) -> None:
    async with create_session_factory(engine)() as session:
        with pytest.raises(ServerUnavailableError):
            await session.execute(text("SELECT pg_sleep(600)"))
    assert await _ask(engine) == 1


async def test_the_servers_own_limit(engine: AsyncEngine) -> None:
    async with create_session_factory(engine)() as session:
        await session.execute(text("SET LOCAL statement_timeout = '20ms'"))
        with pytest.raises(Exception, match="canceling statement") as raised:
            await session.execute(text("SELECT pg_sleep(600)"))
    known = explain_connect_failure(raised.value)
    assert known is not None
    assert known.code == "database_timeout"


async def test_a_pool_in_use_is_waited_for_within_its_limit(engine: AsyncEngine) -> None:
    async with engine.connect():
        with pytest.raises(Exception, match="QueuePool limit") as raised:
            await asyncio.wait_for(_ask(engine), HANGS)
    known = explain_connect_failure(raised.value)
    assert known is not None
    assert known.code == "database_busy"


async def test_work_that_may_take_its_time(proxy: MuteProxy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Migrations and maintenance have engines without the limit."""
    limits = {"DATABASE_COMMAND_TIMEOUT": 0.05}
    monkeypatch.setattr(engines, "settings", settings.model_copy(update=limits))
    sleep = text("SELECT 1 FROM pg_sleep(0.3)")
    for_migrations = create_engine(proxy.url, pooled=False)
    async with for_migrations.connect() as connection:
        assert await connection.scalar(sleep) == 1
    await for_migrations.dispose()
    pooled = create_engine(proxy.url)
    with pytest.raises(ServerUnavailableError):
        async with pooled.connect() as connection:
            await connection.scalar(sleep)
    await pooled.dispose()


async def test_errors_name_no_values(engine: AsyncEngine) -> None:
    async with create_session_factory(engine)() as session:
        with pytest.raises(Exception, match="integer") as raised:
            await session.execute(text("SELECT CAST(:given AS text)::int"), {"given": "matrícula de Ana"})
    assert "[parameters" not in str(raised.value)
