"""`msia categories`, `elements`, `price`, `settings` and `cases`, as staff use them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from database.embedded import RunningServer
from tests import servers
from tests.command_server import Done, RunMsia, msia_on
from tests.quote.contract import ErrorEnvelope


@pytest.fixture(scope="module")
def database(pg_server: RunningServer) -> Iterator[str]:
    """A seeded database that the tests of this module change, each its own rows."""
    with servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url:
        yield url


@pytest.fixture(scope="module")
def staff(database: str) -> Iterator[RunMsia]:
    """`msia` on that database."""
    with msia_on(database) as run:
        yield run


async def rows(database: str, statement: str) -> list[Any]:
    url = make_url(database)
    connection = await asyncpg.connect(
        host=url.host, port=url.port, user=url.username, password=url.password, database=url.database
    )
    try:
        return list(await connection.fetch(statement))
    finally:
        await connection.close()


def ok(done: Done) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(done: Done, status: int = 2) -> dict[str, str | None]:
    assert done.returncode == status, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    return ErrorEnvelope.model_validate_json(done.stdout).error.model_dump()


def test_verify_names_some_warnings_as_people_write_them(msia: RunMsia) -> None:
    first, *sampled = ok(msia("verify")).splitlines()
    assert first.startswith("✓")
    assert len(sampled) == 5
    assert all(re.fullmatch(r" +[A-Z0-9_]+: [a-z0-9_]+", line) for line in sampled)


def test_categories_and_elements(msia: RunMsia) -> None:
    listed = json.loads(ok(msia("categories", "--json")))["categories"]
    assert [item["slug"] for item in listed] == ["motos-part", "aseicars-prof"]
    assert "Motocicletas" in ok(msia("categories"))
    (group,) = json.loads(ok(msia("elements", "--category", "Motos-PART", "--json")))["categories"]
    elements = {item["code"]: item for item in group["elements"]}
    assert len(elements) == listed[0]["elements"]
    assert elements["SUSPENSION"]["variants"] == ["SUSPENSION_DEL", "SUSPENSION_TRAS"]
    assert (elements["SUSPENSION"]["is_priced"], elements["ESCAPE"]["is_priced"]) == (False, True)
    shown = ok(msia("elements"))
    assert "PLACA_SOLAR_MALETERO" in shown
    assert not any(line.endswith(" ") for line in shown.splitlines()), "a pipe gets no padding"
    assert refused(msia("elements", "-c", "moto", "--json"))["field"] == "category"


async def test_a_price_is_changed_audited_and_kept(staff: RunMsia, database: str) -> None:
    shown = ok(staff("price", "set", "--category", "motos-part", "t5", "1.180,50 €"))
    assert "175,00 € → 1.180,50 €" in shown
    prices = json.loads(ok(staff("price", "show", "-c", "motos-part", "--json")))["prices"]
    assert {item["code"]: item["price"] for item in prices if item["kind"] == "tier"}["T5"] == "1180.50"
    (entry,) = await rows(
        database,
        "SELECT changes FROM audit_log WHERE entity_type = 'tariff_tiers' AND action = 'update' "
        "AND changes ? 'price'",
    )
    assert json.loads(entry["changes"])["price"] == {"old": 175.0, "new": 1180.5}
    again = staff("seed", "--category", "motos-part")
    assert "se queda '1180.5'; los datos dicen '175'" in ok(again)
    assert "→" not in again.stdout
    prices = json.loads(ok(staff("price", "show", "-c", "motos-part", "--json")))["prices"]
    assert {item["code"]: item["price"] for item in prices}["T5"] == "1180.50"
    change = json.loads(ok(staff("price", "set", "-c", "motos-part", "CERT_TALLER", "90", "--json")))
    assert (change["former"], change["price"], change["kind"]) == ("85.00", "90.00", "optional")


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["T9", "180"], "code"),
        (["T6", "0"], "price"),
        (["T6", "NaN"], "price"),
        (["T6", "1e3"], "price"),
        (["T6", "1,234"], "price"),
        (["T6", "100000000"], "price"),
        (["T6", ""], "price"),
    ],
)
def test_what_is_no_price_changes_nothing(staff: RunMsia, arguments: list[str], field: str) -> None:
    assert refused(staff("price", "set", "-c", "motos-part", *arguments, "--json"))["field"] == field
    prices = json.loads(ok(staff("price", "show", "-c", "motos-part", "--json")))["prices"]
    assert {item["code"]: item["price"] for item in prices}["T6"] == "140.00"


async def test_settings(staff: RunMsia, database: str) -> None:
    listed = {item["key"]: item for item in json.loads(ok(staff("settings", "list", "--json")))["settings"]}
    assert listed["retention_days_users"]["is_default"]
    assert not listed["catalogue_version"]["is_mutable"]
    assert ok(staff("settings", "get", "legal_hold_days")) == "0\n"
    assert ok(staff("settings", "set", "legal_hold_days", "0030")) == "legal_hold_days: 0 → 30\n"
    assert ok(staff("settings", "set", "Panic_Button_Enabled", "sí")).endswith("→ true\n")
    changed = await rows(
        database, "SELECT key, value, value_type FROM system_settings WHERE key = 'legal_hold_days'"
    )
    assert [tuple(row) for row in changed] == [("legal_hold_days", "30", "integer")]
    (audited,) = await rows(
        database,
        "SELECT changes FROM audit_log WHERE entity_type = 'system_settings' AND action = 'update' "
        "AND changes->'value'->>'new' = '30'",
    )
    assert json.loads(audited["changes"])["value"]["old"] == "0"


@pytest.mark.parametrize(
    ("key", "value", "status"),
    [
        ("legal_hold", "1", 2),
        ("legal_hold_days", "-5", 2),
        ("legal_hold_days", "mucho", 2),
        ("retention_days_users", "99999999999999999999", 2),
        ("panic_button_enabled", "quizás", 2),
        ("catalogue_version", "7", 1),
    ],
)
def test_a_setting_refuses_what_it_is_not(staff: RunMsia, key: str, value: str, status: int) -> None:
    refusal = refused(staff("settings", "set", key, value, "--json"), status)
    assert refusal["field"] in {key, "key"}


async def test_cases_are_found_and_shown(staff: RunMsia, database: str) -> None:
    assert "Ningún expediente" in ok(staff("cases", "--matricula", "9999 BBB"))
    (made,) = await rows(
        database,
        "WITH person AS (INSERT INTO users (id, phone, first_name, last_name) VALUES "
        "(gen_random_uuid(), '+34600999888', 'Íñigo', 'Ruiz') RETURNING id) "
        "INSERT INTO cases (id, user_id, category_id, matricula) SELECT gen_random_uuid(), person.id, "
        "vehicle_categories.id, '1234BCD' FROM person, vehicle_categories "
        "WHERE slug = 'motos-part' RETURNING id",
    )
    for filters in (
        ["--matricula", "1234-bcd"],
        ["--telefono", "600 999 888", "--estado", "recogiendo datos"],
        ["--nombre", "inigo", "--status", "collecting", "--desde", "01/01/2020"],
        ["--category", "MOTOS-part", "--hasta", "hoy"],
    ):
        found = json.loads(ok(staff("cases", *filters, "--json")))
        assert [case["id"] for case in found["cases"]] == [str(made["id"])], filters
    assert "recogiendo datos" in ok(staff("cases", "--name", "ruiz"))
    detail = json.loads(ok(staff("cases", str(made["id"]), "--json")))
    assert (detail["owner"]["phone"], detail["vehicle"]["matricula"]) == ("+34600999888", "1234BCD")
    assert "Íñigo" in ok(staff("cases", str(made["id"])))


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["--matricula", "ZZZ"], "matricula"),
        (["--bastidor", "?"], "bastidor"),
        (["--phone", "12"], "phone"),
        (["--status", "abierto"], "status"),
        (["--since", "marzo"], "since"),
        (["--since", "hoy", "--until", "ayer"], "until"),
        (["--category", "moto"], "category"),
        (["--limit", "0"], "limit"),
        (["--before", "?"], "before"),
        (["12"], "case_id"),
        (["00000000-0000-0000-0000-000000000000"], "case_id"),
        (["00000000-0000-0000-0000-000000000000", "--name", "ana"], "case_id"),
    ],
)
def test_a_search_that_cannot_be_read(msia: RunMsia, arguments: list[str], field: str) -> None:
    assert refused(msia("cases", *arguments, "--json"))["field"] == field


def test_errors_of_usage_are_json_too(msia: RunMsia) -> None:
    assert refused(msia("cases", "--plate", "x", "--json"))["field"] == "--plate"


def test_nothing_asked_for_prints_no_page_of_documents(msia: RunMsia) -> None:
    shown = ok(msia("quote", "-c", "Motos-Part", "hola"))
    assert "no nombra ningún elemento" in shown
    assert "Documentación" not in shown


@pytest.mark.parametrize("quantity", ["0", "", "1001", "1.5", "-1", "9999999"])
def test_a_quantity_that_is_none_is_named(msia: RunMsia, quantity: str) -> None:
    error = refused(msia("quote", "-c", "motos-part", "-e", f"ESCAPE:{quantity}", "--json"))
    assert (error["code"], error["field"]) == ("bad_quantity", "elements")
