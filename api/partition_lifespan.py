"""The growing tables' monthly partitions, made while the application runs: at start, then once a day."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from database.availability import explain_database_failure
from database.partitions import ensure_partitions
from shared.acting import acting_as_job
from shared.beside import beside
from shared.errors import MsiaError
from shared.tracebacks import describe

DAY_SECONDS: Final = 86_400.0
_FIRST_RETRY_SECONDS: Final = 1.0
_LAST_RETRY_SECONDS: Final = 900.0
# A month is made under an exclusive lock; who waits long for it makes everybody else wait too.
_LOCK_TIMEOUT: Final = "2s"

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def running(
    sessions: async_sessionmaker[AsyncSession], engine: AsyncEngine, *, every_seconds: float = DAY_SECONDS
) -> AsyncIterator[None]:
    """The months ahead are made in the background, again every `every_seconds`; elsewhere than on
    PostgreSQL nothing happens.

    What fails is logged and tried again; months are made three ahead, so nothing waits for it. Several
    processes at once wait for each other.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    async with beside(_keep_making(sessions, every_seconds), "partition-maker"):
        yield


async def _keep_making(sessions: async_sessionmaker[AsyncSession], every_seconds: float) -> None:
    delay = _FIRST_RETRY_SECONDS
    while True:
        try:
            made = await _make(sessions)
        except Exception as error:
            known = error if isinstance(error, MsiaError) else explain_database_failure(error)
            _log.warning(
                "the partitions of the months ahead can't be made yet",
                error=describe(known or error),
                retry_seconds=delay,
            )
            await asyncio.sleep(delay)
            delay = min(delay * 2, _LAST_RETRY_SECONDS)
            continue
        if made:
            _log.info("partitions made", count=made)
        delay = _FIRST_RETRY_SECONDS
        await asyncio.sleep(every_seconds)


async def _make(sessions: async_sessionmaker[AsyncSession]) -> int:
    with acting_as_job("partitions"):
        async with sessions() as session:
            await session.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'"))
            made = await ensure_partitions(session)
            await session.commit()
    return made
