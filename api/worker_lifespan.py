"""The worker within the server, unless WORKER_IN_SERVER says that `msia worker` does the jobs.

What it works with (the dialogue, Chatwoot, regulations) costs more to load than all that a server needs to be
ready, so it is loaded afterwards, in a thread; from then on nothing is left for the first job to load.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from shared.config import Settings
from shared.tracebacks import describe, plain_traceback

if TYPE_CHECKING:
    from agent.worker.loop import Worker

BEGIN_SECONDS: Final = 0.5
"""For what is asked first of a server: whether it is ready."""

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def running(
    settings: Settings,
    sessions: async_sessionmaker[AsyncSession],
    engine: AsyncEngine,
    begin_seconds: float = BEGIN_SECONDS,
) -> AsyncIterator[None]:
    """Jobs are done in the background; elsewhere than on PostgreSQL nothing happens."""
    if engine.dialect.name != "postgresql" or not settings.WORKER_IN_SERVER:
        yield
        return
    begun: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(_work(settings, sessions, engine, begin_seconds, begun), name="worker")
    try:
        yield
    finally:
        if begun.done():
            begun.result().stop()
        else:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _work(
    settings: Settings,
    sessions: async_sessionmaker[AsyncSession],
    engine: AsyncEngine,
    begin_seconds: float,
    begun: "asyncio.Future[Worker]",
) -> None:
    await asyncio.sleep(begin_seconds)
    try:
        await asyncio.to_thread(_load)
        from agent.worker.handlers import HANDLERS
        from agent.worker.loop import Worker
        from agent.worker.running import tools_of, work

        async with tools_of(settings, sessions) as tools:
            worker = Worker(tools, HANDLERS)
            begun.set_result(worker)
            await work(tools, worker, settings.WORKER_CONCURRENCY, engine)
    except Exception as error:
        _log.critical("the worker has ended", error=describe(error), traceback=plain_traceback(error))
        raise


def _load() -> None:
    import agent.worker.handlers
    import agent.worker.running  # noqa: F401 - loading it is all
