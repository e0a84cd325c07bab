"""A registered document becomes passages that answer: read, stored, given vectors, brought forward.

Every step may be begun again: a worker that was killed at any point leaves what the next one finds, reads
anew and stores as if for the first time. The passages come in one transaction; answers draw from the document
from then on, or, where it supersedes another, once it is ready, in the transaction in which the other steps
back.
"""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any, Final, Protocol

import structlog
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.services.images import ImageStore
from agent.services.regulations.chunk_rows import store_chunks
from agent.services.regulations.documents import get_document, name_section, section_title
from agent.services.regulations.points import order_mirroring
from agent.services.regulations.reading import read_document
from agent.services.regulations.reading.confined import read_confined
from agent.services.regulations.versions import hold_versions, step_forward
from database.models import RegulatoryDocument
from domain.regulations import Chunk, Description, SourceText, chunks_of, describe
from shared.errors import InvalidInputError, NotFoundError, StorageUnavailableError
from shared.vocabularies import ChunkType, DocumentStatus, DocumentType, ExtractionMethod, IngestionStage

Sessions = async_sessionmaker[AsyncSession]
Progress = Callable[[int, int], None]
"""Told how many vectors of how many there are."""


class Embed(Protocol):
    """Gives vectors to the passages of a document that have none."""

    def __call__(
        self, session_factory: Sessions, document_id: uuid.UUID, /, *, progress: Progress
    ) -> Awaitable[object]:
        """Begin, and tell how far it is."""


Finish = Callable[[AsyncSession], Awaitable[None]]

_READ: Final = 40
_STORED: Final = 50
_TICK_SECONDS: Final = 1.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What ingestion works with. `embed` gives vectors to the passages of a document that have none."""

    sessions: Sessions
    store: ImageStore
    now: Callable[[], datetime]
    embed: Embed | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    source: SourceText
    description: Description
    chunks: tuple[Chunk, ...]


async def ingest(workshop: Workshop, document_id: uuid.UUID, *, finish: Finish) -> None:
    """Read the document and make it answer; `finish` ends the job in the last transaction.

    Raises InvalidInputError for a file in which there is nothing to read: trying again would not help.
    """
    file_path = await _begin(workshop, document_id)
    if file_path is not None:
        filename, name = file_path
        read = await _read(workshop, document_id, name, filename)
        await _store(workshop, document_id, read)
        if workshop.embed is not None:
            await _embed(workshop, workshop.embed, document_id)
    async with workshop.sessions() as session:
        if file_path is not None:
            await _bring_forward(session, document_id, now=workshop.now())
        await finish(session)
        await session.commit()


async def mark_failed(session: AsyncSession, document_id: uuid.UUID, reason: str) -> None:
    """Say why the document could not be read. What it answered with before, it still answers with."""
    await session.execute(
        update(RegulatoryDocument)
        .where(
            RegulatoryDocument.id == document_id, RegulatoryDocument.status != DocumentStatus.INDEXED.value
        )
        .values(status=DocumentStatus.FAILED.value, error_message=reason, stage=None)
        .execution_options(synchronize_session=False, include_inactive=True)
    )


async def _begin(workshop: Workshop, document_id: uuid.UUID) -> tuple[str, str] | None:
    """The names of the document's file, as uploaded and in the store; None where there is nothing to do."""
    async with workshop.sessions() as session:
        try:
            document = await get_document(session, document_id, lock=True)
        except NotFoundError:
            return None
        if document.status == DocumentStatus.INDEXED.value or document.file_path is None:
            return None
        document.status = DocumentStatus.PROCESSING.value
        document.stage, document.progress = IngestionStage.READING.value, 0
        document.error_message = None
        names = document.original_filename or document.file_path, document.file_path
        await session.commit()
    return names


async def _read(workshop: Workshop, document_id: uuid.UUID, name: str, filename: str) -> _Read:
    """The passages of the file, read in a thread; how far it is, is told once a second."""
    path = workshop.store.find(name)
    if path is None:
        raise StorageUnavailableError(
            "file_elsewhere",
            "El archivo del documento no está en este servidor.",
            "file",
            "Añádelo otra vez o copia el directorio «regulations» de MSIA_HOME.",
        )
    done = [0.0]
    task = asyncio.create_task(_read_file(path, filename, done))
    await _followed(workshop, document_id, task, lambda: (IngestionStage.READING, int(done[0] * _READ)))
    return await task


async def _embed(workshop: Workshop, embed: Embed, document_id: uuid.UUID) -> None:
    share = [0.0]

    def told(made: int, wanted: int) -> None:
        share[0] = made / wanted if wanted else 1.0

    async def work() -> None:
        await embed(workshop.sessions, document_id, progress=told)

    def now() -> tuple[IngestionStage, int]:
        return IngestionStage.EMBEDDING, _STORED + int(share[0] * (99 - _STORED))

    task = asyncio.create_task(work())
    await _followed(workshop, document_id, task, now)
    await task


async def _followed(
    workshop: Workshop,
    document_id: uuid.UUID,
    task: "asyncio.Task[Any]",
    now: Callable[[], tuple[IngestionStage, int]],
) -> None:
    """Wait for the task, and tell once a second how far it is. It is cancelled with its waiter."""
    told: tuple[IngestionStage, int] | None = None
    try:
        while not (await asyncio.wait({task}, timeout=_TICK_SECONDS))[0]:
            if now() != told:
                told = now()
                await _tell(workshop, document_id, *told)
    except BaseException:
        task.cancel()
        raise


async def _read_file(path: Path, filename: str, done: list[float]) -> _Read:
    def tell(share: float) -> None:
        done[0] = share

    def read_here() -> SourceText:
        return read_document(path.read_bytes(), filename, tell)

    if path.suffix == ".pdf":
        source = await read_confined(path, filename, tell)
    else:
        source = await asyncio.to_thread(read_here)
    return await asyncio.to_thread(_parted, source)


def _parted(source: SourceText) -> _Read:
    chunks = tuple(chunks_of(source))
    if not chunks:
        raise InvalidInputError("no_text", _why_empty(source), "file", _REMEDY)
    return _Read(source, describe(source), chunks)


_REMEDY: Final = "Instala Tesseract con el español («apt install tesseract-ocr-spa») y usa «msia rag retry»."


def _why_empty(source: SourceText) -> str:
    pages = source.pages_without_text
    if not pages:
        return "El documento no contiene texto."
    if len(pages) == 1:
        return f"La página {pages[0]} es una imagen sin texto y no hay otra."
    return f"Las {len(pages)} páginas son imágenes sin texto."


async def _tell(workshop: Workshop, document_id: uuid.UUID, stage: IngestionStage, percent: int) -> None:
    async with workshop.sessions() as session:
        await session.execute(
            update(RegulatoryDocument)
            .where(RegulatoryDocument.id == document_id)
            .values(stage=stage.value, progress=percent)
            .execution_options(synchronize_session=False, include_inactive=True)
        )
        await session.commit()


async def _store(workshop: Workshop, document_id: uuid.UUID, read: _Read) -> None:
    """All passages, in one transaction; a document that supersedes none answers from here on."""
    async with workshop.sessions() as session:
        document = await get_document(session, document_id, lock=True)
        stored = await store_chunks(session, document_id, read.chunks)
        await order_mirroring(session, document_id)
        _describe(document, read)
        for number, value in document.section_mappings.items():
            if section_title(value) != _title_of(read.chunks, number):
                await name_section(session, document_id, number, section_title(value))
        document.stage, document.progress = IngestionStage.EMBEDDING.value, _STORED
        if document.supersedes_id is None and document.is_active and document.activated_at is None:
            document.activated_at = workshop.now()
        await session.commit()
    _log.info("passages stored", kept=stored.kept, added=stored.added, removed=stored.removed)


async def _bring_forward(session: AsyncSession, document_id: uuid.UUID, *, now: datetime) -> None:
    """The document is ready: it answers, unless staff switched it off meanwhile."""
    await hold_versions(session)
    document = await get_document(session, document_id, lock=True)
    document.status, document.progress, document.stage = DocumentStatus.INDEXED.value, 100, None
    document.indexed_at, document.error_message = now, None
    if document.is_active:
        await step_forward(session, document, now=now)
    await session.flush()


def _describe(document: RegulatoryDocument, read: _Read) -> None:
    """What the file says of itself, where nobody has said it."""
    told = read.description
    if told.title and document.title == PurePath(document.original_filename or "").stem:
        document.title = told.title
    if document.document_type == DocumentType.OTHER.value:
        document.document_type = told.document_type.value
    document.document_number = document.document_number or told.number
    document.published_on = document.published_on or told.published_on
    document.consolidated_on = document.consolidated_on or told.consolidated_on
    document.source_url = document.source_url or (told.source_url or "")[:1000] or None
    document.page_count = read.source.page_count
    document.pages_without_text = list(read.source.pages_without_text)
    document.extraction_method = _method(read.source).value
    # What staff has written stays.
    document.section_mappings = {**_sections(read.chunks), **document.section_mappings}


def _method(source: SourceText) -> ExtractionMethod:
    if not source.pages_by_ocr:
        return ExtractionMethod.TEXT
    return ExtractionMethod.OCR if len(source.pages_by_ocr) == source.page_count else ExtractionMethod.HYBRID


def _sections(chunks: Sequence[Chunk]) -> dict[str, Any]:
    """Each article with its heading and first page."""
    found: dict[str, Any] = {}
    for chunk in chunks:
        number = chunk.article_number
        if number is None or number in found or chunk.chunk_type is ChunkType.NOTE:
            continue
        title = _title_of(chunks, number)
        found[number] = {"title": title, "page": chunk.pages[0]} if chunk.pages else title
    return found


def _title_of(chunks: Sequence[Chunk], number: str) -> str:
    """The heading of an article or annex."""
    own = next((chunk for chunk in chunks if chunk.article_number == number), None)
    if own is None:
        return number
    # Inside an annex the passage's own title is that of a part of it.
    named = next((heading for heading in own.headings if heading.lower().startswith(number.lower())), None)
    return named or own.section_title or number
