"""Answers to the matcher's own questions."""

import pytest

from domain.matching import OpenQuestion, match_text, resolve_answer
from tests.matching.seeded import vocabulary_of


def ask(slug: str, text: str) -> OpenQuestion:
    (question,) = match_text(vocabulary_of(slug), text).questions
    return question


@pytest.mark.parametrize(
    ("slug", "text", "answer", "wanted"),
    [
        ("motos-part", "la suspensión", "la de delante", {"SUSPENSION_DEL": 1}),
        ("motos-part", "la suspensión", "La trasera, creo", {"SUSPENSION_TRAS": 1}),
        ("motos-part", "la suspensión", "detras", {"SUSPENSION_TRAS": 1}),
        ("motos-part", "la suspensión", "ambas", {"SUSPENSION_DEL": 1, "SUSPENSION_TRAS": 1}),
        ("motos-part", "la suspensión", "las dos", {"SUSPENSION_DEL": 1, "SUSPENSION_TRAS": 1}),
        ("motos-part", "la suspensión", "delantera y trasera", {"SUSPENSION_DEL": 1, "SUSPENSION_TRAS": 1}),
        ("motos-part", "la suspensión", "la primera", {"SUSPENSION_DEL": 1}),
        ("motos-part", "la suspensión", "2", {"SUSPENSION_TRAS": 1}),
        ("motos-part", "la suspensión", "la delantera no, la trasera", {"SUSPENSION_TRAS": 1}),
        ("motos-part", "los intermitentes", "los d atras", {"INTERMITENTES_TRAS": 1}),
        ("motos-part", "las luces", "el piloto y el faro", {"PILOTO_FRENO": 1, "FARO_DELANTERO": 1}),
        ("motos-part", "un guardabarros", "delantero", {"GUARDABARROS_DEL": 1}),
        ("motos-part", "un guardabarros", "los dos", {"GUARDABARROS_DEL": 1, "GUARDABARROS_TRAS": 1}),
        ("motos-part", "las ruedas", "las llantas", {"LLANTAS": 1}),
        ("motos-part", "las ruedas", "los neumáticos", {"NEUMATICOS": 1}),
        (
            "motos-part",
            "la suspensión",
            "la de delante y también el escape",
            {"SUSPENSION_DEL": 1, "ESCAPE": 1},
        ),
        ("aseicars-prof", "un toldo", "no", {"TOLDO_SIMPLE": 1}),
        ("aseicars-prof", "un toldo", "sí", {"TOLDO_GALIBO": 1}),
        ("aseicars-prof", "un toldo", "no afecta", {"TOLDO_SIMPLE": 1}),
        ("aseicars-prof", "una bola de remolque", "sin aumento", {"BOLA_SIN_MMR": 1}),
        ("aseicars-prof", "una bola de remolque", "sí, aumenta", {"BOLA_CON_MMR": 1}),
        ("aseicars-prof", "faros de largo alcance", "2 faros", {"FAROS_LA_2F": 1}),
        ("aseicars-prof", "faros de largo alcance", "una barra led", {"FAROS_LA_1D": 1}),
        ("aseicars-prof", "dos placas solares", "en el maletero", {"PLACA_SOLAR_MALETERO": 2}),
        ("aseicars-prof", "cambio de clasificación", "no tengo contraseña", {"CLASIF_SIN_CONTRASENA": 1}),
        ("aseicars-prof", "instalación de gas", "un depósito fijo", {"GLP_DEPOSITO": 1}),
    ],
)
def test_answer(slug: str, text: str, answer: str, wanted: dict[str, int]) -> None:
    result = resolve_answer(vocabulary_of(slug), ask(slug, text), answer)
    assert {hit.code: hit.quantity for hit in result.elements} == wanted
    assert result.questions == ()


@pytest.mark.parametrize("answer", ["", "no lo sé", "¿cuánto cuesta?", "🤷", "\x00\u200b"])
def test_an_answer_that_settles_nothing_asks_again(answer: str) -> None:
    question = ask("motos-part", "la suspensión")
    result = resolve_answer(vocabulary_of("motos-part"), question, answer)
    assert result.elements == ()
    assert result.questions == (question,)


def test_a_choice_between_parents_leads_to_the_parents_question() -> None:
    question = ask("aseicars-prof", "la suspensión")
    result = resolve_answer(vocabulary_of("aseicars-prof"), question, "la neumática")
    assert [follow.asked.element for follow in result.questions] == ["SUSP_NEUM"]
