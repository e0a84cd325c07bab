"""The Chatwoot message that brought an image of a case.

Revision ID: 024_case_image_chatwoot_msg_id
Revises: 023_token_usage
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "024_case_image_chatwoot_msg_id"
down_revision = "023_token_usage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("case_images") as batch:
        batch.add_column(sa.Column("chatwoot_message_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_case_images_chatwoot_message_id"), "case_images", ["chatwoot_message_id"])


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_case_images_chatwoot_message_id"), table_name="case_images")
    with ddl.alter("case_images") as batch:
        batch.drop_column("chatwoot_message_id")
