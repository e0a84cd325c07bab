"""Documentation of elements with its images, and the images that staff upload.

Revision ID: 005_elem_docs_images
Revises: 004_customer_to_user
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "005_elem_docs_images"
down_revision = "004_customer_to_user"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "element_documentation",
        ddl.uuid_pk(),
        sa.Column("category_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("element_code", sa.String(50), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("keywords", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("element_documentation_pkey")),
        sa.UniqueConstraint(
            "category_id", "element_code", name=op.f("uq_element_documentation_category_id_element_code")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["vehicle_categories.id"],
            name=op.f("element_documentation_category_id_fkey"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_element_documentation_category_id"), "element_documentation", ["category_id"])
    op.create_table(
        "element_documentation_images",
        ddl.uuid_pk(),
        sa.Column("documentation_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column("image_url", sa.String(500), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("is_required", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("element_documentation_images_pkey")),
        sa.ForeignKeyConstraint(
            ["documentation_id"],
            ["element_documentation.id"],
            name=op.f("element_documentation_images_documentation_id_fkey"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        op.f("ix_element_documentation_images_documentation_id"),
        "element_documentation_images",
        ["documentation_id"],
    )
    op.create_table(
        "uploaded_images",
        ddl.uuid_pk(),
        sa.Column("filename", sa.String(255), nullable=False, comment="As uploaded"),
        sa.Column("stored_filename", sa.String(255), nullable=False),
        sa.Column("mime_type", sa.String(100), nullable=False),
        sa.Column("file_size", sa.BigInteger(), nullable=True, comment="Bytes"),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(50), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("uploaded_images_pkey")),
        sa.UniqueConstraint("stored_filename", name=op.f("uq_uploaded_images_stored_filename")),
        sa.CheckConstraint("height IS NULL OR height > 0", name=op.f("ck_uploaded_images_height_positive")),
        sa.CheckConstraint("width IS NULL OR width > 0", name=op.f("ck_uploaded_images_width_positive")),
    )
    op.create_index(op.f("ix_uploaded_images_category"), "uploaded_images", ["category"])


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_uploaded_images_category"), table_name="uploaded_images")
    op.drop_table("uploaded_images")
    op.drop_index(
        op.f("ix_element_documentation_images_documentation_id"), table_name="element_documentation_images"
    )
    op.drop_table("element_documentation_images")
    op.drop_index(op.f("ix_element_documentation_category_id"), table_name="element_documentation")
    op.drop_table("element_documentation")
