"""Jobs for staff: looked at, tried again, discarded. Only what has failed for good can be changed by hand.

A message that is tried again is looked for in Chatwoot first where a call may have brought it there. Nothing
here commits.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.conversations import lock_conversation
from database import jobs
from database.models import Job, OutgoingMessage
from shared.errors import ConflictError, NotFoundError
from shared.vocabularies import JobKind, JobStatus, OutgoingStatus

_DISCARDED: Final = "discarded by staff"


@dataclass(frozen=True, slots=True)
class JobCounts:
    """How many jobs there are of each status; `oldest` is when the longest waiting one was due."""

    by_status: Mapping[JobStatus, int]
    oldest: datetime | None


def list_jobs(status: JobStatus | None = None, kind: JobKind | None = None) -> Select[Job]:
    """The query of the jobs that are narrowed to, whatever page of them is read."""
    query = select(Job)
    if status is not None:
        query = query.where(Job.status == status.value)
    return query if kind is None else query.where(Job.kind == kind.value)


async def count_jobs(session: AsyncSession, now: datetime) -> JobCounts:
    """How many wait, run and are dead. Two statements."""
    rows = await session.execute(select(Job.status, func.count()).group_by(Job.status))
    counted = {JobStatus(status): int(count) for status, count in rows}
    due = select(func.min(Job.run_at)).where(Job.status == JobStatus.WAITING.value, Job.run_at <= now)
    return JobCounts({status: counted.get(status, 0) for status in JobStatus}, await session.scalar(due))


async def get_job(session: AsyncSession, job_id: uuid.UUID) -> Job:
    """The job. Raises NotFoundError, also for one that is done: those are gone."""
    job = await session.get(Job, job_id, populate_existing=True)
    if job is None:
        raise NotFoundError(
            "unknown_job",
            f"No existe el trabajo {job_id}: los que están hechos se borran.",
            "job_id",
            "Consulta los que hay con `msia jobs list`.",
        )
    return job


async def retry_job(session: AsyncSession, job_id: uuid.UUID, *, now: datetime) -> Job:
    """Let a dead job be tried from the beginning. Raises NotFoundError, and ConflictError for another one."""
    job = await _dead(session, job_id)
    await _open_message(session, job, now)
    await jobs.revive(session, job.id, now=now)
    return await get_job(session, job_id)


async def discard_job(session: AsyncSession, job_id: uuid.UUID) -> None:
    """Take a dead job away for good. Raises NotFoundError, and ConflictError for another one."""
    job = await _dead(session, job_id)
    row = await _message_of(session, job)
    if row is not None and row.status == OutgoingStatus.FAILED.value:
        row.reason = f"{row.reason}; {_DISCARDED}" if row.reason else _DISCARDED
    await session.execute(delete(Job).where(Job.id == job.id).execution_options(synchronize_session=False))
    await session.flush()
    session.expunge(job)


async def _dead(session: AsyncSession, job_id: uuid.UUID) -> Job:
    """The dead job, with the conversation of its message locked, in the order in which workers lock them."""
    job = await get_job(session, job_id)
    conversation = job.payload.get("conversation_id")
    if job.kind == JobKind.SEND and conversation is not None:
        await lock_conversation(session, uuid.UUID(str(conversation)))
    locked = await session.scalar(
        select(Job).where(Job.id == job_id).with_for_update().execution_options(populate_existing=True)
    )
    if locked is None:
        return await get_job(session, job_id)
    if locked.status != JobStatus.DEAD:
        raise ConflictError(
            "job_not_dead",
            "Este trabajo no ha fallado: lo lleva el propio programa.",
            "status",
            "Solo se repiten o descartan los que han fallado del todo.",
        )
    return locked


async def _open_message(session: AsyncSession, job: Job, now: datetime) -> None:
    """The message of a job that sends: to be looked for first, if it may be in Chatwoot already."""
    row = await _message_of(session, job)
    if row is None or row.status != OutgoingStatus.FAILED.value:
        return
    was_posted = row.posted_at is not None
    row.status = (OutgoingStatus.POSTING if was_posted else OutgoingStatus.QUEUED).value
    row.reason = None
    if was_posted:
        row.posted_at = now
    await session.flush()


async def _message_of(session: AsyncSession, job: Job) -> OutgoingMessage | None:
    outgoing = job.payload.get("outgoing_id")
    if job.kind != JobKind.SEND or outgoing is None:
        return None
    found: OutgoingMessage | None = await session.get(
        OutgoingMessage, uuid.UUID(str(outgoing)), populate_existing=True
    )
    return found
