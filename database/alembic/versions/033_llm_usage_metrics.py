"""Metrics of each call of the hybrid LLM architecture.

Revision ID: 033_llm_usage_metrics
Revises: 032_unique_conversation_id
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "033_llm_usage_metrics"
down_revision = "032_unique_conversation_id"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "llm_usage_metrics",
        ddl.uuid_pk(),
        sa.Column("conversation_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("task_type", sa.String(50), nullable=False),
        sa.Column("tier", sa.String(30), nullable=False),
        sa.Column("provider", sa.String(50), nullable=False),
        sa.Column("model", sa.String(100), nullable=True),
        sa.Column("input_tokens", sa.Integer(), nullable=True),
        sa.Column("output_tokens", sa.Integer(), nullable=True),
        sa.Column("latency_ms", sa.Integer(), nullable=True),
        sa.Column("estimated_cost_usd", sa.Numeric(12, 6), nullable=True),
        sa.Column("success", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("fallback_used", sa.Boolean(), server_default=sa.false(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("llm_usage_metrics_pkey")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation_history.id"],
            name=op.f("llm_usage_metrics_conversation_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.CheckConstraint(
            "latency_ms IS NULL OR latency_ms >= 0", name=op.f("ck_llm_usage_metrics_latency_not_negative")
        ),
        sa.CheckConstraint(
            "tier IN ('local_fast', 'local_capable', 'cloud')",
            name=op.f("ck_llm_usage_metrics_tier_vocabulary"),
        ),
    )
    op.create_index(op.f("ix_llm_usage_metrics_conversation_id"), "llm_usage_metrics", ["conversation_id"])
    op.create_index(op.f("ix_llm_usage_metrics_task_type"), "llm_usage_metrics", ["task_type"])


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_llm_usage_metrics_task_type"), table_name="llm_usage_metrics")
    op.drop_index(op.f("ix_llm_usage_metrics_conversation_id"), table_name="llm_usage_metrics")
    op.drop_table("llm_usage_metrics")
