"""Tariffs for the tests: from a tier mapping, or written by hand with codes instead of ids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import NAMESPACE_OID, UUID, uuid5

from database.seeds.data.common import TierMapping
from domain.tariff import CompiledTariff, InclusionRow, TierRow, compile_tariff


def tier_id(code: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"tier:{code}")


def element_id(code: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"element:{code}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An inclusion by codes: `source` is an element code, or a tier code when `is_tier`."""

    tier: str
    source: str
    is_tier: bool = False
    least: int = 1
    most: int | None = None
    group: str | None = None
    group_min: int | None = None
    group_max: int | None = None

    def row(self) -> InclusionRow:
        return InclusionRow(
            tier_id=tier_id(self.tier),
            element_id=None if self.is_tier else element_id(self.source),
            included_tier_id=tier_id(self.source) if self.is_tier else None,
            min_quantity=self.least,
            max_quantity=self.most,
            quota_group=self.group,
            group_min=self.group_min,
            group_max=self.group_max,
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Prices by tier, element codes and entries of a category."""

    prices: Mapping[str, int]
    elements: tuple[str, ...]
    entries: tuple[Entry, ...]

    def compiled(self) -> CompiledTariff:
        return compile_tariff(
            [TierRow(tier_id(code), code, Decimal(price)) for code, price in self.prices.items()],
            [entry.row() for entry in self.entries],
            {element_id(code): code for code in self.elements},
        )


def entries_of(mapping: TierMapping) -> Iterable[Entry]:
    """The entries that a tier mapping stands for."""
    for tier, config in mapping["TIER_CONFIGS"].items():
        for element in config["elements"]:
            yield Entry(tier, element)
        for group, quota in config.get("quotas", {}).items():
            for element in quota["elements"]:
                yield Entry(tier, element, group=group, group_min=quota.get("min"), group_max=quota["max"])
        for inherited in config["inherited_tiers"]:
            if isinstance(inherited, str):
                yield Entry(tier, inherited, is_tier=True)
            else:
                yield Entry(tier, inherited["tier"], is_tier=True, most=inherited["max"])


def catalogue_of(mapping: TierMapping, prices: Mapping[str, int]) -> Catalogue:
    """The real composition of a category at these prices."""
    elements = tuple(code for codes in mapping["LISTS"].values() for code in codes)
    return Catalogue(prices, elements, tuple(entries_of(mapping)))
