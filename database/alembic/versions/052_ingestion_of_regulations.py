"""Ingestion of regulations: its stage, the pages that are pictures, the date of a consolidated text, and notes
as a kind of passage.

The audit keeps what becomes of a document, not each step of its progress.

Revision ID: 052_ingestion_of_regulations
Revises: 051_untariffed_works
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "052_ingestion_of_regulations"
down_revision = "051_untariffed_works"
branch_labels = None
depends_on = None

_TABLE = "regulatory_documents"
_OLD_TYPES = "chunk_type IN ('article', 'annex', 'provision', 'preamble', 'table', 'text')"
_TYPES = "chunk_type IN ('article', 'annex', 'provision', 'preamble', 'table', 'note', 'text')"
_AUDIT = (
    "DROP TRIGGER msia_audit_row ON regulatory_documents",
    """\
CREATE TRIGGER msia_audit_row AFTER INSERT OR UPDATE OR DELETE ON regulatory_documents
FOR EACH ROW EXECUTE FUNCTION msia_audit_row({ignored})
""",
)


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter(_TABLE) as batch:
        batch.add_column(
            sa.Column(
                "consolidated_on", sa.Date(), nullable=True, comment="Until when the text has its amendments"
            )
        )
        batch.add_column(
            sa.Column("stage", sa.String(30), nullable=True, comment="Of the indexing, while it runs")
        )
        batch.add_column(
            sa.Column(
                "pages_without_text",
                ddl.JSONB,
                server_default=sa.text("'[]'"),
                nullable=False,
                comment="Pictures that nobody has read",
            )
        )
    op.execute(
        f"UPDATE {_TABLE} SET error_message = 'Se desconoce el motivo.' "
        "WHERE status = 'failed' AND error_message IS NULL"
    )
    with ddl.alter(_TABLE) as batch:
        batch.create_check_constraint(
            op.f(f"ck_{_TABLE}_stage_vocabulary"), "stage IN ('reading', 'storing', 'embedding')"
        )
        batch.create_check_constraint(
            op.f(f"ck_{_TABLE}_pages_without_text_is_array"), ddl.is_json("pages_without_text", "array")
        )
        batch.create_check_constraint(
            op.f(f"ck_{_TABLE}_failed_says_why"), "status <> 'failed' OR error_message IS NOT NULL"
        )
    _limit_chunk_types(_TYPES)
    ddl.execute_each(postgresql=[statement.format(ignored="'stage', 'progress'") for statement in _AUDIT])


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(postgresql=[statement.format(ignored="") for statement in _AUDIT])
    op.execute("UPDATE document_chunks SET chunk_type = 'text' WHERE chunk_type = 'note'")
    _limit_chunk_types(_OLD_TYPES)
    with ddl.alter(_TABLE) as batch:
        for name in ("failed_says_why", "pages_without_text_is_array", "stage_vocabulary"):
            batch.drop_constraint(op.f(f"ck_{_TABLE}_{name}"), type_="check")
        for column in ("pages_without_text", "stage", "consolidated_on"):
            batch.drop_column(column)


def _limit_chunk_types(condition: str) -> None:
    with ddl.alter("document_chunks") as batch:
        batch.drop_constraint(op.f("ck_document_chunks_chunk_type_vocabulary"), type_="check")
        batch.create_check_constraint(op.f("ck_document_chunks_chunk_type_vocabulary"), condition)
