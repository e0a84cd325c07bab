"""Vectors of the regulations' chunks, and the models that made them.

A vector stands as `real[]`, so that it can be kept where pgvector is not installed; where it is, queries and
the index of a model read it as `halfvec` (docs/decisions/0012-vectors.md).
"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    REAL,
    CheckConstraint,
    Computed,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ColumnElement

from database.models.base import Base, fk, vocabulary, word
from shared.vocabularies import EmbeddingModelStatus


class SearchText(ColumnElement[Any]):
    """The Spanish full text of a chunk, headings before content, without accents; nothing on SQLite, which
    has no search."""

    inherit_cache = False
    type = Text()


# What `unaccent` does for the letters of our languages, as an expression that a generated column may hold and
# that needs no extension. Headings weigh more than content.
ACCENTED = "áéíóúüñàèìòùâêîôûäëïöçº"
PLAIN = "aeiouunaeiouaeiouaeioco"


def folded(expression: str) -> str:
    """SQL for a text in lower case and without accents, as the search text has it."""
    return f"translate(lower({expression}), '{ACCENTED}'::text, '{PLAIN}'::text)"


@compiles(SearchText)
def _on_postgresql(_element: SearchText, _compiler: SQLCompiler, **_options: Any) -> str:
    headings = f"to_tsvector('spanish'::regconfig, {folded('heading_hierarchy::text')})"
    content = f"to_tsvector('spanish'::regconfig, {folded('content')})"
    return f"setweight({headings}, 'B'::\"char\") || setweight({content}, 'D'::\"char\")"


@compiles(SearchText, "sqlite")
def _on_sqlite(_element: SearchText, _compiler: SQLCompiler, **_options: Any) -> str:
    return "NULL"


def search_text() -> Any:
    """The generated column of a chunk's full text; loaded only when it is asked for."""
    return mapped_column(
        TSVECTOR().with_variant(Text(), "sqlite"),
        Computed(SearchText(), persisted=True),
        deferred=True,
        nullable=True,
    )


class EmbeddingModel(Base):
    """A model that makes vectors. Queries use the active one; others are prepared beside it."""

    __tablename__ = "embedding_models"

    name: Mapped[str] = mapped_column(String(200), comment="Program, its version and the model")
    fingerprint: Mapped[str] = mapped_column(
        String(64), comment="SHA-256 of its weights, or of its address where they are not here"
    )
    dimensions: Mapped[int]
    status: Mapped[str] = mapped_column(word())
    activated_at: Mapped[datetime | None] = mapped_column(comment="Since when queries use it")

    __table_args__ = (
        UniqueConstraint("name", "fingerprint"),
        vocabulary("status", EmbeddingModelStatus),
        CheckConstraint("length(fingerprint) = 64", name="fingerprint_sha256"),
        # pgvector indexes halfvec up to 4,000.
        CheckConstraint("dimensions BETWEEN 1 AND 4000", name="dimensions_range"),
        Index(
            "uq_embedding_models_active",
            "status",
            unique=True,
            postgresql_where=text("status = 'active'"),
            sqlite_where=text("status = 'active'"),
        ),
    )


class ChunkVector(Base):
    """What one model makes of one chunk, with its headings."""

    __tablename__ = "chunk_vectors"

    chunk_id: Mapped[uuid.UUID] = mapped_column(fk("document_chunks.id", ondelete="CASCADE"))
    model_id: Mapped[uuid.UUID] = mapped_column(fk("embedding_models.id", ondelete="CASCADE"), index=True)
    text_hash: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the text that was embedded")
    vector: Mapped[list[float]] = mapped_column(ARRAY(REAL).with_variant(JSON(), "sqlite"))

    __table_args__ = (
        UniqueConstraint("chunk_id", "model_id"),
        CheckConstraint("length(text_hash) = 64", name="text_hash_sha256"),
    )
