"""How to run psql on the product's database."""

import shutil
from collections.abc import Sequence

from sqlalchemy.engine import make_url

from database import embedded
from database.postgres_binaries import find_binaries
from database.urls import parse_database_url
from shared.config import settings, subprocess_environment
from shared.errors import InvalidInputError

_LIBPQ_PARAMETERS = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


def psql_command(arguments: Sequence[str] = ()) -> tuple[str, list[str], dict[str, str]]:
    """Program, argument list and environment for `os.execve`; starts the embedded server when it is needed.

    The connection, password included, is in the environment, so that `ps` shows none of it. Raises
    InvalidInputError when DATABASE_URL is not PostgreSQL.
    """
    if settings.DATABASE_URL:
        raw = make_url(settings.DATABASE_URL)
        target = parse_database_url(settings.DATABASE_URL)
        if target.is_sqlite:
            raise InvalidInputError(
                "psql_needs_postgresql",
                "psql solo abre PostgreSQL, y DATABASE_URL es SQLite.",
                "DATABASE_URL",
                f"Ábrela con: sqlite3 {target.url.database}",
            )
        url = target.url
    else:
        raw = url = make_url(embedded.start().url)
    hosts = url.query.get("host", url.host or "")
    connection = {
        "PGHOST": hosts if isinstance(hosts, str) else ",".join(hosts),
        "PGPORT": str(url.port or ""),
        "PGUSER": url.username or "",
        "PGPASSWORD": url.password or "",
        "PGDATABASE": url.database or "",
        "PGAPPNAME": "msia psql",
    }
    connection |= {
        variable: str(raw.query[name]) for name, variable in _LIBPQ_PARAMETERS.items() if name in raw.query
    }
    program = _psql()
    environment = subprocess_environment({name: value for name, value in connection.items() if value})
    return program, [program, *arguments], environment


def _psql() -> str:
    """The psql beside the embedded server's programs; for other servers the system's, which knows TLS."""
    if settings.DATABASE_URL and settings.MSIA_POSTGRES_BINDIR is None and (found := shutil.which("psql")):
        return found
    return find_binaries().program("psql")
