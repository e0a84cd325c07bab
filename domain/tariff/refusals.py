"""Why a tier refuses a request, derived from the network itself, in Spanish for the client."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.tariff.catalogue import CompiledTariff, CompiledTier, Inclusion, Pool
from domain.tariff.laminar import Count, Excess, count
from domain.tariff.network import Minimum, Network, build_network
from domain.tariff.placement import Overload, admits, conflicting_minimums, overloads

_MOST_LISTED: Final = 6
"""Longer lists of requested elements are left out of a sentence: their number says enough."""


class RefusalKind(StrEnum):
    """The rule that refuses."""

    NOT_ADMITTED = "not_admitted"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason. `text` is a Spanish clause whose subject is the tier; `elements` are codes of the request.

    `limit` and `requested`: the units that the rule names and the request carries, where one number says it.
    """

    kind: RefusalKind
    text: str
    elements: tuple[str, ...]
    limit: int | None = None
    requested: int | None = None


def find_refusals(
    tariff: CompiledTariff, tier: CompiledTier, request: Mapping[str, int]
) -> tuple[Refusal, ...]:
    """Why the tier refuses the request (element code to quantity); empty exactly when it admits it."""
    strangers = tuple(sorted(set(request) - tier.admitted))
    if strangers:
        return (Refusal(RefusalKind.NOT_ADMITTED, f"no admite {_join(strangers, 'ni')}", strangers),)
    counted = count(tier, request)
    return network_refusals(tariff, tier, request) if counted is None else counted_refusals(tier, counted)


def counted_refusals(tier: CompiledTier, counted: Count) -> tuple[Refusal, ...]:
    """The refusals of quotas that counting found."""
    goal = tier.row.code
    return (
        *(_too_many(excess, goal) for excess in counted.over),
        *(
            _too_few(excess.bound.quota, excess.bound.minimum, excess.elements, goal)
            for excess in counted.under
        ),
    )


def network_refusals(
    tariff: CompiledTariff, tier: CompiledTier, request: Mapping[str, int]
) -> tuple[Refusal, ...]:
    """The refusals that the flow network shows."""
    network = build_network(tariff, tier, request)
    if admits(network):
        return ()
    found = [_maximum(network, overload) for overload in overloads(network)]
    found += [
        _minimum(network, minimum)
        for minimum in network.required
        if sum(network.available(minimum.arc).values()) < minimum.units
    ]
    return tuple(found) or (_conflict(network),)


def _too_many(excess: Excess, goal: str) -> Refusal:
    """The refusal of units in excess of a quota."""
    quota, maximum = excess.bound.quota, excess.bound.maximum
    assert maximum is not None
    carried = f"la solicitud lleva {excess.units}"
    is_row_of_element = isinstance(quota, Inclusion) and quota.element is not None
    if not is_row_of_element and len(excess.elements) <= _MOST_LISTED:
        carried += f" ({listed_request(excess.elements)})"
    return Refusal(
        RefusalKind.MAXIMUM,
        f"admite como máximo {_units(maximum)} {_place(quota, goal)} y {carried}",
        tuple(excess.elements),
        maximum,
        excess.units,
    )


def _maximum(network: Network, overload: Overload) -> Refusal:
    """The refusal of units in excess of every way open to them."""
    elements = tuple(overload.elements)
    carried = f"la solicitud lleva {overload.units}"
    if len(overload.arcs) == 1:
        arc = overload.arcs[0]
        place = _place(arc.quota, network.goal)
        if arc.tail[0] != "element" and len(elements) <= _MOST_LISTED:
            carried += f" ({listed_request(overload.elements)})"
    else:
        ways = _join([f"{arc.upper} {_place(arc.quota, network.goal)}" for arc in overload.arcs], "y")
        place = (
            f"entre {_join(elements, 'y')} ({ways})" if len(elements) > 1 else f"de {elements[0]} ({ways})"
        )
    return Refusal(
        RefusalKind.MAXIMUM,
        f"admite como máximo {_units(overload.capacity)} {place} y {carried}",
        elements,
        overload.capacity,
        overload.units,
    )


def _minimum(network: Network, minimum: Minimum) -> Refusal:
    """The refusal of a minimum that even all the units with a way to it can't reach."""
    return _too_few(
        network.arcs[minimum.arc].quota,
        minimum.units,
        network.available(minimum.arc),
        network.goal,
        rule="exige al menos" if minimum in network.required else "admite ninguna o al menos",
    )


def _too_few(
    quota: Inclusion | Pool,
    minimum: int,
    available: Mapping[str, int],
    goal: str,
    *,
    rule: str = "exige al menos",
) -> Refusal:
    carried = sum(available.values())
    return Refusal(
        RefusalKind.MINIMUM,
        f"{rule} {_units(minimum)} {_place(quota, goal)} y la solicitud "
        f"{f'lleva {carried}' if carried else 'no lleva ninguna'}",
        tuple(available),
        minimum,
        carried,
    )


def _conflict(network: Network) -> Refusal:
    """The refusal of minimums that can't be met together with the maximums."""
    minimums = conflicting_minimums(network)
    if len(minimums) == 1 and sum(network.available(minimums[0].arc).values()) < minimums[0].units:
        return _minimum(network, minimums[0])
    rules = [
        f"{'' if minimum in network.required else 'ninguna o '}al menos {_units(minimum.units)} "
        f"{_place(network.arcs[minimum.arc].quota, network.goal)}"
        for minimum in minimums
    ]
    elements = {code for minimum in minimums for code in network.available(minimum.arc)}
    return Refusal(
        RefusalKind.MINIMUM,
        f"no hay reparto de la solicitud que respete sus máximos y, a la vez, {_join(rules, 'y')}",
        tuple(sorted(elements)),
    )


def _place(quota: Inclusion | Pool, goal: str) -> str:
    """Where the units of a quota count: «de la lista PROJECT», «de ESCAPE en T5», «de lo que incluye T5»."""
    match quota:
        case Pool(tier=tier, name=name):
            return f"de la lista {name}" + ("" if tier == goal else f" de {tier}")
        case Inclusion(tier=tier, element=str(element)):
            return f"de {element}" + ("" if tier == goal else f" en {tier}")
        case Inclusion(tier=tier, included=included):
            return f"de lo que incluye {included}" if tier == goal else f"de lo que {tier} toma de {included}"


def listed_request(request: Mapping[str, int]) -> str:
    """The requested elements with their quantities: «ESCAPE, MANILLAR ×2»."""
    return ", ".join(code if request[code] == 1 else f"{code} ×{request[code]}" for code in sorted(request))


def _units(quantity: int) -> str:
    return "1 unidad" if quantity == 1 else f"{quantity} unidades"


def _join(parts: Sequence[str], conjunction: str) -> str:
    """«A», «A y B», «A, B y C»; «y» gives way to «e» before the sound of an i."""
    *head, last = parts
    if conjunction == "y" and last.startswith(("I", "HI")):
        conjunction = "e"
    return f"{', '.join(head)} {conjunction} {last}" if head else last
