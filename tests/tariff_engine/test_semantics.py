"""What the rows mean: chains of quotas, shared tiers, pools, minimums, ties; and what the client reads."""

from decimal import Decimal

import pytest

from domain.tariff import MAX_SWITCHES, InclusionRow, RefusalKind, TierRow, Verdict, compile_tariff, decide
from tests.tariff_engine.support import Catalogue, Entry, element_id, tier_id


def includes(tier: str, source: str, most: int | None = None) -> Entry:
    return Entry(tier, source, is_tier=True, most=most)


def reasons(verdict: Verdict, tier: str) -> list[str]:
    return [
        refusal.text
        for outcome in verdict.outcomes
        if outcome.tier.code == tier
        for refusal in outcome.refusals
    ]


def ask(catalogue: Catalogue, **request: int) -> Verdict:
    return decide(catalogue.compiled(), request)


DIAMOND = Catalogue(
    {"TOP": 100, "LEFT": 90, "RIGHT": 80, "BASE": 70},
    ("X", "Y"),
    (
        Entry("BASE", "X", group="LIST", group_max=2),
        Entry("BASE", "Y"),
        includes("LEFT", "BASE", most=2),
        includes("RIGHT", "BASE", most=2),
        includes("TOP", "LEFT"),
        includes("TOP", "RIGHT"),
    ),
)


def test_two_paths_to_a_tier_share_its_own_quotas() -> None:
    """Both sides let two units through, but BASE gives only two of its list to both together."""
    assert ask(DIAMOND, X=2).tier is not None
    verdict = ask(DIAMOND, X=3)
    assert verdict.tier is None
    assert reasons(verdict, "TOP") == [
        "admite como máximo 2 unidades de la lista LIST de BASE y la solicitud lleva 3 (X ×3)"
    ]


def test_two_paths_add_up_their_own_bounds() -> None:
    """What BASE doesn't bound may take both sides: two over each."""
    assert ask(DIAMOND, X=2, Y=2).tier == TierRow(tier_id("BASE"), "BASE", Decimal(70))
    verdict = ask(DIAMOND, Y=5)
    assert verdict.tier is not None
    assert verdict.tier.code == "BASE"
    assert reasons(verdict, "TOP") == [
        "admite como máximo 4 unidades de Y "
        "(2 de lo que LEFT toma de BASE y 2 de lo que RIGHT toma de BASE) y la solicitud lleva 5"
    ]
    assert not reasons(ask(DIAMOND, Y=4), "TOP")


def test_quotas_chain_however_deep() -> None:
    chain = Catalogue(
        {"A": 40, "B": 30, "C": 20, "D": 10},
        ("X",),
        (
            Entry("D", "X"),
            includes("C", "D", most=3),
            includes("B", "C"),
            includes("A", "B", most=2),
        ),
    )
    assert not reasons(ask(chain, X=3), "B")
    assert reasons(ask(chain, X=4), "B") == [
        "admite como máximo 3 unidades de lo que C toma de D y la solicitud lleva 4 (X ×4)"
    ]
    assert reasons(ask(chain, X=3), "A") == [
        "admite como máximo 2 unidades de lo que incluye B y la solicitud lleva 3 (X ×3)"
    ]


def test_units_of_one_element_are_split_over_rows() -> None:
    """One over the tier's own row, two over the inherited one; a greedy choice would block the other."""
    split = Catalogue(
        {"A": 20, "B": 10},
        ("ESCAPE", "INTERMITENTES"),
        (
            Entry("B", "ESCAPE"),
            Entry("B", "INTERMITENTES"),
            Entry("A", "ESCAPE", most=1),
            includes("A", "B", most=2),
        ),
    )
    assert not reasons(ask(split, ESCAPE=2, INTERMITENTES=1), "A")
    assert reasons(ask(split, ESCAPE=2, INTERMITENTES=2), "A") == [
        "admite como máximo 3 unidades entre ESCAPE e INTERMITENTES "
        "(1 de ESCAPE y 2 de lo que incluye B) y la solicitud lleva 4"
    ]


def test_sentences_do_not_depend_on_the_order_of_the_rows() -> None:
    entries = (
        Entry("B", "X"),
        Entry("C", "X"),
        Entry("A", "X", group="POOL", group_max=1),
        includes("A", "B", most=1),
        includes("A", "C", most=2),
    )
    prices = {"A": 30, "B": 20, "C": 10}
    one = ask(Catalogue(prices, ("X",), entries), X=5)
    other = ask(Catalogue(prices, ("X",), entries[::-1]), X=5)
    assert one == other
    assert reasons(one, "A") == [
        "admite como máximo 4 unidades de X (1 de lo que incluye B, 2 de lo que incluye C "
        "y 1 de la lista POOL) y la solicitud lleva 5"
    ]


def test_a_pool_may_hold_elements_and_an_included_tier() -> None:
    mixed = Catalogue(
        {"A": 20, "B": 10},
        ("X", "Y"),
        (
            Entry("B", "Y"),
            Entry("A", "X", group="BOTH", group_max=2),
            Entry("A", "B", is_tier=True, group="BOTH", group_max=2),
        ),
    )
    assert not reasons(ask(mixed, X=1, Y=1), "A")
    assert reasons(ask(mixed, X=2, Y=1), "A") == [
        "admite como máximo 2 unidades de la lista BOTH y la solicitud lleva 3 (X ×2, Y)"
    ]


def test_a_row_minimum_means_none_or_at_least_that_many() -> None:
    bulk = Catalogue({"A": 10}, ("X", "Y"), (Entry("A", "X", least=3), Entry("A", "Y")))
    assert ask(bulk, Y=1).tier is not None
    assert ask(bulk, X=3, Y=1).tier is not None
    assert reasons(ask(bulk, X=2, Y=1), "A") == [
        "admite ninguna o al menos 3 unidades de X y la solicitud lleva 2"
    ]


def test_a_minimum_of_zero_or_one_is_no_rule() -> None:
    for least in (0, 1):
        assert ask(Catalogue({"A": 10}, ("X",), (Entry("A", "X", least=least),)), X=1).tier is not None


def test_a_maximum_of_zero_admits_nothing() -> None:
    shut = Catalogue(
        {"A": 10},
        ("X", "Y", "Z"),
        (Entry("A", "X", least=0, most=0), Entry("A", "Y", group="SHUT", group_max=0), Entry("A", "Z")),
    )
    verdict = ask(shut, X=1, Y=1, Z=1)
    assert reasons(verdict, "A") == ["no admite X ni Y"]
    assert verdict.outcomes[0].reach == 1


def test_a_pool_of_an_included_tier_binds_only_when_that_tier_is_used() -> None:
    pair = Catalogue(
        {"A": 20, "B": 10},
        ("X", "Y", "Z"),
        (
            Entry("B", "X", group="NEED", group_min=1),
            Entry("B", "Y"),
            includes("A", "B"),
            Entry("A", "Z"),
        ),
    )
    assert not reasons(ask(pair, Z=1), "A")
    assert not reasons(ask(pair, X=1, Y=1, Z=1), "A")
    assert reasons(ask(pair, Y=1, Z=1), "A") == [
        "admite ninguna o al menos 1 unidad de la lista NEED de B y la solicitud no lleva ninguna"
    ]
    assert reasons(ask(pair, Y=1), "B") == [
        "exige al menos 1 unidad de la lista NEED y la solicitud no lleva ninguna"
    ]


def test_conflicting_minimums_are_named_and_no_others() -> None:
    """Both lists want two units of X, of which there are three; the third list is content."""
    rivals = Catalogue(
        {"A": 10},
        ("X", "Y"),
        (
            Entry("A", "X", group="ONE", group_min=2),
            Entry("A", "X", group="TWO", group_min=2),
            Entry("A", "Y", group="THREE", group_min=1),
        ),
    )
    assert ask(rivals, X=4, Y=1).tier is not None
    verdict = ask(rivals, X=3, Y=1)
    assert reasons(verdict, "A") == [
        "no hay reparto de la solicitud que respete sus máximos y, a la vez, "
        "al menos 2 unidades de la lista ONE y al menos 2 unidades de la lista TWO"
    ]
    assert verdict.outcomes[0].refusals[0].kind is RefusalKind.MINIMUM


def test_ties_go_to_the_tier_that_admits_fewer_elements_then_by_code() -> None:
    ties = Catalogue(
        {"A": 50, "B": 50, "C": 50},
        ("X", "Y"),
        (Entry("A", "X"), Entry("A", "Y"), Entry("B", "X"), Entry("C", "X")),
    )
    verdict = ask(ties, X=1)
    assert [outcome.tier.code for outcome in verdict.outcomes] == ["B", "C", "A"]
    assert verdict.explanation == (
        "B (50,00 €) admite toda la solicitud (X) y ninguna tarifa más barata la admite.",
        "C (50,00 €) también vale y cuesta lo mismo, pero a igual precio y alcance se elige por código B.",
        "A (50,00 €) también vale y cuesta lo mismo, pero abarca 2 elementos distintos y B solo 1.",
    )


def test_an_empty_request_gets_no_tier() -> None:
    verdict = ask(DIAMOND)
    assert (verdict.tier, verdict.price, verdict.outcomes) == (None, None, ())
    assert verdict.explanation == ("La solicitud no lleva ningún elemento: no hay nada que tarifar.",)


def test_without_an_admitting_tier_every_reason_is_given() -> None:
    narrow = Catalogue({"A": 1234, "B": 10}, ("X", "Y"), (Entry("A", "X", most=1), Entry("B", "Y")))
    verdict = ask(narrow, X=2)
    assert verdict.tier is None
    assert verdict.explanation == (
        "Ninguna tarifa admite la solicitud (X ×2).",
        "B (10,00 €) no vale: no admite X.",
        "A (1.234,00 €) no vale: admite como máximo 1 unidad de X y la solicitud lleva 2.",
    )


def test_long_lists_of_elements_stay_out_of_a_sentence() -> None:
    codes = tuple(f"E{number}" for number in range(7))
    wide = Catalogue({"A": 10}, codes, tuple(Entry("A", code, group="L", group_max=6) for code in codes))
    assert reasons(ask(wide, **dict.fromkeys(codes, 1)), "A") == [
        "admite como máximo 6 unidades de la lista L y la solicitud lleva 7"
    ]


@pytest.mark.parametrize("quantity", [10**6, 10**18])
def test_huge_quantities_cost_no_more(quantity: int) -> None:
    verdict = ask(DIAMOND, Y=quantity)
    assert verdict.tier is not None
    assert verdict.tier.code == "BASE"


def test_the_most_minimums_that_are_allowed_are_still_decided() -> None:
    """Pairs only, as many as the engine takes, and an odd number of units: no choice of rows works."""
    rows = [
        InclusionRow(tier_id("A"), element_id=element_id("X"), min_quantity=2, max_quantity=2)
        for _ in range(MAX_SWITCHES)
    ]
    tariff = compile_tariff([TierRow(tier_id("A"), "A", Decimal(10))], rows, {element_id("X"): "X"})
    assert decide(tariff, {"X": 2 * MAX_SWITCHES}).tier is not None
    assert decide(tariff, {"X": MAX_SWITCHES - 1 + MAX_SWITCHES % 2}).tier is None
