"""Vectors of the regulations' chunks and the models that made them, full text in a generated column, and what
a query was answered with.

Vectors are `real[]`, which needs no extension. The index of a model needs pgvector, which only a superuser may
install; whenever it comes, `msia_index_vectors` makes it.

Revision ID: 053_vectors_and_search_text_of_regulations
Revises: 052_ingestion_of_regulations
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from database.alembic import ddl

revision = "053_vectors_and_search_text_of_regulations"
down_revision = "052_ingestion_of_regulations"
branch_labels = None
depends_on = None

_REAL_LIST = sa.ARRAY(sa.REAL()).with_variant(sa.JSON(), "sqlite")
_FOLDED = "translate(lower({}), 'áéíóúüñàèìòùâêîôûäëïöçº'::text, 'aeiouunaeiouaeiouaeioco'::text)"
_SEARCH_TEXT = (
    f"setweight(to_tsvector('spanish'::regconfig, {_FOLDED.format('heading_hierarchy::text')}), 'B'::\"char\")"
    f" || setweight(to_tsvector('spanish'::regconfig, {_FOLDED.format('content')}), 'D'::\"char\")"
)

_AS_OWNER = "SECURITY DEFINER SET search_path = public, pg_temp"
_INDEX_NAME = "'ix_chunk_vectors_hnsw_' || replace(model::text, '-', '')"
_FUNCTIONS = {
    # Null where pgvector is not installed: then every search by vectors would be one without an index.
    "msia_index_vectors(uuid)": f"""\
CREATE FUNCTION msia_index_vectors(model uuid) RETURNS text LANGUAGE plpgsql {_AS_OWNER} AS $$
DECLARE
    size integer;
    name text := {_INDEX_NAME};
BEGIN
    IF to_regtype('public.halfvec') IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT dimensions INTO size FROM embedding_models WHERE id = model;
    IF size IS NULL THEN
        RAISE EXCEPTION 'There is no embedding model %', model;
    END IF;
    EXECUTE format(
        'CREATE INDEX IF NOT EXISTS %I ON chunk_vectors USING hnsw ((vector::halfvec(%s)) halfvec_cosine_ops) '
        'WHERE model_id = %L', name, size, model
    );
    RETURN name;
END
$$
""",
    "msia_drop_vector_index(uuid)": f"""\
CREATE FUNCTION msia_drop_vector_index(model uuid) RETURNS void LANGUAGE plpgsql {_AS_OWNER} AS $$
BEGIN
    EXECUTE format('DROP INDEX IF EXISTS %I', {_INDEX_NAME});
END
$$
""",
}


def upgrade() -> None:
    """Apply changes."""
    _create_models()
    _create_vectors()
    with ddl.alter("document_chunks") as batch:
        batch.add_column(
            sa.Column(
                "search_text",
                postgresql.TSVECTOR().with_variant(sa.Text(), "sqlite"),
                sa.Computed("NULL" if ddl.is_sqlite() else _SEARCH_TEXT, persisted=True),
                nullable=True,
            )
        )
    op.create_index(op.f("ix_document_chunks_article_number"), "document_chunks", ["article_number"])
    op.create_index(
        op.f("ix_document_chunks_search_text"), "document_chunks", ["search_text"], postgresql_using="gin"
    )
    _change_queries()
    ddl.execute_each(
        postgresql=(
            *_FUNCTIONS.values(),
            *(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC" for function in _FUNCTIONS),
        )
    )


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(postgresql=[f"DROP FUNCTION {function}" for function in _FUNCTIONS])
    op.drop_index(op.f("ix_rag_queries_follows_id"), table_name="rag_queries")
    with ddl.alter("rag_queries") as batch:
        batch.drop_constraint(op.f("rag_queries_follows_id_fkey"), type_="foreignkey")
        for column in ("filters", "timings"):
            batch.drop_constraint(op.f(f"ck_rag_queries_{column}_is_object"), type_="check")
        for column in ("follows_id", "timings", "filters", "is_answerable"):
            batch.drop_column(column)
    op.drop_index(op.f("ix_document_chunks_search_text"), table_name="document_chunks")
    op.drop_index(op.f("ix_document_chunks_article_number"), table_name="document_chunks")
    with ddl.alter("document_chunks") as batch:
        batch.drop_column("search_text")
    op.drop_table("chunk_vectors")
    op.drop_table("embedding_models")


def _create_models() -> None:
    table = "embedding_models"
    op.create_table(
        table,
        ddl.uuid_pk(),
        sa.Column("name", sa.String(200), nullable=False, comment="Program, its version and the model"),
        sa.Column(
            "fingerprint",
            sa.String(64),
            nullable=False,
            comment="SHA-256 of its weights, or of its address where they are not here",
        ),
        sa.Column("dimensions", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column(
            "activated_at", sa.DateTime(timezone=True), nullable=True, comment="Since when queries use it"
        ),
        *ddl.timestamps(),
        sa.CheckConstraint(
            "status IN ('preparing', 'active', 'retired')", name=op.f("ck_embedding_models_status_vocabulary")
        ),
        sa.CheckConstraint("length(fingerprint) = 64", name=op.f("ck_embedding_models_fingerprint_sha256")),
        sa.CheckConstraint(
            "dimensions BETWEEN 1 AND 4000", name=op.f("ck_embedding_models_dimensions_range")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("embedding_models_pkey")),
        sa.UniqueConstraint("name", "fingerprint", name=op.f("uq_embedding_models_name_fingerprint")),
    )
    op.create_index(
        op.f("uq_embedding_models_active"),
        table,
        ["status"],
        unique=True,
        postgresql_where=sa.text("status = 'active'"),
        sqlite_where=sa.text("status = 'active'"),
    )


def _create_vectors() -> None:
    op.create_table(
        "chunk_vectors",
        ddl.uuid_pk(),
        sa.Column("chunk_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("model_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column(
            "text_hash", sa.String(64), nullable=False, comment="SHA-256 of the text that was embedded"
        ),
        sa.Column("vector", _REAL_LIST, nullable=False),
        *ddl.timestamps(),
        sa.CheckConstraint("length(text_hash) = 64", name=op.f("ck_chunk_vectors_text_hash_sha256")),
        sa.ForeignKeyConstraint(
            ["chunk_id"],
            ["document_chunks.id"],
            name=op.f("chunk_vectors_chunk_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["model_id"],
            ["embedding_models.id"],
            name=op.f("chunk_vectors_model_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("chunk_vectors_pkey")),
        sa.UniqueConstraint("chunk_id", "model_id", name=op.f("uq_chunk_vectors_chunk_id_model_id")),
    )
    op.create_index(op.f("ix_chunk_vectors_model_id"), "chunk_vectors", ["model_id"])


def _change_queries() -> None:
    table = "rag_queries"
    with ddl.alter(table) as batch:
        batch.add_column(
            sa.Column(
                "is_answerable",
                sa.Boolean(),
                nullable=True,
                comment="Whether the passages were found to answer it",
            )
        )
        for column in ("filters", "timings"):
            batch.add_column(sa.Column(column, ddl.JSONB, server_default=sa.text("'{}'"), nullable=False))
            batch.create_check_constraint(
                op.f(f"ck_{table}_{column}_is_object"), ddl.is_json(column, "object")
            )
        batch.add_column(
            sa.Column(
                "follows_id",
                sa.Uuid(as_uuid=True),
                nullable=True,
                comment="The question it was asked after",
            )
        )
        batch.create_foreign_key(
            op.f(f"{table}_follows_id_fkey"), table, ["follows_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index(op.f("ix_rag_queries_follows_id"), table, ["follows_id"])
