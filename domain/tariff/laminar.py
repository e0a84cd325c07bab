"""Requests whose elements have one way each into a tier: decided by counting, without a flow.

Published tariffs are lists within lists, so the quotas that a unit meets on its way up are known before
anybody asks, and the only flow there is passes them all. Elements with several ways, and tiers within reach
of a "none or at least n", are left to the network (see `placement`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.tariff.catalogue import Bound, CompiledTier


@dataclass(frozen=True, slots=True)
class Excess:
    """A quota and what it lacks or has too much of: the requested units, by element, that come its way."""

    bound: Bound
    elements: Mapping[str, int]

    @property
    def units(self) -> int:
        """Requested units that come this way."""
        return sum(self.elements.values())


@dataclass(frozen=True, slots=True)
class Count:
    """`over`: maximums that can't let through what comes, the outermost ones only, by their first element.
    `under`: requirements that the units with a way to them don't reach. Both empty: admitted."""

    over: tuple[Excess, ...] = ()
    under: tuple[Excess, ...] = ()


ADMITTED = Count()


def count(tier: CompiledTier, request: Mapping[str, int]) -> Count | None:
    """What counting says of a request of elements that the tier admits; None where counting can't tell."""
    if tier.ways is None:
        return None
    coming: dict[Bound, int] = {}
    for code, quantity in request.items():
        way = tier.ways.get(code)
        if way is None:
            return None
        for bound in way:
            coming[bound] = coming.get(bound, 0) + quantity
    under = [bound for bound in tier.required if coming.get(bound, 0) < bound.minimum]
    over = any(bound.maximum is not None and units > bound.maximum for bound, units in coming.items())
    if not over and not under:
        return ADMITTED
    ways = {code: tier.ways[code] for code in request}
    return Count(
        over=_outermost(ways, request) if over else (),
        under=tuple(_excess(bound, ways, request) for bound in under),
    )


def _outermost(ways: Mapping[str, tuple[Bound, ...]], request: Mapping[str, int]) -> tuple[Excess, ...]:
    """The maximums exceeded by what the maximums below them let through, and not below another such one.

    That is the minimum cut nearest to the elements: cutting further out is cheaper than all below it.
    """
    arriving: dict[Bound, int] = {}
    outward: dict[Bound, Bound | None] = {}
    depth: dict[Bound, int] = {}
    for code, way in ways.items():
        if way:
            arriving[way[0]] = arriving.get(way[0], 0) + request[code]
        for place, bound in enumerate(way):
            outward[bound] = way[place + 1] if place + 1 < len(way) else None
            depth[bound] = len(way) - place
    exceeded: set[Bound] = set()
    for bound in sorted(depth, key=depth.__getitem__, reverse=True):
        units = arriving.get(bound, 0)
        if bound.maximum is not None and units > bound.maximum:
            exceeded.add(bound)
            units = bound.maximum
        if (following := outward[bound]) is not None:
            arriving[following] = arriving.get(following, 0) + units
    found = [
        _excess(bound, ways, request) for bound in exceeded if exceeded.isdisjoint(_beyond(bound, outward))
    ]
    return tuple(sorted(found, key=lambda excess: min(excess.elements)))


def _beyond(bound: Bound, outward: Mapping[Bound, Bound | None]) -> Iterable[Bound]:
    following = outward[bound]
    while following is not None:
        yield following
        following = outward[following]


def _excess(bound: Bound, ways: Mapping[str, tuple[Bound, ...]], request: Mapping[str, int]) -> Excess:
    return Excess(bound, {code: request[code] for code in sorted(ways) if bound in ways[code]})
