"""RAG system: regulatory documents, their chunks, queries and citations.

Revision ID: 007_rag_system
Revises: 006_admin_users
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "007_rag_system"
down_revision = "006_admin_users"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "regulatory_documents",
        ddl.uuid_pk(),
        sa.Column("title", sa.String(500), nullable=False),
        sa.Column("document_type", sa.String(30), nullable=False),
        sa.Column("document_number", sa.String(100), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("source_url", sa.String(1000), nullable=True),
        sa.Column("file_path", sa.String(500), nullable=True),
        sa.Column("file_hash", sa.String(64), nullable=False, comment="SHA-256, hexadecimal"),
        sa.Column("file_size", sa.Integer(), nullable=True, comment="Bytes"),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(10), server_default=sa.text("'es'"), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(30), server_default=sa.text("'pending'"), nullable=False),
        sa.Column("extraction_method", sa.String(30), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("indexed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("uploaded_by", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("regulatory_documents_pkey")),
        sa.UniqueConstraint("file_hash", name=op.f("uq_regulatory_documents_file_hash")),
        sa.ForeignKeyConstraint(
            ["uploaded_by"],
            ["admin_users.id"],
            name=op.f("regulatory_documents_uploaded_by_fkey"),
            ondelete="SET NULL",
        ),
        sa.CheckConstraint(
            "document_type IN ('regulation', 'manual', 'directive', 'circular', 'internal', 'other')",
            name=op.f("ck_regulatory_documents_document_type_vocabulary"),
        ),
        sa.CheckConstraint(
            "extraction_method IN ('text', 'ocr', 'hybrid')",
            name=op.f("ck_regulatory_documents_extraction_method_vocabulary"),
        ),
        sa.CheckConstraint("length(file_hash) = 64", name=op.f("ck_regulatory_documents_file_hash_sha256")),
        sa.CheckConstraint(
            "status IN ('pending', 'processing', 'indexed', 'failed', 'archived')",
            name=op.f("ck_regulatory_documents_status_vocabulary"),
        ),
    )
    op.create_index(op.f("ix_regulatory_documents_document_type"), "regulatory_documents", ["document_type"])
    op.create_index(op.f("ix_regulatory_documents_status"), "regulatory_documents", ["status"])
    op.create_index(op.f("ix_regulatory_documents_uploaded_by"), "regulatory_documents", ["uploaded_by"])
    op.create_table(
        "document_chunks",
        ddl.uuid_pk(),
        sa.Column("document_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("chunk_index", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False, comment="SHA-256, hexadecimal"),
        sa.Column("qdrant_point_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("page_numbers", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("heading_hierarchy", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("token_count", sa.Integer(), nullable=True),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("document_chunks_pkey")),
        sa.UniqueConstraint(
            "document_id", "chunk_index", name=op.f("uq_document_chunks_document_id_chunk_index")
        ),
        sa.UniqueConstraint("qdrant_point_id", name=op.f("uq_document_chunks_qdrant_point_id")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["regulatory_documents.id"],
            name=op.f("document_chunks_document_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("chunk_index >= 0", name=op.f("ck_document_chunks_chunk_index_not_negative")),
    )
    op.create_index(op.f("ix_document_chunks_content_hash"), "document_chunks", ["content_hash"])
    op.create_index(op.f("ix_document_chunks_document_id"), "document_chunks", ["document_id"])
    op.create_table(
        "rag_queries",
        ddl.uuid_pk(),
        sa.Column("user_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("conversation_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("query_text", sa.Text(), nullable=False),
        sa.Column("query_hash", sa.String(64), nullable=False, comment="SHA-256 of the folded query"),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("retrieval_ms", sa.Integer(), nullable=True),
        sa.Column("rerank_ms", sa.Integer(), nullable=True),
        sa.Column("llm_ms", sa.Integer(), nullable=True),
        sa.Column("total_ms", sa.Integer(), nullable=True),
        sa.Column("chunks_retrieved", sa.Integer(), nullable=True),
        sa.Column("was_cache_hit", sa.Boolean(), server_default=sa.false(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("rag_queries_pkey")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation_history.id"],
            name=op.f("rag_queries_conversation_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("rag_queries_user_id_fkey"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_rag_queries_conversation_id"), "rag_queries", ["conversation_id"])
    op.create_index(op.f("ix_rag_queries_query_hash"), "rag_queries", ["query_hash"])
    op.create_index(op.f("ix_rag_queries_user_id"), "rag_queries", ["user_id"])
    op.create_table(
        "query_citations",
        ddl.uuid_pk(),
        sa.Column("query_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("chunk_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("similarity_score", sa.Double(), nullable=True),
        sa.Column("rerank_score", sa.Double(), nullable=True),
        sa.Column("used_in_context", sa.Boolean(), server_default=sa.false(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("query_citations_pkey")),
        sa.UniqueConstraint("query_id", "rank", name=op.f("uq_query_citations_query_id_rank")),
        sa.ForeignKeyConstraint(
            ["chunk_id"],
            ["document_chunks.id"],
            name=op.f("query_citations_chunk_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["query_id"], ["rag_queries.id"], name=op.f("query_citations_query_id_fkey"), ondelete="CASCADE"
        ),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_query_citations_rank_positive")),
    )
    op.create_index(op.f("ix_query_citations_chunk_id"), "query_citations", ["chunk_id"])
    op.create_index(op.f("ix_query_citations_query_id"), "query_citations", ["query_id"])


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_query_citations_query_id"), table_name="query_citations")
    op.drop_index(op.f("ix_query_citations_chunk_id"), table_name="query_citations")
    op.drop_table("query_citations")
    op.drop_index(op.f("ix_rag_queries_user_id"), table_name="rag_queries")
    op.drop_index(op.f("ix_rag_queries_query_hash"), table_name="rag_queries")
    op.drop_index(op.f("ix_rag_queries_conversation_id"), table_name="rag_queries")
    op.drop_table("rag_queries")
    op.drop_index(op.f("ix_document_chunks_document_id"), table_name="document_chunks")
    op.drop_index(op.f("ix_document_chunks_content_hash"), table_name="document_chunks")
    op.drop_table("document_chunks")
    op.drop_index(op.f("ix_regulatory_documents_uploaded_by"), table_name="regulatory_documents")
    op.drop_index(op.f("ix_regulatory_documents_status"), table_name="regulatory_documents")
    op.drop_index(op.f("ix_regulatory_documents_document_type"), table_name="regulatory_documents")
    op.drop_table("regulatory_documents")
