"""Engines and sessions: the spec's settings, transactions, loops, SQLite, and what failures look like."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import pytest
from sqlalchemy import JSON, bindparam, event, text
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.pool import AsyncAdaptedQueuePool

from database import connection, engines
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from shared.errors import ServerUnavailableError
from tests import servers
from tests.catalogue.mute_proxy import MuteProxy, mute_proxy


class Base(DeclarativeBase):
    """Tables of these tests only."""


class Note(Base):
    """A row to write and read."""

    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str]
    data: Mapped[dict[str, str] | None] = mapped_column(JSON)


@pytest.fixture
async def notes_engine(empty_database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(empty_database_url)
    async with engine.begin() as opened:
        await opened.run_sync(Base.metadata.create_all)
    yield engine
    await engine.dispose()


@pytest.fixture
def product_sessions(notes_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> AsyncEngine:
    """Point the session functions of database.connection at a database of this test's own."""
    factory = create_session_factory(notes_engine)
    monkeypatch.setattr(connection, "engine", notes_engine)
    monkeypatch.setattr(connection, "replica_engine", notes_engine)
    monkeypatch.setattr(connection, "AsyncSessionLocal", factory)
    monkeypatch.setattr(
        connection,
        "ReadSessionLocal",
        create_session_factory(notes_engine.execution_options(postgresql_readonly=True)),
    )
    return notes_engine


async def bodies(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as opened:
        return list((await opened.execute(text("SELECT body FROM notes ORDER BY id"))).scalars())


def test_the_product_engine_has_the_specified_pool() -> None:
    pool = connection.engine.pool
    assert isinstance(pool, AsyncAdaptedQueuePool)
    assert (pool.size(), pool._max_overflow, pool._pre_ping) == (10, 20, True)
    assert connection.engine.url.drivername == "postgresql+asyncpg"
    assert connection.AsyncSessionLocal is connection.async_session


def test_importing_connects_to_nothing_starts_nothing_and_creates_no_file(tmp_path: Path) -> None:
    code = (
        "import sys\nseen = []\n"
        "watched = {'socket.connect', 'socket.bind', 'subprocess.Popen', 'sqlite3.connect'}\n"
        "sys.addaudithook(lambda name, _: name in watched and seen.append(name))\n"
        "import database, database.models, database.connection, database.migrate, database.client\n"
        "import cli.main, shared.logging\n"
        "from database.connection import engine, AsyncSessionLocal, async_session, get_session\n"
        "print(seen)\n"
    )
    for url in ("", "postgresql://u:p@127.0.0.1:1/none"):
        home = tmp_path / "untouched"
        done = servers.run_python("-c", code, environment={"DATABASE_URL": url, "MSIA_HOME": str(home)})
        assert done.stdout.strip() == "[]", done.stderr
        assert not home.exists()


async def test_nothing_is_flushed_by_a_query_or_expired_by_a_commit(notes_engine: AsyncEngine) -> None:
    async with create_session_factory(notes_engine)() as session:
        note = Note(id=1, body="uno")
        session.add(note)
        assert (await session.execute(text("SELECT count(*) FROM notes"))).scalar_one() == 0
        await session.commit()
        statements: list[str] = []
        event.listen(
            notes_engine.sync_engine,
            "before_cursor_execute",
            lambda *arguments: statements.append(arguments[2]),
        )
        assert note.body == "uno"
        assert statements == []


async def test_get_async_session_never_commits_by_itself(product_sessions: AsyncEngine) -> None:
    async with connection.get_async_session() as session:
        session.add(Note(id=1, body="lost"))
        await session.flush()
    assert await bodies(product_sessions) == []
    async with connection.get_async_session() as session:
        session.add(Note(id=1, body="kept"))
        await session.commit()
    assert await bodies(product_sessions) == ["kept"]


async def test_get_async_session_rolls_back_when_the_block_raises(product_sessions: AsyncEngine) -> None:
    async def fails() -> None:
        async with connection.get_async_session() as session:
            session.add(Note(id=1, body="lost"))
            await session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    assert await bodies(product_sessions) == []
    assert product_sessions.pool.checkedout() == 0  # type: ignore[attr-defined]


async def test_get_session_commits_a_request_that_succeeds(product_sessions: AsyncEngine) -> None:
    async with aclosing(connection.get_session()) as dependency:  # type: ignore[type-var]
        session = await anext(dependency)
        session.add(Note(id=1, body="kept"))
        with pytest.raises(StopAsyncIteration):
            await anext(dependency)
    assert await bodies(product_sessions) == ["kept"]


async def test_get_session_rolls_back_a_request_that_fails(product_sessions: AsyncEngine) -> None:
    dependency = connection.get_session()
    session = await anext(dependency)
    session.add(Note(id=1, body="lost"))
    await session.flush()
    with pytest.raises(ZeroDivisionError):
        await dependency.athrow(ZeroDivisionError())  # type: ignore[attr-defined]
    assert await bodies(product_sessions) == []


async def test_get_session_reports_a_commit_that_fails(product_sessions: AsyncEngine) -> None:
    async with connection.get_async_session() as session:
        session.add(Note(id=1, body="first"))
        await session.commit()
    dependency = connection.get_session()
    session = await anext(dependency)
    session.add(Note(id=1, body="same key"))
    with pytest.raises(IntegrityError):
        await anext(dependency)
    assert await bodies(product_sessions) == ["first"]


async def test_a_read_session_refuses_to_write_and_spoils_no_other(product_sessions: AsyncEngine) -> None:
    async with connection.get_read_session() as session:
        assert (await session.execute(text("SELECT 1"))).scalar_one() == 1
        session.add(Note(id=1, body="refused"))
        with pytest.raises(DBAPIError, match="read-only transaction"):
            await session.flush()
    async with connection.get_async_session() as session:
        session.add(Note(id=1, body="kept"))
        await session.commit()
    assert await bodies(product_sessions) == ["kept"]


def test_event_loops_one_after_the_other_share_no_connection(pg_server: RunningServer) -> None:
    async def answer() -> int:
        async with connection.get_async_session() as session:
            return int((await session.execute(text("SELECT 42"))).scalar_one())

    def three_loops() -> list[int]:
        return [asyncio.run(answer()) for _ in range(3)]

    assert servers.in_thread(three_loops) == [42, 42, 42]
    servers.in_thread(asyncio.run, connection.close_db())


@pytest.fixture(params=["closed", "still open"])
async def ending_proxy(request: pytest.FixtureRequest, empty_database_url: str) -> AsyncIterator[MuteProxy]:
    """A way to the server on which the end of a connection arrives at once, or late: "still open"."""
    async with mute_proxy(empty_database_url, swallows=False) as proxy:
        proxy.holds_ends = request.param == "still open"
        yield proxy


@pytest.fixture
async def ended_engine(ending_proxy: MuteProxy, empty_database_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine whose only connection the server has ended, as an administrator or a restart does."""
    created = create_engine(ending_proxy.url, pool_size=1, max_overflow=0)
    async with created.connect() as opened:
        pid = await opened.scalar(text("SELECT pg_backend_pid()"))
    other = create_engine(empty_database_url, pooled=False)
    async with other.connect() as opened:
        await opened.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
    await other.dispose()
    await ending_proxy.ended.wait()
    for _ in range(5):  # turns of the loop, in which the driver reads what the proxy has passed on
        await asyncio.sleep(0)
    yield created
    await created.dispose(close=False)


async def test_a_connection_that_the_server_ended_is_replaced(
    ended_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_FRESH_SECONDS", 0.0)
    async with ended_engine.connect() as opened:
        assert await opened.scalar(text("SELECT 1")) == 1


async def test_one_that_was_ended_just_after_its_use_fails_once_at_most(
    ended_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_FRESH_SECONDS", float("inf"))
    lost: list[bool] = []
    try:
        async with ended_engine.connect() as opened:
            await opened.execute(text("SELECT 1"))
    except DBAPIError as error:
        lost.append(error.connection_invalidated)
    assert lost in ([], [True])
    async with ended_engine.connect() as opened:
        assert await opened.scalar(text("SELECT 1")) == 1


async def test_json_is_stored_as_readable_spanish(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'json.db'}")
    async with engine.connect() as opened:
        statement = text("SELECT :value").bindparams(bindparam("value", type_=JSON))
        stored = (await opened.execute(statement, {"value": {"año": "matrícula"}})).scalar_one()
        with pytest.raises(Exception, match="Out of range float"):
            await opened.execute(statement, {"value": float("nan")})
    await engine.dispose()
    assert stored == '{"año": "matrícula"}'
    assert json.loads(stored) == {"año": "matrícula"}


class TestSqlite:
    """SQLite serves tests without a server: with foreign keys, the write-ahead log and true transactions."""

    @pytest.fixture
    async def engine(self, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
        engine = create_engine(f"sqlite+aiosqlite:///{tmp_path / 'con espacios y ñ.db'}")
        yield engine
        await engine.dispose()

    async def test_pragmas(self, engine: AsyncEngine) -> None:
        async with engine.connect() as opened:
            for pragma, expected in (("foreign_keys", 1), ("journal_mode", "wal"), ("busy_timeout", 30_000)):
                value = (await opened.exec_driver_sql(f"PRAGMA {pragma}")).scalar_one()
                assert value == expected

    async def test_ddl_rolls_back(self, engine: AsyncEngine) -> None:
        async with engine.connect() as opened:
            await opened.run_sync(Base.metadata.create_all)
            await opened.rollback()
            tables = await opened.exec_driver_sql("SELECT name FROM sqlite_master")
            assert tables.all() == []

    async def test_savepoints_roll_back_alone(self, engine: AsyncEngine) -> None:
        async with engine.begin() as opened:
            await opened.run_sync(Base.metadata.create_all)
        async with create_session_factory(engine)() as session:
            session.add(Note(id=1, body="outer"))
            await session.flush()
            savepoint = await session.begin_nested()
            session.add(Note(id=1, body="same key"))
            with pytest.raises(IntegrityError):
                await session.flush()
            await savepoint.rollback()
            await session.commit()
        assert await bodies(engine) == ["outer"]

    async def test_a_read_transaction_sees_one_state(self, engine: AsyncEngine) -> None:
        async with engine.begin() as opened:
            await opened.run_sync(Base.metadata.create_all)
        async with engine.connect() as reader, engine.connect() as writer:
            count = text("SELECT count(*) FROM notes")
            assert (await reader.execute(count)).scalar_one() == 0
            await writer.execute(text("INSERT INTO notes (id, body) VALUES (1, 'x')"))
            await writer.commit()
            assert (await reader.execute(count)).scalar_one() == 0
            await reader.rollback()
            assert (await reader.execute(count)).scalar_one() == 1

    async def test_memory_is_one_database_for_the_engine(self) -> None:
        engine = create_engine("sqlite://")
        async with engine.begin() as opened:
            await opened.run_sync(Base.metadata.create_all)
        assert await bodies(engine) == []
        await engine.dispose()


class TestUnreachable:
    """Whatever keeps us from the database is one line that says where and what to do, not the password."""

    @staticmethod
    async def failure(url: str) -> ServerUnavailableError:
        engine = create_engine(url)
        with pytest.raises(ServerUnavailableError) as caught:
            async with AsyncSession(engine) as session:
                await session.execute(text("SELECT 1"))
        await engine.dispose()
        line = str(caught.value)
        assert "\n" not in line
        assert "secreto" not in line
        assert caught.value.remedy
        return caught.value

    async def test_nobody_listens(self) -> None:
        error = await self.failure("postgresql://u:secreto@127.0.0.1:1/d")
        assert error.code == "database_unreachable"
        assert "127.0.0.1:1/d" in error.message
        assert error.field == "DATABASE_URL"

    async def test_unknown_host(self) -> None:
        error = await self.failure("postgresql://u:secreto@no-such-host.invalid/d")
        assert (error.code, "no-such-host.invalid" in error.message) == ("database_unreachable", True)

    @pytest.fixture
    def silent_port(self) -> Iterator[int]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            yield listener.getsockname()[1]

    async def test_a_server_that_never_answers(self, silent_port: int) -> None:
        error = await self.failure(f"postgresql://u:secreto@127.0.0.1:{silent_port}/d?connect_timeout=0.2")
        assert error.code == "database_timeout"

    async def test_wrong_password(self, pg_server: RunningServer) -> None:
        error = await self.failure(f"postgresql://msia:secreto@{pg_server.host}:{pg_server.port}/msia_db")
        assert error.code == "database_login_refused"
        assert "msia" in error.message

    async def test_missing_database(self, pg_server: RunningServer) -> None:
        error = await self.failure(pg_server.database_url("no_such_db"))
        assert error.code == "database_missing"

    async def test_tls_where_the_server_has_none(self, pg_server: RunningServer) -> None:
        error = await self.failure(pg_server.url + "?sslmode=require")
        assert error.code == "database_tls_failed"

    async def test_sqlite_in_a_missing_directory(self, tmp_path: Path) -> None:
        error = await self.failure(f"sqlite:///{tmp_path / 'missing' / 'x.db'}")
        assert error.code == "database_file_unusable"


async def _backend(engine: AsyncEngine) -> int:
    async with engine.connect() as opened:
        return int((await opened.execute(text("SELECT pg_backend_pid()"))).scalar_one())


async def test_a_connection_just_used_is_not_asked_before_it_is_used(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(AsyncAdapt_asyncpg_connection, "ping", lambda _connection: asked.append("asked"))
    engine = create_engine(empty_database_url)
    try:
        assert await _backend(engine) == await _backend(engine)
        assert asked == []
        monkeypatch.setattr(engines, "_FRESH_SECONDS", 0.0)
        await _backend(engine)
        assert len(asked) == 1
    finally:
        await engine.dispose()


async def test_a_connection_that_the_server_closed_is_replaced_however_fresh_it_is(
    pg_server: RunningServer, empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_FRESH_SECONDS", 3600.0)
    engine = create_engine(empty_database_url)
    try:
        before = await _backend(engine)
        await asyncio.to_thread(servers.execute, pg_server, f"SELECT pg_terminate_backend({before}, 30000)")
        await asyncio.sleep(0.1)  # what the server said last is read
        assert await _backend(engine) != before
    finally:
        await engine.dispose()
