"""Contradictory rows and bad requests: a clear error that names the field."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from domain.tariff import (
    MAX_SWITCHES,
    InclusionRow,
    InheritanceCycleError,
    RequestError,
    TariffDataError,
    TierRow,
    compile_tariff,
    decide,
)
from tests.tariff_engine.support import Catalogue, Entry, element_id, tier_id

TIERS = [TierRow(tier_id("A"), "A", Decimal(10)), TierRow(tier_id("B"), "B", Decimal(20))]
ELEMENTS = {element_id("X"): "X", element_id("Y"): "Y"}
GOOD = InclusionRow(tier_id("A"), element_id=element_id("X"))


def compile_rows(*rows: InclusionRow, tiers: Sequence[TierRow] = TIERS) -> None:
    compile_tariff(tiers, rows, ELEMENTS)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"tier_id": uuid4()}, "tier_id"),
        ({"element_id": uuid4()}, "element_id"),
        ({"element_id": None}, "element_id"),
        ({"included_tier_id": tier_id("B")}, "element_id"),
        ({"element_id": None, "included_tier_id": uuid4()}, "included_tier_id"),
        ({"min_quantity": -1}, "min_quantity"),
        ({"min_quantity": True}, "min_quantity"),
        ({"min_quantity": 1.5}, "min_quantity"),
        ({"max_quantity": 0}, "max_quantity"),
        ({"min_quantity": 3, "max_quantity": 2}, "max_quantity"),
        ({"max_quantity": "2"}, "max_quantity"),
        ({"group_min": 1}, "group_min"),
        ({"group_max": 1}, "group_max"),
        ({"quota_group": " "}, "quota_group"),
        ({"quota_group": "G", "group_min": -1}, "group_min"),
        ({"quota_group": "G", "group_min": 3, "group_max": 2}, "group_max"),
    ],
)
def test_a_bad_row_names_its_column(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(TariffDataError, match=rf"^{field}: ") as caught:
        compile_rows(replace(GOOD, **changes))
    assert caught.value.field == field
    assert caught.value.remedy


@pytest.mark.parametrize(("field", "one", "other"), [("group_min", 1, 2), ("group_max", 4, None)])
def test_rows_of_a_pool_must_agree(field: str, one: int, other: int | None) -> None:
    pool: dict[str, Any] = {"quota_group": "PROJECT", field: one}
    first = replace(GOOD, **pool)
    second = replace(first, **{**pool, "element_id": element_id("Y"), field: other})
    with pytest.raises(TariffDataError, match=rf"^{field}: .*'PROJECT' of A") as caught:
        compile_rows(first, second)
    assert caught.value.field == field


def test_pools_of_two_tiers_may_share_a_name() -> None:
    first = replace(GOOD, quota_group="PROJECT", group_max=1)
    compile_rows(first, replace(first, tier_id=tier_id("B"), group_max=2))


@pytest.mark.parametrize(
    ("edges", "cycle"),
    [
        ([("A", "A")], ("A", "A")),
        ([("B", "A"), ("A", "B")], ("A", "B", "A")),
        ([("D", "C"), ("C", "B"), ("B", "D"), ("A", "B")], ("B", "D", "C", "B")),
    ],
)
def test_a_circle_of_tiers_is_named(edges: list[tuple[str, str]], cycle: tuple[str, ...]) -> None:
    entries = [Entry(tier, included, is_tier=True) for tier, included in edges]
    circular = Catalogue(dict.fromkeys("ABCD", 10), ("X",), tuple(entries))
    with pytest.raises(InheritanceCycleError, match=" → ".join(cycle)) as caught:
        circular.compiled()
    assert caught.value.cycle == cycle
    assert caught.value.field == "included_tier_id"


@pytest.mark.parametrize(
    ("tier", "field"),
    [
        (TierRow(tier_id("A"), "C", Decimal(10)), "id"),
        (TierRow(uuid4(), "A", Decimal(10)), "tier code"),
        (TierRow(uuid4(), "", Decimal(10)), "code"),
        (TierRow(uuid4(), "C", Decimal(-1)), "price"),
        (TierRow(uuid4(), "C", Decimal("NaN")), "price"),
        (TierRow(uuid4(), "C", 10.5), "price"),  # type: ignore[arg-type]
    ],
)
def test_a_bad_tier_names_its_column(tier: TierRow, field: str) -> None:
    with pytest.raises(TariffDataError) as caught:
        compile_rows(tiers=[*TIERS, tier])
    assert caught.value.field == field


def test_element_codes_are_unique() -> None:
    with pytest.raises(TariffDataError, match="'X' comes twice"):
        compile_tariff(TIERS, [], {uuid4(): "X", uuid4(): "X"})


def test_too_many_minimums_are_refused_when_compiling() -> None:
    rows = [replace(GOOD, min_quantity=2)] * (MAX_SWITCHES + 1)
    required = replace(GOOD, element_id=element_id("Y"), quota_group="NEED", group_min=1)
    compile_rows(*rows[:-1], required)  # what the asked tier itself requires needs no search
    with pytest.raises(TariffDataError, match="more than 10") as caught:
        compile_rows(*rows)
    assert caught.value.field == "min_quantity"
    with pytest.raises(TariffDataError, match="B reaches 11 rows"):  # but an included tier's does
        compile_rows(*rows[:-1], required, InclusionRow(tier_id("B"), included_tier_id=tier_id("A")))


@pytest.mark.parametrize(
    ("request_", "code", "field"),
    [
        ({"Z": 1}, "unknown_element", "elements['Z']"),
        ({"X": 1, "x": 1}, "unknown_element", "elements['x']"),
        ({"X": 0}, "invalid_quantity", "elements['X']"),
        ({"X": -3}, "invalid_quantity", "elements['X']"),
        ({"X": True}, "invalid_quantity", "elements['X']"),
        ({"X": 1.0}, "invalid_quantity", "elements['X']"),
        ({"X": "2"}, "invalid_quantity", "elements['X']"),
        ({"X": None}, "invalid_quantity", "elements['X']"),
    ],
)
def test_a_bad_request_names_its_element(request_: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(RequestError) as caught:
        decide(compile_tariff(TIERS, [GOOD], ELEMENTS), request_)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert str(caught.value).startswith(field)


def test_a_category_without_rows_refuses_everything() -> None:
    verdict = decide(compile_tariff(TIERS, [], ELEMENTS), {"X": 1})
    assert verdict.tier is None
    assert [outcome.admits for outcome in verdict.outcomes] == [False, False]
    assert decide(compile_tariff([], [], ELEMENTS), {"X": 1}).tier is None
