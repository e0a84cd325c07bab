"""Fields that an element requires, with conditions among them, and what a case has collected.

Revision ID: 030_element_required_fields
Revises: 029_tool_call_logs
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "030_element_required_fields"
down_revision = "029_tool_call_logs"
branch_labels = None
depends_on = None

_POSTGRESQL = (
    """\
CREATE FUNCTION msia_check_field_condition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    conflict text;
    cycle text;
BEGIN
    -- Deferred checks come late: the row may have changed again, and then its last change is checked.
    PERFORM 1 FROM element_required_fields x
    WHERE x.id = NEW.id AND x.element_id = NEW.element_id AND x.condition_field_id IS NOT DISTINCT FROM NEW.condition_field_id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    -- Two transactions could close a cycle together, neither seeing the other's half.
    PERFORM pg_advisory_xact_lock(1836280161, 5);
    SELECT x.field_name INTO conflict FROM element_required_fields x
    WHERE (x.id = NEW.condition_field_id OR x.condition_field_id = NEW.id) AND x.element_id <> NEW.element_id
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'element_required_fields.condition_field_id: % and % belong to different elements', NEW.field_name, conflict
        USING ERRCODE = 'check_violation', TABLE = 'element_required_fields', CONSTRAINT = 'element_required_fields_condition_same_element',
            HINT = 'Choose a condition field of the same element.';
    END IF;
    WITH RECURSIVE chain (id, codes) AS (
        SELECT x.id, ARRAY[NEW.field_name::text, x.field_name::text] FROM element_required_fields x WHERE x.id = NEW.condition_field_id
        UNION ALL
        SELECT above.id, chain.codes || above.field_name::text
        FROM chain
        JOIN element_required_fields x ON x.id = chain.id
        JOIN element_required_fields above ON above.id = x.condition_field_id
        WHERE chain.id <> NEW.id
    ) CYCLE id SET repeated USING visited
    SELECT array_to_string(codes, ' -> ') INTO cycle FROM chain WHERE id = NEW.id LIMIT 1;
    IF cycle IS NOT NULL THEN
        RAISE EXCEPTION 'cycle in element_required_fields.condition_field_id: %', cycle
        USING ERRCODE = 'check_violation', TABLE = 'element_required_fields', CONSTRAINT = 'element_required_fields_condition_acyclic',
            HINT = 'A field can''t depend on itself, however indirectly: clear condition_field_id of one of these fields.';
    END IF;
    RETURN NULL;
END
$$
""",
    """\
CREATE CONSTRAINT TRIGGER msia_field_condition_insert AFTER INSERT ON element_required_fields
DEFERRABLE INITIALLY IMMEDIATE
FOR EACH ROW WHEN (NEW.condition_field_id IS NOT NULL) EXECUTE FUNCTION msia_check_field_condition()
""",
    """\
CREATE CONSTRAINT TRIGGER msia_field_condition_update AFTER UPDATE OF condition_field_id, element_id ON element_required_fields
DEFERRABLE INITIALLY IMMEDIATE
FOR EACH ROW WHEN (
    OLD.condition_field_id IS DISTINCT FROM NEW.condition_field_id OR OLD.element_id <> NEW.element_id
) EXECUTE FUNCTION msia_check_field_condition()
""",
)
_SQLITE = (
    """\
CREATE TRIGGER msia_field_condition_insert AFTER INSERT ON element_required_fields
BEGIN
    SELECT RAISE(ABORT, 'element_required_fields.condition_field_id: the two rows belong to different elements')
    WHERE EXISTS (
        SELECT 1 FROM element_required_fields x
        WHERE (x.id = NEW.condition_field_id OR x.condition_field_id = NEW.id) AND x.element_id <> NEW.element_id
    );
    SELECT RAISE(ABORT, 'cycle in element_required_fields.condition_field_id: a field can not depend on itself, however indirectly')
    WHERE NEW.id IN (
        WITH RECURSIVE chain (id) AS (
            SELECT NEW.condition_field_id
            UNION
            SELECT x.condition_field_id FROM element_required_fields x JOIN chain ON x.id = chain.id
        )
        SELECT id FROM chain WHERE id IS NOT NULL
    );
END
""",
    """\
CREATE TRIGGER msia_field_condition_update AFTER UPDATE OF condition_field_id, element_id ON element_required_fields
BEGIN
    SELECT RAISE(ABORT, 'element_required_fields.condition_field_id: the two rows belong to different elements')
    WHERE EXISTS (
        SELECT 1 FROM element_required_fields x
        WHERE (x.id = NEW.condition_field_id OR x.condition_field_id = NEW.id) AND x.element_id <> NEW.element_id
    );
    SELECT RAISE(ABORT, 'cycle in element_required_fields.condition_field_id: a field can not depend on itself, however indirectly')
    WHERE NEW.id IN (
        WITH RECURSIVE chain (id) AS (
            SELECT NEW.condition_field_id
            UNION
            SELECT x.condition_field_id FROM element_required_fields x JOIN chain ON x.id = chain.id
        )
        SELECT id FROM chain WHERE id IS NOT NULL
    );
END
""",
)
_POSTGRESQL_DROP = (
    """\
DROP TRIGGER msia_field_condition_update ON element_required_fields
""",
    """\
DROP TRIGGER msia_field_condition_insert ON element_required_fields
""",
    """\
DROP FUNCTION msia_check_field_condition()
""",
)
_SQLITE_DROP = (
    """\
DROP TRIGGER msia_field_condition_update
""",
    """\
DROP TRIGGER msia_field_condition_insert
""",
)


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "element_required_fields",
        ddl.uuid_pk(),
        sa.Column("element_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("field_name", sa.String(100), nullable=False),
        sa.Column("field_label", sa.String(200), nullable=True),
        sa.Column("field_type", sa.String(30), server_default=sa.text("'text'"), nullable=False),
        sa.Column("options", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("is_required", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("validation_rules", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("example_value", sa.String(200), nullable=True),
        sa.Column("instruction", sa.Text(), nullable=True),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("condition_field_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("condition_operator", sa.String(30), nullable=True),
        sa.Column("condition_value", sa.String(200), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("element_required_fields_pkey")),
        sa.UniqueConstraint(
            "element_id", "field_name", name=op.f("uq_element_required_fields_element_id_field_name")
        ),
        sa.ForeignKeyConstraint(
            ["condition_field_id"],
            ["element_required_fields.id"],
            name=op.f("element_required_fields_condition_field_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["element_id"],
            ["elements.id"],
            name=op.f("element_required_fields_element_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "condition_field_id IS NULL OR (condition_operator IS NOT NULL AND condition_value IS NOT NULL)",
            name=op.f("ck_element_required_fields_condition_complete"),
        ),
        sa.CheckConstraint(
            "condition_field_id IS NULL OR condition_field_id <> id",
            name=op.f("ck_element_required_fields_condition_not_itself"),
        ),
        sa.CheckConstraint(
            "condition_operator IN ('equals', 'not_equals', 'greater_than', 'less_than', 'contains')",
            name=op.f("ck_element_required_fields_condition_operator_vocabulary"),
        ),
        sa.CheckConstraint(
            "field_type IN ('text', 'number', 'boolean', 'select', 'date', 'photo')",
            name=op.f("ck_element_required_fields_field_type_vocabulary"),
        ),
    )
    op.create_index(
        op.f("ix_element_required_fields_condition_field_id"),
        "element_required_fields",
        ["condition_field_id"],
    )
    op.create_index(op.f("ix_element_required_fields_element_id"), "element_required_fields", ["element_id"])
    op.create_table(
        "case_element_data",
        ddl.uuid_pk(),
        sa.Column("case_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("element_code", sa.String(50), nullable=False),
        sa.Column("quantity", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("field_values", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("status", sa.String(30), server_default=sa.text("'pending_photos'"), nullable=False),
        sa.Column("photos_completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("data_completed_at", sa.DateTime(timezone=True), nullable=True),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("case_element_data_pkey")),
        sa.UniqueConstraint(
            "case_id", "element_code", name=op.f("uq_case_element_data_case_id_element_code")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("case_element_data_case_id_fkey"), ondelete="CASCADE"
        ),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_case_element_data_quantity_positive")),
        sa.CheckConstraint(
            "status IN ('pending_photos', 'pending_data', 'completed')",
            name=op.f("ck_case_element_data_status_vocabulary"),
        ),
    )
    op.create_index(op.f("ix_case_element_data_case_id"), "case_element_data", ["case_id"])
    ddl.execute_each(postgresql=_POSTGRESQL, sqlite=_SQLITE)


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(postgresql=_POSTGRESQL_DROP, sqlite=_SQLITE_DROP)
    op.drop_index(op.f("ix_case_element_data_case_id"), table_name="case_element_data")
    op.drop_table("case_element_data")
    op.drop_index(op.f("ix_element_required_fields_element_id"), table_name="element_required_fields")
    op.drop_index(op.f("ix_element_required_fields_condition_field_id"), table_name="element_required_fields")
    op.drop_table("element_required_fields")
