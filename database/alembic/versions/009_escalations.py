"""Escalations to human agents.

Revision ID: 009_escalations
Revises: 008_fix_rag_queries_fk
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "009_escalations"
down_revision = "008_fix_rag_queries_fk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "escalations",
        ddl.uuid_pk(),
        sa.Column("conversation_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("user_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.String(30), nullable=False),
        sa.Column("status", sa.String(30), server_default=sa.text("'pending'"), nullable=False),
        sa.Column("metadata", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("resolved_by", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolution", sa.Text(), nullable=True),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("escalations_pkey")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation_history.id"],
            name=op.f("escalations_conversation_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["resolved_by"],
            ["admin_users.id"],
            name=op.f("escalations_resolved_by_fkey"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("escalations_user_id_fkey"), ondelete="SET NULL"
        ),
        sa.CheckConstraint(
            "status <> 'resolved' OR resolved_at IS NOT NULL", name=op.f("ck_escalations_resolved_when")
        ),
        sa.CheckConstraint(
            "source IN ('tool_call', 'auto', 'error')", name=op.f("ck_escalations_source_vocabulary")
        ),
        sa.CheckConstraint(
            "status IN ('pending', 'in_progress', 'resolved')", name=op.f("ck_escalations_status_vocabulary")
        ),
    )
    op.create_index(op.f("ix_escalations_conversation_id"), "escalations", ["conversation_id"])
    op.create_index(op.f("ix_escalations_resolved_by"), "escalations", ["resolved_by"])
    op.create_index(op.f("ix_escalations_status_created_at"), "escalations", ["status", "created_at"])
    op.create_index(op.f("ix_escalations_user_id"), "escalations", ["user_id"])


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_escalations_user_id"), table_name="escalations")
    op.drop_index(op.f("ix_escalations_status_created_at"), table_name="escalations")
    op.drop_index(op.f("ix_escalations_resolved_by"), table_name="escalations")
    op.drop_index(op.f("ix_escalations_conversation_id"), table_name="escalations")
    op.drop_table("escalations")
