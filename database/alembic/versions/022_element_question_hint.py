"""The question that tells the variants of an element apart.

Revision ID: 022_element_question_hint
Revises: 021_element_hierarchy
"""

import sqlalchemy as sa

from database.alembic import ddl

revision = "022_element_question_hint"
down_revision = "021_element_hierarchy"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("elements") as batch:
        batch.add_column(
            sa.Column(
                "question_hint", sa.Text(), nullable=True, comment="Question that tells the variants apart"
            )
        )


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("elements") as batch:
        batch.drop_column("question_hint")
