"""Rules read from the models' metadata and, alike, from the tables of a live PostgreSQL at head."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, DateTime, Table, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import JSONB as PG_JSONB
from sqlalchemy.types import JSON, Text

from database.jsonb import ValidatedJSONB
from shared import vocabularies
from tests.rules.inventory import (
    ADDITIONS,
    INVENTORY,
    JSONB_COLUMNS,
    SELF_REFERENCES,
    SOFT_DELETED,
    WRITE_ONLY,
)
from tests.rules.rule import Evidence, rule

GENERAL = "General"
FOREIGN_KEYS = "Foreign keys"
JSONB = "JSONB"
MODELS = "Models"

# Alembic's own, and what seeding remembers: not models.
_BOOKKEEPING = {"alembic_version"}
# Holds rows of any table as they were last seeded: no one schema fits.
_FREE_JSON = {"seed_records.content"}


def _columns(evidence: Evidence) -> Iterator[tuple[str, Column[Any]]]:
    for table in evidence.tables:
        if table.name not in _BOOKKEEPING:
            yield from ((f"{table.name}.{column.name}", column) for column in table.c)


def _tables(evidence: Evidence) -> Iterator[Table]:
    return (table for table in evidence.tables if table.name not in _BOOKKEEPING)


def _is_reflected(column: Column[Any]) -> bool:
    """Whether the column was read from a server: those have no Python-side defaults."""
    return bool(column.table.info.get("reflected"))


@rule(GENERAL, "UUID as primary key")
def uuid_keys(evidence: Evidence) -> Iterator[str]:
    for table in _tables(evidence):
        key = list(table.primary_key)
        if [column.name for column in key] != ["id"] or not isinstance(key[0].type, Uuid):
            yield f"{table.name}: the primary key is not one UUID column id"
        elif not _is_reflected(key[0]) and not key[0].type.as_uuid:
            yield f"{table.name}.id is not UUID(as_uuid=True)"


@rule(GENERAL, "created_at and updated_at on every table, with defaults on both sides")
def timestamps(evidence: Evidence) -> Iterator[str]:
    for table in _tables(evidence):
        for name in ("created_at", "updated_at"):
            column = table.c.get(name)
            if column is None:
                yield f"{table.name} has no {name}"
            elif column.nullable:
                yield f"{table.name}.{name} may be NULL"
            elif column.server_default is None:
                yield f"{table.name}.{name} has no server default"
            elif not _is_reflected(column) and column.default is None:
                yield f"{table.name}.{name} has no default in Python"
            elif not _is_reflected(column) and name == "updated_at" and column.onupdate is None:
                yield f"{table.name}.updated_at does not move with an update"


@rule(GENERAL, "DateTime(timezone=True) for all timestamps")
def aware_timestamps(evidence: Evidence) -> Iterator[str]:
    for name, column in _columns(evidence):
        if isinstance(column.type, DateTime) and not column.type.timezone:
            yield f"{name} has no time zone"


@rule(GENERAL, 'lazy="selectin" for relationships, one level deep; only the named collections are write-only')
def selectin_relationships(evidence: Evidence) -> Iterator[str]:
    for mapper in evidence.mappers:
        for item in mapper.relationships:
            name = f"{mapper.class_.__name__}.{item.key}"
            if item.lazy == "write_only":
                if name not in WRITE_ONLY:
                    yield f"{name} is write-only, but not one of the named exceptions"
            elif item.lazy != "selectin":
                yield f"{name} loads by {item.lazy}"
            elif item.join_depth != 1:
                yield f"{name} has no join_depth=1"


@rule("Async patterns", 'never lazy="joined"')
def never_joined(evidence: Evidence) -> Iterator[str]:
    for mapper in evidence.mappers:
        for item in mapper.relationships:
            if item.lazy in {"joined", False}:
                yield f"{mapper.class_.__name__}.{item.key} loads by a join"


@rule(FOREIGN_KEYS, "ondelete CASCADE or SET NULL on every foreign key")
def ondelete_policy(evidence: Evidence) -> Iterator[str]:
    for table in _tables(evidence):
        for key in table.foreign_key_constraints:
            if (key.ondelete or "").upper() not in {"CASCADE", "SET NULL"}:
                yield f"{table.name}.{key.name}: ondelete is {key.ondelete}"
            elif (key.ondelete or "").upper() == "SET NULL":
                yield from (
                    f"{table.name}.{column.name} can't be set to NULL"
                    for column in key.columns
                    if not column.nullable
                )


@rule(FOREIGN_KEYS, "an index on every foreign key column")
def indexed_foreign_keys(evidence: Evidence) -> Iterator[str]:
    for table in _tables(evidence):
        leading = [tuple(column.name for column in index.columns) for index in table.indexes]
        leading += [
            tuple(column.name for column in constraint.columns)
            for constraint in table.constraints
            if isinstance(constraint, UniqueConstraint)
        ]
        for key in table.foreign_key_constraints:
            names = tuple(column.name for column in key.columns)
            if not any(found[: len(names)] == names for found in leading):
                yield f"{table.name}: no index begins with {', '.join(names)}"


@rule(FOREIGN_KEYS, "named {table}_{column}_fkey")
def foreign_key_names(evidence: Evidence) -> Iterator[str]:
    for table in _tables(evidence):
        for key in table.foreign_key_constraints:
            expected = f"{table.name}_{'_'.join(column.name for column in key.columns)}_fkey"
            if key.name != expected[:63]:
                yield f"{table.name}: {key.name} should be {expected}"


@rule(MODELS, "constraints and indexes follow one naming convention")
def constraint_names(evidence: Evidence) -> Iterator[str]:
    given_by_spec = {"uq_category_element_code", "warnings_scope_check"}
    for table in _tables(evidence):
        if table.primary_key.name != f"{table.name}_pkey":
            yield f"{table.name}: primary key {table.primary_key.name}"
        for constraint in table.constraints:
            prefix = {UniqueConstraint: "uq_", CheckConstraint: "ck_"}.get(type(constraint))
            name = str(constraint.name)
            if prefix and not name.startswith(f"{prefix}{table.name}_") and name not in given_by_spec:
                yield f"{table.name}: {name}"
        for index in table.indexes:
            if not re.match(rf"(ix|uq)_{table.name}_", str(index.name)):
                yield f"{table.name}: {index.name}"


@rule(MODELS, "the 33 models of the inventory, each in its table, and beside them only those named")
def inventory(evidence: Evidence) -> Iterator[str]:
    found = {mapper.class_.__name__: mapper.local_table.name for mapper in evidence.mappers}  # type: ignore[attr-defined]
    for model, (table, _) in INVENTORY.items():
        if found.get(model) != table:
            yield f"{model} is in {found.get(model)}, not in {table}"
    for model, table in ADDITIONS.items():
        if found.get(model) != table:
            yield f"{model} is in {found.get(model)}, not in {table}"
    unnamed = found.keys() - INVENTORY.keys() - ADDITIONS.keys()
    yield from (f"{model} is not in the inventory" for model in unnamed)


@rule(MODELS, "every key column the inventory and the patterns name")
def key_columns(evidence: Evidence) -> Iterator[str]:
    present = {name for name, _ in _columns(evidence)}
    for table, columns in INVENTORY.values():
        yield from (
            f"{table}.{name} is missing" for name in columns.split() if f"{table}.{name}" not in present
        )


@rule(MODELS, "soft delete (is_active) on the models named for it")
def soft_delete(evidence: Evidence) -> Iterator[str]:
    columns = dict(_columns(evidence))
    for model in SOFT_DELETED:
        name = f"{INVENTORY[model][0]}.is_active"
        if name not in columns:
            yield f"{name} is missing"
        elif columns[name].nullable or columns[name].server_default is None:
            yield f"{name} is not a switch that is on by default"


@rule(MODELS, "self-references for variants, conditional fields and creators")
def self_references(evidence: Evidence) -> Iterator[str]:
    columns = dict(_columns(evidence))
    for name in SELF_REFERENCES:
        table = name.partition(".")[0]
        targets = {key.column.table.name for key in columns[name].foreign_keys} if name in columns else set()
        if targets != {table}:
            yield f"{name} does not refer to {table}"


@rule(MODELS, "warnings have exactly one scope, inclusions exactly one target (XOR)")
def exclusive_scopes(evidence: Evidence) -> Iterator[str]:
    wanted = {
        "warnings": "warnings_scope_check",
        "tier_element_inclusions": "ck_tier_element_inclusions_element_xor_tier",
    }
    checks = {(table.name, str(item.name)) for table in _tables(evidence) for item in table.constraints}
    yield from (f"{table} lacks {name}" for table, name in wanted.items() if (table, name) not in checks)


def _vocabularies() -> dict[frozenset[str], str]:
    return {
        frozenset(word.value for word in item): item.__name__
        for item in vars(vocabularies).values()
        if isinstance(item, type) and issubclass(item, StrEnum) and item is not StrEnum
    }


@rule(
    MODELS, "closed vocabularies: the CHECK of each column equals one StrEnum, and each StrEnum has a CHECK"
)
def vocabulary_checks(evidence: Evidence) -> Iterator[str]:
    known = _vocabularies()
    used: set[str] = set()
    for table in _tables(evidence):
        for constraint in table.constraints:
            if isinstance(constraint, CheckConstraint) and str(constraint.name).endswith("_vocabulary"):
                words = frozenset(re.findall(r"'([^']*)'", str(constraint.sqltext)))
                if words in known:
                    used.add(known[words])
                else:
                    yield f"{table.name}.{constraint.name}: no vocabulary has the words {sorted(words)}"
    stored = {name for name in known.values() if name not in NOT_STORED}
    yield from (f"no column is checked against {name}" for name in sorted(stored - used))


# Vocabularies of answers, not of columns.
NOT_STORED: frozenset[str] = frozenset()


@rule(JSONB, "JSONB, never JSON in a text column")
def jsonb_columns(evidence: Evidence) -> Iterator[str]:
    columns = dict(_columns(evidence))
    for name in JSONB_COLUMNS:
        if name not in columns:
            yield f"{name} is missing"
        elif not isinstance(columns[name].type, ValidatedJSONB | PG_JSONB):
            yield f"{name} is {columns[name].type!r}"
    for name, column in columns.items():
        if isinstance(column.type, JSON) and not isinstance(column.type, PG_JSONB):
            yield f"{name} is JSON, not JSONB"
        elif isinstance(column.type, Text) and re.search(r"(^|_)json(b|$|_)", column.name):
            yield f"{name} is text with JSON"


@rule(JSONB, "defaults (dict or list) in Python and on the server, never NULL")
def jsonb_defaults(evidence: Evidence) -> Iterator[str]:
    for name, column in _columns(evidence):
        if not isinstance(column.type, ValidatedJSONB | PG_JSONB | JSON) or name in _FREE_JSON:
            continue
        if column.nullable:
            yield f"{name} may be NULL"
        if column.server_default is None:
            yield f"{name} has no server default"
        if not _is_reflected(column) and (column.default is None or not column.default.is_callable):
            yield f"{name} has no default=dict or default=list"


@rule(JSONB, "a Pydantic schema for every JSONB column, applied on assignment and on execution")
def jsonb_schemas(evidence: Evidence) -> Iterator[str]:
    for name, column in _columns(evidence):
        if _is_reflected(column) or name in _FREE_JSON:
            continue
        if isinstance(column.type, PG_JSONB | JSON):
            yield f"{name} has no schema"
