"""apply_element_fixes.sql repairs broken element data, leaves sound data alone, and can run twice."""

import re
from dataclasses import dataclass
from typing import Any

import asyncpg
import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from database.embedded import RunningServer
from database.seeds.seeders import ChangeKind
from tests import servers
from tests.seeds.conftest import Seed
from tests.servers import ROOT, run_msia

SCRIPT = ROOT / "database" / "migrations" / "apply_element_fixes.sql"
STEPS = 18


async def _connect(url: str) -> Any:
    parts = make_url(url)
    return await asyncpg.connect(
        host=parts.host,
        port=parts.port,
        user=parts.username,
        password=parts.password,
        database=parts.database,
    )


async def apply_fixes(url: str) -> tuple[dict[int, int], list[str]]:
    """Run the file as the application's role; the counts by step, and the warnings."""
    counts: dict[int, int] = {}
    complaints: list[str] = []

    def listen(_connection: Any, message: Any) -> None:
        text = str(message.message)
        if message.severity == "WARNING":
            complaints.append(text)
        elif found := re.fullmatch(r"(\d\d) .*: (\d+)", text):
            counts[int(found[1])] = int(found[2])

    connection = await _connect(url)
    try:
        connection.add_log_listener(listen)
        await connection.execute(SCRIPT.read_text(encoding="utf-8"))
    finally:
        await connection.close()
    return counts, complaints


async def break_data(server: RunningServer, url: str, *statements: str) -> None:
    """Write what no trigger or foreign key would let through."""
    connection = await _connect(server.database_url(str(make_url(url).database), superuser=True))
    try:
        await connection.execute("SET session_replication_role = replica")
        for statement in statements:
            assert not (await connection.execute(statement)).endswith(" 0"), statement
    finally:
        await connection.close()


async def fetch(url: str, query: str) -> Any:
    connection = await _connect(url)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


@dataclass(frozen=True)
class Repair:
    """How to break data, the query that shows it, its values before and after, and the repairing step."""

    broken_by: tuple[str, ...]
    query: str
    broken: object
    repaired: object
    step: int
    rows: int = 1


ESCAPE = "code = 'ESCAPE' AND category_id = (SELECT id FROM vehicle_categories WHERE slug = 'motos-part')"
ESCAPE_ID = f"(SELECT id FROM elements WHERE {ESCAPE})"
MOTOR_ID = "(SELECT id FROM elements WHERE code = 'MOTOR')"
SOLAR = "(SELECT id FROM elements WHERE code = 'PLACA_SOLAR')"
MODEL_FIELD = f"element_id = {MOTOR_ID} AND field_name = 'modelo_origen'"
SOLAR_WARNING = "(SELECT id FROM warnings WHERE code = 'placas_maximo_dos')"
NOTHING: dict[int, int] = dict.fromkeys(range(1, STEPS + 1), 0)

REPAIRS = {
    "code": Repair(
        ("UPDATE elements SET code = E'\\u00a0MOTOR ' WHERE code = 'MOTOR'",),
        "SELECT count(*) FROM elements WHERE code = 'MOTOR'",
        0,
        1,
        1,
    ),
    "name": Repair(
        (f"UPDATE elements SET name = ' Escape   libre ' WHERE {ESCAPE}",),
        f"SELECT name FROM elements WHERE {ESCAPE}",
        " Escape   libre ",
        "Escape libre",
        2,
    ),
    "keywords": Repair(
        (
            f"""UPDATE elements SET keywords = '[" Escape", "", "ESCAPE", "tubo  de escape", null, 7]'
            WHERE {ESCAPE}""",
        ),
        f"SELECT keywords::text FROM elements WHERE {ESCAPE}",
        '[" Escape", "", "ESCAPE", "tubo  de escape", null, 7]',
        '["escape", "tubo de escape", "7"]',
        3,
    ),
    "aliases that are no list": Repair(
        (
            # As it could be before the database kept lists lists.
            "ALTER TABLE elements DROP CONSTRAINT IF EXISTS ck_elements_aliases_is_array",
            f"UPDATE elements SET aliases = '{{\"a\": 1}}' WHERE {ESCAPE}",
        ),
        f"SELECT aliases::text FROM elements WHERE {ESCAPE}",
        '{"a": 1}',
        "[]",
        3,
    ),
    "parent of another category": Repair(
        (
            f"UPDATE elements SET parent_element_id = {SOLAR}, variant_type = 'x', variant_code = 'X' "
            f"WHERE {ESCAPE}",
        ),
        f"SELECT parent_element_id IS NULL FROM elements WHERE {ESCAPE}",
        False,
        True,
        4,
    ),
    "circular parents": Repair(
        (
            "UPDATE elements SET parent_element_id = (SELECT id FROM elements WHERE code = "
            "'PLACA_SOLAR_SIMPLE') WHERE code = 'PLACA_SOLAR'",
        ),
        "SELECT count(*) FROM elements WHERE code IN ('PLACA_SOLAR', 'PLACA_SOLAR_SIMPLE') "
        "AND parent_element_id IS NULL",
        0,
        1,
        5,
    ),
    "variant of nothing": Repair(
        (f"UPDATE elements SET variant_code = 'X', inherit_parent_data = true WHERE {ESCAPE}",),
        f"SELECT variant_code IS NULL AND NOT inherit_parent_data FROM elements WHERE {ESCAPE}",
        False,
        True,
        6,
    ),
    "active picture without address": Repair(
        (
            "UPDATE element_images SET status = 'active', image_url = ' ' "
            f"WHERE element_id = {SOLAR} AND code = 'PLACA_SOLAR'",
        ),
        f"SELECT status FROM element_images WHERE element_id = {SOLAR} AND code = 'PLACA_SOLAR'",
        "active",
        "placeholder",
        7,
    ),
    "placeholder with address": Repair(
        (
            "UPDATE element_images SET image_url = 'https://example.com/a.jpg' "
            f"WHERE element_id = {SOLAR} AND code = 'PLACA_SOLAR'",
        ),
        f"SELECT status FROM element_images WHERE element_id = {SOLAR} AND code = 'PLACA_SOLAR'",
        "placeholder",
        "active",
        8,
    ),
    "placeholder that says nothing": Repair(
        (
            "INSERT INTO element_images (id, element_id, code, title) "
            f"VALUES (gen_random_uuid(), {SOLAR}, 'VACIA', ' ')",
        ),
        "SELECT is_active FROM element_images WHERE code = 'VACIA'",
        True,
        False,
        9,
    ),
    "placeholder that was fulfilled": Repair(
        (
            "INSERT INTO element_images (id, element_id, code, title, image_type, image_url, status) VALUES "
            f"(gen_random_uuid(), {SOLAR}, 'REAL', 'placa  SOLAR', 'example', '/img/a.jpg', 'active')",
        ),
        f"SELECT is_active FROM element_images WHERE element_id = {SOLAR} AND code = 'PLACA_SOLAR'",
        True,
        False,
        9,
    ),
    "options of a text": Repair(
        (
            "UPDATE element_required_fields SET options = '[\"A\"]' "
            f"WHERE element_id = {SOLAR} AND field_name = 'marca'",
        ),
        "SELECT options::text FROM element_required_fields "
        f"WHERE element_id = {SOLAR} AND field_name = 'marca'",
        '["A"]',
        "[]",
        10,
    ),
    "condition on another element": Repair(
        (
            "UPDATE element_required_fields SET condition_field_id = (SELECT id FROM element_required_fields "
            f"WHERE element_id = {SOLAR} AND field_name = 'marca') WHERE {MODEL_FIELD}",
        ),
        f"SELECT condition_field_id IS NULL FROM element_required_fields WHERE {MODEL_FIELD}",
        False,
        True,
        11,
    ),
    "circular conditions": Repair(
        (
            "UPDATE element_required_fields SET condition_field_id = (SELECT id FROM element_required_fields "
            f"WHERE {MODEL_FIELD}), condition_operator = 'equals', condition_value = 'x' "
            f"WHERE element_id = {MOTOR_ID} AND field_name = 'procedencia'",
        ),
        "SELECT condition_value IS NULL FROM element_required_fields "
        f"WHERE element_id = {MOTOR_ID} AND field_name = 'procedencia'",
        False,
        True,
        12,
    ),
    "half a condition": Repair(
        (f"UPDATE element_required_fields SET condition_field_id = NULL WHERE {MODEL_FIELD}",),
        f"SELECT condition_operator IS NULL FROM element_required_fields WHERE {MODEL_FIELD}",
        False,
        True,
        13,
    ),
    "association missing": Repair(
        (f"DELETE FROM element_warning_associations WHERE warning_id = {SOLAR_WARNING}",),
        "SELECT threshold_quantity FROM element_warning_associations a JOIN seed_records r ON r.id = a.id "
        f"WHERE warning_id = {SOLAR_WARNING} AND show_condition = 'on_exceed_max'",
        None,
        2,
        14,
    ),
    "association of another element": Repair(
        (
            "INSERT INTO element_warning_associations (id, element_id, warning_id) "
            f"VALUES (gen_random_uuid(), {ESCAPE_ID}, {SOLAR_WARNING})",
        ),
        f"SELECT count(*) FROM element_warning_associations WHERE warning_id = {SOLAR_WARNING}",
        2,
        1,
        15,
    ),
    "threshold without condition": Repair(
        (
            "UPDATE element_warning_associations SET show_condition = 'always' "
            f"WHERE warning_id = {SOLAR_WARNING}",
        ),
        f"SELECT threshold_quantity FROM element_warning_associations WHERE warning_id = {SOLAR_WARNING}",
        2,
        None,
        16,
    ),
    "nameless pool": Repair(
        (
            "UPDATE tier_element_inclusions SET quota_group = ' ', group_max = 2 WHERE element_id = "
            f"{MOTOR_ID}",
        ),
        f"SELECT group_max FROM tier_element_inclusions WHERE element_id = {MOTOR_ID}",
        2,
        None,
        17,
    ),
    "prompt edited under its old version": Repair(
        (
            "UPDATE tariff_prompt_sections SET content = content || 'Nota.' WHERE id = "
            "(SELECT min(id::text)::uuid FROM tariff_prompt_sections)",
        ),
        "SELECT version FROM tariff_prompt_sections WHERE content LIKE '%Nota.'",
        1,
        2,
        18,
    ),
}


@pytest.mark.parametrize("name", REPAIRS)
async def test_breakage_is_repaired_once(
    name: str, pg_server: RunningServer, seeded_database_url: str
) -> None:
    repair = REPAIRS[name]
    await break_data(pg_server, seeded_database_url, *repair.broken_by)
    assert await fetch(seeded_database_url, repair.query) == repair.broken

    counts, complaints = await apply_fixes(seeded_database_url)

    assert counts[repair.step] == repair.rows
    assert complaints == []
    assert await fetch(seeded_database_url, repair.query) == repair.repaired
    assert await apply_fixes(seeded_database_url) == (NOTHING, [])


async def test_all_breakages_at_once(pg_server: RunningServer, seeded_database_url: str) -> None:
    # The code last: the others find their elements by it.
    for repair in reversed(REPAIRS.values()):
        await break_data(pg_server, seeded_database_url, *repair.broken_by)
    await apply_fixes(seeded_database_url)
    assert await apply_fixes(seeded_database_url) == (NOTHING, [])


async def test_seeded_data_needs_no_repair(seeded_engine: AsyncEngine, seed: Seed) -> None:
    url = seeded_engine.url.render_as_string(hide_password=False)
    assert await apply_fixes(url) == (NOTHING, [])
    assert set((await seed(seeded_engine, dry_run=True)).counts()) == {ChangeKind.SKIPPED}


async def test_what_needs_a_person_is_named(pg_server: RunningServer, seeded_database_url: str) -> None:
    await break_data(
        pg_server,
        seeded_database_url,
        "INSERT INTO elements (id, category_id, code, name) "
        f"SELECT gen_random_uuid(), category_id, 'ESCAPE ', 'Otro' FROM elements WHERE {ESCAPE}",
        """UPDATE warnings SET trigger_conditions = '{"any_elements": ["NADA"]}'
        WHERE code = 'matricula_requiere_luz'""",
    )
    counts, complaints = await apply_fixes(seeded_database_url)
    assert counts == NOTHING
    assert len(complaints) == 2
    assert "'ESCAPE '" in complaints[0]
    assert "matricula_requiere_luz (NADA)" in complaints[1]


async def test_restored_association_is_what_seeding_knows(
    pg_server: RunningServer, seeded_engine: AsyncEngine, seed: Seed
) -> None:
    url = seeded_engine.url.render_as_string(hide_password=False)
    await break_data(pg_server, url, "DELETE FROM element_warning_associations")
    await apply_fixes(url)
    assert set((await seed(seeded_engine, dry_run=True)).counts()) == {ChangeKind.SKIPPED}


async def test_runs_from_the_command_line(seeded_database_url: str) -> None:
    done = run_msia(
        *("db", "psql", "-v", "ON_ERROR_STOP=1", "-f", str(SCRIPT)),
        environment={"DATABASE_URL": seeded_database_url},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count(": 0") == STEPS
    assert done.stdout.splitlines()[-1] == "COMMIT"


async def test_runs_on_the_oldest_supported_server(pg15_server: RunningServer) -> None:
    with servers.temporary_database(pg15_server, servers.migrated_template(pg15_server)) as url:
        assert await apply_fixes(url) == (NOTHING, [])
