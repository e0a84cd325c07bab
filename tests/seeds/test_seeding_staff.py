"""What staff made, changed or deleted in the database survives a re-seed and is reported."""

import copy
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from database.models import (
    AdditionalService,
    Element,
    ElementImage,
    TariffTier,
    TierElementInclusion,
    VehicleCategory,
    Warning,
)
from database.seeds.data.tier_mappings import MOTOS_PART_MAPPINGS
from database.seeds.seed_utils import category_uuid, element_inclusion_uuid, element_uuid, tier_uuid
from database.seeds.seeders import ChangeKind, RowChange, SeedReport
from shared.errors import ConflictError
from tests.seeds.conftest import Seed
from tests.seeds.editable import EditableModule, new_element
from tests.seeds.snapshots import Difference, difference, snapshot

SLUG = "motos-part"
ESCAPE = element_uuid(SLUG, "ESCAPE")
T4 = tier_uuid(SLUG, "T4")


async def _by_hand(engine: AsyncEngine, *statements: Any) -> None:
    """What staff do in the panel or by SQL."""
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(statement)


async def _value(engine: AsyncEngine, statement: Any) -> Any:
    async with engine.connect() as connection:
        return await connection.scalar(statement)


def _visible(report: SeedReport) -> list[RowChange]:
    return [change for category in report.categories for change in category.visible_changes()]


async def test_rows_made_by_hand_stay(seeded_engine: AsyncEngine, seed: Seed) -> None:
    category_id = category_uuid(SLUG)
    await _by_hand(
        seeded_engine,
        insert(Element).values(category_id=category_id, code="SIDECAR", name="Sidecar"),
        insert(ElementImage).values(element_id=ESCAPE, code="STAFF", title="Foto del taller"),
        insert(Warning).values(category_id=category_id, code="agosto", message="Cerrado en agosto."),
        insert(AdditionalService).values(code="GLOBAL", name="Para todos", price=Decimal("5")),
        insert(TierElementInclusion).values(tier_id=T4, element_id=element_uuid(SLUG, "MOTOR")),
        insert(VehicleCategory).values(slug="quads", name="Quads", client_type="particular"),
    )
    before = await snapshot(seeded_engine)
    report = await seed(seeded_engine)
    assert await snapshot(seeded_engine) == before
    assert report.counts().keys() == {ChangeKind.SKIPPED}
    await seed(seeded_engine, force=True)
    assert await snapshot(seeded_engine) == before


async def test_changed_price_and_text_are_kept_reported_and_forced(
    seeded_engine: AsyncEngine, seed: Seed
) -> None:
    seeded = await snapshot(seeded_engine)
    await _by_hand(
        seeded_engine,
        update(TariffTier).where(TariffTier.id == T4).values(price=Decimal("199.00")),
        update(Element).where(Element.id == ESCAPE).values(description="Texto del taller"),
    )
    before = await snapshot(seeded_engine)
    for _ in range(2):
        report = await seed(seeded_engine)
        assert await snapshot(seeded_engine) == before
        kept = {(change.table, change.key): change for change in _visible(report)}
        assert {change.kind for change in kept.values()} == {ChangeKind.KEPT}
        assert kept.keys() == {("tariff_tiers", "T4"), ("elements", "ESCAPE")}
        assert kept["tariff_tiers", "T4"].columns == {"price": ("199", "220")}
        assert kept["tariff_tiers", "T4"].note == "changed by staff"
    forced = await seed(seeded_engine, force=True)
    assert {(change.key, change.kind) for change in _visible(forced)} == {
        ("T4", ChangeKind.UPDATED),
        ("ESCAPE", ChangeKind.UPDATED),
    }
    after = difference(seeded, await snapshot(seeded_engine)).in_catalogue()
    assert after == Difference(changed={"tariff_tiers": {T4: set()}, "elements": {ESCAPE: set()}})


async def test_a_column_changed_by_staff_does_not_hold_up_the_others(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    await _by_hand(seeded_engine, update(TariffTier).where(TariffTier.id == T4).values(price=Decimal("199")))
    motos.tier("T4")["name"] = "Otro nombre"
    motos.tier("T4")["price"] = Decimal("230.00")
    report = await seed(seeded_engine, motos)
    row = (await snapshot(seeded_engine))["tariff_tiers"][T4]
    assert (row["name"], row["price"]) == ("Otro nombre", Decimal("199.00"))
    assert {(change.kind, *change.columns) for change in _visible(report)} == {
        (ChangeKind.UPDATED, "name"),
        (ChangeKind.KEPT, "price"),
    }


async def test_data_that_catch_up_with_staff_are_adopted(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    await _by_hand(seeded_engine, update(TariffTier).where(TariffTier.id == T4).values(price=Decimal("230")))
    motos.tier("T4")["price"] = Decimal("230.00")
    assert not _visible(await seed(seeded_engine, motos))
    # From now on the price is seeding's again.
    motos.tier("T4")["price"] = Decimal("240.00")
    (change,) = _visible(await seed(seeded_engine, motos))
    assert change.kind is ChangeKind.UPDATED


async def test_a_deleted_inclusion_stays_deleted(seeded_engine: AsyncEngine, seed: Seed) -> None:
    key = element_inclusion_uuid(SLUG, "T4", "ESCAPE")
    await _by_hand(seeded_engine, delete(TierElementInclusion).where(TierElementInclusion.id == key))
    before = await snapshot(seeded_engine)
    (change,) = _visible(await seed(seeded_engine))
    assert (change.kind, change.key, change.note) == (ChangeKind.KEPT, "T4 ← ESCAPE", "deleted by staff")
    assert await snapshot(seeded_engine) == before
    await seed(seeded_engine, force=True)
    assert key in (await snapshot(seeded_engine))["tier_element_inclusions"]


async def test_a_deleted_element_stays_deleted_with_its_children(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    at_first = await snapshot(seeded_engine)
    await _by_hand(seeded_engine, delete(Element).where(Element.id == ESCAPE))
    before = await snapshot(seeded_engine)
    lost = difference(at_first, before).removed
    assert {
        "elements",
        "element_images",
        "element_required_fields",
        "warnings",
        "element_warning_associations",
        "tier_element_inclusions",
    } == lost.keys()
    # Not even what the data now add to it comes.
    motos.element("ESCAPE")["warnings"].append(
        {"code": "escape_nuevo", "message": "Nuevo.", "severity": "info"}
    )
    motos.element("ESCAPE")["required_fields"].append(
        {"field_name": "nuevo", "field_label": "Nuevo", "field_type": "text"}
    )
    mapping = copy.deepcopy(MOTOS_PART_MAPPINGS)
    mapping["TIER_CONFIGS"]["T1"]["elements"].append("ESCAPE")
    report = await seed(seeded_engine, motos, mappings={SLUG: mapping})
    assert difference(before, await snapshot(seeded_engine)).in_catalogue() == Difference()
    assert {change.kind for change in _visible(report)} == {ChangeKind.KEPT}
    assert len(_visible(report)) == sum(len(keys) for keys in lost.values()) + 4
    assert ("elements", "ESCAPE", "deleted by staff") in {
        (change.table, change.key, change.note) for change in _visible(report)
    }


async def test_force_brings_a_deleted_element_back_whole(seeded_engine: AsyncEngine, seed: Seed) -> None:
    at_first = await snapshot(seeded_engine)
    await _by_hand(seeded_engine, delete(Element).where(Element.id == element_uuid(SLUG, "SUSPENSION")))
    await seed(seeded_engine)
    await seed(seeded_engine, force=True)
    found = difference(at_first, await snapshot(seeded_engine)).in_catalogue()
    assert not found.removed
    assert not found.added
    marks = set().union(*(columns for rows in found.changed.values() for columns in rows.values()))
    assert marks <= {"created_at", "metadata"}


async def test_variants_of_a_deleted_parent_stand_on_their_own(
    seeded_engine: AsyncEngine, seed: Seed
) -> None:
    child = element_uuid(SLUG, "SUSPENSION_DEL")
    await _by_hand(seeded_engine, delete(Element).where(Element.id == element_uuid(SLUG, "SUSPENSION")))
    for _ in range(2):
        report = await seed(seeded_engine)
        assert {change.kind for change in _visible(report)} == {ChangeKind.KEPT}
        row = (await snapshot(seeded_engine))["elements"][child]
        assert row["parent_element_id"] is None
        assert row["is_active"]


async def test_a_row_switched_off_or_on_by_staff_is_left_alone(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    await _by_hand(seeded_engine, update(Element).where(Element.id == ESCAPE).values(is_active=False))
    (change,) = _visible(await seed(seeded_engine))
    assert (change.kind, change.columns) == (ChangeKind.KEPT, {"is_active": (False, True)})
    motos.drop_element("FILTRO")
    await seed(seeded_engine, motos)
    filtro = element_uuid(SLUG, "FILTRO")
    await _by_hand(seeded_engine, update(Element).where(Element.id == filtro).values(is_active=True))
    report = await seed(seeded_engine, motos)
    assert (await snapshot(seeded_engine))["elements"][filtro]["is_active"]
    assert ("FILTRO", ChangeKind.KEPT) in {(change.key, change.kind) for change in _visible(report)}


async def test_a_removed_element_that_staff_edited_stays_on(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    await _by_hand(
        seeded_engine, update(Element).where(Element.id == ESCAPE).values(name="Escape del taller")
    )
    motos.drop_element("ESCAPE")
    report = await seed(seeded_engine, motos)
    assert (await snapshot(seeded_engine))["elements"][ESCAPE]["is_active"]
    kept = [change for change in _visible(report) if change.table == "elements"]
    assert [(change.key, change.kind) for change in kept] == [("ESCAPE", ChangeKind.KEPT)]


async def test_columns_that_seeding_does_not_write_are_staffs(seeded_engine: AsyncEngine, seed: Seed) -> None:
    element = Element.__table__
    await _by_hand(
        seeded_engine,
        update(Element).where(Element.id == ESCAPE).values({Element.metadata_: {"taller": "Norte"}}),
    )
    await seed(seeded_engine, force=True)
    stored = await _value(seeded_engine, select(element.c.metadata).where(element.c.id == ESCAPE))
    assert stored == {"taller": "Norte"}


@pytest.mark.parametrize(
    ("obstacle", "named"),
    [
        (insert(VehicleCategory).values(slug=SLUG, name="A mano", client_type="particular"), "slug"),
        (
            insert(Element).values(category_id=category_uuid(SLUG), code="SIDECAR", name="A mano"),
            "SIDECAR",
        ),
    ],
    ids=["category", "element"],
)
async def test_a_row_made_by_hand_in_the_way_is_named_in_one_line(
    any_engine: AsyncEngine, seed: Seed, motos: EditableModule, obstacle: Any, named: str
) -> None:
    if named != "slug":
        await seed(any_engine, motos)
        motos.ELEMENTS.append(new_element("SIDECAR"))
    await _by_hand(any_engine, obstacle)
    before = await snapshot(any_engine)
    with pytest.raises(ConflictError) as caught:
        await seed(any_engine, motos)
    message = str(caught.value)
    assert caught.value.code == "seed_conflict"
    assert "\n" not in message
    assert SLUG in message
    assert "hecha a mano" in message
    if any_engine.dialect.name == "postgresql":
        assert named in message
    assert await snapshot(any_engine) == before


async def test_an_identical_row_made_by_hand_under_the_seeds_key_is_adopted(
    seeded_engine: AsyncEngine, seed: Seed, motos: EditableModule
) -> None:
    element = new_element("SIDECAR", description="Elemento de prueba.")
    await _by_hand(
        seeded_engine,
        insert(Element).values(
            id=element_uuid(SLUG, "SIDECAR"),
            category_id=category_uuid(SLUG),
            **{name: element[name] for name in ("code", "name", "description", "keywords", "aliases")},
            sort_order=element["sort_order"],
        ),
    )
    motos.ELEMENTS.append(element)
    assert not _visible(await seed(seeded_engine, motos))
    element["name"] = "Sidecar nuevo"
    (change,) = _visible(await seed(seeded_engine, motos))
    assert change.kind is ChangeKind.UPDATED


async def test_without_records_a_seeded_row_counts_as_staffs(seeded_engine: AsyncEngine, seed: Seed) -> None:
    """A database whose records were lost: nothing is overwritten unless forced."""
    from database.models import seed_records

    await _by_hand(
        seeded_engine,
        delete(seed_records),
        update(TariffTier).where(TariffTier.id == T4).values(price=Decimal("199")),
    )
    (change,) = _visible(await seed(seeded_engine))
    assert (change.kind, change.key) == (ChangeKind.KEPT, "T4")
    assert await _value(seeded_engine, select(func.count()).select_from(seed_records)) > 1000
