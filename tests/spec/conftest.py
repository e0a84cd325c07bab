"""Databases for the samples: whatever they commit is rolled back when the test ends."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from database import connection
from database.embedded import RunningServer
from database.engines import create_engine
from tests import servers


@pytest.fixture(scope="module")
def bare_database_url(pg_server: RunningServer) -> Iterator[str]:
    """A database at head without rows, shared by the tests of a module."""
    with servers.temporary_database(pg_server, servers.migrated_template(pg_server)) as url:
        yield url


@asynccontextmanager
async def _rolled_back(url: str) -> AsyncIterator[async_sessionmaker[AsyncSession]]:
    engine = create_engine(url)
    try:
        async with engine.connect() as opened:
            outer = await opened.begin()
            yield async_sessionmaker(
                opened,
                class_=AsyncSession,
                sync_session_class=connection.ProductSession,
                expire_on_commit=False,
                autoflush=False,
                join_transaction_mode="create_savepoint",
            )
            await outer.rollback()
    finally:
        await engine.dispose()


def _as_the_products_own(
    monkeypatch: pytest.MonkeyPatch, sessions: async_sessionmaker[AsyncSession]
) -> async_sessionmaker[AsyncSession]:
    """Let `get_async_session` and the session factories of the product lead to the test's database."""
    for name in ("AsyncSessionLocal", "async_session", "MaintenanceSessionLocal"):
        monkeypatch.setattr(connection, name, sessions)
    return sessions


@pytest.fixture
async def bare(
    bare_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[async_sessionmaker[AsyncSession]]:
    """Sessions on a schema without rows."""
    async with _rolled_back(bare_database_url) as sessions:
        yield _as_the_products_own(monkeypatch, sessions)


@pytest.fixture
async def seeded(
    shared_seeded_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[async_sessionmaker[AsyncSession]]:
    """Sessions on a seeded database."""
    async with _rolled_back(shared_seeded_database_url) as sessions:
        yield _as_the_products_own(monkeypatch, sessions)
