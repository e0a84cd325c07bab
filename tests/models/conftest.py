"""Databases for the model tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from database.connection import create_session_factory
from database.engines import create_engine
from tests.servers import as_owner
from tests.sqlite_files import migrated_copy


@pytest.fixture(params=["postgresql", "sqlite"])
async def any_engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """The owner's engine on an empty schema at head, of each kind of database: all tables take rows."""
    is_sqlite = request.param == "sqlite"
    url = migrated_copy(tmp_path) if is_sqlite else as_owner(request.getfixturevalue("database_url"))
    created = create_engine(url)
    yield created
    await created.dispose()


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """The same on PostgreSQL alone."""
    created = create_engine(as_owner(database_url))
    yield created
    await created.dispose()


@pytest.fixture
async def any_session(any_engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
    """A session with the product's rules on each kind of database."""
    async with create_session_factory(any_engine)() as opened:
        yield opened
