"""A seeded database for the tests of this package, and doubles of the endpoints of both tiers."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from agent.assistant.llm.double import KEY, Endpoint
from agent.chatwoot.double.serving import served
from api import chatwoot as webhook
from api.main import create_app
from cli.simulation.playing import scene
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from database.models import LLMUsageMetric, TokenUsage, ToolCallLog
from shared.config import settings
from tests import servers
from tests.channel.theatre import Theatre

_numbers = count(1)


@pytest.fixture(scope="package")
def llm_url(pg_server: RunningServer) -> Iterator[str]:
    with servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url:
        yield url


@pytest.fixture(scope="package")
async def llm_engine(llm_url: str) -> AsyncIterator[AsyncEngine]:
    created = create_engine(llm_url)
    yield created
    await created.dispose()


@pytest.fixture
async def sessions(
    llm_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> async_sessionmaker[AsyncSession]:
    """Sessions of a database in which no model has been asked yet."""
    factory = create_session_factory(llm_engine)
    monkeypatch.setattr(webhook, "get_async_session", factory)
    async with factory() as session:
        for table in (LLMUsageMetric, TokenUsage, ToolCallLog):
            await session.execute(delete(table))
        await session.commit()
    return factory


@pytest.fixture
async def local() -> AsyncIterator[tuple[Endpoint, str]]:
    async with _serving() as found:
        yield found


@pytest.fixture
async def cloud() -> AsyncIterator[tuple[Endpoint, str]]:
    async with _serving() as found:
        yield found


@asynccontextmanager
async def _serving() -> AsyncIterator[tuple[Endpoint, str]]:
    endpoint = Endpoint()
    async with served(endpoint.app()) as address:
        yield endpoint, f"{address}/v1"


@pytest.fixture
def models(local: tuple[Endpoint, str], cloud: tuple[Endpoint, str]) -> dict[str, Any]:
    """The settings that name both endpoints."""
    return {
        "LLM_LOCAL_FAST_URL": local[1],
        "LLM_LOCAL_FAST_MODEL": "small",
        "LLM_LOCAL_FAST_API_KEY": SecretStr(KEY),
        "LLM_LOCAL_FAST_TIMEOUT": 2.0,
        "LLM_CLOUD_URL": cloud[1],
        "LLM_CLOUD_MODEL": "large",
        "LLM_CLOUD_API_KEY": SecretStr(KEY),
        "LLM_CLOUD_INPUT_PRICE": Decimal("0.40"),
        "LLM_CLOUD_OUTPUT_PRICE": Decimal("1.60"),
        "LLM_CLOUD_TIMEOUT": 2.0,
    }


@pytest.fixture
def opening(
    sessions: async_sessionmaker[AsyncSession], models: dict[str, Any]
) -> Callable[..., AbstractAsyncContextManager[Theatre]]:
    """Opens a theatre whose assistant has both models."""

    @asynccontextmanager
    async def opened(**options: Any) -> AsyncIterator[Theatre]:
        given = {**models, **options}
        async with scene(
            create_app(settings), settings, sessions, first_id=1_000_000 * next(_numbers), **given
        ) as played:
            yield Theatre(played)

    return opened
