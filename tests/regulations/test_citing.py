"""What a language model has written is shown only where every sentence rests on the passages it cites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.regulations.citing import Evidence, Sentence, fault_of, written_out

PASSAGES = (
    "Artículo 6. Frecuencia.\nLa inspección se hará cada dos años — salvo las motocicletas «de alquiler», "
    "que la pasarán cada 6 meses.",
    "Artículo 9. Multas.\nLa multa será de 200 euros según el art. 76 de la Ley 18/2021.",
)
QUESTION = "¿cada cuánto se inspecciona una moto de 125?"


def code(text: str, *evidence: tuple[int, str]) -> str | None:
    sentence = Sentence(text, tuple(Evidence(place, quote) for place, quote in evidence))
    fault = fault_of([sentence], PASSAGES, QUESTION)
    return fault.code if fault else None


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Cada dos años.", [(1, "se hará cada dos años")]),
        ("Cada 2 años, también una moto de 125.", [(1, "se hará cada dos años")]),
        (
            "Las «de alquiler», cada 6 meses.",
            [(1, 'LAS  MOTOCICLETAS "de alquiler", que la\npasarán cada 6 meses.')],
        ),
        ("Las de alquiler, cada 6 meses.", [(1, "las motocicletas (…) cada 6 meses")]),
        ("Son 200 euros (art. 76 de la Ley 18/2021).", [(2, "«La multa será de 200 euros»")]),
        ("Lo dice la disp. Primera del art. 76.", [(2, "según el art. 76 de la Ley 18/2021")]),
        ("Cada dos años y multa de 200 euros.", [(1, "cada dos años"), (2, "será de 200 euros")]),
    ],
)
def test_what_stands_in_its_passage_is_taken(text: str, evidence: list[tuple[int, str]]) -> None:
    assert code(text, *evidence) is None


@pytest.mark.parametrize(
    ("text", "evidence", "fault"),
    [
        ("Cada dos años.", [], "no_citation"),
        (" ", [(1, "cada dos años")], "empty_sentence"),
        ("Cada dos años.", [(3, "cada dos años")], "unknown_passage"),
        ("Cada dos años.", [(0, "cada dos años")], "unknown_passage"),
        ("Cada dos años.", [(-1, "cada dos años")], "unknown_passage"),
        ("Cada dos años.", [(2, "cada dos años")], "invented_quote"),
        ("Cada dos años.", [(1, "se hará cada tres años")], "invented_quote"),
        ("Cada seis meses.", [(1, "pasarán cada 6 mes")], "invented_quote"),
        ("Cada dos años.", [(1, "cada 6 meses … cada dos años")], "invented_quote"),
        ("Cada dos años.", [(1, "dos años")], "short_quote"),
        ("Cada dos años.", [(1, "… «»")], "short_quote"),
        ("Dice «cada cinco años».", [(1, "se hará cada dos años")], "invented_quote"),
        ('Dice "nunca jamás".', [(1, "se hará cada dos años")], "invented_quote"),
        ("Cada 4 años.", [(1, "se hará cada dos años")], "invented_figure"),
        ("La multa es de 2.000 euros.", [(2, "la multa será de 200 euros")], "invented_figure"),
        ("Cada dos años, mira www.ejemplo.es.", [(1, "se hará cada dos años")], "invented_address"),
        ("Escribe a ana@ejemplo.es.", [(1, "se hará cada dos años")], "invented_address"),
        ("Cada dos años [7].", [(1, "se hará cada dos años")], "marker_in_text"),
        ("Cada dos años. Además es gratis.", [(1, "se hará cada dos años")], "several_sentences"),
    ],
)
def test_what_does_not_is_refused(text: str, evidence: list[tuple[int, str]], fault: str) -> None:
    assert code(text, *evidence) == fault


def test_one_bad_sentence_refuses_all() -> None:
    good = Sentence("Cada dos años.", (Evidence(1, "se hará cada dos años"),))
    bad = Sentence("Y es gratis.", ())
    fault = fault_of([good, bad], PASSAGES, QUESTION)
    assert fault is not None
    assert fault.message.startswith("Frase 2:")


def test_places_stand_behind_each_sentence() -> None:
    first = Sentence("Cada dos años.", (Evidence(1, "a"), Evidence(1, "b"), Evidence(2, "c")))
    assert written_out([first, Sentence("Fin.", (Evidence(2, "d"),))]) == "Cada dos años. [1][2] Fin. [2]"


@given(st.text(max_size=80), st.integers(-3, 5), st.text(max_size=40))
def test_any_text_is_judged(text: str, place: int, quote: str) -> None:
    fault_of([Sentence(text, (Evidence(place, quote),))], PASSAGES, QUESTION)


@given(st.text(alphabet="abcñ 12.«»", min_size=1, max_size=60), st.data())
def test_words_cut_from_a_passage_always_stand_in_it(passage: str, data: st.DataObject) -> None:
    words = passage.split()
    start = data.draw(st.integers(0, len(words)))
    quote = " ".join(words[start:])
    fault = fault_of([Sentence("Sí.", (Evidence(1, quote),))], [passage], "")
    assert fault is None or fault.code == "short_quote"
