"""Which fields apply, what is missing, and what becomes of answers given together."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from database.seeds.data import aseicars_prof, motos_part
from domain.catalogue import CatalogueField
from domain.fields import Accepted, Scalar, check_answer
from domain.fields.required import applicable_fields, drop_hidden, missing_fields, next_field, submit_answers
from shared.errors import NotFoundError
from tests.hierarchy.factory import catalogue, element, field, seeded_fields, single

CODE = "ESCAPE"


def visible(built: Any, answers: Mapping[str, object]) -> list[str]:
    return [item.name for item in applicable_fields(built, CODE, answers)]


@pytest.mark.parametrize(
    ("source", "operator", "value", "answer", "holds"),
    [
        (field("a", "boolean"), "equals", "true", "si claro", True),
        (field("a", "boolean"), "equals", "sí", True, True),
        (field("a", "boolean"), "equals", "true", "nop", False),
        (field("a", "boolean"), "not_equals", "true", False, True),
        (field("a", "boolean"), "equals", "false", "no", True),
        (field("a", "boolean"), "equals", "quizás", True, False),
        (field("a", "boolean"), "not_equals", "quizás", True, False),
        (field("a", "number"), "equals", "3,50", 3.5, True),
        (field("a", "number"), "equals", "3500", "3.500", True),
        (field("a", "number"), "greater_than", "9", "10", True),
        (field("a", "number"), "greater_than", "10", 10, False),
        (field("a", "number"), "less_than", "3,5", "3,4", True),
        (field("a", "number", unit="mm"), "greater_than", "200", "21 cm", True),
        (field("a", "number", unit="mm"), "greater_than", "20 cm", "201", True),
        (field("a", "number"), "greater_than", "muchos", 5, False),
        (field("a", "select", options=["Otra moto", "Nueva"]), "equals", "OTRA MOTO", "otra moto", True),
        (field("a", "select", options=["Otra moto", "Nueva"]), "not_equals", "otra moto", "2", True),
        (field("a", "select", options=["Ventana y puerta"]), "contains", "uerta", "1", True),
        (field("a", "text"), "equals", "Öhlins", "ohlins", True),
        (field("a", "text"), "contains", "CALEFACCION", "Agua y calefacción", True),
        (field("a", "text"), "contains", "gas", "diésel", False),
        (field("a", "text"), "greater_than", "9", "10", True),
        (field("a", "date"), "greater_than", "01/01/2026", "2 de enero de 2026", True),
        (field("a", "date"), "less_than", "2026-01-01", "31/12/2025", True),
        (field("a", "date"), "equals", "1 de enero de 2026", "01/01/2026", True),
    ],
)
def test_operators_compare_by_the_type_of_the_answer(
    source: CatalogueField, operator: str, value: str, answer: object, holds: bool
) -> None:
    built = single(source, field("b", condition=("a", operator, value)))
    assert visible(built, {"a": answer}) == (["a", "b"] if holds else ["a"])


@pytest.mark.parametrize("operator", ["equals", "not_equals", "greater_than", "less_than", "contains"])
@pytest.mark.parametrize("answers", [{}, {"a": None}, {"a": ""}, {"a": "quizás"}])
def test_no_condition_holds_before_there_is_a_readable_answer(operator: str, answers: dict[str, Any]) -> None:
    built = single(field("a", "boolean"), field("b", condition=("a", operator, "true")))
    assert visible(built, answers) == ["a"]


def test_a_chain_falls_together_when_its_first_link_is_hidden() -> None:
    built = single(
        field("a", "boolean"),
        field("b", "boolean", condition=("a", "equals", "true")),
        field("c", condition=("b", "equals", "true")),
        field("d", condition=("c", "not_equals", "x")),
    )
    full: dict[str, Scalar] = {"a": True, "b": True, "c": "algo", "d": "más"}
    assert visible(built, full) == ["a", "b", "c", "d"]
    assert visible(built, {**full, "a": False}) == ["a"]
    assert drop_hidden(built, CODE, {**full, "a": False}) == ({"a": False}, ("b", "c", "d"))


def test_a_condition_on_a_field_that_is_switched_off_asks_everybody() -> None:
    assert visible(single(field("b", condition=("apagado", "equals", "true"))), {}) == ["b"]


def test_a_circle_of_conditions_is_hidden_and_ends() -> None:
    built = single(
        field("a", condition=("c", "equals", "x")),
        field("b", condition=("a", "equals", "x")),
        field("c", condition=("b", "equals", "x")),
        field("d"),
        field("e", condition=("e", "equals", "x")),
    )
    assert visible(built, dict.fromkeys("abcde", "x")) == ["d"]


def test_a_chain_of_thousands_of_conditions_is_decided() -> None:
    fields = [field("f0", "boolean")] + [
        field(f"f{n}", "boolean", condition=(f"f{n - 1}", "equals", "true")) for n in range(1, 3_000)
    ]
    built = single(*reversed(fields))
    assert len(visible(built, {item.name: True for item in fields})) == 3_000


def test_missing_fields_come_in_order_and_leave_optional_ones_out() -> None:
    built = single(
        field("a"), field("b", required=False), field("c"), field("d", condition=("a", "equals", "x"))
    )
    assert [item.name for item in missing_fields(built, CODE, {})] == ["a", "c"]
    every = missing_fields(built, CODE, {"a": "x"}, include_optional=True)
    assert [item.name for item in every] == ["b", "c", "d"]
    following = next_field(built, CODE, {"a": "x"})
    assert following is not None
    assert following.name == "c"
    assert next_field(built, CODE, {"a": "y", "c": "z"}) is None


def test_an_invalid_answer_still_counts_as_missing() -> None:
    built = single(field("a", "number", min_value=10))
    assert [item.name for item in missing_fields(built, CODE, {"a": 5})] == ["a"]
    assert missing_fields(built, CODE, {"a": 15}) == ()


def test_fields_of_the_parent_are_asked_where_the_variant_inherits() -> None:
    built = catalogue(
        [
            element("PADRE", fields=[field("marca"), field("lleva", "boolean")]),
            element(
                CODE, "PADRE", inherits=True, fields=[field("detalle", condition=("lleva", "equals", "true"))]
            ),
        ]
    )
    assert visible(built, {"lleva": "sí"}) == ["marca", "lleva", "detalle"]


def test_submitted_answers_are_typed_rejected_dropped_and_completed_at_once() -> None:
    built = single(
        field("marca"),
        field("modificado", "boolean"),
        field("piezas", condition=("modificado", "equals", "true")),
        field("diametro", "number", label="Diámetro", unit="mm", min_value=18, max_value=35, example="28"),
        field("posicion", "select", options=["Delantera", "Trasera"]),
    )
    result = submit_answers(
        built,
        CODE,
        {"marca": "Öhlins", "modificado": True, "piezas": "discos"},
        {"modificado": "pues no", "diametro": "45 cm", "posicion": "trasero", "diametr": "28"},
    )
    assert result.answers == {"marca": "Öhlins", "modificado": False, "posicion": "Trasera"}
    assert result.accepted == {"modificado": False, "posicion": "Trasera"}
    assert result.rejected == {
        "diametro": "«Diámetro»: tiene que estar entre 18 y 35 mm; por ejemplo, 28.",
        "diametr": "No se pide ningún dato con el nombre «diametr». ¿Querías decir «diametro»?",
    }
    assert result.dropped == ("piezas",)
    assert [item.name for item in result.missing] == ["diametro"]
    assert not result.is_complete


def test_answers_of_a_chain_may_come_together_in_any_order() -> None:
    built = single(
        field("c", condition=("b", "equals", "true")),
        field("b", "boolean", condition=("a", "equals", "true")),
        field("a", "boolean"),
    )
    result = submit_answers(built, CODE, {}, {"c": "algo", "b": "sí", "a": "vale"})
    assert result.answers == {"c": "algo", "b": True, "a": True}
    assert result.is_complete


def test_a_rejected_answer_leaves_the_earlier_one_standing() -> None:
    built = single(field("a", "number"))
    result = submit_answers(built, CODE, {"a": 5}, {"a": "muchos"})
    assert (result.answers, list(result.rejected), result.missing) == ({"a": 5}, ["a"], ())
    assert result.accepted == {}


def test_an_invalid_answer_to_a_hidden_field_is_dropped_without_a_message() -> None:
    built = single(field("a", "boolean"), field("b", "number", condition=("a", "equals", "true")))
    result = submit_answers(built, CODE, {}, {"a": "no", "b": "muchos"})
    assert (result.rejected, result.dropped) == ({}, ("b",))


def test_stored_answers_that_no_longer_fit_are_rejected_and_asked_again() -> None:
    built = single(field("a", "number", max_value=10))
    result = submit_answers(built, CODE, {"a": 50, "borrado": "x"}, {})
    assert (result.answers, list(result.rejected), result.dropped) == ({}, ["a"], ("borrado",))
    assert [item.name for item in result.missing] == ["a"]


def test_an_unknown_element_is_named() -> None:
    with pytest.raises(NotFoundError, match="ESCAPE"):
        applicable_fields(single(field("a")), "ESCAPES", {})


# Properties: random forests of conditions, answers of every kind.

_TYPES: dict[str, tuple[list[str], list[Any]]] = {
    "boolean": (["true", "false"], ["sí", "no", True, False, "quizás"]),
    "number": (["1", "2,5", "10"], [1, 2.5, "10", "2,5", "nada", 11]),
    "text": (["uno", "DOS"], ["uno", "dos", "Uno y dos", ""]),
    "select": (["Uno", "dos"], ["1", "2", "uno", "dos", "tres"]),
    "date": (["2026-01-01"], ["01/01/2026", "2 de enero de 2026", "ayer no"]),
}
_OPERATORS = st.sampled_from(["equals", "not_equals", "greater_than", "less_than", "contains"])


@st.composite
def forests(draw: st.DrawFn) -> list[CatalogueField]:
    """Fields in any order, each on no other or on one made before it."""
    made: list[CatalogueField] = []
    for index in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(list(_TYPES)))
        condition = None
        if draw(st.booleans()) and made:
            source = draw(st.sampled_from(made))
            condition = (source.name, draw(_OPERATORS), draw(st.sampled_from(_TYPES[source.field_type][0])))
        made.append(
            field(
                f"f{index}",
                kind,
                required=draw(st.booleans()),
                options=["Uno", "Dos"] if kind == "select" else (),
                condition=condition,
            )
        )
    return [*draw(st.permutations(made))]


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[CatalogueField], dict[str, Any]]:
    fields = draw(forests())
    answered = draw(st.lists(st.sampled_from(fields), unique_by=lambda item: item.name))
    return fields, {item.name: draw(st.sampled_from(_TYPES[item.field_type][1])) for item in answered}


def oracle(fields: list[CatalogueField], answers: Mapping[str, Any]) -> set[str]:
    """The definition, written naively: recursion and one comparison per type."""
    by_name = {item.name: item for item in fields}

    def typed(name: str) -> Scalar | None:
        result = check_answer(by_name[name], answers[name]) if name in answers else None
        return result.value if isinstance(result, Accepted) else None

    def compare(kind: str, answer: Any, operator: str, value: str) -> bool:
        if operator == "contains":
            shown = ("sí" if answer else "no") if kind == "boolean" else str(answer).replace(".", ",")
            return value.lower() in shown.lower()
        if kind == "boolean":
            expected: Any = value == "true"
        elif kind == "number":
            expected = float(value.replace(",", "."))
        else:
            expected, answer = value.lower(), str(answer).lower()
        if operator in {"equals", "not_equals"}:
            return bool((answer == expected) == (operator == "equals"))
        if kind not in {"number", "date"}:
            return False
        return bool(answer > expected if operator == "greater_than" else answer < expected)

    def shown(name: str) -> bool:
        condition = by_name[name].condition
        if condition is None:
            return True
        answer = typed(condition.field_name)
        return (
            shown(condition.field_name)
            and answer is not None
            and compare(by_name[condition.field_name].field_type, answer, condition.operator, condition.value)
        )

    return {name for name in by_name if shown(name)}


@settings(max_examples=300)
@given(cases())
def test_the_visible_fields_are_those_of_the_naive_definition(
    case: tuple[list[CatalogueField], dict[str, Any]],
) -> None:
    fields, answers = case
    assert set(visible(single(*fields), answers)) == oracle(fields, answers)


@given(cases(), st.randoms())
def test_the_order_of_answers_and_fields_does_not_matter(
    case: tuple[list[CatalogueField], dict[str, Any]], random: Any
) -> None:
    fields, answers = case
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    mixed = [*fields]
    random.shuffle(mixed)
    first, second = (
        submit_answers(single(*fields), CODE, {}, answers),
        submit_answers(single(*mixed), CODE, {}, dict(shuffled)),
    )
    assert (first.answers, first.rejected, set(first.dropped)) == (
        second.answers,
        second.rejected,
        set(second.dropped),
    )
    assert {item.name for item in first.missing} == {item.name for item in second.missing}


@given(cases())
def test_dropping_is_idempotent_and_hides_nothing_more(
    case: tuple[list[CatalogueField], dict[str, Any]],
) -> None:
    fields, answers = case
    built = single(*fields)
    kept, dropped = drop_hidden(built, CODE, answers)
    assert drop_hidden(built, CODE, kept) == (kept, ())
    assert visible(built, kept) == visible(built, answers)
    assert {*kept, *dropped} == set(answers)


@given(cases())
def test_submitting_again_what_was_stored_changes_nothing(
    case: tuple[list[CatalogueField], dict[str, Any]],
) -> None:
    fields, answers = case
    built = single(*fields)
    first = submit_answers(built, CODE, {}, answers)
    again = submit_answers(built, CODE, first.answers, {})
    assert (again.answers, again.missing, again.dropped) == (first.answers, first.missing, ())
    one_by_one: Mapping[str, Scalar] = {}
    for name in sorted(first.answers, key=lambda item: _depth(fields, item)):
        one_by_one = submit_answers(built, CODE, one_by_one, {name: answers[name]}).answers
    assert one_by_one == first.answers


def _depth(fields: list[CatalogueField], name: str) -> int:
    condition = next(item for item in fields if item.name == name).condition
    return 0 if condition is None else 1 + _depth(fields, condition.field_name)


def test_the_conditions_of_the_seeded_fields_can_be_fulfilled() -> None:
    """A condition no answer fulfils would hide its field for ever: some answer of the source must show it."""
    checked = 0
    for module in (motos_part, aseicars_prof):
        for data in module.ELEMENTS:
            fields = seeded_fields(data)
            by_name = {item.name: item for item in fields}
            for item in fields:
                if item.condition is None:
                    continue
                source = by_name[item.condition.field_name]
                alone = single(field_without_condition(source), item)
                candidates = [True, False, *source.options, source.example, source.rules.min_value]
                candidates += [source.rules.max_value, item.condition.value]
                assert any(len(visible(alone, {source.name: answer})) == 2 for answer in candidates), (
                    data["code"],
                    item.name,
                )
                checked += 1
    assert checked > 30


def field_without_condition(item: CatalogueField) -> CatalogueField:
    return field(
        item.name,
        item.field_type,
        label=item.label,
        options=item.options,
        example=item.example,
        **item.rules.model_dump(exclude_none=True),
    )
