"""Brute force: every way of placing the units one by one, checked against the quotas as they are written.

Shares nothing with the engine but the entries: no network, no flow, no cut.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations_with_replacement, product

from tests.tariff_engine.support import Catalogue, Entry

Way = tuple[int, ...]
"""The entries, by index, that one unit passes from its element up to the asked tier."""


def admits(catalogue: Catalogue, tier: str, request: Mapping[str, int]) -> bool:
    """Whether some placement of all units keeps every quota."""
    choices = []
    for element, quantity in request.items():
        ways = tuple(_ways(catalogue, tier, element))
        # Units of one element are alike: only how many take each way matters.
        choices.append(tuple(combinations_with_replacement(ways, quantity)))
    return any(
        _keeps_quotas(catalogue, tier, [way for part in placement for way in part])
        for placement in product(*choices)
    )


def cheapest(catalogue: Catalogue, request: Mapping[str, int]) -> str | None:
    """The tier that the rules choose."""
    ranked = sorted(
        catalogue.prices,
        key=lambda tier: (
            catalogue.prices[tier],
            sum(any(_ways(catalogue, tier, element)) for element in catalogue.elements),
            tier,
        ),
    )
    return next((tier for tier in ranked if admits(catalogue, tier, request)), None)


def _ways(catalogue: Catalogue, tier: str, element: str) -> Iterator[Way]:
    for index, entry in enumerate(catalogue.entries):
        if entry.tier != tier or entry.most == 0 or entry.group_max == 0:
            continue
        if entry.is_tier:
            for way in _ways(catalogue, entry.source, element):
                yield (*way, index)
        elif entry.source == element:
            yield (index,)


def _keeps_quotas(catalogue: Catalogue, asked: str, ways: list[Way]) -> bool:
    through = Counter(index for way in ways for index in way)
    used = {asked}
    pooled: Counter[tuple[str, str]] = Counter()
    for index, units in through.items():
        entry = catalogue.entries[index]
        used.add(entry.tier)
        if units < entry.least or (entry.most is not None and units > entry.most):
            return False
        if entry.group is not None:
            pooled[entry.tier, entry.group] += units
    return all(_pool_kept(entry, pooled) for entry in catalogue.entries if entry.group and entry.tier in used)


def _pool_kept(entry: Entry, pooled: Counter[tuple[str, str]]) -> bool:
    assert entry.group is not None
    units = pooled[entry.tier, entry.group]
    return units >= (entry.group_min or 0) and (entry.group_max is None or units <= entry.group_max)
