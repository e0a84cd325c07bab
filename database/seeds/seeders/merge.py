"""Three-way comparison of seed data, the database and what seeding last wrote. Pure: no I/O.

The record of the last seeding is the common ancestor: a column that still holds the recorded value is
seeding's to change; one that differs was changed by staff and is kept (unless forced).
"""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Table

Row = Mapping[str, Any]


class ChangeKind(StrEnum):
    """What happens to a row. `skipped`: it is identical already. `kept`: staff changed it."""

    CREATED = "created"
    UPDATED = "updated"
    SKIPPED = "skipped"
    KEPT = "kept"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row's fate: `columns` maps each changed column to its old and new value, `note` says the rest."""

    table: str
    key: str
    kind: ChangeKind
    columns: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class DesiredRow:
    """A row as the seed data wants it; `key` names it for people."""

    key: str
    values: dict[str, Any]


@dataclass(slots=True)
class TablePlan:
    """What to write to one table, and what to remember of it."""

    writes: list[dict[str, Any]] = field(default_factory=list)
    changes: list[RowChange] = field(default_factory=list)
    records: dict[uuid.UUID, dict[str, Any]] = field(default_factory=dict)
    absent: set[uuid.UUID] = field(default_factory=set)


def canonical(value: Any) -> Any:
    """`value` as comparable JSON: keys and amounts become text, so that 410 and 410.00 are the same price."""
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value]
    return value


def plan_table(
    table: str,
    desired: Mapping[uuid.UUID, DesiredRow],
    existing: Mapping[uuid.UUID, Row],
    recorded: Mapping[uuid.UUID, Row],
    *,
    label: Callable[[Row], str],
    force: bool = False,
) -> TablePlan:
    """Compare the rows of `table` by key; `recorded` is what seeding wrote there last time.

    An empty record says that seeding has given the row up. `label` names a recorded row for people.

    Recorded rows that the data no longer names are switched off, never deleted (spec: "NEVER hard-delete
    seed data"); rows that staff deleted stay deleted, and rows nobody seeded are not even looked at.
    """
    plan = TablePlan()
    for key, row in desired.items():
        current, record = existing.get(key), recorded.get(key)
        if current is None:
            _plan_missing(plan, table, key, row, record, force=force)
        else:
            _plan_present(plan, table, key, row, current, record, force=force)
    for key in recorded.keys() - desired.keys():
        record = recorded[key]
        _plan_removed(plan, table, key, label(record), existing.get(key), record, force=force)
    return plan


def _plan_missing(
    plan: TablePlan, table: str, key: uuid.UUID, row: DesiredRow, record: Row | None, *, force: bool
) -> None:
    if record and not force:
        plan.absent.add(key)
        plan.records[key] = dict(record)
        plan.changes.append(RowChange(table, row.key, ChangeKind.KEPT, note="deleted by staff"))
        return
    plan.writes.append({"id": key, **row.values})
    plan.records[key] = canonical(row.values)
    plan.changes.append(
        RowChange(
            table,
            row.key,
            ChangeKind.CREATED,
            {column: (None, value) for column, value in canonical(row.values).items()},
        )
    )


def _plan_present(
    plan: TablePlan,
    table: str,
    key: uuid.UUID,
    row: DesiredRow,
    current: Row,
    record: Row | None,
    *,
    force: bool,
) -> None:
    merged: dict[str, Any] = {"id": key}
    remembered: dict[str, Any] = {}
    updated: dict[str, tuple[Any, Any]] = {}
    kept: dict[str, tuple[Any, Any]] = {}
    for column, value in row.values.items():
        new, old = canonical(value), canonical(current[column])
        # A row without a record was not written by seeding: staff made it, all of it.
        base = old if record is not None and column not in record else (record or {}).get(column)
        if new == old:
            merged[column], remembered[column] = current[column], new
        elif force or (record is not None and base == old):
            merged[column], remembered[column] = value, new
            updated[column] = (old, new)
        else:
            merged[column], remembered[column] = current[column], base
            kept[column] = (old, new)
    if updated:
        plan.writes.append(merged)
        plan.changes.append(RowChange(table, row.key, ChangeKind.UPDATED, updated))
    if kept:
        plan.changes.append(RowChange(table, row.key, ChangeKind.KEPT, kept, "changed by staff"))
    if not updated and not kept:
        plan.changes.append(RowChange(table, row.key, ChangeKind.SKIPPED))
    if record is not None or not kept:
        plan.records[key] = remembered


def _plan_removed(
    plan: TablePlan,
    table: str,
    key: uuid.UUID,
    label: str,
    current: Row | None,
    record: Row,
    *,
    force: bool,
) -> None:
    """Switch off a row that the seed data names no longer."""
    plan.records[key] = dict(record)
    if "is_active" not in record:
        # Rows without a switch (associations) follow what they hang on.
        plan.records[key] = {}
        return
    if current is None or not current["is_active"]:
        plan.records[key] = {**record, "is_active": False}
        return
    staff_changed = {
        column: (canonical(current[column]), value)
        for column, value in record.items()
        if column in current and canonical(current[column]) != value
    }
    if staff_changed and not force:
        plan.changes.append(
            RowChange(table, label, ChangeKind.KEPT, staff_changed, "no longer in the data, changed by staff")
        )
        return
    off = {column: current[column] for column in record if column in current} | {
        "id": key,
        "is_active": False,
    }
    plan.writes.append(off)
    plan.records[key] = {**record, "is_active": False}
    plan.changes.append(RowChange(table, label, ChangeKind.REMOVED, {"is_active": (True, False)}))


def split_orphans(
    table: Table, desired: Mapping[uuid.UUID, DesiredRow], absent: Collection[uuid.UUID]
) -> tuple[dict[uuid.UUID, DesiredRow], dict[uuid.UUID, RowChange]]:
    """Part the rows that would have gone with an `absent` one, which staff deleted; mere links to it
    become NULL.
    """
    wanted: dict[uuid.UUID, DesiredRow] = {}
    orphans: dict[uuid.UUID, RowChange] = {}
    for key, row in desired.items():
        lost = [
            name for name, value in row.values.items() if isinstance(value, uuid.UUID) and value in absent
        ]
        if not any(key.ondelete == "CASCADE" for name in lost for key in table.c[name].foreign_keys):
            wanted[key] = DesiredRow(row.key, row.values | dict.fromkeys(lost)) if lost else row
        else:
            orphans[key] = RowChange(
                table.name, row.key, ChangeKind.KEPT, note="its parent was deleted by staff"
            )
    return wanted, orphans
