"""RAG system: regulatory documents, their chunks, queries and citations."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, WriteOnlyMapped, mapped_column, relationship

from database.jsonb.records import Headings, OpenObject, PageNumbers, Quotes, Scores, SectionMappings, Tags
from database.models.admin import AdminUser
from database.models.base import (
    Base,
    SoftDelete,
    fk,
    json_list,
    json_object,
    linked,
    owned,
    vocabulary,
    word,
)
from database.models.core import ConversationHistory, User
from database.models.vectors import search_text
from shared.vocabularies import ChunkType, DocumentStatus, DocumentType, ExtractionMethod, IngestionStage


class RegulatoryDocument(SoftDelete, Base):
    """A regulation, manual or internal note that answers are drawn from. `file_hash` keeps it unique."""

    __tablename__ = "regulatory_documents"

    title: Mapped[str] = mapped_column(String(500))
    document_type: Mapped[str] = mapped_column(word(), index=True)
    document_number: Mapped[str | None] = mapped_column(String(100))
    description: Mapped[str | None] = mapped_column(Text)
    source_url: Mapped[str | None] = mapped_column(String(1000))
    original_filename: Mapped[str | None] = mapped_column(String(255), comment="As uploaded")
    file_path: Mapped[str | None] = mapped_column(String(500))
    file_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256, hexadecimal")
    file_size: Mapped[int | None] = mapped_column(comment="Bytes")
    page_count: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(10), default="es", server_default=text("'es'"))
    published_on: Mapped[date | None]
    consolidated_on: Mapped[date | None] = mapped_column(comment="Until when the text has its amendments")
    status: Mapped[str] = mapped_column(
        word(), default=DocumentStatus.PENDING, server_default=text("'pending'"), index=True
    )
    progress: Mapped[int] = mapped_column(
        default=0, server_default=text("0"), comment="Percent of the indexing done"
    )
    stage: Mapped[str | None] = mapped_column(word(), comment="Of the indexing, while it runs")
    extraction_method: Mapped[str | None] = mapped_column(word())
    pages_without_text: Mapped[list[int]] = json_list(PageNumbers, comment="Pictures that nobody has read")
    tags: Mapped[list[str]] = json_list(Tags)
    section_mappings: Mapped[dict[str, object]] = json_object(SectionMappings)
    error_message: Mapped[str | None] = mapped_column(Text)
    indexed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(
        default=1, server_default=text("1"), comment="Of the same regulation: 1, 2 …"
    )
    supersedes_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("regulatory_documents.id", ondelete="SET NULL"), index=True
    )
    activated_at: Mapped[datetime | None] = mapped_column(comment="Since when answers may draw from it")
    deactivated_at: Mapped[datetime | None] = mapped_column(comment="Since when they no longer may")
    uploaded_by: Mapped[uuid.UUID | None] = mapped_column(
        fk("admin_users.id", ondelete="SET NULL"), index=True
    )

    uploader: Mapped[AdminUser | None] = linked("AdminUser")
    supersedes: Mapped["RegulatoryDocument | None"] = linked(
        "RegulatoryDocument", remote_side="RegulatoryDocument.id"
    )
    chunks: WriteOnlyMapped["DocumentChunk"] = relationship(
        back_populates="document",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="DocumentChunk.chunk_index",
    )

    __table_args__ = (
        vocabulary("document_type", DocumentType),
        vocabulary("status", DocumentStatus),
        vocabulary("stage", IngestionStage),
        vocabulary("extraction_method", ExtractionMethod),
        CheckConstraint("length(file_hash) = 64", name="file_hash_sha256"),
        CheckConstraint("version >= 1", name="version_positive"),
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_range"),
        CheckConstraint("supersedes_id <> id", name="supersedes_not_itself"),
        CheckConstraint("deactivated_at >= activated_at", name="deactivated_after_activation"),
        CheckConstraint("status <> 'failed' OR error_message IS NOT NULL", name="failed_says_why"),
    )


class DocumentChunk(Base):
    """A semantic piece of a document, with its place in the vector index."""

    __tablename__ = "document_chunks"

    document_id: Mapped[uuid.UUID] = mapped_column(
        fk("regulatory_documents.id", ondelete="CASCADE"), index=True
    )
    chunk_index: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64), index=True, comment="SHA-256, hexadecimal")
    qdrant_point_id: Mapped[uuid.UUID | None] = mapped_column(unique=True)
    page_numbers: Mapped[list[int]] = json_list(PageNumbers)
    heading_hierarchy: Mapped[list[str]] = json_list(Headings)
    chunk_type: Mapped[str] = mapped_column(word(), default=ChunkType.TEXT, server_default=text("'text'"))
    article_number: Mapped[str | None] = mapped_column(
        String(100), index=True, comment="As people write it: 8, 22 bis, anexo IX"
    )
    section_title: Mapped[str | None] = mapped_column(String(500))
    metadata_: Mapped[dict[str, object]] = json_object(OpenObject, name="metadata")
    token_count: Mapped[int | None]
    search_text: Mapped[str | None] = search_text()

    document: Mapped[RegulatoryDocument] = linked("RegulatoryDocument", back_populates="chunks")
    citations: WriteOnlyMapped["QueryCitation"] = relationship(
        back_populates="chunk", cascade="all, delete-orphan", passive_deletes=True
    )

    # The search text is made by the database, which need not send it back.
    __mapper_args__ = {"eager_defaults": False}  # noqa: RUF012 - SQLAlchemy's own form
    __table_args__ = (
        Index("ix_document_chunks_search_text", "search_text", postgresql_using="gin"),
        UniqueConstraint("document_id", "chunk_index"),
        vocabulary("chunk_type", ChunkType),
        CheckConstraint("chunk_index >= 0", name="chunk_index_not_negative"),
    )


class RAGQuery(Base):
    """One question put to the regulatory index, with its timings in milliseconds."""

    __tablename__ = "rag_queries"

    user_id: Mapped[uuid.UUID | None] = mapped_column(fk("users.id", ondelete="SET NULL"), index=True)
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("conversation_history.id", ondelete="SET NULL"), index=True
    )
    query_text: Mapped[str] = mapped_column(Text)
    query_hash: Mapped[str] = mapped_column(String(64), index=True, comment="SHA-256 of the folded query")
    answer: Mapped[str | None] = mapped_column(Text)
    retrieval_ms: Mapped[int | None]
    rerank_ms: Mapped[int | None]
    llm_ms: Mapped[int | None]
    total_ms: Mapped[int | None]
    chunks_retrieved: Mapped[int | None]
    chunks_reranked: Mapped[int | None]
    chunks_used: Mapped[int | None]
    reranker_used: Mapped[bool] = mapped_column(default=False, server_default=false())
    model: Mapped[str | None] = mapped_column(String(100), comment="Language model of the answer")
    cache_key: Mapped[str | None] = mapped_column(
        String(64), index=True, comment="SHA-256 of what the answer depends on"
    )
    was_cache_hit: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_answerable: Mapped[bool | None] = mapped_column(comment="Whether the passages were found to answer it")
    filters: Mapped[dict[str, object]] = json_object(OpenObject)
    timings: Mapped[dict[str, object]] = json_object(OpenObject)
    follows_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("rag_queries.id", ondelete="SET NULL"), index=True, comment="The question it was asked after"
    )

    user: Mapped[User | None] = linked("User")
    conversation: Mapped[ConversationHistory | None] = linked("ConversationHistory")
    citations: Mapped[list["QueryCitation"]] = owned(
        "QueryCitation", back_populates="query", order_by="QueryCitation.rank"
    )

    __table_args__ = (
        CheckConstraint(
            "chunks_retrieved >= 0 AND chunks_reranked >= 0 AND chunks_used >= 0", name="chunks_not_negative"
        ),
    )


class QueryCitation(Base):
    """A chunk retrieved for a query, with its rank and scores."""

    __tablename__ = "query_citations"

    query_id: Mapped[uuid.UUID] = mapped_column(fk("rag_queries.id", ondelete="CASCADE"), index=True)
    chunk_id: Mapped[uuid.UUID] = mapped_column(fk("document_chunks.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[uuid.UUID] = mapped_column(
        fk("regulatory_documents.id", ondelete="CASCADE"), index=True, comment="The chunk's document"
    )
    rank: Mapped[int]
    similarity_score: Mapped[float | None]
    rerank_score: Mapped[float | None]
    used_in_context: Mapped[bool] = mapped_column(default=False, server_default=false())
    scores: Mapped[dict[str, float]] = json_object(Scores)
    quotes: Mapped[list[str]] = json_list(Quotes, comment="Of the passage, in the written answer")

    query: Mapped[RAGQuery] = linked("RAGQuery", back_populates="citations")
    chunk: Mapped[DocumentChunk] = linked("DocumentChunk", back_populates="citations")
    document: Mapped[RegulatoryDocument] = linked("RegulatoryDocument")

    __table_args__ = (
        UniqueConstraint("query_id", "rank"),
        CheckConstraint("rank >= 1", name="rank_positive"),
    )
