"""Which routes there are. Quotes and health are served from the start; the others, which cost much more to
load, once the server is ready, or when one of them is first asked for.

The routes stand in the application's own table: in included routers FastAPI would build each a second time,
and look through them twice for each request.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from api.routes import health, quotes
from shared.beside import beside

FIRST_ROUTERS: Final[tuple[APIRouter, ...]] = (health.router, quotes.router)

# After the worker, for which clients wait, has loaded what it needs.
BEGIN_SECONDS: Final = 1.5


def first_routes() -> list[BaseRoute]:
    """The table of an application that has just begun."""
    return [*_routes(FIRST_ROUTERS), LaterRoutes()]


def later_routers() -> tuple[APIRouter, ...]:
    """The routers that are not there from the start."""
    from api.later_routers import ROUTERS

    return ROUTERS


def complete(app: FastAPI) -> None:
    """Let all routes stand in the application's table."""
    routes = app.router.routes
    for place, route in enumerate(routes):
        if isinstance(route, LaterRoutes):
            routes[place : place + 1] = _routes(later_routers())
            return


async def complete_soon(app: FastAPI) -> None:
    """The same without keeping the event loop from what it does meanwhile."""
    await asyncio.to_thread(later_routers)
    complete(app)


@asynccontextmanager
async def completing(app: FastAPI, begin_seconds: float = BEGIN_SECONDS) -> AsyncIterator[None]:
    """The table is completed in the background, so that nobody has to wait for it."""
    async with beside(_complete_later(app, begin_seconds), "routes"):
        yield


async def _complete_later(app: FastAPI, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await complete_soon(app)


class LaterRoutes(BaseRoute):
    """Stands in the table for the routes that are not loaded yet: whatever no other route takes loads them,
    and is looked up again."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Every request that no route before takes."""
        return (Match.FULL, {}) if scope["type"] == "http" else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the route that is found with all of them there."""
        await complete_soon(scope["app"])
        await scope["app"].router(scope, receive, send)


def _routes(routers: Iterable[APIRouter]) -> Iterator[BaseRoute]:
    for router in routers:
        yield from router.routes
