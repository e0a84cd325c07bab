"""Reads documents for the regulations' index."""

import uuid
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations import Workshop, mark_failed, regulation_store
from agent.services.regulations.embedding import embed_missing
from agent.services.regulations.working import read_document_of
from agent.worker.working import Tools
from database.connection import MaintenanceSessionLocal
from database.jobs import Job


async def read_document(tools: Tools, job: Job) -> None:
    """The handler of JobKind.INGEST."""
    embed = partial(embed_missing, index_sessions=MaintenanceSessionLocal)
    workshop = Workshop(tools.sessions, regulation_store(), tools.clock.now, embed)
    await read_document_of(workshop, job)


async def give_up_reading(_tools: Tools, session: AsyncSession, job: Job, error: str) -> None:
    """No attempt has read it: the document says why, and can be tried again."""
    await mark_failed(session, uuid.UUID(str(job.payload["document_id"])), f"Error al leerlo: {error}")
