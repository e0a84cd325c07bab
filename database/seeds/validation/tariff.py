"""Rules of a tier mapping, and its agreement with what the tiers say of themselves.

The quota of a set of elements in a tier is a maximum flow through the tier's rows, pools and inherited
tiers: the most units of the set that the tier can take.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from database.seeds.data.common import TierConfig, TierData, TierMapping
from database.seeds.validation.cycles import find_cycle
from database.seeds.validation.problems import Problem, named
from domain.tariff.flow import maximum_flow

_Node = tuple[str, str]
_SOURCE: Final[_Node] = ("source", "")


def config_elements(config: TierConfig) -> list[str]:
    """Every element that the tier names itself, inherited ones left out."""
    pooled = [code for quota in config.get("quotas", {}).values() for code in quota["elements"]]
    return [*config["elements"], *pooled]


def priced_elements(mapping: TierMapping) -> set[str]:
    """Elements that some tier admits."""
    return {code for config in mapping["TIER_CONFIGS"].values() for code in config_elements(config)}


def inherited(config: TierConfig) -> Iterator[tuple[str, int | None]]:
    """The tiers that a tier includes, with the bound of each."""
    for entry in config["inherited_tiers"]:
        yield (entry, None) if isinstance(entry, str) else (entry["tier"], entry["max"])


def mapping_problems(
    mapping: TierMapping, tiers: Sequence[TierData], elements: set[str], abstract: set[str]
) -> Iterator[Problem]:
    """Unknown codes, elements without a tier, tiers without a configuration, circles, wrong quotas."""
    known_tiers = {tier["code"] for tier in tiers}
    configs, path = mapping["TIER_CONFIGS"], "TIER_MAPPING.TIER_CONFIGS"
    for code in sorted(known_tiers - configs.keys()):
        yield Problem(path, f"tier '{code}' is not configured")
    for code, config in configs.items():
        if code not in known_tiers:
            yield Problem(f"{path}.{code}", f"there is no tier '{code}'")
        yield from _config_problems(f"{path}.{code}", config, known_tiers, elements)
    yield from _list_problems(mapping, elements)
    for code in sorted(elements - priced_elements(mapping) - abstract):
        yield Problem(path, f"no tier admits element '{code}'")
    graph = {code: [tier for tier, _ in inherited(config)] for code, config in configs.items()}
    if circle := find_cycle(graph):
        yield Problem(f"{path}.{circle[0]}.inherited_tiers", f"circular tiers: {' → '.join(circle)}")


def _config_problems(path: str, config: TierConfig, tiers: set[str], elements: set[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for code in config_elements(config):
        if code not in elements:
            yield Problem(path, f"there is no element '{code}'")
        if code in seen:
            yield Problem(path, f"element '{code}' comes twice in one tier; one row can hold it")
        seen.add(code)
    for name, quota in config.get("quotas", {}).items():
        low, high = quota.get("min", 0), quota["max"]
        if low < 0 or (high is not None and high < max(low, 1)):
            yield Problem(f"{path}.quotas.{name}", f"min {low} and max {high} admit nothing")
        if not quota["elements"]:
            yield Problem(f"{path}.quotas.{name}.elements", "a quota over no element")
    names = [tier for tier, _ in inherited(config)]
    for tier, most in inherited(config):
        if tier not in tiers:
            yield Problem(f"{path}.inherited_tiers", f"there is no tier '{tier}'")
        if most is not None and most < 1:
            yield Problem(f"{path}.inherited_tiers", f"at most {most} of '{tier}' admits nothing")
        if names.count(tier) > 1:
            yield Problem(f"{path}.inherited_tiers", f"tier '{tier}' comes twice")


def _list_problems(mapping: TierMapping, elements: set[str]) -> Iterator[Problem]:
    """The named lists part the priced elements: each stands in exactly one."""
    holder: dict[str, str] = {}
    for name, codes in mapping["LISTS"].items():
        path = f"TIER_MAPPING.LISTS.{name}"
        for code in codes:
            if code not in elements:
                yield Problem(path, f"there is no element '{code}'")
            if code in holder:
                yield Problem(path, f"element '{code}' is already in {holder[code]}")
            holder.setdefault(code, name)
    for code in sorted(priced_elements(mapping) - holder.keys()):
        yield Problem("TIER_MAPPING.LISTS", f"priced element '{code}' is in no list")
    for code in sorted(holder.keys() & elements - priced_elements(mapping)):
        yield Problem(f"TIER_MAPPING.LISTS.{holder[code]}", f"no tier admits '{code}'")


def agreement_problems(mapping: TierMapping, tiers: Sequence[TierData]) -> Iterator[Problem]:
    """What a tier says of itself against what its mapping admits. Needs a mapping without problems."""
    lists = mapping["LISTS"]
    for path, tier in named("TIERS", tiers):
        code, rules = tier["code"], tier["classification_rules"]
        said: Mapping[str, Any] = rules.get("lists", {})
        for name in said:
            if name not in lists:
                yield Problem(f"{path}.classification_rules.lists.{name}", "there is no such list")
        for name, elements in lists.items():
            rule = said.get(name, {"max": 0})
            quota = rule["max"], rule.get("min", 0)
            admitted = list_quota(mapping, code, elements), list_minimum(mapping, code, elements)
            if admitted[0] == "uneven":
                yield Problem(
                    f"TIER_MAPPING.TIER_CONFIGS.{code}", f"treats the elements of {name} differently"
                )
            elif quota != admitted:
                yield Problem(
                    f"{path}.classification_rules.lists.{name}",
                    f"says max {quota[0]}, min {quota[1]}; "
                    f"the mapping gives max {admitted[0]}, min {admitted[1]}",
                )
        yield from _bound_problems(path, tier, mapping)
    yield from _project_problems(mapping, tiers)
    yield from _useless_tiers(mapping, tiers)


def _bound_problems(path: str, tier: Mapping[str, Any], mapping: TierMapping) -> Iterator[Problem]:
    config = mapping["TIER_CONFIGS"][tier["code"]]
    most = quota_of(mapping, tier["code"], priced_elements(mapping))
    least = max(1, sum(quota.get("min", 0) for quota in config.get("quotas", {}).values()))
    if tier["max_elements"] != most:
        yield Problem(f"{path}.max_elements", f"is {tier['max_elements']}; the mapping admits {most}")
    if tier["min_elements"] != least:
        yield Problem(f"{path}.min_elements", f"is {tier['min_elements']}; the mapping asks for {least}")


def _project_problems(mapping: TierMapping, tiers: Sequence[TierData]) -> Iterator[Problem]:
    """What needs a project never comes in through a tier without one."""
    needs = {tier["code"]: tier.get("requires_project", False) for tier in tiers}
    for code, config in mapping["TIER_CONFIGS"].items():
        for included, _ in inherited(config):
            if needs[included] and not needs[code]:
                yield Problem(
                    f"TIERS[{code}].requires_project", f"is False, but it includes '{included}' with project"
                )


def _useless_tiers(mapping: TierMapping, tiers: Sequence[TierData]) -> Iterator[Problem]:
    """A tier that another one replaces at no greater price is never quoted."""
    for tier in tiers:
        for other in tiers:
            if other["code"] == tier["code"] or other["price"] > tier["price"]:
                continue
            if other["price"] == tier["price"] and other["code"] > tier["code"]:
                continue
            if _covers(mapping, other["code"], tier["code"]):
                yield Problem(
                    f"TIERS[{tier['code']}].price",
                    f"{tier['price']}: never quoted, {other['code']} admits as much for {other['price']}",
                )


def _covers(mapping: TierMapping, wide: str, narrow: str) -> bool:
    """Whether `wide` takes at least what `narrow` takes, list by list and in all, with no minimum."""
    if any(quota.get("min", 0) for quota in mapping["TIER_CONFIGS"][wide].get("quotas", {}).values()):
        return False
    sets: list[Collection[str]] = [*mapping["LISTS"].values(), priced_elements(mapping)]
    return all(_at_least(quota_of(mapping, wide, codes), quota_of(mapping, narrow, codes)) for codes in sets)


def _at_least(one: int | None, other: int | None) -> bool:
    return one is None or (other is not None and one >= other)


def list_minimum(mapping: TierMapping, tier: str, elements: Collection[str]) -> int:
    """Units of the list that the tier requires by a quota of its own."""
    quotas = mapping["TIER_CONFIGS"][tier].get("quotas", {}).values()
    return sum(quota.get("min", 0) for quota in quotas if set(quota["elements"]) == set(elements))


def list_quota(mapping: TierMapping, tier: str, elements: Collection[str]) -> int | str | None:
    """Units of the list that the tier takes, whichever of its elements they are; None: no bound.

    "uneven" when one element of the list has another bound than the whole list.
    """
    whole = quota_of(mapping, tier, elements)
    if any(quota_of(mapping, tier, [code]) != whole for code in elements):
        return "uneven"
    return whole


def quota_of(mapping: TierMapping, tier: str, elements: Iterable[str]) -> int | None:
    """The most units of these elements, mixed at will, that the tier can take; None: no bound.

    Minimums are left aside: they never lower what a tier can take in all.
    """
    target = ("tier", tier)
    arcs: list[tuple[_Node, _Node, int | None]] = [(_SOURCE, ("element", code), None) for code in elements]
    for code, config in _closure(mapping, tier).items():
        node = ("tier", code)
        arcs += [(("element", element), node, None) for element in config["elements"]]
        for name, quota in config.get("quotas", {}).items():
            pool = ("pool", f"{code} {name}")
            arcs += [(("element", element), pool, None) for element in quota["elements"]]
            arcs.append((pool, node, quota["max"]))
        arcs += [(("tier", included), node, most) for included, most in inherited(config)]
    # More than all bounds together let through: such a flow passes no bound at all.
    boundless = 1 + sum(most for _, _, most in arcs if most is not None)
    numbers: dict[_Node, int] = {_SOURCE: 0, target: 1}
    edges = [
        (
            numbers.setdefault(tail, len(numbers)),
            numbers.setdefault(head, len(numbers)),
            boundless if most is None else most,
        )
        for tail, head, most in arcs
    ]
    value = maximum_flow(len(numbers), edges, 0, 1).value
    return None if value >= boundless else value


def _closure(mapping: TierMapping, tier: str) -> dict[str, TierConfig]:
    found: dict[str, TierConfig] = {}
    pending = [tier]
    while pending:
        code = pending.pop()
        if code not in found:
            found[code] = mapping["TIER_CONFIGS"][code]
            pending.extend(included for included, _ in inherited(found[code]))
    return found
