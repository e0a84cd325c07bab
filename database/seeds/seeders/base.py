"""BaseSeeder: rows written one at a time, uniform logging, true counts (spec: "Seeder Classes")."""

import uuid
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import wraps
from typing import Any, Final, cast

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import Base, seed_records
from database.seeds.seed_utils import natural_key_uuid
from database.seeds.seeders.merge import ChangeKind, DesiredRow, plan_table, split_orphans
from database.seeds.seeders.upserting import upsert_statement
from shared.errors import InvalidInputError
from shared.logging import get_logger

_ALWAYS_TOLD: Final = (ChangeKind.CREATED, ChangeKind.UPDATED, ChangeKind.SKIPPED)


def _summarised(seed: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """`seed` with its counts set to zero before and logged after it, also where it calls `super().seed()`."""

    @wraps(seed)
    async def run(self: "BaseSeeder", *args: Any, **kwargs: Any) -> Any:
        if self._is_seeding:
            return await seed(self, *args, **kwargs)
        self._is_seeding = True
        self.stats.clear()
        try:
            result = await seed(self, *args, **kwargs)
        finally:
            self._is_seeding = False
        self.log_stats()
        return result

    return run


class BaseSeeder(ABC):
    """What every seeder has: a name for its log, upserts that keep what staff changed, counts of their fate.

    A subclass sets `session` and writes `seed()`; the summary is logged after it. Its rows are compared with
    what seeding last wrote, so a second run changes nothing and an edit of staff stays.
    """

    session: AsyncSession
    quiet: bool = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "seed" in vars(cls):
            setattr(cls, "seed", _summarised(vars(cls)["seed"]))  # noqa: B010 - mypy refuses the assignment

    def __init__(self, name: str) -> None:
        self.name = name
        self.logger = get_logger(name)
        self.stats: Counter[ChangeKind] = Counter()
        self._is_seeding = False
        self._absent: set[uuid.UUID] = set()

    @abstractmethod
    async def seed(self) -> Any:
        """Write the rows of this seeder. Commits nothing."""

    def summary(self) -> str:
        """The counts as they are logged; rows kept for staff or switched off only where there are any."""
        told = [kind for kind in ChangeKind if kind in _ALWAYS_TOLD or self.stats[kind]]
        counts = ", ".join(f"{kind.value.capitalize()} {self.stats[kind]}" for kind in told)
        return f"✅ {self.name}: {counts}"

    def log_stats(self) -> None:
        """Log the summary; a quiet seeder leaves it to the debug log."""
        (self.logger.debug if self.quiet else self.logger.info)(self.summary())

    async def upsert_with_uuid_fn(
        self, model: type[Base], uuid_fn: Callable[[], uuid.UUID], data: Mapping[str, Any]
    ) -> uuid.UUID:
        """Insert or update the row whose key `uuid_fn` gives, and return the key.

        Raises InvalidInputError for a name in `data` that is no column of the model.
        """
        table = _checked(model, data)
        key = uuid_fn()
        await self._merge(table, key, data)
        return key

    async def upsert(
        self, model: type[Base], data: Mapping[str, Any], key: Sequence[str] = ("id",)
    ) -> uuid.UUID:
        """Insert or update the row that has the values of `data` in the columns `key`, and return its id.

        The columns need a unique constraint. Raises InvalidInputError for a name in `data` that is no column
        of the model, and for a key column without a value.
        """
        table = _checked(model, data)
        for name in key:
            if data.get(name) is None:
                raise InvalidInputError(
                    "seed_key_missing",
                    f"The row of {table.name} has no value in its key column '{name}'.",
                    name,
                    f"Give it in the data, or name the key columns: upsert({model.__name__}, data, key=…).",
                )
        same = [table.c[name] == data[name] for name in key]
        found = await self.session.scalar(select(table.c.id).where(*same))
        own = data.get("id") or found or natural_key_uuid(table.name, *(str(data[name]) for name in key))
        await self._merge(table, own, data, key)
        return own

    async def _merge(
        self,
        table: Table,
        key: uuid.UUID,
        data: Mapping[str, Any],
        conflict_key: Sequence[str] | None = None,
    ) -> None:
        """Compare the row with the stored and the last seeded one, write what is seeding's to change."""
        label = " / ".join(str(data[name]) for name in ("code", "key", "slug") if name in data) or str(key)
        wanted, orphans = split_orphans(table, {key: DesiredRow(label, dict(data))}, self._absent)
        record = await self.session.scalar(select(seed_records.c.content).where(seed_records.c.id == key))
        found = (
            (await self.session.execute(select(table).where(table.c.id == key).with_for_update()))
            .mappings()
            .first()
        )
        plan = plan_table(
            table.name,
            wanted,
            {} if found is None else {key: dict(found)},
            {} if record is None or not wanted else {key: record},
            label=lambda _: label,
        )
        for row in plan.writes:
            await self._upsert_row(table, row, conflict_key)
        for row_key, content in plan.records.items():
            if content != record:
                await self._upsert_row(
                    seed_records,
                    {
                        "id": row_key,
                        "table_name": table.name,
                        "category_slug": self.name[:50],
                        "content": content,
                    },
                )
        self._absent |= plan.absent | orphans.keys()
        self.stats.update(change.kind for change in (*plan.changes, *orphans.values()))

    async def _upsert_row(
        self, table: Table, row: Mapping[str, Any], conflict_key: Sequence[str] | None = None
    ) -> None:
        dialect = self.session.get_bind().dialect.name
        await self.session.execute(upsert_statement(dialect, table, [row], conflict_key))


def _checked(model: type[Base], data: Mapping[str, Any]) -> Table:
    """The table of `model`, which has a column for every name in `data`."""
    table = cast(Table, model.__table__)
    for name in data:
        if name not in table.c:
            raise InvalidInputError(
                "seed_column_unknown",
                f"{model.__name__} has no column '{name}'.",
                name,
                f"Its columns are: {', '.join(column.name for column in table.columns)}.",
            )
    return table
