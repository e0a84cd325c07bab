"""The queue: each job once, in order, again after a failure or a lost worker, and never twice at a time."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from database import jobs
from database.connection import create_session_factory
from database.jobs import Job, LeaseLostError
from database.models import Job as Row
from shared.vocabularies import JobKind, JobStatus

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KINDS = tuple(JobKind)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


async def put(session: AsyncSession, what: Any = 1, at: float = 0, **options: Any) -> Any:
    job_id = await jobs.enqueue(session, JobKind.SEND, {"what": what}, now=after(at), **options)
    await session.commit()
    return job_id


async def take(session: AsyncSession, at: float, worker: str = "w", seconds: float = 30) -> Job | None:
    job = await jobs.lease(session, KINDS, now=after(at), seconds=seconds, worker=worker)
    await session.commit()
    return job


async def taken(session: AsyncSession, at: float, worker: str = "w", seconds: float = 30) -> Job:
    job = await take(session, at, worker, seconds)
    assert job is not None
    return job


async def done(session: AsyncSession, job: Job, at: float) -> None:
    await jobs.finish(session, job, now=after(at))
    await session.commit()


async def test_a_job_is_done_once_and_not_before_its_time(session: AsyncSession) -> None:
    await put(session, run_at=after(10))
    assert await take(session, 9.9) is None
    assert await jobs.next_due(session, KINDS) == after(10)
    job = await taken(session, 10)
    assert (job.payload, job.attempts) == ({"what": 1}, 1)
    assert await take(session, 11) is None
    await done(session, job, 12)
    assert await take(session, 1000) is None
    assert (await session.scalars(select(Row))).all() == []


async def test_what_is_not_committed_is_no_job(engine: AsyncEngine, session: AsyncSession) -> None:
    async with create_session_factory(engine)() as other:
        await jobs.enqueue(other, JobKind.SEND, {}, now=NOON)
        await other.rollback()
    assert await take(session, 1) is None


async def test_only_the_kinds_asked_for(session: AsyncSession) -> None:
    await put(session)
    assert await jobs.lease(session, [JobKind.INGEST], now=NOON, seconds=1, worker="w") is None
    assert await jobs.lease(session, [], now=NOON, seconds=1, worker="w") is None
    assert await jobs.next_due(session, [JobKind.INGEST]) is None


async def test_a_second_of_a_key_joins_the_first(session: AsyncSession) -> None:
    first = await put(session, key="k", run_at=after(4))
    assert await put(session, at=2, key="k", run_at=after(6)) == first
    job = await taken(session, 4)
    # It runs and has seen what it saw: what comes now is another job.
    assert await put(session, at=5, key="k", run_at=after(5)) != first
    await done(session, job, 5)
    assert (await taken(session, 5)).id != first


async def test_what_joins_a_job_adds_what_it_says_itself(session: AsyncSession) -> None:
    await put(session, key="k", run_at=after(4))
    await jobs.enqueue(session, JobKind.SEND, {"with_files": True}, now=after(1), key="k")
    await put(session, "later", at=2, key="k", run_at=after(6))
    assert (await taken(session, 4)).payload == {"what": "later", "with_files": True}


async def test_a_burst_puts_its_job_off_but_not_for_ever(session: AsyncSession) -> None:
    for at in range(0, 30, 3):
        await put(session, at=at, key="k", run_at=after(at + 4), extend=timedelta(seconds=20))
    assert await take(session, 19.9) is None
    assert await take(session, 20) is not None


async def test_a_sequence_keeps_its_order_through_failures(session: AsyncSession) -> None:
    for what in "abc":
        await put(session, what, sequence="s")
    await put(session, "x", sequence="t")
    first = await taken(session, 0)
    assert first.payload["what"] == "a"
    other = await taken(session, 0)
    assert other.payload["what"] == "x"
    await done(session, other, 0)
    assert await take(session, 0) is None
    status = await jobs.fail(session, first, "500", now=after(1), retry_after=timedelta(seconds=60))
    await session.commit()
    assert status is JobStatus.WAITING
    # b waits for a, however long a has to wait.
    assert await take(session, 29) is None
    again = await taken(session, 61)
    assert (again.payload["what"], again.attempts) == ("a", 2)
    await jobs.fail(session, again, "500", now=after(61), for_good=True)
    await session.commit()
    assert (await taken(session, 62)).payload["what"] == "b"


async def test_retries_come_later_each_time_and_end(session: AsyncSession) -> None:
    await put(session, max_attempts=4)
    at, pauses = 0.0, []
    for _ in range(3):
        job = await taken(session, at)
        await jobs.fail(session, job, "ReadTimeout", now=after(at))
        await session.commit()
        due = await jobs.next_due(session, KINDS)
        assert due is not None
        pauses.append((due - after(at)).total_seconds())
        at = (due - NOON).total_seconds()
    assert pauses == sorted(set(pauses))
    job = await taken(session, at)
    assert await jobs.fail(session, job, "ReadTimeout", now=after(at)) is JobStatus.DEAD
    await session.commit()
    assert await take(session, 10**6) is None
    row = (await session.scalars(select(Row))).one()
    assert (row.status, row.last_error) == ("dead", "ReadTimeout")
    assert await jobs.revive(session, row.id, now=after(at))
    await session.commit()
    assert (await taken(session, at)).attempts == 1


async def test_a_lost_worker_loses_its_job_and_can_not_finish_it(session: AsyncSession) -> None:
    await put(session)
    lost = await taken(session, 0, "lost", 30)
    assert await take(session, 29, "other") is None
    await jobs.renew(session, lost, now=after(29), seconds=30)
    await session.commit()
    assert await take(session, 58, "other") is None
    mine = await taken(session, 60, "other")
    assert mine.attempts == 2
    for attempt in (
        jobs.finish(session, lost, now=after(60)),
        jobs.renew(session, lost, now=after(60), seconds=1),
        jobs.fail(session, lost, "x", now=after(60)),
        jobs.postpone(session, lost, now=after(60), run_at=after(61)),
    ):
        with pytest.raises(LeaseLostError):
            await attempt
    await session.rollback()
    await done(session, mine, 61)


async def test_a_job_that_kills_its_workers_is_dead_in_the_end(session: AsyncSession) -> None:
    await put(session, max_attempts=2)
    for at in (0, 100):
        await taken(session, at)
    assert await take(session, 200) is None
    assert (await session.scalars(select(Row))).one().status == "dead"


async def test_postponing_counts_as_no_attempt(session: AsyncSession) -> None:
    await put(session, max_attempts=1, key="k")
    for at in (0, 10, 20):
        job = await taken(session, at)
        assert job.attempts == 1
        await jobs.postpone(session, job, now=after(at), run_at=after(at + 10))
        await session.commit()
    # Where another of the key waits, that one does the work.
    job = await taken(session, 30)
    other = await put(session, at=31, key="k")
    await jobs.postpone(session, job, now=after(31), run_at=after(32))
    await session.commit()
    assert [row.id for row in await session.scalars(select(Row))] == [other]


async def test_many_workers_share_without_doubling_and_keep_each_order(patient_engine: AsyncEngine) -> None:
    """Six workers, thirty sequences of eight, some of which fail or vanish: each done once, in order."""
    sessions = create_session_factory(patient_engine)
    async with sessions() as session:
        for what in range(8):
            for name in range(30):
                await jobs.enqueue(
                    session, JobKind.SEND, {"what": what}, now=NOON, sequence=f"s{name}", max_attempts=99
                )
        await session.commit()
    finished: dict[str, list[int]] = {}
    at_work: set[str] = set()
    clock = iter(range(10**6))

    async def work(worker: int) -> None:
        idle = 0
        while idle < 3:
            now = after(next(clock))
            async with sessions() as session:
                job = await jobs.lease(session, KINDS, now=now, seconds=10**5, worker=f"w{worker}")
                await session.commit()
                if job is None:
                    due = await jobs.next_due(session, KINDS)
                    idle += due is None
                    await asyncio.sleep(0)
                    continue
                assert job.sequence is not None
                assert job.sequence not in at_work
                at_work.add(job.sequence)
                await asyncio.sleep(0)
                at_work.remove(job.sequence)
                if hash((job.id, job.attempts)) % 5 == 0:
                    await jobs.fail(session, job, "x", now=now, retry_after=timedelta(seconds=1))
                else:
                    finished.setdefault(job.sequence, []).append(job.payload["what"])
                    await jobs.finish(session, job, now=now)
                await session.commit()

    await asyncio.gather(*(work(number) for number in range(6)))
    assert len(finished) == 30
    assert all(order == list(range(8)) for order in finished.values())


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("enqueue"), st.sampled_from([None, "s", "t"])),
        st.tuples(st.sampled_from(["lease", "finish", "fail", "vanish", "wait"]), st.integers(0, 2)),
    ),
    max_size=30,
)


@given(_STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
async def test_whatever_happens_each_job_is_finished_once_in_order(
    session: AsyncSession, steps: list[tuple[str, Any]]
) -> None:
    await session.execute(delete(Row))
    await session.commit()
    at, number = 0.0, 0
    held: list[Job] = []
    order: dict[str | None, list[int]] = {}
    for step, value in steps:
        at += 1
        match step:
            case "enqueue":
                await put(session, number, at, sequence=value, max_attempts=99)
                number += 1
            case "lease" if (job := await take(session, at, f"w{value}", 20)) is not None:
                held.append(job)
            case "finish" | "fail" if held:
                job = held.pop(value % len(held))
                try:
                    if step == "fail":
                        await jobs.fail(session, job, "x", now=after(at))
                    else:
                        await jobs.finish(session, job, now=after(at))
                        order.setdefault(job.sequence, []).append(job.payload["what"])
                    await session.commit()
                except LeaseLostError:
                    await session.rollback()
            case "vanish" if held:
                held.pop(value % len(held))
            case "wait":
                at += 25
    at += 2000
    while (left := await take(session, at)) is not None:
        order.setdefault(left.sequence, []).append(left.payload["what"])
        await done(session, left, at)
    assert sorted(what for done_in in order.values() for what in done_in) == list(range(number))
    assert all(done_in == sorted(done_in) for name, done_in in order.items() if name is not None)
