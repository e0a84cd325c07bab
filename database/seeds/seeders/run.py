"""SeedRun: what the seeders of one category share while they seed whole tables in one transaction."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from sqlalchemy import Executable, Table, func, literal, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import seed_records
from database.seeds.seeders.report import CategoryReport
from database.seeds.seeders.upserting import upsert_statement

# PostgreSQL takes 32,767 parameters in one statement and SQLite 32,766.
MAX_PARAMETERS = 32_000

Contents = dict[uuid.UUID, dict[str, Any]]


@dataclass(slots=True)
class SeedRun:
    """What the seeders of one category share during one run, in one transaction."""

    session: AsyncSession
    category_slug: str
    force: bool = False
    dry_run: bool = False
    quiet: bool = False
    is_new: bool = False
    recorded: dict[str, Contents] = field(default_factory=dict)
    records: dict[str, Contents] = field(default_factory=dict)
    claimed: set[uuid.UUID] = field(default_factory=set)
    absent: set[uuid.UUID] = field(default_factory=set)
    report: CategoryReport = field(init=False)

    def __post_init__(self) -> None:
        self.report = CategoryReport(self.category_slug)

    @classmethod
    async def begin(
        cls,
        session: AsyncSession,
        category_slug: str,
        *,
        force: bool = False,
        dry_run: bool = False,
        quiet: bool = False,
    ) -> Self:
        """Wait for any other run of this category, then read what was last seeded. Two statements.

        `quiet` runs leave the summaries of their seeders to the debug log.
        """
        run = cls(session, category_slug, force, dry_run, quiet)
        await session.execute(run._lock())
        columns = seed_records.c
        rows = await session.execute(
            select(columns.id, columns.table_name, columns.content).where(
                columns.category_slug == category_slug
            )
        )
        for key, table_name, content in rows:
            run.recorded.setdefault(table_name, {})[key] = content
        return run

    @property
    def dialect(self) -> str:
        """Name of the database's dialect: postgresql or sqlite."""
        return self.session.get_bind().dialect.name

    def _lock(self) -> Executable:
        if self.dialect == "postgresql":
            name = literal(f"msia:seed:{self.category_slug}")
            return select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0)))
        # SQLite has one writer at a time: an update of nothing takes its lock.
        return text("UPDATE vehicle_categories SET id = id WHERE 1 = 0")

    async def existing(self, table: Table, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Mapping[str, Any]]:
        """The current rows with these keys, locked against staff until the end. One statement."""
        wanted = sorted(keys)
        if self.is_new or not wanted:
            return {}
        rows = await self.session.execute(select(table).where(table.c.id.in_(wanted)).with_for_update())
        return {row["id"]: dict(row) for row in rows.mappings()}

    def last_written(self, table: str) -> Contents:
        """What was last seeded in `table`, whichever step seeded it."""
        return {
            key: content
            for part, contents in self.recorded.items()
            if part.partition(":")[0] == table
            for key, content in contents.items()
        }

    def label(self, record: Mapping[str, Any]) -> str:
        """A recorded row for people: the codes of the rows it hangs on, then its own."""
        codes = {
            str(key): str(content["code"])
            for contents in self.recorded.values()
            for key, content in contents.items()
            if content.get("code")
        }
        above = [codes[value] for value in record.values() if isinstance(value, str) and value in codes]
        own = record.get("code") or record.get("field_name")
        return " / ".join([*above, own] if own else above)

    async def write(
        self,
        table: Table,
        rows: Sequence[Mapping[str, Any]],
    ) -> None:
        """Insert or update whole rows: one statement for each MAX_PARAMETERS values."""
        if not rows or self.dry_run:
            return
        groups: dict[frozenset[str], list[Mapping[str, Any]]] = {}
        for row in rows:
            groups.setdefault(frozenset(row), []).append(row)
        for names, group in groups.items():
            size = max(1, MAX_PARAMETERS // (len(names) + 2))
            for start in range(0, len(group), size):
                await self.session.execute(upsert_statement(self.dialect, table, group[start : start + size]))

    async def finish(self) -> CategoryReport:
        """Remember what was written, where it changed. At most one statement."""
        changed = [
            {"id": key, "table_name": table, "category_slug": self.category_slug, "content": content}
            for table, contents in self.records.items()
            for key, content in contents.items()
            if self.recorded.get(table, {}).get(key) != content
        ]
        await self.write(seed_records, changed)
        return self.report
