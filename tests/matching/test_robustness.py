"""Whatever is typed, the matcher answers: bounded work, no exception, same reading for the same words."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from benchmarks.seed_catalogues import SLUGS, enlarged_catalogue
from domain.folding import fold
from domain.matching import MatchResult, compile_vocabulary, match_text, resolve_answer, spelling, spotting
from domain.matching.reading import MAX_WORDS, read
from domain.matching.text import MAX_CHARACTERS, words_of
from tests.matching.seeded import vocabulary_of

WORDS = [
    "quiero",
    "homologar",
    "el",
    "escape",
    "los",
    "intermitentes",
    "traseros",
    "suspensión",
    "delantera",
    "y",
    "o",
    "no",
    "sin",
    "de",
    "para",
    "con",
    "la",
    "guardabarros",
    "manillar",
    ",",
    ".",
    "?",
    "dos",
    "todo",
    "menos",
    "ruedas",
    "brembo",
    "ya",
    "está",
    "homologado",
    "faro",
    "luces",
    "2",
    "x",
    "kiero",
    "aceite",
]
HOSTILE = {
    "long": "escape " * 20_000,
    "words": " ".join(f"palabra{number}" for number in range(5_000)),
    "one word": "a" * 100_000,
    "accents": "\u0301\u0300\u0303" * 30_000,
    "zero width": "\u200b\u200d\ufeff" * 30_000,
    "emoji": "🏍️🔥👍🏽" * 20_000,
    "nul": "\x00" * 100_000,
    "expanding": "\ufdfa" * 100_000,
    "denials": "no sin ni menos " * 5_000,
    "commas": "escape," * 20_000,
    "hosts": "intermitentes traseros y delanteros, suspensión, luces " * 2_000,
    "surrogates": "\ud800escape",
    "misspelt": "retrovisorse intermitemtes amortigadores " * 3_000,
}


def codes(result: MatchResult) -> set[str]:
    return {hit.code for hit in result.elements}


@given(st.text(max_size=400))
def test_arbitrary_text_never_raises(text: str) -> None:
    for vocabulary in map(vocabulary_of, SLUGS):
        result = match_text(vocabulary, text)
        assert all(0 < hit.score <= 1 and hit.quantity >= 1 for hit in (*result.elements, *result.negated))
        assert not codes(result) & {hit.code for hit in result.negated}


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=200)
def test_any_order_of_known_words_is_read(words: list[str]) -> None:
    for vocabulary in map(vocabulary_of, SLUGS):
        result = match_text(vocabulary, " ".join(words))
        assert all(question.asked.options for question in result.questions)
        for question in result.questions:
            resolve_answer(vocabulary, question, " ".join(reversed(words)))


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_case_and_accents_change_nothing(words: list[str]) -> None:
    text = " ".join(words)
    plain = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    upper, written, bare = (
        match_text(vocabulary_of("motos-part"), form) for form in (text.upper(), text, plain)
    )
    for other in (upper, bare):
        # What is quoted is quoted as it was written.
        assert [fold(word) for word in other.unresolved] == [fold(word) for word in written.unresolved]
        assert [hit.work for hit in other.beyond] == [hit.work for hit in written.beyond]
        assert replace(other, unresolved=(), beyond=()) == replace(written, unresolved=(), beyond=())


@pytest.mark.parametrize("greeting", ["Hola, ", "Buenas tardes! ", "hola buenos días. ", "Wenas, "])
@pytest.mark.parametrize(
    "text", ["quiero homologar el escape", "el manillar no, solo los espejos", "las ruedas"]
)
def test_a_greeting_changes_nothing(greeting: str, text: str) -> None:
    assert codes(match_text(vocabulary_of("motos-part"), greeting + text)) == codes(
        match_text(vocabulary_of("motos-part"), text)
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_a_bounded_amount_of_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts the phrases tried and the words compared, not the time."""
    steps = {"phrases": 0, "distances": 0}
    assemble, distance = spotting._assemble, OSA.distance

    def counted_assemble(*args: object) -> object:
        steps["phrases"] += 1
        return assemble(*args)  # type: ignore[arg-type]

    class Counted:
        @staticmethod
        def distance(*args: object, **options: object) -> int:
            steps["distances"] += 1
            return int(distance(*args, **options))  # type: ignore[call-overload]

    monkeypatch.setattr(spotting, "_assemble", counted_assemble)
    monkeypatch.setattr(spelling, "OSA", Counted)
    result = match_text(vocabulary_of("motos-part"), HOSTILE[name])
    assert steps["phrases"] <= 40 * MAX_WORDS
    assert steps["distances"] <= 60 * MAX_WORDS
    assert len(result.unresolved) <= 12


def test_only_so_much_of_a_text_is_read() -> None:
    assert len(words_of("ﷺ" * 100_000)) <= 2 * MAX_CHARACTERS
    assert len(read(vocabulary_of("motos-part"), "d " * 50_000)) <= MAX_WORDS
    assert words_of("\u200b\u0301 \x00") == []


def test_work_grows_slower_than_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Quiero homologar el escape, los retrovisorse y la suspencion trasera; el manillar no"
    large = compile_vocabulary(enlarged_catalogue("motos-part", 4))
    counts = []
    assemble = spotting._assemble
    for vocabulary in (vocabulary_of("motos-part"), large):
        calls = 0

        def counted(*args: object) -> object:
            nonlocal calls
            calls += 1
            return assemble(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(spotting, "_assemble", counted)
        assert codes(match_text(vocabulary, text)) == {"ESCAPE", "ESPEJOS", "SUSPENSION_TRAS"}
        counts.append(calls)
    assert counts[1] <= 2 * counts[0]
