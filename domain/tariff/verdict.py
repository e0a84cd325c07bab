"""The verdict on a request: the cheapest admitting tier, and in Spanish why it and none cheaper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from domain.tariff.catalogue import CompiledTariff, CompiledTier, TierRow
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
    """`tier` None: nothing asked, or no tier admits it. `explanation`: Spanish sentences for the client.
    `tariff` and `request` are what was decided on."""

    tier: TierRow | None
    explanation: tuple[str, ...]
    tariff: CompiledTariff = field(repr=False, compare=False)
    request: Mapping[str, int] = field(repr=False, compare=False)

    @property
    def outcomes(self) -> tuple[TierOutcome, ...]:
        """What every tier says, best first, also those dearer than the answer; none if nothing is asked."""
        if not self.request:
            return ()
        return tuple(_outcome(self.tariff, tier, self.request) for tier in self.tariff.tiers.values())

    @property
    def price(self) -> Decimal | None:
        """Price of the tier in EUR without VAT."""
        return None if self.tier is None else self.tier.price


def decide(tariff: CompiledTariff, request: Mapping[str, int]) -> Verdict:
    """The cheapest tier that admits the requested elements (code to quantity); exact.

    Ties go to the tier that admits fewer distinct elements, then by code. Raises RequestError for a code that
    is no element of the category and for a quantity that is no whole number of at least 1.
    """
    _check(tariff, request)
    if not request:
        nothing = "La solicitud no lleva ningún elemento: no hay nada que tarifar."
        return Verdict(None, (nothing,), tariff, request)
    outcomes: list[TierOutcome] = []
    chosen: TierOutcome | None = None
    for tier in tariff.tiers.values():
        if chosen is not None and tier.row.price > chosen.tier.price:
            break  # the dearer ones have nothing to do with the answer
        outcomes.append(outcome := _outcome(tariff, tier, request))
        if chosen is None and outcome.admits:
            chosen = outcome
    tier_row = None if chosen is None else chosen.tier
    return Verdict(tier_row, tuple(_explained(request, outcomes, chosen)), tariff, request)


def _check(tariff: CompiledTariff, request: Mapping[str, int]) -> None:
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


def _outcome(tariff: CompiledTariff, tier: CompiledTier, request: Mapping[str, int]) -> TierOutcome:
    return TierOutcome(tier.row, len(tier.admitted), find_refusals(tariff, tier, request))


def format_price(price: Decimal) -> str:
    """The amount as Spanish writes it: «1.234,50 €»."""
    return f"{price:,.2f}".translate(str.maketrans(",.", ".,")) + " €"


def _explained(
    request: Mapping[str, int], outcomes: Sequence[TierOutcome], chosen: TierOutcome | None
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
