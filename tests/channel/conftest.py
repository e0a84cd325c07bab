"""One seeded database for the tests of this package; each plays with people and a clock of its own."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from itertools import count
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from api import chatwoot as webhook
from api.main import create_app
from cli.simulation.playing import Scene, scene
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from shared.config import settings
from tests import servers
from tests.channel.theatre import Theatre

_numbers = count(1)

Opening = Callable[..., AbstractAsyncContextManager[Theatre]]


@pytest.fixture(scope="package")
def channel_url(pg_server: RunningServer) -> Iterator[str]:
    with servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url:
        yield url


@pytest.fixture(scope="package")
async def channel_engine(channel_url: str) -> AsyncIterator[AsyncEngine]:
    created = create_engine(channel_url)
    yield created
    await created.dispose()


@pytest.fixture
def sessions(
    channel_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> async_sessionmaker[AsyncSession]:
    factory = create_session_factory(channel_engine)
    monkeypatch.setattr(webhook, "get_async_session", factory)
    return factory


@pytest.fixture
def opening(sessions: async_sessionmaker[AsyncSession]) -> Callable[..., Any]:
    """Opens a theatre with the settings given."""

    def opened(**options: Any) -> AbstractAsyncContextManager[Scene]:
        return scene(create_app(settings), settings, sessions, first_id=1_000_000 * next(_numbers), **options)

    return opened


@pytest.fixture
async def theatre(opening: Callable[..., Any]) -> AsyncIterator[Theatre]:
    """A theatre with the usual settings."""
    async with opening() as played:
        yield Theatre(played)
