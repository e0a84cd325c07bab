"""What the triggers refuse and keep in step, on PostgreSQL and on SQLite."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from database.engines import create_engine
from tests import servers
from tests.migrations import driving
from tests.migrations.driving import key
from tests.sqlite_files import migrated_copy

MOTOS, COCHES = key(1), key(2)
PARENT, CHILD, OTHER = key(10), key(11), key(12)
T1, T2, T3, FOREIGN_TIER = key(20), key(21), key(22), key(23)
WARNING = key(30)


@pytest.fixture(params=["postgresql-18", "sqlite"])
def head(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database at head with two categories, three elements and four tiers."""
    if request.param == "sqlite":
        created = migrated_copy(tmp_path)
        _catalogue(created)
        yield created
        return
    server = request.getfixturevalue("pg_server")
    with servers.temporary_database(server, servers.migrated_template(server)) as created:
        _catalogue(created)
        yield created


def _catalogue(url: str) -> None:
    driving.insert(
        url,
        "vehicle_categories",
        {"id": MOTOS, "slug": "motos", "name": "Motos", "client_type": "particular"},
        {"id": COCHES, "slug": "coches", "name": "Coches", "client_type": "particular"},
    )
    driving.insert(
        url,
        "elements",
        *(
            {"id": element_id, "category_id": category, "code": code, "name": code}
            for element_id, category, code in (
                (PARENT, MOTOS, "A"),
                (CHILD, MOTOS, "B"),
                (OTHER, COCHES, "C"),
            )
        ),
    )
    driving.insert(
        url,
        "tariff_tiers",
        *(
            {"id": tier_id, "category_id": category, "code": code, "name": code, "price": 1}
            for tier_id, category, code in (
                (T1, MOTOS, "T1"),
                (T2, MOTOS, "T2"),
                (T3, MOTOS, "T3"),
                (FOREIGN_TIER, COCHES, "TC"),
            )
        ),
    )


def _literal(url: str, row_id: Any) -> str:
    return f"'{row_id.hex if url.startswith('sqlite') else row_id}'"


def _set(url: str, table: str, row_id: Any, column: str, value: Any) -> None:
    new = "NULL" if value is None else _literal(url, value)
    driving.execute(url, f"UPDATE {table} SET {column} = {new} WHERE id = {_literal(url, row_id)}")


def _refused(url: str, constraint: str, *told: str) -> Any:
    """The error of a refusal: named constraint and told codes on PostgreSQL, the rule on SQLite."""
    pattern = told[0] if not url.startswith("sqlite") else told[-1]
    return pytest.raises(IntegrityError, match=pattern, check=lambda error: _named(url, error, constraint))


def _named(url: str, error: DBAPIError, constraint: str) -> bool:
    if url.startswith("sqlite"):
        return True
    cause = error.orig.__cause__ if error.orig is not None else None
    return (
        getattr(cause, "constraint_name", None) == constraint
        and getattr(cause, "sqlstate", None) == "23514"
        and bool(getattr(cause, "hint", None))
    )


# Cycles and categories of elements


def test_elements_in_a_cycle_are_refused_and_named(head: str) -> None:
    _set(head, "elements", CHILD, "parent_element_id", PARENT)
    with _refused(
        head, "elements_parent_acyclic", "cycle in elements.parent_element_id: A -> B -> A", "cycle in"
    ):
        _set(head, "elements", PARENT, "parent_element_id", CHILD)


def test_a_cycle_within_one_statement_is_refused(head: str) -> None:
    rows = [(key(40), key(41), "X"), (key(41), key(42), "Y"), (key(42), key(40), "Z")]
    values = ", ".join(
        f"({_literal(head, row)}, {_literal(head, MOTOS)}, '{code}', '{code}', {_literal(head, parent)})"
        for row, parent, code in rows
    )
    with _refused(head, "elements_parent_acyclic", "X -> Y -> Z -> X", "cycle in elements"):
        driving.execute(
            head, f"INSERT INTO elements (id, category_id, code, name, parent_element_id) VALUES {values}"
        )


def test_a_child_may_come_before_its_parent_in_one_statement(head: str) -> None:
    values = ", ".join(
        f"({_literal(head, row)}, {_literal(head, MOTOS)}, '{code}', '{code}', {parent})"
        for row, parent, code in ((key(40), _literal(head, key(41)), "X"), (key(41), "NULL", "Y"))
    )
    driving.execute(
        head, f"INSERT INTO elements (id, category_id, code, name, parent_element_id) VALUES {values}"
    )


def test_a_parent_of_another_category_is_refused(head: str) -> None:
    with _refused(head, "elements_parent_same_category", "B and C are of different", "different categories"):
        _set(head, "elements", CHILD, "parent_element_id", OTHER)


def test_parent_and_child_can_not_be_moved_to_another_category_alone(head: str) -> None:
    _set(head, "elements", CHILD, "parent_element_id", PARENT)
    for element in (PARENT, CHILD):
        with _refused(head, "elements_parent_same_category", "different categories"):
            _set(head, "elements", element, "category_id", COCHES)


# Conditions of fields


def _field(url: str, number: int, element: Any, name: str, condition: Any = None) -> None:
    row = {"id": key(number), "element_id": element, "field_name": name}
    if condition is not None:
        row |= {"condition_field_id": condition, "condition_operator": "equals", "condition_value": "1"}
    driving.insert(url, "element_required_fields", row)


def test_conditions_in_a_cycle_are_refused_and_named(head: str) -> None:
    _field(head, 50, PARENT, "uno")
    _field(head, 51, PARENT, "dos", key(50))
    _field(head, 52, PARENT, "tres", key(51))
    with _refused(head, "element_required_fields_condition_acyclic", "uno -> tres -> dos -> uno", "cycle in"):
        driving.execute(
            head,
            f"UPDATE element_required_fields SET condition_field_id = {_literal(head, key(52))}, "
            f"condition_operator = 'equals', condition_value = '1' WHERE field_name = 'uno'",
        )


def test_a_condition_on_another_element_is_refused(head: str) -> None:
    rule = "element_required_fields_condition_same_element"
    _field(head, 50, PARENT, "uno")
    with _refused(head, rule, "dos and uno", "different elements"):
        _field(head, 51, CHILD, "dos", key(50))
    _field(head, 52, PARENT, "tres", key(50))
    with _refused(head, rule, "different elements"):
        _set(head, "element_required_fields", key(50), "element_id", CHILD)


# What tiers include


def _include(url: str, number: int, tier: Any, **values: Any) -> None:
    driving.insert(url, "tier_element_inclusions", {"id": key(number), "tier_id": tier, **values})


def test_tiers_that_include_each_other_are_refused_and_named(head: str) -> None:
    _include(head, 60, T1, included_tier_id=T2)
    _include(head, 61, T2, included_tier_id=T3)
    _include(head, 62, T1, included_tier_id=T3)  # two ways to T3 are no cycle
    with _refused(head, "tier_element_inclusions_acyclic", "T3 -> T1 -> T(2 -> T)?3", "cycle in"):
        _include(head, 63, T3, included_tier_id=T1)


def test_elements_and_tiers_of_another_category_are_refused(head: str) -> None:
    rule = "tier_element_inclusions_same_category"
    with _refused(head, rule, "element C is of another category than tier T1", "of another category"):
        _include(head, 60, T1, element_id=OTHER)
    with _refused(head, rule, "tier TC is of another category than tier T1", "of another category"):
        _include(head, 60, T1, included_tier_id=FOREIGN_TIER)


def test_what_a_tier_includes_can_not_be_moved_to_another_category(head: str) -> None:
    _include(head, 60, T1, element_id=PARENT)
    _include(head, 61, T1, included_tier_id=T2)
    for table, row in (("elements", PARENT), ("tariff_tiers", T1), ("tariff_tiers", T2)):
        with _refused(head, "tier_element_inclusions_same_category", "bound to its category"):
            _set(head, table, row, "category_id", COCHES)
    _set(head, "tariff_tiers", T3, "category_id", COCHES)  # nothing includes it


def test_a_tier_moves_with_all_it_includes_in_one_transaction(database_url: str) -> None:
    _catalogue(database_url)
    _include(database_url, 60, T1, element_id=PARENT)
    _set(database_url, "elements", CHILD, "parent_element_id", PARENT)
    move = f"SET category_id = '{COCHES}' WHERE id IN ('{PARENT}', '{CHILD}', '{T1}')"
    driving.execute(
        database_url,
        "SET CONSTRAINTS ALL DEFERRED",
        f"UPDATE tariff_tiers {move}",
        f"UPDATE elements {move}",
    )
    assert {row["category_id"] for row in driving.read(database_url, "elements")} == {COCHES}


def test_rows_of_one_pool_have_the_same_bounds(head: str) -> None:
    _include(head, 60, T1, element_id=PARENT, quota_group="uno", group_max=2)
    with _refused(
        head, "tier_element_inclusions_pool_bounds", "pool uno of tier T1 .*: none..2, none..3", "pool"
    ):
        _include(head, 61, T1, element_id=CHILD, quota_group="uno", group_max=3)
    _include(head, 61, T1, element_id=CHILD, quota_group="uno", group_max=2)
    # One statement, or one transaction, may change them all.
    driving.execute(head, "UPDATE tier_element_inclusions SET group_max = 5 WHERE quota_group = 'uno'")
    assert {row["group_max"] for row in driving.read(head, "tier_element_inclusions")} == {5}


# Both systems of element warnings


def _warn(url: str, **values: Any) -> None:
    driving.insert(url, "warnings", {"id": WARNING, "code": "W", "message": "Ojo", **values})


def _links(url: str) -> list[tuple[Any, Any, str]]:
    return [
        (row["element_id"], row["warning_id"], row["show_condition"])
        for row in driving.read(url, "element_warning_associations")
    ]


def test_an_element_warning_gets_its_association(head: str) -> None:
    _warn(head, element_id=PARENT)
    assert _links(head) == [(PARENT, WARNING, "always")]


def test_an_explicit_association_of_the_same_transaction_wins(head: str) -> None:
    warning, element = _literal(head, WARNING), _literal(head, PARENT)
    driving.execute(
        head,
        f"INSERT INTO warnings (id, code, message, element_id) VALUES ({warning}, 'W', 'Ojo', {element})",
        "INSERT INTO element_warning_associations "
        "(id, element_id, warning_id, show_condition, threshold_quantity) "
        f"VALUES ({_literal(head, key(31))}, {element}, {warning}, 'on_exceed_max', 2)",
    )
    found = driving.read(head, "element_warning_associations")
    assert [(row["id"], row["show_condition"]) for row in found] == [(key(31), "on_exceed_max")]
    assert len(driving.read(head, "warnings")) == 1


def test_a_warning_moved_to_another_element_takes_its_association_along(head: str) -> None:
    _warn(head, element_id=PARENT)
    driving.execute(
        head,
        "UPDATE element_warning_associations SET show_condition = 'on_below_min', threshold_quantity = 1",
    )
    _set(head, "warnings", WARNING, "element_id", CHILD)
    assert _links(head) == [(CHILD, WARNING, "on_below_min")]


def test_a_rescoped_warning_loses_its_association_and_stays(head: str) -> None:
    _warn(head, element_id=PARENT)
    category = _literal(head, MOTOS)
    driving.execute(head, f"UPDATE warnings SET element_id = NULL, category_id = {category}")
    assert _links(head) == []
    assert driving.read(head, "warnings")[0]["category_id"] == MOTOS
    driving.execute(head, f"UPDATE warnings SET element_id = {_literal(head, CHILD)}, category_id = NULL")
    assert _links(head) == [(CHILD, WARNING, "always")]


def test_a_warning_rescoped_and_back_in_one_transaction_stays(head: str) -> None:
    _warn(head, element_id=PARENT)
    driving.execute(
        head,
        f"UPDATE warnings SET element_id = NULL, category_id = {_literal(head, MOTOS)}",
        f"UPDATE warnings SET element_id = {_literal(head, PARENT)}, category_id = NULL",
    )
    assert _links(head) == [(PARENT, WARNING, "always")]
    assert len(driving.read(head, "warnings")) == 1


def test_deleting_the_association_deletes_the_warning(head: str) -> None:
    _warn(head, element_id=PARENT)
    driving.execute(head, "DELETE FROM element_warning_associations")
    assert driving.read(head, "warnings") == []


def test_an_association_replaced_in_one_transaction_keeps_the_warning(database_url: str) -> None:
    _catalogue(database_url)
    _warn(database_url, element_id=PARENT)
    driving.execute(
        database_url,
        "DELETE FROM element_warning_associations",
        "INSERT INTO element_warning_associations (id, element_id, warning_id) "
        f"VALUES (gen_random_uuid(), '{PARENT}', '{WARNING}')",
    )
    assert len(driving.read(database_url, "warnings")) == 1


def test_deleting_an_element_deletes_both_systems(head: str) -> None:
    _warn(head, element_id=PARENT)
    driving.execute(head, f"DELETE FROM elements WHERE id = {_literal(head, PARENT)}")
    assert driving.read(head, "warnings") == []
    assert _links(head) == []


def test_deleting_a_warning_deletes_its_association(head: str) -> None:
    _warn(head, element_id=PARENT)
    driving.execute(head, "DELETE FROM warnings")
    assert _links(head) == []


def test_an_association_with_another_element_than_the_warnings_is_refused(head: str) -> None:
    _warn(head, element_id=PARENT)
    with pytest.raises(IntegrityError):
        driving.insert(
            head,
            "element_warning_associations",
            {"id": key(31), "element_id": CHILD, "warning_id": WARNING},
        )


# Two transactions at once


async def _two_transactions(engine: AsyncEngine, first: str, second: str) -> list[BaseException | None]:
    """Run both with the first one still open when the second one starts; the outcome of each."""
    started, through = asyncio.Event(), asyncio.Event()
    waiting = text(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
        "WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"
    )

    async def run(statement: str, *, leads: bool) -> None:
        async with engine.connect() as connection:
            if not leads:
                await started.wait()
            try:
                await connection.execute(text(statement))
            finally:
                (started if leads else through).set()
            # Until the other one has come to wait for us, or is through.
            while leads and not through.is_set():
                async with engine.connect() as watcher:
                    if await watcher.scalar(waiting):
                        break
                await asyncio.sleep(0.01)
            await connection.commit()

    outcomes = await asyncio.gather(run(first, leads=True), run(second, leads=False), return_exceptions=True)
    return list(outcomes)


@pytest.mark.parametrize("kind", ["elements", "fields", "tiers"])
async def test_two_transactions_can_not_close_a_cycle_together(database_url: str, kind: str) -> None:
    _catalogue(database_url)
    if kind == "elements":
        statement = "UPDATE elements SET parent_element_id = '{1}' WHERE id = '{0}'"
        pair = (PARENT, CHILD)
    elif kind == "fields":
        _field(database_url, 50, PARENT, "uno")
        _field(database_url, 51, PARENT, "dos")
        statement = (
            "UPDATE element_required_fields SET condition_field_id = '{1}', condition_operator = 'equals', "
            "condition_value = '1' WHERE id = '{0}'"
        )
        pair = (key(50), key(51))
    else:
        statement = (
            "INSERT INTO tier_element_inclusions (id, tier_id, included_tier_id) "
            "VALUES (gen_random_uuid(), '{0}', '{1}')"
        )
        pair = (T1, T2)
    engine = create_engine(database_url)
    outcomes = await _two_transactions(
        engine, statement.format(pair[0], pair[1]), statement.format(pair[1], pair[0])
    )
    await engine.dispose()
    assert outcomes[0] is None
    assert isinstance(outcomes[1], IntegrityError)
    assert "cycle in" in str(outcomes[1])
