"""Documents as rows: found, listed with what is being done with them, edited by staff. Nothing here commits.

A document is being processed while a worker holds a live lease on its job, and never otherwise: what a worker
that vanished left behind is waiting, and what no job will ever do has failed.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.answering import answers
from database.models import DocumentChunk, Job, RegulatoryDocument
from domain.folding import fold_line
from shared.errors import ConflictError, InvalidInputError, NotFoundError
from shared.vocabularies import DocumentStatus, JobStatus

INTERRUPTED: Final = "La lectura se interrumpió una y otra vez sin terminar."
_UNFINISHED: Final = (DocumentStatus.PENDING.value, DocumentStatus.PROCESSING.value)


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as it stands now. `status` is `processing` only while a live lease stands behind it."""

    id: uuid.UUID
    title: str
    document_type: str
    document_number: str | None
    original_filename: str | None
    status: DocumentStatus
    stage: str | None
    progress: int
    error: str | None
    answers: bool
    is_active: bool
    version: int
    supersedes_id: uuid.UUID | None
    published_on: date | None
    consolidated_on: date | None
    page_count: int | None
    pages_without_text: tuple[int, ...]
    extraction_method: str | None
    tags: tuple[str, ...]
    chunks: int
    file_size: int | None
    created_at: datetime
    indexed_at: datetime | None
    source_url: str | None
    section_mappings: Mapping[str, Any]


def job_key(document_id: uuid.UUID) -> str:
    """The key of the job that reads the document."""
    return f"ingest:{document_id}"


async def get_document(
    session: AsyncSession, document_id: uuid.UUID, *, lock: bool = False
) -> RegulatoryDocument:
    """The row, switched off or not. Raises NotFoundError."""
    statement = select(RegulatoryDocument).where(RegulatoryDocument.id == document_id)
    if lock:
        statement = statement.with_for_update()
    found = await session.scalar(statement.execution_options(include_inactive=True, populate_existing=True))
    if found is None:
        raise _unknown(str(document_id))
    return found


async def find_document(session: AsyncSession, named: str) -> uuid.UUID:
    """The id of the document that somebody names by id, official number, file name or title.

    Raises NotFoundError, and ConflictError where the name fits several.
    """
    try:
        return (await get_document(session, uuid.UUID(named.strip()))).id
    except ValueError:
        pass
    rows = await session.execute(
        select(
            RegulatoryDocument.id,
            RegulatoryDocument.document_number,
            RegulatoryDocument.original_filename,
            RegulatoryDocument.title,
            RegulatoryDocument.is_active,
        ).execution_options(include_inactive=True)
    )
    wanted = fold_line(named)
    found = [row for row in rows if _fits(wanted, (row.document_number, row.original_filename, row.title))]
    found = [row for row in found if row.is_active] or found
    if not found:
        raise _unknown(named)
    if len(found) > 1:
        raise ConflictError(
            "ambiguous_document",
            f"«{named}» puede ser {len(found)} documentos.",
            "document",
            "Usa su identificador: " + ", ".join(str(row.id) for row in found[:5]),
        )
    return uuid.UUID(str(found[0].id))


def _unknown(named: str) -> NotFoundError:
    return NotFoundError(
        "unknown_document",
        f"No hay ningún documento «{named}».",
        "document",
        "«msia rag list --all» los muestra todos.",
    )


def _fits(wanted: str, names: Sequence[str | None]) -> bool:
    number, filename, title = (fold_line(name) if name else "" for name in names)
    stem = filename.rpartition(".")[0] or filename
    return wanted in {number, filename, stem, title} or (
        len(wanted) >= 4 and bool(number) and wanted.endswith(f" {number}")
    )


async def list_documents(
    session: AsyncSession, *, now: datetime, include_inactive: bool = False
) -> list[DocumentView]:
    """All documents, those that answer first, by title."""
    statement = _viewed(now).order_by(answers().desc(), RegulatoryDocument.title, RegulatoryDocument.version)
    if not include_inactive:
        statement = statement.where(RegulatoryDocument.is_active)
    rows = await session.execute(statement.execution_options(include_inactive=True))
    return [_view(*row) for row in rows]


async def view_document(session: AsyncSession, document_id: uuid.UUID, *, now: datetime) -> DocumentView:
    """One document. Raises NotFoundError."""
    statement = _viewed(now).where(RegulatoryDocument.id == document_id)
    options = {"include_inactive": True, "populate_existing": True}
    found = (await session.execute(statement.execution_options(**options))).one_or_none()
    if found is None:
        raise _unknown(str(document_id))
    return _view(*found)


async def settle_interrupted(session: AsyncSession) -> int:
    """Mark as failed the unfinished documents that no live job stands behind; how many there were."""
    live = exists().where(
        Job.key == _key_column(),
        Job.status.in_([JobStatus.WAITING.value, JobStatus.RUNNING.value]),
        or_(Job.attempts < Job.max_attempts, Job.status == JobStatus.RUNNING.value),
    )
    result = await session.execute(
        update(RegulatoryDocument)
        .where(RegulatoryDocument.status.in_(_UNFINISHED), ~live)
        .values(status=DocumentStatus.FAILED.value, error_message=INTERRUPTED, stage=None)
        .execution_options(synchronize_session=False, include_inactive=True)
    )
    return int(getattr(result, "rowcount", 0))


async def edit_document(
    session: AsyncSession,
    document_id: uuid.UUID,
    *,
    title: str | None = None,
    tags: Sequence[str] | None = None,
    section_mappings: Mapping[str, Any] | None = None,
    consolidated_on: date | None = None,
) -> RegulatoryDocument:
    """Change what staff may change; what is None stays. A section's heading is that of its passages, too.

    Raises NotFoundError, and InvalidInputError for an empty title.
    """
    document = await get_document(session, document_id, lock=True)
    if title is not None:
        if not title.strip():
            raise InvalidInputError("empty_title", "El título está vacío.", "title", "Escribe uno.")
        document.title = title.strip()
    if tags is not None:
        document.tags = list(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    if consolidated_on is not None:
        document.consolidated_on = consolidated_on
    if section_mappings is not None:
        merged = {**document.section_mappings, **section_mappings}
        document.section_mappings = {number: value for number, value in merged.items() if value is not None}
        for number, value in section_mappings.items():
            if value is not None:
                await name_section(session, document_id, number, section_title(value))
    await session.flush()
    return document


def section_title(value: Any) -> str:
    """The heading in a value of section_mappings."""
    return str(value["title"] if isinstance(value, Mapping) else value)


async def name_section(session: AsyncSession, document_id: uuid.UUID, number: str, title: str) -> None:
    """Give the passages of an article its heading."""
    await session.execute(
        update(DocumentChunk)
        .where(DocumentChunk.document_id == document_id, DocumentChunk.article_number == number)
        .values(section_title=title[:500])
        .execution_options(synchronize_session=False)
    )


def _key_column() -> ColumnElement[str]:
    return literal("ingest:").concat(cast(RegulatoryDocument.id, String))


def _viewed(now: datetime) -> Any:
    """The row, whether a live lease stands behind it, whether any job does, and how many passages it has."""
    own = Job.key == _key_column()
    leased = exists().where(own, Job.status == JobStatus.RUNNING.value, Job.leased_until > now)
    waits = exists().where(
        own,
        Job.attempts < Job.max_attempts,
        Job.status.in_([JobStatus.WAITING.value, JobStatus.RUNNING.value]),
    )
    chunks = (
        select(func.count())
        .where(DocumentChunk.document_id == RegulatoryDocument.id)
        .correlate(RegulatoryDocument)
        .scalar_subquery()
    )
    work = case((leased, "leased"), (waits, "waits"), else_="none")
    return select(RegulatoryDocument, work, chunks, and_(answers()))


def _view(row: RegulatoryDocument, work: str, chunks: int, is_answering: bool) -> DocumentView:
    status = DocumentStatus(row.status)
    error = row.error_message
    if row.status in _UNFINISHED:
        status = {"leased": DocumentStatus.PROCESSING, "waits": DocumentStatus.PENDING}.get(
            work, DocumentStatus.FAILED
        )
        error = INTERRUPTED if status is DocumentStatus.FAILED else error
    view = DocumentView(
        id=row.id,
        title=row.title,
        document_type=row.document_type,
        document_number=row.document_number,
        original_filename=row.original_filename,
        status=status,
        stage=row.stage if status is DocumentStatus.PROCESSING else None,
        progress=row.progress,
        error=error,
        answers=bool(is_answering),
        is_active=row.is_active,
        version=row.version,
        supersedes_id=row.supersedes_id,
        published_on=row.published_on,
        consolidated_on=row.consolidated_on,
        page_count=row.page_count,
        pages_without_text=tuple(row.pages_without_text),
        extraction_method=row.extraction_method,
        tags=tuple(row.tags),
        chunks=chunks,
        file_size=row.file_size,
        created_at=row.created_at,
        indexed_at=row.indexed_at,
        source_url=row.source_url,
        section_mappings=dict(row.section_mappings),
    )
    return view if status is not DocumentStatus.FAILED or error else replace(view, error=INTERRUPTED)
