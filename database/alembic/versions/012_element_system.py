"""Element system: elements, images, warnings, what each tier includes, surcharges, seed records.

Triggers keep what no constraint can say: tiers include no cycle, a tier includes only elements and tiers of
its own category, and all rows of a pool (`quota_group` of one tier) have the same bounds. On PostgreSQL
they lock, so that two transactions can't break a rule together. On SQLite they look at once, row by row:
changing the bounds of one row of a pool changes its other rows too, and a new row must fit its pool.

Revision ID: 012_element_system
Revises: 011_section_mappings
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "012_element_system"
down_revision = "011_section_mappings"
branch_labels = None
depends_on = None

_POSTGRESQL = (
    """\
CREATE FUNCTION msia_check_tier_inclusion() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tier_code text;
    tier_category uuid;
    included_code text;
    cycle text;
BEGIN
    -- Deferred checks come late: the row may have changed again, and then its last change is checked.
    PERFORM 1 FROM tier_element_inclusions i
    WHERE i.id = NEW.id AND i.tier_id = NEW.tier_id
        AND i.element_id IS NOT DISTINCT FROM NEW.element_id
        AND i.included_tier_id IS NOT DISTINCT FROM NEW.included_tier_id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(1836280161, 1);
    SELECT t.code, t.category_id INTO tier_code, tier_category FROM tariff_tiers t WHERE t.id = NEW.tier_id;
    IF NEW.element_id IS NOT NULL THEN
        SELECT e.code INTO included_code FROM elements e
        WHERE e.id = NEW.element_id AND e.category_id <> tier_category;
        IF FOUND THEN
            RAISE EXCEPTION 'tier_element_inclusions.element_id: element % is of another category than tier %',
                included_code, tier_code
            USING ERRCODE = 'check_violation', TABLE = 'tier_element_inclusions',
                CONSTRAINT = 'tier_element_inclusions_same_category',
                HINT = 'Include the element of the same code of the category of the tier.';
        END IF;
        RETURN NULL;
    END IF;
    SELECT t.code INTO included_code FROM tariff_tiers t
    WHERE t.id = NEW.included_tier_id AND t.category_id <> tier_category;
    IF FOUND THEN
        RAISE EXCEPTION 'tier_element_inclusions.included_tier_id: tier % is of another category than tier %',
            included_code, tier_code
        USING ERRCODE = 'check_violation', TABLE = 'tier_element_inclusions',
            CONSTRAINT = 'tier_element_inclusions_same_category',
            HINT = 'Include a tier of the same category.';
    END IF;
    PERFORM pg_advisory_xact_lock(1836280161, 2);
    WITH RECURSIVE chain (id, codes) AS (
        SELECT t.id, ARRAY[tier_code, t.code::text] FROM tariff_tiers t WHERE t.id = NEW.included_tier_id
        UNION ALL
        SELECT t.id, chain.codes || t.code::text
        FROM chain
        JOIN tier_element_inclusions i ON i.tier_id = chain.id
        JOIN tariff_tiers t ON t.id = i.included_tier_id
        WHERE chain.id <> NEW.tier_id
    ) CYCLE id SET repeated USING visited
    SELECT array_to_string(codes, ' -> ') INTO cycle FROM chain WHERE id = NEW.tier_id LIMIT 1;
    IF cycle IS NOT NULL THEN
        RAISE EXCEPTION 'cycle in tier_element_inclusions.included_tier_id: %', cycle
        USING ERRCODE = 'check_violation', TABLE = 'tier_element_inclusions',
            CONSTRAINT = 'tier_element_inclusions_acyclic',
            HINT = 'A tier can''t include itself, however indirectly: remove one of these inclusions.';
    END IF;
    RETURN NULL;
END
$$
""",
    """\
CREATE CONSTRAINT TRIGGER msia_tier_inclusion
AFTER INSERT OR UPDATE OF tier_id, element_id, included_tier_id ON tier_element_inclusions
DEFERRABLE INITIALLY IMMEDIATE
FOR EACH ROW EXECUTE FUNCTION msia_check_tier_inclusion()
""",
    """\
CREATE FUNCTION msia_check_pool() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tier_code text;
    found_bounds text;
BEGIN
    PERFORM pg_advisory_xact_lock(1836280161, 3);
    SELECT string_agg(DISTINCT format('%s..%s', coalesce(i.group_min::text, 'none'),
        coalesce(i.group_max::text, 'none')), ', ') INTO found_bounds
    FROM tier_element_inclusions i
    WHERE i.tier_id = NEW.tier_id AND i.quota_group = NEW.quota_group
    HAVING count(DISTINCT (i.group_min, i.group_max)) > 1;
    IF found_bounds IS NOT NULL THEN
        SELECT t.code INTO tier_code FROM tariff_tiers t WHERE t.id = NEW.tier_id;
        RAISE EXCEPTION 'pool % of tier % has rows with different bounds: %',
            NEW.quota_group, tier_code, found_bounds
        USING ERRCODE = 'check_violation', TABLE = 'tier_element_inclusions',
            CONSTRAINT = 'tier_element_inclusions_pool_bounds',
            HINT = 'Give all rows of the pool the same group_min and group_max in one transaction.';
    END IF;
    RETURN NULL;
END
$$
""",
    """\
CREATE CONSTRAINT TRIGGER msia_pool
AFTER INSERT OR UPDATE OF tier_id, quota_group, group_min, group_max ON tier_element_inclusions
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.quota_group IS NOT NULL) EXECUTE FUNCTION msia_check_pool()
""",
    """\
CREATE FUNCTION msia_check_included_category() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    conflict text;
BEGIN
    PERFORM pg_advisory_xact_lock(1836280161, 1);
    SELECT t.code INTO conflict
    FROM tier_element_inclusions i
    JOIN tariff_tiers t ON t.id = i.tier_id
    LEFT JOIN elements e ON e.id = i.element_id
    LEFT JOIN tariff_tiers included ON included.id = i.included_tier_id
    WHERE (i.tier_id = NEW.id OR i.element_id = NEW.id OR i.included_tier_id = NEW.id)
        AND t.category_id <> coalesce(e.category_id, included.category_id)
    LIMIT 1;
    IF conflict IS NOT NULL THEN
        RAISE EXCEPTION '%.category_id: % is bound to its category by an inclusion of tier %',
            TG_TABLE_NAME, NEW.code, conflict
        USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
            CONSTRAINT = 'tier_element_inclusions_same_category',
            HINT = 'Remove its rows of tier_element_inclusions first, or move everything in one transaction '
                'after SET CONSTRAINTS ALL DEFERRED.';
    END IF;
    RETURN NULL;
END
$$
""",
    """\
CREATE CONSTRAINT TRIGGER msia_included_category
AFTER UPDATE OF category_id ON elements
DEFERRABLE INITIALLY IMMEDIATE
FOR EACH ROW WHEN (OLD.category_id <> NEW.category_id) EXECUTE FUNCTION msia_check_included_category()
""",
    """\
CREATE CONSTRAINT TRIGGER msia_included_category
AFTER UPDATE OF category_id ON tariff_tiers
DEFERRABLE INITIALLY IMMEDIATE
FOR EACH ROW WHEN (OLD.category_id <> NEW.category_id) EXECUTE FUNCTION msia_check_included_category()
""",
)
_SQLITE = (
    """\
CREATE TRIGGER msia_tier_inclusion_insert AFTER INSERT ON tier_element_inclusions
BEGIN
    SELECT RAISE(ABORT, 'tier_element_inclusions: an included element or tier is of another category than the tier')
    WHERE EXISTS (
        SELECT 1 FROM tariff_tiers t
        LEFT JOIN elements e ON e.id = NEW.element_id
        LEFT JOIN tariff_tiers included ON included.id = NEW.included_tier_id
        WHERE t.id = NEW.tier_id AND t.category_id <> coalesce(e.category_id, included.category_id)
    );
    SELECT RAISE(ABORT, 'cycle in tier_element_inclusions.included_tier_id: a tier can not include itself, however indirectly')
    WHERE NEW.included_tier_id IN (
        WITH RECURSIVE above (id) AS (
            SELECT NEW.tier_id
            UNION
            SELECT i.tier_id FROM tier_element_inclusions i JOIN above ON i.included_tier_id = above.id
        )
        SELECT id FROM above
    );
    SELECT RAISE(ABORT, 'tier_element_inclusions: all rows of a pool (quota_group of a tier) have the same group_min and group_max')
    WHERE EXISTS (
        SELECT 1 FROM tier_element_inclusions i
        WHERE i.tier_id = NEW.tier_id AND i.quota_group = NEW.quota_group AND i.id <> NEW.id
            AND (i.group_min IS NOT NEW.group_min OR i.group_max IS NOT NEW.group_max)
    );
END
""",
    """\
CREATE TRIGGER msia_tier_inclusion_update
AFTER UPDATE OF tier_id, element_id, included_tier_id, quota_group ON tier_element_inclusions
BEGIN
    SELECT RAISE(ABORT, 'tier_element_inclusions: an included element or tier is of another category than the tier')
    WHERE EXISTS (
        SELECT 1 FROM tariff_tiers t
        LEFT JOIN elements e ON e.id = NEW.element_id
        LEFT JOIN tariff_tiers included ON included.id = NEW.included_tier_id
        WHERE t.id = NEW.tier_id AND t.category_id <> coalesce(e.category_id, included.category_id)
    );
    SELECT RAISE(ABORT, 'cycle in tier_element_inclusions.included_tier_id: a tier can not include itself, however indirectly')
    WHERE NEW.included_tier_id IN (
        WITH RECURSIVE above (id) AS (
            SELECT NEW.tier_id
            UNION
            SELECT i.tier_id FROM tier_element_inclusions i JOIN above ON i.included_tier_id = above.id
        )
        SELECT id FROM above
    );
    SELECT RAISE(ABORT, 'tier_element_inclusions: all rows of a pool (quota_group of a tier) have the same group_min and group_max')
    WHERE EXISTS (
        SELECT 1 FROM tier_element_inclusions i
        WHERE (OLD.tier_id <> NEW.tier_id OR OLD.quota_group IS NOT NEW.quota_group)
            AND i.tier_id = NEW.tier_id AND i.quota_group = NEW.quota_group AND i.id <> NEW.id
            AND (i.group_min IS NOT NEW.group_min OR i.group_max IS NOT NEW.group_max)
    );
END
""",
    """\
CREATE TRIGGER msia_pool_update
AFTER UPDATE OF group_min, group_max ON tier_element_inclusions
WHEN NEW.quota_group IS NOT NULL
    AND (OLD.group_min IS NOT NEW.group_min OR OLD.group_max IS NOT NEW.group_max)
BEGIN
    UPDATE tier_element_inclusions SET group_min = NEW.group_min, group_max = NEW.group_max
    WHERE tier_id = NEW.tier_id AND quota_group = NEW.quota_group AND id <> NEW.id;
END
""",
    """\
CREATE TRIGGER msia_element_category
AFTER UPDATE OF category_id ON elements
WHEN OLD.category_id <> NEW.category_id
BEGIN
    SELECT RAISE(ABORT, 'elements.category_id: it is bound to its category by tier_element_inclusions')
    WHERE EXISTS (
        SELECT 1 FROM tier_element_inclusions i
        JOIN tariff_tiers t ON t.id = i.tier_id
        LEFT JOIN elements e ON e.id = i.element_id
        LEFT JOIN tariff_tiers included ON included.id = i.included_tier_id
        WHERE (i.tier_id = NEW.id OR i.element_id = NEW.id OR i.included_tier_id = NEW.id)
            AND t.category_id <> coalesce(e.category_id, included.category_id)
    );
END
""",
    """\
CREATE TRIGGER msia_tier_category
AFTER UPDATE OF category_id ON tariff_tiers
WHEN OLD.category_id <> NEW.category_id
BEGIN
    SELECT RAISE(ABORT, 'tariff_tiers.category_id: it is bound to its category by tier_element_inclusions')
    WHERE EXISTS (
        SELECT 1 FROM tier_element_inclusions i
        JOIN tariff_tiers t ON t.id = i.tier_id
        LEFT JOIN elements e ON e.id = i.element_id
        LEFT JOIN tariff_tiers included ON included.id = i.included_tier_id
        WHERE (i.tier_id = NEW.id OR i.element_id = NEW.id OR i.included_tier_id = NEW.id)
            AND t.category_id <> coalesce(e.category_id, included.category_id)
    );
END
""",
)
_POSTGRESQL_DROP = (
    """\
DROP TRIGGER msia_included_category ON tariff_tiers
""",
    """\
DROP TRIGGER msia_included_category ON elements
""",
    """\
DROP TRIGGER msia_pool ON tier_element_inclusions
""",
    """\
DROP TRIGGER msia_tier_inclusion ON tier_element_inclusions
""",
    """\
DROP FUNCTION msia_check_included_category()
""",
    """\
DROP FUNCTION msia_check_pool()
""",
    """\
DROP FUNCTION msia_check_tier_inclusion()
""",
)
_SQLITE_DROP = (
    """\
DROP TRIGGER msia_tier_category
""",
    """\
DROP TRIGGER msia_element_category
""",
    """\
DROP TRIGGER msia_pool_update
""",
    """\
DROP TRIGGER msia_tier_inclusion_update
""",
    """\
DROP TRIGGER msia_tier_inclusion_insert
""",
)


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "elements",
        ddl.uuid_pk(),
        sa.Column("category_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("code", sa.String(50), nullable=False, comment="Unique element code (e.g. 'ESCAPE')"),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("keywords", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("aliases", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("metadata", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "is_countable",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="Units count: two solar panels are two reforms",
        ),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("elements_pkey")),
        sa.UniqueConstraint("category_id", "code", name=op.f("uq_category_element_code")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["vehicle_categories.id"],
            name=op.f("elements_category_id_fkey"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_elements_category_id"), "elements", ["category_id"])
    op.create_index(op.f("ix_elements_keywords"), "elements", ["keywords"], postgresql_using="gin")
    op.create_table(
        "element_images",
        ddl.uuid_pk(),
        sa.Column("element_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("code", sa.String(50), nullable=True),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column("image_type", sa.String(30), server_default=sa.text("'example'"), nullable=False),
        sa.Column("image_url", sa.String(500), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("is_required", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("element_images_pkey")),
        sa.UniqueConstraint("element_id", "code", name=op.f("uq_element_images_element_id_code")),
        sa.ForeignKeyConstraint(
            ["element_id"], ["elements.id"], name=op.f("element_images_element_id_fkey"), ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "image_type IN ('example', 'required_document', 'warning', 'step', 'calculation')",
            name=op.f("ck_element_images_image_type_vocabulary"),
        ),
    )
    op.create_index(op.f("ix_element_images_element_id"), "element_images", ["element_id"])
    op.create_table(
        "warnings",
        ddl.uuid_pk(),
        sa.Column("code", sa.String(100), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(30), server_default=sa.text("'warning'"), nullable=False),
        sa.Column("category_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("trigger_conditions", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("warnings_pkey")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["vehicle_categories.id"],
            name=op.f("warnings_category_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "severity IN ('info', 'warning', 'error')", name=op.f("ck_warnings_severity_vocabulary")
        ),
    )
    op.create_index(op.f("ix_warnings_category_id"), "warnings", ["category_id"])
    op.create_index(op.f("ix_warnings_code"), "warnings", ["code"])
    op.create_table(
        "element_warning_associations",
        ddl.uuid_pk(),
        sa.Column("element_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("warning_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("show_condition", sa.String(30), server_default=sa.text("'always'"), nullable=False),
        sa.Column("threshold_quantity", sa.Integer(), nullable=True),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("element_warning_associations_pkey")),
        sa.UniqueConstraint(
            "element_id", "warning_id", name=op.f("uq_element_warning_associations_element_id_warning_id")
        ),
        sa.ForeignKeyConstraint(
            ["element_id"],
            ["elements.id"],
            name=op.f("element_warning_associations_element_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["warning_id"],
            ["warnings.id"],
            name=op.f("element_warning_associations_warning_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "show_condition IN ('always', 'on_exceed_max', 'on_below_min')",
            name=op.f("ck_element_warning_associations_show_condition_vocabulary"),
        ),
        sa.CheckConstraint(
            "show_condition = 'always' OR threshold_quantity IS NOT NULL",
            name=op.f("ck_element_warning_associations_threshold_given"),
        ),
        sa.CheckConstraint(
            "threshold_quantity IS NULL OR threshold_quantity >= 0",
            name=op.f("ck_element_warning_associations_threshold_positive"),
        ),
    )
    op.create_index(
        op.f("ix_element_warning_associations_element_id"), "element_warning_associations", ["element_id"]
    )
    op.create_index(
        op.f("ix_element_warning_associations_warning_id"), "element_warning_associations", ["warning_id"]
    )
    op.create_table(
        "tier_element_inclusions",
        ddl.uuid_pk(),
        sa.Column("tier_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("element_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("included_tier_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("min_quantity", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("max_quantity", sa.Integer(), nullable=True, comment="NULL: no bound"),
        sa.Column("quota_group", sa.String(50), nullable=True, comment="Pool shared by rows of the tier"),
        sa.Column(
            "group_min", sa.Integer(), nullable=True, comment="Least units of the whole pool; NULL: none"
        ),
        sa.Column(
            "group_max", sa.Integer(), nullable=True, comment="Most units of the whole pool; NULL: no bound"
        ),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("tier_element_inclusions_pkey")),
        sa.UniqueConstraint(
            "tier_id", "element_id", name=op.f("uq_tier_element_inclusions_tier_id_element_id")
        ),
        sa.UniqueConstraint(
            "tier_id", "included_tier_id", name=op.f("uq_tier_element_inclusions_tier_id_included_tier_id")
        ),
        sa.ForeignKeyConstraint(
            ["element_id"],
            ["elements.id"],
            name=op.f("tier_element_inclusions_element_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["included_tier_id"],
            ["tariff_tiers.id"],
            name=op.f("tier_element_inclusions_included_tier_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tier_id"],
            ["tariff_tiers.id"],
            name=op.f("tier_element_inclusions_tier_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "(element_id IS NULL) <> (included_tier_id IS NULL)",
            name=op.f("ck_tier_element_inclusions_element_xor_tier"),
        ),
        sa.CheckConstraint(
            "group_min IS NULL OR group_min >= 0",
            name=op.f("ck_tier_element_inclusions_group_min_not_negative"),
        ),
        sa.CheckConstraint(
            "quota_group IS NOT NULL OR (group_min IS NULL AND group_max IS NULL)",
            name=op.f("ck_tier_element_inclusions_group_named"),
        ),
        sa.CheckConstraint(
            "group_max IS NULL OR group_max >= COALESCE(group_min, 0)",
            name=op.f("ck_tier_element_inclusions_group_range"),
        ),
        sa.CheckConstraint(
            "min_quantity >= 0", name=op.f("ck_tier_element_inclusions_min_quantity_not_negative")
        ),
        sa.CheckConstraint(
            "max_quantity IS NULL OR max_quantity >= min_quantity",
            name=op.f("ck_tier_element_inclusions_quantity_range"),
        ),
        sa.CheckConstraint(
            "included_tier_id IS NULL OR included_tier_id <> tier_id",
            name=op.f("ck_tier_element_inclusions_tier_not_itself"),
        ),
    )
    op.create_index(op.f("ix_tier_element_inclusions_element_id"), "tier_element_inclusions", ["element_id"])
    op.create_index(
        op.f("ix_tier_element_inclusions_included_tier_id"), "tier_element_inclusions", ["included_tier_id"]
    )
    op.create_index(op.f("ix_tier_element_inclusions_tier_id"), "tier_element_inclusions", ["tier_id"])
    with ddl.alter("additional_services") as batch:
        batch.add_column(sa.Column("element_id", sa.Uuid(as_uuid=True), nullable=True))
        batch.add_column(
            sa.Column("kind", sa.String(30), server_default=sa.text("'optional'"), nullable=False)
        )
        batch.create_foreign_key(
            op.f("additional_services_element_id_fkey"),
            "elements",
            ["element_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch.create_check_constraint(
            op.f("ck_additional_services_kind_vocabulary"), "kind IN ('optional', 'surcharge')"
        )
        batch.create_check_constraint(
            op.f("ck_additional_services_surcharge_has_element"),
            "kind <> 'surcharge' OR element_id IS NOT NULL",
        )
    op.create_index(op.f("ix_additional_services_element_id"), "additional_services", ["element_id"])
    op.create_table(
        "seed_records",
        sa.Column("id", sa.Uuid(as_uuid=True), nullable=False, comment="Key of the seeded row"),
        sa.Column("table_name", sa.String(63), nullable=False),
        sa.Column("category_slug", sa.String(50), nullable=False),
        sa.Column("content", ddl.JSONB, nullable=False, comment="Column values as seeding last wrote them"),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("seed_records_pkey")),
        comment="Last state written by the seeders",
    )
    op.create_index(op.f("ix_seed_records_category_slug"), "seed_records", ["category_slug"])
    ddl.execute_each(postgresql=_POSTGRESQL, sqlite=_SQLITE)


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(postgresql=_POSTGRESQL_DROP, sqlite=_SQLITE_DROP)
    op.drop_index(op.f("ix_seed_records_category_slug"), table_name="seed_records")
    op.drop_table("seed_records")
    op.drop_index(op.f("ix_additional_services_element_id"), table_name="additional_services")
    with ddl.alter("additional_services") as batch:
        batch.drop_constraint(op.f("ck_additional_services_surcharge_has_element"), type_="check")
        batch.drop_constraint(op.f("ck_additional_services_kind_vocabulary"), type_="check")
        batch.drop_constraint(op.f("additional_services_element_id_fkey"), type_="foreignkey")
        batch.drop_column("kind")
        batch.drop_column("element_id")
    op.drop_index(op.f("ix_tier_element_inclusions_tier_id"), table_name="tier_element_inclusions")
    op.drop_index(op.f("ix_tier_element_inclusions_included_tier_id"), table_name="tier_element_inclusions")
    op.drop_index(op.f("ix_tier_element_inclusions_element_id"), table_name="tier_element_inclusions")
    op.drop_table("tier_element_inclusions")
    op.drop_index(
        op.f("ix_element_warning_associations_warning_id"), table_name="element_warning_associations"
    )
    op.drop_index(
        op.f("ix_element_warning_associations_element_id"), table_name="element_warning_associations"
    )
    op.drop_table("element_warning_associations")
    op.drop_index(op.f("ix_warnings_code"), table_name="warnings")
    op.drop_index(op.f("ix_warnings_category_id"), table_name="warnings")
    op.drop_table("warnings")
    op.drop_index(op.f("ix_element_images_element_id"), table_name="element_images")
    op.drop_table("element_images")
    op.drop_index(op.f("ix_elements_keywords"), table_name="elements")
    op.drop_index(op.f("ix_elements_category_id"), table_name="elements")
    op.drop_table("elements")
