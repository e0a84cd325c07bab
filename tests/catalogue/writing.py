"""Changes of the catalogue as other programs make them, each in a transaction of its own."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_MOTOS = "(SELECT id FROM vehicle_categories WHERE slug = 'motos-part')"
_PRICE = f"UPDATE tariff_tiers SET price = {{price}} WHERE code = '{{tier}}' AND category_id = {_MOTOS}"
_TAKES = (
    "UPDATE tier_element_inclusions SET max_quantity = {takes} "
    f"WHERE tier_id = (SELECT id FROM tariff_tiers WHERE code = 'T5' AND category_id = {_MOTOS}) "
    f"AND included_tier_id = (SELECT id FROM tariff_tiers WHERE code = 'T4' AND category_id = {_MOTOS})"
)


def price(tier: str, amount: int) -> str:
    """The statement that gives a tier of the motorcycles another price."""
    return _PRICE.format(tier=tier, price=amount)


def takes(maximum: int) -> str:
    """The statement that changes how many units of T4's list T5 takes."""
    return _TAKES.format(takes=maximum)


async def commit(engine: AsyncEngine, *statements: str) -> None:
    """Run the statements in one transaction."""
    async with engine.begin() as connection:
        for statement in statements:
            result = await connection.execute(text(statement))
            assert result.rowcount != 0, statement


async def version(engine: AsyncEngine) -> int | None:
    """The catalogue's version, None where its row is missing."""
    async with engine.connect() as connection:
        found: Sequence[str] = (
            await connection.scalars(
                text("SELECT value FROM system_settings WHERE key = 'catalogue_version'")
            )
        ).all()
    return int(found[0]) if found else None
