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


def is_database_away(error: BaseException) -> bool:
    """Whether the database can't be asked for now: it is away, full or silent."""
    is_known = isinstance(error, ServerUnavailableError | OSError)
    return is_known or explain_database_failure(error) is not None


def is_nobodys_fault(error: BaseException) -> bool:
    """Whether work failed for the database's own state, whatever the work was: it is away, full or busy, not
    silent over a statement of ours."""
    found = error if isinstance(error, ServerUnavailableError) else explain_database_failure(error)
    return found is not None and found.code in _OF_THE_SERVER


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


_OF_THE_SERVER: Final = frozenset(
    {
        "database_busy",
        "database_full",
        "database_not_ready",
        "database_read_only",
        "database_unreachable",
        "embedded_server_down",
    }
)
_Meaning = tuple[tuple[type[BaseException], ...], Callable[[BaseException], bool], tuple[str, str, str]]
_NO_SERVER: Final = (
    "database_unreachable",
    "Ningún servidor de bases de datos responde en {place}.",
    "Arráncalo (msia up arranca el incluido) o corrige {setting}.",
)
_SCHEMA_MISSING: Final = (
    "schema_missing",
    "A la base de datos de {place} le falta una tabla: {line}.",
    "Ejecuta msia db upgrade (o msia up).",
)
# The first line that fits holds: special kinds stand before the general ones they belong to.
_MEANINGS: Final[tuple[_Meaning, ...]] = (
    (
        (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError),
        _always,
        (
            "database_login_refused",
            "El PostgreSQL de {place} no admite la entrada: {line}.",
            "Corrige el usuario o la contraseña en {setting}.",
        ),
    ),
    (
        (asyncpg.InvalidCatalogNameError,),
        _always,
        (
            "database_missing",
            "El PostgreSQL de {place} responde, pero no tiene esa base de datos.",
            "Créala (createdb) o corrige {setting}.",
        ),
    ),
    (
        (asyncpg.InsufficientPrivilegeError,),
        _always,
        (
            "database_privilege_missing",
            "El PostgreSQL de {place} no permite lo pedido: {line}.",
            "Concédeselo al usuario de {setting}, o usa otro.",
        ),
    ),
    (
        (asyncpg.TooManyConnectionsError, PoolTimeoutError),
        _always,
        (
            "database_busy",
            "Todas las conexiones con {place} están ocupadas.",
            "Inténtalo otra vez, o sube DATABASE_POOL_SIZE o el max_connections del servidor.",
        ),
    ),
    (
        (asyncpg.DiskFullError,),
        _always,
        (
            "database_full",
            "El PostgreSQL de {place} no tiene espacio en su disco.",
            "Haz sitio en el disco del servidor.",
        ),
    ),
    (
        (asyncpg.InsufficientResourcesError,),
        _always,
        (
            "database_busy",
            "Al PostgreSQL de {place} le falta memoria u otro recurso.",
            "Inténtalo otra vez, o dale más al servidor.",
        ),
    ),
    (
        (asyncpg.ReadOnlySQLTransactionError,),
        _always,
        (
            "database_read_only",
            "El PostgreSQL de {place} no admite escrituras.",
            "Pon en {setting} el servidor principal.",
        ),
    ),
    (
        (asyncpg.QueryCanceledError, asyncpg.IdleInTransactionSessionTimeoutError),
        _always,
        (
            "database_timeout",
            "El PostgreSQL de {place} ha parado lo que pasaba de su límite de tiempo.",
            "Inténtalo cuando esté menos ocupado, o sube los límites de su rol.",
        ),
    ),
    (
        (asyncpg.CannotConnectNowError, asyncpg.AdminShutdownError, asyncpg.CrashShutdownError),
        _always,
        (
            "database_not_ready",
            "El PostgreSQL de {place} está arrancando o parando.",
            "Inténtalo dentro de un momento.",
        ),
    ),
    ((asyncpg.UndefinedTableError,), _always, _SCHEMA_MISSING),
    (
        (ssl.SSLError,),
        _always,
        (
            "database_tls_failed",
            "No hay conexión segura con {place}: {reason}.",
            "Corrige sslmode y los certificados en {setting}.",
        ),
    ),
    (
        (TimeoutError,),
        _always,
        (
            "database_timeout",
            "La base de datos de {place} no ha respondido a tiempo.",
            "Comprueba el servidor y el puerto de {setting}, la red y el servidor.",
        ),
    ),
    (
        (asyncpg.ProtocolViolationError,),
        _always,
        (
            "database_connection_refused",
            "Lo que responde en {place} no admite la conexión: {line}.",
            "Si es PgBouncer en modo de transacción, pon DATABASE_PGBOUNCER=true.",
        ),
    ),
    (
        (ConnectionError,),
        _says("SSL"),
        (
            "database_tls_failed",
            "No hay conexión segura con {place}: {line}.",
            "Corrige sslmode en {setting}.",
        ),
    ),
    ((asyncpg.PostgresConnectionError, ConnectionError), _always, _NO_SERVER),
    (
        (asyncpg.ClientConfigurationError,),
        _always,
        (
            "database_url_refused",
            "El controlador no admite la dirección de la base de datos: {line}.",
            "Corrige {setting}.",
        ),
    ),
    ((asyncpg.InterfaceError,), _says("connection is closed"), _NO_SERVER),
    # What the driver says of a connection that is lost while it begins to ask.
    ((asyncpg.InternalClientError,), _says("cannot switch to state"), _NO_SERVER),
    (
        (OSError,),
        _always,
        (
            "database_unreachable",
            "No se llega a la base de datos de {place}: {system}.",
            "Arranca el servidor o corrige {setting}.",
        ),
    ),
    (
        (sqlite3.OperationalError,),
        _says("unable to open database file"),
        (
            "database_file_unusable",
            "No se puede abrir el fichero de SQLite {place}.",
            "Crea su carpeta o corrige {setting}.",
        ),
    ),
    (
        (sqlite3.OperationalError,),
        _says("disk is full"),
        (
            "database_full",
            "El disco del fichero de SQLite {place} está lleno.",
            "Haz sitio en el disco.",
        ),
    ),
    ((sqlite3.OperationalError,), _says("no such table"), _SCHEMA_MISSING),
    ((DBAPIError,), _is_invalidated, _NO_SERVER),
)


def _line(error: BaseException) -> str:
    """The first line of the driver's own text, without its final dot."""
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
