"""Rows that are switched off stay out of sight and can't be deleted by accident."""

import uuid

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from database.models import Base, Case, Element, ElementImage, TariffTier, User, VehicleCategory
from database.models.base import SoftDelete
from database.soft_delete import hard_delete, restore, soft_delete
from shared.errors import ConflictError

INACTIVE = {"include_inactive": True}


@pytest.fixture
async def category(session: AsyncSession) -> VehicleCategory:
    """A category with the elements A and B, of which B is switched off, each with a picture."""
    made = VehicleCategory(slug="motos", name="Motos", client_type="particular")
    session.add(made)
    await session.flush()
    for code in "AB":
        element = Element(category_id=made.id, code=code, name=code)
        session.add(element)
        await session.flush()
        session.add(ElementImage(element_id=element.id, code=f"FOTO_{code}"))
        if code == "B":
            soft_delete(element)
    await session.commit()
    session.expunge_all()
    return made


async def _b(session: AsyncSession) -> Element:
    return (
        await session.scalars(select(Element).where(Element.code == "B").execution_options(**INACTIVE))
    ).one()


async def test_queries_leave_inactive_rows_out(session: AsyncSession, category: VehicleCategory) -> None:
    assert list(await session.scalars(select(Element.code))) == ["A"]
    assert await session.scalar(select(func.count()).select_from(Element)) == 1
    outer = select(ElementImage.code).where(ElementImage.element_id.in_(select(Element.id)))
    assert list(await session.scalars(outer)) == ["FOTO_A"]
    joined = select(ElementImage.code).join(Element)
    assert list(await session.scalars(joined)) == ["FOTO_A"]
    everything = select(Element.code).order_by(Element.code).execution_options(**INACTIVE)
    assert list(await session.scalars(everything)) == ["A", "B"]
    # Tables are read as they are.
    assert await session.scalar(select(func.count()).select_from(Element.__table__)) == 2


async def test_the_choice_holds_for_the_statement_alone(
    session: AsyncSession, category: VehicleCategory
) -> None:
    for _ in range(2):  # compiled once, used again
        assert len(list(await session.scalars(select(Element).execution_options(**INACTIVE)))) == 2
        assert len(list(await session.scalars(select(Element)))) == 1


@pytest.mark.parametrize("loader", [None, selectinload, joinedload], ids=["lazy", "selectin", "joined"])
async def test_collections_leave_inactive_rows_out(
    session: AsyncSession, category: VehicleCategory, loader: object
) -> None:
    statement = select(VehicleCategory)
    if loader is not None:
        statement = statement.options(loader(VehicleCategory.elements))  # type: ignore[operator]
    found = (await session.scalars(statement)).unique().one()
    assert [element.code for element in found.elements] == ["A"]
    session.expunge_all()
    found = (await session.scalars(statement.execution_options(**INACTIVE))).unique().one()
    assert sorted(element.code for element in found.elements) == ["A", "B"]


async def test_references_lead_to_the_row_they_name(session: AsyncSession, category: VehicleCategory) -> None:
    tier = TariffTier(category_id=category.id, code="T1", name="T1", price=1)
    session.add(tier)
    await session.flush()
    case = Case(category_id=category.id, tariff_tier_id=tier.id)
    session.add(case)
    soft_delete(tier)
    await session.commit()
    session.expunge_all()
    found = (await session.scalars(select(Case))).one()
    assert found.tariff_tier is not None
    assert found.tariff_tier.code == "T1"
    picture = (await session.scalars(select(ElementImage).where(ElementImage.code == "FOTO_B"))).one()
    assert picture.element.code == "B"


async def test_get_knows_inactive_rows_only_when_asked(
    session: AsyncSession, category: VehicleCategory
) -> None:
    key = (await _b(session)).id
    assert await session.get(Element, key) is None  # although the session holds it
    session.expunge_all()
    assert await session.get(Element, key) is None
    found = await session.get(Element, key, execution_options=INACTIVE)
    assert found is not None
    await session.refresh(found)
    assert (found.code, found.is_active) == ("B", False)
    assert await session.get(Element, uuid.uuid4()) is None


async def test_a_row_is_switched_off_and_on(session: AsyncSession, category: VehicleCategory) -> None:
    restore(await _b(session))
    await session.commit()
    assert sorted(await session.scalars(select(Element.code))) == ["A", "B"]
    found = (await session.scalars(select(Element).where(Element.code == "B"))).one()
    soft_delete(found)
    await session.commit()
    assert list(await session.scalars(select(Element.code))) == ["A"]
    # A bulk update reaches rows of either kind: restoring is one.
    await session.execute(update(Element).values(is_active=True))
    assert len(list(await session.scalars(select(Element)))) == 2


async def test_deleting_needs_an_explicit_word(session: AsyncSession, category: VehicleCategory) -> None:
    element = (await session.scalars(select(Element))).one()
    with pytest.raises(ConflictError, match=r"soft_delete\(obj\)"):
        await session.delete(element)
    with pytest.raises(ConflictError, match="Element"):
        await session.execute(delete(Element))
    key = element.id
    session.expunge_all()
    loaded = await session.get(VehicleCategory, category.id)
    assert loaded is not None
    loaded.elements.clear()
    with pytest.raises(ConflictError, match="Element"):
        await session.flush()
    await session.rollback()
    assert await session.scalar(select(func.count()).select_from(Element.__table__)) == 2

    async with hard_delete(session):
        await session.delete(await session.get(Element, key))
    with pytest.raises(ConflictError):  # the word has been said for the block alone
        await session.execute(delete(Element))
    async with hard_delete(session):
        await session.execute(delete(Element))
    await session.commit()
    assert await session.scalar(select(func.count()).select_from(Element.__table__)) == 0


async def test_other_models_are_deleted_as_ever(session: AsyncSession) -> None:
    user = User(phone="+34600111222")
    session.add(user)
    await session.commit()
    await session.delete(user)
    await session.commit()
    await session.execute(delete(User))


def test_every_model_with_the_switch_follows_the_rules() -> None:
    for mapper in Base.registry.mappers:
        assert ("is_active" in mapper.columns) == issubclass(mapper.class_, SoftDelete), mapper.class_
