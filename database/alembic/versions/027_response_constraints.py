"""Rules that keep the assistant from answering without the tool that knows.

Revision ID: 027_response_constraints
Revises: 026_element_inherit_parent_data
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "027_response_constraints"
down_revision = "026_element_inherit_parent_data"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "response_constraints",
        ddl.uuid_pk(),
        sa.Column("category_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column(
            "constraint_type", sa.String(50), server_default=sa.text("'tool_required'"), nullable=False
        ),
        sa.Column("detection_pattern", sa.Text(), nullable=False, comment="Regular expression (RE2)"),
        sa.Column("required_tool", sa.String(100), nullable=False),
        sa.Column(
            "error_injection", sa.Text(), nullable=False, comment="What the assistant is told when it fails"
        ),
        sa.Column("priority", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("response_constraints_pkey")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["vehicle_categories.id"],
            name=op.f("response_constraints_category_id_fkey"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_response_constraints_category_id"), "response_constraints", ["category_id"])


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_response_constraints_category_id"), table_name="response_constraints")
    op.drop_table("response_constraints")
