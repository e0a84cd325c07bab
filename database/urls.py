"""Database URLs as people write them, turned into what SQLAlchemy and the drivers take.

libpq's spelling (`postgres://…?sslmode=require`) works, and so do hosted providers' URLs with parameters
that only libpq knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from shared.errors import InvalidInputError

_POSTGRESQL_NAMES = {"postgres", "postgresql", "postgresql+asyncpg"}
_SQLITE_NAMES = {"sqlite", "sqlite+aiosqlite"}

# Parameters that asyncpg reads from a DSN only (TLS files, choice of host), not as arguments.
_DSN_ONLY = {
    "sslmode",
    "sslcert",
    "sslkey",
    "sslrootcert",
    "sslcrl",
    "sslpassword",
    "sslnegotiation",
    "ssl_min_protocol_version",
    "ssl_max_protocol_version",
    "target_session_attrs",
    "krbsrvname",
    "gsslib",
}
# Parameters of libpq without a meaning for asyncpg; sent on, the server would refuse the connection.
_LIBPQ_ONLY = {
    "channel_binding",
    "gssencmode",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_count",
    "tcp_user_timeout",
    "client_encoding",
    "fallback_application_name",
}
# Parameters that stay in the URL: SQLAlchemy reads them itself.
_SQLALCHEMY_ARGUMENTS = {"host", "port", "prepared_statement_cache_size"}


@dataclass(frozen=True, slots=True)
class DatabaseTarget:
    """A URL for `create_async_engine` and the driver arguments that go with it."""

    url: URL
    connect_args: Mapping[str, Any] = field(repr=False)
    pgbouncer: bool = False

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite rather than PostgreSQL."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def place(self) -> str:
        """Where it is, for messages: never the password."""
        if self.is_sqlite:
            return self.url.database or ":memory:"
        hosts = self.url.query.get("host", f"{self.url.host or 'localhost'}:{self.url.port or 5432}")
        return f"{hosts if isinstance(hosts, str) else ','.join(hosts)}/{self.url.database or ''}"


def parse_database_url(raw: str, setting: str = "DATABASE_URL") -> DatabaseTarget:
    """Read a PostgreSQL or SQLite URL.

    `postgres://` and `postgresql://` become `postgresql+asyncpg://`, `sqlite://` becomes `sqlite+aiosqlite://`;
    other query parameters of PostgreSQL become settings of the session. Raises InvalidInputError, naming
    `setting` and never showing the URL, which may hold a password.
    """
    try:
        url = make_url(raw.strip())
    except (ArgumentError, ValueError) as error:
        raise _invalid(setting, "no es una dirección de base de datos") from error
    if url.drivername in _SQLITE_NAMES:
        return DatabaseTarget(url.set(drivername="sqlite+aiosqlite"), {})
    if url.drivername not in _POSTGRESQL_NAMES:
        raise _invalid(setting, f"nombra el controlador {url.drivername}, que no se admite")
    return _postgresql_target(url.set(drivername="postgresql+asyncpg"), setting)


def _postgresql_target(url: URL, setting: str) -> DatabaseTarget:
    arguments: dict[str, Any] = {}
    dsn: dict[str, str] = {}
    session: dict[str, str] = {}
    kept: dict[str, Any] = {}
    pgbouncer = False
    for name, value in url.query.items():
        text = value if isinstance(value, str) else value[-1]
        if name in _SQLALCHEMY_ARGUMENTS:
            kept[name] = value
        elif name == "ssl":
            arguments["ssl"] = text
        elif name in _DSN_ONLY:
            dsn[name] = text
        elif name == "pgbouncer":
            pgbouncer = text.lower() in {"1", "true", "yes", "on"}
        elif name in {"connect_timeout", "timeout"}:
            arguments["timeout"] = _positive(setting, name, text)
        elif name == "command_timeout":
            arguments[name] = _positive(setting, name, text)
        elif name == "statement_cache_size":
            arguments[name] = int(_positive(setting, name, text, least=0))
        elif name not in _LIBPQ_ONLY:
            session[name] = text
    if dsn:
        arguments["dsn"] = "postgresql://?" + urlencode(dsn)
    if session:
        arguments["server_settings"] = session
    return DatabaseTarget(url.set(query=kept), arguments, pgbouncer)


def _positive(setting: str, name: str, text: str, least: float = 0.001) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if number < least:
        raise _invalid(setting, f"tiene {name}={text!r}, que no es un número válido")
    return number


def _invalid(setting: str, what: str) -> InvalidInputError:
    return InvalidInputError(
        "invalid_database_url",
        f"{setting} {what}.",
        setting,
        "Escríbelo como postgresql://usuario:clave@servidor:5432/base (los caracteres especiales, con %).",
    )
