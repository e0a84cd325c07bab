"""CHECKs that follow from the type of a column: numbers are numbers, JSON is of the kind its schema says,
phones are phones. By the metadata, so that a new column has them too, and by writing to the database."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Column, Float, Numeric, Table, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from database.jsonb import ValidatedJSONB
from database.models import Base
from database.models.soundness import JsonKindIs, is_finite, is_phone, json_kind
from tests.models.rows import world


def _columns(*kinds: type[Any]) -> list[Column[Any]]:
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, kinds)
    ]


def _kind(column: Column[Any]) -> str:
    assert isinstance(column.type, ValidatedJSONB)
    return json_kind(column.type.schema)


def _check(table: Table, name: str) -> CheckConstraint | None:
    wanted = f"ck_{table.name}_{name}"
    return next(
        (
            found
            for found in table.constraints
            if isinstance(found, CheckConstraint) and str(found.name) == wanted
        ),
        None,
    )


KINDS = {"object": "{}", "array": "[]", "string": '"x"', "number": "1", "null": "null"}
NUMBERS = _columns(Numeric, Float)
JSON = _columns(ValidatedJSONB)


def test_every_number_has_its_check() -> None:
    assert len(NUMBERS) >= 6
    for column in NUMBERS:
        check = _check(column.table, f"{column.name}_finite")
        assert check is not None, column
        assert str(check.sqltext) == is_finite(column.name)


def test_every_json_column_has_the_check_of_its_schema() -> None:
    assert len(JSON) >= 25
    for column in JSON:
        kind = _kind(column)
        check = _check(column.table, f"{column.name}_is_{kind}")
        assert check is not None, column
        assert isinstance(check.sqltext, JsonKindIs)
        # The empty value of the server's default is of that kind.
        if column.server_default is not None:
            assert str(column.server_default.arg) == {"object": "'{}'", "array": "'[]'"}[kind]  # type: ignore[attr-defined]


def test_every_phone_has_its_check() -> None:
    phones = [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if "phone" in column.name or "telefono" in column.name
    ]
    assert {f"{column.table.name}.{column.name}" for column in phones} == {
        "users.phone",
        "cases.taller_telefono",
    }
    for column in phones:
        check = _check(column.table, f"{column.name}_e164")
        assert check is not None, column
        assert is_phone(column.name) in str(check.sqltext)


def test_a_schema_of_neither_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="neither a JSON object nor a list"):
        json_kind(int)


async def _fill(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        for name, rows in world(1):
            for values in rows:
                await connection.execute(insert(Base.metadata.tables[name]).values(values))


async def test_every_number_refuses_what_is_none(engine: AsyncEngine, subtests: pytest.Subtests) -> None:
    await _fill(engine)
    for column in NUMBERS:
        for wrong in ("NaN", "Infinity", "-Infinity"):
            with subtests.test(f"{column} {wrong}"), pytest.raises(DBAPIError) as caught:
                async with engine.begin() as connection:
                    await connection.execute(
                        text(f"UPDATE {column.table.name} SET {column.name} = '{wrong}'")
                    )
            # A numeric(10, 2) has no room for the infinities.
            cause = str(caught.value.orig)
            assert f"{column.name}_finite" in cause or "numeric field overflow" in cause
    async with engine.begin() as connection:
        for column in NUMBERS:
            await connection.execute(update(column.table).values({column.name: Decimal("1.5")}))


async def test_every_json_column_refuses_the_other_kinds(
    any_engine: AsyncEngine, subtests: pytest.Subtests
) -> None:
    await _fill(any_engine)
    async with any_engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO seed_records (id, table_name, category_slug, content) "
                "VALUES (:id, 'x', 'x', '{}')"
            ),
            {"id": "0" * 32},
        )
    for column in JSON:
        kind = _kind(column)
        for other, wrong in {
            "object": "{}",
            "array": "[]",
            "string": '"x"',
            "number": "1",
            "null": "null",
        }.items():
            if other == kind:
                continue
            with (
                subtests.test(f"{column} {wrong}"),
                pytest.raises(IntegrityError, match=f"{column.name}_is_{kind}"),
            ):
                async with any_engine.begin() as connection:
                    await connection.execute(
                        text(f"UPDATE {column.table.name} SET {column.name} = '{wrong}'")
                    )
