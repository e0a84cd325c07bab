"""What a running server does every night, one process of all at a time: look for files without a row."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from agent.services.images import ImageStore, sweep_images
from database.availability import explain_database_failure
from database.models.base import utcnow
from shared.acting import acting_as_job
from shared.beside import beside
from shared.errors import MsiaError

HOUR: Final = 3
"""When the night's work begins, UTC: hardly anybody in Spain writes then."""
_RETRY_SECONDS: Final = 900.0
_TRIES: Final = 8
_LOCK: Final = text("SELECT pg_try_advisory_xact_lock(hashtextextended('nightly ' || :name, 0))")
# The lock's transaction does nothing while the work is done in others.
_MAY_BE_IDLE: Final = text("SET LOCAL idle_in_transaction_session_timeout = 0")

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class NightlyJob:
    """Some work by its name; `work` takes a session and commits by itself, and returns what the log says."""

    name: str
    work: Callable[[AsyncSession], Awaitable[dict[str, object]]]


def sweeping(store: ImageStore) -> NightlyJob:
    """Removes the files of images that no row uses."""

    async def work(session: AsyncSession) -> dict[str, object]:
        report = await sweep_images(session, store, now=utcnow())
        return {
            "files": report.files,
            "removed": len(report.removed),
            "rows_without_file": len(report.missing),
        }

    return NightlyJob("image sweep", work)


@asynccontextmanager
async def running(
    sessions: async_sessionmaker[AsyncSession],
    engine: AsyncEngine,
    jobs: Sequence[NightlyJob],
    *,
    wait_seconds: Callable[[], float] | None = None,
) -> AsyncIterator[None]:
    """The jobs are done in the background every night at HOUR, one after the other; elsewhere than on
    PostgreSQL nothing happens.

    What fails is logged and tried again. `wait_seconds` says how long to wait for the next night.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    wait = wait_seconds or (lambda: seconds_until(HOUR, datetime.now(UTC)))
    async with beside(_every_night(sessions, jobs, wait), "nightly"):
        yield


def seconds_until(hour: int, now: datetime) -> float:
    """Seconds from `now` to the next full `hour`; a whole day when it is just that."""
    wanted = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if wanted <= now:
        wanted += timedelta(days=1)
    return (wanted - now).total_seconds()


async def run_job(sessions: async_sessionmaker[AsyncSession], job: NightlyJob) -> bool:
    """Do the job unless another process is at it; returns whether it was done here."""
    async with sessions() as lock:
        await lock.execute(_MAY_BE_IDLE)
        if not await lock.scalar(_LOCK, {"name": job.name}):
            return False
        with acting_as_job(job.name):
            async with sessions() as session:
                result = await job.work(session)
        await lock.rollback()
    _log.info("nightly job done", job=job.name, **result)
    return True


async def _every_night(
    sessions: async_sessionmaker[AsyncSession], jobs: Sequence[NightlyJob], wait_seconds: Callable[[], float]
) -> None:
    while True:
        await asyncio.sleep(wait_seconds())
        for job in jobs:
            await _try_for_long(sessions, job)


async def _try_for_long(sessions: async_sessionmaker[AsyncSession], job: NightlyJob) -> None:
    """Try a few times in the night; after that the next night comes."""
    for left in reversed(range(_TRIES)):
        try:
            await run_job(sessions, job)
        except Exception as error:
            known = error if isinstance(error, MsiaError) else explain_database_failure(error)
            _log.warning(
                "a nightly job failed",
                job=job.name,
                error=str(known or f"{type(error).__name__}: {next(iter(str(error).splitlines()), '')}"),
                tries_left=left,
            )
            if left:
                await asyncio.sleep(_RETRY_SECONDS)
            continue
        return
