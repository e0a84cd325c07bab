"""Migrations 041 and 042 on a database of before with rows that the schema now refuses: mended, or refused by
name before anything has changed. On PostgreSQL 18 and 15 and, where the rows could be there, on SQLite."""

import datetime as dt
from typing import Any

import pytest
from alembic.util import CommandError

from tests.migrations import driving
from tests.migrations.driving import key
from tests.migrations.ladder import start_at

BEFORE = "040_list_order_indexes"
REVISION = "042"
MOMENT = dt.datetime(2026, 2, 3, tzinfo=dt.UTC)
pytestmark = pytest.mark.filterwarnings("ignore:.*does \\*not\\* support Decimal:sqlalchemy.exc.SAWarning")


def _by_id(url: str, table: str) -> dict[int, driving.Row]:
    return {row["id"].int: row for row in driving.read(url, table)}


def _catalogue(url: str) -> None:
    driving.insert(
        url,
        "vehicle_categories",
        {"id": key(1), "slug": "motos", "name": "Motos", "client_type": "particular"},
    )
    elements: dict[int, driving.Row] = {
        10: {"keywords": "escape"},
        11: {"keywords": None, "metadata": None},
        12: {"keywords": ["tubo"], "aliases": ["arco"]},
    }
    driving.insert(
        url,
        "elements",
        *(
            {"id": key(number), "category_id": key(1), "code": f"E{number}", "name": f"E{number}", **values}
            for number, values in elements.items()
        ),
    )
    # JSON's null is not SQL's: it passed NOT NULL.
    null = "'null'"
    driving.execute(url, f"UPDATE elements SET metadata = {null}, aliases = {null} WHERE code = 'E11'")


def _cases(url: str) -> None:
    rows: dict[int, driving.Row] = {
        20: {"completed_at": MOMENT},
        21: {"status": "completed", "completed_at": MOMENT},
        22: {"taller_telefono": "91 234 56-78"},
        23: {"taller_telefono": "(0034) 912345678"},
        24: {"taller_telefono": "  "},
        25: {"taller_telefono": "+33 1 23 45 67 89"},
        26: {"tariff_amount": 140, "tariff_accepted_at": MOMENT, "tariff_snapshot": {"total": "140.00"}},
        27: {"tariff_amount": 90},
    }
    driving.insert(url, "cases", *({"id": key(number), **values} for number, values in rows.items()))


def test_rows_with_one_right_answer_are_mended(any_url: str) -> None:
    start_at(any_url, BEFORE)
    on_sqlite = any_url.startswith("sqlite")
    _catalogue(any_url)
    _cases(any_url)
    driving.insert(
        any_url,
        "users",
        {"id": key(30), "phone": "+34 600-111-222"},
        {"id": key(31), "phone": "+34600111333"},
    )
    driving.insert(any_url, "conversation_history", {"id": key(40), "chatwoot_conversation_id": "1"})
    driving.insert(any_url, "warnings", {"id": key(50), "code": "W", "message": "m", "element_id": key(10)})
    driving.insert(
        any_url,
        "llm_usage_metrics",
        {"id": key(60), "task_type": "x", "tier": "cloud", "provider": "x", "estimated_cost_usd": 1},
    )
    driving.insert(
        any_url,
        "rag_queries",
        *({"id": key(90 + n), "query_text": "q", "query_hash": "h", "chunks_retrieved": -n} for n in (0, 1)),
    )
    endless = "9e999" if on_sqlite else "'NaN'"
    odd = [f"UPDATE llm_usage_metrics SET estimated_cost_usd = {endless}"]
    messages = (
        "INSERT INTO conversation_messages (id, conversation_id, role, content, chatwoot_message_id) VALUES "
    )
    values = [
        f"({_key(any_url, 70 + n)}, {_key(any_url, 40)}, 'user', 'm{n}', {number})"
        for n, number in enumerate((7, 7, 8))
    ]
    if on_sqlite:
        odd += ["DROP TRIGGER msia_message_once", messages + ", ".join(values)]
        odd += ["DROP TRIGGER msia_delete_unlinked", "DELETE FROM element_warning_associations"]
        once = "CREATE TRIGGER msia_message_once BEFORE INSERT ON conversation_messages BEGIN SELECT 1; END"
        gone = (
            "CREATE TRIGGER msia_delete_unlinked AFTER DELETE ON element_warning_associations "
            "BEGIN SELECT 1; END"
        )
        odd += [once, gone]
    else:
        odd += [
            # The way a person with psql did it: the tariff's trigger switched off meanwhile.
            "ALTER TABLE cases DISABLE TRIGGER USER",
            "UPDATE cases SET tariff_amount = 'NaN' WHERE tariff_amount IS NOT NULL",
            "ALTER TABLE cases ENABLE TRIGGER USER",
            "SET CONSTRAINTS ALL IMMEDIATE",
            "TRUNCATE element_warning_associations",
            "ALTER TABLE conversation_messages DISABLE TRIGGER USER",
            messages + ", ".join(values),
            "ALTER TABLE conversation_messages ENABLE TRIGGER USER",
        ]
    driving.execute(any_url, *odd)

    driving.upgrade(any_url, REVISION)

    elements = _by_id(any_url, "elements")
    assert elements[10]["keywords"] == ["escape"]
    assert (elements[11]["keywords"], elements[11]["aliases"], elements[11]["metadata"]) == ([], [], {})
    assert (elements[12]["keywords"], elements[12]["aliases"]) == (["tubo"], ["arco"])
    cases = _by_id(any_url, "cases")
    assert cases[20]["completed_at"] is None
    assert cases[21]["completed_at"] is not None
    phones = [cases[number]["taller_telefono"] for number in (22, 23, 24, 25)]
    assert phones == ["+34912345678", "+34912345678", None, "+33123456789"]
    amounts = [cases[number]["tariff_amount"] for number in (26, 27)]
    assert amounts == ([140, 90] if on_sqlite else [140, None])
    assert _by_id(any_url, "users")[30]["phone"] == "+34600111222"
    assert driving.read(any_url, "llm_usage_metrics")[0]["estimated_cost_usd"] is None
    assert {row["id"]: row["chunks_retrieved"] for row in driving.read(any_url, "rag_queries")} == {
        key(90): 0,
        key(91): None,
    }
    pairs = driving.read(any_url, "element_warning_associations")
    assert [(row["element_id"], row["warning_id"]) for row in pairs] == [(key(10), key(50))]
    stored = {
        row["content"]: row["chatwoot_message_id"] for row in driving.read(any_url, "conversation_messages")
    }
    assert stored == {"m0": 7, "m1": None, "m2": 8}
    assert {row["chatwoot_message_id"] for row in driving.read(any_url, "conversation_message_keys")} == {
        7,
        8,
    }


def _odd(any_url: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By name: what makes a row nobody but a person can put right, and the words of the refusal."""
    on_sqlite = any_url.startswith("sqlite")
    user, case, element, parent = (_key(any_url, number) for number in (30, 20, 10, 12))
    found = {
        "a phone of letters": (
            f"UPDATE users SET phone = '+abcdefghi' WHERE id = {user}",
            ("Users whose phone is not a number", str(key(30)), "Correct their phone"),
        ),
        "the phone of another user": (
            f"UPDATE users SET phone = '+34 600111333' WHERE id = {user}",
            ("is another user's once it is", str(key(30))),
        ),
        "a workshop's phone in words": (
            f"UPDATE cases SET taller_telefono = 'preguntar' WHERE id = {case}",
            ("Cases whose taller_telefono is not a phone number", str(key(20)), "clear it"),
        ),
        "a number where an object belongs": (
            f"UPDATE elements SET metadata = '3' WHERE id = {element}",
            ("Rows of elements whose metadata is not a JSON object", str(key(10)), "Correct metadata"),
        ),
        "a variant of what is switched off": (
            f"UPDATE elements SET parent_element_id = {parent} WHERE id = {element}; "
            f"UPDATE elements SET is_active = false WHERE id = {parent}",
            ("Active rows of elements", "E10 (E12)", "Switch both on, or both off"),
        ),
        "an endless price": (
            f"UPDATE tariff_tiers SET price = {'9e999' if on_sqlite else chr(39) + 'NaN' + chr(39)}",
            ("Tiers whose price is no number", "motos T1", "Give tariff_tiers.price its amount"),
        ),
    }
    if on_sqlite:
        found = {
            name: (statement, tuple(word.replace("-", "") if len(word) == 36 else word for word in words))
            for name, (statement, words) in found.items()
        }
    return found


def test_rows_that_need_a_person_are_named_and_nothing_changes(
    any_url: str, subtests: pytest.Subtests
) -> None:
    start_at(any_url, BEFORE)
    _catalogue(any_url)
    driving.insert(any_url, "cases", {"id": key(20)})
    driving.insert(
        any_url, "users", {"id": key(30), "phone": "+34600111222"}, {"id": key(31), "phone": "+34600111333"}
    )
    driving.insert(
        any_url,
        "tariff_tiers",
        {"id": key(80), "category_id": key(1), "code": "T1", "name": "T1", "price": 1},
    )
    tables = ("users", "cases", "elements", "tariff_tiers")
    whole = {table: driving.read(any_url, table) for table in tables}
    for name, (statement, words) in _odd(any_url).items():
        with subtests.test(name):
            driving.execute(any_url, *statement.split("; "))
            odd = {table: str(driving.read(any_url, table)) for table in tables}
            with pytest.raises(CommandError) as caught:
                driving.upgrade(any_url, REVISION)
            for word in (*words, "then upgrade again"):
                assert word in str(caught.value)
            # Neither the schema nor a row, the mendable ones included, has changed.
            assert driving.execute(any_url, "SELECT version_num FROM alembic_version") == [
                {"version_num": BEFORE}
            ]
            assert {table: str(driving.read(any_url, table)) for table in tables} == odd
        _restore(any_url, whole)
    driving.upgrade(any_url, REVISION)


def test_a_snapshot_that_tells_no_amount_is_named(empty_database_url: str) -> None:
    """What looks like an amount and is none, or one too large to be stored."""
    start_at(empty_database_url, BEFORE)
    totals = ("1.2.34", "....00", "123456789.00", "140.00")
    driving.insert(
        empty_database_url,
        "cases",
        *(
            {
                "id": key(number),
                "tariff_amount": 1,
                "tariff_accepted_at": MOMENT,
                "tariff_snapshot": {"total": total},
            }
            for number, total in enumerate(totals, 20)
        ),
    )
    driving.execute(
        empty_database_url,
        "ALTER TABLE cases DISABLE TRIGGER USER",
        "UPDATE cases SET tariff_amount = 'NaN'",
        "ALTER TABLE cases ENABLE TRIGGER USER",
    )
    with pytest.raises(
        CommandError, match="Cases with an accepted tariff whose amount is no number"
    ) as caught:
        driving.upgrade(empty_database_url, REVISION)
    named = [number for number in range(20, 24) if str(key(number)) in str(caught.value)]
    assert named == [20, 21, 22]


def _restore(url: str, whole: dict[str, list[driving.Row]]) -> None:
    for table, columns in {
        "users": ("phone",),
        "cases": ("taller_telefono",),
        "elements": ("is_active", "parent_element_id"),
        "tariff_tiers": ("price",),
    }.items():
        for row in whole[table]:
            identity = row["id"].hex if url.startswith("sqlite") else row["id"]
            assignments = ", ".join(f"{name} = {_literal(row[name])}" for name in columns)
            driving.execute(url, f"UPDATE {table} SET {assignments} WHERE id = '{identity}'")
    driving.execute(url, "UPDATE elements SET metadata = '{}' WHERE code = 'E10'")


def _key(url: str, number: int) -> str:
    return f"'{key(number).hex if url.startswith('sqlite') else key(number)}'"


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    return str(value).lower() if isinstance(value, bool) else f"'{value}'"
