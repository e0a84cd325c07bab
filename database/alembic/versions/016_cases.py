"""Cases (expedientes), with the personal data of the petitioner, and their images.

Revision ID: 016_cases
Revises: 015_remove_element_documentation
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "016_cases"
down_revision = "015_remove_element_documentation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "cases",
        ddl.uuid_pk(),
        sa.Column("user_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("conversation_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("category_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("status", sa.String(30), server_default=sa.text("'collecting'"), nullable=False),
        sa.Column("element_codes", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("marca", sa.String(100), nullable=True),
        sa.Column("modelo", sa.String(100), nullable=True),
        sa.Column("matricula", sa.String(10), nullable=True),
        sa.Column("bastidor", sa.String(17), nullable=True, comment="VIN or older chassis number"),
        sa.Column("anio", sa.Integer(), nullable=True),
        sa.Column("tariff_tier_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("tariff_amount", sa.Numeric(10, 2), nullable=True, comment="EUR without VAT, frozen"),
        sa.Column("tariff_snapshot", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("tariff_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("metadata", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nif_cif", sa.String(20), nullable=True, comment="NIF, NIE or CIF, compact"),
        sa.Column("email", sa.String(254), nullable=True),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("cases_pkey")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["vehicle_categories.id"],
            name=op.f("cases_category_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation_history.id"],
            name=op.f("cases_conversation_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["tariff_tier_id"],
            ["tariff_tiers.id"],
            name=op.f("cases_tariff_tier_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("cases_user_id_fkey"), ondelete="SET NULL"
        ),
        sa.CheckConstraint("anio IS NULL OR anio BETWEEN 1885 AND 2200", name=op.f("ck_cases_anio_range")),
        sa.CheckConstraint(
            "status IN ('collecting', 'pending_review', 'in_progress', 'completed', 'cancelled')",
            name=op.f("ck_cases_status_vocabulary"),
        ),
        sa.CheckConstraint(
            "tariff_amount IS NULL OR tariff_amount >= 0", name=op.f("ck_cases_tariff_amount_not_negative")
        ),
    )
    op.create_index(op.f("ix_cases_category_id"), "cases", ["category_id"])
    op.create_index(op.f("ix_cases_conversation_id"), "cases", ["conversation_id"])
    op.create_index(op.f("ix_cases_matricula"), "cases", ["matricula"])
    op.create_index(op.f("ix_cases_status"), "cases", ["status"])
    op.create_index(op.f("ix_cases_tariff_tier_id"), "cases", ["tariff_tier_id"])
    op.create_index(op.f("ix_cases_user_id"), "cases", ["user_id"])
    op.create_table(
        "case_images",
        ddl.uuid_pk(),
        sa.Column("case_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("display_name", sa.String(200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("element_code", sa.String(50), nullable=True),
        sa.Column("image_type", sa.String(50), nullable=True),
        sa.Column("stored_filename", sa.String(255), nullable=True),
        sa.Column("mime_type", sa.String(100), nullable=True),
        sa.Column("file_size", sa.Integer(), nullable=True, comment="Bytes"),
        sa.Column("content_hash", sa.String(64), nullable=True, comment="SHA-256, hexadecimal"),
        sa.Column("is_valid", sa.Boolean(), nullable=True),
        sa.Column("validation_notes", sa.Text(), nullable=True),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("case_images_pkey")),
        sa.UniqueConstraint("case_id", "content_hash", name=op.f("uq_case_images_case_id_content_hash")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("case_images_case_id_fkey"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_case_images_case_id"), "case_images", ["case_id"])
    with ddl.alter("escalations") as batch:
        batch.add_column(sa.Column("case_id", sa.Uuid(as_uuid=True), nullable=True))
        batch.create_foreign_key(
            op.f("escalations_case_id_fkey"), "cases", ["case_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index(op.f("ix_escalations_case_id"), "escalations", ["case_id"])


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_escalations_case_id"), table_name="escalations")
    with ddl.alter("escalations") as batch:
        batch.drop_constraint(op.f("escalations_case_id_fkey"), type_="foreignkey")
        batch.drop_column("case_id")
    op.drop_index(op.f("ix_case_images_case_id"), table_name="case_images")
    op.drop_table("case_images")
    op.drop_index(op.f("ix_cases_user_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_tariff_tier_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_status"), table_name="cases")
    op.drop_index(op.f("ix_cases_matricula"), table_name="cases")
    op.drop_index(op.f("ix_cases_conversation_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_category_id"), table_name="cases")
    op.drop_table("cases")
