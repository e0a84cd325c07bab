"""What a request costs: the cheapest tier's price and the surcharges of its elements, EUR without VAT."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, TypeVar

from domain.catalogue import Catalogue
from domain.quote.contract import Surcharge
from domain.tariff import Verdict, decide
from domain.tariff.verdict import format_price
from shared.vocabularies import ServiceKind

# Requests of which a catalogue remembers what they come to.
_MAX_KNOWN: Final = 4_096
_Part = TypeVar("_Part")


def worked_out(
    catalogue: Catalogue, request: Mapping[str, int], make: Callable[[Catalogue, Mapping[str, int]], _Part]
) -> _Part:
    """What `make` makes of the request in this catalogue, which never changes: made once, then remembered."""
    known, key = catalogue.worked_out, (make, *request.items())
    found: _Part | None = known.get(key)
    if found is None:
        found = make(catalogue, dict(request))
        if len(known) >= _MAX_KNOWN:
            known.clear()
        known[key] = found
    return found


def verdict_of(catalogue: Catalogue, request: Mapping[str, int]) -> Verdict:
    """The engine's verdict on the request. Raises RequestError as `decide` does."""
    return worked_out(catalogue, request, _decided)


def _decided(catalogue: Catalogue, request: Mapping[str, int]) -> Verdict:
    return decide(catalogue.tariff, request)


def surcharges_of(catalogue: Catalogue, request: Mapping[str, int]) -> tuple[Surcharge, ...]:
    """The surcharges that the requested elements bring, in the catalogue's order."""
    return tuple(
        Surcharge(code=service.code, reason=service.name, price=service.price)
        for service in catalogue.services
        if service.kind is ServiceKind.SURCHARGE and service.element_code in request
    )


def total_of(catalogue: Catalogue, request: Mapping[str, int]) -> Decimal | None:
    """The price of the cheapest tier with the surcharges; None where no tier admits the request, or an open
    variant decides a surcharge. Raises RequestError as `decide` does."""
    verdict = verdict_of(catalogue, request)
    if verdict.tier is None or pending_surcharge(catalogue, request) is not None:
        return None
    return sum((item.price for item in surcharges_of(catalogue, request)), verdict.tier.price)


def pending_surcharge(catalogue: Catalogue, request: Mapping[str, int]) -> str | None:
    """Why the total is open: a requested parent was not told apart and its variants carry surcharges."""
    with_surcharge = {
        service.element_code: service.price
        for service in catalogue.services
        if service.kind is ServiceKind.SURCHARGE
    }
    for code in request:
        children = catalogue.elements[code].child_codes
        prices = [with_surcharge[child] for child in children if child in with_surcharge]
        if prices and code not in with_surcharge and not any(child in request for child in children):
            choices = " o ".join(format_price(price) for price in prices)
            return (
                f"El total depende de la variante de «{catalogue.elements[code].name}»: "
                f"se añade un recargo de {choices} sin IVA."
            )
    return None
