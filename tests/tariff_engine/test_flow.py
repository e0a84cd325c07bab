"""The flow of the engine against a reference library, and counting against the flow."""

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.tariff import decide
from domain.tariff.flow import Edge, maximum_flow
from domain.tariff.laminar import count
from domain.tariff.refusals import counted_refusals, find_refusals, network_refusals
from tests.tariff_engine.support import Catalogue, Entry
from tests.tariff_engine.test_published_tariffs import (
    ASEI_CASES,
    ASEI_TARIFF,
    MOTOS_CASES,
    MOTOS_TARIFF,
    request,
)

_NODES = 6


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, _NODES - 1), st.integers(0, _NODES - 1), st.integers(0, 9)), max_size=14
    )
)
def test_the_flow_is_maximum_and_the_cut_is_nearest(edges: list[Edge]) -> None:
    flow = maximum_flow(_NODES, edges, 0, 1)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(_NODES))
    for tail, head, capacity in edges:
        # The library takes one edge between two nodes: parallel ones are one of their sum.
        before = graph.edges[tail, head]["capacity"] if graph.has_edge(tail, head) else 0
        graph.add_edge(tail, head, capacity=before + capacity)
    assert flow.value == nx.maximum_flow_value(graph, 0, 1)
    balance = [0] * _NODES
    for (tail, head, capacity), units in zip(edges, flow.on, strict=True):
        assert 0 <= units <= capacity
        balance[tail] -= units
        balance[head] += units
    assert balance[1] - balance[0] == 2 * flow.value
    assert not any(balance[2:])
    crossing = sum(
        capacity for tail, head, capacity in edges if tail in flow.reached and head not in flow.reached
    )
    assert crossing == flow.value


@st.composite
def _lists_within_lists(draw: st.DrawFn) -> Catalogue:
    """A chain of tiers, each with lists of its own: every element has one way into every tier."""
    entries: list[Entry] = []
    names = ("A", "B", "C")[: draw(st.integers(1, 3))]
    elements = [f"E{number}" for number in range(6)]
    for position, tier in enumerate(names):
        for group in ("G", "H"):
            most = draw(st.sampled_from((None, 1, 2, 3)))
            # Only the last tier, which no other one includes, may require something of its own.
            least = draw(st.sampled_from((None, 1, 2))) if tier == names[-1] else None
            if least is not None and most is not None and least > most:
                most = least
            row_most = draw(st.sampled_from((None, 1, 2)))
            element = elements[position * 2 + (group == "H")]
            entries.append(Entry(tier, element, most=row_most, group=group, group_min=least, group_max=most))
        if position:
            entries.append(
                Entry(tier, names[position - 1], is_tier=True, most=draw(st.sampled_from((None, 1, 2, 4))))
            )
    prices = {tier: draw(st.integers(1, 3)) * 50 for tier in names}
    return Catalogue(prices, tuple(elements), tuple(entries))


@settings(max_examples=300, deadline=None)
@given(
    _lists_within_lists(),
    st.dictionaries(st.sampled_from([f"E{number}" for number in range(6)]), st.integers(1, 3), min_size=1),
)
def test_counting_says_what_the_network_says(catalogue: Catalogue, asked: dict[str, int]) -> None:
    compiled = catalogue.compiled()
    for tier in compiled.tiers.values():
        if not asked.keys() <= tier.admitted:
            continue
        counted = count(tier, asked)
        assert counted is not None
        assert counted_refusals(tier, counted) == network_refusals(compiled, tier, asked)


def test_an_element_with_two_ways_is_left_to_the_network() -> None:
    catalogue = Catalogue(
        {"A": 50}, ("E1",), (Entry("A", "E1", most=1), Entry("A", "E1", most=1, group="G", group_max=1))
    )
    compiled = catalogue.compiled()
    assert count(compiled.tiers["A"], {"E1": 2}) is None
    assert decide(compiled, {"E1": 2}).tier is not None
    assert find_refusals(compiled, compiled.tiers["A"], {"E1": 3})


def test_the_published_tariffs_are_decidedcounted_refusalsing() -> None:
    for compiled, cases in ((MOTOS_TARIFF, MOTOS_CASES), (ASEI_TARIFF, ASEI_CASES)):
        for case in cases:
            asked = request(case[0])
            for tier in compiled.tiers.values():
                if asked.keys() <= tier.admitted:
                    assert count(tier, asked) is not None
