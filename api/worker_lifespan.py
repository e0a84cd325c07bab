"""The worker within the server, unless WORKER_IN_SERVER says that `msia worker` does the jobs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from agent.worker.handlers import HANDLERS
from agent.worker.loop import Worker
from agent.worker.running import tools_of, work
from shared.config import Settings


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
        task = asyncio.create_task(work(tools, worker, settings.WORKER_CONCURRENCY, engine), name="worker")
        try:
            yield
        finally:
            worker.stop()
            await task
