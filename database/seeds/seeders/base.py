"""BaseSeeder: bulk upserts that know what was last seeded, uniform logging, true counts."""

import uuid
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self, cast

import structlog
from sqlalchemy import Executable, Table, func, literal, select, text
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import Base, seed_records
from database.models.base import utcnow
from database.seeds.seeders.merge import ChangeKind, DesiredRow, RowChange, TablePlan, plan_table
from database.seeds.seeders.report import CategoryReport

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
        cls, session: AsyncSession, category_slug: str, *, force: bool = False, dry_run: bool = False
    ) -> Self:
        """Wait for any other run of this category, then read what was last seeded. Two statements."""
        run = cls(session, category_slug, force, dry_run)
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
        conflict_key: tuple[str, ...] = ("id",),
    ) -> None:
        """Insert or update whole rows by `conflict_key`: one statement for each MAX_PARAMETERS values."""
        if not rows or self.dry_run:
            return
        now = utcnow()
        insert = pg_insert if self.dialect == "postgresql" else sqlite_insert
        groups: dict[frozenset[str], list[dict[str, Any]]] = {}
        for row in rows:
            groups.setdefault(frozenset(row), []).append({**row, "created_at": now, "updated_at": now})
        for names, group in groups.items():
            size = max(1, MAX_PARAMETERS // (len(names) + 2))
            for start in range(0, len(group), size):
                statement = insert(table).values(group[start : start + size])
                changed = {
                    name: statement.excluded[name]
                    for name in (*sorted(names - set(conflict_key)), "updated_at")
                }
                await self.session.execute(
                    statement.on_conflict_do_update(index_elements=conflict_key, set_=changed)
                )

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


class BaseSeeder(ABC):
    """Uniform upserts, statistics and logging of one seeder; `seed()` is its job.

    Without a `run` the seeder makes its own and remembers its rows itself, so that it can be used alone.
    """

    def __init__(self, name: str, session: AsyncSession, category_slug: str, run: SeedRun | None) -> None:
        self.name = name
        self.session = session
        self.category_slug = category_slug
        self._given_run = run
        self._run: SeedRun | None = run
        self.logger = structlog.get_logger(name)
        self.stats: Counter[ChangeKind] = Counter()

    @abstractmethod
    async def seed_rows(self) -> None:
        """Write the rows of this seeder through `upsert` and `upsert_with_uuid_fn`."""

    async def seed(self) -> Counter[ChangeKind]:
        """Seed everything of this seeder and return its rows by fate. Commits nothing."""
        self._run = self._given_run or await SeedRun.begin(self.session, self.category_slug)
        self.stats.clear()
        await self.seed_rows()
        if self._given_run is None:
            await self._run.finish()
        self.logger.info(
            f"✅ {self.name}: Created {self.stats[ChangeKind.CREATED]}, "
            f"Updated {self.stats[ChangeKind.UPDATED]}, Skipped {self.stats[ChangeKind.SKIPPED]}, "
            f"Kept {self.stats[ChangeKind.KEPT]}, Removed {self.stats[ChangeKind.REMOVED]}",
            category=self.category_slug,
        )
        return self.stats

    @property
    def run(self) -> SeedRun:
        """The run in progress. Raises RuntimeError outside `seed()`."""
        if self._run is None:
            raise RuntimeError(f"{self.name}: call seed() first")
        return self._run

    async def upsert_with_uuid_fn(
        self,
        model: type[Base],
        uuid_fn: Callable[..., uuid.UUID],
        rows: Iterable[tuple[tuple[str, ...], dict[str, Any]]],
        *,
        deferred: tuple[str, ...] = (),
        subset: str = "",
        elsewhere: Collection[uuid.UUID] = (),
    ) -> None:
        """Upsert rows whose key is `uuid_fn(*natural_key)`; see `upsert`."""
        await self.upsert(
            model,
            {uuid_fn(*key): DesiredRow(" / ".join(key), values) for key, values in rows},
            deferred=deferred,
            subset=subset,
            elsewhere=elsewhere,
        )

    async def upsert(
        self,
        model: type[Base],
        desired: Mapping[uuid.UUID, DesiredRow],
        *,
        deferred: tuple[str, ...] = (),
        subset: str = "",
        elsewhere: Collection[uuid.UUID] = (),
        conflict_key: tuple[str, ...] = ("id",),
    ) -> None:
        """Bring the table of `model` to `desired`: one SELECT and, where something changes, one upsert.

        `deferred` columns refer to rows of the same table: they are written in a second pass, once all
        rows exist. `subset` tells apart the parts of a table that different steps seed, and `elsewhere`
        names the rows that a later step will seed, so that this one does not take them for removed.
        `conflict_key` is what makes two rows the same where somebody else may have chosen their `id`.
        """
        run, table = self.run, cast(Table, model.__table__)
        part = f"{table.name}:{subset}" if subset else table.name
        wanted, orphans = self._split_orphans(table, desired)
        recorded = run.last_written(table.name)
        gone = run.recorded.get(part, {}).keys() - desired.keys() - run.claimed - set(elsewhere)
        run.claimed |= desired.keys()
        comparable = {key: recorded[key] for key in (wanted.keys() & recorded.keys()) | gone}
        existing = await run.existing(table, wanted.keys() | comparable.keys())
        plan = plan_table(table.name, wanted, existing, comparable, label=run.label, force=run.force)
        await self._write(table, plan, existing, deferred, conflict_key)
        run.absent |= plan.absent | orphans.keys()
        run.records[part] = plan.records | {key: recorded[key] for key in orphans.keys() & recorded.keys()}
        changes = [*plan.changes, *orphans.values()]
        run.report.changes.extend(changes)
        self.stats.update(change.kind for change in changes)

    async def _write(
        self,
        table: Table,
        plan: TablePlan,
        existing: Mapping[uuid.UUID, Mapping[str, Any]],
        deferred: tuple[str, ...],
        conflict_key: tuple[str, ...],
    ) -> None:
        """Write the plan, first without the deferred columns that change, then with their new values.

        Starting from NULL no row meets another half-moved one: parents may even change places.
        """
        first: list[dict[str, Any]] = []
        second: list[dict[str, Any]] = []
        for planned in plan.writes:
            row = (
                {
                    name: None if name in deferred and value in plan.absent else value
                    for name, value in planned.items()
                }
                if deferred
                else planned
            )
            before = existing.get(planned["id"], {})
            early: dict[str, Any] = row | {name: None for name in deferred if row[name] != before.get(name)}
            first.append(early)
            if early != row:
                second.append(row)
        await self.run.write(table, first, conflict_key)
        await self.run.write(table, second, conflict_key)

    def _split_orphans(
        self, table: Table, desired: Mapping[uuid.UUID, DesiredRow]
    ) -> tuple[dict[uuid.UUID, DesiredRow], dict[uuid.UUID, RowChange]]:
        """Part the rows that would have gone with a row staff deleted; mere links to it become NULL."""
        wanted: dict[uuid.UUID, DesiredRow] = {}
        orphans: dict[uuid.UUID, RowChange] = {}
        for key, row in desired.items():
            lost = [
                name
                for name, value in row.values.items()
                if isinstance(value, uuid.UUID) and value in self.run.absent
            ]
            if not any(key.ondelete == "CASCADE" for name in lost for key in table.c[name].foreign_keys):
                wanted[key] = DesiredRow(row.key, row.values | dict.fromkeys(lost)) if lost else row
            else:
                orphans[key] = RowChange(
                    table.name, row.key, ChangeKind.KEPT, note="its parent was deleted by staff"
                )
        return wanted, orphans
