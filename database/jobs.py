"""The queue: jobs as rows, written by whoever needs the work, done at least once by any worker.

A job is enqueued in the caller's transaction and exists if that commits. A worker leases it, does the work,
and finishes it in the transaction that holds the work's result: a worker that has lost its lease meanwhile
finishes nothing, and what it did is rolled back. Every function takes the moment. PostgreSQL only.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from database.keys import uuid7
from database.models.work import WAITING
from database.models.work import Job as Row
from shared.vocabularies import JobKind, JobStatus

_FIRST_RETRY: Final = timedelta(seconds=2)
_LAST_RETRY: Final = timedelta(minutes=15)
_GONE: Final = "the worker vanished, again and again"


@dataclass(frozen=True, slots=True)
class Job:
    """A leased job; `attempts` counts this one too."""

    id: uuid.UUID
    kind: JobKind
    payload: Mapping[str, Any]
    key: str | None
    sequence: str | None
    attempts: int
    worker: str


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

    Of a `key` one job waits: a second joins it, and with `extend` puts it off to its own `run_at`, at most
    that long after the job was made. A job that runs already has seen what it saw, so another is made. Jobs
    of one `sequence` run one at a time in the order in which they were enqueued, which whoever enqueues them
    at the same time from several transactions keeps by a lock of their own.
    """
    due = run_at or now
    position: Any = 0
    if sequence is not None:
        others = select(func.coalesce(func.max(Row.position), 0) + 1).where(Row.sequence == sequence)
        position = others.scalar_subquery()
    new = insert(Row).values(
        id=uuid7(),
        kind=kind.value,
        status=JobStatus.WAITING.value,
        payload=dict(payload),
        key=key,
        sequence=sequence,
        position=position,
        run_at=due,
        max_attempts=max_attempts,
        created_at=now,
        updated_at=now,
    )
    put_off: Any = Row.run_at
    if extend is not None:
        put_off = func.greatest(Row.run_at, func.least(new.excluded.run_at, Row.created_at + extend))
    joined = new.on_conflict_do_update(
        index_elements=[Row.key],
        index_where=text(WAITING),
        set_={"run_at": put_off, "updated_at": now},
    )
    return (await session.execute(joined.returning(Row.id))).scalar_one()


async def enqueue_row(
    session: AsyncSession,
    kind: JobKind,
    payloads: Sequence[Mapping[str, Any]],
    *,
    now: datetime,
    sequence: str,
    first: bool = False,
    run_at: datetime | None = None,
) -> None:
    """Write several jobs of one sequence in one statement, in their order: after those that it has, or, where
    they have to come `first`, before them. The caller holds the sequence's own lock."""
    if not payloads:
        return
    edge = func.min(Row.position) - len(payloads) if first else func.max(Row.position) + 1
    base = select(func.coalesce(edge, 0)).where(Row.sequence == sequence).scalar_subquery()
    await session.execute(
        insert(Row).values(
            [
                {
                    "id": uuid7(),
                    "kind": kind.value,
                    "payload": dict(payload),
                    "sequence": sequence,
                    "position": base + index,
                    "run_at": run_at or now,
                    "created_at": now,
                    "updated_at": now,
                }
                for index, payload in enumerate(payloads)
            ]
        )
    )


async def hasten(session: AsyncSession, sequence: str, *, now: datetime) -> None:
    """What the jobs of a sequence that wait for a moment have waited for is there: they are due now."""
    statement = (
        update(Row)
        .where(Row.sequence == sequence, Row.status == JobStatus.WAITING.value, Row.run_at > now)
        .values(run_at=now, updated_at=now)
    )
    await session.execute(statement.execution_options(synchronize_session=False))


async def lease(
    session: AsyncSession, kinds: Collection[JobKind], *, now: datetime, seconds: float, worker: str
) -> Job | None:
    """The next job that is due, for `worker` during `seconds`; None when there is nothing to do.

    The caller commits at once. A job whose worker vanished as often as it may be tried is dead.
    """
    if not kinds:
        return None
    earlier = aliased(Row)
    is_first = or_(
        Row.sequence.is_(None),
        ~exists().where(
            earlier.sequence == Row.sequence,
            _is_live(earlier),
            tuple_(earlier.position, earlier.id) < tuple_(Row.position, Row.id),
        ),
    )
    is_free = or_(
        Row.status == JobStatus.WAITING.value,
        and_(Row.status == JobStatus.RUNNING.value, Row.leased_until <= now),
    )
    next_one = (
        select(Row)
        .where(
            Row.kind.in_(sorted(kind.value for kind in kinds)),
            Row.run_at <= now,
            _is_live(Row),
            is_free,
            is_first,
        )
        .order_by(Row.run_at, Row.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    while (row := await session.scalar(next_one)) is not None:
        if row.attempts >= row.max_attempts:
            await _bury(session, row.id, row.last_error or _GONE, now)
            continue
        row.status, row.attempts = JobStatus.RUNNING.value, row.attempts + 1
        row.leased_by, row.leased_until, row.updated_at = worker, now + timedelta(seconds=seconds), now
        await session.flush()
        return Job(row.id, JobKind(row.kind), dict(row.payload), row.key, row.sequence, row.attempts, worker)
    return None


async def renew(session: AsyncSession, job: Job, *, now: datetime, seconds: float) -> None:
    """Keep a job longer. Raises LeaseLostError when it is another worker's by now."""
    statement = update(Row).where(_is_held(job)).values(leased_until=now + timedelta(seconds=seconds))
    _require_one(await session.execute(statement.execution_options(synchronize_session=False)))


async def finish(session: AsyncSession, job: Job, *, now: datetime) -> None:  # noqa: ARG001 - as its sisters
    """The job is done and goes. Raises LeaseLostError when it is another worker's by now."""
    statement = delete(Row).where(_is_held(job))
    _require_one(await session.execute(statement.execution_options(synchronize_session=False)))


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
    limit = await session.scalar(select(Row.max_attempts).where(_is_held(job)))
    if limit is None:
        raise LeaseLostError(job.id)
    if for_good or job.attempts >= limit:
        await _bury(session, job.id, error, now)
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
        select(func.min(moment)).where(_is_live(Row), Row.kind.in_(sorted(kind.value for kind in kinds)))
    )
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


async def _bury(session: AsyncSession, job_id: uuid.UUID, error: str, now: datetime) -> None:
    statement = (
        update(Row)
        .where(Row.id == job_id)
        .values(
            status=JobStatus.DEAD.value, leased_by=None, leased_until=None, last_error=error, updated_at=now
        )
    )
    await session.execute(statement.execution_options(synchronize_session=False))


def _is_live(row: Any) -> ColumnElement[bool]:
    live: ColumnElement[bool] = row.status.in_([JobStatus.WAITING.value, JobStatus.RUNNING.value])
    return live


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
