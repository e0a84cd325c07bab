"""Runs as a whole: all or nothing per category, dry runs, two at once, and the command."""

import copy
import subprocess
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks.measure import recorded_statements
from database.engines import create_engine
from database.models import TariffTier
from database.seeds.data import aseicars_prof, motos_part
from database.seeds.data.common import TierMapping
from database.seeds.data.tier_mappings import ASEICARS_PROF_MAPPINGS
from database.seeds.seed_utils import category_uuid, tier_uuid
from database.seeds.seeders import ChangeKind
from shared.errors import InvalidInputError
from tests.seeds.conftest import Seed
from tests.seeds.editable import EditableModule, new_element
from tests.seeds.snapshots import snapshot
from tests.servers import run_python

PROF = "aseicars-prof"


def _unknown_element(module: EditableModule) -> TierMapping:
    mapping = copy.deepcopy(ASEICARS_PROF_MAPPINGS)
    mapping["TIER_CONFIGS"]["T1"]["elements"].append("NO_EXISTE")
    return mapping


def _unknown_severity(module: EditableModule) -> TierMapping:
    module.ELEMENTS[-1].setdefault("warnings", []).append(
        {"code": "grave", "message": "Grave.", "severity": "fatal"}
    )
    return ASEICARS_PROF_MAPPINGS


def _malformed_rules(module: EditableModule) -> TierMapping:
    module.ELEMENTS[-1].setdefault("required_fields", []).append(
        {
            "field_name": "peso",
            "field_label": "Peso",
            "field_type": "number",
            "validation_rules": {"min_value": "mucho"},
        }
    )
    return ASEICARS_PROF_MAPPINGS


def _long_code(module: EditableModule) -> TierMapping:
    module.ELEMENTS.append(new_element("X" * 51))
    return ASEICARS_PROF_MAPPINGS


def _parents_in_a_circle(module: EditableModule) -> TierMapping:
    module.element("BOLA_REMOLQUE")["parent_code"] = "BRAZO_PORTA"
    return ASEICARS_PROF_MAPPINGS


def _tiers_in_a_circle(module: EditableModule) -> TierMapping:
    mapping = copy.deepcopy(ASEICARS_PROF_MAPPINGS)
    mapping["TIER_CONFIGS"]["T4"]["inherited_tiers"].append("T1")
    return mapping


@pytest.mark.parametrize(
    ("break_data", "named"),
    [
        (_parents_in_a_circle, "BRAZO_PORTA"),
        (_tiers_in_a_circle, "T4"),
        (_unknown_element, "element_id"),
        (_unknown_severity, "severity"),
        (_malformed_rules, "validation_rules.min_value"),
        (_long_code, "50"),
    ],
)
async def test_a_category_that_fails_leaves_nothing_and_the_other_stays(
    database_url: str, seed: Seed, aseicars: EditableModule, break_data: Any, named: str
) -> None:
    engine = create_engine(database_url)
    try:
        with pytest.raises(InvalidInputError) as caught:
            await seed(engine, motos_part, aseicars, mappings={PROF: break_data(aseicars)})
        rows = await snapshot(engine)
    finally:
        await engine.dispose()
    message = str(caught.value)
    assert PROF in message
    assert named in message
    assert "\n" not in message
    assert rows["vehicle_categories"].keys() == {category_uuid("motos-part")}
    assert {row["category_slug"] for row in rows["seed_records"].values()} == {"motos-part"}
    assert {row["category_id"] for row in rows["elements"].values()} == {category_uuid("motos-part")}
    assert len(rows["tier_element_inclusions"]) > 50


async def test_a_failing_update_leaves_the_category_as_it_was(
    seeded_engine: AsyncEngine, seed: Seed, aseicars: EditableModule
) -> None:
    before = await snapshot(seeded_engine)
    aseicars.CATEGORY["name"] = "Otro nombre"
    with pytest.raises(InvalidInputError):
        await seed(seeded_engine, aseicars, mappings={PROF: _unknown_element(aseicars)})
    assert await snapshot(seeded_engine) == before


async def test_an_unknown_category_is_refused_by_name(database_url: str, seed: Seed) -> None:
    engine = create_engine(database_url)
    try:
        with pytest.raises(InvalidInputError, match="quads") as caught:
            await seed(engine, only=["motos-part", "quads"])
        assert not (await snapshot(engine))["vehicle_categories"]
    finally:
        await engine.dispose()
    assert "motos-part" in str(caught.value)


async def test_one_category_alone(database_url: str, seed: Seed) -> None:
    engine = create_engine(database_url)
    try:
        report = await seed(engine, only=[PROF])
        assert [category.slug for category in report.categories] == [PROF]
        assert (await snapshot(engine))["vehicle_categories"].keys() == {category_uuid(PROF)}
    finally:
        await engine.dispose()


async def test_a_dry_run_of_an_empty_schema_lists_every_row(any_engine: AsyncEngine, seed: Seed) -> None:
    before = await snapshot(any_engine)
    dry = await seed(any_engine, dry_run=True)
    assert await snapshot(any_engine) == before
    real = await seed(any_engine)
    assert dry.dry_run
    assert [category.changes for category in dry.categories] == [
        category.changes for category in real.categories
    ]


@pytest.mark.parametrize("force", [False, True])
async def test_a_dry_run_shows_what_the_run_then_does(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule, force: bool
) -> None:
    motos.tier("T1")["price"] = Decimal("411.00")
    motos.drop_element("FILTRO")
    motos.ELEMENTS.append(new_element("SIDECAR", parent_code="CARROCERIA"))
    motos.element("STARTER").setdefault("warnings", []).append(motos.CATEGORY_WARNINGS.pop())
    motos.element("ANTINIEBLAS")["parent_code"] = "INTERMITENTES"
    async with seeded_engine.begin() as connection:
        await connection.execute(
            update(TariffTier)
            .where(TariffTier.id == tier_uuid("motos-part", "T2"))
            .values(price=Decimal("300"))
        )
    before = await snapshot(seeded_engine)
    with recorded_statements(seeded_engine) as log:
        dry = await seed(seeded_engine, motos, dry_run=True, force=force)
    assert log.verbs() == {"SELECT"}
    assert await snapshot(seeded_engine) == before
    real = await seed(seeded_engine, motos, force=force)
    assert dry.categories[0].changes == real.categories[0].changes
    assert {change.kind for change in real.categories[0].visible_changes()} == {
        ChangeKind.CREATED,
        ChangeKind.UPDATED,
        ChangeKind.REMOVED,
    } | (set() if force else {ChangeKind.KEPT})


@pytest.mark.parametrize("database", ["database_url", "sqlite_database_url"])
async def test_two_processes_at_once_do_not_collide(database: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue(database)

    def run() -> "subprocess.CompletedProcess[str]":
        return run_python("-m", "database.seeds.run_all_seeds", environment={"DATABASE_URL": url})

    with ThreadPoolExecutor(2) as executor:
        outcomes = [future.result() for future in [executor.submit(run) for _ in range(2)]]
    assert [(outcome.returncode, outcome.stderr) for outcome in outcomes] == [
        (0, outcome.stderr) for outcome in outcomes
    ], [outcome.stderr for outcome in outcomes]
    assert not any("Traceback" in outcome.stderr for outcome in outcomes)
    # Each category was created by one of them and found identical by the other.
    for slug in ("motos-part", PROF):
        created = ["created" in outcome.stdout.split(slug, 1)[1].split("\n", 2)[1] for outcome in outcomes]
        assert sorted(created) == [False, True]
    engine = create_engine(url)
    try:
        assert len((await snapshot(engine))["elements"]) == len(motos_part.ELEMENTS) + len(
            aseicars_prof.ELEMENTS
        )
    finally:
        await engine.dispose()


def test_the_command_prints_true_counts_and_every_change(seeded_database_url: str) -> None:
    done = run_python("-m", "database.seeds.run_all_seeds", environment={"DATABASE_URL": seeded_database_url})
    assert done.returncode == 0, done.stderr
    assert f"elements                       skipped {len(motos_part.ELEMENTS)}" in done.stdout
    assert "created" not in done.stdout
    assert "updated" not in done.stdout


async def test_the_command_names_what_it_would_overwrite(
    seeded_database_url: str, seeded_engine: AsyncEngine
) -> None:
    async with seeded_engine.begin() as connection:
        await connection.execute(
            update(TariffTier)
            .where(TariffTier.id == tier_uuid("motos-part", "T2"))
            .values(price=Decimal("300"))
        )
    done = run_python(
        "-m",
        "database.seeds.run_all_seeds",
        "--dry-run",
        "--force",
        environment={"DATABASE_URL": seeded_database_url},
    )
    assert done.returncode == 0, done.stderr
    assert "motos-part (dry run)" in done.stdout
    assert "updated  tariff_tiers T2 price: '300' → '325'" in done.stdout
