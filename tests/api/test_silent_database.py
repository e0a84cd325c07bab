"""A database that takes connections and answers nothing (a stopped process): each wait ends, with a 503."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest

from tests.api.problem import problem
from tests.api.serving import Served, serving
from tests.catalogue.mute_proxy import MuteProxy, mute_proxy
from tests.catalogue.waiting import eventually

LIMITS = {
    "DATABASE_COMMAND_TIMEOUT": "0.5",
    "DATABASE_CONNECT_TIMEOUT": "0.5",
    "DATABASE_POOL_TIMEOUT": "0.5",
    "DATABASE_POOL_SIZE": "3",
    "DATABASE_MAX_OVERFLOW": "2",
}
QUOTE = {"category": "motos-part", "elements": [{"code": "ESCAPE"}]}


@pytest.fixture
async def proxied(shared_seeded_database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Served, MuteProxy]]:
    """A server whose database is reached through a proxy that can be frozen."""
    async with AsyncExitStack() as stack:
        proxy = await stack.enter_async_context(mute_proxy(shared_seeded_database_url, swallows=False))
        server = serving(proxy.url, tmp_path, ready=True, **LIMITS)
        served = await asyncio.to_thread(server.__enter__)
        try:
            yield served, proxy
        finally:
            proxy.thaw()
            await asyncio.to_thread(server.__exit__, None, None, None)


async def test_every_wait_ends(proxied: tuple[Served, MuteProxy]) -> None:
    served, proxy = proxied
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:

        async def is_ready() -> bool:
            answer = await client.get("/ready")
            return answer.status_code == 200 and bool(answer.json()["catalogue_pushed"])

        await eventually(is_ready, "ready and listening")
        proxy.freeze()
        # What is in memory needs no database, as long as its changes would have been announced.
        assert (await client.get("/api/v1/categories")).status_code == 200
        assert (await client.post("/api/v1/quotes", json=QUOTE)).json()["price"]
        # More than the pool has places: those who wait for one give up too.
        asked = [client.get("/api/v1/cases") for _ in range(12)]
        asked += [client.post("/api/v1/users", json={"phone": "600111222"}) for _ in range(4)]
        for answer in await asyncio.gather(*asked):
            found = problem(answer, 503, answer.json()["code"])
            assert found["code"] in {"database_timeout", "database_busy"}
            assert answer.headers["retry-after"]
        assert (await client.get("/health")).status_code == 200
        ready = await client.get("/ready")
        assert (ready.status_code, ready.json()["status"]) == (503, "not_ready")
        proxy.thaw()
        await eventually(is_ready, "ready again")
        assert (await client.get("/api/v1/cases")).status_code == 200
    assert "Traceback" not in served.log.read_text()
