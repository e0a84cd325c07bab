"""A file becomes a document: known by the SHA-256 of its content, so that the same file is one document."""

import hashlib
import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.reading import format_of
from database.models import RegulatoryDocument
from shared.vocabularies import DocumentStatus, DocumentType


@dataclass(frozen=True, slots=True)
class Registered:
    """A document's id. `is_new` is False where the same file was there already."""

    document_id: uuid.UUID
    is_new: bool


async def register_document(
    session: AsyncSession, content: bytes, filename: str, *, title: str | None = None
) -> Registered:
    """The document of this file, pending where it is new. Raises InvalidInputError for a file not read."""
    format_of(content, filename)
    digest = hashlib.sha256(content).hexdigest()
    found = await session.scalar(
        select(RegulatoryDocument.id)
        .where(RegulatoryDocument.file_hash == digest)
        .execution_options(include_inactive=True)
    )
    if found is not None:
        return Registered(found, is_new=False)
    document = RegulatoryDocument(
        id=uuid.uuid4(),
        title=title or filename,
        document_type=DocumentType.OTHER,
        original_filename=filename[:255],
        file_hash=digest,
        file_size=len(content),
        status=DocumentStatus.PENDING,
    )
    session.add(document)
    await session.flush()
    return Registered(document.id, is_new=True)
