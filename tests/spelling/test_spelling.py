"""Every text that a client can see is spelt as Spanish is, and a lost accent would be noticed."""

import re
from collections import defaultdict

import pytest

from tests.spelling.spanish import Speller, listed, without_accents, words
from tests.spelling.texts import HOLE, Shown, seed_texts, sentences_in_code

REMEDY = (
    "\nCorrect the word. A word of the trade, a brand or a name goes into tests/spelling/trade_words.txt; "
    "a word that is right without the accent it may also have, into tests/spelling/unaccented_words.txt."
)


@pytest.fixture(scope="module")
def texts() -> list[Shown]:
    """All texts, the seeds' first."""
    return [*seed_texts(), *sentences_in_code()]


@pytest.fixture(scope="module")
def speller() -> Speller:
    """The dictionary with the reviewed lists."""
    return Speller(listed("trade_words.txt"), listed("unaccented_words.txt"))


def test_the_texts_of_a_client_are_found(texts: list[Shown]) -> None:
    seen = {shown.path: shown.text for shown in texts}
    assert len(texts) > 3000
    assert seen["motos-part ELEMENTS[ESCAPE].name"]
    assert "¿Cuál es la matrícula?" in seen.values()
    assert any(f"«{HOLE}»: ¿cuál es tu caso" in text for text in seen.values())


def test_no_text_is_misspelt(texts: list[Shown], speller: Speller) -> None:
    wrong = [
        f"{shown.path}: {', '.join(found)} in {shown.text!r}"
        for shown in texts
        if (found := speller.misspelt(shown.text))
    ]
    assert not wrong, "\n".join(wrong) + REMEDY


def test_the_lists_hold_no_word_without_need(texts: list[Shown], speller: Speller) -> None:
    """A word that no text has any longer, or that the dictionary knows by now, has no place in a list."""
    used = {word.lower() for shown in texts for word in words(shown.text)}
    bare = Speller((), ())
    needless = [word for word in speller.trade if word in used and not bare.misspelt(word)]
    unused = [word for word in speller.unaccented if not bare.has_accented_twin(word)]
    assert (needless, unused) == ([], [])


def test_lost_accents_are_noticed(texts: list[Shown], speller: Speller) -> None:
    """At least 95 % of the accented words, both as words and as often as they occur."""
    noticed: dict[str, list[bool]] = defaultdict(list)
    for shown in texts:
        for match in re.finditer(r"[^\W\d_]*[áéíóúüñ][^\W\d_]*", shown.text, re.IGNORECASE):
            word = match[0].lower()
            if not list(words(match[0])):
                continue
            bare = without_accents(match[0])
            stripped = shown.text[: match.start()] + bare + shown.text[match.end() :]
            noticed[word].append(bare.lower() in {found.lower() for found in speller.misspelt(stripped)})
    every = [found for word in noticed.values() for found in word]
    of_words = sum(all(found) for found in noticed.values()) / len(noticed)
    of_occurrences = sum(every) / len(every)
    print(f"{len(noticed)} accented words: {of_words:.1%} noticed; {len(every)} times: {of_occurrences:.1%}")
    missed = sorted(word for word, found in noticed.items() if not all(found))
    assert of_words >= 0.95, missed
    assert of_occurrences >= 0.95, missed


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Suspensión delantera", []),
        ("Suspension delantera", ["Suspension"]),
        ("Deposito de combustible", ["Deposito"]),
        ("Fotografíala y mándanosla entera.", []),
        ("Midelo y mándalo.", ["Midelo"]),
        ("Hay que médirlo.", ["médirlo"]),
        ("Dínoslo antes de pedir precio.", []),
        ("¿Que marca es?", ["que"]),
        ("¿De cual se trata?", ["cual"]),
        ("Si", ["si"]),
        ("Usa `--elements ESCAPE:2` en /api/v1/quotes.", []),
        ("El año, la señal y el baño.", []),
        ("La senal del freno.", ["senal"]),
    ],
)
def test_what_is_misspelt(speller: Speller, text: str, wrong: list[str]) -> None:
    assert speller.misspelt(text) == wrong
