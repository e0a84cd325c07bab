"""Properties of the engine on random catalogues: pools, inheritance graphs, maximums and minimums."""

import random
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.tariff import MAX_SWITCHES, RefusalKind, Verdict, decide
from tests.tariff_engine import oracle
from tests.tariff_engine.support import Catalogue, Entry

T = TypeVar("T")

TIERS = ("A", "B", "C", "D")
ELEMENTS = ("E1", "E2", "E3", "E4")
GROUPS = ("G", "H")
CHEAPEST = "Z"


@st.composite
def catalogues(draw: st.DrawFn, minimums: bool = True) -> Catalogue:
    """A random category: a tier may include only those before it, so there is no circle."""
    tiers = TIERS[: draw(st.integers(1, len(TIERS)))]
    entries: list[Entry] = []
    spare = MAX_SWITCHES - len(TIERS)  # rows that may still get a minimum; tiers with pools take the rest
    for position, tier in enumerate(tiers):
        bounds = {group: draw(_bounds(0, minimums)) for group in GROUPS}
        sources = [(code, False) for code in ELEMENTS] + [(code, True) for code in tiers[:position]]
        for source, is_tier in sources:
            # One row mostly, sometimes two for the same source: the engine allows it.
            for _ in range(draw(st.sampled_from((0, 1, 1, 2) if not is_tier else (0, 1, 1)))):
                least, most = draw(_bounds(1, minimums and spare > 0))
                spare -= (least or 1) > 1
                group = draw(st.sampled_from((None, None, *GROUPS)))
                group_min, group_max = bounds[group] if group else (None, None)
                entries.append(Entry(tier, source, is_tier, least or 1, most, group, group_min, group_max))
    prices = {tier: draw(st.integers(1, 4)) * 50 for tier in tiers}
    return Catalogue(prices, ELEMENTS, tuple(entries))


@st.composite
def _bounds(draw: st.DrawFn, least: int, minimums: bool) -> tuple[int | None, int | None]:
    minimum = draw(st.sampled_from((least, least, least, 1, 2, 3))) if minimums else least
    maximum = draw(st.sampled_from((None, 0, 1, 1, 2, 2, 3)))
    return minimum, None if maximum is None else max(minimum, maximum)


requests = st.dictionaries(st.sampled_from(ELEMENTS), st.integers(1, 2), min_size=1, max_size=3)
# Of two units at least, so that something is left when one is taken away.
reducible_requests = requests.map(lambda asked: asked if sum(asked.values()) > 1 else dict.fromkeys(asked, 2))


@dataclass(frozen=True, slots=True)
class BrokenMinimum:
    """CHEAPEST admits `request`, which just meets a `minimum` of its; `less` lacks one unit of that."""

    catalogue: Catalogue
    request: dict[str, int]
    less: dict[str, int]
    minimum: int


@st.composite
def broken_minimums(draw: st.DrawFn) -> BrokenMinimum:
    """A random category with one more tier, cheaper than all, whose bounds are drawn around a request."""
    kind = draw(st.sampled_from(("row", "pool", "tier", "pool of a tier")))
    elements = draw(st.permutations(ELEMENTS))
    bound = 1 if kind == "row" else draw(st.integers(1, 2))
    tight, loose = elements[:bound], elements[bound : bound + draw(st.integers(0, 2))]
    request = {element: draw(st.integers(1, 2)) for element in (*tight, *loose)}
    request[tight[0]] += 1
    minimum = sum(request[element] for element in tight)
    most = draw(st.sampled_from((None, minimum, minimum + 1)))
    pool: dict[str, Any] = {"group": "G", "group_min": minimum, "group_max": most}
    match kind:
        case "row":
            entries = [Entry(CHEAPEST, tight[0], least=minimum, most=most)]
        case "pool":
            entries = [Entry(CHEAPEST, element, **pool) for element in tight]
        case "tier":
            entries = [Entry(CHEAPEST, "Y", is_tier=True, least=minimum, most=most)]
            entries += [Entry("Y", element) for element in tight]
        case _:
            entries = [Entry(CHEAPEST, "Y", is_tier=True)]
            entries += [Entry("Y", element, **pool) for element in tight]
    for element in loose:
        units = request[element]
        least, most = draw(st.integers(1, units)), draw(st.sampled_from((None, units, units + 1)))
        entries.append(Entry(CHEAPEST, element, least=least, most=most))
    others = draw(catalogues())
    prices = {**others.prices, CHEAPEST: 25, "Y": draw(st.integers(1, 4)) * 50}
    catalogue = Catalogue(prices, ELEMENTS, (*others.entries, *entries))
    dropped = draw(st.sampled_from(tight))
    less = {element: units - (element == dropped) for element, units in request.items()}
    return BrokenMinimum(catalogue, request, {key: units for key, units in less.items() if units}, minimum)


def code(verdict: Verdict) -> str | None:
    return None if verdict.tier is None else verdict.tier.code


@settings(max_examples=250, deadline=None)
@given(catalogues(), requests)
def test_equals_brute_force(catalogue: Catalogue, request: dict[str, int]) -> None:
    verdict = decide(catalogue.compiled(), request)
    for outcome in verdict.outcomes:
        assert outcome.admits == oracle.admits(catalogue, outcome.tier.code, request)
    assert code(verdict) == oracle.cheapest(catalogue, request)


@settings(max_examples=80, deadline=None)
@given(catalogues(minimums=False), requests)
def test_equals_brute_force_without_minimums(catalogue: Catalogue, request: dict[str, int]) -> None:
    assert code(decide(catalogue.compiled(), request)) == oracle.cheapest(catalogue, request)


@settings(max_examples=100, deadline=None)
@given(catalogues(), requests)
def test_never_dearer_nor_cheaper_than_the_best_admitting_tier(
    catalogue: Catalogue, request: dict[str, int]
) -> None:
    verdict = decide(catalogue.compiled(), request)
    admitting = [outcome.tier.price for outcome in verdict.outcomes if outcome.admits]
    assert verdict.price == min(admitting, default=None)
    assert {outcome.tier.code for outcome in verdict.outcomes} == set(catalogue.prices)


@settings(max_examples=80, deadline=None)
@given(catalogues(), requests, st.randoms(use_true_random=False))
def test_order_of_rows_and_elements_is_irrelevant(
    catalogue: Catalogue, request: dict[str, int], rng: random.Random
) -> None:
    def shuffled(items: list[T]) -> list[T]:
        return rng.sample(items, len(items))

    other = Catalogue(
        dict(shuffled(list(catalogue.prices.items()))),
        tuple(shuffled(list(catalogue.elements))),
        tuple(shuffled(list(catalogue.entries))),
    )
    same = dict(shuffled(list(request.items())))
    assert decide(other.compiled(), same) == decide(catalogue.compiled(), request)


@settings(max_examples=100, deadline=None)
@given(catalogues(minimums=False), reducible_requests, st.data())
def test_less_is_never_dearer_without_minimums(
    catalogue: Catalogue, request: dict[str, int], data: st.DataObject
) -> None:
    less = data.draw(_reductions(request))
    tariff = catalogue.compiled()
    before, after = decide(tariff, request), decide(tariff, less)
    if before.price is not None:
        assert after.price is not None
        assert after.price <= before.price


@settings(max_examples=150, deadline=None)
@given(catalogues(), reducible_requests, st.data())
def test_a_tier_is_lost_by_less_only_to_a_minimum(
    catalogue: Catalogue, request: dict[str, int], data: st.DataObject
) -> None:
    """So less is dearer only there: the tier refuses for a minimum alone, and admits without minimums."""
    less = data.draw(_reductions(request))
    tariff, relaxed = catalogue.compiled(), _lifted(catalogue).compiled()
    before, after, eased = (decide(*asked) for asked in ((tariff, request), (tariff, less), (relaxed, less)))
    refusing = {outcome.tier: outcome.refusals for outcome in after.outcomes if not outcome.admits}
    for outcome in before.outcomes:
        if outcome.admits and outcome.tier in refusing:
            assert {refusal.kind for refusal in refusing[outcome.tier]} == {RefusalKind.MINIMUM}
            assert any(found.admits for found in eased.outcomes if found.tier == outcome.tier)


@settings(max_examples=150, deadline=None)
@given(broken_minimums())
def test_less_is_dearer_where_it_breaks_a_minimum(broken: BrokenMinimum) -> None:
    """Then the cheaper tier refuses for that minimum alone, and would admit if its minimums were lifted."""
    tariff = broken.catalogue.compiled()
    before, after = decide(tariff, broken.request), decide(tariff, broken.less)
    assert code(before) == CHEAPEST
    assert before.price is not None
    assert after.price is None or after.price > before.price
    (cheaper,) = (outcome for outcome in after.outcomes if outcome.tier == before.tier)
    (refusal,) = cheaper.refusals
    assert refusal.kind is RefusalKind.MINIMUM
    assert (refusal.limit, refusal.requested) == (broken.minimum, broken.minimum - 1)
    relaxed = decide(_lifted(broken.catalogue).compiled(), broken.less)
    assert any(outcome.admits for outcome in relaxed.outcomes if outcome.tier == before.tier)


@settings(max_examples=100, deadline=None)
@given(catalogues(), requests)
def test_every_refusal_names_a_rule_that_the_request_breaks(
    catalogue: Catalogue, request: dict[str, int]
) -> None:
    """Numbers in a refusal are true: over a maximum, or under a minimum; and what it names was asked for."""
    verdict = decide(catalogue.compiled(), request)
    for outcome in verdict.outcomes:
        for refusal in outcome.refusals:
            assert set(refusal.elements) <= set(request)
            if refusal.limit is None or refusal.requested is None:
                continue
            asked = sum(request[element] for element in refusal.elements)
            assert refusal.requested == asked
            if refusal.kind is RefusalKind.MAXIMUM:
                assert asked > refusal.limit
                alone = {element: request[element] for element in refusal.elements}
                assert not oracle.admits(_lifted(catalogue), outcome.tier.code, alone)
            else:
                assert asked < refusal.limit


def _lifted(catalogue: Catalogue) -> Catalogue:
    """The catalogue without its minimums."""
    entries = (replace(entry, least=1, group_min=0 if entry.group else None) for entry in catalogue.entries)
    return replace(catalogue, entries=tuple(entries))


def _reductions(request: dict[str, int]) -> st.SearchStrategy[dict[str, int]]:
    """The request, of two units or more, with one element, or one unit of it, taken away; never empty."""
    smaller = []
    for element, quantity in request.items():
        rest = {other: units for other, units in request.items() if other != element}
        if rest:
            smaller.append(rest)
        if quantity > 1:
            smaller.append({**request, element: quantity - 1})
    return st.sampled_from(smaller)
