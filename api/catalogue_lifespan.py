"""The catalogue cache's life inside the application, which starts even when the database can't answer yet."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Final

import structlog

from agent.services.catalogue.cache import CatalogueCache
from database.availability import explain_database_failure
from shared.errors import MsiaError
from shared.tracebacks import describe

_FIRST_RETRY_SECONDS: Final = 1.0
_LAST_RETRY_SECONDS: Final = 15.0

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def running(cache: CatalogueCache) -> AsyncIterator[CatalogueCache]:
    """The cache, listening. While the database can't be asked it is tried again in the background.

    Until then every read asks for itself, and raises as long as it gets no answer.
    """
    async with AsyncExitStack() as stack:
        starter: asyncio.Task[None] | None = None
        if not await _entered(cache, stack):
            starter = asyncio.create_task(_keep_trying(cache, stack), name="catalogue-starter")
        try:
            yield cache
        finally:
            if starter is not None:
                starter.cancel()
                with suppress(asyncio.CancelledError):
                    await starter


async def _keep_trying(cache: CatalogueCache, stack: AsyncExitStack) -> None:
    delay = _FIRST_RETRY_SECONDS
    while True:
        await asyncio.sleep(delay)
        if await _entered(cache, stack):
            return
        delay = min(delay * 2, _LAST_RETRY_SECONDS)


async def _entered(cache: CatalogueCache, stack: AsyncExitStack) -> bool:
    """Whether the cache has loaded and listens. Raises what is no failure of the database."""
    try:
        await stack.enter_async_context(cache)
    except Exception as error:
        known = error if isinstance(error, MsiaError) else explain_database_failure(error)
        if known is None:
            raise
        _log.warning("the catalogue can't be loaded yet", error=describe(known))
        return False
    return True
