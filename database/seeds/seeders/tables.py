"""TableSeeder: whole tables of one category at once, so that seeding takes a few statements for each."""

import uuid
from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import Base
from database.seeds.seeders.base import BaseSeeder
from database.seeds.seeders.merge import ChangeKind, DesiredRow, TablePlan, plan_table, split_orphans
from database.seeds.seeders.run import SeedRun


class TableSeeder(BaseSeeder):
    """Seeds tables of one category; `seed_rows()` says which rows they hold.

    Without a `run` the seeder makes its own and remembers its rows itself, so that it can be used alone.
    """

    def __init__(self, name: str, session: AsyncSession, category_slug: str, run: SeedRun | None) -> None:
        super().__init__(name)
        self.logger = self.logger.bind(category=category_slug)
        self.session = session
        self.category_slug = category_slug
        self.quiet = run is not None and run.quiet
        self._given_run = run
        self._run: SeedRun | None = run

    @abstractmethod
    async def seed_rows(self) -> None:
        """Write the rows of this seeder through `upsert_all` and `upsert_all_with_uuid_fn`."""

    async def seed(self) -> Counter[ChangeKind]:
        """Seed everything of this seeder and return its rows by fate. Commits nothing."""
        self._run = self._given_run or await SeedRun.begin(self.session, self.category_slug)
        await self.seed_rows()
        if self._given_run is None:
            await self._run.finish()
        return self.stats

    @property
    def run(self) -> SeedRun:
        """The run in progress. Raises RuntimeError outside `seed()`."""
        if self._run is None:
            raise RuntimeError(f"{self.name}: call seed() first")
        return self._run

    async def upsert_all_with_uuid_fn(
        self,
        model: type[Base],
        uuid_fn: Callable[..., uuid.UUID],
        rows: Iterable[tuple[tuple[str, ...], dict[str, Any]]],
        *,
        deferred: tuple[str, ...] = (),
        subset: str = "",
        elsewhere: Collection[uuid.UUID] = (),
    ) -> None:
        """Bring a table to rows whose key is `uuid_fn(*natural_key)`; see `upsert_all`."""
        await self.upsert_all(
            model,
            {uuid_fn(*key): DesiredRow(" / ".join(key), values) for key, values in rows},
            deferred=deferred,
            subset=subset,
            elsewhere=elsewhere,
        )

    async def upsert_all(
        self,
        model: type[Base],
        desired: Mapping[uuid.UUID, DesiredRow],
        *,
        deferred: tuple[str, ...] = (),
        subset: str = "",
        elsewhere: Collection[uuid.UUID] = (),
    ) -> None:
        """Bring the table of `model` to `desired`: one SELECT and, where something changes, one upsert.

        `deferred` columns refer to rows of the same table: they are written in a second pass, once all
        rows exist. `subset` tells apart the parts of a table that different steps seed, and `elsewhere`
        names the rows that a later step will seed, so that this one does not take them for removed.
        """
        run, table = self.run, cast(Table, model.__table__)
        part = f"{table.name}:{subset}" if subset else table.name
        wanted, orphans = split_orphans(table, desired, run.absent)
        recorded = run.last_written(table.name)
        gone = run.recorded.get(part, {}).keys() - desired.keys() - run.claimed - set(elsewhere)
        run.claimed |= desired.keys()
        comparable = {key: recorded[key] for key in (wanted.keys() & recorded.keys()) | gone}
        existing = await run.existing(table, wanted.keys() | comparable.keys())
        plan = plan_table(table.name, wanted, existing, comparable, label=run.label, force=run.force)
        await self._write(table, plan, existing, deferred)
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
        await self.run.write(table, first)
        await self.run.write(table, second)
