"""Quotes as cases store them: with a version, and readable whatever the version."""

import json
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases import get_case
from api.case_answers import case_answer
from database.jsonb import JsonbValidationError
from database.models import Case
from domain.quote.snapshot import VERSION, quote_of, snapshot_of
from shared.errors import InvariantError
from tests.cases.support import new_case, small_catalogue
from tests.quote.contract import QuoteOut
from tests.quote.examples import UNVERSIONED, a_quote, a_snapshot


def test_a_snapshot_is_the_contract_and_a_version() -> None:
    stored = snapshot_of(a_quote())
    assert stored.pop("version") == VERSION
    QuoteOut.model_validate_json(json.dumps(stored))
    assert quote_of({"version": VERSION, **stored}) == a_quote()


def test_no_snapshot_is_no_quote() -> None:
    assert quote_of({}) is None


def test_what_was_stored_without_a_version_still_reads() -> None:
    quote = quote_of(UNVERSIONED)
    assert quote is not None
    assert (quote.total, quote.total_with_vat, quote.provisional) == (Decimal("59.00"), None, False)
    assert (quote.beyond, quote.questions[0].element) == ((), None)
    read = quote.as_json()
    kept = {key: value for key, value in UNVERSIONED.items() if key != "questions"}
    assert {key: read[key] for key in kept} == kept


@pytest.mark.parametrize(
    ("stored", "key"),
    [
        ({**a_snapshot(), "version": VERSION + 1}, "version"),
        ({**a_snapshot(), "total": "140"}, "total"),
        ({**a_snapshot(), "extra": 1}, "extra"),
        ({"total": "140.00"}, "category"),
    ],
)
def test_what_nobody_wrote_is_named(stored: dict[str, Any], key: str) -> None:
    with pytest.raises(InvariantError) as caught:
        quote_of(stored)
    assert caught.value.field == f"tariff_snapshot.{key}"


def test_only_todays_version_is_written() -> None:
    case = Case()
    case.tariff_snapshot = {}
    case.tariff_snapshot = a_snapshot()
    refused: list[dict[str, Any]] = [UNVERSIONED, {**a_snapshot(), "version": 0}, {"total": "140.00"}]
    for wrong in refused:
        with pytest.raises(JsonbValidationError, match=r"tariff_snapshot\."):
            case.tariff_snapshot = wrong


async def test_a_case_accepted_long_ago_is_answered(session: AsyncSession) -> None:
    from fastapi import Response

    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await session.execute(
        text(
            "UPDATE cases SET tariff_snapshot = CAST(:quote AS jsonb), tariff_amount = 59, "
            "tariff_accepted_at = now() WHERE id = :id"
        ),
        {"quote": json.dumps(UNVERSIONED), "id": case_id},
    )
    session.expire_all()
    answer = case_answer(await get_case(session, case_id), Response())
    assert answer.tariff_snapshot == quote_of(UNVERSIONED)
    # Its other columns can still change: what was accepted is not written again.
    case = await get_case(session, case_id)
    case.notes = "Llamar el lunes."
    await session.flush()
