"""Which warnings a request shows: scopes, triggers, display conditions, order, duplicates."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.services.catalogue.loader import list_categories, load_catalogue
from database.connection import create_session_factory
from database.engines import create_engine
from domain.catalogue import Catalogue, CatalogueWarning
from domain.quote.warnings import ShownWarning, collect_warnings
from shared.errors import InvalidInputError, NotFoundError
from shared.vocabularies import Severity, ShowCondition
from tests.hierarchy.factory import SLUG, catalogue, element, warning


def codes(shown: tuple[ShownWarning, ...]) -> list[str]:
    return [item.code for item in shown]


def test_category_tier_and_element_warnings_are_shown_with_their_target() -> None:
    built = catalogue(
        [
            element("ESCAPE", warnings=[warning("e", "ESCAPE")]),
            element("LUCES", warnings=[warning("l", "LUCES")]),
        ],
        warnings=[warning("c", SLUG, scope="category")],
        tiers={"T1": [warning("t1", "T1", scope="tier")], "T2": [warning("t2", "T2", scope="tier")]},
    )
    shown = collect_warnings(built, {"ESCAPE": 1}, "T2", True)
    assert [(item.code, item.scope, item.target) for item in shown] == [
        ("c", "category", SLUG),
        ("t2", "tier", "T2"),
        ("e", "element", "ESCAPE"),
    ]
    assert codes(collect_warnings(built, {"ESCAPE": 1}, None, None)) == ["c", "e"]


def test_severity_orders_first_then_scope_then_code() -> None:
    built = catalogue(
        [
            element(
                "A",
                warnings=[
                    warning("z", "A", severity="error"),
                    warning("b", "A", severity="info"),
                    warning("a", "A", severity="info"),
                    warning("m", "A", severity="warning"),
                ],
            )
        ],
        warnings=[warning("y", SLUG, scope="category", severity="info")],
        tiers={"T1": [warning("x", "T1", scope="tier", severity="warning")]},
    )
    assert codes(collect_warnings(built, {"A": 1}, "T1", True)) == ["z", "x", "m", "y", "a", "b"]


@pytest.mark.parametrize(
    ("trigger", "request_", "tier", "project", "expected"),
    [
        ({}, {"A": 1}, None, None, True),
        ({"any_elements": ["A", "B"]}, {"B": 1}, None, None, True),
        ({"any_elements": ["A", "B"]}, {"C": 1}, None, None, False),
        ({"any_elements": []}, {"A": 1}, None, None, False),
        ({"all_elements": ["A", "B"]}, {"A": 1, "B": 1, "C": 1}, None, None, True),
        ({"all_elements": ["A", "B"]}, {"A": 2}, None, None, False),
        ({"none_elements": ["C"]}, {"A": 1}, None, None, True),
        ({"none_elements": ["C"]}, {"A": 1, "C": 1}, None, None, False),
        ({"min_quantity": 3}, {"A": 1, "B": 2}, None, None, True),
        ({"min_quantity": 3}, {"A": 1, "B": 1}, None, None, False),
        ({"max_quantity": 2}, {"A": 1, "B": 1}, None, None, True),
        ({"max_quantity": 2}, {"A": 1, "B": 2}, None, None, False),
        # Units of any_elements alone.
        ({"any_elements": ["A"], "min_quantity": 2}, {"A": 1, "B": 5}, None, None, False),
        ({"any_elements": ["A", "A"], "min_quantity": 2}, {"A": 1}, None, None, False),
        ({"any_elements": ["A", "B"], "min_quantity": 3}, {"A": 1, "B": 2}, None, None, True),
        ({"any_elements": ["A"], "max_quantity": 1}, {"A": 1, "B": 5}, None, None, True),
        ({"tier_codes": ["T1"]}, {"A": 1}, "T1", True, True),
        ({"tier_codes": ["T1"]}, {"A": 1}, "T2", True, False),
        ({"tier_codes": ["T1"]}, {"A": 1}, None, None, False),
        ({"requires_project": True}, {"A": 1}, "T1", True, True),
        ({"requires_project": True}, {"A": 1}, "T1", False, False),
        ({"requires_project": False}, {"A": 1}, "T1", False, True),
        ({"requires_project": False}, {"A": 1}, None, None, False),
        ({"any_elements": ["A"], "tier_codes": ["T2"]}, {"A": 1}, "T1", True, False),
    ],
)
@pytest.mark.parametrize("scope", ["category", "tier", "element"])
def test_every_trigger_condition_given_must_hold(
    scope: str,
    trigger: dict[str, Any],
    request_: dict[str, int],
    tier: str | None,
    project: bool | None,
    expected: bool,
) -> None:
    own = warning("w", "X", scope=scope, **trigger)
    built = catalogue(
        [element(code, warnings=[own] if scope == "element" else []) for code in "ABC"],
        warnings=[own] if scope == "category" else [],
        tiers={code: [own] if scope == "tier" else [] for code in ("T1", "T2")},
    )
    shown = codes(collect_warnings(built, request_, tier, project)) == ["w"]
    assert shown == (expected and not (scope == "tier" and tier is None))


@pytest.mark.parametrize(
    ("show", "threshold", "shown_for"),
    [
        ("always", None, {1, 2, 3}),
        ("always", 2, {1, 2, 3}),
        ("on_exceed_max", 2, {3}),
        ("on_below_min", 2, {1}),
        ("on_exceed_max", 0, {1, 2, 3}),
    ],
)
def test_show_condition_compares_the_units_asked(
    show: str, threshold: int | None, shown_for: set[int]
) -> None:
    built = catalogue([element("A", warnings=[warning("w", "A", show=show, threshold=threshold)])])
    assert {units for units in (1, 2, 3) if collect_warnings(built, {"A": units}, None, None)} == shown_for


def test_a_threshold_counts_all_units_that_carry_the_warning() -> None:
    limit = warning("max", "P", show="on_exceed_max", threshold=2)
    built = catalogue(
        [
            element("P", warnings=[limit]),
            element("V1", "P", inherits=True),
            element("V2", "P", inherits=True),
            element("V3", "P", inherits=False),
        ]
    )
    assert codes(collect_warnings(built, {"V1": 1, "V2": 2}, None, None)) == ["max"]
    assert codes(collect_warnings(built, {"V1": 1, "V2": 1, "V3": 5}, None, None)) == []


def test_what_two_variants_inherit_is_shown_once_and_an_own_warning_replaces_it() -> None:
    built = catalogue(
        [
            element("P", warnings=[warning("w", "P", message="del padre")]),
            element("V1", "P", inherits=True),
            element("V2", "P", inherits=True),
            element("V3", "P", inherits=True, warnings=[warning("w", "V3", message="propio")]),
        ]
    )
    assert [item.message for item in collect_warnings(built, {"V1": 1, "V2": 1}, None, None)] == ["del padre"]
    assert [item.message for item in collect_warnings(built, {"V3": 1}, None, None)] == ["propio"]
    assert len(collect_warnings(built, {"V1": 1, "V3": 1}, None, None)) == 2


def test_the_same_code_and_message_is_shown_once_at_its_gravest() -> None:
    built = catalogue(
        [
            element("A", warnings=[warning("w", "A", message="igual", severity="error")]),
            element("B", warnings=[warning("w", "B", message="igual"), warning("v", "B", message="igual")]),
        ],
        warnings=[warning("w", SLUG, scope="category", message="igual", severity="info")],
    )
    shown = collect_warnings(built, {"A": 1, "B": 1}, None, None)
    assert [(item.code, item.severity, item.target) for item in shown] == [
        ("w", "error", "A"),
        ("v", "warning", "B"),
    ]


def test_bad_requests_are_refused_by_name() -> None:
    built = catalogue([element("ESCAPE")], tiers={"T1": []})
    with pytest.raises(NotFoundError, match="ESCAPE"):
        collect_warnings(built, {"ESCAP": 1}, None, None)
    with pytest.raises(NotFoundError, match="T1"):
        collect_warnings(built, {"ESCAPE": 1}, "T9", None)
    with pytest.raises(InvalidInputError, match="de 1 o más"):
        collect_warnings(built, {"ESCAPE": 0}, None, None)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Small catalogues whose association rows hold the same warnings in an order of their own."""
    count = draw(st.integers(1, 6))
    elements = []
    for index in range(count):
        code = f"E{index}"
        own = [_draw_warning(draw, name, code) for name in draw(_NAMES)]
        parent = draw(st.one_of(st.none(), st.integers(0, index - 1))) if index else None
        elements.append(
            element(
                code,
                None if parent is None else f"E{parent}",
                inherits=draw(st.booleans()),
                warnings=own,
                associated=draw(st.permutations(own)),
            )
        )
    return catalogue(elements, tiers={"T1": [_draw_warning(draw, "t", "T1", scope="tier")], "T2": []})


_NAMES = st.lists(st.sampled_from(["u", "v", "w"]), unique=True)
_CODES = st.lists(st.sampled_from(["E0", "E1", "E2"]), unique=True)


def _draw_warning(draw: st.DrawFn, code: str, target: str, scope: str = "element") -> CatalogueWarning:
    trigger = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "any_elements": _CODES,
                "none_elements": _CODES,
                "min_quantity": st.integers(1, 4),
                "requires_project": st.booleans(),
            },
        )
    )
    return warning(
        code,
        target,
        scope=scope,
        severity=draw(st.sampled_from([item.value for item in Severity])),
        message=draw(st.sampled_from(["uno", "dos"])),
        show=draw(st.sampled_from([item.value for item in ShowCondition])),
        threshold=draw(st.integers(0, 3)),
        provisional=draw(st.booleans()),
        **trigger,
    )


@given(catalogues(), st.data())
def test_both_warning_systems_give_the_same_answer_whatever_the_order(built: Catalogue, data: Any) -> None:
    request_ = data.draw(st.dictionaries(st.sampled_from(list(built.elements)), st.integers(1, 4)))
    verdict = data.draw(st.sampled_from([(None, None), ("T1", True), ("T2", False)]))
    inline = collect_warnings(built, request_, *verdict)
    assert inline == collect_warnings(built, request_, *verdict, source="association")
    shuffled = dict(data.draw(st.permutations(list(request_.items()))))
    assert inline == collect_warnings(built, shuffled, *verdict)
    pairs = [(item.code, item.message) for item in inline]
    assert len(set(pairs)) == len(pairs)
    ranks = [list(Severity).index(Severity(item.severity)) for item in inline]
    assert ranks == sorted(ranks, reverse=True)


def test_a_warning_missing_in_one_system_shows_as_a_difference() -> None:
    built = catalogue([element("A", warnings=[warning("w", "A")], associated=[])])
    assert collect_warnings(built, {"A": 1}, None, None)
    assert not collect_warnings(built, {"A": 1}, None, None, source="association")


async def test_every_seeded_element_shows_the_same_warnings_from_both_systems(
    shared_seeded_database_url: str,
) -> None:
    engine = create_engine(shared_seeded_database_url)
    try:
        async with create_session_factory(engine)() as session:
            catalogues_ = [await load_catalogue(session, slug) for slug in await list_categories(session)]
    finally:
        await engine.dispose()
    assert {built.slug for built in catalogues_} >= {"motos-part", "aseicars-prof"}
    with_warnings = 0
    for built in catalogues_:
        for code, item in built.elements.items():
            assert {own.id for own in item.inline_warnings} == {own.id for own in item.associated_warnings}
            with_warnings += bool(item.inline_warnings)
            for units in (1, 2, 5):
                for tier in (None, *built.tiers.values()):
                    verdict = (tier.code, tier.requires_project) if tier else (None, None)
                    inline = collect_warnings(built, {code: units}, *verdict)
                    assert inline == collect_warnings(built, {code: units}, *verdict, source="association")
    assert with_warnings > 0
