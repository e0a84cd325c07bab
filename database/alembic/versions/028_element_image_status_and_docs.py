"""Status of element images, placeholders included, and their texts for the client.

Revision ID: 028_element_image_status_and_docs
Revises: 027_response_constraints
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "028_element_image_status_and_docs"
down_revision = "027_response_constraints"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("element_images") as batch:
        batch.alter_column("image_url", nullable=True, existing_type=sa.String(500))
        batch.add_column(
            sa.Column("status", sa.String(30), server_default=sa.text("'placeholder'"), nullable=False)
        )
        batch.add_column(
            sa.Column("user_instruction", sa.Text(), nullable=True, comment="What the client is told to send")
        )
        batch.add_column(sa.Column("alt_text", sa.String(300), nullable=True))
    # Every image so far has its file; an empty address is how a downgrade writes that there is none.
    op.execute("UPDATE element_images SET image_url = NULL WHERE image_url = ''")
    op.execute("UPDATE element_images SET status = 'active' WHERE image_url IS NOT NULL")
    with ddl.alter("element_images") as batch:
        batch.create_check_constraint(
            op.f("ck_element_images_status_vocabulary"), "status IN ('active', 'placeholder')"
        )
        batch.create_check_constraint(
            op.f("ck_element_images_active_has_url"), "status <> 'active' OR image_url IS NOT NULL"
        )


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("element_images") as batch:
        batch.drop_constraint(op.f("ck_element_images_active_has_url"), type_="check")
        batch.drop_constraint(op.f("ck_element_images_status_vocabulary"), type_="check")
    op.execute("UPDATE element_images SET image_url = '' WHERE image_url IS NULL")
    with ddl.alter("element_images") as batch:
        batch.drop_column("alt_text")
        batch.drop_column("user_instruction")
        batch.drop_column("status")
        batch.alter_column("image_url", nullable=False, existing_type=sa.String(500))
