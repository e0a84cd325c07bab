"""The worker within the server, unless WORKER_IN_SERVER says that `msia worker` does the jobs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from agent.worker.handlers import HANDLERS
from agent.worker.loop import Worker
from agent.worker.reconciling import start_reconciling
from agent.worker.running import tools_of
from shared.config import Settings
from shared.tracebacks import describe

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def running(
    settings: Settings, sessions: async_sessionmaker[AsyncSession], engine: AsyncEngine
) -> AsyncIterator[None]:
    """Jobs are done in the background; elsewhere than on PostgreSQL nothing happens."""
    if engine.dialect.name != "postgresql" or not settings.WORKER_IN_SERVER:
        yield
        return
    async with tools_of(settings, sessions) as tools:
        worker = Worker(tools, HANDLERS)
        task = asyncio.create_task(_work(worker, settings), name="worker")
        try:
            yield
        finally:
            worker.stop()
            await task


async def _work(worker: Worker, settings: Settings) -> None:
    try:
        await start_reconciling(worker.tools)
    except Exception as error:
        _log.warning("the first look at Chatwoot is not arranged", error=describe(error))
    await worker.run(settings.WORKER_CONCURRENCY)
