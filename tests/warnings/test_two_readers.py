"""The specification's two readers of element warnings, and what a word outside its vocabulary does."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.element_service import get_element_warnings
from agent.services.tarifa_service import get_warnings_by_scope
from database.connection import create_session_factory
from database.engines import create_engine
from database.models import Element, TariffTier, VehicleCategory, Warning
from domain.catalogue import WarningDisplay
from domain.quote.warnings import is_displayed
from shared.errors import InvariantError
from shared.vocabularies import Severity, ShowCondition, word_of


@pytest.fixture
async def shared(shared_seeded_database_url: str) -> AsyncIterator[AsyncSession]:
    """A session on the seeded database that the tests share; what it changes is rolled back."""
    engine = create_engine(shared_seeded_database_url)
    async with create_session_factory(engine)() as session:
        yield session
        await session.rollback()
    await engine.dispose()


async def _element(session: AsyncSession, code: str) -> Element:
    element = await session.scalar(select(Element).where(Element.code == code))
    assert element is not None
    return element


@pytest.mark.parametrize("code", ["PLACA_SOLAR", "ESPEJOS", "TOLDO_LAT"])
async def test_both_give_the_warnings_of_an_element(shared: AsyncSession, code: str) -> None:
    element = await _element(shared, code)
    inline = await get_warnings_by_scope(shared, element.id)
    associated = await get_element_warnings(shared, element.id)
    assert inline
    assert [(row.id, row.code, row.message) for row in inline] == [
        (row.id, row.code, row.message) for row in associated
    ]
    assert {row.element_id for row in (*inline, *associated)} == {element.id}
    assert all(row.show_condition in set(ShowCondition) for row in associated)


async def test_a_warning_switched_off_is_read_by_neither(shared: AsyncSession) -> None:
    element = await _element(shared, "TOLDO_LAT")
    for warning in await shared.scalars(select(Warning).where(Warning.element_id == element.id)):
        warning.is_active = False
    await shared.flush()
    assert not await get_warnings_by_scope(shared, element.id)
    assert not await get_element_warnings(shared, element.id)


async def test_the_other_scopes_by_name_in_one_statement(shared: AsyncSession) -> None:
    category = await shared.scalar(select(VehicleCategory).where(VehicleCategory.slug == "motos-part"))
    assert category is not None
    tiers = select(TariffTier.id).where(TariffTier.category_id == category.id)
    sent: list[str] = []
    bind = shared.get_bind()
    event.listen(bind, "before_cursor_execute", lambda *arguments: sent.append(arguments[2]))
    rows = await get_warnings_by_scope(shared, tier_id=tiers, category_id=category.id)
    assert len(sent) == 1
    assert {row.category_id for row in rows} == {category.id, None}
    assert any(row.tier_id for row in rows)
    assert not any(row.element_id for row in rows)


async def test_a_question_without_a_scope_is_no_question() -> None:
    """As the specification's own line writes the call: without a session, the id stands in its place."""
    with pytest.raises(TypeError, match="element_id"):
        await get_warnings_by_scope(uuid4())  # type: ignore[arg-type]


def test_a_stored_word_of_no_vocabulary_is_never_taken_for_another() -> None:
    assert word_of(Severity, "error", "warnings.severity") is Severity.ERROR
    with pytest.raises(InvariantError, match="fatal") as caught:
        word_of(Severity, "fatal", "warnings.severity")
    assert caught.value.field == "warnings.severity"


@pytest.mark.parametrize("condition", [ShowCondition.ON_EXCEED_MAX, ShowCondition.ON_BELOW_MIN])
def test_a_condition_without_its_quantity_is_an_error(condition: ShowCondition) -> None:
    with pytest.raises(InvariantError) as caught:
        is_displayed(WarningDisplay(condition, None), 3)
    assert caught.value.field == "threshold_quantity"
