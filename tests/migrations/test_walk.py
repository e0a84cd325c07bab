"""Every revision, one step up, down and up again, with rows written at each one, which must survive."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, partial
from typing import Any

import pytest
import sqlalchemy as sa

from tests.migrations import driving, rows
from tests.migrations.driving import Row

pytestmark = pytest.mark.filterwarnings("ignore:.*does \\*not\\* support Decimal:sqlalchemy.exc.SAWarning")

Snapshot = dict[str, dict[str, Row]]

# (older name, newer name) by revision.
_TABLES = {"004": {"customers": "users"}}
_COLUMNS = {
    "003": {("tariff_tiers", "base_price"): "price"},
    "004": {("conversation_history", "customer_id"): "user_id"},
}
# Columns whose values a step moves elsewhere by design; test_data_moves.py says where to.
_MOVED = {
    "014": {("warnings", "category_id"), ("warnings", "trigger_conditions")},
    "015": {("elements", "metadata")},
    "019": {("cases", "metadata"), ("users", "metadata")},
    # Of open cases it is cleared: test_odd_rows.py.
    "041": {("cases", "completed_at")},
}
# Columns that a step down and up leaves different: the kept personal data of users.
_KEPT = {"019": {("users", "metadata")}, "041": {("cases", "completed_at")}}


@dataclass(frozen=True, slots=True)
class Names:
    """What tables and columns of one snapshot are called in the other, and which columns may differ."""

    tables: dict[str, str] = field(default_factory=dict)
    columns: dict[tuple[str, str], str] = field(default_factory=dict)
    may_differ: set[tuple[str, str]] = field(default_factory=set)


def _step(number: str, *, up: bool) -> Names:
    """Names across the revision `number`."""
    tables, columns = dict(_TABLES.get(number, {})), dict(_COLUMNS.get(number, {}))
    if not up:
        tables = {new: old for old, new in tables.items()}
        columns = {(table, new): old for (table, old), new in columns.items()}
    return Names(tables, columns, _MOVED.get(number, set()))


def _lost(source: Snapshot, target: Snapshot, names: Names) -> list[str]:
    """Rows and values of `source` that `target` has a table and a column for, and does not have."""
    problems = []
    for table, content in source.items():
        other = target.get(names.tables.get(table, table))
        if other is None:
            continue
        renamed = any(name == table for name, _column in names.columns)
        for row_id, row in content.items():
            if row_id not in other:
                problems.append(f"{table} {row_id} is gone")
                continue
            if other[row_id] == row and not renamed:
                continue
            for column, value in row.items():
                found = other[row_id].get(names.columns.get((table, column), column), value)
                if found != value and (table, column) not in names.may_differ:
                    problems.append(f"{table} {row_id} {column}: {value!r} became {found!r}")
    return problems


def _written(newer: Snapshot, older: Snapshot, number: str) -> Snapshot:
    """The rows of `newer` that the step up has not made itself: those, a step down may remove."""
    names = {new: old for old, new in _TABLES.get(number, {}).items()}
    known = {table: older.get(names.get(table, table), {}) for table in newer}
    return {
        table: {row_id: row for row_id, row in content.items() if row_id in known[table]}
        for table, content in newer.items()
    }


def _rows_but_audit(snapshot: Snapshot) -> dict[str, set[str]]:
    return {name: set(content) for name, content in snapshot.items() if name != "audit_log"}


def _snapshot(connection: sa.Connection) -> Snapshot:
    if connection.dialect.name == "sqlite":
        return _sqlite_snapshot(connection)
    names = [
        name for name in connection.exec_driver_sql(_TABLE_NAMES).scalars() if not rows.is_partition(name)
    ]
    # All rows by one statement, and as JSON: PostgreSQL makes that faster than we would read a type's values.
    parts = [f"SELECT '{name}' AS name, to_json(t)::text AS content FROM {name} t" for name in names]
    found: Snapshot = {name: {} for name in names}
    for name, text in connection.exec_driver_sql(" UNION ALL ".join(parts)):
        row = _row_of(text)
        found[name][row["id"]] = row
    return found


_TABLE_NAMES = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') "
    "AND relname <> 'alembic_version'"
)


@cache
def _row_of(text: str) -> Row:
    # Most rows are those of the snapshot before.
    row: Row = json.loads(text, parse_float=Decimal)
    return row


def _sqlite_snapshot(connection: sa.Connection) -> Snapshot:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
    found: Snapshot = {}
    for name in connection.exec_driver_sql(query).scalars().all():
        result = connection.exec_driver_sql(f"SELECT * FROM {name}")
        keys = tuple(result.keys())
        found[name] = {
            row["id"]: row for row in (dict(zip(keys, tuple(values), strict=True)) for values in result)
        }
    return found


def _objects(connection: sa.Connection) -> list[Any]:
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE name NOT LIKE '%alembic_version%'"
    else:
        query = (
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
            "AND relname NOT LIKE 'alembic_version%' UNION ALL "
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        )
    return list(connection.execute(sa.text(query)).scalars())


@pytest.mark.slow
def test_each_step_keeps_the_rows_written_before_it(url: str) -> None:
    schema = rows.Schema()
    older: Snapshot = {}
    for batch, revision in enumerate(driving.revisions()):
        number = revision[:3]
        newer = _climb(url, revision, older)
        if older:
            driving.downgrade(url, "-1")
            back = _rows_of(url)
            written, kept = _written(newer, older, number), _KEPT.get(number, set())
            assert _lost(written, back, _step(number, up=False)) == [], f"{revision} down"
            assert _lost(older, back, Names(may_differ=kept)) == [], f"{revision} up, down"
            driving.upgrade(url, revision)
            again = _rows_of(url)
            assert _lost(written, again, Names()) == [], f"{revision} down, up"
            assert _rows_but_audit(again) == _rows_but_audit(newer)
            # What the steps themselves change is audited, each time.
            assert set(newer.get("audit_log", {})) <= set(again.get("audit_log", {}))
        older = _filled(url, revision, batch, schema)
    _go_back(url)


@pytest.mark.slow
def test_the_oldest_server_takes_them_as_well(pg15_empty_database_url: str) -> None:
    """All the way up and all the way down, with the same rows: the steps are the same SQL."""
    schema = rows.Schema()
    older: Snapshot = {}
    for batch, revision in enumerate(driving.revisions()):
        _climb(pg15_empty_database_url, revision, older)
        older = _filled(pg15_empty_database_url, revision, batch, schema)
    _go_back(pg15_empty_database_url)


def _rows_of(url: str) -> Snapshot:
    return driving.with_connection(url, _snapshot)


def _climb(url: str, revision: str, older: Snapshot) -> Snapshot:
    """The rows after the step up to `revision`, which has lost none of those before it."""
    driving.upgrade(url, revision)
    newer = _rows_of(url)
    assert _lost(older, newer, _step(revision[:3], up=True)) == [], f"{revision} up"
    return newer


def _filled(url: str, revision: str, batch: int, schema: rows.Schema) -> Snapshot:
    """The rows after new ones were written into every table."""
    driving.with_connection(url, partial(rows.fill, batch=batch, schema=schema))
    written = _rows_of(url)
    assert all(written.values()), f"{revision}: no rows in {[name for name in written if not written[name]]}"
    return written


def _go_back(url: str) -> None:
    """Down to the start, where nothing is left, and up again."""
    driving.downgrade(url, "base")
    assert driving.with_connection(url, _objects) == []
    driving.upgrade(url)
