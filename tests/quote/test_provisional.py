"""Prices that are not firm: what is still open makes them provisional, and the reasons say what it is."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from agent.services.cases.questions import tariff_question
from cli.quote_view import print_quote
from database.seeds.data import aseicars_prof, motos_part
from database.seeds.data.common import WarningData
from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import effective_warnings, leaf_variants
from domain.quote.composing import quote_elements
from domain.quote.contract import Quote
from domain.quote.short_text import short_text
from domain.quote.vat import with_vat


def reasons(catalogue: Catalogue, **asked: int) -> str:
    quote = quote_elements(catalogue, asked)
    assert quote.provisional == bool(quote.provisional_reasons)
    return " ".join(quote.provisional_reasons)


FIRM = [
    ("motos-part", "ESCAPE"),
    ("motos-part", "ESCAPE MANILLAR"),
    ("motos-part", "MATRICULA LUZ_MATRICULA"),
    ("motos-part", "SUSPENSION_DEL SUSPENSION_TRAS"),
    ("aseicars-prof", "PLACA_SOLAR_MALETERO PLACA_SOLAR_MALETERO"),
    ("aseicars-prof", "BOLA_CON_MMR"),
    ("aseicars-prof", "SUSP_NEUM"),
]


@pytest.mark.parametrize(("slug", "asked"), FIRM)
def test_a_whole_and_settled_request_has_a_firm_price(
    catalogues: Mapping[str, Catalogue], slug: str, asked: str
) -> None:
    codes = asked.split()
    quote = quote_elements(catalogues[slug], {code: codes.count(code) for code in codes})
    assert (quote.provisional, quote.provisional_reasons) == (False, ())
    assert quote.total is not None


def test_a_plate_always_brings_its_lamp_along(catalogues: Mapping[str, Catalogue]) -> None:
    motos = catalogues["motos-part"]
    quote = quote_elements(motos, {"MATRICULA": 1})
    assert [element.code for element in quote.elements] == ["MATRICULA"]
    assert (quote.total, quote.provisional) == (Decimal(140), True)
    [reason] = quote.provisional_reasons
    assert f"«{motos.elements['LUZ_MATRICULA'].name}»" in reason
    assert "175,00 €" in reason
    assert "220,00 €" in reasons(motos, MATRICULA=1, ESCAPE=1)
    assert reasons(motos, MATRICULA=1, LUZ_MATRICULA=1) == ""


PANELS = [
    {"PLACA_SOLAR": 3},
    {"PLACA_SOLAR_MALETERO": 3},
    {"PLACA_SOLAR": 1, "PLACA_SOLAR_MALETERO": 2},
    {"PLACA_SOLAR_MALETERO": 3, "BOLA_CON_MMR": 1},
]


@pytest.mark.parametrize("asked", PANELS)
def test_more_than_two_panels_are_for_the_engineer(
    catalogues: Mapping[str, Catalogue], asked: dict[str, int]
) -> None:
    assert "ingeniero" in reasons(catalogues["aseicars-prof"], **asked)


NOT_FIRM = [
    ("motos-part", "AUMENTO_PLAZAS", "confirmarlo"),
    ("motos-part", "SUBCHASIS", "en firme"),
    ("motos-part", "DISTANCIA_EJES", "ensayo de dirección"),
    ("motos-part", "MOTOR", "viable"),
    ("motos-part", "LLANTAS_NEUM_ENSAYO", "coste aparte"),
    ("motos-part", "VELOCIMETRO", "recargo de laboratorio"),
    ("motos-part", "FILTRO", "recargo de laboratorio"),
    ("aseicars-prof", "AUMENTO_PLAZAS", "no es firme"),
    ("aseicars-prof", "AUMENTO_MMTA", "El precio depende de tu respuesta"),
    ("aseicars-prof", "AUMENTO_MMTA_CON_ENSAYO", "conformidad"),
    ("aseicars-prof", "CLASIF_SIN_CONTRASENA", "consultar antes"),
    ("aseicars-prof", "CLASIF_CON_CONTRASENA", "sin contraseña"),
    ("aseicars-prof", "PLACA_SOLAR", "El precio depende de tu respuesta"),
    ("aseicars-prof", "BOLA_REMOLQUE", "El precio depende de tu respuesta"),
]


@pytest.mark.parametrize(("slug", "code", "said"), NOT_FIRM)
def test_what_the_firm_decides_later_is_a_reason(
    catalogues: Mapping[str, Catalogue], slug: str, code: str, said: str
) -> None:
    assert said in reasons(catalogues[slug], **{code: 1})


def seeded_warnings() -> Iterator[WarningData]:
    for module in (motos_part, aseicars_prof):
        yield from module.CATEGORY_WARNINGS
        for owner in (*module.TIERS, *module.ELEMENTS):
            yield from owner.get("warnings", [])


# A person still says something that the price hangs on. A text that only sounds so is listed with its reason.
_OPEN = re.compile(
    r"ingeniero|no es firme|en firme|cons[uú]lta|coste aparte|te lo confirmamos|recargo de laboratorio"
    r"|comprobaremos|pueden? (?:necesitar|exigir)",
    re.IGNORECASE,
)
_FIRM_ALL_THE_SAME = {
    "t1_proyecto_y_ensayos": "what may need a test says so itself",
    "t2_proyecto_y_ensayos": "what may need a test says so itself",
    "t3_proyecto": "the engineer revises before writing, at the same price",
    "t1_revision_ingeniero": "the engineer revises before starting, at the same price",
    "distancia_ejes_soldadura": "what the engineer needs to see",
    "aumento_plazas_maximo": "said beside aumento_plazas_confirmacion, which opens the price",
    "asiento_plazas": "speaks of another element, which has its own warning",
    "frenado_equivalente_documento": "the client's document decides, not a person",
    "guardabarros_del_eliminacion": "only for those who take it off for good",
    "susp_refuerzo_alcance": "the variant, once chosen, settles it",
    "susp_refuerzo_complejo_estudio": "revised when the work is done, at the same price",
    "placas_maximo_dos": "said beside placas_solares_total, which opens the price",
    "placa_maletero_maximo_dos": "said beside placas_solares_total, which opens the price",
    "bola_remolque_proyecto": "the question itself opens the price",
    "defensas_contrasena": "only without a type-approval number",
    "glp_deposito_placa": "what the engineer needs to read",
}


def test_warnings_that_leave_the_price_open_make_it_provisional() -> None:
    said = {
        warning["code"]
        for warning in seeded_warnings()
        if _OPEN.search(warning["message"]) and not warning.get("makes_provisional")
    }
    assert said == set(_FIRM_ALL_THE_SAME)


# Asked to choose: the warning waits for the variant.
_ASKS_FOR_THE_VARIANT = re.compile(
    r"antes de pedir precio|necesitamos saber|dinos si|indícanoslo|hay que consultarlo antes", re.IGNORECASE
)


def test_what_waits_for_the_variant_goes_once_it_is_chosen(catalogues: Mapping[str, Catalogue]) -> None:
    seen = set()
    for catalogue in catalogues.values():
        for code, element in catalogue.elements.items():
            variants = leaf_variants(catalogue, code)
            waiting = {
                warning.code
                for warning in element.inline_warnings
                if variants and _ASKS_FOR_THE_VARIANT.search(warning.message)
            }
            shown = {warning.code for warning in quote_elements(catalogue, {code: 1}).warnings}
            assert waiting <= shown, code
            for variant in variants:
                for asked in ({variant.code: 1}, {code: 1, variant.code: 1}):
                    shown = {warning.code for warning in quote_elements(catalogue, asked).warnings}
                    assert not waiting & shown, asked
            seen |= waiting
    assert seen >= {
        "toldo_galibo_info",
        "bola_remolque_proyecto",
        "susp_neum_proyecto",
        "placas_regulador_info",
    }


def test_both_warning_systems_agree_on_it(catalogues: Mapping[str, Catalogue]) -> None:
    for catalogue in catalogues.values():
        for code in catalogue.elements:
            inline, associated = (
                {(item.code, item.makes_provisional) for item in effective_warnings(catalogue, code, source)}
                for source in ("inline", "association")
            )
            assert inline == associated


def test_the_client_is_told_so_before_accepting(catalogues: Mapping[str, Catalogue]) -> None:
    motos = catalogues["motos-part"]
    asked = tariff_question(quote_elements(motos, {"MATRICULA": 1}))
    assert "no es firme" in asked
    assert "175,00 €" in asked
    assert tariff_question(quote_elements(motos, {"ESCAPE": 1})) == (
        "El precio es de 140,00 € (sin IVA). ¿Lo aceptas?"
    )


def test_the_rate_in_force_gives_the_total_with_vat(catalogues: Mapping[str, Catalogue]) -> None:
    assert quote_elements(catalogues["motos-part"], {"ESCAPE": 1}).total_with_vat == Decimal("169.40")
    assert quote_elements(catalogues["motos-part"], {"SUSPENSION": 1}).total_with_vat is None


@given(st.decimals(0, 10**7, places=2, allow_nan=False), st.integers(0, 99))
def test_vat_is_exact_to_the_cent(amount: Decimal, rate: int) -> None:
    total = with_vat(amount, rate)
    assert total.as_tuple().exponent == -2
    assert abs(total * 100 - amount * (100 + rate)) <= Decimal("0.5")
    assert with_vat(amount, 0) == amount


def test_what_a_text_leaves_in_doubt_makes_the_price_provisional(catalogues: Mapping[str, Catalogue]) -> None:
    quote = quote_elements(catalogues["motos-part"], {"ESCAPE": 1}, doubtful=["MANILLAR", "ESCAPE"])
    assert quote.provisional
    assert [reason.rsplit(":", 1)[1] for reason in quote.provisional_reasons] == [
        " aquí no está contado.",
        " aquí está contado.",
    ]


def test_where_there_is_no_price_the_explanation_tells_the_doubt(catalogues: Mapping[str, Catalogue]) -> None:
    quote = quote_elements(catalogues["motos-part"], {}, doubtful=["MANILLAR"])
    assert quote.provisional_reasons == ()
    assert "«Manillar»" in quote.explanation[-1]


def test_of_what_is_counted_the_number_is_confirmed_too(catalogues: Mapping[str, Catalogue]) -> None:
    campers = catalogues["aseicars-prof"]
    for count, counted in ((1, "está contada una unidad"), (2, "están contadas 2 unidades")):
        quote = quote_elements(campers, {"CLARABOYA": count}, doubtful=["CLARABOYA"])
        assert quote.provisional_reasons[-1].endswith(
            f"entra en lo que pides, y cuántas veces: aquí {counted}."
        )


def test_units_of_variants_are_those_of_the_parent_in_doubt(catalogues: Mapping[str, Catalogue]) -> None:
    campers = catalogues["aseicars-prof"]
    parent = next(
        element for element in campers.elements.values() if element.is_countable and element.child_codes
    )
    quote = quote_elements(campers, {parent.child_codes[0]: 2}, doubtful=[parent.code])
    assert any(reason.endswith("están contadas 2 unidades.") for reason in quote.provisional_reasons)


def printed(quote: Quote) -> str:
    console = Console(file=StringIO(), width=200, record=True)
    print_quote(quote, console)
    return console.export_text()


def test_a_doubt_without_a_price_is_printed(catalogues: Mapping[str, Catalogue]) -> None:
    motos = catalogues["motos-part"]
    nothing = quote_elements(motos, {}, doubtful=["MANILLAR"])
    assert "no queda claro qué se pide" in printed(nothing)
    for quote in (nothing, quote_elements(motos, {"SUSPENSION": 1}, doubtful=["MANILLAR"])):
        for text in (printed(quote), short_text(quote)):
            assert "Confírmanos si «Manillar» entra en lo que pides: aquí no está contado." in text
    assert "Confírmanos" not in printed(quote_elements(motos, {}))


def test_what_is_asked_about_is_in_no_further_doubt(catalogues: Mapping[str, Catalogue]) -> None:
    motos = catalogues["motos-part"]
    quote = quote_elements(motos, {"SUSPENSION": 1}, doubtful=["SUSPENSION"])
    assert quote.questions[0].element == "SUSPENSION"
    assert "Confírmanos" not in short_text(quote)
