"""Drives alembic and reads and writes rows, from plain test functions, on any database by its URL."""

import io
import json
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from itertools import groupby
from typing import Any, TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from database import engines, migrate
from database.engines import create_engine
from tests.servers import as_owner, in_thread, on_lasting_loop

Row = dict[str, Any]
T = TypeVar("T")


@cache
def _scripts() -> ScriptDirectory:
    # Read once: alembic's own commands compile all revisions anew, which would take most of the time.
    return ScriptDirectory.from_config(migrate.alembic_config())


@cache
def revisions() -> tuple[str, ...]:
    """All revisions from the first to the head."""
    return tuple(reversed([script.revision for script in _scripts().walk_revisions()]))


def before(number: str) -> str:
    """The revision before the one that starts with `number`."""
    index = next(i for i, revision in enumerate(revisions()) if revision.startswith(number))
    return revisions()[index - 1]


def upgrade(url: str, revision: str = "head") -> None:
    """What `alembic upgrade` does."""
    _take_steps(url, revision, _scripts()._upgrade_revs)


def downgrade(url: str, revision: str) -> None:
    """What `alembic downgrade` does."""
    _take_steps(url, revision, _scripts()._downgrade_revs)


def script(url: str, start: str, end: str) -> str:
    """What `alembic upgrade start:end --sql` prints."""
    config = migrate.alembic_config(url)
    config.output_buffer = printed = io.StringIO()
    in_thread(lambda: _run(config, end, _scripts()._upgrade_revs, as_sql=True, starting_rev=start))
    return printed.getvalue()


def _take_steps(url: str, revision: str, steps: Callable[[str, Any], Any]) -> None:
    """On a connection that is there already: making one takes longer than most steps. The product's own way
    to one is that of test_concurrency.py and of all templates."""
    config = migrate.alembic_config()

    def take(connection: sa.Connection) -> None:
        config.attributes["connection"] = connection
        _run(config, revision, steps)

    if url.startswith("sqlite"):
        with _sqlite_without_thread(url) as connection:
            take(connection)
    else:
        _connections.migrate(as_owner(url), take)


def _run(config: Config, revision: str, steps: Callable[[str, Any], Any], **options: Any) -> None:
    with EnvironmentContext(
        config,
        _scripts(),
        fn=lambda current, _context: steps(revision, current),
        destination_rev=revision,
        **options,
    ):
        _scripts().run_env()


@contextmanager
def _sqlite_without_thread(url: str) -> Iterator[sa.Connection]:
    """As the migrations' own, but for the thread of aiosqlite, to which thousands of statements would go."""
    engine = sa.create_engine(
        url.replace("+aiosqlite", ""), poolclass=sa.NullPool, json_serializer=engines._to_json
    )
    engines._prepare_sqlite(engine, memory=False, foreign_keys=False)
    with engine.connect() as connection:
        yield connection


def check(url: str) -> None:
    """`alembic check`: raises when models and schema differ."""
    in_thread(command.check, migrate.alembic_config(as_owner(url)))


def with_connection(url: str, work: Callable[[sa.Connection], T]) -> T:
    """The result of `work` as the owner, in a transaction, with foreign keys enforced as the product does."""
    if url.startswith("sqlite"):
        return _with_sqlite(url, work)

    result: T = _connections.run(as_owner(url), work)
    return result


class _Connections:
    """The connection to the PostgreSQL database that was last used: making one takes most of the time.

    It prepares nothing, as what a statement returns changes with the schema, and keeps no setting.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._url = ""
        self._engine: AsyncEngine | None = None
        self._connection: AsyncConnection | None = None

    def run(self, url: str, work: Callable[[sa.Connection], T]) -> T:
        with self._lock:
            return on_lasting_loop(self._run(url, work))

    def migrate(self, url: str, work: Callable[[sa.Connection], None]) -> None:
        """Let `work` begin and end its transactions itself."""
        with self._lock:
            on_lasting_loop(self._migrate(url, work))

    def close(self) -> None:
        with self._lock:
            on_lasting_loop(self._close())

    async def _run(self, url: str, work: Callable[[sa.Connection], T]) -> T:
        connection = await self._connected(url)
        async with connection.begin():
            result = await connection.run_sync(work)
        await connection.exec_driver_sql("RESET ALL")
        await connection.rollback()
        return result

    async def _migrate(self, url: str, work: Callable[[sa.Connection], None]) -> None:
        connection = await self._connected(url)
        event.listen(connection.sync_connection, "begin", migrate.begin_step)
        try:
            await connection.run_sync(work)
        finally:
            await connection.rollback()
            event.remove(connection.sync_connection, "begin", migrate.begin_step)
        await connection.exec_driver_sql("RESET ALL")
        await connection.rollback()

    async def _connected(self, url: str) -> AsyncConnection:
        if self._connection is None or self._url != url or await _is_gone(self._connection):
            await self._close()
            unprepared = make_url(url).update_query_dict({"pgbouncer": "true"})
            self._engine = create_engine(unprepared.render_as_string(hide_password=False), pooled=False)
            self._connection = await self._engine.connect()
            self._url = url
        return self._connection

    async def _close(self) -> None:
        if self._connection is not None and self._engine is not None:
            if await _is_gone(self._connection):  # its database has been dropped
                await self._connection.invalidate()
            await self._connection.close()
            await self._engine.dispose()
        self._connection = self._engine = None


async def _is_gone(connection: AsyncConnection) -> bool:
    raw = (await connection.get_raw_connection()).driver_connection
    return raw is None or bool(raw.is_closed())


_connections = _Connections()


def _with_sqlite(url: str, work: Callable[[sa.Connection], T]) -> T:
    # Without aiosqlite's thread: reading a schema back takes hundreds of statements.
    engine = sa.create_engine(
        url.replace("+aiosqlite", ""),
        poolclass=sa.NullPool,
        json_serializer=partial(json.dumps, ensure_ascii=False),
    )
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.commit()
        result = work(connection)
        connection.commit()
    return result


def leave() -> None:
    """Be in no PostgreSQL database any more, so that the last one can be replaced."""
    _connections.close()


def execute(url: str, *statements: str) -> list[Row]:
    """Run statements in one transaction; the rows of the last one."""

    def work(connection: sa.Connection) -> list[Row]:
        rows: list[Row] = []
        for statement in statements:
            result = connection.exec_driver_sql(statement)
            rows = [dict(row) for row in result.mappings()] if result.returns_rows else []
        return rows

    return with_connection(url, work)


def insert(url: str, table: str, *rows: Row) -> None:
    """Insert rows; UUID values may be given on both systems."""

    def work(connection: sa.Connection) -> None:
        reflected = sa.Table(table, sa.MetaData(), autoload_with=connection, resolve_fks=False)
        write(connection, reflected, rows)

    with_connection(url, work)


def write(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert rows, each with its own columns; JSON values as Python values."""
    sqlite = connection.dialect.name == "sqlite"
    stored = [
        {name: value.hex if sqlite and isinstance(value, uuid.UUID) else value for name, value in row.items()}
        for row in rows
    ]
    # Rows of the same columns by one statement.
    for _, alike in groupby(stored, key=lambda row: row.keys()):
        connection.execute(table.insert(), list(alike))


def read(url: str, table: str, where: str = "true") -> list[Row]:
    """Rows of a table by id, keys as `uuid.UUID`, JSON as Python values."""

    def work(connection: sa.Connection) -> list[Row]:
        reflected = sa.Table(table, sa.MetaData(), autoload_with=connection, resolve_fks=False)
        rows = connection.execute(sa.select(reflected).where(sa.text(where)).order_by(reflected.c.id))
        return [
            {
                name: uuid.UUID(value) if is_key(name) and isinstance(value, str) else value
                for name, value in row.items()
            }
            for row in rows.mappings()
        ]

    return with_connection(url, work)


def is_key(name: str) -> bool:
    """Whether a column of this name holds a UUID on both systems (SQLite stores text)."""
    return name == "id" or (name.endswith("_id") and not name.startswith("chatwoot_"))


def key(number: int) -> uuid.UUID:
    """A readable key for test data."""
    return uuid.UUID(int=number)
