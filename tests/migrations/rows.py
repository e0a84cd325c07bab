"""Makes rows for any revision: reads the schema and fills every table, all columns set."""

import datetime as dt
import re
import uuid
from decimal import Decimal
from graphlib import TopologicalSorter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import ReflectedCheckConstraint

from database.keys import uuid7_of
from tests.migrations.driving import Row, write

ROWS_PER_TABLE = 2
_MOMENT = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)
_GROWING = {
    "conversation_messages",
    "tool_call_logs",
    "llm_usage_metrics",
    "container_error_logs",
    "audit_log",
}
# What no type tells: values that CHECK constraints other than vocabularies ask for, by column.
_VALUES: dict[str, Any] = {
    "phone": lambda number: f"+346{number:08d}",
    "taller_telefono": lambda number: f"+3491{number:07d}",
    "password_hash": lambda _number: "$2b$12$" + "x" * 53,
    "file_hash": lambda number: f"{number:064d}",
    "content_hash": lambda number: f"{number:064d}",
    "fingerprint": lambda number: f"{number:064d}",
    "text_hash": lambda number: f"{number:064d}",
    "month": lambda number: number % 12 + 1,
    "year": lambda number: 2000 + number,
    "anio": lambda number: 1990 + number % 30,
    "group_min": lambda _number: 1,
    "group_max": lambda _number: 4,
    "min_elements": lambda _number: 1,
    "min_quantity": lambda _number: 1,
    "min_images": lambda _number: 4,
    "erased_at": lambda _number: None,
    "deleted_at": lambda _number: None,
    "payload": lambda _number: {},
    "people": lambda _number: [],
    "progress": lambda number: number % 101,
    "deactivated_at": lambda _number: None,
    # What covers a whole request is for a person only.
    "covers_request": lambda _number: False,
    # A new measure and «unchanged» exclude each other.
    **dict.fromkeys(
        ("plazas_sin_cambio", "altura_sin_cambio", "anchura_sin_cambio", "longitud_sin_cambio"),
        lambda _number: False,
    ),
}
# Either of a client or of a conversation.
_OF_ONE_OWNER = {"dialogues", "dialogue_photos"}
# From 041 on, the database takes only what is at its beginning.
_GUARDED = 40
_BEGINNINGS: dict[str, Row] = {
    "cases": {"status": "collecting", "completed_at": None, "resolved_at": None, "resolved_by": None},
    "case_element_data": {"status": "pending_photos"},
    "embedding_models": {"status": "preparing"},
    "escalations": {"status": "pending"},
    "jobs": {"status": "waiting", "leased_by": None, "leased_until": None},
    "outgoing_messages": {"kind": "note", "picture": None},
}


class Schema:
    """The tables of a database, each read again only when a step has changed it: reading takes long."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._metadata = sa.MetaData()
        self._words: dict[str, dict[str, list[str]]] = {}

    def words(self, table: str) -> dict[str, list[str]]:
        """Words of each column with a `…_vocabulary` CHECK."""
        return self._words[table]

    def tables(self, connection: sa.Connection) -> list[sa.Table]:
        """All tables as they are now, each after those that it refers to."""
        texts = _texts(connection)
        changed = {
            name for name in texts.keys() | self._texts.keys() if texts.get(name) != self._texts.get(name)
        }
        for name in changed & self._metadata.tables.keys():
            self._metadata.remove(self._metadata.tables[name])
        if there := sorted(changed & texts.keys()):
            self._metadata.reflect(connection, only=there, resolve_fks=False)
            checks = sa.inspect(connection).get_multi_check_constraints(filter_names=there)
            self._words |= {name: _vocabularies(name, checks[None, name]) for name in there}
        self._texts = texts
        before = {
            name: {key.referred_table.name for key in table.foreign_key_constraints} - {name}
            for name, table in sorted(self._metadata.tables.items())
        }
        return [self._metadata.tables[name] for name in TopologicalSorter(before).static_order()]


def _texts(connection: sa.Connection) -> dict[str, str]:
    """By table: a text that changes with its columns and constraints."""
    query = _SQLITE_TEXTS if connection.dialect.name == "sqlite" else _POSTGRESQL_TEXTS
    return {name: text for name, text in connection.exec_driver_sql(query) if not is_partition(name)}


_SQLITE_TEXTS = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
_POSTGRESQL_TEXTS = """
    SELECT relname, concat_ws(E'\\n',
        (SELECT string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attgenerated,
                                     pg_get_expr(adbin, adrelid)), E'\\n' ORDER BY attnum)
         FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped),
        (SELECT string_agg(conname || ' ' || pg_get_constraintdef(oid), E'\\n' ORDER BY conname)
         FROM pg_constraint WHERE conrelid = c.oid))
    FROM pg_class c
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
"""


def fill(connection: sa.Connection, batch: int, schema: Schema) -> None:
    """Write a few rows, unlike those of any other `batch`, into every table of the schema at hand.

    `batch` is the place of the schema's revision, counted from 0.
    """
    made: dict[str, list[Row]] = {}
    for table in schema.tables(connection):
        if table.name in {"alembic_version", "conversation_message_keys"}:
            continue  # triggers of the messages write their keys
        words = schema.words(table.name)
        scoped = "warnings" in made and "tier_id" in made["warnings"][0]
        count = ROWS_PER_TABLE
        if table.name == "warnings" and "tier_id" in table.c:
            count = 3  # one for each scope
        elif table.name == "element_warning_associations" and scoped:
            count = 1  # there is one element warning
        rows = [_row(table, words, batch, index, made) for index in range(count)]
        for index, row in enumerate(rows):
            _link(table, row, index, rows, made)
            if table.name in _BEGINNINGS and batch >= _GUARDED:
                row |= {name: value for name, value in _BEGINNINGS[table.name].items() if name in table.c}
        made[table.name] = rows
        write(connection, table, rows)


def is_partition(name: str) -> bool:
    """Whether a table is one part of a partitioned one: its rows are its parent's."""
    return re.search(r"_(\d{4}_\d{2}|past|future)$", name) is not None


def _key(table: str, number: int) -> uuid.UUID:
    source = f"{table} {number}".encode()
    if table in _GROWING:
        # Keys without a time get one in 038: test_partitions.py.
        return uuid7_of(_MOMENT, number, source)
    return uuid.uuid5(uuid.NAMESPACE_OID, source.decode())


def _row(
    table: sa.Table, words: dict[str, list[str]], batch: int, index: int, made: dict[str, list[Row]]
) -> Row:
    number = batch * 10 + index
    row: Row = {}
    for column in table.columns:
        if column.computed is not None:
            continue
        if column.name == "id":
            row["id"] = _key(table.name, number)
        elif column.name in words:
            allowed = words[column.name]
            # One client type per category: test_data_moves.py has the mixed ones.
            row[column.name] = allowed[(batch if column.name == "client_type" else number) % len(allowed)]
        elif column.name in _VALUES:
            row[column.name] = _VALUES[column.name](number)
        elif column.name == "qdrant_point_id" or column.name == "entity_id":
            row[column.name] = uuid.uuid5(uuid.NAMESPACE_OID, f"{column.name} {number}")
        elif not column.foreign_keys:
            row[column.name] = _value(column, number)
    return row


def _value(column: sa.Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, sa.JSON):
        return [f"ñ{number}"] if "[]" in str(_default(column)) else {"año": number}
    if isinstance(kind, sa.ARRAY):
        return [number + 0.5, 0.25]
    if isinstance(kind, sa.Boolean):
        return number % 2 == 0
    if isinstance(kind, sa.Numeric) and not isinstance(kind, sa.Float):
        return Decimal(number * 100 + 25) / 100
    if isinstance(kind, sa.Float):
        return number + 0.5
    if isinstance(kind, sa.Integer):
        return number + 10
    if isinstance(kind, sa.DateTime):
        return dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=number)
    if isinstance(kind, sa.Date):
        return dt.date(2025, 1, 1) + dt.timedelta(days=number)
    if isinstance(kind, sa.String):
        return f"{column.name[:4]}é{number}"
    raise AssertionError(f"no value for {column.table.name}.{column.name} of type {kind!r}")


def _default(column: sa.Column[Any]) -> str:
    return str(getattr(column.server_default, "arg", ""))


def _link(table: sa.Table, row: Row, index: int, rows: list[Row], made: dict[str, list[Row]]) -> None:
    for constraint in table.foreign_key_constraints:
        name, target = constraint.column_keys[0], constraint.referred_table.name
        if len(constraint.elements) > 1:
            row.setdefault(name, made[target][index]["id"])
            continue
        if target == table.name:
            row[name] = rows[index - 1]["id"] if index else None
        elif target == "vehicle_categories":
            row[name] = made[target][0]["id"]
        else:
            row[name] = made[target][index % len(made[target])]["id"]
    if table.name == "warnings" and "tier_id" in table.c:
        for number, scope in enumerate(("element_id", "tier_id", "category_id")):
            if number != index:
                row[scope] = None
    if table.name in _OF_ONE_OWNER:
        row["conversation_id" if index else "user_id"] = None
    if table.name == "tier_element_inclusions":
        tiers = made["tariff_tiers"]
        row["tier_id"] = tiers[1]["id"]
        if index:
            row["included_tier_id"] = None
        else:
            row |= {"element_id": None, "included_tier_id": tiers[0]["id"]}
    if table.name == "element_required_fields":
        row["element_id"] = made["elements"][0]["id"]


def _vocabularies(table: str, checks: list[ReflectedCheckConstraint]) -> dict[str, list[str]]:
    """Words of each column with a `…_vocabulary` CHECK."""
    found: dict[str, list[str]] = {}
    for constraint in checks:
        name = str(constraint["name"])
        if name.endswith("_vocabulary"):
            column = name.removeprefix(f"ck_{table}_").removesuffix("_vocabulary")
            found[column] = re.findall(r"'([^']+)'", constraint["sqltext"])
    return found
