"""The VAT rate: a setting of staff, read with the catalogue, and followed by whoever holds one in memory."""

from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from agent.services.catalogue.cache import CatalogueCache
from agent.services.catalogue.loader import load_catalogue
from database.connection import create_session_factory
from domain.quote.composing import quote_elements
from tests.catalogue.writing import commit, version

_SET = "UPDATE system_settings SET value = '{}' WHERE key = 'vat_rate'"


async def _total_with_vat(engine: AsyncEngine) -> Decimal | None:
    async with create_session_factory(engine)() as session:
        return quote_elements(await load_catalogue(session, "motos-part"), {"ESCAPE": 1}).total_with_vat


async def test_another_rate_is_another_version_of_the_catalogue(any_seeded_engine: AsyncEngine) -> None:
    assert await _total_with_vat(any_seeded_engine) == Decimal("169.40")
    before = await version(any_seeded_engine)
    assert before is not None
    cache = CatalogueCache(
        create_session_factory(any_seeded_engine), any_seeded_engine, check_seconds=0, listen=False
    )
    async with cache:
        await commit(any_seeded_engine, _SET.format(10))
        held = await cache.catalogue("motos-part")
    assert held.vat_rate == 10
    assert await version(any_seeded_engine) == before + 1
    await commit(any_seeded_engine, "UPDATE system_settings SET description = 'x' WHERE key = 'vat_rate'")
    assert await version(any_seeded_engine) == before + 1, "only the value is the rate"
    await commit(any_seeded_engine, "DELETE FROM system_settings WHERE key = 'vat_rate'")
    assert await version(any_seeded_engine) == before + 2
    assert await _total_with_vat(any_seeded_engine) is None


@pytest.mark.parametrize("rate", ["", "21 %", "-1", "21.0", "100", "veintiuno"])
async def test_a_rate_that_is_no_percent_is_refused(any_seeded_engine: AsyncEngine, rate: str) -> None:
    with pytest.raises(IntegrityError, match="vat_rate_percent"):
        await commit(any_seeded_engine, _SET.format(rate))
