"""The tariff accepted by the client stays, whatever happens to prices, until somebody reopens it."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases import accept_tariff, get_case, reopen_tariff, set_elements
from agent.services.catalogue.loader import load_catalogue
from database.models import Case, TariffTier
from shared.errors import ConflictError, InvalidInputError, NotFoundError
from tests.cases.support import SLUG, new_case, small_catalogue


async def test_acceptance_stores_tier_amount_snapshot_and_moment(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await set_elements(session, case_id, {"ESCAPE": 1, "MANILLAR": 1}, catalogue)
    case = await accept_tariff(session, case_id, catalogue, seen_total=Decimal("180.00"))
    await session.refresh(case)
    assert case.tariff_amount == Decimal("180.00")
    assert case.tariff_tier_id == catalogue.tiers["T2"].id
    assert case.tariff_accepted_at is not None
    assert case.tariff_snapshot["total"] == "180.00"
    assert case.tariff_snapshot["tier"] == {"code": "T2", "name": "Tarifa T2"}


async def test_a_later_price_does_not_reach_an_accepted_case(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await set_elements(session, case_id, {"MANILLAR": 1}, catalogue)
    await accept_tariff(session, case_id, catalogue)
    await session.execute(update(TariffTier).values(price=Decimal("999.00")))
    later = await load_catalogue(session, SLUG)
    assert later.tiers["T1"].price == Decimal("999.00")
    case = await get_case(session, case_id)
    await session.refresh(case)
    assert (case.tariff_amount, case.tariff_snapshot["price"]) == (Decimal("100.00"), "100.00")
    with pytest.raises(ConflictError, match="ya está aceptada"):
        await accept_tariff(session, case_id, later)
    with pytest.raises(ConflictError, match="ya está aceptada"):
        await set_elements(session, case_id, {"ESCAPE": 1}, later)


async def test_a_price_that_changed_since_it_was_shown_is_not_accepted(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await set_elements(session, case_id, {"MANILLAR": 1}, catalogue)
    with pytest.raises(ConflictError) as caught:
        await accept_tariff(session, case_id, catalogue, seen_total=Decimal("90.00"))
    assert caught.value.code == "price_changed"
    assert "100.00" in caught.value.message
    assert (await get_case(session, case_id)).tariff_accepted_at is None


async def test_there_must_be_elements_with_a_price(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    with pytest.raises(ConflictError, match="no tiene elementos"):
        await accept_tariff(session, case_id, catalogue)
    with pytest.raises(NotFoundError):
        await set_elements(session, case_id, {"NADA": 1}, catalogue)
    with pytest.raises(InvalidInputError):
        await set_elements(session, case_id, {"ESCAPE": 0}, catalogue)


async def test_reopening_keeps_the_former_quote_and_allows_another(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await set_elements(session, case_id, {"MANILLAR": 1}, catalogue)
    with pytest.raises(ConflictError, match="ninguna tarifa aceptada"):
        await reopen_tariff(session, case_id, "Añade el escape")
    await accept_tariff(session, case_id, catalogue)
    case = await reopen_tariff(session, case_id, "Añade el escape")
    assert (case.tariff_amount, case.tariff_tier_id, case.tariff_snapshot) == (None, None, {})
    await set_elements(session, case_id, {"ESCAPE": 1, "MANILLAR": 1}, catalogue)
    case = await accept_tariff(session, case_id, catalogue)
    await session.refresh(case)
    assert (case.tariff_amount, case.tariff_revision) == (Decimal("180.00"), 1)
    former = case.metadata_["former_tariffs"]
    assert isinstance(former, list)
    assert former[0]["reason"] == "Añade el escape"
    assert former[0]["quote"]["total"] == "100.00"


@pytest.mark.parametrize(
    "change",
    [
        {"tariff_amount": "1"},
        {"tariff_snapshot": '\'{"total": "1.00"}\''},
        {"tariff_accepted_at": "NULL"},
        {"tariff_tier_id": "NULL"},
        {"element_codes": "'[]'"},
        {"tariff_revision": "1"},
        {
            "tariff_revision": "2",
            "tariff_amount": "NULL",
            "tariff_accepted_at": "NULL",
            "tariff_tier_id": "NULL",
        },
    ],
)
async def test_the_database_refuses_plain_updates(session: AsyncSession, change: Mapping[str, str]) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await set_elements(session, case_id, {"MANILLAR": 1}, catalogue)
    await accept_tariff(session, case_id, catalogue)
    assignments = ", ".join(f"{column} = {value}" for column, value in change.items())
    with pytest.raises(IntegrityError, match="accepted tariff"):
        await session.execute(text(f"UPDATE cases SET {assignments} WHERE id = '{case_id}'"))


async def test_a_case_outlives_its_tier(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await set_elements(session, case_id, {"MANILLAR": 1}, catalogue)
    await accept_tariff(session, case_id, catalogue)
    await session.execute(text("DELETE FROM tariff_tiers WHERE code = 'T1'"))
    row = (await session.execute(select(Case.tariff_tier_id, Case.tariff_amount, Case.tariff_snapshot))).one()
    assert (row.tariff_tier_id, row.tariff_amount) == (None, Decimal("100.00"))
    assert row.tariff_snapshot["tier"]["code"] == "T1"


async def test_elements_that_leave_keep_what_was_collected(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    case = await set_elements(session, case_id, {"MANILLAR": 1, "ESCAPE": 1}, catalogue)
    assert case.element_codes == ["ESCAPE", "MANILLAR"]
    for data in case.element_data:
        if data.element_code == "ESCAPE":
            data.field_values = {"marca": "Akrapovic"}
    case = await set_elements(session, case_id, {"MANILLAR": 1}, catalogue)
    assert case.element_codes == ["MANILLAR"]
    case = await set_elements(session, case_id, {"ESCAPE": 1}, catalogue)
    kept = next(data for data in case.element_data if data.element_code == "ESCAPE")
    assert (kept.quantity, kept.field_values) == (1, {"marca": "Akrapovic"})
