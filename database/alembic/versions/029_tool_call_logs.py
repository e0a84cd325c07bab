"""Log of the agent's tool calls.

Revision ID: 029_tool_call_logs
Revises: 028_element_image_status_and_docs
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "029_tool_call_logs"
down_revision = "028_element_image_status_and_docs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "tool_call_logs",
        ddl.uuid_pk(),
        sa.Column("conversation_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("tool_name", sa.String(100), nullable=False),
        sa.Column("parameters", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("result_type", sa.String(30), nullable=False),
        sa.Column("result_summary", sa.Text(), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("execution_time_ms", sa.Integer(), nullable=True),
        sa.Column("iteration", sa.Integer(), server_default=sa.text("0"), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("tool_call_logs_pkey")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation_history.id"],
            name=op.f("tool_call_logs_conversation_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.CheckConstraint(
            "result_type IN ('success', 'error', 'blocked')",
            name=op.f("ck_tool_call_logs_result_type_vocabulary"),
        ),
    )
    op.create_index(op.f("ix_tool_call_logs_conversation_id"), "tool_call_logs", ["conversation_id"])
    op.create_index(op.f("ix_tool_call_logs_tool_name"), "tool_call_logs", ["tool_name"])


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_tool_call_logs_tool_name"), table_name="tool_call_logs")
    op.drop_index(op.f("ix_tool_call_logs_conversation_id"), table_name="tool_call_logs")
    op.drop_table("tool_call_logs")
