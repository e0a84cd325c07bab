"""Which version of a regulation answers: never two of one chain, and the former one until the next is ready.
Nothing here commits."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.documents import get_document
from agent.services.regulations.upkeep import order_missing
from database.models import RegulatoryDocument
from shared.errors import ConflictError
from shared.vocabularies import DocumentStatus


async def activate(session: AsyncSession, document_id: uuid.UUID, *, now: datetime) -> RegulatoryDocument:
    """Let answers draw from the document; other versions of it step back. Vectors that it lacks are ordered.

    Raises NotFoundError, and ConflictError for one that is not indexed.
    """
    await hold_versions(session)
    document = await get_document(session, document_id, lock=True)
    if document.status != DocumentStatus.INDEXED.value:
        raise ConflictError(
            "document_not_indexed",
            f"El documento no está listo: {document.error_message or 'aún se está leyendo'}",
            "document",
            "Espera a que termine o usa «msia rag retry».",
        )
    await step_forward(session, document, now=now)
    await order_missing(session, document_id, now=now)
    return document


async def deactivate(session: AsyncSession, document_id: uuid.UUID, *, now: datetime) -> RegulatoryDocument:
    """Let no answer draw from the document any more, from the next one on. Raises NotFoundError."""
    document = await get_document(session, document_id, lock=True)
    if document.is_active:
        _step_back(document, now)
    await session.flush()
    return document


async def hold_versions(session: AsyncSession) -> None:
    """Let nobody else change which versions answer until the transaction ends. Before any row of theirs is
    locked: two versions of one regulation that come forward at once would each wait for the other's."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(hashtext('msia regulation versions'))"))


async def step_forward(session: AsyncSession, document: RegulatoryDocument, *, now: datetime) -> None:
    """Make the locked document the one of its chain that answers. The versions are held."""
    await session.flush()  # the others bring it along, as it stands in the database
    for other in await _others(session, document):
        if other.is_active and other.activated_at is not None:
            _step_back(other, now)
    if not document.is_active or document.activated_at is None or document.deactivated_at is not None:
        document.activated_at = now
    document.is_active = True
    document.deactivated_at = None
    await session.flush()


def _step_back(document: RegulatoryDocument, now: datetime) -> None:
    document.is_active = False
    document.deactivated_at = max(now, document.activated_at) if document.activated_at else now


async def _others(session: AsyncSession, document: RegulatoryDocument) -> Sequence[RegulatoryDocument]:
    """The other versions of the same regulation, locked: those it supersedes and those that supersede it."""
    known = {document.id}
    found: list[RegulatoryDocument] = []
    border = [document]
    while border:
        earlier = [row.supersedes_id for row in border if row.supersedes_id is not None]
        statement = (
            select(RegulatoryDocument)
            .where(
                RegulatoryDocument.id.in_(earlier)
                | RegulatoryDocument.supersedes_id.in_([row.id for row in border]),
                RegulatoryDocument.id.not_in(known),
            )
            .order_by(RegulatoryDocument.id)
            .with_for_update()
            .execution_options(include_inactive=True, populate_existing=True)
        )
        border = list(await session.scalars(statement))
        found.extend(border)
        known.update(row.id for row in border)
    return found
