"""Phrases repeated over and over mean what their first few repetitions mean, and cost no more."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.seed_catalogues import SLUGS
from domain.folding import fold
from domain.matching import matcher
from domain.matching.matcher import match_text
from domain.matching.repetition import KEPT, LONGEST, without_repetition
from tests.matching.seeded import vocabulary_of

PHRASES = (
    "escape ",
    "no quiero el escape, ",
    "dos escapes y ",
    "escape manillar ",
    "quita el escape. ",
    "otro escape, ",
    "placa solar ",
    "suspension ",
    "zzz ",
)


def kept(text: str) -> str:
    """What is left of a text without its repetitions."""
    return without_repetition(text, fold(text))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("phrase", PHRASES)
def test_the_verdict_is_that_of_the_whole(monkeypatch: pytest.MonkeyPatch, slug: str, phrase: str) -> None:
    text = phrase * 40
    cut = match_text(vocabulary_of(slug), text)
    monkeypatch.setattr(matcher, "without_repetition", lambda whole, _: whole)
    whole = match_text(vocabulary_of(slug), text)
    # How sure the reading is may hang on how much was said.
    assert replace(whole, doubtful=()) == replace(cut, doubtful=())


@settings(deadline=None)
@given(st.lists(st.sampled_from(["ab", "cd", "ef.", "gh,", "ij\n"]), min_size=1, max_size=LONGEST))
def test_a_run_is_cut_to_what_is_kept(phrase: list[str]) -> None:
    once = " ".join(phrase) + " "
    assume(kept(once) == once)  # else it is a shorter phrase, repeated
    cut = kept(once * 100)
    assert len(cut.split()) <= KEPT * len(once.split())
    assert cut.startswith(once)
    assert kept(cut) == cut


@settings(deadline=None)
@given(st.text(alphabet="ab \n.", max_size=200))
def test_words_only_go(text: str) -> None:
    """What is left is the text without some of its words, in order, spaces as they were."""
    left = kept(text)
    words = iter(text.split())
    assert all(word in words for word in left.split())
    if len(text.split()) <= KEPT:
        assert left == text


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=KEPT * 2, unique=True))
def test_texts_without_runs_stay_as_they_are(words: list[str]) -> None:
    text = "  ".join(words)
    assert kept(text) == text
