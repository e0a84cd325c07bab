"""Escalations that only pass a question on: a person answers it while the assistant goes on with the client.

Revision ID: 057_questions_for_people
Revises: 056_rules_for_language_models
"""

import sqlalchemy as sa

from database.alembic import ddl

revision = "057_questions_for_people"
down_revision = "056_rules_for_language_models"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("escalations") as batch:
        batch.add_column(
            sa.Column(
                "hands_over",
                sa.Boolean(),
                server_default=sa.true(),
                nullable=False,
                comment="false: one question for a person, and the assistant goes on",
            )
        )


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("escalations") as batch:
        batch.drop_column("hands_over")
