"""Which documents may answer now, and what the index they make is called.

A document answers from its activation until it is deactivated: a query asks here first, each time, so that
one that has been taken away is in no answer, and the version changes with every change of documents or model.
"""

import hashlib
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, cast, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.active_model import active_model
from agent.services.regulations.answering import answers
from database.models import EmbeddingModel, RegulatoryDocument
from shared.vocabularies import DocumentType


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """What the documents asked have to be: `document` is an id, a number («866/2010») or part of a title, and
    `category` the slug of a vehicle category, which documents bear as a tag."""

    document: str | None = None
    document_type: DocumentType | None = None
    tag: str | None = None
    category: str | None = None

    def as_dict(self) -> dict[str, object]:
        """Those that are set."""
        values = {
            "document": self.document,
            "type": self.document_type.value if self.document_type else None,
            "tag": self.tag,
            "category": self.category,
        }
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document that may answer."""

    id: uuid.UUID
    title: str
    number: str | None
    filename: str | None
    consolidated_on: date | None


@dataclass(frozen=True, slots=True)
class IndexState:
    """The documents that may answer, the model whose vectors are used (None: full text alone), and the name
    of this state: equal names give equal answers."""

    documents: tuple[IndexedDocument, ...]
    model: EmbeddingModel | None
    version: str


def answering() -> Select[Any]:
    """The documents that answers may draw from now."""
    return select(RegulatoryDocument).where(answers())


async def index_state(session: AsyncSession, filters: SearchFilters) -> IndexState:
    """What there is to answer from."""
    statement = answering().with_only_columns(
        RegulatoryDocument.id,
        RegulatoryDocument.title,
        RegulatoryDocument.document_number,
        RegulatoryDocument.original_filename,
        RegulatoryDocument.consolidated_on,
        RegulatoryDocument.updated_at,
        RegulatoryDocument.indexed_at,
    )
    for condition in _conditions(filters):
        statement = statement.where(condition)
    rows = (await session.execute(statement.order_by(RegulatoryDocument.id))).all()
    model = await active_model(session)
    told = [f"{row.id} {row.updated_at} {row.indexed_at}" for row in rows]
    told.append(f"{model.id} {model.updated_at}" if model is not None else "")
    return IndexState(
        tuple(
            IndexedDocument(
                row.id, row.title, row.document_number, row.original_filename, row.consolidated_on
            )
            for row in rows
        ),
        model,
        hashlib.sha256("\n".join(told).encode()).hexdigest(),
    )


def _conditions(filters: SearchFilters) -> list[Any]:
    conditions: list[Any] = []
    if filters.document is not None:
        named: list[Any] = [
            RegulatoryDocument.document_number == filters.document,
            RegulatoryDocument.original_filename == filters.document,
            RegulatoryDocument.title.icontains(filters.document, autoescape=True),
        ]
        with suppress(ValueError):  # where it is no id, it is a number or a title
            named.append(RegulatoryDocument.id == uuid.UUID(filters.document))
        conditions.append(or_(*named))
    if filters.document_type is not None:
        conditions.append(RegulatoryDocument.document_type == filters.document_type)
    tags = [tag for tag in (filters.tag, filters.category) if tag is not None]
    if tags:
        conditions.append(cast(RegulatoryDocument.tags, JSONB).contains(tags))
    return conditions
