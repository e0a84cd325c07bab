"""The rows of a whole database at one moment, and what differs between two moments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import literal_column, select
from sqlalchemy.ext.asyncio import AsyncEngine

from database.models import Base

Rows = dict[UUID, Mapping[str, Any]]
Snapshot = dict[str, Rows]

# What the seeders remember, and what the database counts and audits by itself.
BOOKS = {"seed_records", "system_settings", "audit_log"}

# Columns that differ whenever a row is written at all.
WRITE_MARKS = {"updated_at", "_version"}


async def snapshot(engine: AsyncEngine) -> Snapshot:
    """All rows by table and key. On PostgreSQL with the version of each row, which any write changes."""
    found: Snapshot = {}
    async with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            columns: list[Any] = list(table.c)
            if engine.dialect.name == "postgresql":
                columns.append(
                    literal_column(f"{table.name}.xmin::text || {table.name}.ctid::text").label("_version")
                )
            rows = await connection.execute(select(*columns))
            found[table.name] = {row["id"]: dict(row) for row in rows.mappings()}
    return found


@dataclass
class Difference:
    """Keys of added and removed rows, and the changed columns of the others, by table."""

    added: dict[str, set[UUID]] = field(default_factory=dict)
    removed: dict[str, set[UUID]] = field(default_factory=dict)
    changed: dict[str, dict[UUID, set[str]]] = field(default_factory=dict)

    def in_catalogue(self) -> "Difference":
        """The same without the books that are kept of every change."""
        return Difference(
            {name: keys for name, keys in self.added.items() if name not in BOOKS},
            {name: keys for name, keys in self.removed.items() if name not in BOOKS},
            {name: rows for name, rows in self.changed.items() if name not in BOOKS},
        )


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """What was written between two snapshots; `changed` leaves the marks of writing out."""
    result = Difference()
    for table, rows in after.items():
        earlier = before[table]
        if added := rows.keys() - earlier.keys():
            result.added[table] = set(added)
        if removed := earlier.keys() - rows.keys():
            result.removed[table] = set(removed)
        changed = {
            key: {name for name in row if row[name] != earlier[key][name]} - WRITE_MARKS
            for key, row in rows.items()
            if key in earlier and row != earlier[key]
        }
        if changed:
            result.changed[table] = changed
    return result
