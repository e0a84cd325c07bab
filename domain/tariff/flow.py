"""Maximum flow over small integer networks: shortest augmenting paths (Edmonds and Karp, 1972), exact.

A category's networks have a handful of nodes, where a graph library spends its time on building the graph.
Nodes are whole numbers from 0; networkx and brute force are the oracles of the tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Edge = tuple[int, int, int]
"""Tail, head and capacity in units; parallel edges are told apart by their place in the list."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A maximum flow: its `value`, the units `on` each edge, and the nodes `reached` from the source over
    free capacity, which are the source's side of the minimum cut nearest to it."""

    value: int
    on: tuple[int, ...]
    reached: frozenset[int]


def maximum_flow(nodes: int, edges: Sequence[Edge], source: int, sink: int) -> Flow:
    """A maximum flow from `source` to `sink` among `nodes` nodes. Capacities are at least 0."""
    # Edge i of the list has its way forth at 2i and its way back at 2i + 1.
    heads: list[int] = []
    free: list[int] = []
    leaving: list[list[int]] = [[] for _ in range(nodes)]
    for tail, head, capacity in edges:
        leaving[tail].append(len(heads))
        heads.append(head)
        free.append(capacity)
        leaving[head].append(len(heads))
        heads.append(tail)
        free.append(0)
    value = 0
    while True:
        came_by = _search(heads, free, leaving, source, sink)
        if came_by[sink] is None:
            reached = frozenset(node for node, way in enumerate(came_by) if way is not None)
            return Flow(value, tuple(free[1::2]), reached)
        value += _augment(heads, free, came_by, source, sink)


_START = -1


def _search(
    heads: Sequence[int], free: Sequence[int], leaving: Sequence[Sequence[int]], source: int, sink: int
) -> list[int | None]:
    """By which way each node was reached first, breadth first, until the sink is; None: not reached."""
    came_by: list[int | None] = [None] * len(leaving)
    came_by[source] = _START
    queue = [source]
    for node in queue:
        for way in leaving[node]:
            head = heads[way]
            if free[way] and came_by[head] is None:
                came_by[head] = way
                if head == sink:
                    return came_by
                queue.append(head)
    return came_by


def _augment(
    heads: Sequence[int], free: list[int], came_by: Sequence[int | None], source: int, sink: int
) -> int:
    """Send as much as the found path takes; the units sent."""
    path: list[int] = []
    node = sink
    while node != source:
        way = came_by[node]
        assert way is not None
        path.append(way)
        node = heads[way ^ 1]
    units = min(free[way] for way in path)
    for way in path:
        free[way] -= units
        free[way ^ 1] += units
    return units
