"""Driver exceptions turned into one clear line: where the database is, what is wrong, what to do.

Used when a connection is made and, for failures in the middle of work, by the command line and the API.
The line never holds a password.
"""

import sqlite3
import ssl

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
    login = "Correct the user or password in {setting}."
    match error:
        case asyncpg.InvalidPasswordError() | asyncpg.InvalidAuthorizationSpecificationError():
            return (
                "database_login_refused",
                f"PostgreSQL at {place} refuses the login: {_line(error)}.",
                login,
            )
        case asyncpg.InvalidCatalogNameError():
            return (
                "database_missing",
                f"PostgreSQL at {place} answers, but it has no such database.",
                "Create it (createdb) or correct {setting}.",
            )
        case asyncpg.InsufficientPrivilegeError():
            return (
                "database_privilege_missing",
                f"PostgreSQL at {place} denies what was asked: {_line(error)}.",
                "Grant it to the user of {setting}, or use another user.",
            )
        case asyncpg.TooManyConnectionsError() | PoolTimeoutError():
            return (
                "database_busy",
                f"All connections to {place} are in use.",
                "Try again, or raise DATABASE_POOL_SIZE or the server's max_connections.",
            )
        case asyncpg.CannotConnectNowError() | asyncpg.AdminShutdownError() | asyncpg.CrashShutdownError():
            return (
                "database_not_ready",
                f"PostgreSQL at {place} is starting or stopping.",
                "Try again in a moment.",
            )
        case asyncpg.UndefinedTableError():
            return (
                "schema_missing",
                f"The database at {place} lacks a table: {_line(error)}.",
                "Run msia db upgrade (or msia up).",
            )
        case ssl.SSLError():
            return (
                "database_tls_failed",
                f"No secure connection to {place}: {error.reason or error}.",
                "Correct sslmode and the certificates in {setting}.",
            )
        case TimeoutError():
            return (
                "database_timeout",
                f"The database at {place} did not answer in time.",
                "Check host and port in {setting}, the network and the server.",
            )
        case asyncpg.ProtocolViolationError():
            return (
                "database_connection_refused",
                f"What answers at {place} refuses the connection: {_line(error)}.",
                "If it is PgBouncer in transaction mode, set DATABASE_PGBOUNCER=true.",
            )
        case ConnectionError() if "SSL" in str(error):
            return (
                "database_tls_failed",
                f"No secure connection to {place}: {_line(error)}.",
                "Correct sslmode in {setting}.",
            )
        case asyncpg.PostgresConnectionError() | ConnectionError():
            return _no_server(place)
        case asyncpg.ClientConfigurationError():
            return (
                "database_url_refused",
                f"The driver refuses the database URL: {_line(error)}.",
                "Correct {setting}.",
            )
        case asyncpg.InterfaceError() if "connection is closed" in str(error):
            return _no_server(place)
        case OSError():
            return (
                "database_unreachable",
                f"The database at {place} can't be reached: {error.strerror or error}.",
                "Start the server or correct {setting}.",
            )
        case sqlite3.OperationalError() if "unable to open database file" in str(error):
            return (
                "database_file_unusable",
                f"The SQLite file {place} can't be opened.",
                "Create its directory, or correct {setting}.",
            )
        case sqlite3.OperationalError() if "no such table" in str(error):
            return (
                "schema_missing",
                f"The database at {place} lacks a table: {_line(error)}.",
                "Run msia db upgrade (or msia up).",
            )
        case DBAPIError() if error.connection_invalidated:
            return _no_server(place)
    return None


def _no_server(place: str) -> tuple[str, str, str]:
    return (
        "database_unreachable",
        f"No database server answers at {place}.",
        "Start it (msia up starts the embedded one), or correct {setting}.",
    )


def _line(error: BaseException) -> str:
    """The first line of the driver's own text, without its final dot."""
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
