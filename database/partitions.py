"""Monthly partitions of the tables that grow without bound (PostgreSQL; migrations 038 and 046).

Each is partitioned by range of its UUIDv7 key, whose first 48 bits are the row's time. Months are made
ahead, without gaps; rows outside them wait in the partitions `_past` and `_future` and move when their month
is made. Functions with the owner's rights make and drop them, so that the application needs none.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from database.acting_user import name_actor

PARTITIONED_TABLES: Final = (
    "conversation_messages",
    "tool_call_logs",
    "llm_usage_metrics",
    "container_error_logs",
    "audit_log",
)
MONTHS_AHEAD: Final = 3

_NAME = re.compile(r"^(?P<table>.+)_(?P<year>\d{4})_(?P<month>\d{2})$")


@dataclass(frozen=True, slots=True)
class Partition:
    """One month of a table. `month` is its first day, UTC."""

    table: str
    name: str
    month: date

    @property
    def end(self) -> date:
        """The first day that is not in it."""
        return add_months(self.month, 1)


def add_months(day: date, months: int) -> date:
    """The first day of the month `months` after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


async def ensure_partitions(session: AsyncSession, *, today: date | None = None) -> int:
    """Make the missing partitions from this month to MONTHS_AHEAD; returns how many. Commits nothing.

    Several at once wait for each other. On SQLite there is nothing to do.
    """
    if session.get_bind().dialect.name != "postgresql":
        return 0
    first = (today or datetime.now(UTC).date()).replace(day=1)
    made = 0
    for table in PARTITIONED_TABLES:
        made += (
            await session.execute(
                text("SELECT msia_ensure_partitions(:parent, :first, :last)"),
                {"parent": table, "first": first, "last": add_months(first, MONTHS_AHEAD)},
            )
        ).scalar_one()
    return made


async def list_partitions(session: AsyncSession, table: str) -> list[Partition]:
    """The monthly partitions of a table, oldest first; `_past` and `_future` are not among them."""
    names = await session.scalars(
        text(
            "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
            "WHERE i.inhparent = to_regclass(:parent) ORDER BY c.relname"
        ),
        {"parent": table},
    )
    found = [(name, _NAME.match(name)) for name in names]
    return [
        Partition(table, name, date(int(match["year"]), int(match["month"]), 1))
        for name, match in found
        if match is not None
    ]


async def drop_expired_partitions(
    session: AsyncSession, table: str, before: date, *, dry_run: bool = False
) -> list[Partition]:
    """Drop the months of `table` that end before `before`, and all that is older; returns those months.

    The newest month always stays. Commits nothing. Raises ValueError for a table that is not partitioned.
    """
    if table not in PARTITIONED_TABLES:
        raise ValueError(f"{table} is not partitioned; partitioned are {', '.join(PARTITIONED_TABLES)}")
    if session.get_bind().dialect.name != "postgresql":
        return []
    months = await list_partitions(session, table)
    expired = [item for item in months[:-1] if item.end <= before]
    if not dry_run and expired:
        await name_actor(session)
        await session.execute(
            text("SELECT msia_drop_partitions(:parent, :before)"), {"parent": table, "before": before}
        )
    return expired
