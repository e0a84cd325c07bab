"""Hierarchy of elements: a variant has a parent of its category, and no element is its own ancestor.

Revision ID: 021_element_hierarchy
Revises: 020_container_error_logs
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "021_element_hierarchy"
down_revision = "020_container_error_logs"
branch_labels = None
depends_on = None

_POSTGRESQL = (
    """\
CREATE FUNCTION msia_check_element_parent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    conflict text;
    cycle text;
BEGIN
    -- Deferred checks come late: the row may have changed again, and then its last change is checked.
    PERFORM 1 FROM elements x
    WHERE x.id = NEW.id AND x.category_id = NEW.category_id AND x.parent_element_id IS NOT DISTINCT FROM NEW.parent_element_id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    -- Two transactions could close a cycle together, neither seeing the other's half.
    PERFORM pg_advisory_xact_lock(1836280161, 4);
    SELECT x.code INTO conflict FROM elements x
    WHERE (x.id = NEW.parent_element_id OR x.parent_element_id = NEW.id) AND x.category_id <> NEW.category_id
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'elements.parent_element_id: % and % are of different categories', NEW.code, conflict
        USING ERRCODE = 'check_violation', TABLE = 'elements', CONSTRAINT = 'elements_parent_same_category',
            HINT = 'Choose a parent of the category of the element.';
    END IF;
    WITH RECURSIVE chain (id, codes) AS (
        SELECT x.id, ARRAY[NEW.code::text, x.code::text] FROM elements x WHERE x.id = NEW.parent_element_id
        UNION ALL
        SELECT above.id, chain.codes || above.code::text
        FROM chain
        JOIN elements x ON x.id = chain.id
        JOIN elements above ON above.id = x.parent_element_id
        WHERE chain.id <> NEW.id
    ) CYCLE id SET repeated USING visited
    SELECT array_to_string(codes, ' -> ') INTO cycle FROM chain WHERE id = NEW.id LIMIT 1;
    IF cycle IS NOT NULL THEN
        RAISE EXCEPTION 'cycle in elements.parent_element_id: %', cycle
        USING ERRCODE = 'check_violation', TABLE = 'elements', CONSTRAINT = 'elements_parent_acyclic',
            HINT = 'An element can''t be its own ancestor: clear parent_element_id of one of these elements.';
    END IF;
    RETURN NULL;
END
$$
""",
    """\
CREATE CONSTRAINT TRIGGER msia_element_parent_insert AFTER INSERT ON elements
DEFERRABLE INITIALLY IMMEDIATE
FOR EACH ROW WHEN (NEW.parent_element_id IS NOT NULL) EXECUTE FUNCTION msia_check_element_parent()
""",
    """\
CREATE CONSTRAINT TRIGGER msia_element_parent_update AFTER UPDATE OF parent_element_id, category_id ON elements
DEFERRABLE INITIALLY IMMEDIATE
FOR EACH ROW WHEN (
    OLD.parent_element_id IS DISTINCT FROM NEW.parent_element_id OR OLD.category_id <> NEW.category_id
) EXECUTE FUNCTION msia_check_element_parent()
""",
)
_SQLITE = (
    """\
CREATE TRIGGER msia_element_parent_insert AFTER INSERT ON elements
BEGIN
    SELECT RAISE(ABORT, 'elements.parent_element_id: the two rows are of different categories')
    WHERE EXISTS (
        SELECT 1 FROM elements x
        WHERE (x.id = NEW.parent_element_id OR x.parent_element_id = NEW.id) AND x.category_id <> NEW.category_id
    );
    SELECT RAISE(ABORT, 'cycle in elements.parent_element_id: an element can not be its own ancestor')
    WHERE NEW.id IN (
        WITH RECURSIVE chain (id) AS (
            SELECT NEW.parent_element_id
            UNION
            SELECT x.parent_element_id FROM elements x JOIN chain ON x.id = chain.id
        )
        SELECT id FROM chain WHERE id IS NOT NULL
    );
END
""",
    """\
CREATE TRIGGER msia_element_parent_update AFTER UPDATE OF parent_element_id, category_id ON elements
BEGIN
    SELECT RAISE(ABORT, 'elements.parent_element_id: the two rows are of different categories')
    WHERE EXISTS (
        SELECT 1 FROM elements x
        WHERE (x.id = NEW.parent_element_id OR x.parent_element_id = NEW.id) AND x.category_id <> NEW.category_id
    );
    SELECT RAISE(ABORT, 'cycle in elements.parent_element_id: an element can not be its own ancestor')
    WHERE NEW.id IN (
        WITH RECURSIVE chain (id) AS (
            SELECT NEW.parent_element_id
            UNION
            SELECT x.parent_element_id FROM elements x JOIN chain ON x.id = chain.id
        )
        SELECT id FROM chain WHERE id IS NOT NULL
    );
END
""",
)
_POSTGRESQL_DROP = (
    """\
DROP TRIGGER msia_element_parent_update ON elements
""",
    """\
DROP TRIGGER msia_element_parent_insert ON elements
""",
    """\
DROP FUNCTION msia_check_element_parent()
""",
)
_SQLITE_DROP = (
    """\
DROP TRIGGER msia_element_parent_update
""",
    """\
DROP TRIGGER msia_element_parent_insert
""",
)


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("elements") as batch:
        batch.add_column(sa.Column("parent_element_id", sa.Uuid(as_uuid=True), nullable=True))
        batch.add_column(sa.Column("variant_type", sa.String(50), nullable=True))
        batch.add_column(sa.Column("variant_code", sa.String(50), nullable=True))
        batch.create_foreign_key(
            op.f("elements_parent_element_id_fkey"),
            "elements",
            ["parent_element_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.create_check_constraint(
            op.f("ck_elements_parent_not_itself"), "parent_element_id IS NULL OR parent_element_id <> id"
        )
    op.create_index(op.f("ix_elements_parent_element_id"), "elements", ["parent_element_id"])
    ddl.execute_each(postgresql=_POSTGRESQL, sqlite=_SQLITE)


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(postgresql=_POSTGRESQL_DROP, sqlite=_SQLITE_DROP)
    op.drop_index(op.f("ix_elements_parent_element_id"), table_name="elements")
    with ddl.alter("elements") as batch:
        batch.drop_constraint(op.f("ck_elements_parent_not_itself"), type_="check")
        batch.drop_constraint(op.f("elements_parent_element_id_fkey"), type_="foreignkey")
        batch.drop_column("variant_code")
        batch.drop_column("variant_type")
        batch.drop_column("parent_element_id")
