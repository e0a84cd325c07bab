"""What a request costs: the cheapest tier's price and the surcharges of its elements, EUR without VAT."""

from collections.abc import Mapping
from decimal import Decimal

from domain.catalogue import Catalogue
from domain.quote.contract import Surcharge
from domain.tariff import decide
from domain.tariff.verdict import format_price
from shared.vocabularies import ServiceKind


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
    verdict = decide(catalogue.tariff, request)
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
