"""Drives alembic and reads and writes rows, from plain test functions, on any database by its URL."""

import asyncio
import json
import uuid
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any, TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from database import migrate
from database.engines import create_engine
from tests.servers import as_owner, in_thread

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
    in_thread(_run, url, revision, _scripts()._upgrade_revs)


def downgrade(url: str, revision: str) -> None:
    """What `alembic downgrade` does."""
    in_thread(_run, url, revision, _scripts()._downgrade_revs)


def _run(url: str, revision: str, steps: Callable[[str, Any], Any]) -> None:
    config = migrate.alembic_config(as_owner(url))
    with EnvironmentContext(
        config, _scripts(), fn=lambda current, _context: steps(revision, current), destination_rev=revision
    ):
        _scripts().run_env()


def check(url: str) -> None:
    """`alembic check`: raises when models and schema differ."""
    in_thread(command.check, migrate.alembic_config(as_owner(url)))


def with_connection(url: str, work: Callable[[sa.Connection], T]) -> T:
    """The result of `work` as the owner, in a transaction, with foreign keys enforced as the product does."""
    if url.startswith("sqlite"):
        return _with_sqlite(url, work)

    async def run() -> T:
        engine = create_engine(as_owner(url), pooled=False)
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(work)
        finally:
            await engine.dispose()

    result: T = in_thread(asyncio.run, run())
    return result


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
    for row in rows:
        values = {
            name: value.hex if sqlite and isinstance(value, uuid.UUID) else value
            for name, value in row.items()
        }
        connection.execute(table.insert().values(values))


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
