"""Quotes from the seeded database: the published tariffs, open questions, surcharges and bad requests."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.catalogue.loader import load_catalogue
from domain.catalogue import Catalogue
from domain.quote.composing import quote_elements
from domain.quote.contract import Quote
from domain.quote.from_text import quote_text
from domain.quote.short_text import short_text
from domain.tariff import decide
from shared.errors import InvalidInputError, NotFoundError
from shared.vocabularies import BeyondKind
from tests.quote.contract import QuoteOut
from tests.tariff_engine.test_published_tariffs import ASEI_CASES, MOTOS_CASES, request


def tier_of(answer: Quote) -> str | None:
    return answer.tier.code if answer.tier is not None else None


CASES = [("motos-part", *case) for case in MOTOS_CASES] + [("aseicars-prof", *case) for case in ASEI_CASES]


@pytest.mark.parametrize(("slug", "asked", "expected"), CASES)
def test_published_tariff_from_the_database(
    catalogues: Mapping[str, Catalogue], slug: str, asked: str, expected: str
) -> None:
    catalogue, units = catalogues[slug], request(asked)
    tier, price = expected.split()
    verdict = decide(catalogue.tariff, units)
    assert verdict.tier is not None
    assert (verdict.tier.code, verdict.tier.price) == (tier, Decimal(price))
    if all(count == 1 or catalogue.elements[code].is_countable for code, count in units.items()):
        answer = quote_elements(catalogue, units)
        assert (tier_of(answer), answer.price) == (tier, Decimal(price))
        QuoteOut.model_validate(answer.as_json())


@pytest.mark.parametrize("code", ["SUSPENSION", "LUCES", "INTERMITENTES"])
def test_abstract_parent_asks_instead_of_pricing(catalogues: Mapping[str, Catalogue], code: str) -> None:
    answer = quote_elements(catalogues["motos-part"], {code: 1, "ESCAPE": 1})
    assert (tier_of(answer), answer.price, answer.total) == (None, None, None)
    [question] = answer.questions
    assert question.element == code
    assert question.question.startswith("¿")
    children = catalogues["motos-part"].elements[code].child_codes
    assert {option.code for option in question.options} == set(children)
    assert sum("Con «" in line for line in answer.explanation) == len(children)


def test_listed_parent_is_priced_and_still_asks(catalogues: Mapping[str, Catalogue]) -> None:
    answer = quote_elements(catalogues["aseicars-prof"], {"PLACA_SOLAR": 1})
    assert (tier_of(answer), answer.total) == ("T6", Decimal(59))
    assert [question.element for question in answer.questions] == ["PLACA_SOLAR"]


SURCHARGES = [
    ("AUMENTO_PLAZAS", 115),
    ("AUMENTO_MMTA_SIN_ENSAYO", 300),
    ("AUMENTO_MMTA_CON_ENSAYO", 500),
]


@pytest.mark.parametrize(("code", "extra"), SURCHARGES)
def test_surcharge_adds_to_the_tier(catalogues: Mapping[str, Catalogue], code: str, extra: int) -> None:
    answer = quote_elements(catalogues["aseicars-prof"], {code: 1})
    assert answer.price == Decimal(270)
    assert [item.price for item in answer.surcharges] == [Decimal(extra)]
    assert answer.total == Decimal(270 + extra)


def test_surcharge_of_a_basic_element(catalogues: Mapping[str, Catalogue]) -> None:
    answer = quote_elements(catalogues["aseicars-prof"], {"CLASIF_SIN_CONTRASENA": 1})
    assert (tier_of(answer), answer.price, answer.total) == ("T3", Decimal(180), Decimal(280))


def test_total_stays_open_while_the_variant_decides_the_surcharge(
    catalogues: Mapping[str, Catalogue],
) -> None:
    answer = quote_elements(catalogues["aseicars-prof"], {"AUMENTO_MMTA": 1})
    assert (answer.price, answer.total) == (Decimal(270), None)
    assert [question.element for question in answer.questions] == ["AUMENTO_MMTA"]
    assert any("300,00 €" in line and "500,00 €" in line for line in answer.explanation)


def test_services_follow_the_project(catalogues: Mapping[str, Catalogue]) -> None:
    def services(code: str) -> set[str]:
        return {service.code for service in quote_elements(catalogues["aseicars-prof"], {code: 1}).services}

    with_project, without_project = services("SUSP_NEUM"), services("CLARABOYA")
    assert "LAB_CON_PROYECTO" in with_project - without_project
    assert {"LAB_SIN_PROYECTO", "REDACCION_CERT_TALLER"} <= without_project - with_project
    assert not any(code.startswith("REC_") for code in with_project | without_project)


def test_unknown_code_names_the_nearest(catalogues: Mapping[str, Catalogue]) -> None:
    with pytest.raises(NotFoundError, match="ESCAPE") as caught:
        quote_elements(catalogues["motos-part"], {"ESCAP": 1})
    assert caught.value.field == "elements"


@pytest.mark.parametrize("quantity", [0, -1, 1001, True])
def test_bad_quantity_is_refused(catalogues: Mapping[str, Catalogue], quantity: int) -> None:
    with pytest.raises(InvalidInputError, match="ESCAPE"):
        quote_elements(catalogues["motos-part"], {"ESCAPE": quantity})


@pytest.mark.parametrize(
    ("code", "quantity"), [("ESCAPE", 2), ("ESCAPE", 1000), ("MANILLAR", 3), ("SUSPENSION", 2)]
)
def test_only_countable_elements_multiply(
    catalogues: Mapping[str, Catalogue], code: str, quantity: int
) -> None:
    with pytest.raises(InvalidInputError, match=code) as caught:
        quote_elements(catalogues["motos-part"], {code: quantity})
    assert (caught.value.code, caught.value.field) == ("not_countable", "elements")


def test_words_and_codes_count_alike(catalogues: Mapping[str, Catalogue]) -> None:
    motos, campers = catalogues["motos-part"], catalogues["aseicars-prof"]
    assert quote_text(motos, "dos escapes").total == quote_elements(motos, {"ESCAPE": 1}).total
    assert quote_text(campers, "dos claraboyas") == quote_elements(campers, {"CLARABOYA": 2})
    # A parent is counted as its variants are.
    assert quote_elements(campers, {"PLACA_SOLAR": 2}).elements[0].quantity == 2


def test_what_a_text_asks_for_and_nothing_else_is_the_quote_of_its_codes(
    catalogues: Mapping[str, Catalogue],
) -> None:
    motos, units = catalogues["motos-part"], {"ESCAPE": 1, "MANILLAR": 1}
    assert quote_text(motos, "escape y manillar") is quote_elements(motos, units)
    assert quote_elements(motos, units, unresolved=["turbo"]).unresolved == ("turbo",)
    assert quote_elements(motos, units).unresolved == ()


def test_what_is_beyond_the_tariff_has_no_price(catalogues: Mapping[str, Catalogue]) -> None:
    quote = quote_text(catalogues["aseicars-prof"], "furgo vacía, quiero camperizarla a furgón vivienda")
    assert (quote.tier, quote.total, quote.elements, quote.unresolved) == (None, None, (), ())
    assert [(item.code, item.what) for item in quote.beyond] == [("CAMPER_CONVERSION", BeyondKind.PERSON)]
    assert "persona" in short_text(quote)


def test_a_question_without_a_parent_names_none(catalogues: Mapping[str, Catalogue]) -> None:
    quote = quote_text(catalogues["motos-part"], "he cambiado las ruedas")
    assert [question.element for question in quote.questions] == [None]
    assert quote.as_json()["questions"][0]["element"] is None


async def test_unknown_category_names_the_nearest(seeded_session: AsyncSession) -> None:
    with pytest.raises(NotFoundError, match="motos-part"):
        await load_catalogue(seeded_session, "motos")


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_quote_keeps_the_contract(catalogues: Mapping[str, Catalogue], data: st.DataObject) -> None:
    catalogue = catalogues[data.draw(st.sampled_from(["motos-part", "aseicars-prof"]))]
    drawn = data.draw(
        st.dictionaries(st.sampled_from(sorted(catalogue.elements)), st.integers(1, 4), max_size=6)
    )
    asked = {code: count if catalogue.elements[code].is_countable else 1 for code, count in drawn.items()}
    answer: Quote = quote_elements(catalogue, asked)
    shape = QuoteOut.model_validate(answer.as_json())
    assert [element.code for element in shape.elements] == list(asked)
    abstract = [code for code in asked if catalogue.is_abstract(code)]
    assert {question.element for question in shape.questions} >= set(abstract)
    if abstract or not asked:
        assert shape.tier is None
    else:
        assert shape.tier is not None
        assert shape.price == f"{catalogue.tiers[shape.tier.code].price:.2f}"
