"""What a question names exactly, and which law it means."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from database.seeds.seeders.everyday import everyday_words
from domain.regulations.everyday import EverydayRow, Glossary
from domain.regulations.evidence import Evidence, answer_score, answers, asks_for_an_amount
from domain.regulations.followups import is_follow_up, with_previous
from domain.regulations.fusion import best_first, fuse, spread
from domain.regulations.identifiers import identifiers_in
from domain.regulations.laws import Law, named_laws
from shared.vocabularies import EverydayKind

LAWS = (
    Law(
        "reformas",
        "Real Decreto 866/2010, por el que se regula la tramitación de las reformas de vehículos",
        "866/2010",
    ),
    Law(
        "vehiculos",
        "Real Decreto 2822/1998, por el que se aprueba el Reglamento General de Vehículos",
        "2822/1998",
    ),
    Law(
        "circulacion",
        "Real Decreto 1428/2003, por el que se aprueba el Reglamento General de Circulación para la "
        "aplicación de la Ley sobre tráfico, circulación de vehículos a motor y seguridad vial",
        "1428/2003",
    ),
    Law(
        "itv",
        "Real Decreto 920/2017, de 23 de octubre, por el que se regula la inspección técnica de vehículos",
        "920/2017",
    ),
    Law("placas", "Orden de 20 de septiembre de 1985 sobre placas de matrícula para vehículos", None),
)

GLOSSARY = Glossary.of(
    EverydayRow(EverydayKind(row["kind"]), tuple(row["phrases"]), tuple(row["legal"]))
    for row in everyday_words()
)


@pytest.mark.parametrize(
    ("question", "number", "law"),
    [
        ("artículo 8 del RD 866/2010", "8", "reformas"),
        ("art. 22 bis RGV", "22 bis", "vehiculos"),
        ("artículo número 8 rd 866/2010", "8", "reformas"),
        ("artc. 8 del RD 866/2010", "8", "reformas"),
        ("articlo ocho del RD 866/2010", "8", "reformas"),
        ("artículo octavo del RD 866/2010", "8", "reformas"),
        ("anexo núm. VII RGV", "anexo VII", "vehiculos"),
        ("primer anexo del RD 866/2010", "anexo I", "reformas"),
        ("anexo dos del RGV", "anexo II", "vehiculos"),
        ("transitoria quinta del rd 866/2010", "disposición transitoria quinta", "reformas"),
        ("segunda disposición final del RGV", "disposición final segunda", "vehiculos"),
        ("derogatoria única del RD 866/2010", "disposición derogatoria única", "reformas"),
        ("octavo de la orden de matrículas", "octavo", "placas"),
        ("punto 8 de la orden de placas", "octavo", "placas"),
        ("preámbulo del RD 866/2010", "preámbulo", "reformas"),
        ("artículo 3 del reglamento de circula", "3", "circulacion"),
        ("qué dice el art 3.º del 920/2017", "3", "itv"),
        ("anexo IX del reglamento general de vehículos", "anexo IX", "vehiculos"),
        ("anexo 9 del rgv", "anexo IX", "vehiculos"),
        ("articulo 19 RGC", "19", "circulacion"),
        ("artículo 48 del reglamento de circulación", "48", "circulacion"),
        ("artículo 22 del real decreto de la ITV", "22", "itv"),
        (
            "disposición transitoria quinta del Real Decreto 866/2010",
            "disposición transitoria quinta",
            "reformas",
        ),
        ("dt 2ª rd 920/2017", "disposición transitoria segunda", "itv"),
        ("punto noveno de la orden de matriculas del 85", "noveno", "placas"),
        ("disposición final única", "disposición final única", None),
        ("itc icg 05", "ITC-ICG 05", None),
    ],
)
def test_places_and_laws(question: str, number: str, law: str | None) -> None:
    found = identifiers_in(question)
    assert found.places[0].numbers[0] == number
    named = named_laws(found, LAWS)
    assert named.keys == (frozenset({law}) if law else frozenset())


def test_an_article_inside_an_annex() -> None:
    (place,) = identifiers_in("artículo 32 del anexo II").places
    assert place.numbers[0] == "anexo II, artículo 32"


@pytest.mark.parametrize(
    ("question", "paragraph"),
    [("artículo 6.9", "9"), ("artículo 7, apartado 3", "3"), ("art. 5 letra b", "b"), ("artículo 7", None)],
)
def test_the_paragraph_meant(question: str, paragraph: str | None) -> None:
    (place,) = identifiers_in(question).places
    assert place.paragraph == paragraph


@pytest.mark.parametrize(
    ("question", "sign"), [("V-16", "V-16"), ("señal V 27", "V-27"), ("R48", "R48"), ("reglamento 48", "R48")]
)
def test_signs(question: str, sign: str) -> None:
    assert [found.name for found in identifiers_in(question).signs] == [sign]


@pytest.mark.parametrize(
    "question",
    [
        "¿cada cuánto paso la itv?",
        "mi moto coge 180",
        "puedo ir con 2 niños",
        "la furgo pasa de N1 a M1",
        "m 16",
    ],
)
def test_other_numbers_name_nothing(question: str) -> None:
    assert identifiers_in(question).is_empty


def test_a_law_that_is_not_here_is_said_to_be_unknown() -> None:
    named = named_laws(identifiers_in("anexo I del RD 2028/1986"), LAWS)
    assert named.is_unknown
    assert not named.keys


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("3PMSF", ["3PMSF"]),
        ("UNE-EN 1949", ["UNE 1949"]),
        ("norma UNE-EN ISO/IEC 17020 estaciones", ["UNE 17020"]),
        ("una moto de 125cc", []),
        ("¿puedo circular con mi furgoneta euro6 por el centro de la ciudad en invierno?", []),
        ("V-16", ["V-16"]),
    ],
)
def test_standards_and_codes_are_looked_for_as_they_stand(question: str, names: list[str]) -> None:
    assert [sign.name for sign in identifiers_in(question).signs] == names


@given(st.text(max_size=200))
def test_any_text_is_read(question: str) -> None:
    identifiers_in(question)
    reading = GLOSSARY.read(question)
    assert reading.in_both_words.startswith(reading.spelled)


@given(st.integers(1, 1999), st.sampled_from(["artículo", "art.", "Artículo", "art"]))
def test_every_article_is_named(number: int, word: str) -> None:
    (place,) = identifiers_in(f"{word} {number}").places
    assert place.numbers[0] == str(number)
    assert all(not other[0].isdigit() for other in place.numbers[1:])


def test_everyday_words_have_their_legal_ones() -> None:
    reading = GLOSSARY.read("q hago si tengo la luna rota pa la ITV")
    assert reading.spelled.startswith("que hago")
    assert any("parabrisas" in words for words in reading.legal)
    assert any("inspección técnica" in words for words in reading.legal)


def test_participles_are_written_as_the_law_does() -> None:
    assert GLOSSARY.read("lo tengo aparcao y quitaos los cables, ya caducao").spelled.startswith(
        "lo tengo aparcado y quitados los cables"
    )
    assert GLOSSARY.read("un pavo al cao").spelled == "un pavo al cao"


def test_follow_ups() -> None:
    before = "¿cada cuánto pasa la ITV un turismo?"
    assert with_previous("¿y para motos?", before) == f"{before} ¿y para motos?"
    assert with_previous("¿y para motos?", None) == "¿y para motos?"
    assert not is_follow_up("¿Quién tiene que firmar el proyecto técnico de una reforma de mi coche?")
    assert not is_follow_up("y el artículo 8 del RD 866/2010")


_SCORES = st.dictionaries(st.integers(0, 30), st.integers(-1000, 1000).map(lambda score: score / 1000))


@given(_SCORES, _SCORES)
def test_fusion_keeps_everything_and_likes_what_both_have(
    dense: dict[int, float], words: dict[int, float]
) -> None:
    if dense:
        words |= {best_first(dense)[0]: max(words.values(), default=0.0) + 1.0}
    scores = fuse(dense, words)
    assert scores.keys() == dense.keys() | words.keys()
    if dense:
        assert scores[best_first(dense)[0]] >= max(scores.values()) - 1e-9


def test_scales_of_the_ways_do_not_matter() -> None:
    dense = {"a": 0.9, "b": 0.8, "c": 0.7}
    words = {"b": 3.0, "c": 1.0}
    first = fuse(dense, words)
    assert best_first(first)[0] == "b"
    scaled = fuse(dense, {key: 100 * score + 7 for key, score in words.items()})
    assert all(abs(first[key] - scaled[key]) < 1e-9 for key in first)


def test_a_long_article_does_not_fill_the_list_alone() -> None:
    scores = {"a1": 3.0, "a2": 2.9, "a3": 2.8, "b1": 2.0, "c1": 1.9}
    places = {"a1": "a", "a2": "a", "a3": "a", "b1": "b"}
    lowered = spread(scores, places)
    assert best_first(lowered) == ["a1", "b1", "a2", "c1", "a3"]
    assert lowered.keys() == scores.keys()
    assert spread(scores, {}) == scores


@pytest.mark.parametrize(
    ("said", "phrase", "is_a_form"),
    [
        ("los patinetes", "patinete", True),
        ("las estaciones", "estación", True),
        ("me cobra", "cobran", True),
        ("lo firmó", "firmar", True),
        ("la matriculación", "matricular", True),
        ("averiada", "averiado", True),
        ("hay que pasar", "pasada", False),
        ("el plazo", "plaza", False),
        ("como pasa", "comer", False),
        ("la cámara", "cama", False),
    ],
)
def test_equal_stems_are_not_always_forms_of_one_word(said: str, phrase: str, is_a_form: bool) -> None:
    glossary = Glossary.of([EverydayRow(EverydayKind.MEANING, (phrase,), ("otra cosa",))])
    assert bool(glossary.read(said).legal) is is_a_form


def test_words_that_no_passage_has_and_amounts_speak_against_an_answer() -> None:
    good = Evidence(0.92, 0.6, 0.0)
    assert answers(good)
    assert answer_score(replace(good, amount=1.0)) < answer_score(good)
    assert answer_score(replace(good, strength=0.1)) < answer_score(good)
    assert not answers(Evidence(0.82, 0.1, 1.0))
    assert answers(replace(good, similarity=None))


@pytest.mark.parametrize(
    ("question", "wants_one"),
    [
        ("¿cuánto mide el manillar?", True),
        ("¿Qué altura tiene el asiento?", True),
        ("¿cada cuánto se pasa?", False),
        ("¿quién firma?", False),
    ],
)
def test_questions_for_amounts(question: str, wants_one: bool) -> None:
    assert asks_for_an_amount(question) is wants_one
