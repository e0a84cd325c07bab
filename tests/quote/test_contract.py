"""The one contract: any quote serialises and reads back equal, and every reader of it sees the same JSON."""

import json
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.catalogue import Catalogue
from domain.matching import Vocabulary, compile_vocabulary
from domain.quote.composing import quote_elements
from domain.quote.contract import Quote
from domain.quote.from_text import quote_text
from domain.quote.snapshot import quote_of, snapshot_of
from tests.quote.contract import QuoteOut
from tests.quote.examples import a_quote


@pytest.fixture(scope="module")
def vocabularies(catalogues: Mapping[str, Catalogue]) -> Mapping[str, Vocabulary]:
    return {slug: compile_vocabulary(catalogue) for slug, catalogue in catalogues.items()}


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_quote_serialises_and_reads_back_equal(data: st.DataObject) -> None:
    amounts = st.decimals(0, 99_999_999, places=2, allow_nan=False)
    total = data.draw(amounts | st.none())
    reasons = tuple(data.draw(st.lists(_TEXT, max_size=2)))
    quote = a_quote().model_copy(
        update={
            "total": total,
            "total_with_vat": data.draw(amounts) if total is not None else None,
            "provisional": bool(reasons),
            "provisional_reasons": reasons,
            "unresolved": tuple(data.draw(st.lists(_TEXT, max_size=2))),
            "explanation": tuple(data.draw(st.lists(_TEXT, max_size=2))),
        }
    )
    _keeps_the_contract(quote)


def _keeps_the_contract(quote: Quote) -> None:
    written = quote.model_dump_json()
    QuoteOut.model_validate_json(written)
    assert Quote.model_validate_json(written) == quote
    assert json.loads(written) == quote.as_json()
    assert quote_of(json.loads(json.dumps(snapshot_of(quote)))) == quote


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_quotes_of_codes_keep_it(catalogues: Mapping[str, Catalogue], data: st.DataObject) -> None:
    catalogue = catalogues[data.draw(st.sampled_from(sorted(catalogues)))]
    codes = st.sampled_from(sorted(catalogue.elements))
    drawn = data.draw(st.dictionaries(codes, st.integers(1, 4), max_size=6))
    request = {
        code: quantity if catalogue.elements[code].is_countable else 1 for code, quantity in drawn.items()
    }
    _keeps_the_contract(quote_elements(catalogue, request))


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=60), known=st.sampled_from(["", "ruedas ", "la suspensión ", "tres placas "]))
def test_quotes_of_texts_keep_it(
    catalogues: Mapping[str, Catalogue], vocabularies: Mapping[str, Vocabulary], words: str, known: str
) -> None:
    for slug, catalogue in catalogues.items():
        _keeps_the_contract(quote_text(catalogue, known + words, vocabularies[slug]))


@pytest.mark.parametrize(
    "changed",
    [
        {"total": "140"},
        {"total": 140.0},
        {"total": Decimal("NaN")},
        {"total": Decimal("1.005")},
        {"price": Decimal(-1)},
        {"tier": None},
        {"price": None},
        {"provisional": True},
        {"provisional_reasons": ["Falta el ingeniero."]},
        {"total": None, "total_with_vat": "169.40"},
        {"vat_included": True},
        {"currency": "USD"},
        {"something": 1},
    ],
)
def test_what_contradicts_itself_is_no_quote(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Quote.model_validate({**a_quote().as_json(), **changed})


def test_a_quote_never_changes() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        a_quote().total = Decimal(1)  # type: ignore[misc]
