"""An edited data module updates exactly what changed, and says so."""

import copy
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from database.seeds.data.common import WarningData
from database.seeds.data.tier_mappings import MOTOS_PART_MAPPINGS
from database.seeds.seed_utils import (
    assoc_uuid,
    element_inclusion_uuid,
    element_uuid,
    service_uuid,
    tier_inclusion_uuid,
    tier_uuid,
    warning_uuid,
)
from database.seeds.seeders import ChangeKind, SeedReport
from database.seeds.verify_warning_sync import check_warning_sync
from tests.seeds.conftest import Seed
from tests.seeds.editable import EditableModule, new_element
from tests.seeds.snapshots import Difference, difference, snapshot

SLUG = "motos-part"
PROF = "aseicars-prof"


def _fates(report: SeedReport) -> dict[ChangeKind, int]:
    """Rows by fate, identical rows left out."""
    return {kind: count for kind, count in report.counts().items() if kind is not ChangeKind.SKIPPED}


async def _reseed(
    engine: AsyncEngine, seed: Seed, module: EditableModule, **options: object
) -> tuple[SeedReport, Difference]:
    """Seed the edited module; its report and what it wrote besides its own records."""
    before = await snapshot(engine)
    report = await seed(engine, module, **options)
    written = difference(before, await snapshot(engine)).in_catalogue()
    again = await seed(engine, module, **options)
    assert not [change for change in again.categories[0].visible_changes() if change.kind != "kept"]
    return report, written


async def test_a_price_and_a_text_change_alone(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    motos.tier("T4")["price"] = Decimal("225.50")
    motos.element("ESCAPE")["description"] = "Sustitución del silenciador completo."
    report, written = await _reseed(seeded_engine, seed, motos)
    assert written == Difference(
        changed={
            "tariff_tiers": {tier_uuid(SLUG, "T4"): {"price"}},
            "elements": {element_uuid(SLUG, "ESCAPE"): {"description"}},
        }
    )
    assert _fates(report) == {ChangeKind.UPDATED: 2}
    (price,) = [change for change in report.categories[0].visible_changes() if change.key == "T4"]
    assert price.columns == {"price": ("220", "225.5")}


async def test_an_equal_price_in_other_digits_is_identical(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    motos.tier("T4")["price"] = Decimal("220")
    report, written = await _reseed(seeded_engine, seed, motos)
    assert (written, _fates(report)) == (Difference(), {})


async def test_json_columns_update_whole(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    motos.element("ESCAPE")["keywords"] = ["escape", "tubarro"]
    motos.tier("T3")["classification_rules"]["lists"]["BASE"] = {"max": 3}
    _, written = await _reseed(seeded_engine, seed, motos)
    assert written == Difference(
        changed={
            "elements": {element_uuid(SLUG, "ESCAPE"): {"keywords"}},
            "tariff_tiers": {tier_uuid(SLUG, "T3"): {"classification_rules"}},
        }
    )


async def test_a_new_element_lands_with_all_its_rows(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    motos.ELEMENTS.append(
        new_element(
            "SIDECAR",
            parent_code="CARROCERIA",
            warnings=[{"code": "sidecar_frenos", "message": "Revisa los frenos.", "severity": "warning"}],
            required_fields=[
                {"field_name": "marca", "field_label": "Marca", "field_type": "text"},
                {
                    "field_name": "modelo",
                    "field_label": "Modelo",
                    "field_type": "text",
                    "condition_field_name": "marca",
                    "condition_operator": "equals",
                    "condition_value": "Ural",
                },
            ],
        )
    )
    mapping = copy.deepcopy(MOTOS_PART_MAPPINGS)
    mapping["TIER_CONFIGS"]["T1"]["elements"].append("SIDECAR")
    report, written = await _reseed(seeded_engine, seed, motos, mappings={SLUG: mapping})
    assert {table: len(keys) for table, keys in written.added.items()} == {
        "elements": 1,
        "element_required_fields": 2,
        "warnings": 1,
        "element_warning_associations": 1,
        "tier_element_inclusions": 1,
    }
    assert not written.changed
    assert not written.removed
    assert _fates(report) == {ChangeKind.CREATED: 6}


async def test_a_removed_element_is_switched_off_with_what_hangs_on_it(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    dropped = motos.drop_element("ESCAPE")
    mapping = copy.deepcopy(MOTOS_PART_MAPPINGS)
    mapping["TIER_CONFIGS"]["T4"]["elements"].remove("ESCAPE")
    report, written = await _reseed(seeded_engine, seed, motos, mappings={SLUG: mapping})
    assert not written.removed, "seeds never delete"
    assert not written.added
    assert {table: list(rows.values()) for table, rows in written.changed.items()} == {
        "elements": [{"is_active"}],
        "element_images": [{"is_active"}] * len(dropped["images"]),
        "element_required_fields": [{"is_active"}] * len(dropped["required_fields"]),
        "warnings": [{"is_active"}] * len(dropped["warnings"]),
        "tier_element_inclusions": [{"is_active"}],
    }
    assert _fates(report) == {ChangeKind.REMOVED: sum(len(rows) for rows in written.changed.values())}
    labels = {(change.table, change.key) for change in report.categories[0].visible_changes()}
    assert ("tier_element_inclusions", "T4 / ESCAPE") in labels


async def test_a_returning_element_is_switched_on_again(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    at_first = await snapshot(seeded_engine)
    position = motos.ELEMENTS.index(motos.element("ESCAPE"))
    dropped = motos.drop_element("ESCAPE")
    await seed(seeded_engine, motos)
    motos.ELEMENTS.insert(position, dropped)
    report, written = await _reseed(seeded_engine, seed, motos)
    assert set.union(*(columns for rows in written.changed.values() for columns in rows.values())) == {
        "is_active"
    }
    assert _fates(report).keys() == {ChangeKind.UPDATED}
    # Only the marks of writing tell the rows from what they were at first.
    for rows in difference(at_first, await snapshot(seeded_engine)).in_catalogue().changed.values():
        assert set.union(*rows.values()) == set()


async def test_a_moved_parent_changes_one_column(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    motos.element("ANTINIEBLAS")["parent_code"] = "INTERMITENTES"
    report, written = await _reseed(seeded_engine, seed, motos)
    assert written == Difference(
        changed={"elements": {element_uuid(SLUG, "ANTINIEBLAS"): {"parent_element_id"}}}
    )
    assert _fates(report) == {ChangeKind.UPDATED: 1}


async def test_parent_and_child_change_places(
    seeded_engine: AsyncEngine, seed: Seed, aseicars: EditableModule
) -> None:
    """No moment of the seeding holds a circle, though each of the two was the other's parent."""
    del aseicars.element("BOLA_SIN_MMR")["parent_code"]
    aseicars.element("BOLA_REMOLQUE")["parent_code"] = "BOLA_SIN_MMR"
    _, written = await _reseed(seeded_engine, seed, aseicars)
    assert written == Difference(
        changed={
            "elements": {
                element_uuid(PROF, "BOLA_SIN_MMR"): {"parent_element_id"},
                element_uuid(PROF, "BOLA_REMOLQUE"): {"parent_element_id"},
            }
        }
    )


async def test_a_changed_quota_changes_its_rows(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    mapping = copy.deepcopy(MOTOS_PART_MAPPINGS)
    configs = mapping["TIER_CONFIGS"]
    configs["T3"]["quotas"]["PROJECT"]["max"] = 2
    configs["T6"]["inherited_tiers"] = [{"tier": "T5", "max": None}]
    report, written = await _reseed(seeded_engine, seed, motos, mappings={SLUG: mapping})
    pooled = configs["T3"]["quotas"]["PROJECT"]["elements"]
    assert written == Difference(
        changed={
            "tier_element_inclusions": {
                **{element_inclusion_uuid(SLUG, "T3", code): {"group_max"} for code in pooled},
                tier_inclusion_uuid(SLUG, "T6", "T5"): {"max_quantity"},
            }
        }
    )
    assert _fates(report) == {ChangeKind.UPDATED: len(pooled) + 1}


def _move_to_element(motos: EditableModule, warning: WarningData, code: str) -> None:
    motos.element(code).setdefault("warnings", []).append(warning)


def _between_elements(motos: EditableModule) -> str:
    warning = motos.element("ESCAPE")["warnings"].pop(0)
    _move_to_element(motos, warning, "STARTER")
    return warning["code"]


def _category_to_element(motos: EditableModule) -> str:
    warning = motos.CATEGORY_WARNINGS.pop(0)
    _move_to_element(motos, warning, "STARTER")
    return warning["code"]


def _element_to_category(motos: EditableModule) -> str:
    warning = motos.element("ESCAPE")["warnings"].pop(0)
    motos.CATEGORY_WARNINGS.append(warning)
    return warning["code"]


def _tier_to_category(motos: EditableModule) -> str:
    warning = motos.tier("T1")["warnings"].pop(0)
    motos.CATEGORY_WARNINGS.append(warning)
    return warning["code"]


@pytest.mark.parametrize(
    ("move", "scopes"),
    [
        (_between_elements, {"element_id"}),
        (_category_to_element, {"category_id", "element_id"}),
        (_element_to_category, {"category_id", "element_id"}),
        (_tier_to_category, {"category_id", "tier_id"}),
    ],
)
async def test_a_warning_that_moves_to_another_scope_stays_one_warning(
    seeded_engine: AsyncEngine,
    seed: Seed,
    motos: EditableModule,
    move: Callable[[EditableModule], str],
    scopes: set[str],
) -> None:
    code = move(motos)
    key = warning_uuid(SLUG, code)
    report, written = await _reseed(seeded_engine, seed, motos)
    assert written.changed["warnings"] == {key: scopes}
    assert report.counts()[ChangeKind.REMOVED] == 0
    rows = await snapshot(seeded_engine)
    assert rows["warnings"][key]["is_active"]
    associated = {row["element_id"]: key for key, row in rows["element_warning_associations"].items()}
    element_id = rows["warnings"][key]["element_id"]
    if element_id is not None:
        assert assoc_uuid(element_id, key) in rows["element_warning_associations"]
        assert element_id in associated
    await _assert_synced(seeded_engine)


async def test_a_warning_that_moves_there_and_back_is_as_before(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    original = copy.deepcopy(motos)
    at_first = await snapshot(seeded_engine)
    _between_elements(motos)
    await seed(seeded_engine, motos)
    await seed(seeded_engine, original)
    after = await snapshot(seeded_engine)
    for table in ("warnings", "element_warning_associations"):
        assert after[table].keys() == at_first[table].keys()
    for rows in difference(at_first, after).in_catalogue().changed.values():
        assert set.union(*rows.values()) <= {"created_at"}
    await _assert_synced(seeded_engine)


async def _assert_synced(engine: AsyncEngine) -> None:
    from database.connection import create_session_factory

    async with create_session_factory(engine)() as session:
        assert (await check_warning_sync(session)).is_synced


async def test_a_service_becomes_a_surcharge_and_a_surcharge_a_service(
    seeded_engine: AsyncEngine, seed: Seed, aseicars: EditableModule
) -> None:
    by_code = {service["code"]: service for service in aseicars.ADDITIONAL_SERVICES}
    by_code["CERT_GAS"]["kind"] = "surcharge"
    by_code["CERT_GAS"]["element_code"] = "GLP_DEPOSITO"
    by_code["REC_PLAZAS"]["kind"] = "optional"
    del by_code["REC_PLAZAS"]["element_code"]
    report, written = await _reseed(seeded_engine, seed, aseicars)
    assert written == Difference(
        changed={
            "additional_services": {
                service_uuid(PROF, "CERT_GAS"): {"kind", "element_id"},
                service_uuid(PROF, "REC_PLAZAS"): {"kind", "element_id"},
            }
        }
    )
    assert _fates(report) == {ChangeKind.UPDATED: 2}


async def test_every_table_takes_an_edit(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    """One column of one row of each table, in one run."""
    motos.CATEGORY["name"] = "Motos"
    motos.tier("T1")["name"] = "Proyecto"
    motos.CATEGORY_WARNINGS[0]["severity"] = "error"
    motos.ADDITIONAL_SERVICES[0]["price"] += Decimal("0.01")
    motos.BASE_DOCUMENTATION[0]["title"] += " (nuevo)"
    motos.PROMPT_SECTIONS[0]["version"] += 1
    motos.UNTARIFFED_WORKS[0]["answer"] += " Gracias."
    escape = motos.element("ESCAPE")
    escape["name"] = "Sistema de escape"
    escape["images"][0]["url"] = "https://example.com/escape.jpg"
    escape["required_fields"][0]["field_label"] = "Marca del escape"
    escape["warnings"][0]["show_condition"] = "on_exceed_max"
    escape["warnings"][0]["threshold_quantity"] = 2
    _, written = await _reseed(seeded_engine, seed, motos)
    assert {table: list(rows.values()) for table, rows in written.changed.items()} == {
        "vehicle_categories": [{"name"}],
        "tariff_tiers": [{"name"}],
        "warnings": [{"severity"}],
        "additional_services": [{"price"}],
        "base_documentation": [{"title"}],
        "tariff_prompt_sections": [{"version"}],
        "elements": [{"name"}],
        "element_images": [{"image_url", "status"}],
        "element_required_fields": [{"field_label"}],
        "element_warning_associations": [{"show_condition", "threshold_quantity"}],
        "untariffed_works": [{"answer"}],
    }
    assert not written.added
    assert not written.removed
