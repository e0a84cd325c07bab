"""Alembic's environment: which database, under which lock, with which comparisons.

The database is `config.attributes["connection"]` (a sync Connection), else `config.attributes["url"]`, else
DATABASE_OWNER_URL, else DATABASE_URL, else the embedded server, which is started. Each migration is a
transaction of its own, so that a failing one keeps those before it.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import Any

import filelock
from alembic import context
from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from database.alembic import autogenerate
from database.engines import create_migration_engine
from database.migrate import begin_step
from database.models import Base
from database.urls import parse_database_url
from shared.config import settings
from shared.errors import InvariantError
from shared.logging import configure_logging, show_migrations

# One arbitrary number, the same in every process that migrates this product ("msia" in ASCII).
MIGRATION_LOCK = 0x6D736961
LOCK_POLL_SECONDS = 0.2

config = context.config

if config.cmd_opts is not None:  # run by the alembic command, not from a program with its own logging
    configure_logging()
    show_migrations()


def needs_no_database() -> bool:
    """Whether the command at hand only reads or writes files of revisions (`revision`, `history` …)."""
    options = config.cmd_opts
    if options is None or getattr(options, "autogenerate", False) or getattr(options, "sql", False):
        return False
    command = getattr(options, "cmd", (None,))[0]
    name = getattr(command, "__name__", None)
    return name in {"revision", "merge", "history", "show"} and not getattr(
        options, "indicate_current", False
    )


def run_without_database() -> None:
    """Let alembic name and write its files, connected to nothing."""
    context.configure(dialect_name="postgresql", as_sql=True, **_options())
    context.run_migrations()


def run_offline() -> None:
    """Write the SQL to stdout instead of running it (`--sql`)."""
    autogenerate.require_scripts(
        context.script, context.get_starting_revision_argument(), context.get_revision_argument()
    )
    url = (
        config.attributes.get("url")
        or settings.DATABASE_OWNER_URL
        or settings.DATABASE_URL
        or "postgresql+asyncpg://"
    )
    context.configure(
        url=parse_database_url(url).url,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
        **_options(),
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_online(url: str | None) -> None:
    """Migrate with an engine of our own, one process at a time."""
    engine = create_migration_engine(url)
    if engine.dialect.name == "postgresql":
        await _run_on_server(engine)
        return
    try:
        with _only_one_on_file(engine.url.database):
            async with engine.connect() as connection:
                await connection.run_sync(migrate)
    finally:
        await engine.dispose()


async def _run_on_server(engine: AsyncEngine) -> None:
    try:
        async with _only_one(engine), engine.connect() as connection:
            event.listen(connection.sync_connection, "begin", begin_step)
            await connection.run_sync(migrate)
    finally:
        await engine.dispose()


def migrate(connection: Connection) -> None:
    """Run the migrations on a connection."""
    context.configure(connection=connection, **_options())
    with context.begin_transaction():
        context.run_migrations()
    if connection.dialect.name == "sqlite":
        _check_foreign_keys(connection)


def _options() -> dict[str, Any]:
    return {
        "target_metadata": Base.metadata,
        "compare_type": True,
        "compare_server_default": True,
        "render_as_batch": True,
        "transaction_per_migration": True,
        "transactional_ddl": True,  # on SQLite too: our engine opens its transactions explicitly
        "include_object": _belongs_to_the_models,
        "autogenerate_plugins": autogenerate.PLUGINS,
        "render_item": autogenerate.render_item,
        "process_revision_directives": autogenerate.number_revision(context.script),
    }


def _belongs_to_the_models(
    _object: Any, name: str | None, kind: str, reflected: bool, _compare_to: Any
) -> bool:
    """Leave out of comparisons what is made while the product runs: monthly partitions (`audit_log_2026_01`),
    for which their parent stands, and the vectors' indexes, one for each model (`msia_index_vectors`)."""
    made = {"table": r"_(\d{4}_\d{2}|past|future)$", "index": r"^ix_chunk_vectors_hnsw_"}
    return not (reflected and name is not None and kind in made and re.search(made[kind], name))


def _only_one_on_file(database: str | None) -> AbstractContextManager[Any]:
    """Wait until no other process migrates this SQLite database, and keep others waiting meanwhile."""
    if database in {None, "", ":memory:"}:
        return nullcontext()
    return filelock.FileLock(f"{database}.migration.lock")


@asynccontextmanager
async def _only_one(engine: AsyncEngine) -> AsyncIterator[None]:
    """Wait until no other process migrates this database, and keep others waiting meanwhile."""
    # On a connection of its own, in a transaction held open: that also works through PgBouncer in
    # transaction mode, where a lock of the session would stay with whoever gets the connection next.
    # Who waits asks again and again instead of waiting inside a transaction: a small pool of PgBouncer
    # would have no connection left for the one that migrates.
    async with engine.connect() as guard:
        while not await guard.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK}):
            await guard.rollback()
            await asyncio.sleep(LOCK_POLL_SECONDS)
        await guard.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        yield


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    connection.rollback()
    if broken:
        tables = sorted({str(row[0]) for row in broken})
        raise InvariantError(
            "foreign_keys_broken",
            f"Tras la migración, hay filas de {', '.join(tables)} que apuntan a filas que no existen.",
            None,
            "Recupera el fichero de su copia de seguridad y avisa de la revisión.",
        )


if needs_no_database():
    run_without_database()
elif context.is_offline_mode():
    run_offline()
elif (given := config.attributes.get("connection")) is not None:
    migrate(given)
else:
    asyncio.run(run_online(config.attributes.get("url")))
