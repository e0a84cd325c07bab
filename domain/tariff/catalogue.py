"""The tariff of one category: the rows as the tables hold them, and their compiled, immutable form.

Compiling checks every row, refuses circular inheritance, and indexes the inclusions by tier and element,
so that a decision looks only at the requested elements, whatever the size of the catalogue.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Final
from uuid import UUID

from domain.tariff.errors import InheritanceCycleError, TariffDataError

MAX_SWITCHES: Final = 10
"""Most "none at all, or at least n" rules that one tier may reach. Deciding with such rules is NP-hard
(exact cover reduces to it), so the engine tries them used and unused; this bounds the work at
2**(MAX_SWITCHES + 1) flows. Requirements of the asked tier itself don't count: they always hold."""

_DROP_ROW: Final = "Remove the inclusion, or pass what it names"


@dataclass(frozen=True, slots=True)
class TierRow:
    """A row of tariff_tiers. `price` in EUR without VAT; `code` is unique in the category."""

    id: UUID
    code: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class InclusionRow:
    """A row of tier_element_inclusions; exactly one of `element_id` and `included_tier_id` is set.

    `max_quantity` and `group_max` None mean no bound; `group_min` None means none required.
    """

    tier_id: UUID
    element_id: UUID | None = None
    included_tier_id: UUID | None = None
    min_quantity: int = 1
    max_quantity: int | None = None
    quota_group: str | None = None
    group_min: int | None = None
    group_max: int | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """The common quota of the rows of one tier that share a quota_group."""

    tier: str
    name: str
    minimum: int
    maximum: int | None


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A checked inclusion, by codes: `element` or `included` (a tier) enters `tier`, by `pool` if any."""

    tier: str
    element: str | None
    included: str | None
    minimum: int
    maximum: int | None
    pool: Pool | None

    @property
    def source(self) -> str:
        """The code of what is included, element or tier."""
        return self.element or self.included or ""

    @property
    def is_shut(self) -> bool:
        """Whether nothing can pass: a maximum of 0, its own or the pool's."""
        return self.maximum == 0 or (self.pool is not None and self.pool.maximum == 0)

    @property
    def has_minimum(self) -> bool:
        """Whether using the row at all asks for more than one unit."""
        return self.minimum > 1


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A quota that units meet on their way up. Each is itself only, so that counting by it is fast."""

    quota: Inclusion | Pool
    minimum: int
    maximum: int | None


Way = tuple[Bound, ...]
"""The bounds from an element up to the tier."""


@dataclass(frozen=True, slots=True)
class CompiledTier:
    """A tier ready for decisions.

    `closure`: the tier itself, then every tier it includes, however deep. `admitted`: the elements with
    a way into the tier, whatever the quotas. `ways`: the way of each element that has just one; None when
    a "none or at least n" is within reach, which counting can't decide. `required`: the pools of the tier
    itself that ask for a minimum.
    """

    row: TierRow
    by_element: Mapping[str, tuple[Inclusion, ...]]
    inherited: tuple[Inclusion, ...]
    pools: tuple[Pool, ...]
    closure: tuple[str, ...]
    admitted: frozenset[str]
    ways: Mapping[str, Way] | None
    required: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class CompiledTariff:
    """The tariff of one category. `tiers` by code, best first: price, fewer admitted elements, code."""

    tiers: Mapping[str, CompiledTier]
    elements: frozenset[str]


def compile_tariff(
    tiers: Iterable[TierRow], inclusions: Iterable[InclusionRow], elements: Mapping[UUID, str]
) -> CompiledTariff:
    """Check and index the tariff of one category; `elements` gives the code of every element id.

    The result doesn't depend on the order of the rows. Raises TariffDataError naming the column at fault:
    duplicate or unknown ids and codes, values out of range, contradictory pools, or more than MAX_SWITCHES
    nontrivial minimums within reach of a tier; InheritanceCycleError for circular inheritance.
    """
    rows = _tiers_by_id(tiers)
    _check_unique("element code", elements.values())
    checked = [_checked(row, rows, elements) for row in inclusions]
    checked.sort(key=_canonical)
    _check_pools(checked)
    by_tier: dict[str, list[Inclusion]] = {row.code: [] for row in rows.values()}
    for inclusion in checked:
        by_tier[inclusion.tier].append(inclusion)

    compiled: dict[str, CompiledTier] = {}
    by_code = {row.code: row for row in rows.values()}
    for code in _included_first(by_tier):
        passable = [inclusion for inclusion in by_tier[code] if not inclusion.is_shut]
        compiled[code] = _compiled_tier(by_code[code], passable, compiled)
    for tier in compiled.values():
        _check_switches(tier, compiled)
    ranked = sorted(compiled.values(), key=lambda tier: (tier.row.price, len(tier.admitted), tier.row.code))
    return CompiledTariff(
        tiers=MappingProxyType({tier.row.code: tier for tier in ranked}),
        elements=frozenset(elements.values()),
    )


def _tiers_by_id(tiers: Iterable[TierRow]) -> dict[UUID, TierRow]:
    """The tiers by id, each checked."""
    rows: dict[UUID, TierRow] = {}
    for row in tiers:
        if not row.code:
            raise TariffDataError("code", f"tier {row.id} has no code", "Give it one")
        if row.id in rows:
            raise TariffDataError("id", f"the tier id {row.id} comes twice", "Pass each tier once")
        if not isinstance(row.price, Decimal) or not row.price.is_finite() or row.price < 0:
            raise TariffDataError(
                "price", f"tier {row.code} costs {row.price!r}", "A price is a Decimal of at least 0 EUR"
            )
        rows[row.id] = row
    _check_unique("tier code", (row.code for row in rows.values()))
    return rows


def _check_unique(field: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise TariffDataError(field, f"{code!r} comes twice", "Codes are unique within a category")
        seen.add(code)


def _checked(row: InclusionRow, tiers: Mapping[UUID, TierRow], elements: Mapping[UUID, str]) -> Inclusion:
    """The row by codes, with every value of it checked."""
    if row.tier_id not in tiers:
        raise TariffDataError("tier_id", f"{row.tier_id} is no tier of this category", _DROP_ROW)
    tier = tiers[row.tier_id].code
    if (row.element_id is None) == (row.included_tier_id is None):
        raise TariffDataError(
            "element_id",
            f"an inclusion of {tier} has both or none of element_id and included_tier_id",
            "Set exactly one of them",
        )
    if row.element_id is not None and row.element_id not in elements:
        raise TariffDataError(
            "element_id", f"{tier} includes {row.element_id}, no element of this category", _DROP_ROW
        )
    if row.included_tier_id is not None and row.included_tier_id not in tiers:
        raise TariffDataError(
            "included_tier_id", f"{tier} includes {row.included_tier_id}, no tier of this category", _DROP_ROW
        )
    element = None if row.element_id is None else elements[row.element_id]
    included = None if row.included_tier_id is None else tiers[row.included_tier_id].code
    where = f"{tier} includes {element or included}"
    minimum = _whole("min_quantity", row.min_quantity, 0, where)
    maximum = None
    if row.max_quantity is not None:
        maximum = _whole("max_quantity", row.max_quantity, minimum, where)
    return Inclusion(tier, element, included, minimum, maximum, _pool(row, tier, where))


def _pool(row: InclusionRow, tier: str, where: str) -> Pool | None:
    """The pool of the row, or None when it has no quota_group."""
    if row.quota_group is None:
        for field, value in (("group_min", row.group_min), ("group_max", row.group_max)):
            if value is not None:
                raise TariffDataError(field, f"{where} with {value} but no quota_group", "Name the group")
        return None
    if not row.quota_group.strip():
        raise TariffDataError("quota_group", f"{where} with a blank one", "Name the group or leave it NULL")
    minimum = 0 if row.group_min is None else _whole("group_min", row.group_min, 0, where)
    maximum = None
    if row.group_max is not None:
        maximum = _whole("group_max", row.group_max, minimum, where)
    return Pool(tier, row.quota_group, minimum, maximum)


def _whole(field: str, value: int, least: int, where: str) -> int:
    """The value, a whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise TariffDataError(field, f"{where} with {value!r}", f"Use a whole number of at least {least}")
    return value


def _canonical(inclusion: Inclusion) -> tuple[object, ...]:
    """Sort key that leaves nothing to the order in which the rows came."""
    pool = inclusion.pool
    return (
        inclusion.tier,
        inclusion.element is None,
        inclusion.source,
        inclusion.minimum,
        inclusion.maximum is None,
        inclusion.maximum or 0,
        "" if pool is None else pool.name,
    )


def _check_pools(inclusions: Iterable[Inclusion]) -> None:
    """Every row of a pool states the same bounds."""
    pools: dict[tuple[str, str], Pool] = {}
    for pool in (inclusion.pool for inclusion in inclusions):
        if pool is None:
            continue
        first = pools.setdefault((pool.tier, pool.name), pool)
        for field, one, other in (
            ("group_min", first.minimum, pool.minimum),
            ("group_max", first.maximum, pool.maximum),
        ):
            if one != other:
                raise TariffDataError(
                    field,
                    f"rows of group {pool.name!r} of {pool.tier} contradict each other ({one} and {other})",
                    "Give all of them the same bounds",
                )


def _included_first(by_tier: Mapping[str, list[Inclusion]]) -> Iterator[str]:
    """Tier codes, every tier after those it includes."""
    graph = {
        code: sorted({row.included for row in rows if row.included is not None})
        for code, rows in sorted(by_tier.items())
    }
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        # graphlib lists predecessors first, that is, from the included tier to the including one.
        circle: list[str] = list(reversed(error.args[1]))[:-1]
        start = circle.index(min(circle))
        raise InheritanceCycleError((*circle[start:], *circle[: start + 1])) from None
    return iter(order)


def _compiled_tier(row: TierRow, rows: list[Inclusion], below: Mapping[str, CompiledTier]) -> CompiledTier:
    """The tier, given the compiled form of all tiers that it includes."""
    by_element: dict[str, list[Inclusion]] = {}
    for inclusion in rows:
        if inclusion.element is not None:
            by_element.setdefault(inclusion.element, []).append(inclusion)
    inherited = tuple(inclusion for inclusion in rows if inclusion.included is not None)
    included = [below[inclusion.source] for inclusion in inherited]
    pools = tuple(sorted({entry.pool for entry in rows if entry.pool is not None}, key=lambda p: p.name))
    outlets = {pool: Bound(pool, pool.minimum, pool.maximum) for pool in pools}
    return CompiledTier(
        row=row,
        by_element=MappingProxyType({code: tuple(entries) for code, entries in by_element.items()}),
        inherited=inherited,
        pools=pools,
        closure=(row.code, *sorted({code for tier in included for code in tier.closure})),
        admitted=frozenset(by_element).union(*(tier.admitted for tier in included)),
        ways=_single_ways(rows, below, outlets),
        required=tuple(outlets[pool] for pool in pools if pool.minimum),
    )


def _single_ways(
    rows: list[Inclusion], below: Mapping[str, CompiledTier], outlets: Mapping[Pool, Bound]
) -> Mapping[str, Way] | None:
    """The way of each element that has one and no other; None when a minimum binds only once it is used."""
    found: dict[str, Way | None] = {}
    for row in rows:
        own = () if row.maximum is None else (Bound(row, row.minimum, row.maximum),)
        outlet = outlets[row.pool] if row.pool is not None else None
        if outlet is not None and (outlet.maximum is not None or outlet.minimum):
            own = (*own, outlet)
        if row.element is not None:
            entering: Mapping[str, Way | None] = {row.element: ()}
        else:
            tier = below[row.source]
            if tier.ways is None or tier.required:
                return None
            entering = {code: tier.ways.get(code) for code in tier.admitted}
        if row.has_minimum:
            return None
        for code, way in entering.items():
            found[code] = None if way is None or code in found else (*way, *own)
    return MappingProxyType({code: way for code, way in found.items() if way is not None})


def _check_switches(tier: CompiledTier, tiers: Mapping[str, CompiledTier]) -> None:
    """At most MAX_SWITCHES minimums that only bind once something is used."""
    switches = 0
    for code in tier.closure:
        reached = tiers[code]
        entries = [entry for group in reached.by_element.values() for entry in group]
        switches += sum(entry.has_minimum for entry in (*entries, *reached.inherited))
        switches += code != tier.row.code and any(pool.minimum for pool in reached.pools)
    if switches > MAX_SWITCHES:
        raise TariffDataError(
            "min_quantity",
            f"{tier.row.code} reaches {switches} rows and tiers with a minimum, more than {MAX_SWITCHES}",
            "Set min_quantity to 1 or drop group_min where it isn't needed",
        )
