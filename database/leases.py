"""Who holds a job, and for as long as it is worked on: the lease is renewed until the block ends."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import uuid4

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from database import jobs
from database.jobs import Job
from shared.beside import beside
from shared.tracebacks import describe

_log = structlog.get_logger(__name__)


def worker_name() -> str:
    """A name that no other worker has."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:8]}"


@asynccontextmanager
async def held(
    sessions: async_sessionmaker[AsyncSession], job: Job, *, now: Callable[[], datetime], seconds: float
) -> AsyncIterator[None]:
    """The lease is renewed, for `seconds` from each `now()`, while the block runs."""

    async def keep() -> None:
        while True:
            await asyncio.sleep(seconds / 3)
            try:
                async with sessions() as session:
                    await jobs.renew(session, job, now=now(), seconds=seconds)
                    await session.commit()
            except Exception as error:
                _log.warning("lease not renewed", kind=job.kind.value, error=describe(error))

    async with beside(keep()):
        yield
