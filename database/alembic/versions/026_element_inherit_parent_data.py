"""Whether a variant takes over the photos and fields of its parent.

Revision ID: 026_element_inherit_parent_data
Revises: 025_element_multi_select_keywords
"""

import sqlalchemy as sa

from database.alembic import ddl

revision = "026_element_inherit_parent_data"
down_revision = "025_element_multi_select_keywords"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("elements") as batch:
        batch.add_column(
            sa.Column("inherit_parent_data", sa.Boolean(), server_default=sa.false(), nullable=False)
        )


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("elements") as batch:
        batch.drop_column("inherit_parent_data")
