"""Why a price is not firm yet: a person has still to decide something, or the request is not whole.

Three kinds of reasons come from the catalogue's data: elements that a requested one always brings along
(relocating a plate changes its lamp too), questions whose answer changes the price although there is one
already, and warnings that say that the price is not firm. The fourth comes from a text: elements of which its
words leave open whether they are asked for.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import leaf_variants
from domain.catalogue.questions import Question
from domain.quote.amounts import total_of, worked_out
from domain.quote.warnings import ShownWarning
from domain.tariff.verdict import format_price

_DOUBT: Final = "Confírmanos si «"


def provisional_reasons(
    catalogue: Catalogue,
    request: Mapping[str, int],
    questions: Sequence[Question],
    warnings: Sequence[ShownWarning],
    doubtful: Sequence[str] = (),
) -> tuple[str, ...]:
    """The reasons in Spanish, for a request that has a price; none when the price is firm."""
    said = [
        *worked_out(catalogue, request, _brought_along),
        *_open_choices(catalogue, request, questions),
        *(warning.message for warning in warnings if warning.makes_provisional),
        *in_doubt(catalogue, request, doubtful),
    ]
    return tuple(dict.fromkeys(said))


def in_doubt(catalogue: Catalogue, request: Mapping[str, int], doubtful: Sequence[str]) -> list[str]:
    """For each element of which a text leaves open whether, or how many times, it is asked for: how it was
    taken."""
    return [
        f"{_DOUBT}{catalogue.elements[code].name}» {_taken(catalogue, request, code)}."
        for code in doubtful
        if code in catalogue.elements
    ]


def _taken(catalogue: Catalogue, request: Mapping[str, int], code: str) -> str:
    """What is to be confirmed, and how it stands: "entra en lo que pides: aquí está contado"."""
    units = _units(catalogue, request, code)
    if units == 0:
        return "entra en lo que pides: aquí no está contado"
    if not catalogue.elements[code].is_countable:
        return "entra en lo que pides: aquí está contado"
    counted = "está contada una unidad" if units == 1 else f"están contadas {units} unidades"
    return f"entra en lo que pides, y cuántas veces: aquí {counted}"


def doubts_told(explanation: Sequence[str]) -> list[str]:
    """The lines of an explanation that `in_doubt` has written: what a text without a price leaves open."""
    return [line for line in explanation if line.startswith(_DOUBT)]


def _units(catalogue: Catalogue, request: Mapping[str, int], code: str) -> int:
    """How many of the element and its variants the request has."""
    codes = {code, *(item.code for item in leaf_variants(catalogue, code))}
    return sum(request.get(one, 0) for one in codes)


def _brought_along(catalogue: Catalogue, request: Mapping[str, int]) -> list[str]:
    """For each element that brings others which the request lacks: which, and the total with all of them."""
    lacking = {code: codes for code in request if (codes := _lacking(catalogue, request, code))}
    if not lacking:
        return []
    whole = {**request, **dict.fromkeys((code for codes in lacking.values() for code in codes), 1)}
    total = total_of(catalogue, whole)
    reasons = []
    for code, codes in lacking.items():
        names = " y ".join(f"«{catalogue.elements[brought].name}»" for brought in codes)
        counted = "se cuentan como otros elementos" if len(codes) > 1 else "se cuenta como otro elemento"
        sentence = f"Con «{catalogue.elements[code].name}» cambia siempre también {names}, que {counted}"
        reasons.append(
            f"{sentence}: con todo, el total es de {format_price(total)} sin IVA."
            if total is not None
            else f"{sentence}: el ingeniero dirá el precio con todo."
        )
    return reasons


def _lacking(catalogue: Catalogue, request: Mapping[str, int], code: str) -> list[str]:
    """What `code` brings along, directly or through what it brings, that the request has in no form."""
    found: list[str] = []
    pending = list(catalogue.elements[code].brings_along)
    while pending:
        brought = pending.pop(0)
        kin = {brought, *(variant.code for variant in leaf_variants(catalogue, brought))}
        if brought in found or brought not in catalogue.elements or not kin.isdisjoint(request):
            continue
        found.append(brought)
        pending.extend(catalogue.elements[brought].brings_along)
    return found


def _open_choices(
    catalogue: Catalogue, request: Mapping[str, int], questions: Sequence[Question]
) -> list[str]:
    """For each question about a priced parent whose answers cost differently: the question."""
    open_ones = [question for question in questions if question.element in request]
    now = total_of(catalogue, request) if open_ones else None
    reasons = []
    for question in open_ones:
        if question.element is None:
            continue
        totals = {_answered(catalogue, request, question.element, item.code) for item in question.options}
        if totals != {now}:
            reasons.append(f"El precio depende de tu respuesta: {question.question}")
    return reasons


def _answered(catalogue: Catalogue, request: Mapping[str, int], parent: str, variant: str) -> Decimal | None:
    """The total of the request once the variant stands in its parent's place."""
    rest = {code: quantity for code, quantity in request.items() if code != parent}
    return total_of(catalogue, {**rest, variant: rest.get(variant, 0) + request[parent]})
