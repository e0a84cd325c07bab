"""Reads documents for the regulations' index."""

import uuid
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations import Workshop, mark_failed, regulation_store
from agent.services.regulations.embedding import embed_missing
from agent.services.regulations.reading.confined import CutShortError
from agent.services.regulations.working import read_document_of
from agent.worker.working import RetryLaterError, Tools
from database.connection import MaintenanceSessionLocal
from database.jobs import Job
from shared.errors import StorageUnavailableError


async def read_document(tools: Tools, job: Job) -> None:
    """The handler of JobKind.INGEST. Staff reads why a document could not be read: errors that are written
    for people go on in their own words."""
    embed = partial(embed_missing, index_sessions=MaintenanceSessionLocal)
    workshop = Workshop(tools.sessions, regulation_store(), tools.clock.now, embed)
    try:
        await read_document_of(workshop, job)
    except (CutShortError, StorageUnavailableError) as error:
        raise RetryLaterError(str(error)) from error


async def give_up_reading(_tools: Tools, session: AsyncSession, job: Job, error: str) -> None:
    """No attempt has read it: the document says why, and can be tried again."""
    await mark_failed(session, uuid.UUID(str(job.payload["document_id"])), f"Error al leerlo: {error}")
