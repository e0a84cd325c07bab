"""The specification's data modules, seeders and steps to a new category, against a real database."""

import sys
import uuid
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from structlog.testing import capture_logs

from agent.services.quotes import quote
from database.models import (
    Element,
    ElementImage,
    ElementRequiredField,
    ElementWarningAssociation,
    TariffTier,
    TierElementInclusion,
    VehicleCategory,
    Warning,
)
from database.seeds import data, run_all_seeds, seed_utils
from database.seeds.data import common, motos_part
from database.seeds.data.common import CategoryData, ElementData, TierData
from database.seeds.data.tier_mappings import get_tier_mapping
from database.seeds.seeders import CategorySeeder, ElementSeeder, InclusionSeeder
from shared.errors import InvalidInputError
from tests.spec.samples import run

SLUG = "motos-part"
Sessions = async_sessionmaker[AsyncSession]


def small_category(**constants: Any) -> Any:
    """The constants of a data module with a category and little else."""
    empty: dict[str, Any] = {
        name: []
        for name in ("TIERS", "ELEMENTS", "CATEGORY_WARNINGS", "ADDITIONAL_SERVICES", "BASE_DOCUMENTATION")
    }
    category = {"slug": SLUG, "name": "Motocicletas", "client_type": "particular"}
    named = {"CATEGORY_SLUG": SLUG, "CATEGORY": category, "PROMPT_SECTIONS": []}
    return SimpleNamespace(**(empty | named | constants))


async def test_deterministic_keys() -> None:
    block = await run("04", uuid=uuid)
    assert block["SEED_NAMESPACE"] == seed_utils.SEED_NAMESPACE
    for name in ("element_uuid", "tier_uuid"):
        assert block[name](SLUG, "ESCAPE") == getattr(seed_utils, name)(SLUG, "ESCAPE")


def test_the_data_package_exports_its_types() -> None:
    for name in data.__all__:
        assert getattr(data, name) is getattr(common, name)
    assert {name for name in vars(common) if name.endswith("Data")} <= set(data.__all__)


async def test_the_data_module_seeds(bare: Sessions) -> None:
    module: Any = SimpleNamespace(**await run("05"))
    stats = []
    async with bare() as session:
        for _ in range(2):
            seeders = (CategorySeeder(session, module), ElementSeeder(session, SLUG, module.ELEMENTS))
            stats.append([dict(await seeder.seed()) for seeder in seeders])
        assert stats == [[{"created": 2}, {"created": 5}], [{"skipped": 2}, {"skipped": 5}]]
        element = (await session.scalars(select(Element))).one()
        assert (element.code, element.name, element.description) == ("ESCAPE", "Escape", None)
        assert element.aliases == ["tubos de escape", "sistema de escape"]
        tier = (await session.scalars(select(TariffTier))).one()
        assert (tier.price, tier.requires_project) == (Decimal("140.00"), False)
        image = (await session.scalars(select(ElementImage))).one()
        assert (image.image_url, image.status) == ("https://example.com/escape.jpg", "active")
        assert (await session.scalars(select(ElementRequiredField.field_name))).all() == ["marca"]
        warning = (await session.scalars(select(Warning))).one()
        linked = (await session.execute(select(ElementWarningAssociation.element_id))).scalars().all()
        assert [warning.element_id] == linked == [element.id]


async def test_the_tier_mappings_seed(bare: Sessions) -> None:
    mappings = (await run("06"))["MOTOS_PART_MAPPINGS"]
    rules: Any = {"classification_rules": {}, "min_elements": 1, "max_elements": None}
    tiers = [{"code": code, "name": code, "price": Decimal("1.00"), **rules} for code in ("T1", "T2", "T3")]
    codes = ["PROYECTO", "ESCAPE", "MANILLAR", "CARENADO", "ASIENTO"]
    elements: Any = [{"code": code, "name": code.capitalize()} for code in codes]
    async with bare() as session:
        await CategorySeeder(session, small_category(TIERS=tiers)).seed()
        await ElementSeeder(session, SLUG, elements).seed()
        await InclusionSeeder(session, SLUG, mappings).seed()
        names = {row.id: row.code for row in await session.execute(select(TariffTier.id, TariffTier.code))}
        names |= {row.id: row.code for row in await session.execute(select(Element.id, Element.code))}
        rows = await session.scalars(select(TierElementInclusion))
        pairs = [(row.tier_id, row.element_id or row.included_tier_id) for row in rows]
    assert sorted((names[tier], names[what]) for tier, what in pairs if what) == [
        ("T1", "PROYECTO"),
        ("T2", "T1"),
        ("T3", "ESCAPE"),
        ("T3", "MANILLAR"),
        ("T3", "T2"),
    ]


async def test_a_seeder_of_ones_own(bare: Sessions) -> None:
    block = await run("07")
    async with bare() as session:
        seeder = block["MySeeder"](session)
        with capture_logs() as logged:
            await seeder.seed()
    assert [entry["event"] for entry in logged] == ["✅ MySeeder: Created 0, Updated 0, Skipped 0"]
    assert dict(seeder.stats) == {}


async def test_the_three_seeders(bare: Sessions) -> None:
    """One after the other they make a category that answers with its published price."""
    async with bare() as session:
        with capture_logs() as logged:
            await run("08", session=session, category_data_module=motos_part)
            await run("09", session=session, category_slug=SLUG, elements_data=motos_part.ELEMENTS)
            await run("10", session=session, category_slug=SLUG, tier_mappings=get_tier_mapping(SLUG))
        answer = await quote(session, SLUG, {"ESCAPE": 1, "MANILLAR": 1})
    assert answer.total == Decimal("175.00")
    events = [entry["event"] for entry in logged if entry["log_level"] == "info"]
    assert [event.split(":")[0] for event in events] == [
        "✅ CategorySeeder",
        "✅ ElementSeeder",
        "✅ InclusionSeeder",
    ]
    assert all(", Updated 0, Skipped 0" in event for event in events)


async def test_a_new_category(bare: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    """The four steps: data, mapping, one line, and the run."""
    constants = await run(
        "11", CategoryData=CategoryData, TierData=TierData, ElementData=ElementData, Decimal=Decimal
    )
    mappings = await run("12")
    module = SimpleNamespace(**constants)
    monkeypatch.setitem(sys.modules, "database.seeds.data.nueva_categoria", module)
    monkeypatch.setattr(data, "nueva_categoria", module, raising=False)
    monkeypatch.setattr(run_all_seeds, "get_tier_mapping", mappings["get_tier_mapping"])
    orchestrator = await run("13", seed_category=run_all_seeds.seed_category)
    await orchestrator["main"]()
    async with bare() as session:
        assert await session.scalar(select(VehicleCategory.name)) == "Nueva"
        answer = await quote(session, "nueva-cat", {"PIEZA": 1})
    assert answer.total == Decimal("100.00")


async def test_a_new_category_without_its_mapping_is_refused(bare: Sessions) -> None:
    with pytest.raises(InvalidInputError) as refused:
        await run_all_seeds.seed_category(small_category(CATEGORY_SLUG="barcos"))
    assert (refused.value.code, refused.value.field) == ("no_tier_mapping", "TIER_MAPPING")
    assert "tier_mappings.py" in str(refused.value)
    async with bare() as session:
        assert (await session.scalars(select(VehicleCategory))).all() == []


async def test_a_warning_is_added_to_its_element_alone(bare: Sessions) -> None:
    block = await run("19", ElementData=ElementData)
    async with bare() as session:
        await CategorySeeder(session, small_category()).seed()
        await ElementSeeder(session, SLUG, block["ELEMENTS"]).seed()
        warning = (await session.scalars(select(Warning))).one()
        assert (warning.code, warning.message) == ("MY_WARNING", "Este elemento requiere...")
        pairs = await session.execute(
            select(ElementWarningAssociation.element_id, ElementWarningAssociation.warning_id)
        )
        assert pairs.all() == [(warning.element_id, warning.id)]


async def test_the_seed_pattern(bare: Sessions, capsys: pytest.CaptureFixture[str]) -> None:
    block = await run("29")
    await block["seed_motos_elements"]()
    assert capsys.readouterr().out == "Category motos-part not found\n"
    async with bare() as session:
        await CategorySeeder(session, small_category()).seed()
        await session.commit()
    for _ in range(2):
        await block["seed_motos_elements"]()
        assert capsys.readouterr().out == "Seeded 2 elements for motos-part\n"
        async with bare() as session:
            assert await session.scalar(select(func.count()).select_from(Element)) == 2
