"""Regulations: documents, how far they are, and what staff may change of them."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from api.schemas.base import Day, Input, Output, StorableText, UtcMoment
from shared.vocabularies import DocumentStatus, DocumentType, ExtractionMethod, IngestionStage

Tag = Annotated[StorableText, Field(min_length=1, max_length=200)]
Heading = Annotated[StorableText, Field(min_length=1, max_length=500)]


class RegulationOut(Output):
    """A document as it stands. `answers`: whether answers draw from it now."""

    id: UUID
    title: str = Field(examples=["Real Decreto 866/2010, de 2 de julio"])
    document_type: DocumentType
    document_number: str | None = Field(examples=["866/2010"])
    original_filename: str | None
    status: DocumentStatus
    stage: IngestionStage | None
    progress: int = Field(description="Tanto por ciento de la lectura.")
    error: str | None = Field(description="Por qué ha fallado.")
    answers: bool
    is_active: bool
    version: int
    supersedes_id: UUID | None
    published_on: date | None
    consolidated_on: date | None = Field(description="Hasta cuándo recoge el texto sus modificaciones.")
    page_count: int | None
    pages_without_text: list[int] = Field(description="Páginas que son imágenes y no se han leído.")
    extraction_method: ExtractionMethod | None
    tags: list[str]
    chunks: int = Field(description="Pasajes guardados.")
    file_size: int | None
    source_url: str | None
    created_at: UtcMoment
    indexed_at: UtcMoment | None
    section_mappings: dict[str, Any] = Field(description="Título, y página, de cada artículo.")


class RegulationChanges(Input):
    """What staff may change; what is left out stays as it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"tags": ["reformas"]}]})

    title: Annotated[StorableText, Field(min_length=1, max_length=500)] | None = None
    tags: Annotated[list[Tag], Field(max_length=50)] | None = None
    consolidated_on: Day | None = None
    section_mappings: Annotated[dict[str, Heading], Field(max_length=1000)] | None = Field(
        default=None, description="Título de un artículo, por su número."
    )
