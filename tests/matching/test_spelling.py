"""Misspelt words are found as if each known word had been looked at, which is not done."""

import string
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from domain.matching.keys import sound_key, sound_keys
from domain.matching.phrases import phrase_words
from domain.matching.spelling import (
    LONG_SOUND,
    MAX_INDEXED_SOUND,
    MIN_FUZZY_SOUND,
    SpellingIndex,
    build_spelling_index,
    correct,
)
from domain.matching.text import words_of
from tests.matching.seeded import vocabulary_of

WORDS = frozenset(
    [
        "escape",
        "silencioso",
        "manillar",
        "retrovisor",
        "intermitente",
        "intermitentes",
        "suspension",
        "llantas",
        "carenado",
        "caballete",
        "estriberas",
        "portamatriculas",
        "portamaletas",
        "estribo",
        "asiento",
    ]
)
letters = st.text(string.ascii_lowercase, min_size=1, max_size=20)


@cache
def index() -> SpellingIndex:
    return build_spelling_index(WORDS)


@st.composite
def misspelt(draw: st.DrawFn) -> str:
    """A known word with one letter more, less, other, or changed with the next."""
    word = draw(st.sampled_from(sorted(WORDS)))
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    return draw(
        st.sampled_from(
            [
                word[:at] + letter + word[at:],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
            ]
        )
    )


def near(sound: str) -> set[str]:
    """The words that every known one, looked at, shows to be one edit from a sound."""
    return {
        word
        for known in index().fuzzy
        if OSA.distance(sound, known) <= 1 and (len(sound) >= LONG_SOUND or known[0] == sound[0])
        for word in index().by_sound[known]
    }


@given(misspelt())
def test_no_word_one_edit_away_is_missed(word: str) -> None:
    sound = sound_key(word)
    wanted = near(sound) if MIN_FUZZY_SOUND <= len(sound) <= MAX_INDEXED_SOUND else set()
    found = correct([index()], word)
    assert not wanted or (found is not None and found.word in wanted)


def test_the_first_two_letters_may_be_the_wrong_ones() -> None:
    for word in ("setriberas", "xestriberas", "striberas", "exstriberas", "eatriberas"):
        found = correct([index()], word)
        assert found is not None, word
        assert found.word == "estriberas"


def test_a_long_word_may_have_two_letters_too_many_but_not_two_other_ones() -> None:
    """Two letters missing, or two other ones, are more likely another word."""
    found = {word: correct([index()], word) for word in ("intermixtentxes", "intrmitntes", "intermotemtes")}
    assert [word for word, known in found.items() if known is not None] == ["intermixtentxes"]


@given(st.lists(letters, max_size=20))
def test_many_words_sound_as_each_does(words: list[str]) -> None:
    assert sound_keys(words) == [sound_key(word) for word in words]


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.one_of(
                letters,
                st.sampled_from(["e", "tmb", "int", "holaaa", "q", "ñu", "Ál", "2", "3500", "x2", "f45"]),
            ),
            max_size=12,
        ).map(" ".join),
    )
)
def test_a_keyword_is_read_as_a_message_is(text: str) -> None:
    assert phrase_words(text) == tuple(word.text for word in words_of(text))


def test_every_keyword_of_the_catalogue_is_read_as_a_message_is() -> None:
    words = {
        word
        for ways in vocabulary_of("motos-part").phrases.single.values()
        for way in ways
        for word in way.words
    }
    assert all(phrase_words(word) == tuple(read.text for read in words_of(word)) for word in words)
