"""The job that reads a document: what a worker does with it, and a worker for one command that waits."""

import asyncio
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import structlog

from agent.services.regulations.documents import DocumentView, job_key, settle_interrupted, view_document
from agent.services.regulations.ingesting import Workshop, ingest, mark_failed
from agent.services.regulations.points import find_points, mirror_job
from agent.services.regulations.registering import NewDocument, register
from database import jobs
from database.jobs import Job, LeaseLostError
from database.leases import held, worker_name
from shared.acting import acting_as_job
from shared.config import settings
from shared.errors import InvalidInputError, MsiaError
from shared.tracebacks import describe, plain_traceback
from shared.vocabularies import DocumentStatus, JobKind, JobStatus

LEASE_SECONDS: Final = 30.0
_POLL_SECONDS: Final = 0.3

_log = structlog.get_logger(__name__)


async def read_document_of(workshop: Workshop, job: Job) -> None:
    """Do the job. A file in which there is nothing to read has failed for good; other errors are raised, so
    that it is tried again."""
    document_id = uuid.UUID(str(job.payload["document_id"]))
    try:
        await ingest(
            workshop, document_id, finish=lambda session: jobs.finish(session, job, now=workshop.now())
        )
    except InvalidInputError as error:
        async with workshop.sessions() as session:
            await mark_failed(session, document_id, str(error))
            await jobs.finish(session, job, now=workshop.now())
            await session.commit()


def reason_of(error: Exception) -> str:
    """What staff reads when a document could not be read."""
    return str(error) if isinstance(error, MsiaError) else f"Error al leerlo: {describe(error)}"


async def work_until_read(
    workshop: Workshop,
    document_id: uuid.UUID,
    *,
    worker: str,
    seconds: float = LEASE_SECONDS,
    told: Callable[[DocumentView], None] | None = None,
) -> DocumentView:
    """Read the document, unless another worker does, until it is indexed or has failed; as it then is. Others
    that wait are left alone: one of megabytes takes minutes."""
    task: asyncio.Task[bool] | None = None
    try:
        while True:
            async with workshop.sessions() as session:
                if await settle_interrupted(session):
                    await session.commit()
                view = await view_document(session, document_id, now=workshop.now())
            if told is not None:
                told(view)
            if view.status in {DocumentStatus.INDEXED, DocumentStatus.FAILED}:
                while settings.QDRANT_URL and await _one_job(workshop, worker, seconds, JobKind.INDEX):
                    pass
                return view
            if task is None or task.done():
                task = asyncio.create_task(
                    _one_job(workshop, worker, seconds, JobKind.INGEST, job_key(document_id))
                )
            await asyncio.wait({task}, timeout=_POLL_SECONDS)
            if task.done() and not task.result():
                await asyncio.sleep(_POLL_SECONDS)
    finally:
        if task is not None and not task.done():
            await asyncio.wait({task})


async def index_file(workshop: Workshop, new: NewDocument) -> DocumentView:
    """Register a file and read it here and now: the document as it then is. Raises what `register` does."""
    async with workshop.sessions() as session:
        registered = await register(session, workshop.store, new, now=workshop.now())
        await session.commit()
    return await work_until_read(workshop, registered.document_id, worker=worker_name())


async def _one_job(
    workshop: Workshop, worker: str, seconds: float, kind: JobKind, sequence: str | None = None
) -> bool:
    """Lease one job, of the sequence where one is given, and do it; whether there was one."""
    async with workshop.sessions() as session:
        job = await jobs.lease(
            session, {kind}, now=workshop.now(), seconds=seconds, worker=worker, sequence=sequence
        )
        await session.commit()
    if job is None:
        return False
    with acting_as_job(job.kind.value):
        try:
            async with held(workshop.sessions, job, now=workshop.now, seconds=seconds):
                if kind is JobKind.INDEX:
                    await mirror_job(workshop.sessions, find_points(), job, now=workshop.now())
                else:
                    await read_document_of(workshop, job)
        except LeaseLostError:
            _log.warning("job lost to another worker", kind=job.kind.value)
        except Exception as error:
            _log.warning("job not done", error=describe(error), traceback=plain_traceback(error))
            await _fail(workshop, job, error)
    return True


async def _fail(workshop: Workshop, job: Job, error: Exception) -> None:
    async with workshop.sessions() as session:
        with suppress(LeaseLostError):
            status = await jobs.fail(session, job, describe(error), now=workshop.now())
            if status is JobStatus.DEAD and job.kind is JobKind.INGEST:
                await mark_failed(session, uuid.UUID(str(job.payload["document_id"])), reason_of(error))
            await session.commit()
