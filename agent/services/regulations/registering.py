"""A file becomes a document: known by the SHA-256 of its content, so that the same file is one document, and
read by a job that is written with it. Nothing here commits."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.images import ImageStore
from agent.services.regulations.documents import get_document, job_key
from agent.services.regulations.reading import SourceFormat, format_of
from agent.services.regulations.versions import activate, hold_versions
from database import jobs
from database.insert_once import insert_once
from database.models import RegulatoryDocument
from shared.config import settings
from shared.errors import ConflictError, InvariantError
from shared.vocabularies import DocumentStatus, DocumentType, JobKind

MAX_ATTEMPTS: Final = 5
_SUFFIXES: Final = {
    SourceFormat.PDF: "pdf",
    SourceFormat.HTML: "html",
    SourceFormat.MARKDOWN: "md",
    SourceFormat.TEXT: "txt",
}


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A file to be read and what is known of it. `supersedes` is the document that it takes the place of."""

    content: bytes
    filename: str
    title: str | None = None
    document_type: DocumentType | None = None
    tags: Sequence[str] = ()
    supersedes: uuid.UUID | None = None
    uploaded_by: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """A document's id. `is_new` is False where the same file was there already."""

    document_id: uuid.UUID
    is_new: bool


def regulation_store() -> ImageStore:
    """Where the files are kept as they were uploaded."""
    return ImageStore(settings.regulations_directory)


async def register(
    session: AsyncSession, store: ImageStore, new: NewDocument, *, now: datetime
) -> Registered:
    """The document of this file, to be read by a job. The same file again is the same document: one that was
    switched off answers again, one that failed is tried again.

    Raises InvalidInputError for a file that is not read, NotFoundError for an unknown `supersedes`.
    """
    kind = format_of(new.content, new.filename)
    digest = hashlib.sha256(new.content).hexdigest()
    version = 1
    if new.supersedes is not None:
        version = (await get_document(session, new.supersedes)).version + 1
    name = f"{digest[:2]}/{digest}.{_SUFFIXES[kind]}"
    # Before the row: a row without its file could never be read.
    await store.write(name, new.content)
    document_id = await insert_once(
        session,
        RegulatoryDocument,
        title=(new.title or PurePath(new.filename).stem)[:500],
        document_type=(new.document_type or DocumentType.OTHER).value,
        original_filename=new.filename[-255:],
        file_path=name,
        file_hash=digest,
        file_size=len(new.content),
        status=DocumentStatus.PENDING.value,
        tags=list(dict.fromkeys(tag.strip() for tag in new.tags if tag.strip())),
        version=version,
        supersedes_id=new.supersedes,
        uploaded_by=new.uploaded_by,
    )
    if document_id is None:
        return await _again(session, digest, name, now=now)
    await _enqueue(session, document_id, now=now)
    return Registered(document_id, is_new=True)


async def retry(session: AsyncSession, document_id: uuid.UUID, *, now: datetime) -> None:
    """Read a document again, from the beginning: one that failed, or one that is to be read as today.

    Its passages answer meanwhile. Raises NotFoundError, and ConflictError for one without a file.
    """
    document = await get_document(session, document_id, lock=True)
    if document.file_path is None:
        raise ConflictError(
            "document_without_file",
            "Del documento no se guarda el archivo.",
            "document",
            "Añádelo otra vez con «msia rag add».",
        )
    document.status = DocumentStatus.PENDING.value
    document.stage, document.progress, document.error_message = None, 0, None
    await session.flush()
    await _enqueue(session, document_id, now=now)


async def _again(session: AsyncSession, digest: str, name: str, *, now: datetime) -> Registered:
    """What becomes of a file that is there already."""
    found = await session.scalar(
        select(RegulatoryDocument.id)
        .where(RegulatoryDocument.file_hash == digest)
        .execution_options(include_inactive=True)
    )
    if found is None:
        raise InvariantError("document_vanished", "El documento ha desaparecido entretanto.", "file")
    await hold_versions(session)  # it may come to be activated
    document = await get_document(session, found, lock=True)
    document.file_path = document.file_path or name
    if document.status == DocumentStatus.FAILED.value:
        await retry(session, found, now=now)
    elif document.status == DocumentStatus.INDEXED.value and not document.is_active:
        await activate(session, found, now=now)
    return Registered(found, is_new=False)


async def _enqueue(session: AsyncSession, document_id: uuid.UUID, *, now: datetime) -> None:
    await jobs.enqueue(
        session,
        JobKind.INGEST,
        {"document_id": str(document_id)},
        now=now,
        key=job_key(document_id),
        sequence=job_key(document_id),
        max_attempts=MAX_ATTEMPTS,
    )
