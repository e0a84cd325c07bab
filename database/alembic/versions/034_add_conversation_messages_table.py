"""Messages of the conversations.

Revision ID: 034_add_conversation_messages_table
Revises: 033_llm_usage_metrics
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "034_add_conversation_messages_table"
down_revision = "033_llm_usage_metrics"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "conversation_messages",
        ddl.uuid_pk(),
        sa.Column("conversation_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("has_images", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("image_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("chatwoot_message_id", sa.Integer(), nullable=True),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("conversation_messages_pkey")),
        sa.UniqueConstraint(
            "conversation_id",
            "chatwoot_message_id",
            name=op.f("uq_conversation_messages_conversation_id_chatwoot_message_id"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation_history.id"],
            name=op.f("conversation_messages_conversation_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "image_count >= 0", name=op.f("ck_conversation_messages_image_count_not_negative")
        ),
        sa.CheckConstraint(
            "role IN ('user', 'assistant')", name=op.f("ck_conversation_messages_role_vocabulary")
        ),
    )
    op.create_index(
        op.f("ix_conversation_messages_conversation_id"), "conversation_messages", ["conversation_id"]
    )
    op.create_index(
        op.f("ix_conversation_messages_conversation_id_created_at"),
        "conversation_messages",
        ["conversation_id", "created_at"],
    )


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(
        op.f("ix_conversation_messages_conversation_id_created_at"), table_name="conversation_messages"
    )
    op.drop_index(op.f("ix_conversation_messages_conversation_id"), table_name="conversation_messages")
    op.drop_table("conversation_messages")
