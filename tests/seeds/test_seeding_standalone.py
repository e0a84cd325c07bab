"""The seeder classes used one by one, as the specification shows them."""

import uuid
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from structlog.testing import capture_logs

from database.connection import create_session_factory
from database.models import Policy
from database.seeds.data import aseicars_prof, motos_part
from database.seeds.data.tier_mappings import get_tier_mapping
from database.seeds.seed_utils import SEED_NAMESPACE, element_uuid
from database.seeds.seeders import (
    BaseSeeder,
    CategorySeeder,
    ChangeKind,
    ElementSeeder,
    EverydayWordsSeeder,
    InclusionSeeder,
    UntariffedSeeder,
)
from database.seeds.seeders.merge import DesiredRow, canonical, plan_table
from shared.errors import InvalidInputError
from tests.seeds.editable import EditableModule
from tests.seeds.snapshots import BOOKS, Difference, difference, snapshot

SLUG = "motos-part"


async def test_the_seeders_in_turn_make_what_the_orchestrator_makes(
    any_engine: AsyncEngine, shared_seeded_database_url: str
) -> None:
    from database.engines import create_engine

    async with create_session_factory(any_engine)() as session:
        for module in (motos_part, aseicars_prof):
            slug = module.CATEGORY_SLUG
            await CategorySeeder(session, module).seed()
            surcharges = [item for item in module.ADDITIONAL_SERVICES if "element_code" in item]
            await ElementSeeder(session, slug, module.ELEMENTS, surcharges).seed()
            await InclusionSeeder(session, slug, get_tier_mapping(slug)).seed()
            await UntariffedSeeder(session, slug, module.UNTARIFFED_WORKS, module.ELEMENTS).seed()
        await EverydayWordsSeeder(session).seed()
        await session.commit()
    other = create_engine(shared_seeded_database_url)
    try:
        here, there = await snapshot(any_engine), await snapshot(other)
    finally:
        await other.dispose()
    marks = {"created_at", "updated_at", "_version"}
    for table, rows in there.items():
        if table in BOOKS - {"seed_records"}:
            continue
        assert rows.keys() == here[table].keys(), table
        for key, row in rows.items():
            stored = {name: here[table][key][name] for name in row if name not in marks}
            assert stored == {name: row[name] for name in row if name not in marks}, (table, key)


@pytest.mark.parametrize(
    "make",
    [
        lambda session: CategorySeeder(session, motos_part),
        lambda session: ElementSeeder(session, SLUG, motos_part.ELEMENTS),
        lambda session: InclusionSeeder(session, SLUG, get_tier_mapping(SLUG)),
        lambda session: ElementSeeder(session, "aseicars-prof", aseicars_prof.ELEMENTS),
    ],
    ids=["category", "element", "inclusion", "element-with-surcharges"],
)
async def test_a_seeder_alone_changes_nothing_of_a_seeded_category(
    seeded_engine: AsyncEngine, make: Any
) -> None:
    before = await snapshot(seeded_engine)
    async with create_session_factory(seeded_engine)() as session:
        stats = await make(session).seed()
        await session.commit()
    assert stats.keys() == {ChangeKind.SKIPPED}
    assert difference(before, await snapshot(seeded_engine)) == Difference()


async def test_a_seeder_alone_remembers_what_it_wrote(
    seeded_engine: AsyncEngine, motos: EditableModule
) -> None:
    for name, fate in (("Uno", ChangeKind.UPDATED), ("Dos", ChangeKind.UPDATED)):
        motos.element("ESCAPE")["name"] = name
        async with create_session_factory(seeded_engine)() as session:
            stats = await ElementSeeder(session, SLUG, motos.ELEMENTS).seed()
            await session.commit()
        assert stats[fate] == 1
        assert stats[ChangeKind.KEPT] == 0
    assert (await snapshot(seeded_engine))["elements"][element_uuid(SLUG, "ESCAPE")]["name"] == "Dos"


async def test_a_seeder_commits_nothing(database_url: str) -> None:
    from database.engines import create_engine

    engine = create_engine(database_url)
    try:
        async with create_session_factory(engine)() as session:
            await CategorySeeder(session, motos_part).seed()
        assert not (await snapshot(engine))["vehicle_categories"]
    finally:
        await engine.dispose()


class PolicySeeder(BaseSeeder):
    """A seeder for another table, as the specification's example writes one."""

    def __init__(self, session: AsyncSession, value: str = "De 9 a 14") -> None:
        super().__init__("PolicySeeder")
        self.session = session
        self.value = value
        self.keys: set[uuid.UUID] = set()

    async def seed(self) -> None:
        self.keys = {
            await self.upsert_with_uuid_fn(
                Policy,
                uuid_fn=lambda: POLICY,
                data={"key": "horario", "value": self.value, "category": "general"},
            ),
            await self.upsert(
                Policy, {"key": "garantia", "value": self.value, "category": "general"}, key=("key",)
            ),
        }


POLICY = uuid.uuid5(SEED_NAMESPACE, "policy:horario")


async def _policies(engine: AsyncEngine, *change: Any) -> dict[str, str]:
    """The stored policies by key, after a change by hand."""
    async with create_session_factory(engine)() as session:
        for statement in change:
            await session.execute(statement)
        await session.commit()
        return {row.key: row.value for row in await session.scalars(select(Policy))}


async def _seed_policies(engine: AsyncEngine, value: str) -> tuple[PolicySeeder, str]:
    async with create_session_factory(engine)() as session:
        seeder = PolicySeeder(session, value)
        with capture_logs() as logged:
            await seeder.seed()
        await session.commit()
    return seeder, "\n".join(entry["event"] for entry in logged if entry["log_level"] == "info")


async def test_a_new_seeder_needs_only_its_rows(any_engine: AsyncEngine) -> None:
    first, told = await _seed_policies(any_engine, "De 9 a 14")
    assert told == "✅ PolicySeeder: Created 2, Updated 0, Skipped 0"
    second, told = await _seed_policies(any_engine, "De 9 a 14")
    assert told == "✅ PolicySeeder: Created 0, Updated 0, Skipped 2"
    assert POLICY in first.keys
    assert first.keys == second.keys
    third, told = await _seed_policies(any_engine, "De 8 a 15")
    assert third.stats == {ChangeKind.UPDATED: 2}
    assert await _policies(any_engine) == {"horario": "De 8 a 15", "garantia": "De 8 a 15"}


async def test_single_rows_keep_what_staff_changed(any_engine: AsyncEngine) -> None:
    await _seed_policies(any_engine, "De 9 a 14")
    await _policies(
        any_engine,
        update(Policy).where(Policy.key == "horario").values(value="Cerrado"),
        Policy.__table__.delete().where(Policy.__table__.c.key == "garantia"),  # type: ignore[attr-defined]
    )
    _, told = await _seed_policies(any_engine, "De 8 a 15")
    assert told == "✅ PolicySeeder: Created 0, Updated 0, Skipped 0, Kept 2"
    assert await _policies(any_engine) == {"horario": "Cerrado"}


async def test_a_row_made_by_hand_is_found_by_its_key(any_engine: AsyncEngine) -> None:
    made = uuid.uuid4()
    await _policies(
        any_engine, insert(Policy).values(id=made, key="garantia", value="Dos años", category="x")
    )
    seeder, told = await _seed_policies(any_engine, "De 8 a 15")
    assert made in seeder.keys
    assert told == "✅ PolicySeeder: Created 1, Updated 0, Skipped 0, Kept 1"


class OnePolicy(BaseSeeder):
    """A seeder of a single row, given by the test."""

    def __init__(self, session: AsyncSession, data: dict[str, Any], key: tuple[str, ...]) -> None:
        super().__init__("OnePolicy")
        self.session = session
        self.data, self.key = data, key

    async def seed(self) -> uuid.UUID:
        return await self.upsert(Policy, self.data, key=self.key)


@pytest.mark.parametrize(
    ("data", "key", "field"),
    [
        ({"key": "a", "value": "b", "categoria": "c"}, ("key",), "categoria"),
        ({"value": "b", "category": "c"}, ("key",), "key"),
        ({"key": "a", "value": "b", "category": "c"}, ("id",), "id"),
    ],
    ids=["unknown column", "no key", "no id"],
)
async def test_a_row_that_cannot_be_written_names_its_column(
    any_engine: AsyncEngine, data: dict[str, Any], key: tuple[str, ...], field: str
) -> None:
    async with create_session_factory(any_engine)() as session:
        with pytest.raises(InvalidInputError) as refused:
            await OnePolicy(session, data, key).seed()
    assert refused.value.field == field


async def test_only_the_outermost_seeding_is_told() -> None:
    class Inner(BaseSeeder):
        async def seed(self) -> str:
            return "done"

    class Outer(Inner):
        async def seed(self) -> str:
            return await super().seed()

    with capture_logs() as logged:
        assert await Outer("Outer").seed() == "done"
    assert [entry["event"] for entry in logged] == ["✅ Outer: Created 0, Updated 0, Skipped 0"]


def test_table_upserts_need_a_run() -> None:
    seeder = CategorySeeder(None, motos_part)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match="seed"):
        _ = seeder.run


def test_the_comparison_is_three_way_by_column() -> None:
    key = element_uuid(SLUG, "ESCAPE")
    record = {"name": "a", "text": "a", "is_active": True}
    current = {"name": "a", "text": "staff", "is_active": True}
    desired = {key: DesiredRow("ESCAPE", {"name": "b", "text": "b", "is_active": True})}
    plan = plan_table("elements", desired, {key: current}, {key: record}, label=str)
    assert plan.writes == [{"id": key, "name": "b", "text": "staff", "is_active": True}]
    assert plan.records[key] == {"name": "b", "text": "a", "is_active": True}
    assert [(change.kind, dict(change.columns)) for change in plan.changes] == [
        (ChangeKind.UPDATED, {"name": ("a", "b")}),
        (ChangeKind.KEPT, {"text": ("staff", "b")}),
    ]


def test_a_column_new_to_the_data_is_seedings_to_write() -> None:
    key = element_uuid(SLUG, "ESCAPE")
    desired = {key: DesiredRow("ESCAPE", {"name": "a", "hint": "b"})}
    plan = plan_table(
        "elements", desired, {key: {"name": "a", "hint": None}}, {key: {"name": "a"}}, label=str
    )
    assert plan.writes == [{"id": key, "name": "a", "hint": "b"}]


def test_canonical_values_compare_by_meaning() -> None:
    from decimal import Decimal

    assert canonical(Decimal("410")) == canonical(Decimal("410.00")) == "410"
    assert canonical(Decimal("0.00")) == "0"
    assert canonical({"a": (1, 2)}) == {"a": [1, 2]}
