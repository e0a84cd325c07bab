"""What staff do with the queue: only what has failed for good is tried again or discarded."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.conversations import get_or_create_conversation
from agent.services.jobs import count_jobs, discard_job, get_job, list_jobs, retry_job
from agent.services.users import get_or_create_user
from database import jobs
from database.models import OutgoingMessage
from shared.errors import ConflictError, NotFoundError
from shared.vocabularies import JobKind, JobStatus, OutgoingKind, OutgoingStatus

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def a_dead_job(session: AsyncSession, payload: dict[str, str]) -> uuid.UUID:
    job_id = await jobs.enqueue(session, JobKind.SEND, payload, now=NOON)
    await session.commit()
    job = await jobs.lease(session, [JobKind.SEND], now=NOON, seconds=30, worker="w")
    assert job is not None
    await jobs.fail(session, job, "refused", now=NOON, for_good=True)
    await session.commit()
    return job_id


async def an_unsent_message(session: AsyncSession, posted_at: datetime | None) -> OutgoingMessage:
    user = (await get_or_create_user(session, "600112233")).user
    conversation = (await get_or_create_conversation(session, "7", user.id)).conversation
    row = OutgoingMessage(
        conversation_id=conversation.id,
        kind=OutgoingKind.TEXT.value,
        content="Hola",
        options=[],
        about={},
        status=OutgoingStatus.FAILED.value,
        reason="refused",
        posted_at=posted_at,
    )
    session.add(row)
    await session.commit()
    return row


async def test_a_dead_job_is_listed_with_its_reason_and_tried_again(session: AsyncSession) -> None:
    job_id = await a_dead_job(session, {})
    waiting = await jobs.enqueue(session, JobKind.REMIND, {}, now=NOON)
    await session.commit()
    (dead,) = await session.scalars(list_jobs(JobStatus.DEAD))
    assert (dead.id, dead.last_error) == (job_id, "refused")
    counts = await count_jobs(session, NOON)
    assert counts.by_status == {JobStatus.WAITING: 1, JobStatus.RUNNING: 0, JobStatus.DEAD: 1}
    assert counts.oldest == NOON
    with pytest.raises(ConflictError):
        await retry_job(session, waiting, now=NOON)
    with pytest.raises(ConflictError):
        await discard_job(session, waiting)
    again = await retry_job(session, job_id, now=NOON + timedelta(hours=1))
    assert (again.status, again.attempts) == ("waiting", 0)
    with pytest.raises(ConflictError):
        await retry_job(session, job_id, now=NOON)


async def test_a_discarded_job_is_gone(session: AsyncSession) -> None:
    job_id = await a_dead_job(session, {})
    await discard_job(session, job_id)
    await session.commit()
    with pytest.raises(NotFoundError):
        await get_job(session, job_id)
    with pytest.raises(NotFoundError):
        await discard_job(session, job_id)


@pytest.mark.parametrize(
    ("posted_at", "status"),
    [(None, OutgoingStatus.QUEUED), (NOON - timedelta(hours=1), OutgoingStatus.POSTING)],
)
async def test_a_message_that_may_be_in_chatwoot_is_looked_for_before_it_is_sent_again(
    session: AsyncSession, posted_at: datetime | None, status: OutgoingStatus
) -> None:
    row = await an_unsent_message(session, posted_at)
    payload = {"outgoing_id": str(row.id), "conversation_id": str(row.conversation_id)}
    job_id = await a_dead_job(session, payload)
    await retry_job(session, job_id, now=NOON)
    await session.commit()
    await session.refresh(row)
    assert (row.status, row.reason) == (status, None)
    assert row.posted_at == (None if posted_at is None else NOON)
