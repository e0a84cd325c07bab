"""Words that ask for all variants of an element at once.

Revision ID: 025_element_multi_select_keywords
Revises: 024_case_image_chatwoot_msg_id
"""

import sqlalchemy as sa

from database.alembic import ddl

revision = "025_element_multi_select_keywords"
down_revision = "024_case_image_chatwoot_msg_id"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("elements") as batch:
        batch.add_column(
            sa.Column("multi_select_keywords", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False)
        )


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("elements") as batch:
        batch.drop_column("multi_select_keywords")
