"""The verdict on a request: the cheapest admitting tier, and in Spanish why it and none cheaper."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.tariff.catalogue import CompiledTariff, TierRow
from domain.tariff.errors import RequestError
from domain.tariff.refusals import Refusal, find_refusals, listed_request


@dataclass(frozen=True, slots=True)
class TierOutcome:
    """What one tier says to the request. `reach`: distinct elements it admits at all, whatever the quotas."""

    tier: TierRow
    reach: int
    refusals: tuple[Refusal, ...]

    @property
    def admits(self) -> bool:
        """Whether every requested unit finds a place in the tier."""
        return not self.refusals


@dataclass(frozen=True, slots=True)
class Verdict:
    """`tier` None: nothing asked, or no tier admits it. `outcomes`: every tier, best first, none if nothing
    is asked. `explanation`: Spanish sentences for the client."""

    tier: TierRow | None
    outcomes: tuple[TierOutcome, ...]
    explanation: tuple[str, ...]

    @property
    def price(self) -> Decimal | None:
        """Price of the tier in EUR without VAT."""
        return None if self.tier is None else self.tier.price


def decide(tariff: CompiledTariff, request: Mapping[str, int]) -> Verdict:
    """The cheapest tier that admits the requested elements (code to quantity); exact.

    Ties go to the tier that admits fewer distinct elements, then by code. Raises RequestError for a code that
    is no element of the category and for a quantity that is no whole number of at least 1.
    """
    for code, quantity in request.items():
        if code not in tariff.elements:
            raise RequestError(
                "unknown_element",
                code,
                "no es un elemento de esta categoría",
                "Usa uno de sus códigos de elemento",
            )
        if isinstance(quantity, bool) or not isinstance(quantity, int) or quantity < 1:
            raise RequestError(
                "invalid_quantity",
                code,
                f"la cantidad {quantity!r} no es válida",
                "Pide un número entero de 1 o más",
            )
    if not request:
        return Verdict(None, (), ("La solicitud no lleva ningún elemento: no hay nada que tarifar.",))
    outcomes = tuple(
        TierOutcome(tier.row, len(tier.admitted), find_refusals(tariff, tier, request))
        for tier in tariff.tiers.values()
    )
    chosen = next((outcome for outcome in outcomes if outcome.admits), None)
    tier = None if chosen is None else chosen.tier
    return Verdict(tier, outcomes, tuple(_explained(request, outcomes, chosen)))


def format_price(price: Decimal) -> str:
    """The amount as Spanish writes it: «1.234,50 €»."""
    return f"{price:,.2f}".translate(str.maketrans(",.", ".,")) + " €"


def _explained(
    request: Mapping[str, int], outcomes: tuple[TierOutcome, ...], chosen: TierOutcome | None
) -> list[str]:
    """Why this tier, and for each cheaper one why not."""
    if chosen is None:
        return [
            f"Ninguna tarifa admite la solicitud ({listed_request(request)}).",
            *(_refused(outcome) for outcome in outcomes),
        ]
    sentences = [
        f"{_named(chosen)} admite toda la solicitud ({listed_request(request)}) "
        "y ninguna tarifa más barata la admite."
    ]
    for outcome in outcomes:
        if outcome.tier.price < chosen.tier.price:
            sentences.append(_refused(outcome))
        elif outcome.tier.price == chosen.tier.price and outcome.admits and outcome is not chosen:
            broader = outcome.reach > chosen.reach
            sentences.append(
                f"{_named(outcome)} también vale y cuesta lo mismo, pero "
                + (
                    f"abarca {outcome.reach} elementos distintos y {chosen.tier.code} solo {chosen.reach}."
                    if broader
                    else f"a igual precio y alcance se elige por código {chosen.tier.code}."
                )
            )
    return sentences


def _named(outcome: TierOutcome) -> str:
    return f"{outcome.tier.code} ({format_price(outcome.tier.price)})"


def _refused(outcome: TierOutcome) -> str:
    return f"{_named(outcome)} no vale: {'; '.join(refusal.text for refusal in outcome.refusals)}."
