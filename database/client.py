"""How to run psql on the product's database."""

import re
import shutil
from collections.abc import Sequence

from sqlalchemy.engine import make_url

from database import embedded
from database.postgres_binaries import find_binaries
from database.urls import parse_database_url
from shared.acting import operator
from shared.config import settings, subprocess_environment
from shared.errors import InvalidInputError

_LIBPQ_PARAMETERS = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


def psql_command(
    arguments: Sequence[str] = (), *, owner: bool = False
) -> tuple[str, list[str], dict[str, str]]:
    """Program, argument list and environment for `os.execve`; starts the embedded server when it is needed.

    With `owner` the user is that of DATABASE_OWNER_URL, where there is one. The connection, password
    included, is in the environment, so that `ps` shows none of it. Raises InvalidInputError when DATABASE_URL
    is not PostgreSQL.
    """
    configured = (settings.DATABASE_OWNER_URL if owner else None) or settings.DATABASE_URL
    if configured:
        raw = make_url(configured)
        target = parse_database_url(configured)
        if target.is_sqlite:
            raise InvalidInputError(
                "psql_needs_postgresql",
                "psql solo abre PostgreSQL, y DATABASE_URL es SQLite.",
                "DATABASE_URL",
                f"Ábrela con: sqlite3 {target.url.database}",
            )
        url = target.url
        through_pgbouncer = target.pgbouncer or settings.DATABASE_PGBOUNCER
    else:
        server = embedded.start()
        raw = url = make_url(server.owner_url if owner else server.url)
        through_pgbouncer = False
    hosts = url.query.get("host", url.host or "")
    connection = {
        "PGHOST": hosts if isinstance(hosts, str) else ",".join(hosts),
        "PGPORT": str(url.port or ""),
        "PGUSER": url.username or "",
        "PGPASSWORD": url.password or "",
        "PGDATABASE": url.database or "",
        "PGAPPNAME": "msia psql",
        # PgBouncer's sessions are not ours to set up.
        "PGOPTIONS": "" if through_pgbouncer else _session_options(),
    }
    connection |= {
        variable: str(raw.query[name]) for name, variable in _LIBPQ_PARAMETERS.items() if name in raw.query
    }
    program = _psql()
    environment = subprocess_environment({name: value for name, value in connection.items() if value})
    return program, [program, *arguments], environment


def _session_options() -> str:
    """Who types, for the audit, and no time-outs: those of the application are not for people."""
    actor = operator()
    settings_of_session = {
        "msia.actor_kind": actor.kind.value,
        "msia.actor_name": actor.name,
        "statement_timeout": "0",
        "idle_in_transaction_session_timeout": "0",
    }
    return " ".join(
        "-c " + re.sub(r"([\\\s])", r"\\\1", f"{name}={value}") for name, value in settings_of_session.items()
    )


def _psql() -> str:
    """The psql beside the embedded server's programs; for other servers the system's, which knows TLS."""
    if settings.DATABASE_URL and settings.MSIA_POSTGRES_BINDIR is None and (found := shutil.which("psql")):
        return found
    return find_binaries().program("psql")
