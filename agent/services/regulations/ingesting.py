"""A registered document becomes passages: read, parted, stored, each step once however often it is begun."""

import asyncio
import uuid
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.reading import read_document
from database.models import DocumentChunk, RegulatoryDocument
from database.models.base import utcnow
from domain.regulations import Chunk, SourceText, chunks_of, describe
from shared.errors import InvalidInputError
from shared.vocabularies import DocumentStatus, ExtractionMethod


async def ingest(
    session: AsyncSession, document_id: uuid.UUID, content: bytes, *, title: str | None = None
) -> int:
    """Read the document and store its passages; how many there are. Commits nothing.

    Raises InvalidInputError for a file in which there is nothing to read.
    """
    document = await session.scalar(
        select(RegulatoryDocument)
        .where(RegulatoryDocument.id == document_id)
        .execution_options(include_inactive=True)
        .with_for_update()
    )
    if document is None:
        raise InvalidInputError("unknown_document", f"No existe el documento {document_id}.", "document")
    source, chunks = await asyncio.to_thread(_read, content, document.original_filename or "")
    if not chunks:
        raise InvalidInputError(
            "no_text", "El documento no contiene texto.", "file", "Comprueba que no sean páginas escaneadas."
        )
    _describe(document, source, title)
    await session.execute(delete(DocumentChunk).where(DocumentChunk.document_id == document_id))
    session.add_all(_row(document_id, place, chunk) for place, chunk in enumerate(chunks))
    document.status = DocumentStatus.INDEXED
    document.progress = 100
    document.extraction_method = ExtractionMethod.TEXT
    document.indexed_at = document.activated_at = utcnow()
    await session.flush()
    return len(chunks)


def _read(content: bytes, filename: str) -> tuple[SourceText, list[Chunk]]:
    source = read_document(content, filename)
    return source, chunks_of(source)


def _describe(document: RegulatoryDocument, source: SourceText, title: str | None) -> None:
    told = describe(source, title)
    document.title = told.title or document.title
    document.document_type = told.document_type
    document.document_number = told.number
    document.published_on = told.published_on
    document.source_url = told.source_url
    document.page_count = source.page_count


def _row(document_id: uuid.UUID, place: int, chunk: Chunk) -> DocumentChunk:
    metadata: dict[str, Any] = dict(chunk.metadata)
    return DocumentChunk(
        document_id=document_id,
        chunk_index=place,
        content=chunk.content,
        content_hash=chunk.content_hash,
        page_numbers=list(chunk.pages),
        heading_hierarchy=list(chunk.headings),
        chunk_type=chunk.chunk_type,
        article_number=chunk.article_number,
        section_title=chunk.section_title or None,
        metadata_=metadata,
        token_count=chunk.token_count,
    )
