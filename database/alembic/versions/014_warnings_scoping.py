"""Scope each warning to exactly one category, tier or element, and keep both element warning systems equal.

An element warning exists twice: inline (`warnings.element_id`) and as an association. The composite foreign
key lets an association only repeat the element its warning is scoped to; the triggers add the association of
an element warning that has none, delete an element warning whose association a writer deletes, and delete
the association of a warning that gets another scope. On PostgreSQL they look when the transaction commits,
so that an explicit insert comes first; on SQLite they look at once, and an explicit insert replaces theirs.

Revision ID: 014_warnings_scoping
Revises: 013_separate_categories_by_type
"""

import uuid
from typing import Any

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "014_warnings_scoping"
down_revision = "013_separate_categories_by_type"
branch_labels = None
depends_on = None

_warnings = sa.table(
    "warnings",
    sa.column("id", sa.Uuid()),
    sa.column("code", sa.String()),
    sa.column("category_id", sa.Uuid()),
    sa.column("tier_id", sa.Uuid()),
    sa.column("element_id", sa.Uuid()),
    sa.column("trigger_conditions", ddl.JSONB),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
_associations = sa.table(
    "element_warning_associations",
    sa.column("id", sa.Uuid()),
    sa.column("element_id", sa.Uuid()),
    sa.column("warning_id", sa.Uuid()),
    sa.column("created_at", sa.DateTime(timezone=True)),
)


def _scope_to_elements() -> None:
    """Scope each associated warning to its element; a warning of several elements becomes one for each."""
    bind = ddl.connection()
    links = bind.execute(
        sa.select(_associations).order_by(_associations.c.created_at, _associations.c.element_id)
    ).all()
    scoped: set[Any] = set()
    for link in links:
        warning_id = link.warning_id
        if warning_id in scoped:
            warning_id = uuid.uuid5(link.warning_id, f"element:{link.element_id}")
            ddl.copy_row("warnings", link.warning_id, {"id": warning_id, "element_id": link.element_id})
            bind.execute(
                _associations.update().where(_associations.c.id == link.id).values(warning_id=warning_id)
            )
        scoped.add(link.warning_id)
        bind.execute(
            _warnings.update()
            .where(_warnings.c.id == warning_id)
            .values(element_id=link.element_id, category_id=None)
        )


def _make_codes_unique() -> None:
    """Number the warnings that share a code within one scope, the oldest keeping it."""
    bind = ddl.connection()
    rows = bind.execute(sa.select(_warnings).order_by(_warnings.c.created_at, _warnings.c.id)).all()
    taken = set()
    known = {(row.category_id, row.element_id, row.code) for row in rows}
    for row in rows:
        scope = (row.category_id, row.element_id)
        if (*scope, row.code) not in taken:
            taken.add((*scope, row.code))
            continue
        code = ddl.free_name(row.code, lambda name, scope=scope: (*scope, name) in taken | known, 100)
        taken.add((*scope, code))
        bind.execute(_warnings.update().where(_warnings.c.id == row.id).values(code=code))


def _scope_to_categories() -> None:
    """Give every warning the category of its tier or element; a tier stays as a condition of the warning."""
    bind = ddl.connection()
    tiers = sa.table(
        "tariff_tiers", sa.column("id", sa.Uuid()), sa.column("code"), sa.column("category_id", sa.Uuid())
    )
    of_tiers = sa.select(_warnings, tiers.c.code.label("tier"), tiers.c.category_id.label("category")).join(
        tiers, tiers.c.id == _warnings.c.tier_id
    )
    for row in bind.execute(of_tiers).all():
        conditions = {**row.trigger_conditions, "tier_codes": [row.tier]}
        bind.execute(
            _warnings.update()
            .where(_warnings.c.id == row.id)
            .values(category_id=row.category, trigger_conditions=conditions)
        )
    op.execute(
        "UPDATE warnings SET category_id = (SELECT e.category_id FROM elements AS e "
        "WHERE e.id = warnings.element_id) WHERE element_id IS NOT NULL"
    )


_POSTGRESQL = (
    """\
CREATE FUNCTION msia_add_warning_association() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO element_warning_associations (id, element_id, warning_id, show_condition)
    SELECT gen_random_uuid(), w.element_id, w.id, 'always'
    FROM warnings w
    WHERE w.id = NEW.id AND w.element_id IS NOT NULL
    ON CONFLICT (element_id, warning_id) DO NOTHING;
    RETURN NULL;
END
$$
""",
    """\
CREATE CONSTRAINT TRIGGER msia_add_association
AFTER INSERT OR UPDATE OF element_id ON warnings
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.element_id IS NOT NULL) EXECUTE FUNCTION msia_add_warning_association()
""",
    """\
CREATE FUNCTION msia_unlink_rescoped_warning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- ON UPDATE CASCADE can't follow to NULL.
    DELETE FROM element_warning_associations a WHERE a.warning_id = OLD.id;
    RETURN NEW;
END
$$
""",
    """\
CREATE TRIGGER msia_unlink_rescoped
BEFORE UPDATE OF element_id ON warnings
FOR EACH ROW WHEN (OLD.element_id IS NOT NULL AND NEW.element_id IS NULL)
EXECUTE FUNCTION msia_unlink_rescoped_warning()
""",
    """\
CREATE FUNCTION msia_delete_unlinked_warning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM warnings w
    WHERE w.id = OLD.warning_id AND w.element_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM element_warning_associations a WHERE a.warning_id = w.id);
    RETURN NULL;
END
$$
""",
    """\
-- Only for what a writer does, not for what the trigger above or a cascade does (their depth is not 0).
CREATE CONSTRAINT TRIGGER msia_delete_unlinked
AFTER DELETE OR UPDATE OF warning_id, element_id ON element_warning_associations
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION msia_delete_unlinked_warning()
""",
)
_SQLITE = (
    """\
CREATE TRIGGER msia_add_association_insert AFTER INSERT ON warnings WHEN NEW.element_id IS NOT NULL
BEGIN
    INSERT INTO element_warning_associations (id, element_id, warning_id, show_condition)
    SELECT lower(hex(randomblob(16))), NEW.element_id, NEW.id, 'always'
    WHERE NOT EXISTS (SELECT 1 FROM element_warning_associations a WHERE a.warning_id = NEW.id);
END
""",
    """\
CREATE TRIGGER msia_add_association_update AFTER UPDATE OF element_id ON warnings WHEN NEW.element_id IS NOT NULL
BEGIN
    INSERT INTO element_warning_associations (id, element_id, warning_id, show_condition)
    SELECT lower(hex(randomblob(16))), NEW.element_id, NEW.id, 'always'
    WHERE NOT EXISTS (SELECT 1 FROM element_warning_associations a WHERE a.warning_id = NEW.id);
END
""",
    """\
-- The time stamp tells the trigger below that the warning is being rescoped, not given up.
CREATE TRIGGER msia_unlink_rescoped BEFORE UPDATE OF element_id ON warnings
WHEN OLD.element_id IS NOT NULL AND NEW.element_id IS NULL
BEGIN
    UPDATE element_warning_associations SET updated_at = 'rescoped' WHERE warning_id = OLD.id;
    DELETE FROM element_warning_associations WHERE warning_id = OLD.id;
END
""",
    """\
CREATE TRIGGER msia_delete_unlinked AFTER DELETE ON element_warning_associations
WHEN OLD.updated_at <> 'rescoped'
BEGIN
    DELETE FROM warnings WHERE id = OLD.warning_id AND element_id = OLD.element_id
        AND NOT EXISTS (SELECT 1 FROM element_warning_associations a WHERE a.warning_id = OLD.warning_id);
END
""",
    """\
CREATE TRIGGER msia_delete_left AFTER UPDATE OF warning_id ON element_warning_associations
WHEN OLD.warning_id <> NEW.warning_id
BEGIN
    DELETE FROM warnings WHERE id = OLD.warning_id AND element_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM element_warning_associations a WHERE a.warning_id = OLD.warning_id);
END
""",
)
_POSTGRESQL_DROP = (
    """\
DROP TRIGGER msia_delete_unlinked ON element_warning_associations
""",
    """\
DROP TRIGGER msia_unlink_rescoped ON warnings
""",
    """\
DROP TRIGGER msia_add_association ON warnings
""",
    """\
DROP FUNCTION msia_delete_unlinked_warning()
""",
    """\
DROP FUNCTION msia_unlink_rescoped_warning()
""",
    """\
DROP FUNCTION msia_add_warning_association()
""",
)
_SQLITE_DROP = (
    """\
DROP TRIGGER msia_delete_left
""",
    """\
DROP TRIGGER msia_delete_unlinked
""",
    """\
DROP TRIGGER msia_unlink_rescoped
""",
    """\
DROP TRIGGER msia_add_association_update
""",
    """\
DROP TRIGGER msia_add_association_insert
""",
)


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("warnings") as batch:
        batch.alter_column("category_id", nullable=True, existing_type=sa.Uuid(as_uuid=True))
        batch.add_column(sa.Column("tier_id", sa.Uuid(as_uuid=True), nullable=True))
        batch.add_column(sa.Column("element_id", sa.Uuid(as_uuid=True), nullable=True))
        batch.create_foreign_key(
            op.f("warnings_tier_id_fkey"), "tariff_tiers", ["tier_id"], ["id"], ondelete="CASCADE"
        )
        batch.create_foreign_key(
            op.f("warnings_element_id_fkey"), "elements", ["element_id"], ["id"], ondelete="CASCADE"
        )
    _scope_to_elements()
    _make_codes_unique()
    with ddl.alter("warnings") as batch:
        batch.create_check_constraint(
            op.f("warnings_scope_check"),
            "(category_id IS NOT NULL AND tier_id IS NULL AND element_id IS NULL) OR (category_id IS NULL AND tier_id IS NOT NULL AND element_id IS NULL) OR (category_id IS NULL AND tier_id IS NULL AND element_id IS NOT NULL)",
        )
        batch.create_unique_constraint(op.f("uq_warnings_category_id_code"), ["category_id", "code"])
        batch.create_unique_constraint(op.f("uq_warnings_tier_id_code"), ["tier_id", "code"])
        batch.create_unique_constraint(op.f("uq_warnings_element_id_code"), ["element_id", "code"])
        batch.create_unique_constraint(op.f("uq_warnings_id_element_id"), ["id", "element_id"])
    op.create_index(op.f("ix_warnings_tier_id"), "warnings", ["tier_id"])
    op.create_index(op.f("ix_warnings_element_id"), "warnings", ["element_id"])
    with ddl.alter("element_warning_associations") as batch:
        # On SQLite an explicit insert replaces the association that the trigger has made for the warning.
        batch.drop_constraint(op.f("uq_element_warning_associations_element_id_warning_id"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_element_warning_associations_element_id_warning_id"),
            ["element_id", "warning_id"],
            sqlite_on_conflict="REPLACE",
        )
        batch.create_foreign_key(
            op.f("element_warning_associations_warning_id_element_id_fkey"),
            "warnings",
            ["warning_id", "element_id"],
            ["id", "element_id"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        )
    op.create_index(
        op.f("ix_element_warning_associations_warning_id_element_id"),
        "element_warning_associations",
        ["warning_id", "element_id"],
    )
    ddl.execute_each(postgresql=_POSTGRESQL, sqlite=_SQLITE)


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(postgresql=_POSTGRESQL_DROP, sqlite=_SQLITE_DROP)
    op.drop_index(
        op.f("ix_element_warning_associations_warning_id_element_id"),
        table_name="element_warning_associations",
    )
    with ddl.alter("element_warning_associations") as batch:
        batch.drop_constraint(
            op.f("element_warning_associations_warning_id_element_id_fkey"), type_="foreignkey"
        )
        batch.drop_constraint(op.f("uq_element_warning_associations_element_id_warning_id"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_element_warning_associations_element_id_warning_id"), ["element_id", "warning_id"]
        )
    op.drop_index(op.f("ix_warnings_element_id"), table_name="warnings")
    op.drop_index(op.f("ix_warnings_tier_id"), table_name="warnings")
    with ddl.alter("warnings") as batch:
        batch.drop_constraint(op.f("uq_warnings_id_element_id"), type_="unique")
        batch.drop_constraint(op.f("uq_warnings_element_id_code"), type_="unique")
        batch.drop_constraint(op.f("uq_warnings_tier_id_code"), type_="unique")
        batch.drop_constraint(op.f("uq_warnings_category_id_code"), type_="unique")
        batch.drop_constraint(op.f("warnings_scope_check"), type_="check")
    _scope_to_categories()
    with ddl.alter("warnings") as batch:
        batch.drop_constraint(op.f("warnings_element_id_fkey"), type_="foreignkey")
        batch.drop_constraint(op.f("warnings_tier_id_fkey"), type_="foreignkey")
        batch.drop_column("element_id")
        batch.drop_column("tier_id")
        batch.alter_column("category_id", nullable=False, existing_type=sa.Uuid(as_uuid=True))
