"""Where each section of a regulatory document starts.

Revision ID: 011_section_mappings
Revises: 010_panic_button_settings
"""

import sqlalchemy as sa

from database.alembic import ddl

revision = "011_section_mappings"
down_revision = "010_panic_button_settings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("regulatory_documents") as batch:
        batch.add_column(
            sa.Column("section_mappings", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False)
        )


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("regulatory_documents") as batch:
        batch.drop_column("section_mappings")
