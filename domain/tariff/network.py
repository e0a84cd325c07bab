"""The flow network of one request in one tier: units run from the requested elements up to the tier.

Nodes are the requested elements, the pools and the tiers within reach; arcs are the inclusion rows and the
outlets of the pools. Elements that nobody asked for don't enter, so the catalogue's size doesn't matter.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from domain.tariff.catalogue import CompiledTariff, CompiledTier, Inclusion, Pool

Node = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """A way for at most `upper` units; `quota` is the row or pool that says so."""

    tail: Node
    head: Node
    upper: int
    quota: Inclusion | Pool


@dataclass(frozen=True, slots=True)
class Minimum:
    """At least `units` must take the arc with index `arc`."""

    arc: int
    units: int


@dataclass(frozen=True, slots=True)
class Switch:
    """Minimums that bind as soon as a unit takes one of the arcs `gates`."""

    gates: tuple[int, ...]
    minimums: tuple[Minimum, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """`supply`: units of each element node. `required`: minimums of `goal`, the asked tier, always bound."""

    goal: str
    supply: Mapping[Node, int]
    arcs: tuple[Arc, ...]
    required: tuple[Minimum, ...]
    switches: tuple[Switch, ...]

    @property
    def units(self) -> int:
        """All requested units."""
        return sum(self.supply.values())

    @property
    def minimums(self) -> tuple[Minimum, ...]:
        """Every minimum, of the asked tier first."""
        return (*self.required, *(minimum for switch in self.switches for minimum in switch.minimums))

    def keeping(self, minimums: Collection[Minimum]) -> "Network":
        """The same network with no minimums but these."""
        switches = (
            replace(switch, minimums=tuple(entry for entry in switch.minimums if entry in minimums))
            for switch in self.switches
        )
        return replace(
            self,
            required=tuple(minimum for minimum in self.required if minimum in minimums),
            switches=tuple(switch for switch in switches if switch.minimums),
        )

    def available(self, arc: int) -> dict[str, int]:
        """The requested units, by element, that have a way to this arc when no quota stands against it."""
        incoming: dict[Node, list[Node]] = {}
        for entry in self.arcs:
            incoming.setdefault(entry.head, []).append(entry.tail)
        seen: set[Node] = set()
        pending = [self.arcs[arc].tail]
        while pending:
            node = pending.pop()
            if node not in seen:
                seen.add(node)
                pending.extend(incoming.get(node, ()))
        return {node[1]: units for node, units in self.supply.items() if node in seen}


def tier_node(code: str) -> Node:
    """The node of a tier: one node, so that all inheritance paths through it share its quotas."""
    return ("tier", code)


def build_network(tariff: CompiledTariff, tier: CompiledTier, request: Mapping[str, int]) -> Network:
    """The network of the requested units (element code to quantity) into the tier.

    Elements without a way into the tier get none here either; the caller looks at `tier.admitted` first.
    """
    builder = _Builder(units=sum(request.values()))
    for code in tier.closure:
        reached = tariff.tiers[code]
        if code != tier.row.code and reached.admitted.isdisjoint(request):
            continue
        for element in sorted(request):
            for inclusion in reached.by_element.get(element, ()):
                builder.add_row(("element", element), inclusion)
        for inclusion in reached.inherited:
            if not tariff.tiers[inclusion.source].admitted.isdisjoint(request):
                builder.add_row(tier_node(inclusion.source), inclusion)
        minimums = builder.add_pools(reached)
        if minimums and code == tier.row.code:
            builder.required.extend(minimums)
        elif minimums:
            gates = tuple(i for i, arc in enumerate(builder.arcs) if arc.head == tier_node(code))
            builder.switches.append(Switch(gates, tuple(minimums)))
    return Network(
        goal=tier.row.code,
        supply={("element", element): request[element] for element in sorted(request)},
        arcs=tuple(builder.arcs),
        required=tuple(builder.required),
        switches=tuple(builder.switches),
    )


@dataclass(slots=True)
class _Builder:
    """The parts of a network while they come together."""

    units: int
    arcs: list[Arc] = field(default_factory=list)
    required: list[Minimum] = field(default_factory=list)
    switches: list[Switch] = field(default_factory=list)

    def add_row(self, tail: Node, inclusion: Inclusion) -> None:
        """The arc of a row, with its switch when using it asks for more than one unit."""
        pool = inclusion.pool
        head = tier_node(inclusion.tier) if pool is None else _pool_node(pool)
        index = len(self.arcs)
        self.arcs.append(Arc(tail, head, self._upper(inclusion.maximum), inclusion))
        if inclusion.has_minimum:
            self.switches.append(Switch((index,), (Minimum(index, inclusion.minimum),)))

    def add_pools(self, tier: CompiledTier) -> list[Minimum]:
        """The outlets of the pools of a tier whose rows stand already; returns their minimums.

        A pool with a minimum enters even when no requested element reaches it: it can't be met then.
        """
        heads = {arc.head for arc in self.arcs}
        minimums = []
        for pool in tier.pools:
            if pool.minimum or _pool_node(pool) in heads:
                if pool.minimum:
                    minimums.append(Minimum(len(self.arcs), pool.minimum))
                self.arcs.append(Arc(_pool_node(pool), tier_node(pool.tier), self._upper(pool.maximum), pool))
        return minimums

    def _upper(self, maximum: int | None) -> int:
        return self.units if maximum is None else min(maximum, self.units)


def _pool_node(pool: Pool) -> Node:
    return ("pool", pool.tier, pool.name)
