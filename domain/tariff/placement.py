"""Whether all units of a network find a place: maximum flow with lower bounds, exact.

Lower bounds use the textbook reduction (Ahuja, Magnanti and Orlin, Network Flows, 6.7): an arc with lower
bound l hands l units from a super source to its head and takes l from its tail. "None or at least n" has no
flow formulation, so such switches are branched on, and only where a maximum flow without them breaks one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.tariff.flow import Edge, maximum_flow
from domain.tariff.network import Arc, Minimum, Network, Node, Switch, tier_node


@dataclass(frozen=True, slots=True)
class Overload:
    """Requested units that exceed all ways open to them: `units` of `elements` against `arcs` in sum."""

    elements: Mapping[str, int]
    arcs: tuple[Arc, ...]

    @property
    def units(self) -> int:
        """Requested units of these elements."""
        return sum(self.elements.values())

    @property
    def capacity(self) -> int:
        """Units that find a place at most."""
        return sum(arc.upper for arc in self.arcs)


def admits(network: Network) -> bool:
    """Whether every unit finds a place with all maximums and minimums kept."""
    return _branch(
        network, {minimum.arc: minimum.units for minimum in network.required}, set(), network.switches
    )


def overloads(network: Network) -> tuple[Overload, ...]:
    """What is asked in excess of the maximums alone; empty when they leave room for all.

    Reads the minimum cut nearest to the elements, which is unique, split into its independent parts: each
    part asks more units than its arcs let through.
    """
    reached = _solve(network, {}, set()).reached
    found = [
        Overload(
            elements={node[1]: units for node, units in network.supply.items() if node in part},
            arcs=tuple(arc for arc in network.arcs if arc.tail in part and arc.head not in part),
        )
        for part in _parts(reached, network.arcs)
    ]
    return tuple(sorted(found, key=lambda overload: min(overload.elements)))


def _parts(nodes: frozenset[Node], arcs: tuple[Arc, ...]) -> list[set[Node]]:
    """The nodes, parted into sets that no arc joins."""
    beside: dict[Node, list[Node]] = {node: [] for node in nodes}
    for arc in arcs:
        if arc.tail in nodes and arc.head in nodes:
            beside[arc.tail].append(arc.head)
            beside[arc.head].append(arc.tail)
    parts: list[set[Node]] = []
    seen: set[Node] = set()
    for start in beside:
        if start in seen:
            continue
        part = {start}
        pending = [start]
        while pending:
            fresh = [node for node in beside[pending.pop()] if node not in part]
            part.update(fresh)
            pending.extend(fresh)
        seen |= part
        parts.append(part)
    return parts


def conflicting_minimums(network: Network) -> tuple[Minimum, ...]:
    """A smallest-by-inclusion set of minimums that, with the maximums, refuses the request.

    The network must be one that is refused although the maximums alone would do. Drops one minimum after the
    other as long as the rest still refuses.
    """
    kept = list(network.minimums)
    for minimum in network.minimums:
        rest = [entry for entry in kept if entry != minimum]
        if not admits(network.keeping(rest)):
            kept = rest
    return tuple(kept)


def _branch(network: Network, lower: dict[int, int], closed: set[int], open_: tuple[Switch, ...]) -> bool:
    """Whether a flow keeps `lower` by arc, leaves the `closed` arcs empty and breaks no open switch."""
    flow = _flow(network, lower, closed)
    if flow is None:
        return False
    for switch in open_:
        used = any(flow[gate] for gate in switch.gates)
        if used and any(flow[minimum.arc] < minimum.units for minimum in switch.minimums):
            rest = tuple(entry for entry in open_ if entry is not switch)
            bound = lower | {minimum.arc: minimum.units for minimum in switch.minimums}
            return _branch(network, bound, closed, rest) or _branch(
                network, lower, closed | set(switch.gates), rest
            )
    return True


def _flow(network: Network, lower: Mapping[int, int], closed: set[int]) -> list[int] | None:
    """Units on each arc of a flow that places everything, or None when there is none."""
    for index, least in lower.items():
        if least > (0 if index in closed else network.arcs[index].upper):
            return None
    solved = _solve(network, lower, closed)
    if solved.value < network.units + sum(lower.values()):
        return None
    return [units + lower.get(index, 0) for index, units in enumerate(solved.on)]


@dataclass(frozen=True, slots=True)
class _Solved:
    """A maximum flow of a network: units above its lower bound on each arc, nodes short of the cut."""

    value: int
    on: tuple[int, ...]
    reached: frozenset[Node]


def _solve(network: Network, lower: Mapping[int, int], closed: set[int]) -> _Solved:
    """Source and sink are the nodes 0 and 1; a closed arc stays in the list with no capacity."""
    offered = dict(network.supply)
    taken = {tier_node(network.goal): network.units}
    numbers: dict[Node, int] = {}
    edges: list[Edge] = []

    def number(node: Node) -> int:
        return numbers.setdefault(node, len(numbers) + 2)

    for index, arc in enumerate(network.arcs):
        least = 0 if index in closed else lower.get(index, 0)
        edges.append((number(arc.tail), number(arc.head), 0 if index in closed else arc.upper - least))
        if least:
            offered[arc.head] = offered.get(arc.head, 0) + least
            taken[arc.tail] = taken.get(arc.tail, 0) + least
    edges += [(0, number(node), units) for node, units in offered.items()]
    edges += [(number(node), 1, units) for node, units in taken.items()]
    flow = maximum_flow(len(numbers) + 2, edges, 0, 1)
    reached = frozenset(node for node, place in numbers.items() if place in flow.reached)
    return _Solved(flow.value, flow.on[: len(network.arcs)], reached)
