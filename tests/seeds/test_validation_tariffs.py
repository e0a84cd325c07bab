"""Broken prices, tier mappings and what tiers say of themselves are found at their place."""

import copy
from decimal import Decimal

import pytest

from tests.seeds.mutations import MOTORHOMES, MOTOS, Cases, add, assert_caught, both, drop, escape, put

CASES: Cases = {
    # Prices
    "negative price": (
        MOTOS,
        put(lambda d: d.tier("T6"), "price", Decimal("-1.00")),
        "TIERS[T6].price",
        "no amount",
    ),
    "one decimal": (
        MOTOS,
        put(lambda d: d.tier("T6"), "price", Decimal("140.0")),
        "TIERS[T6].price",
        "two decimals",
    ),
    "tier that is never quoted": (
        MOTOS,
        put(lambda d: d.tier("T5"), "price", Decimal("230.00")),
        "TIERS[T5].price",
        "never quoted, T4",
    ),
    # Tier mapping
    "unknown element in a tier": (
        MOTOS,
        add(lambda d: d.config("T1")["elements"], "TURBO"),
        "TIER_MAPPING.TIER_CONFIGS.T1",
        "there is no element 'TURBO'",
    ),
    "element twice in a tier": (
        MOTOS,
        add(lambda d: d.config("T1")["elements"], "MOTOR"),
        "TIER_MAPPING.TIER_CONFIGS.T1",
        "comes twice",
    ),
    "element in no tier": (
        MOTOS,
        lambda d: d.module.ELEMENTS.append({**copy.deepcopy(escape(d)), "code": "TURBO"}),
        "TIER_MAPPING.TIER_CONFIGS",
        "no tier admits element 'TURBO'",
    ),
    "tier without configuration": (
        MOTOS,
        drop(lambda d: d.mapping["TIER_CONFIGS"], "T6"),
        "TIER_MAPPING.TIER_CONFIGS",
        "tier 'T6' is not configured",
    ),
    "configuration of no tier": (
        MOTOS,
        put(lambda d: d.mapping["TIER_CONFIGS"], "T7", {"elements": [], "inherited_tiers": []}),
        "TIER_MAPPING.TIER_CONFIGS.T7",
        "there is no tier 'T7'",
    ),
    "unknown inherited tier": (
        MOTOS,
        add(lambda d: d.config("T1")["inherited_tiers"], "T9"),
        "TIER_MAPPING.TIER_CONFIGS.T1.inherited_tiers",
        "there is no tier 'T9'",
    ),
    "circular tiers": (
        MOTOS,
        add(lambda d: d.config("T4")["inherited_tiers"], "T6"),
        "].inherited_tiers".replace("]", ""),
        "circular tiers",
    ),
    "inherits nothing": (
        MOTOS,
        put(lambda d: d.config("T6")["inherited_tiers"][0], "max", 0),
        "TIER_MAPPING.TIER_CONFIGS.T6.inherited_tiers",
        "admits nothing",
    ),
    "quota of nothing": (
        MOTOS,
        put(lambda d: d.config("T3")["quotas"]["PROJECT"], "max", 0),
        "TIER_MAPPING.TIER_CONFIGS.T3.quotas.PROJECT",
        "admit nothing",
    ),
    "priced element in no list": (
        MOTOS,
        lambda d: d.mapping["LISTS"].update(SEATS=[]),
        "TIER_MAPPING.LISTS",
        "'AUMENTO_PLAZAS' is in no list",
    ),
    "element in two lists": (
        MOTOS,
        lambda d: d.mapping["LISTS"].update(SEATS=["AUMENTO_PLAZAS", "MOTOR"]),
        "TIER_MAPPING.LISTS.SEATS",
        "already in COMPLEX",
    ),
    # What tiers say of themselves
    "quota of a list": (
        MOTOS,
        put(lambda d: d.tier("T2")["classification_rules"]["lists"]["BASE"], "max", 5),
        "TIERS[T2].classification_rules.lists.BASE",
        "says max 5, min 0; the mapping gives max 4, min 0",
    ),
    "quota through inheritance": (
        MOTOS,
        put(lambda d: d.config("T5")["inherited_tiers"][0], "max", 3),
        "TIERS[T5].classification_rules.lists.BASE",
        "the mapping gives max 3",
    ),
    "required list": (
        MOTORHOMES,
        drop(lambda d: d.config("T2")["quotas"]["MEDIUM"], "min"),
        "TIERS[T2].classification_rules.lists.MEDIUM",
        "the mapping gives max 1, min 0",
    ),
    "list left out": (
        MOTOS,
        drop(lambda d: d.tier("T2")["classification_rules"]["lists"], "SEATS"),
        "TIERS[T2].classification_rules.lists.SEATS",
        "says max 0",
    ),
    "unknown list": (
        MOTOS,
        put(lambda d: d.tier("T2")["classification_rules"]["lists"], "EXTRA", {"max": 1}),
        "TIERS[T2].classification_rules.lists.EXTRA",
        "no such list",
    ),
    "list treated unevenly": (
        MOTOS,
        lambda d: d.config("T3")["quotas"]["PROJECT"].update(elements=["CARENADO"]),
        "TIER_MAPPING.TIER_CONFIGS.T3",
        "differently",
    ),
    "max_elements": (
        MOTOS,
        put(lambda d: d.tier("T3"), "max_elements", 2),
        "TIERS[T3].max_elements",
        "the mapping admits 3",
    ),
    "min_elements": (
        MOTOS,
        put(lambda d: d.tier("T3"), "min_elements", 2),
        "TIERS[T3].min_elements",
        "the mapping asks for 1",
    ),
    "project left out": (
        MOTOS,
        both(
            put(lambda d: d.tier("T4"), "requires_project", True),
            put(lambda d: d.tier("T5"), "requires_project", False),
        ),
        "TIERS[T5].requires_project",
        "includes 'T4' with project",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_mutation_is_caught_at_its_place(name: str) -> None:
    assert_caught(CASES[name])
