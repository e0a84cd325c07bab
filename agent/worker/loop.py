"""The worker: leases one job after the other and has it done, several at a time, until it is told to stop."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy.exc import DBAPIError

from agent.worker.bell import Bell
from agent.worker.working import Handling, PostponedError, RetryLaterError, Tools
from database import jobs
from database.autocommit import single_statements
from database.availability import is_database_away, is_nobodys_fault
from database.contention import met_another
from database.jobs import Job, LeaseLostError
from database.leases import held, worker_name
from shared.acting import acting_as_job
from shared.tracebacks import describe, plain_traceback
from shared.vocabularies import JobKind, JobStatus

POLL_SECONDS: Final = 0.5
TOLD_SECONDS: Final = 2.0
"""Between questions while jobs are announced."""
SETTLE_PAUSE: Final = 0.5
_PASSING_PAUSE: Final = timedelta(seconds=1)
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 5.0
_STOP_SECONDS: Final = 20.0

_log = structlog.get_logger(__name__)


class Worker:
    """Does the jobs of the kinds in `handlings`."""

    def __init__(self, tools: Tools, handlings: Mapping[JobKind, Handling], name: str | None = None) -> None:
        self.tools = tools
        self.name = name or worker_name()
        self._handlings = handlings
        self._background = {kind for kind, handling in handlings.items() if handling.in_background}
        self._stopping = asyncio.Event()
        self._wake = asyncio.Event()
        self._bell: Bell | None = None

    async def run(self, concurrency: int, bell: Bell | None = None) -> None:
        """Work until `stop()`; what is under way then may end within some seconds, and is leased again later
        where it does not. With a `bell` jobs are begun when they are made known, and asked for less often."""
        self._bell = bell
        listening = asyncio.create_task(bell.listen(self._ring), name="bell") if bell is not None else None
        try:
            await self._run(concurrency)
        finally:
            if listening is not None:
                listening.cancel()
                with suppress(asyncio.CancelledError):
                    await listening

    async def _run(self, concurrency: int) -> None:
        running: set[asyncio.Task[None]] = set()
        behind: set[asyncio.Task[None]] = set()  # those of them that no client waits for
        most_behind = max(concurrency // 2, 1)
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            if len(running) >= concurrency:
                await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                continue
            self._wake.clear()
            try:
                found, seconds = await self._lease(
                    concurrency - len(running), in_background=most_behind - len(behind)
                )
            except Exception as error:
                _log.warning("no job can be leased", error=describe(error), retry_seconds=pause)
                await self._wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
                continue
            pause = _FIRST_PAUSE
            if not found:
                await self._wait(seconds)
            for job in found:
                task = asyncio.create_task(self._perform(job), name=f"job {job.kind.value}")
                for tasks in (running, behind) if job.kind in self._background else (running,):
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)
                task.add_done_callback(lambda _task: self._wake.set())
        if running:
            _done, late = await asyncio.wait(running, timeout=_STOP_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    @property
    def kinds(self) -> tuple[JobKind, ...]:
        """What it does."""
        return tuple(self._handlings)

    def stop(self) -> None:
        """Lease nothing more."""
        self._stopping.set()
        self._wake.set()

    async def drain(self) -> int:
        """Do whatever is due now, one job after the other; how many there were."""
        count = 0
        while found := (await self._lease(1, looks_ahead=False))[0]:
            await self._perform(found[0])
            count += 1
        return count

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), seconds)

    def _ring(self, kind: str | None, run_at: datetime | None) -> None:
        """A job has been announced: look for it when it may be done."""
        if kind is not None and kind not in self._handlings:
            return
        seconds = (run_at - self.tools.clock.now()).total_seconds() if run_at is not None else 0.0
        if seconds <= 0:
            self._wake.set()
        elif seconds <= TOLD_SECONDS:  # what comes later is found by the next question
            asyncio.get_running_loop().call_later(seconds, self._wake.set)

    async def _lease(
        self, count: int, *, in_background: int | None = None, looks_ahead: bool = True
    ) -> tuple[list[Job], float]:
        """At most so many jobs that clients wait for, or where there are none at most `in_background` of the
        others; without any, for how many seconds there is none."""
        lease_seconds = max(handling.lease_seconds for handling in self._handlings.values())
        kinds = self._handlings.keys()
        async with single_statements(self.tools.sessions) as session:
            now = self.tools.clock.now()
            found: list[Job] = []
            for some, most in (
                (kinds - self._background, count),
                (self._background, count if in_background is None else min(count, in_background)),
            ):
                found = found or await jobs.lease_several(
                    session, some, now=now, seconds=lease_seconds, worker=self.name, count=most
                )
            seconds = TOLD_SECONDS if self._bell is not None and self._bell.is_heard else POLL_SECONDS
            if (
                looks_ahead
                and not found
                and (soon := await jobs.due_within(session, kinds, now=now, seconds=seconds))
            ):
                seconds = max((soon - self.tools.clock.now()).total_seconds(), 0.0)
        return found, seconds

    async def _perform(self, job: Job) -> None:
        """Do a job, and what it leaves this worker to do at once."""
        following: Job | None = job
        while following is not None:
            following = await self._do(following)

    async def _do(self, job: Job) -> Job | None:
        handling = self._handlings[job.kind]
        with acting_as_job(job.kind.value), structlog.contextvars.bound_contextvars(job=str(job.id)):
            try:
                if job.is_exhausted:
                    raise RetryLaterError("the worker vanished, again and again")
                async with held(
                    self.tools.sessions, job, now=self.tools.clock.now, seconds=handling.lease_seconds
                ):
                    return await handling.handle(self.tools, job)
            except LeaseLostError:
                _log.warning("job lost to another worker", kind=job.kind.value)
            except PostponedError as postponed:
                await self._settle(job, postponed)
            except Exception as error:
                await self._settle(job, error)
        return None

    async def _settle(self, job: Job, error: Exception) -> None:
        """Say what becomes of a job that is not done. A database that is away is asked again while the job's
        lease may last: otherwise all work under way would wait for its end."""
        loop = asyncio.get_running_loop()
        end, pause = loop.time() + self._handlings[job.kind].lease_seconds, SETTLE_PAUSE
        while True:
            try:
                await self._decide(job, error)
                return
            except Exception as failure:
                is_away = is_database_away(failure)
                if not is_away or self._stopping.is_set() or loop.time() + pause > end:
                    _log.warning("job left to its lease", kind=job.kind.value, error=describe(failure))
                    return
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _decide(self, job: Job, error: Exception) -> None:
        async with self.tools.sessions() as session:
            now = self.tools.clock.now()
            if isinstance(error, PostponedError):
                await jobs.postpone(session, job, now=now, run_at=error.run_at)
            elif _is_passing(error):
                _log.warning("job met the database at a bad moment", error=describe(error))
                await jobs.postpone(session, job, now=now, run_at=now + _PASSING_PAUSE)
            else:
                words = error.error if isinstance(error, RetryLaterError) else describe(error)
                pause = error.pause if isinstance(error, RetryLaterError) else None
                status = await jobs.fail(session, job, words, now=now, retry_after=pause)
                is_expected = isinstance(error, RetryLaterError)
                _log.warning(
                    "job failed",
                    kind=job.kind.value,
                    error=words,
                    attempt=job.attempts,
                    job_status=status.value,
                    traceback=None if is_expected else plain_traceback(error),
                )
                given_up = self._handlings[job.kind].given_up
                if status is JobStatus.DEAD and given_up is not None:
                    await given_up(self.tools, session, job, words)
            await session.commit()


def _is_passing(error: Exception) -> bool:
    """Whether the work failed through no fault of its own: that is no attempt."""
    return is_nobodys_fault(error) or (isinstance(error, DBAPIError) and met_another(error))
