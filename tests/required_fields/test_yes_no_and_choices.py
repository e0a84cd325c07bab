"""Yes and no as people say them, and options by text, number, part or near spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from database.seeds.data import aseicars_prof, motos_part
from domain.fields import Accepted, Rejected, check_answer
from tests.hierarchy.factory import field, seeded_fields

PANEL = field("panel", "boolean", label="¿Lleva panel de luces homologado?")
MATERIAL = field(
    "material",
    "select",
    label="Material",
    options=["Acero", "Acero inoxidable", "Aluminio", "Plástico o fibra", "Otro"],
    example="Aluminio",
)
POSITION = field("posicion", "select", label="Posición", options=["Delantera", "Trasera", "Ambas"])
SUPPLY = field("alimentacion", "select", label="Alimentación", options=["12 V", "230 V", "12 V y 230 V"])


@pytest.mark.parametrize(
    "raw",
    ["sí", "si", "Sí.", "SI!!", "sii", "si claro", "claro", "claro que sí", "vale", "ok", "afirmativo",
     "por supuesto",
     "x supuesto", "correcto", "eso es", "lo lleva", "sí, lo lleva", "hay", "hombre, claro", "creo que sí",
     "sí, no hay problema", "sí, ¿no?", "👍🏻", "✅", "1", 1, True, "true", "hola, sí", "s", "gracias, sí",
     "sin duda"],
)  # fmt: skip
def test_yes(raw: object) -> None:
    assert check_answer(PANEL, raw) == Accepted(True)


@pytest.mark.parametrize(
    "raw",
    ["no", "No.", "NO!!!", "nop", "nope", "negativo", "para nada", "qué va", "en absoluto", "no lo lleva",
     "no tiene",
     "pues no", "claro que no", "por supuesto que no", "creo que no", "nunca", "no, no lleva", "👎", "❌",
     "0", 0, False,
     "false", "tampoco", "la bola no es desmontable", "no se ve", "n", "nada de eso"],
)  # fmt: skip
def test_no(raw: object) -> None:
    assert check_answer(PANEL, raw) == Accepted(False)


@pytest.mark.parametrize(
    "raw",
    ["no sé", "no lo sé", "ni idea", "depende", "quizás", "a lo mejor", "si no lleva", "no, espera, sí",
     "sí, bueno, no",
     "vale, no", "gracias", "hola", "", "…", 2, 7.5, 10**500, "mañana te digo", "lo cambié yo, no el taller",
     "el taller no me ha dicho nada todavía sobre si lleva", "¿qué es eso?"],
)  # fmt: skip
def test_neither_yes_nor_no_is_asked_again(raw: object) -> None:
    result = check_answer(PANEL, raw)
    assert isinstance(result, Rejected)
    assert "¿Lleva panel de luces homologado?" in result.message


@pytest.mark.parametrize(
    ("raw", "option"),
    [
        ("acero", "Acero"), ("ACERO.", "Acero"), ("plastico o fibra", "Plástico o fibra"),
        ("2", "Acero inoxidable"),
        ("la 2", "Acero inoxidable"), ("opción 3", "Aluminio"), ("la segunda", "Acero inoxidable"),
        (3, "Aluminio"),
        ("la última", "Otro"), ("alumino", "Aluminio"), ("es de aluminio anodizado", "Aluminio"),
        ("inox", "Acero inoxidable"),
        ("de acero inox", "Acero inoxidable"), ("acero inoxidable 316", "Acero inoxidable"),
        ("fibra", "Plástico o fibra"),
        ("material aluminio", "Aluminio"),
    ],
)  # fmt: skip
def test_an_option_by_text_number_part_or_near_spelling(raw: object, option: str) -> None:
    assert check_answer(MATERIAL, raw) == Accepted(option)


@pytest.mark.parametrize(
    ("field_", "raw", "option"),
    [
        (POSITION, "las dos", "Ambas"), (POSITION, "delantera y trasera", "Ambas"),
        (POSITION, "ambos", "Ambas"),
        (POSITION, "delantero", "Delantera"), (POSITION, "la de atrás", "Trasera"),
        (POSITION, "delante", "Delantera"),
        (SUPPLY, "12v", "12 V"), (SUPPLY, "a 12 voltios", "12 V"), (SUPPLY, "12 y 230", "12 V y 230 V"),
        (SUPPLY, "las dos", "12 V y 230 V"), (SUPPLY, "1", "12 V"),
    ],
)  # fmt: skip
def test_everyday_words_for_options(field_: object, raw: str, option: str) -> None:
    assert check_answer(field_, raw) == Accepted(option)  # type: ignore[arg-type]


def test_an_ambiguous_choice_is_asked_with_what_it_may_mean() -> None:
    assert check_answer(MATERIAL, "aluminio y acero") == Rejected(
        "«Material»: ¿cuál de estas es: «Acero» o «Aluminio»? Escribe una sola; por ejemplo, «Acero»."
    )
    assert check_answer(SUPPLY, "230") == Rejected(
        "«Alimentación»: ¿cuál de estas es: «230 V» o «12 V y 230 V»? Escribe una sola; por ejemplo, «230 V»."
    )


@pytest.mark.parametrize(
    "raw", ["titanio", "no es aluminio", "ni acero ni aluminio", "no lo sé", "9", "", 10**500, "x"]
)
def test_what_is_no_option_lists_them(raw: object) -> None:
    result = check_answer(MATERIAL, raw)
    assert isinstance(result, Rejected)
    if raw:
        assert result.message == (
            "«Material»: elige una de las opciones: 1) Acero, 2) Acero inoxidable, 3) Aluminio, "
            "4) Plástico o fibra, 5) Otro; por ejemplo, «Aluminio»."
        )


def test_an_option_that_starts_with_the_number_said_competes_with_the_position() -> None:
    lamps = field("n", "select", options=["1 faro", "3 faros", "2 faros"])
    assert check_answer(lamps, "1") == Accepted("1 faro")
    result = check_answer(lamps, "2")
    assert isinstance(result, Rejected)
    assert "«3 faros» o «2 faros»" in result.message


def test_a_select_without_options_rejects() -> None:
    assert isinstance(check_answer(field("s", "select"), "algo"), Rejected)


SEEDED = [
    (element["code"], item)
    for module in (motos_part, aseicars_prof)
    for element in module.ELEMENTS
    for item in seeded_fields(element)
]


def test_every_seeded_option_is_accepted_as_written_and_by_its_position() -> None:
    checked = 0
    for code, item in SEEDED:
        for position, option in enumerate(item.options, 1):
            assert check_answer(item, option) == Accepted(option), (code, item.name)
            by_number = check_answer(item, str(position))
            assert isinstance(by_number, Rejected) or by_number == Accepted(option), (code, item.name)
            checked += 1
    assert checked > 100


def test_every_seeded_example_is_accepted_by_its_own_field() -> None:
    examples = [(code, item) for code, item in SEEDED if item.example]
    assert len(examples) > 100
    refused = [
        (code, item.name) for code, item in examples if isinstance(check_answer(item, item.example), Rejected)
    ]
    assert refused == []


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=6, unique=True), st.text(max_size=40))
def test_only_options_are_ever_accepted(options: list[str], raw: str) -> None:
    result = check_answer(field("s", "select", options=options), raw)
    assert isinstance(result, Rejected) or result.value in options


def test_two_options_spelt_nearly_alike_are_asked_about() -> None:
    wheels = field("s", "select", options=["Llanta", "Llantas", "Disco"])
    result = check_answer(wheels, "lanta")
    assert isinstance(result, Rejected)
    assert "«Llanta» o «Llantas»" in result.message
    assert check_answer(wheels, "disko") == Accepted("Disco")
