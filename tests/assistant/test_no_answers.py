"""What is no answer although any words would do: questions, refusals, «ya te lo dije»."""

import pytest

from agent.assistant.case_data import answers_another, by_form_and_label, read_data
from agent.assistant.evading import Evasion, evades
from agent.assistant.vehicle_answers import make, seats, seats_in, with_seats
from agent.assistant.vehicles import Kind, seen_in

MISSING = (
    *("first_name", "last_name", "marca", "modelo", "plazas_iniciales", "plazas_finales"),
    *("taller_propio", "itv_comunidad"),
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("¿cuánto tarda?", Evasion.QUESTION),
        ("cuanto tarda esto", Evasion.QUESTION),
        ("no sé la marca, ¿dónde lo pone?", Evasion.QUESTION),
        ("quiero saber otra cosa, ¿cuánto dura?", Evasion.QUESTION),
        ("no sé qué marca es", Evasion.UNKNOWN),
        ("No me la sé de memoria", Evasion.UNKNOWN),
        ("la verdad es que no lo encuentro", Evasion.UNKNOWN),
        ("no aparece en ningún sitio", Evasion.UNKNOWN),
        ("ni idea, la verdad", Evasion.UNKNOWN),
        ("prefiero no darlos", Evasion.UNKNOWN),
        ("no tengo correo", Evasion.UNKNOWN),
        ("el manillar ya te lo dije", Evasion.ALREADY),
        ("ya te mandé 2", Evasion.ALREADY),
        ("ya os lo he enviado antes", Evasion.ALREADY),
        ("Akrapovic Slip-On", None),
        ("¿Akrapovic?", None),
        ("jaja que taller? ninguno", None),
        ("No tiene marca", None),
        ("Nolan", None),
        ("Quemador negro", None),
        ("e11*97/24*0042", None),
        ("calle Cuánto 3", None),
    ],
)
def test_a_datum_is_told_from_what_is_none(text: str, why: Evasion | None) -> None:
    assert evades(text) is why


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("Pedro Gómez Sanz", {"first_name": "Pedro", "last_name": "Gómez Sanz"}),
        ("el vuestro", {"taller_propio": "no"}),
        ("Yamaha MT-07", {"marca": "Yamaha", "modelo": "MT-07"}),
        ("luego te lo digo", {}),
        ("que no", {}),
        ("Akrapovic, si", {}),
        ("sí tengo taller", {"taller_propio": "sí"}),
    ],
)
def test_what_answers_another_question(answer: str, found: dict[str, str]) -> None:
    assert answers_another(answer, MISSING) == found


def test_a_name_is_not_refused_as_a_postal_code_and_a_code_is_taken() -> None:
    assert read_data("Pedro Gómez Sanz", "domicilio_cp", MISSING).values["first_name"] == "Pedro"
    assert read_data("28013", "domicilio_cp", MISSING).values == {"domicilio_cp": "28013"}
    assert read_data("Toledo", "domicilio_provincia", MISSING).values == {"domicilio_provincia": "Toledo"}


def test_seats_are_no_answer_to_something_else() -> None:
    found = {"plazas_iniciales": "4", "plazas_finales": "no cambian"}
    assert seats_in("4 plazas y no cambian", MISSING) == found
    assert seats("plazas_iniciales", "4 plazas no cambian") == found
    assert read_data("el vuestro", "plazas_finales", MISSING).values == {"taller_propio": "no"}
    assert read_data("las mismas", "plazas_finales", MISSING).values == {"plazas_finales": "no cambian"}
    assert seats_in("no", MISSING) == {}
    assert seats("plazas_iniciales", "dos, conductor y acompañante") == {"plazas_iniciales": "2"}
    said = "Yamaha MT-07, 1234 BCD, 2 plazas no cambian"
    assert with_seats(said, MISSING) == (
        {"plazas_iniciales": "2", "plazas_finales": "no cambian"},
        "Yamaha MT-07, 1234 BCD, ",
    )


def test_the_make_of_a_part_is_not_the_vehicle_s() -> None:
    assert by_form_and_label("y aquí la marca de homologación del escape").values == {}
    assert by_form_and_label("la marca de la moto es Yamaha").values == {"marca": "Yamaha"}
    assert make("yamaha mt-07 del 2019") == {"marca": "yamaha", "modelo": "mt-07"}
    assert make("una honda cb500 del 2015 con") == {"marca": "honda", "modelo": "cb500"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("somos Caravanas Sol SL", None),
        ("autocaravana, somos Camper Norte SL", Kind.MOTORHOME),
        ("Hola, somos un taller de autocaravanas", Kind.MOTORHOME),
        ("tengo una caravana", Kind.CARAVAN),
        ("la bola de remolque", None),
        ("el escape de moto", Kind.MOTO),
    ],
)
def test_the_vehicle_is_not_a_firm_s_name_nor_a_part(text: str, kind: Kind | None) -> None:
    assert seen_in(text).kind is kind
