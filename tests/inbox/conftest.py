"""One database for the tests of this package; each uses people and conversations of its own."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import count

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from database.connection import create_session_factory
from database.embedded import RunningServer
from tests import servers
from tests.inbox.events import Client

_numbers = count(1)


@pytest.fixture(scope="package")
def database_url(pg_server: RunningServer) -> Iterator[str]:
    """A migrated database that these tests share."""
    with servers.temporary_database(pg_server, servers.migrated_template(pg_server)) as url:
        yield url


@pytest.fixture
async def session(engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
    async with create_session_factory(engine)() as opened:
        yield opened
        await asyncio.shield(opened.rollback())


@pytest.fixture
def client() -> Client:
    """Somebody whom no other test knows."""
    return Client(next(_numbers))
