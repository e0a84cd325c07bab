"""How many images a document of every case takes: "four complete outside views" (tariffs 2026) are four.

Revision ID: 039_documentation_min_images
Revises: 038_monthly_partitions
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "039_documentation_min_images"
down_revision = "038_monthly_partitions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("base_documentation") as batch:
        batch.add_column(
            sa.Column(
                "min_images",
                sa.Integer(),
                server_default=sa.text("1"),
                nullable=False,
                comment="Images it takes: four outside views are four",
            )
        )
        batch.create_check_constraint(
            op.f("ck_base_documentation_min_images_range"), "min_images BETWEEN 1 AND 50"
        )


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("base_documentation") as batch:
        batch.drop_constraint(op.f("ck_base_documentation_min_images_range"), type_="check")
        batch.drop_column("min_images")
    # Seeding must not remember having written what is lost here: after another upgrade it writes it again.
    forget = "json_remove(content, '$.min_images')" if ddl.is_sqlite() else "content - 'min_images'"
    op.execute(f"UPDATE seed_records SET content = {forget} WHERE table_name = 'base_documentation'")
