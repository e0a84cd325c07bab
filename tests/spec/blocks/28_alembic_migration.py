# msia-database-skill.md, Alembic Migration Pattern

"""Add elements table

Revision ID: 012_element_system
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID, JSONB

revision = "012_element_system"
down_revision = "011_section_mappings"

def upgrade() -> None:
    op.create_table(
        "elements",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("category_id", UUID(as_uuid=True), sa.ForeignKey("vehicle_categories.id", ondelete="CASCADE"), nullable=False),
        sa.Column("code", sa.String(50), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("keywords", JSONB, nullable=False, server_default="[]"),
        sa.Column("is_active", sa.Boolean(), default=True, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
    )
    op.create_index("ix_elements_category_id", "elements", ["category_id"])
    op.create_unique_constraint("uq_category_element_code", "elements", ["category_id", "code"])

def downgrade() -> None:
    op.drop_constraint("uq_category_element_code", "elements")
    op.drop_index("ix_elements_category_id")
    op.drop_table("elements")
