"""The specification's engine, sessions and queries, against a real database."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from database import connection
from database.models import Element, Policy, VehicleCategory
from shared import config
from tests.spec.samples import run


async def test_the_engine(shared_seeded_database_url: str) -> None:
    url = shared_seeded_database_url.replace("postgresql://", "postgresql+asyncpg://")
    block = await run("02", settings=SimpleNamespace(DATABASE_URL=url))
    pool = block["engine"].pool
    assert (pool.size(), pool._max_overflow, pool._pre_ping) == (10, 20, True)
    async with block["AsyncSessionLocal"]() as session:
        assert await session.scalar(select(func.count()).select_from(Element)) > 80
    await block["engine"].dispose()


async def _write_and_fail(opened: Callable[[], AbstractAsyncContextManager[AsyncSession]]) -> None:
    async with opened() as session:
        session.add(Policy(key="horario", value="De 9 a 14", category="general"))
        await session.flush()
        raise ZeroDivisionError


async def test_the_session_factory(bare: async_sessionmaker[AsyncSession]) -> None:
    block = await run("03", AsyncSessionLocal=bare)
    for opened in (block["get_async_session"], connection.get_async_session):
        with pytest.raises(ZeroDivisionError):
            await _write_and_fail(opened)
        async with opened() as session:
            assert (await session.execute(select(Policy))).all() == []


async def test_the_connection_module(
    shared_seeded_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured = config.Settings(DATABASE_URL=shared_seeded_database_url)
    monkeypatch.setattr(config, "settings", configured)
    block = await run("30")
    async for session in block["get_session"]():
        assert await session.scalar(select(func.count()).select_from(VehicleCategory)) == 2
    assert block["engine"].echo is configured.debug is False
    await block["engine"].dispose()


async def test_common_queries(seeded: async_sessionmaker[AsyncSession]) -> None:
    async with seeded() as session:
        motos = await session.scalar(select(VehicleCategory.id).where(VehicleCategory.slug == "motos-part"))
        block = await run(
            "31", session=session, VehicleCategory=VehicleCategory, Element=Element, category_id=motos
        )
    assert block["category"].id == motos
    assert len(block["category"].elements) == len(block["elements"]) > 40
    orders = [element.sort_order for element in block["elements"]]
    assert orders == sorted(orders)
