"""The prices of a category: its tiers and its services, read and changed by staff.

A change is an ordinary edit of the row: the audit records it and seeding keeps it. Nothing here commits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rapidfuzz import process
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.catalogue.categories import category_of
from database.models import AdditionalService, TariffTier, VehicleCategory
from domain.tariff.money import MOST
from domain.tariff.verdict import format_price
from shared.errors import InvalidInputError, NotFoundError
from shared.vocabularies import ServiceKind

TIER: Final = "tier"


@dataclass(frozen=True, slots=True)
class Price:
    """A price in EUR without VAT. `kind` is `tier`, or what kind of service it is; of all categories when
    `category` is None."""

    category: str | None
    kind: str
    code: str
    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A price as it is from now on, and the amount it was before."""

    price: Price
    former: Decimal


async def list_prices(session: AsyncSession, slug: str) -> list[Price]:
    """The prices of an active category, tiers first, in the catalogue's order.

    Raises NotFoundError, with the nearest slugs.
    """
    category = await category_of(session, slug)
    return [_price(row, category) for row in await _rows(session, category)]


async def set_price(session: AsyncSession, slug: str, code: str, amount: Decimal) -> PriceChange:
    """Change the price of the tier or service `code` of a category, under a lock until the transaction ends.

    Raises NotFoundError with the nearest codes, InvalidInputError for an amount that is no price: not finite,
    below zero, with parts of a cent, or zero for a tier.
    """
    category = await category_of(session, slug)
    rows = await _rows(session, category)
    wanted = code.strip().upper()
    row = next((row for row in rows if row.code.upper() == wanted), None)
    if row is None:
        known = [row.code for row in rows]
        nearest = [match[0] for match in process.extract(wanted, known, limit=3)]
        raise NotFoundError(
            "unknown_price",
            f"La categoría «{category.slug}» no tiene ninguna tarifa ni servicio «{code[:60]}».",
            "code",
            f"Los códigos más parecidos son: {', '.join(nearest)}." if nearest else "No tiene ninguno.",
        )
    _check(amount, is_tier=isinstance(row, TariffTier))
    await session.refresh(row, attribute_names=["price"], with_for_update=True)
    former = row.price
    row.price = amount
    await session.flush()
    return PriceChange(_price(row, category), former)


def _check(amount: Decimal, *, is_tier: bool) -> None:
    if not amount.is_finite() or not 0 <= amount <= MOST or amount != round(amount, 2):
        raise InvalidInputError(
            "invalid_amount",
            f"{amount} no es un precio.",
            "price",
            f"Usa un importe de 0 a {format_price(MOST)}, con dos decimales como mucho.",
        )
    if is_tier and not amount:
        raise InvalidInputError(
            "free_tier",
            "Una tarifa no puede costar 0 €: todos los presupuestos que admite saldrían gratis.",
            "price",
            "Escribe su precio sin IVA.",
        )


async def _rows(session: AsyncSession, category: VehicleCategory) -> Sequence[TariffTier | AdditionalService]:
    tiers = await session.scalars(
        select(TariffTier)
        .where(TariffTier.category_id == category.id, TariffTier.is_active)
        .order_by(TariffTier.sort_order, TariffTier.code)
    )
    services = await session.scalars(
        select(AdditionalService)
        .where(
            or_(AdditionalService.category_id == category.id, AdditionalService.category_id.is_(None)),
            AdditionalService.is_active,
        )
        .order_by(AdditionalService.sort_order, AdditionalService.code)
    )
    return [*tiers, *services]


def _price(row: TariffTier | AdditionalService, category: VehicleCategory) -> Price:
    if isinstance(row, TariffTier):
        return Price(category.slug, TIER, row.code, row.name, row.price)
    is_of_all = row.category_id is None
    return Price(None if is_of_all else category.slug, ServiceKind(row.kind), row.code, row.name, row.price)
