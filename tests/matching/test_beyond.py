"""What the tariff does not price: named with the client's words, never priced, and never left unexplained."""

from dataclasses import replace
from types import MappingProxyType
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.seed_catalogues import SLUGS, seed_catalogue
from domain.matching import MatchResult, compile_vocabulary, match_text
from shared.vocabularies import BeyondKind
from tests.matching.seeded import vocabulary_of

MOTOS: Final = "motos-part"
ASEICARS: Final = "aseicars-prof"

# What was asked for, and the works that it is.
NAMED: Final = (
    (ASEICARS, "pasar de 6 a 4 plazas", "FEWER_SEATS"),
    (ASEICARS, "reducir plazas de 5 a 4", "FEWER_SEATS"),
    (ASEICARS, "quitar los asientos traseros", "FEWER_SEATS"),
    (ASEICARS, "pasar de 6 a 2 plazas", "FEWER_SEATS"),
    (ASEICARS, "que ponga 4 plazas en vez de 5", "FEWER_SEATS"),
    (ASEICARS, "asientos giratorios", "SWIVEL_SEATS"),
    (ASEICARS, "bancadas de los asientos", "SWIVEL_SEATS"),
    (ASEICARS, "bajar la MMA de 3850 a 3500", "LOWER_MASS"),
    (ASEICARS, "pasar de 3.850 kg a 3.500 kg", "LOWER_MASS"),
    (ASEICARS, "calefacción Webasto", "HEATING"),
    (ASEICARS, "un generador", "GENERATOR"),
    (ASEICARS, "escalera trasera", "REAR_LADDER"),
    (ASEICARS, "quiero una escalera", "REAR_LADDER"),
    (ASEICARS, "techo elevable", "POP_TOP"),
    (ASEICARS, "cámara de marcha atrás", "REAR_CAMERA"),
    (ASEICARS, "toma de corriente exterior de 230", "OUTSIDE_SOCKETS"),
    (ASEICARS, "quiero ponerle un mover", "MOVER"),
    (ASEICARS, "pasarla a placa española", "FOREIGN_REGISTRATION"),
    (ASEICARS, "furgo vacía, quiero camperizarla a furgón vivienda", "CAMPER_CONVERSION"),
    (ASEICARS, "quiero convertir la furgoneta en camper, con dos ventanas", "CAMPER_CONVERSION"),
    (ASEICARS, "soy particular y quiero homologar el toldo", "PRIVATE_CLIENT"),
    (MOTOS, "quiero quitar la plaza de atrás", "FEWER_SEATS"),
    (MOTOS, "que en la ficha pase de dos plazas a una", "FEWER_SEATS"),
    (MOTOS, "de biplaza a monoplaza", "FEWER_SEATS"),
    (MOTOS, "amortiguador de dirección", "STEERING_DAMPER"),
    (MOTOS, "puños calefactables", "HEATED_GRIPS"),
    (MOTOS, "defensas de motor", "CRASH_BARS"),
    (MOTOS, "quick shifter", "QUICK_SHIFTER"),
    (MOTOS, "un sidecar", "SIDECAR"),
    (MOTOS, "una alarma", "ALARM"),
    (MOTOS, "limitar la moto a 35 kW", "ENGINE_MAPS"),
    (MOTOS, "rejilla protectora delante del faro", "HEADLAMP_GRILLE"),
    (MOTOS, "homologar mi autocaravana", "MOTORHOME"),
)
# The same words in the other direction, and elements that only resemble such work.
PRICED: Final = (
    (ASEICARS, "pasar de 4 a 6 plazas", "AUMENTO_PLAZAS"),
    (ASEICARS, "que ponga 5 plazas en vez de 4", "AUMENTO_PLAZAS"),
    (ASEICARS, "pasar de 3 plazas a 5", "AUMENTO_PLAZAS"),
    (ASEICARS, "un banco de asientos con cinturones", "AUMENTO_PLAZAS"),
    (ASEICARS, "escalera eléctrica", "ESCALON_ELEC"),
    (MOTOS, "de monoplaza a biplaza", "AUMENTO_PLAZAS"),
    (MOTOS, "subir de 1 a 2 plazas", "AUMENTO_PLAZAS"),
    (MOTOS, "la moto está como monoplaza en ficha y la quiero de dos plazas", "AUMENTO_PLAZAS"),
    (ASEICARS, "asiento con cinturón y anclaje de fábrica", "AUMENTO_PLAZAS"),
)


def works(result: MatchResult) -> list[str]:
    return [hit.work.code for hit in result.beyond]


@pytest.mark.parametrize(("slug", "text", "code"), NAMED)
def test_work_beyond_the_tariff_is_named_and_nothing_else(slug: str, text: str, code: str) -> None:
    result = match_text(vocabulary_of(slug), text)
    assert works(result) == [code]
    assert (result.elements, result.questions, result.unresolved) == ((), (), ())
    assert result.beyond[0].words in text


@pytest.mark.parametrize(("slug", "text", "code"), PRICED)
def test_more_of_it_is_the_element(slug: str, text: str, code: str) -> None:
    result = match_text(vocabulary_of(slug), text)
    assert [hit.code for hit in result.elements] == [code]
    assert result.beyond == ()


def test_more_mass_is_asked_which_variant() -> None:
    result = match_text(vocabulary_of(ASEICARS), "subir la MMA de 3500 a 4250, y pasar de 6 a 4 plazas")
    assert [question.asked.element for question in result.questions] == ["AUMENTO_MMTA"]
    assert works(result) == ["FEWER_SEATS"]


def test_elements_keep_their_price_beside_it() -> None:
    result = match_text(vocabulary_of(MOTOS), "Escape y puños calefactables, y una alarma. La centralita no")
    assert [hit.code for hit in result.elements] == ["ESCAPE"]
    assert works(result) == ["HEATED_GRIPS", "ALARM"]
    assert result.beyond_negated == ("ENGINE_MAPS",)
    assert result.unresolved == ()


def test_words_come_back_as_they_were_written() -> None:
    result = match_text(vocabulary_of(ASEICARS), "Hola!! CALEFACCIÓN Estacionaria y un paracaídas 🪂")
    assert [hit.words for hit in result.beyond] == ["CALEFACCIÓN Estacionaria"]
    assert result.unresolved == ("paracaídas",)


@pytest.mark.parametrize(
    ("slug", "text", "said"),
    [
        (MOTOS, "puños", ("puños",)),
        (MOTOS, "pastillas de freno", ("pastillas de freno",)),
        (MOTOS, "un paracaídas y unas pastillas de freno", ("paracaídas", "pastillas de freno")),
        (ASEICARS, "Paracaídas", ("Paracaídas",)),
        (MOTOS, "puños y intermitentes led", ("puños",)),
    ],
)
def test_a_noun_that_nothing_explains_is_said_back(slug: str, text: str, said: tuple[str, ...]) -> None:
    assert match_text(vocabulary_of(slug), text).unresolved == said


@pytest.mark.parametrize("text", ["buenas tardes", "vale, gracias", "¿Estáis abiertos?", "hola", "ok 👍", ""])
def test_talk_says_nothing_back(text: str) -> None:
    assert match_text(vocabulary_of(MOTOS), text).unresolved == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_keyword_finds_its_work_and_no_price(slug: str) -> None:
    catalogue, vocabulary = seed_catalogue(slug), vocabulary_of(slug)
    wrong = []
    for work in catalogue.works.values():
        for words in (work.name, *work.keywords):
            result = match_text(vocabulary, f"Quiero {words}")
            found = {code for code in works(result) if code != work.code}
            if found or (work.code not in works(result) and (result.elements or result.questions)):
                wrong.append((work.code, words, works(result), result.elements))
    assert wrong == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_person_is_asked_wherever_it_is_not_plain(slug: str) -> None:
    for work in seed_catalogue(slug).works.values():
        assert ("persona" in work.answer) == (work.what is BeyondKind.PERSON), work.code


def test_a_row_that_staff_adds_is_read_at_once() -> None:
    catalogue = seed_catalogue(MOTOS)
    model = catalogue.works["ALARM"]
    added = replace(
        model, code="PARACAIDAS", name="Paracaídas", keywords=("paracaidas",), answer="No se homologa."
    )
    changed = replace(catalogue, works=MappingProxyType({**catalogue.works, added.code: added}))
    result = match_text(compile_vocabulary(changed), "Quiero homologar un paracaídas")
    assert [(hit.work.code, hit.words) for hit in result.beyond] == [("PARACAIDAS", "paracaídas")]
    assert result.unresolved == ()


def test_contrary_words_silence_what_stands_beside_them() -> None:
    catalogue = seed_catalogue(MOTOS)
    escape = replace(catalogue.elements["ESCAPE"], contrary_words=("incendios",))
    changed = replace(catalogue, elements=MappingProxyType({**catalogue.elements, "ESCAPE": escape}))
    vocabulary = compile_vocabulary(changed)
    assert match_text(vocabulary, "quiero un escape de incendios").elements == ()
    apart = match_text(vocabulary, "quiero un escape, y de incendios no sé nada")
    assert [hit.code for hit in apart.elements] == ["ESCAPE"]


@given(before=st.integers(2, 9), after=st.integers(2, 9))
def test_direction_is_a_matter_of_the_numbers(before: int, after: int) -> None:
    result = match_text(vocabulary_of(ASEICARS), f"pasar de {before} a {after} plazas")
    if after < before:
        assert (works(result), result.elements) == (["FEWER_SEATS"], ())
    elif after > before:
        assert ([hit.code for hit in result.elements], works(result)) == (["AUMENTO_PLAZAS"], [])
