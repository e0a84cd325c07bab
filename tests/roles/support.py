"""Connections to a test database as one of its other roles."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

from database.cluster import ServerFiles
from database.engines import create_engine
from tests.conftest import TEST_HOME


@asynccontextmanager
async def as_role(database_url: str, role: str) -> AsyncIterator[AsyncConnection]:
    """A connection of `role`, whose password the server's home holds; rolled back at the end."""
    password = ServerFiles(TEST_HOME.resolve() / "postgresql").password(role).read_text("ascii").strip()
    url = make_url(database_url).set(username=role, password=password)
    engine = create_engine(url.render_as_string(hide_password=False), pooled=False)
    try:
        async with engine.connect() as connection:
            yield connection
            await connection.rollback()
    finally:
        await engine.dispose()
