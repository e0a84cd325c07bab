"""Restructure the tariff: tiers by client type with rules, priced services, prompt sections.

The old schema has no client type: there a professional tier that shares its code with a particular one is
called `CODE-PROF`.

Revision ID: 003_tariff_restructure
Revises: 002_tariff_system
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "003_tariff_restructure"
down_revision = "002_tariff_system"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("vehicle_categories") as batch:
        batch.add_column(sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False))
    with ddl.alter("tariff_tiers") as batch:
        batch.drop_constraint(op.f("ck_tariff_tiers_base_price_not_negative"), type_="check")
        batch.drop_constraint(op.f("uq_tariff_tiers_category_id_code"), type_="unique")
        batch.alter_column(
            "base_price", new_column_name="price", existing_type=sa.Numeric(10, 2), existing_nullable=False
        )
        batch.add_column(
            sa.Column("client_type", sa.String(30), server_default=sa.text("'particular'"), nullable=False)
        )
        batch.add_column(
            sa.Column("requires_project", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch.add_column(
            sa.Column("classification_rules", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False)
        )
        batch.add_column(sa.Column("min_elements", sa.Integer(), server_default=sa.text("1"), nullable=False))
        batch.add_column(sa.Column("max_elements", sa.Integer(), nullable=True, comment="NULL: no bound"))
        batch.add_column(sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch.create_check_constraint(
            op.f("ck_tariff_tiers_elements_range"), "max_elements IS NULL OR max_elements >= min_elements"
        )
        batch.create_check_constraint(op.f("ck_tariff_tiers_min_elements_not_negative"), "min_elements >= 0")
        batch.create_check_constraint(
            op.f("ck_tariff_tiers_client_type_vocabulary"), "client_type IN ('particular', 'professional')"
        )
        batch.create_check_constraint(op.f("ck_tariff_tiers_price_not_negative"), "price >= 0")
        batch.create_unique_constraint(
            op.f("uq_tariff_tiers_category_id_client_type_code"), ["category_id", "client_type", "code"]
        )
    ddl.name_not_null("tariff_tiers")
    op.execute(
        "UPDATE tariff_tiers SET client_type = 'professional', code = substr(code, 1, length(code) - 5) "
        "WHERE code LIKE '%-PROF'"
    )
    with ddl.alter("base_documentation") as batch:
        batch.add_column(sa.Column("code", sa.String(50), nullable=True))
        batch.add_column(sa.Column("is_mandatory", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch.add_column(sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch.create_unique_constraint(
            op.f("uq_base_documentation_category_id_code"), ["category_id", "code"]
        )
    op.create_table(
        "additional_services",
        ddl.uuid_pk(),
        sa.Column("category_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("code", sa.String(50), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("price", sa.Numeric(10, 2), nullable=False, comment="EUR without VAT"),
        sa.Column("applies_to", sa.String(30), server_default=sa.text("'always'"), nullable=False),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("additional_services_pkey")),
        sa.UniqueConstraint("category_id", "code", name=op.f("uq_additional_services_category_id_code")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["vehicle_categories.id"],
            name=op.f("additional_services_category_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "applies_to IN ('always', 'with_project', 'without_project')",
            name=op.f("ck_additional_services_applies_to_vocabulary"),
        ),
        sa.CheckConstraint("price >= 0", name=op.f("ck_additional_services_price_not_negative")),
    )
    op.create_index(op.f("ix_additional_services_category_id"), "additional_services", ["category_id"])
    op.create_index(
        op.f("uq_additional_services_code_global"),
        "additional_services",
        ["code"],
        unique=True,
        postgresql_where=sa.text("category_id IS NULL"),
        sqlite_where=sa.text("category_id IS NULL"),
    )
    op.create_table(
        "tariff_prompt_sections",
        ddl.uuid_pk(),
        sa.Column("category_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("code", sa.String(50), nullable=True),
        sa.Column("section_type", sa.String(30), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, comment="Markdown"),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("tariff_prompt_sections_pkey")),
        sa.UniqueConstraint("category_id", "code", name=op.f("uq_tariff_prompt_sections_category_id_code")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["vehicle_categories.id"],
            name=op.f("tariff_prompt_sections_category_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "section_type IN ('algorithm', 'recognition_table', 'special_cases', 'footer')",
            name=op.f("ck_tariff_prompt_sections_section_type_vocabulary"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_tariff_prompt_sections_version_positive")),
    )
    op.create_index(op.f("ix_tariff_prompt_sections_category_id"), "tariff_prompt_sections", ["category_id"])


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_tariff_prompt_sections_category_id"), table_name="tariff_prompt_sections")
    op.drop_table("tariff_prompt_sections")
    op.drop_index(op.f("uq_additional_services_code_global"), table_name="additional_services")
    op.drop_index(op.f("ix_additional_services_category_id"), table_name="additional_services")
    op.drop_table("additional_services")
    with ddl.alter("base_documentation") as batch:
        batch.drop_constraint(op.f("uq_base_documentation_category_id_code"), type_="unique")
        batch.drop_column("sort_order")
        batch.drop_column("is_mandatory")
        batch.drop_column("code")
    # One list of codes again: where both client types use a code, the professional tier is told apart.
    op.execute(
        "UPDATE tariff_tiers SET code = substr(code, 1, 15) || '-PROF' WHERE client_type = 'professional' "
        "AND EXISTS (SELECT 1 FROM tariff_tiers AS other WHERE other.category_id = tariff_tiers.category_id "
        "AND other.code = tariff_tiers.code AND other.client_type = 'particular')"
    )
    with ddl.alter("tariff_tiers") as batch:
        batch.drop_constraint(op.f("uq_tariff_tiers_category_id_client_type_code"), type_="unique")
        batch.drop_constraint(op.f("ck_tariff_tiers_price_not_negative"), type_="check")
        batch.drop_constraint(op.f("ck_tariff_tiers_client_type_vocabulary"), type_="check")
        batch.drop_constraint(op.f("ck_tariff_tiers_min_elements_not_negative"), type_="check")
        batch.drop_constraint(op.f("ck_tariff_tiers_elements_range"), type_="check")
        batch.drop_column("sort_order")
        batch.drop_column("max_elements")
        batch.drop_column("min_elements")
        batch.drop_column("classification_rules")
        batch.drop_column("requires_project")
        batch.drop_column("client_type")
        batch.alter_column(
            "price", new_column_name="base_price", existing_type=sa.Numeric(10, 2), existing_nullable=False
        )
        batch.create_unique_constraint(op.f("uq_tariff_tiers_category_id_code"), ["category_id", "code"])
        batch.create_check_constraint(op.f("ck_tariff_tiers_base_price_not_negative"), "base_price >= 0")
    ddl.name_not_null("tariff_tiers")
    with ddl.alter("vehicle_categories") as batch:
        batch.drop_column("sort_order")
