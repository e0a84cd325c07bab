"""First tariff system: categories, tiers, base documentation and the audit log.

Revision ID: 002_tariff_system
Revises: 001_initial_schema
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "002_tariff_system"
down_revision = "001_initial_schema"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "vehicle_categories",
        ddl.uuid_pk(),
        sa.Column("slug", sa.String(50), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("icon", sa.String(50), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("vehicle_categories_pkey")),
        sa.UniqueConstraint("slug", name=op.f("uq_vehicle_categories_slug")),
    )
    op.create_table(
        "tariff_tiers",
        ddl.uuid_pk(),
        sa.Column("category_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("base_price", sa.Numeric(10, 2), nullable=False, comment="EUR without VAT"),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("tariff_tiers_pkey")),
        sa.UniqueConstraint("category_id", "code", name=op.f("uq_tariff_tiers_category_id_code")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["vehicle_categories.id"],
            name=op.f("tariff_tiers_category_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("base_price >= 0", name=op.f("ck_tariff_tiers_base_price_not_negative")),
    )
    op.create_index(op.f("ix_tariff_tiers_category_id"), "tariff_tiers", ["category_id"])
    op.create_table(
        "base_documentation",
        ddl.uuid_pk(),
        sa.Column("category_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("base_documentation_pkey")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["vehicle_categories.id"],
            name=op.f("base_documentation_category_id_fkey"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_base_documentation_category_id"), "base_documentation", ["category_id"])
    op.create_table(
        "audit_log",
        ddl.uuid_pk(),
        sa.Column("entity_type", sa.String(50), nullable=False),
        sa.Column("entity_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("action", sa.String(30), nullable=False),
        sa.Column("changes", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("audit_log_pkey")),
        sa.CheckConstraint(
            "action IN ('create', 'update', 'delete')", name=op.f("ck_audit_log_action_vocabulary")
        ),
    )
    op.create_index(
        op.f("ix_audit_log_entity_type_entity_id_created_at"),
        "audit_log",
        ["entity_type", "entity_id", "created_at"],
    )


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_audit_log_entity_type_entity_id_created_at"), table_name="audit_log")
    op.drop_table("audit_log")
    op.drop_index(op.f("ix_base_documentation_category_id"), table_name="base_documentation")
    op.drop_table("base_documentation")
    op.drop_index(op.f("ix_tariff_tiers_category_id"), table_name="tariff_tiers")
    op.drop_table("tariff_tiers")
    op.drop_table("vehicle_categories")
