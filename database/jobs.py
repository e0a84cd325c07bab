"""The queue: jobs as rows, written by whoever needs the work, done at least once by any worker.

A job is enqueued in the caller's transaction and exists if that commits. A worker leases it, does the work,
and finishes it in the transaction that holds the work's result: a worker that has lost its lease meanwhile
finishes nothing, and what it did is rolled back. Every function takes the moment. PostgreSQL only.

What is asked all the time is one statement, made once.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import CTE, ColumnElement, and_, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from database.job_statements import (
    TABLE,
    Edge,
    finish_statement,
    is_live,
    lease_statement,
    soon_statement,
    write_statement,
)
from database.keys import uuid7
from database.models.work import Job as Row
from shared.vocabularies import JobKind, JobStatus

_FIRST_RETRY: Final = timedelta(seconds=2)
_LAST_RETRY: Final = timedelta(minutes=15)
_FOR_EVER: Final = timedelta(days=3650)
_GONE: Final = "the worker vanished, again and again"


@dataclass(frozen=True, slots=True)
class Job:
    """A leased job; `attempts` counts this one too. `known` is what its worker knows beside the row, where it
    has written the job itself."""

    id: uuid.UUID
    kind: JobKind
    payload: Mapping[str, Any]
    key: str | None
    sequence: str | None
    attempts: int
    worker: str
    max_attempts: int = 10
    known: Any = None

    @property
    def is_exhausted(self) -> bool:
        """Whether its workers vanished as often as it may be tried: it is to fail, not to be done."""
        return self.attempts > self.max_attempts


@dataclass(frozen=True, slots=True)
class Keyed:
    """A job of a key that is written beside others; each further one puts it off to its own `run_at`."""

    kind: JobKind
    payload: Mapping[str, Any]
    key: str
    run_at: datetime
    sequence: str | None = None


@dataclass(frozen=True, slots=True)
class Also:
    """What is written in the statement that writes jobs: a part of it that is made once, its parameters."""

    cte: CTE
    parameters: Mapping[str, Any]


class LeaseLostError(Exception):
    """The lease has run out and another worker has the job: what was done for it must not be committed."""


async def enqueue(
    session: AsyncSession,
    kind: JobKind,
    payload: Mapping[str, Any],
    *,
    now: datetime,
    key: str | None = None,
    sequence: str | None = None,
    run_at: datetime | None = None,
    extend: timedelta | None = None,
    max_attempts: int = 10,
) -> uuid.UUID:
    """Write a job, to be done at `run_at` (now, unless given); its id.

    Of a `key` one job waits: a second joins it, adds its payload's keys, and with `extend` puts it off to its
    own `run_at`, at most that long after the job was made. A job that runs already has seen what it saw, so
    another is made. Jobs of one `sequence` run one at a time in the order in which they were enqueued, which
    whoever enqueues them at the same time from several transactions keeps by a lock of their own.
    """
    row = _row(kind, payload, run_at or now, key=key, sequence=sequence, max_attempts=max_attempts)
    written = await session.execute(
        write_statement(Edge.AFTER), {"jobs": [row], "now": now, "extend": extend}
    )
    job_id: uuid.UUID = written.scalar_one()
    return job_id


async def enqueue_row(
    session: AsyncSession,
    kind: JobKind,
    payloads: Sequence[Mapping[str, Any]],
    *,
    now: datetime,
    sequence: str,
    first: bool = False,
    run_at: datetime | None = None,
    beside: Sequence[Keyed] = (),
    leased_by: tuple[str, float] | None = None,
    also: Sequence[Also] = (),
    finishing: Job | None = None,
) -> Job | None:
    """Write several jobs of one sequence in one statement, in their order: after those that it has, or, where
    they have to come `first`, before them; those of keys `beside` them, and what is `also` written. The
    caller holds the sequence's own lock. There has to be a job.

    With `leased_by`, a worker and for how many seconds, the first one is that worker's from the beginning and
    is returned. To be given only where the sequence has no other live job. `finishing` is done with this:
    raises LeaseLostError as `finish` does.
    """
    due, before = run_at or now, len(payloads) if first else 0
    rows = [
        _row(kind, payload, due, sequence=sequence, position=index - before)
        for index, payload in enumerate(payloads)
    ]
    leased: Job | None = None
    if leased_by is not None:
        worker, seconds = leased_by
        rows[0] |= {
            "status": JobStatus.RUNNING.value,
            "attempts": 1,
            "leased_by": worker,
            "leased_until": (now + timedelta(seconds=seconds)).isoformat(),
        }
        leased = Job(uuid.UUID(rows[0]["id"]), kind, dict(payloads[0]), None, sequence, 1, worker)
    rows += [_keyed(one) for one in beside]
    edge = Edge.BEFORE if first else Edge.AFTER
    statement = write_statement(edge, tuple(one.cte for one in also), finishes=finishing is not None)
    given: dict[str, Any] = {"jobs": rows, "now": now, "extend": _FOR_EVER}
    for one in also:
        given |= one.parameters
    if finishing is None:
        await session.execute(statement, given)
    elif (await session.execute(statement, given | held_by(finishing))).all()[0][1] != 1:
        raise LeaseLostError(finishing.id)
    return leased


async def enqueue_keyed(session: AsyncSession, keyed: Sequence[Keyed], *, now: datetime) -> None:
    """Write jobs of keys. One statement; none without any."""
    if keyed:
        given = {"jobs": [_keyed(one) for one in keyed], "now": now, "extend": _FOR_EVER}
        await session.execute(write_statement(Edge.AFTER), given)


async def hasten(session: AsyncSession, sequence: str, *, now: datetime) -> None:
    """What the jobs of a sequence that wait for a moment have waited for is there: they are due now."""
    statement = (
        update(Row)
        .where(Row.sequence == sequence, Row.status == JobStatus.WAITING.value, Row.run_at > now)
        .values(run_at=now, updated_at=now)
    )
    await session.execute(statement.execution_options(synchronize_session=False))


async def lease(
    session: AsyncSession,
    kinds: Collection[JobKind],
    *,
    now: datetime,
    seconds: float,
    worker: str,
    sequence: str | None = None,
) -> Job | None:
    """The next job that is due, of `sequence` where one is given, for `worker` during `seconds`; None when
    there is nothing to do.

    The caller commits at once. A job whose worker vanished as often as it may be tried is dead.
    """
    while found := await lease_several(
        session, kinds, now=now, seconds=seconds, worker=worker, count=1, sequence=sequence
    ):
        if not found[0].is_exhausted:
            return found[0]
        await _bury(session, found[0].id, None, now)
    return None


async def lease_several(
    session: AsyncSession,
    kinds: Collection[JobKind],
    *,
    now: datetime,
    seconds: float,
    worker: str,
    count: int,
    sequence: str | None = None,
) -> list[Job]:
    """The next jobs that are due, at most `count`, as `lease` gives one; exhausted ones too, which the caller
    has to fail. One statement."""
    if not kinds or count < 1:
        return []
    given: dict[str, Any] = {
        "kinds": sorted(kind.value for kind in kinds),
        "now": now,
        "until": now + timedelta(seconds=seconds),
        "worker": worker,
        "count": count,
    }
    if sequence is None:
        rows = await session.execute(lease_statement(), given)
    else:
        rows = await session.execute(lease_statement(of_sequence=True), {**given, "of_sequence": sequence})
    found = sorted(rows, key=lambda row: (row.run_at, row.id))
    return [
        Job(
            row.id,
            JobKind(row.kind),
            dict(row.payload),
            row.key,
            row.sequence,
            row.attempts,
            worker,
            row.max_attempts,
        )
        for row in found
    ]


async def renew(session: AsyncSession, job: Job, *, now: datetime, seconds: float) -> None:
    """Keep a job longer. Raises LeaseLostError when it is another worker's by now."""
    statement = update(Row).where(_is_held(job)).values(leased_until=now + timedelta(seconds=seconds))
    _require_one(await session.execute(statement.execution_options(synchronize_session=False)))


async def finish(session: AsyncSession, job: Job, *, now: datetime) -> None:  # noqa: ARG001 - as its sisters
    """The job is done and goes. Raises LeaseLostError when it is another worker's by now: then nothing of it
    may be committed."""
    _require_one(await session.execute(finish_statement(), held_by(job)))


def held_by(job: Job) -> dict[str, Any]:
    """The parameters of `finishing`: the lease, by worker and attempt."""
    return {"job_id": job.id, "job_worker": job.worker, "job_attempts": job.attempts}


async def postpone(session: AsyncSession, job: Job, *, now: datetime, run_at: datetime) -> None:
    """Do the job again at `run_at`; this time counts as no attempt. Raises LeaseLostError."""
    await _release(session, job, now, run_at=run_at, attempts=max(job.attempts - 1, 0))


async def fail(
    session: AsyncSession,
    job: Job,
    error: str,
    *,
    now: datetime,
    retry_after: timedelta | None = None,
    for_good: bool = False,
) -> JobStatus:
    """Try again later, after `retry_after` or longer each time; after the last attempt, or `for_good`, the
    job is dead and blocks its sequence no longer. What has become of it; `error` names nobody.

    Raises LeaseLostError when it is another worker's by now.
    """
    if for_good or job.attempts >= job.max_attempts:
        _require_one(await _bury(session, job.id, None if job.is_exhausted else error, now, _is_held(job)))
        return JobStatus.DEAD
    pause = retry_after or min(_FIRST_RETRY * 2 ** (job.attempts - 1), _LAST_RETRY)
    await _release(session, job, now, run_at=now + pause, attempts=job.attempts, last_error=error)
    return JobStatus.WAITING


async def revive(session: AsyncSession, job_id: uuid.UUID, *, now: datetime) -> bool:
    """Let a dead job be tried again from the beginning; whether there was one."""
    statement = (
        update(Row)
        .where(Row.id == job_id, Row.status == JobStatus.DEAD.value)
        .values(status=JobStatus.WAITING.value, attempts=0, run_at=now, updated_at=now)
    )
    return _count(await session.execute(statement.execution_options(synchronize_session=False))) == 1


async def next_due(session: AsyncSession, kinds: Collection[JobKind]) -> datetime | None:
    """When the next of the live jobs may be done: its moment, or the end of its lease. None without any.

    Jobs that wait for an earlier one of their sequence count as well.
    """
    moment = func.greatest(Row.run_at, func.coalesce(Row.leased_until, Row.run_at))
    found: datetime | None = await session.scalar(
        select(func.min(moment)).where(is_live(Row), Row.kind.in_(sorted(kind.value for kind in kinds)))
    )
    return found


def is_busy(sequence: Any) -> ColumnElement[bool]:
    """Whether a sequence has live jobs, as a column of a query."""
    return exists().where(TABLE.c.sequence == sequence, is_live(TABLE.c))


async def due_within(
    session: AsyncSession, kinds: Collection[JobKind], *, now: datetime, seconds: float
) -> datetime | None:
    """The moment of the next job that is not due yet but will be within so long. One statement."""
    soon = {
        "kinds": sorted(kind.value for kind in kinds),
        "now": now,
        "until": now + timedelta(seconds=seconds),
    }
    found: datetime | None = await session.scalar(soon_statement(), soon)
    return found


async def _release(session: AsyncSession, job: Job, now: datetime, **values: Any) -> None:
    """Give the job back; where another of its key waits already, that one does the work."""
    if job.key is not None:
        waits = select(Row.id).where(Row.key == job.key, Row.status == JobStatus.WAITING.value)
        if await session.scalar(waits.limit(1)) is not None:
            await finish(session, job, now=now)
            return
    statement = (
        update(Row)
        .where(_is_held(job))
        .values(status=JobStatus.WAITING.value, leased_by=None, leased_until=None, updated_at=now, **values)
    )
    _require_one(await session.execute(statement.execution_options(synchronize_session=False)))


async def _bury(
    session: AsyncSession,
    job_id: uuid.UUID,
    error: str | None,
    now: datetime,
    *conditions: ColumnElement[bool],
) -> Any:
    """The job is dead, of this error or, without one, of what is known of it."""
    words = error or func.coalesce(Row.last_error, _GONE)
    statement = (
        update(Row)
        .where(Row.id == job_id, *conditions)
        .values(
            status=JobStatus.DEAD.value, leased_by=None, leased_until=None, last_error=words, updated_at=now
        )
    )
    return await session.execute(statement.execution_options(synchronize_session=False))


def _keyed(job: Keyed) -> dict[str, Any]:
    return _row(job.kind, job.payload, job.run_at, key=job.key, sequence=job.sequence)


def _row(kind: JobKind, payload: Mapping[str, Any], run_at: datetime, **others: Any) -> dict[str, Any]:
    """A job as `write_statement` takes it."""
    return {
        "id": str(uuid7()),
        "kind": kind.value,
        "status": JobStatus.WAITING.value,
        "payload": dict(payload),
        "position": 0,
        "run_at": run_at.isoformat(),
        "attempts": 0,
        "max_attempts": 10,
        **others,
    }


def _is_held(job: Job) -> ColumnElement[bool]:
    """Whether the row is still this lease's: the worker and the attempt are the same."""
    return and_(
        Row.id == job.id,
        Row.status == JobStatus.RUNNING.value,
        Row.leased_by == job.worker,
        Row.attempts == job.attempts,
    )


def _require_one(result: Any) -> None:
    if _count(result) != 1:
        raise LeaseLostError


def _count(result: Any) -> int:
    return int(result.rowcount)
