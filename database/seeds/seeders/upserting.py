"""The one statement by which seeding writes: insert rows, or update them where they are already there."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from database.models.base import utcnow

# What makes two rows the same where the database itself may have made the row, with a key of its own.
_NATURAL_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "element_warning_associations": ("element_id", "warning_id"),
}


def upsert_statement(
    dialect: str,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    conflict_key: Sequence[str] | None = None,
) -> Any:
    """INSERT … ON CONFLICT DO UPDATE of rows with the same columns, for PostgreSQL or SQLite.

    Rows are the same by `id`, or by `conflict_key` where one is given: such a row keeps its `id`.
    """
    now = utcnow()
    insert = pg_insert if dialect == "postgresql" else sqlite_insert
    statement = insert(table).values([{**row, "created_at": now, "updated_at": now} for row in rows])
    key = conflict_key or _NATURAL_KEYS.get(table.name, ("id",))
    fixed = {*key, "created_at"} | ({"id"} if conflict_key else set())
    changed = {name: statement.excluded[name] for name in (*sorted(rows[0].keys() - fixed), "updated_at")}
    return statement.on_conflict_do_update(index_elements=list(key), set_=changed)
