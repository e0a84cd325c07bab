"""Whether all units of a network find a place: maximum flow with lower bounds, exact.

Lower bounds use the textbook reduction (Ahuja, Magnanti and Orlin, Network Flows, 6.7): an arc with lower
bound l hands l units from a super source to its head and takes l from its tail. "None or at least n" has no
flow formulation, so such switches are branched on, and only where a maximum flow without them breaks one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
from networkx.algorithms.flow import edmonds_karp

from domain.tariff.network import Arc, Minimum, Network, Node, Switch, tier_node

if TYPE_CHECKING:
    Graph = nx.DiGraph[Node]

_SOURCE: Final[Node] = ("source",)
_SINK: Final[Node] = ("sink",)


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
    residual = _residual(network, {}, set())
    reached = {_SOURCE}
    pending = [_SOURCE]
    while pending:
        for head, data in residual[pending.pop()].items():
            if head not in reached and data["flow"] < data["capacity"]:
                reached.add(head)
                pending.append(head)
    parts: Graph = nx.Graph()  # type: ignore[assignment]
    parts.add_nodes_from(reached - {_SOURCE})
    parts.add_edges_from((arc.tail, arc.head) for arc in network.arcs if {arc.tail, arc.head} <= reached)
    found = [
        Overload(
            elements={node[1]: units for node, units in network.supply.items() if node in part},
            arcs=tuple(arc for arc in network.arcs if arc.tail in part and arc.head not in part),
        )
        for part in nx.connected_components(parts)
    ]
    return tuple(sorted(found, key=lambda overload: min(overload.elements)))


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
    residual = _residual(network, lower, closed)
    if residual.graph["flow_value"] < network.units + sum(lower.values()):
        return None
    # An arc without free capacity isn't in the residual network: it carries its lower bound, or nothing.
    return [
        (residual[arc.tail][arc.head]["flow"] if residual.has_edge(arc.tail, arc.head) else 0)
        + lower.get(index, 0)
        for index, arc in enumerate(network.arcs)
    ]


def _residual(network: Network, lower: Mapping[int, int], closed: set[int]) -> Any:
    """The residual network of a maximum flow."""
    offered = dict(network.supply)
    taken = {tier_node(network.goal): network.units}
    graph: Graph = nx.DiGraph()
    graph.add_nodes_from((_SOURCE, _SINK))
    for index, arc in enumerate(network.arcs):
        if index in closed:
            continue
        least = lower.get(index, 0)
        graph.add_edge(arc.tail, arc.head, capacity=arc.upper - least)
        if least:
            offered[arc.head] = offered.get(arc.head, 0) + least
            taken[arc.tail] = taken.get(arc.tail, 0) + least
    for node, units in offered.items():
        graph.add_edge(_SOURCE, node, capacity=units)
    for node, units in taken.items():
        graph.add_edge(node, _SINK, capacity=units)
    return edmonds_karp(graph, _SOURCE, _SINK)
