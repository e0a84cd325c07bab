"""Initial tables: customers, conversations, policies and system settings.

Revision ID: 001_initial_schema
Revises:
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "001_initial_schema"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    if not ddl.is_sqlite():
        # Alembic makes this column 32 characters wide, and two of our revisions have longer names.
        op.alter_column("alembic_version", "version_num", type_=sa.String(64), existing_type=sa.String(32))
    op.create_table(
        "customers",
        ddl.uuid_pk(),
        sa.Column("phone", sa.String(20), nullable=False, comment="E.164, e.g. +34600111222"),
        sa.Column("client_type", sa.String(30), server_default=sa.text("'particular'"), nullable=False),
        sa.Column("first_name", sa.String(100), nullable=True),
        sa.Column("last_name", sa.String(150), nullable=True),
        sa.Column("company_name", sa.String(200), nullable=True),
        sa.Column("metadata", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("customers_pkey")),
        sa.UniqueConstraint("phone", name=op.f("uq_customers_phone")),
        sa.CheckConstraint(
            "client_type IN ('particular', 'professional')", name=op.f("ck_customers_client_type_vocabulary")
        ),
        sa.CheckConstraint(
            "phone LIKE '+%' AND length(phone) BETWEEN 8 AND 16", name=op.f("ck_customers_phone_e164")
        ),
    )
    op.create_table(
        "conversation_history",
        ddl.uuid_pk(),
        sa.Column("customer_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("chatwoot_conversation_id", sa.String(50), nullable=False),
        sa.Column("message_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True, comment="Summary written by the assistant"),
        sa.Column("metadata", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("conversation_history_pkey")),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("conversation_history_customer_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "message_count >= 0", name=op.f("ck_conversation_history_message_count_not_negative")
        ),
    )
    op.create_index(op.f("ix_conversation_history_customer_id"), "conversation_history", ["customer_id"])
    op.create_index(
        op.f("ix_conversation_history_chatwoot_conversation_id"),
        "conversation_history",
        ["chatwoot_conversation_id"],
    )
    op.create_table(
        "policies",
        ddl.uuid_pk(),
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False, comment="Markdown"),
        sa.Column("category", sa.String(50), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("policies_pkey")),
        sa.UniqueConstraint("key", name=op.f("uq_policies_key")),
    )
    op.create_index(op.f("ix_policies_category"), "policies", ["category"])
    op.create_table(
        "system_settings",
        ddl.uuid_pk(),
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("value_type", sa.String(30), server_default=sa.text("'string'"), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("is_mutable", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("system_settings_pkey")),
        sa.UniqueConstraint("key", name=op.f("uq_system_settings_key")),
        sa.CheckConstraint(
            "value_type IN ('string', 'integer', 'boolean', 'json')",
            name=op.f("ck_system_settings_value_type_vocabulary"),
        ),
    )


def downgrade() -> None:
    """Revert changes."""
    op.drop_table("system_settings")
    op.drop_index(op.f("ix_policies_category"), table_name="policies")
    op.drop_table("policies")
    op.drop_index(op.f("ix_conversation_history_chatwoot_conversation_id"), table_name="conversation_history")
    op.drop_index(op.f("ix_conversation_history_customer_id"), table_name="conversation_history")
    op.drop_table("conversation_history")
    op.drop_table("customers")
