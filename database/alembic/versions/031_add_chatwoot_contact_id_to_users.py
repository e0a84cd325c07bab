"""The Chatwoot contact of a user.

Revision ID: 031_add_chatwoot_contact_id_to_users
Revises: 030_element_required_fields
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "031_add_chatwoot_contact_id_to_users"
down_revision = "030_element_required_fields"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("users") as batch:
        batch.add_column(sa.Column("chatwoot_contact_id", sa.Integer(), nullable=True))
        batch.create_unique_constraint(op.f("uq_users_chatwoot_contact_id"), ["chatwoot_contact_id"])


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("users") as batch:
        batch.drop_constraint(op.f("uq_users_chatwoot_contact_id"), type_="unique")
        batch.drop_column("chatwoot_contact_id")
