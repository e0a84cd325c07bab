"""Engines: PostgreSQL through asyncpg, SQLite through aiosqlite, or the embedded server.

Creating an engine connects to nothing and starts nothing; the first connection does. Whatever goes wrong
while connecting is raised as a ServerUnavailableError with one clear line, and so is a server that stops
answering in the middle of work.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Final
from uuid import uuid4
from weakref import WeakKeyDictionary

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Dialect, Engine, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool
from sqlalchemy.util import await_only

from database import embedded
from database.availability import explain_connect_failure
from database.farewell import PartingConnection
from database.urls import DatabaseTarget, parse_database_url
from shared.config import settings
from shared.errors import MsiaError, ServerUnavailableError

_SQLITE_BUSY_TIMEOUT_MS = 30_000
_FRESH_SECONDS = 1.0
_SQLITE_ARGUMENTS: Final[Mapping[str, Any]] = {"timeout": _SQLITE_BUSY_TIMEOUT_MS / 1000}


def create_engine(
    database_url: str | None = None,
    *,
    setting: str = "DATABASE_URL",
    pooled: bool = True,
    embedded_role: str = embedded.ROLE_NAME,
    **options: Any,
) -> AsyncEngine:
    """An async engine for a URL, or for the embedded server of MSIA_HOME when there is none.

    `setting` is the variable that error messages name. `pooled=False` opens a connection per use and lets a
    statement take its time, for work such as migrations. `embedded_role` is who logs in to the embedded
    server. Exceptions and echoed statements never show parameters, which are people's data.
    Raises InvalidInputError for a URL that can't be read.
    """
    target = parse_database_url(database_url, setting) if database_url else _embedded_target(embedded_role)
    arguments = _SQLITE_ARGUMENTS if target.is_sqlite else _postgresql_arguments(target)
    pool: dict[str, Any] = {"pool_pre_ping": True}
    if not pooled:
        pool = {"poolclass": NullPool}
    elif not _is_memory(target):
        pool |= {
            "pool_size": settings.DATABASE_POOL_SIZE,
            "max_overflow": settings.DATABASE_MAX_OVERFLOW,
            "pool_timeout": settings.DATABASE_POOL_TIMEOUT,
        }
    engine = create_async_engine(
        target.url,
        connect_args=dict(arguments),
        echo=settings.DATABASE_ECHO,
        hide_parameters=True,
        json_serializer=_to_json,
        **(pool | options),
    )
    resolve = None if database_url else _embedded_address(embedded_role)
    limit = settings.DATABASE_COMMAND_TIMEOUT if pooled and not target.is_sqlite else None
    event.listen(engine.sync_engine, "do_connect", _connector(target.place, setting, resolve, limit or None))
    _explain_silence(engine, target.place, setting)
    if target.is_sqlite:
        _prepare_sqlite(engine.sync_engine, _is_memory(target), foreign_keys=True)
    return engine


def create_owner_engine(database_url: str | None = None, **options: Any) -> AsyncEngine:
    """An unpooled engine for the owner of the tables: of `database_url`, else of DATABASE_OWNER_URL, else of
    the embedded server. Where only DATABASE_URL is set its user owns them, and serves both.

    Raises InvalidInputError for a URL that can't be read.
    """
    url, setting = _owner_url(database_url)
    return create_engine(url, setting=setting, pooled=False, embedded_role=embedded.OWNER_NAME, **options)


def create_migration_engine(database_url: str | None = None) -> AsyncEngine:
    """The engine for migrations of the database that `create_owner_engine` would take.

    Foreign keys are off on SQLite: a rebuilt table's old copy is dropped, which would empty its children.
    Raises InvalidInputError for a URL that can't be read.
    """
    url, setting = _owner_url(database_url)
    target = parse_database_url(url, setting) if url else None
    if target is None or not target.is_sqlite:
        return create_owner_engine(database_url)
    engine = create_async_engine(
        target.url,
        connect_args=dict(_SQLITE_ARGUMENTS),
        poolclass=NullPool,
        echo=settings.DATABASE_ECHO,
        hide_parameters=True,
        json_serializer=_to_json,
    )
    event.listen(engine.sync_engine, "do_connect", _connector(target.place, setting, None, None))
    _prepare_sqlite(engine.sync_engine, _is_memory(target), foreign_keys=False)
    return engine


def _owner_url(database_url: str | None) -> tuple[str | None, str]:
    """The URL for the owner of the tables, None for the embedded server, and the variable to blame."""
    setting = "DATABASE_OWNER_URL" if settings.DATABASE_OWNER_URL and not database_url else "DATABASE_URL"
    return database_url or settings.DATABASE_OWNER_URL or settings.DATABASE_URL, setting


def _to_json(value: object) -> str:
    """JSON as stored: Spanish text stays readable, and NaN, which PostgreSQL refuses, is refused here."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _is_memory(target: DatabaseTarget) -> bool:
    return target.is_sqlite and target.url.database in {None, "", ":memory:"}


def _postgresql_arguments(target: DatabaseTarget) -> dict[str, Any]:
    arguments: dict[str, Any] = {"timeout": settings.DATABASE_CONNECT_TIMEOUT, **target.connect_args}
    session: Mapping[str, str] = arguments.pop("server_settings", {})
    if target.pgbouncer or settings.DATABASE_PGBOUNCER:
        # In transaction mode each transaction may get another server connection: nothing prepared may be
        # expected to be there, and names must not meet those of another client.
        arguments["statement_cache_size"] = 0
        arguments["prepared_statement_cache_size"] = 0
        arguments["prepared_statement_name_func"] = lambda: f"__msia_{uuid4().hex}__"
        defaults = {"application_name": "msia"}
    else:
        # Our statements are short: compiling them would cost more than running them.
        defaults = {"application_name": "msia", "jit": "off"}
    arguments["server_settings"] = {**defaults, **session}
    arguments["connection_class"] = PartingConnection
    return arguments


def _embedded_target(role: str) -> DatabaseTarget:
    """A URL with the place of the server left open; each connection fills in the current one."""
    url = URL.create("postgresql+asyncpg", role, host=embedded.HOST, database=embedded.DATABASE_NAME)
    return DatabaseTarget(url, {"ssl": False})


def _embedded_address(role: str) -> Callable[[], dict[str, Any]]:
    """A function giving host, port and password of the embedded server.

    The first call starts it when needed. Later ones only look, so that a server stopped by `msia down`
    stays down until somebody brings it up.
    """
    started = False

    def address() -> dict[str, Any]:
        nonlocal started
        if not started:
            server = await_only(asyncio.to_thread(embedded.start))
            started = True
        else:
            found = embedded.status()
            if found.server is None:
                raise ServerUnavailableError(
                    "embedded_server_down",
                    f"El PostgreSQL incluido de {found.data_dir.parent} no está en marcha ({found.state}).",
                    None,
                    "Ejecuta msia up.",
                )
            server = found.server
        url = make_url(server.owner_url if role == embedded.OWNER_NAME else server.url)
        return {"host": url.host, "port": url.port, "password": url.password}

    return address


def _connector(
    place: str, setting: str, resolve: Callable[[], dict[str, Any]] | None, limit: float | None
) -> Callable[[Dialect, ConnectionPoolEntry, list[Any], dict[str, Any]], DBAPIConnection]:
    def connect(
        dialect: Dialect, _entry: ConnectionPoolEntry, arguments: list[Any], options: dict[str, Any]
    ) -> DBAPIConnection:
        where = place
        if resolve is not None:
            options |= resolve()
            where = f"{options['host']}:{options['port']}/{options['database']}"
        if limit is not None:
            options.setdefault("command_timeout", limit)
        try:
            return dialect.connect(*arguments, **options)
        except Exception as error:
            known = explain_connect_failure(error, where, setting)
            if known is None:
                raise
            raise known from error

    return connect


def _explain_silence(engine: AsyncEngine, place: str, setting: str) -> None:
    """A server that does not answer is a ServerUnavailableError, at a statement, a commit or the check before
    use; the connection is given up, as what was sent may still run in it.

    A connection of PostgreSQL that has just been used is not asked: that it was closed is known already.
    """
    dialect = engine.sync_engine.dialect
    ping = dialect.do_ping
    used_at: WeakKeyDictionary[Any, float] = WeakKeyDictionary()

    def checked_in(connection: DBAPIConnection | None, _entry: ConnectionPoolEntry) -> None:
        if connection is not None and dialect.name == "postgresql":
            used_at[_driver(connection)] = monotonic()

    def is_fresh(connection: DBAPIConnection) -> bool:
        if dialect.name != "postgresql":
            return False
        driver = _driver(connection)
        return monotonic() - used_at.get(driver, float("-inf")) < _FRESH_SECONDS and not driver.is_closed()

    def explain(context: ExceptionContext) -> MsiaError | None:
        if not isinstance(context.original_exception, TimeoutError):
            return None
        context.is_disconnect = True
        return explain_connect_failure(context.original_exception, place, setting)

    def explained_ping(connection: DBAPIConnection) -> bool:
        try:
            return is_fresh(connection) or ping(connection)
        except TimeoutError as error:
            raise explain_connect_failure(error, place, setting) or error from error

    event.listen(engine.sync_engine, "handle_error", explain)
    event.listen(engine.sync_engine, "checkin", checked_in)
    # No event tells of a check that ends otherwise than by the driver's own errors.
    dialect.do_ping = explained_ping  # type: ignore[method-assign, assignment]


def _driver(connection: DBAPIConnection) -> Any:
    return getattr(connection, "driver_connection", connection)


def _prepare_sqlite(engine: Engine, memory: bool, *, foreign_keys: bool) -> None:
    """Foreign keys, write-ahead log, patience with other writers, and transactions that include DDL."""

    def connected(connection: Any, _entry: ConnectionPoolEntry) -> None:
        # sqlite3 would open transactions by itself, and not before DDL or SELECT; with None it leaves
        # that to us (the BEGIN below), so that savepoints, DDL and repeatable reads work.
        connection.isolation_level = None
        cursor = connection.cursor()
        try:
            cursor.execute(f"PRAGMA busy_timeout={_SQLITE_BUSY_TIMEOUT_MS}")
            cursor.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
            if not memory:
                cursor.execute("PRAGMA journal_mode=WAL")
                cursor.execute("PRAGMA synchronous=NORMAL")
        finally:
            cursor.close()

    def begin(connection: Connection) -> None:
        # A writer that first reads asks for "BEGIN IMMEDIATE" by execution_options(sqlite_begin=...).
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begin)
