"""Whatever comes in: nothing raises, and what is accepted keeps the rules and is stable."""

import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.catalogue import CatalogueField
from domain.fields import Accepted, Rejected, check_answer
from domain.fields.checking import MAX_ANSWER
from domain.fields.free_text import fits
from domain.fields.required import submit_answers
from domain.fields.wording import word_set
from shared.vocabularies import FieldType
from tests.hierarchy.factory import field, single

TODAY = date(2026, 3, 20)
WORDS = st.sampled_from(
    sorted(
        word_set("sí no claro vale 28 2,5 1.200 -3 mm cm kg y o de la entre más menos que 12/03/2026 marzo")
        | word_set("ayer hace 3 días medio un par dos mil acero aluminio ambas 2 1/0 ½ º % \" ' ? ¿ , . … 👍")
        | word_set("1e9 ² \u200b \u0301")
    )
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=8).map(" ".join))
RAW = st.one_of(
    TEXTS,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.binary(max_size=5),
    st.lists(st.integers()),
)


@st.composite
def fields(draw: st.DrawFn) -> CatalogueField:
    """A field of any type with rules that the catalogue would accept."""
    kind = draw(st.sampled_from(list(FieldType)))
    rules: dict[str, Any] = {}
    options: list[str] = []
    if kind == FieldType.NUMBER:
        low, high = sorted((draw(st.integers(-500, 3_000)), draw(st.integers(-500, 3_000))))
        rules = {"min_value": low, "max_value": high, "integer_only": draw(st.sampled_from([None, True]))}
        rules["unit"] = draw(st.sampled_from([None, "mm", "kg", "plazas"]))
    elif kind == FieldType.TEXT:
        rules = {"min_length": draw(st.integers(0, 3)), "max_length": draw(st.integers(3, 50))}
        rules["pattern"] = draw(st.sampled_from([None, "[a-z ]+", "(a+)+$", ".*[0-9].*"]))
    elif kind == FieldType.DATE:
        first, last = sorted((draw(st.dates(date(2000, 1, 1), date(2030, 1, 1))), date(2026, 3, 1)))
        rules = {"min_date": first.isoformat(), "max_date": last.isoformat()}
    elif kind == FieldType.SELECT:
        options = draw(
            st.lists(st.sampled_from(["Sí", "No", "Acero", "Aluminio", "2 puertas", "Ambas"]), unique=True)
        )
    return field("dato", kind, options=options, example=draw(st.one_of(st.none(), TEXTS)), **rules)


def keeps_the_rules(item: CatalogueField, value: Any) -> bool:
    rules = item.rules
    match item.field_type:
        case FieldType.BOOLEAN:
            return isinstance(value, bool)
        case FieldType.SELECT:
            return value in item.options
        case FieldType.DATE:
            low, high = date.fromisoformat(rules.min_date or ""), date.fromisoformat(rules.max_date or "")
            return low <= date.fromisoformat(value) <= high
        case FieldType.NUMBER:
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            whole = not rules.integer_only or isinstance(value, int)
            return is_number and whole and (rules.min_value or 0) <= value <= (rules.max_value or 0)
        case FieldType.TEXT:
            is_fitting = rules.pattern is None or fits(rules.pattern, value)
            return is_fitting and (rules.min_length or 0) <= len(value) <= (rules.max_length or 0)
        case _:
            return isinstance(value, str) and "/" not in value


@settings(max_examples=500)
@given(fields(), RAW)
def test_any_answer_is_accepted_within_the_rules_or_rejected_with_a_message(
    item: CatalogueField, raw: object
) -> None:
    result = check_answer(item, raw, today=TODAY)
    if isinstance(result, Rejected):
        assert result.message.startswith("«Dato»: ")
        assert result.message.endswith((".", "…", "?"))
        return
    assert keeps_the_rules(item, result.value)
    assert json.loads(json.dumps(result.value)) == result.value
    assert check_answer(item, result.value, today=TODAY) == result


@given(fields(), st.dictionaries(st.sampled_from(["dato", "otro", ""]), RAW))
def test_submitting_anything_raises_nothing(item: CatalogueField, new: dict[str, object]) -> None:
    result = submit_answers(single(item), "ESCAPE", {}, new, today=TODAY)
    assert set(result.answers) <= {"dato"}
    assert set(result.answers) | set(result.rejected) == set(new)


@given(
    fields(), st.sampled_from(["a", "1 ", "sí ", "1.", "ambas y ", "¿", "\u0301", "12/03/2026 ", "\ud800"])
)
def test_a_message_of_any_length_gets_an_answer(item: CatalogueField, piece: str) -> None:
    for length in (MAX_ANSWER, MAX_ANSWER + 1, 100_000):
        text = (piece * length)[:length]
        result = check_answer(item, text, today=TODAY)
        if length > MAX_ANSWER:
            assert isinstance(result, Rejected)
        assert isinstance(result, Accepted | Rejected)
