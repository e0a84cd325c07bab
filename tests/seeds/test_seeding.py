"""Seeding an empty schema and seeding again: statements, counts, keys and what lands in the tables."""

import uuid
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks.measure import recorded_statements
from database.models import (
    Element,
    ElementRequiredField,
    TariffTier,
    TierElementInclusion,
    VehicleCategory,
    Warning,
)
from database.seeds.data import aseicars_prof, motos_part
from database.seeds.data.common import TierConfig
from database.seeds.data.tier_mappings import get_tier_mapping
from database.seeds.seed_utils import SEED_NAMESPACE
from database.seeds.seeders import CategoryDataModule, ChangeKind
from database.seeds.seeders.category import untariffed_works
from tests.seeds.conftest import Seed
from tests.seeds.snapshots import snapshot

MODULES: tuple[CategoryDataModule, ...] = (motos_part, aseicars_prof)
# Twenty for a category, and six for the everyday words, which belong to none.
MAX_STATEMENTS = 46


def _expected_rows(module: CategoryDataModule) -> Counter[str]:
    """How many rows the data of a category make in each table."""
    element_warnings = sum(len(element.get("warnings", [])) for element in module.ELEMENTS)
    tier_warnings = sum(len(tier.get("warnings", [])) for tier in module.TIERS)
    configs = get_tier_mapping(module.CATEGORY_SLUG)["TIER_CONFIGS"].values()
    return Counter(
        {
            "vehicle_categories": 1,
            "tariff_tiers": len(module.TIERS),
            "warnings": len(module.CATEGORY_WARNINGS) + tier_warnings + element_warnings,
            "additional_services": len(module.ADDITIONAL_SERVICES),
            "base_documentation": len(module.BASE_DOCUMENTATION),
            "tariff_prompt_sections": len(module.PROMPT_SECTIONS),
            "elements": len(module.ELEMENTS),
            "element_images": sum(len(element.get("images", [])) for element in module.ELEMENTS),
            "element_required_fields": sum(
                len(element.get("required_fields", [])) for element in module.ELEMENTS
            ),
            "element_warning_associations": element_warnings,
            "element_contrary_words": sum(
                len(element.get("contrary_words", [])) for element in module.ELEMENTS
            ),
            "untariffed_works": len(untariffed_works(module)),
            "tier_element_inclusions": sum(
                len(config["elements"])
                + len(config["inherited_tiers"])
                + sum(len(quota["elements"]) for quota in config.get("quotas", {}).values())
                for config in configs
            ),
        }
    )


async def test_an_empty_schema_takes_few_statements(any_engine: AsyncEngine, seed: Seed) -> None:
    with recorded_statements(any_engine) as log:
        await seed(any_engine)
    assert len(log) <= MAX_STATEMENTS
    assert log.verbs() <= {"SELECT", "INSERT", "UPDATE"}


async def test_the_counts_of_a_first_run_are_the_rows_of_the_data(
    any_engine: AsyncEngine, seed: Seed
) -> None:
    report = await seed(any_engine)
    assert report.counts().keys() == {ChangeKind.CREATED}
    for module, category in zip(MODULES, report.categories, strict=True):
        expected = _expected_rows(module)
        assert category.slug == module.CATEGORY_SLUG
        assert {table: category.counts(table)[ChangeKind.CREATED] for table in expected} == expected
    rows = await snapshot(any_engine)
    stored = {table: len(found) for table, found in rows.items() if found and table != "seed_records"}
    (common,) = report.common
    assert common.counts() == {ChangeKind.CREATED: stored["everyday_words"]}
    assert {name: stored[name] for name in _expected_rows(motos_part)} == dict(
        sum((_expected_rows(module) for module in MODULES), Counter[str]())
    )


async def test_a_second_run_writes_no_row(any_engine: AsyncEngine, seed: Seed) -> None:
    first = await seed(any_engine)
    before = await snapshot(any_engine)
    with recorded_statements(any_engine) as log:
        second = await seed(any_engine)
    assert len(log) <= MAX_STATEMENTS
    assert await snapshot(any_engine) == before
    assert second.counts() == {ChangeKind.SKIPPED: first.counts()[ChangeKind.CREATED]}
    assert not any(category.visible_changes() for category in second.categories)


async def test_re_seeding_sends_no_write_at_all(seeded_engine: AsyncEngine, seed: Seed) -> None:
    with recorded_statements(seeded_engine) as log:
        await seed(seeded_engine)
    assert log.verbs() == {"SELECT"}


async def test_keys_follow_the_specs_formula_on_every_database(any_engine: AsyncEngine, seed: Seed) -> None:
    assert uuid.UUID("12345678-1234-5678-1234-567812345678") == SEED_NAMESPACE
    await seed(any_engine)
    async with any_engine.connect() as connection:
        elements = await connection.execute(
            select(VehicleCategory.slug, Element.code, Element.id).join_from(Element, VehicleCategory)
        )
        tiers = await connection.execute(
            select(VehicleCategory.slug, TariffTier.code, TariffTier.id).join_from(
                TariffTier, VehicleCategory
            )
        )
        for slug, code, key in elements:
            assert key == uuid.uuid5(SEED_NAMESPACE, f"element:{slug}:{code}")
        for slug, code, key in tiers:
            assert key == uuid.uuid5(SEED_NAMESPACE, f"tier:{slug}:{code}")


async def test_no_key_is_random(any_engine: AsyncEngine, shared_seeded_database_url: str, seed: Seed) -> None:
    """Two databases, seeded apart, hold the same keys in every seeded table."""
    from database.engines import create_engine

    other = create_engine(shared_seeded_database_url)
    try:
        await seed(any_engine)
        here, there = await snapshot(any_engine), await snapshot(other)
    finally:
        await other.dispose()
    for table in _expected_rows(motos_part):
        assert here[table].keys() == there[table].keys(), table


async def test_re_seeding_uses_the_natural_key_of_associations(
    seeded_engine: AsyncEngine, seed: Seed
) -> None:
    rows = await snapshot(seeded_engine)
    for key, row in rows["element_warning_associations"].items():
        assert key == uuid.uuid5(SEED_NAMESPACE, f"assoc:{row['element_id']}:{row['warning_id']}")


def _quotas(config: TierConfig) -> Iterable[tuple[Any, ...]]:
    for code in config["elements"]:
        yield (code, None, None, None, None, None)
    for name, quota in config.get("quotas", {}).items():
        for code in quota["elements"]:
            yield (code, None, None, name, quota.get("min"), quota["max"])
    for entry in config["inherited_tiers"]:
        tier, most = (entry, None) if isinstance(entry, str) else (entry["tier"], entry["max"])
        yield (None, tier, most, None, None, None)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.CATEGORY_SLUG))
async def test_quotas_land_as_mapped(module: CategoryDataModule, shared_seeded_database_url: str) -> None:
    from database.engines import create_engine

    included = TariffTier.__table__.alias("included")
    tiers, inclusions, elements = TariffTier.__table__, TierElementInclusion.__table__, Element.__table__
    statement = (
        select(
            tiers.c.code,
            elements.c.code,
            included.c.code,
            inclusions.c.max_quantity,
            inclusions.c.quota_group,
            inclusions.c.group_min,
            inclusions.c.group_max,
        )
        .select_from(inclusions)
        .join(tiers, tiers.c.id == inclusions.c.tier_id)
        .join(VehicleCategory, VehicleCategory.id == tiers.c.category_id)
        .outerjoin(elements, elements.c.id == inclusions.c.element_id)
        .outerjoin(included, included.c.id == inclusions.c.included_tier_id)
        .where(VehicleCategory.slug == module.CATEGORY_SLUG)
    )
    engine = create_engine(shared_seeded_database_url)
    try:
        async with engine.connect() as connection:
            stored = {tuple(row) for row in await connection.execute(statement)}
    finally:
        await engine.dispose()
    configs = get_tier_mapping(module.CATEGORY_SLUG)["TIER_CONFIGS"]
    assert stored == {(tier, *quota) for tier, config in configs.items() for quota in _quotas(config)}


async def test_hierarchy_conditions_and_both_warning_systems_land(seeded_engine: AsyncEngine) -> None:
    rows = await snapshot(seeded_engine)
    codes = {key: row["code"] for key, row in rows["elements"].items()}
    for module in MODULES:
        category = next(
            key for key, row in rows["vehicle_categories"].items() if row["slug"] == module.CATEGORY_SLUG
        )
        stored = {
            row["code"]: codes.get(row["parent_element_id"])
            for row in rows["elements"].values()
            if row["category_id"] == category
        }
        assert stored == {element["code"]: element.get("parent_code") for element in module.ELEMENTS}
        fields = {
            (codes[row["element_id"]], row["field_name"]): rows[ElementRequiredField.__tablename__]
            .get(row["condition_field_id"], {})
            .get("field_name")
            for row in rows[ElementRequiredField.__tablename__].values()
            if rows["elements"][row["element_id"]]["category_id"] == category
        }
        assert fields == {
            (element["code"], item["field_name"]): item.get("condition_field_name")
            for element in module.ELEMENTS
            for item in element.get("required_fields", [])
        }
    inline = {
        (row["element_id"], key)
        for key, row in rows[Warning.__tablename__].items()
        if row["element_id"] is not None
    }
    associated = {
        (row["element_id"], row["warning_id"]) for row in rows["element_warning_associations"].values()
    }
    assert inline
    assert inline == associated
