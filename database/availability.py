"""Driver exceptions turned into one clear line: where the database is, what is wrong, what to do.

Used when a connection is made and, for failures in the middle of work, by the command line and the API.
The line never holds a password.
"""

import sqlite3
import ssl
from collections.abc import Callable
from typing import Final

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from shared.errors import MsiaError, ServerUnavailableError


def explain_database_failure(error: BaseException) -> MsiaError | None:
    """What an exception amid work means when the database has gone, refuses or lacks its schema.

    None for everything else: errors of other files and sockets, and ordinary SQL errors.
    """
    if isinstance(error, (DBAPIError, PoolTimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)):
        return explain_connect_failure(error)
    return None


def explain_connect_failure(
    error: BaseException, place: str = "DATABASE_URL", setting: str = "DATABASE_URL"
) -> MsiaError | None:
    """What an exception raised while connecting means, or None when it is a defect of ours.

    `place` is host:port/database (or a file), `setting` the variable to correct.
    """
    for cause in _chain(error):
        if isinstance(cause, MsiaError):
            return cause
        found = _explain(cause, place)
        if found is not None:
            code, message, remedy = found
            return ServerUnavailableError(code, message, setting, remedy.format(setting=setting))
    return None


def _chain(error: BaseException) -> list[BaseException]:
    """The exception, what the driver raised under it, and their causes, most telling first."""
    chain: list[BaseException] = []
    pending: list[BaseException | None] = [error]
    while pending:
        current = pending.pop(0)
        if current is None or current in chain:
            continue
        chain.append(current)
        pending.append(current.orig if isinstance(current, DBAPIError) else None)
        pending.append(current.__cause__)
    return list(reversed(chain))


def _explain(error: BaseException, place: str) -> tuple[str, str, str] | None:
    words = {
        "place": place,
        "line": _line(error),
        "reason": getattr(error, "reason", None) or error,
        "system": getattr(error, "strerror", None) or error,
    }
    for kinds, holds, (code, message, remedy) in _MEANINGS:
        if isinstance(error, kinds) and holds(error):
            return code, message.format(**words), remedy
    return None


def _always(_error: BaseException) -> bool:
    return True


def _says(words: str) -> Callable[[BaseException], bool]:
    return lambda error: words in str(error)


def _is_invalidated(error: BaseException) -> bool:
    return isinstance(error, DBAPIError) and error.connection_invalidated


_Meaning = tuple[tuple[type[BaseException], ...], Callable[[BaseException], bool], tuple[str, str, str]]
_NO_SERVER: Final = (
    "database_unreachable",
    "No database server answers at {place}.",
    "Start it (msia up starts the embedded one), or correct {setting}.",
)
_SCHEMA_MISSING: Final = (
    "schema_missing",
    "The database at {place} lacks a table: {line}.",
    "Run msia db upgrade (or msia up).",
)
# The first line that fits holds: special kinds stand before the general ones they belong to.
_MEANINGS: Final[tuple[_Meaning, ...]] = (
    (
        (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError),
        _always,
        (
            "database_login_refused",
            "PostgreSQL at {place} refuses the login: {line}.",
            "Correct the user or password in {setting}.",
        ),
    ),
    (
        (asyncpg.InvalidCatalogNameError,),
        _always,
        (
            "database_missing",
            "PostgreSQL at {place} answers, but it has no such database.",
            "Create it (createdb) or correct {setting}.",
        ),
    ),
    (
        (asyncpg.InsufficientPrivilegeError,),
        _always,
        (
            "database_privilege_missing",
            "PostgreSQL at {place} denies what was asked: {line}.",
            "Grant it to the user of {setting}, or use another user.",
        ),
    ),
    (
        (asyncpg.TooManyConnectionsError, PoolTimeoutError),
        _always,
        (
            "database_busy",
            "All connections to {place} are in use.",
            "Try again, or raise DATABASE_POOL_SIZE or the server's max_connections.",
        ),
    ),
    (
        (asyncpg.DiskFullError,),
        _always,
        (
            "database_full",
            "PostgreSQL at {place} has no space left on its disk.",
            "Make room on the server's disk.",
        ),
    ),
    (
        (asyncpg.InsufficientResourcesError,),
        _always,
        (
            "database_busy",
            "PostgreSQL at {place} lacks memory or another resource.",
            "Try again, or give the server more.",
        ),
    ),
    (
        (asyncpg.ReadOnlySQLTransactionError,),
        _always,
        (
            "database_read_only",
            "PostgreSQL at {place} takes no writes.",
            "Point {setting} to the primary server.",
        ),
    ),
    (
        (asyncpg.QueryCanceledError, asyncpg.IdleInTransactionSessionTimeoutError),
        _always,
        (
            "database_timeout",
            "PostgreSQL at {place} stopped what took longer than its limit.",
            "Try again when it is less busy, or raise the limits of its role.",
        ),
    ),
    (
        (asyncpg.CannotConnectNowError, asyncpg.AdminShutdownError, asyncpg.CrashShutdownError),
        _always,
        (
            "database_not_ready",
            "PostgreSQL at {place} is starting or stopping.",
            "Try again in a moment.",
        ),
    ),
    ((asyncpg.UndefinedTableError,), _always, _SCHEMA_MISSING),
    (
        (ssl.SSLError,),
        _always,
        (
            "database_tls_failed",
            "No secure connection to {place}: {reason}.",
            "Correct sslmode and the certificates in {setting}.",
        ),
    ),
    (
        (TimeoutError,),
        _always,
        (
            "database_timeout",
            "The database at {place} did not answer in time.",
            "Check host and port in {setting}, the network and the server.",
        ),
    ),
    (
        (asyncpg.ProtocolViolationError,),
        _always,
        (
            "database_connection_refused",
            "What answers at {place} refuses the connection: {line}.",
            "If it is PgBouncer in transaction mode, set DATABASE_PGBOUNCER=true.",
        ),
    ),
    (
        (ConnectionError,),
        _says("SSL"),
        (
            "database_tls_failed",
            "No secure connection to {place}: {line}.",
            "Correct sslmode in {setting}.",
        ),
    ),
    ((asyncpg.PostgresConnectionError, ConnectionError), _always, _NO_SERVER),
    (
        (asyncpg.ClientConfigurationError,),
        _always,
        (
            "database_url_refused",
            "The driver refuses the database URL: {line}.",
            "Correct {setting}.",
        ),
    ),
    ((asyncpg.InterfaceError,), _says("connection is closed"), _NO_SERVER),
    (
        (OSError,),
        _always,
        (
            "database_unreachable",
            "The database at {place} can't be reached: {system}.",
            "Start the server or correct {setting}.",
        ),
    ),
    (
        (sqlite3.OperationalError,),
        _says("unable to open database file"),
        (
            "database_file_unusable",
            "The SQLite file {place} can't be opened.",
            "Create its directory, or correct {setting}.",
        ),
    ),
    (
        (sqlite3.OperationalError,),
        _says("disk is full"),
        (
            "database_full",
            "The disk of the SQLite file {place} is full.",
            "Make room on the disk.",
        ),
    ),
    ((sqlite3.OperationalError,), _says("no such table"), _SCHEMA_MISSING),
    ((DBAPIError,), _is_invalidated, _NO_SERVER),
)


def _line(error: BaseException) -> str:
    """The first line of the driver's own text, without its final dot."""
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
