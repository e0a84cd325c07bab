"""One question to the server over a bare connection, for commands that need no more.

SQLAlchemy and the models cost a short command most of its time. What can't be asked this way (SQLite, a
pooler or a replica between, a server that is down) is not answered here: the ordinary way is taken, which
starts the embedded server, or explains.
"""

import asyncio
import re
from typing import Final

from shared.config import settings

STAMP: Final = """\
SELECT concat_ws(
    ' ', s.value, s.updated_at, s.xmin,
    coalesce(nullif(current_setting('msia.copy_of', true), ''), d.oid::text)
)
FROM system_settings s, pg_database d
WHERE s.key = 'catalogue_version' AND d.datname = current_database()"""
"""The catalogue's state in this very database: each committed change gives another, and so does another
database with the same count. A copy made by `CREATE DATABASE … TEMPLATE` that names its template in the
setting `msia.copy_of` has the template's state until it changes."""
REVISION: Final = "SELECT version_num FROM alembic_version"
# Host, port, user and database alone: what a URL says besides is read by `database/urls.py`.
_PLAIN_URL: Final = re.compile(r"postgres(?:ql)?(?:\+asyncpg)?(?P<rest>://[^?#/]+/[^?#]+)")


async def ask_server(question: str) -> str | None:
    """The one value that the question gives on the server of the settings, the embedded one included when it
    runs; None where it can't be asked, or has no answer."""
    address = _address()
    if address is None:
        return None
    import asyncpg

    try:
        async with asyncio.timeout(settings.DATABASE_CONNECT_TIMEOUT):
            connection = await asyncpg.connect(address, statement_cache_size=0)
            try:
                value: str | None = await connection.fetchval(question)
            finally:
                await connection.close()
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return None
    return value


def _address() -> str | None:
    if settings.DATABASE_PGBOUNCER or settings.DATABASE_REPLICA_URL:
        return None
    url = settings.DATABASE_URL
    if url is None:
        from database import embedded

        server = embedded.status().server
        url = None if server is None else server.url
    plain = _PLAIN_URL.fullmatch(url) if url is not None else None
    return f"postgresql{plain['rest']}" if plain is not None else None
