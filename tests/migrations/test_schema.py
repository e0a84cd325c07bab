"""The migrated schema is the models' schema: by `alembic check`, and by what alembic does not compare."""

import asyncio
import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from database import migrate
from database.embedded import RunningServer
from database.engines import create_engine
from database.models import Base
from tests import servers
from tests.migrations import driving
from tests.migrations.rows import is_partition
from tests.sqlite_files import migrated_copy

_CATALOGUE = (
    # Constraints with their whole text: checks, uniques, foreign keys with their actions, NOT NULLs.
    "SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid), "
    "condeferrable, convalidated FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace AND contype <> 't'",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, "
    "pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum), obj_description(c.oid) "
    "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum "
    "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')",
)


def _catalogue(connection: sa.Connection) -> set[tuple[Any, ...]]:
    rows = (tuple(row) for query in _CATALOGUE for row in connection.execute(sa.text(query)))
    return {
        row for row in rows if not str(row[0]).startswith("alembic_version") and not is_partition(str(row[0]))
    }


def _create_all(url: str) -> None:
    async def run() -> None:
        engine = create_engine(url, pooled=False)
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        await engine.dispose()

    servers.in_thread(asyncio.run, run())


def test_alembic_check_finds_no_difference_on_postgresql(database_url: str) -> None:
    driving.check(database_url)


def test_alembic_check_finds_no_difference_on_postgresql_15(pg15_empty_database_url: str) -> None:
    servers.in_thread(migrate.upgrade, "head", pg15_empty_database_url)
    driving.check(pg15_empty_database_url)


def test_the_migrated_catalogue_is_that_of_the_models(database_url: str, empty_database_url: str) -> None:
    _create_all(empty_database_url)
    migrated = driving.with_connection(database_url, _catalogue)
    modelled = driving.with_connection(empty_database_url, _catalogue)
    assert sorted(map(str, migrated - modelled)) == []
    assert sorted(map(str, modelled - migrated)) == []


def _sqlite_schema(connection: sa.Connection) -> set[tuple[Any, ...]]:
    inspector = sa.inspect(connection)
    found: set[tuple[Any, ...]] = set()
    for table in set(inspector.get_table_names()) - {"alembic_version"}:
        parts: dict[str, Any] = {
            "column": inspector.get_columns(table),
            "check": inspector.get_check_constraints(table),
            "unique": inspector.get_unique_constraints(table),
            "foreign key": inspector.get_foreign_keys(table),
            "index": inspector.get_indexes(table),
            "primary key": [inspector.get_pk_constraint(table)],
        }
        found |= {
            (table, kind, str(sorted(map(_item, part.items())))) for kind in parts for part in parts[kind]
        }
        text = connection.execute(
            sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}
        ).scalar_one()
        found |= {
            (table, "conflict rule", line.strip(" ,)")) for line in re.findall(r".*ON CONFLICT.*", text)
        }
    return found


def _item(item: tuple[str, Any]) -> str:
    name, value = item
    if name == "dialect_options":
        value = {option: str(setting) for option, setting in value.items()}
    # `DEFAULT (1)` and `DEFAULT 1` are the same.
    return f"{name}={str(value).strip('()')}"


def test_the_sqlite_schema_is_that_of_the_models(tmp_path: Path) -> None:
    migrated_url, modelled_url = migrated_copy(tmp_path), f"sqlite+aiosqlite:///{tmp_path / 'modelled.db'}"
    driving.check(migrated_url)
    _create_all(modelled_url)
    migrated = driving.with_connection(migrated_url, _sqlite_schema)
    modelled = driving.with_connection(modelled_url, _sqlite_schema)
    assert sorted(map(str, migrated - modelled)) == []
    assert sorted(map(str, modelled - migrated)) == []


def test_functions_of_the_triggers_carry_our_prefix(pg_server: RunningServer, database_url: str) -> None:
    names = driving.execute(
        database_url,
        "SELECT proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace "
        "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')",
    )
    assert names
    assert all(row["proname"].startswith("msia_") for row in names)
