"""Separate the categories by client type: each has one, and owns its tariff and its catalogue.

Upgrading splits a category with tiers of both types: its professional tiers get a category of their own with
a copy of everything the category owns. Downgrading moves the client type back to the tiers, and merges such
a copy into its original as long as both are the same; otherwise the two stay apart, which the older schema
holds as well. A category of one type keeps its row as it is.

Revision ID: 013_separate_categories_by_type
Revises: 012_element_system
"""

import uuid
from typing import Any

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "013_separate_categories_by_type"
down_revision = "012_element_system"
branch_labels = None
depends_on = None

_COPIED_TABLES: tuple[tuple[str, str], ...] = (
    # What a category owns besides its tiers, parents before children, with the column of the owner.
    ("base_documentation", "category_id"),
    ("tariff_prompt_sections", "category_id"),
    ("elements", "category_id"),
    ("element_images", "element_id"),
    ("warnings", "category_id"),
    ("element_warning_associations", "element_id"),
    ("additional_services", "category_id"),
    ("element_documentation", "category_id"),
    ("element_documentation_images", "documentation_id"),
)
_FURTHER_LINKS = {"element_warning_associations": "warning_id", "additional_services": "element_id"}
_PAUSED = ("tariff_tiers", "elements", "tier_element_inclusions")


def _copy_of(row_id: uuid.UUID) -> uuid.UUID:
    """The key of the professional copy of a row; downgrading recognises copies by it."""
    return uuid.uuid5(row_id, "professional")


def _copy_slug(slug: str) -> str:
    """What the professional copy of a category is called, unless that is taken."""
    return slug.removesuffix("-part")[:45] + "-prof"


def _rows(statement: str, **values: Any) -> list[Any]:
    """Rows of a query; keys come as `uuid.UUID` on both systems."""
    typed = sa.text(statement).bindparams(
        *(
            sa.bindparam(name, value, sa.Uuid() if isinstance(value, uuid.UUID) else sa.String())
            for name, value in values.items()
        )
    )
    result = ddl.connection().execute(typed)
    return [
        tuple(
            uuid.UUID(value) if isinstance(value, str) and name.endswith("id") else value
            for name, value in zip(result.keys(), row, strict=True)
        )
        for row in result
    ]


def _run(statement: str, **values: Any) -> None:
    ddl.connection().execute(
        sa.text(statement).bindparams(
            *(
                sa.bindparam(name, value, sa.Uuid() if isinstance(value, uuid.UUID) else sa.String())
                for name, value in values.items()
            )
        )
    )


def _split_categories() -> None:
    categories = _rows("SELECT id, slug FROM vehicle_categories ORDER BY slug")
    kinds = set(_rows("SELECT DISTINCT category_id, client_type FROM tariff_tiers"))
    taken = {slug for _id, slug in categories}
    for category_id, slug in categories:
        if (category_id, "professional") not in kinds:
            continue
        if (category_id, "particular") not in kinds:
            _run("UPDATE vehicle_categories SET client_type = 'professional' WHERE id = :id", id=category_id)
            continue
        copy_slug = ddl.free_name(_copy_slug(slug), taken.__contains__, 50)
        taken.add(copy_slug)
        _split(category_id, copy_slug)


def _split(category_id: uuid.UUID, copy_slug: str) -> None:
    """Give the professional tiers of a category a category of their own, with a copy of all it owns."""
    mixed = _rows(
        "SELECT t.code FROM tier_element_inclusions i JOIN tariff_tiers t ON t.id = i.tier_id "
        "JOIN tariff_tiers included ON included.id = i.included_tier_id "
        "WHERE t.category_id = :category AND t.client_type <> included.client_type",
        category=category_id,
    )
    ddl.refuse_rows(
        [code for (code,) in mixed],
        "These tiers include a tier of the other client type, which will be in another category",
        "Replace these rows of tier_element_inclusions by the elements they stand for, then upgrade again.",
    )
    new = {category_id: _copy_of(category_id)}
    ddl.copy_row(
        "vehicle_categories",
        category_id,
        {"id": new[category_id], "slug": copy_slug, "client_type": "professional"},
    )
    for table, owner in _COPIED_TABLES:
        further = _FURTHER_LINKS.get(table)
        for row in _rows(f"SELECT id, {owner}" + (f", {further}" if further else "") + f" FROM {table}"):
            if row[1] not in new:
                continue
            new[row[0]] = _copy_of(row[0])
            changed = {"id": new[row[0]], owner: new[row[1]]}
            if further and row[2] is not None:
                changed[further] = new.get(row[2], row[2])
            ddl.copy_row(table, row[0], changed)
    tiers = _rows(
        "SELECT id FROM tariff_tiers WHERE category_id = :category AND client_type = 'professional'",
        category=category_id,
    )
    for (tier_id,) in tiers:
        _run("UPDATE tariff_tiers SET category_id = :new WHERE id = :id", new=new[category_id], id=tier_id)
        for inclusion_id, element_id in _rows(
            "SELECT id, element_id FROM tier_element_inclusions WHERE tier_id = :tier AND element_id IS NOT NULL",
            tier=tier_id,
        ):
            _run(
                "UPDATE tier_element_inclusions SET element_id = :element WHERE id = :id",
                element=new[element_id],
                id=inclusion_id,
            )


def _merge_categories() -> None:
    """Take the categories that upgrading has split off back into the ones they come from."""
    categories = _rows("SELECT id, slug FROM vehicle_categories ORDER BY slug")
    known = {category_id for category_id, _slug in categories}
    for category_id, _slug in categories:
        copy_id = _copy_of(category_id)
        if copy_id in known and _is_unchanged_copy(category_id, copy_id):
            _merge(category_id, copy_id)


def _contents(table: str, owner: str, owners: set[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    result = ddl.connection().execute(sa.text(f"SELECT * FROM {table}"))
    rows = [dict(row) for row in result.mappings()]
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) and (name == "id" or name.endswith("_id")):
                row[name] = uuid.UUID(value)
    return {row["id"]: row for row in rows if row[owner] in owners}


def _is_unchanged_copy(category_id: uuid.UUID, copy_id: uuid.UUID) -> bool:
    """Whether merging loses nothing: the copy owns just what the original owns, with the same content."""
    categories = _contents("vehicle_categories", "id", {category_id, copy_id})
    original, copy = categories[category_id], categories[copy_id]
    if (original.pop("client_type"), copy.pop("client_type")) != ("particular", "professional"):
        return False
    if not copy.pop("slug").startswith(_copy_slug(original.pop("slug"))) or not _same(original, copy):
        return False
    originals, copies = {category_id}, {copy_id}
    for table, owner in _COPIED_TABLES:
        left, right = _contents(table, owner, originals), _contents(table, owner, copies)
        if {_copy_of(row_id) for row_id in left} != set(right):
            return False
        if not all(_same(row, right[_copy_of(row_id)]) for row_id, row in left.items()):
            return False
        originals |= set(left)
        copies |= set(right)
    return True


def _same(row: dict[str, Any], copy: dict[str, Any]) -> bool:
    """Whether a copy has the content of its original, with keys of originals or of their copies."""
    for name, value in row.items():
        copied = {str(value), str(_copy_of(value))} if isinstance(value, uuid.UUID) else {str(value)}
        if str(copy[name]) not in copied:
            return False
    return True


def _merge(category_id: uuid.UUID, copy_id: uuid.UUID) -> None:
    original = {_copy_of(element_id): element_id for (element_id,) in _rows("SELECT id FROM elements")}
    for inclusion_id, element_id in _rows(
        "SELECT i.id, i.element_id FROM tier_element_inclusions i JOIN tariff_tiers t ON t.id = i.tier_id "
        "WHERE t.category_id = :category AND i.element_id IS NOT NULL",
        category=copy_id,
    ):
        _run(
            "UPDATE tier_element_inclusions SET element_id = :element WHERE id = :id",
            element=original[element_id],
            id=inclusion_id,
        )
    _run("UPDATE tariff_tiers SET category_id = :new WHERE category_id = :old", new=category_id, old=copy_id)
    owners = {copy_id}
    doomed: list[tuple[str, uuid.UUID]] = []
    for table, owner in _COPIED_TABLES:
        rows = _contents(table, owner, owners)
        owners |= set(rows)
        doomed += [(table, row_id) for row_id in rows]
    # Children first: SQLite cascades nothing while foreign keys are off.
    for table, row_id in reversed(doomed):
        _run(f"DELETE FROM {table} WHERE id = :id", id=row_id)
    _run("DELETE FROM vehicle_categories WHERE id = :id", id=copy_id)


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("vehicle_categories") as batch:
        # A category without professional tiers is for particulars.
        batch.add_column(
            sa.Column("client_type", sa.String(30), server_default=sa.text("'particular'"), nullable=False)
        )
        batch.create_check_constraint(
            op.f("ck_vehicle_categories_client_type_vocabulary"),
            "client_type IN ('particular', 'professional')",
        )
    with ddl.paused_triggers(*_PAUSED):
        _split_categories()
    with ddl.alter("vehicle_categories") as batch:
        batch.alter_column(
            "client_type", server_default=None, existing_type=sa.String(30), existing_nullable=False
        )
    op.create_index(op.f("ix_vehicle_categories_client_type"), "vehicle_categories", ["client_type"])
    with ddl.alter("tariff_tiers") as batch:
        batch.drop_constraint(op.f("uq_tariff_tiers_category_id_client_type_code"), type_="unique")
        batch.drop_constraint(op.f("ck_tariff_tiers_client_type_vocabulary"), type_="check")
        batch.drop_column("client_type")
        batch.create_unique_constraint(op.f("uq_tariff_tiers_category_id_code"), ["category_id", "code"])


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("tariff_tiers") as batch:
        batch.add_column(
            sa.Column("client_type", sa.String(30), server_default=sa.text("'particular'"), nullable=False)
        )
        batch.create_check_constraint(
            op.f("ck_tariff_tiers_client_type_vocabulary"), "client_type IN ('particular', 'professional')"
        )
        batch.drop_constraint(op.f("uq_tariff_tiers_category_id_code"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_tariff_tiers_category_id_client_type_code"), ["category_id", "client_type", "code"]
        )
    with ddl.paused_triggers(*_PAUSED):
        op.execute(
            "UPDATE tariff_tiers SET client_type = "
            "(SELECT c.client_type FROM vehicle_categories AS c WHERE c.id = tariff_tiers.category_id)"
        )
        _merge_categories()
    op.drop_index(op.f("ix_vehicle_categories_client_type"), table_name="vehicle_categories")
    with ddl.alter("vehicle_categories") as batch:
        batch.drop_constraint(op.f("ck_vehicle_categories_client_type_vocabulary"), type_="check")
        batch.drop_column("client_type")
