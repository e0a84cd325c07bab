"""No cue speaks where a word that it needs is missing, and none has the last word only in its own example."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest

from benchmarks.matching import MEASURING, PARTS
from benchmarks.matching import rows as labelled
from domain.matching.cues import Cue, Evidence, Scope, all_cues, decisive, evidence
from domain.matching.matcher import judged_by_rules as judged
from domain.matching.matcher import scene_of
from domain.matching.phrase_patterns import MENTION, clause_of, expression, surroundings
from tests.matching.seeded import vocabulary_of
from tests.matching.test_everyday_words import everyday_words
from tests.matching.test_sentences import CASES
from tests.matching.test_turns_of_phrase import turns_of_phrase

MOTORCYCLES: Final = "motos-part"
CUES: Final = all_cues()
PART: Final = "manillar"
OTHER: Final = "retrovisores"
DENYING: Final = [cue for cue in CUES if "no" in cue.pattern.split()]


def fitting(text: str) -> set[str]:
    """The names of the cues that fit a mention of the part."""
    scene, _ = judged(vocabulary_of(MOTORCYCLES), text)
    named = [mention for mention in scene.mentions if PART in mention.words]
    return {found.cue.name for mention in named for found in evidence(scene, mention)}


def said(example: str) -> str:
    return re.sub(r"\bY\b", OTHER, re.sub(r"\bX\b", PART, example))


def parted(cue: Cue, mark: str) -> str:
    """The cue's example with a mark between its words and the mention."""
    slots = cue.pattern.split()
    mention = "X" if slots[0] == MENTION else f"{mark} X"
    mention += "" if slots[-1] == MENTION else f" {mark}"
    return said(re.sub(r"\bX\b", mention, cue.example))


def test_a_cue_ends_with_its_scope() -> None:
    """Parted by a full stop from the words of its own example, the mention is another matter; by a comma too,
    where the cue looks no further than the clause."""
    marks = {Scope.CLAUSE: (".", ","), Scope.SENTENCE: (".",)}
    parting = [(cue, mark) for cue in CUES for mark in marks[cue.scope]]
    assert [(cue.name, mark) for cue, mark in parting if cue.name in fitting(parted(cue, mark))] == []


def test_a_cue_of_the_sentence_needs_more_than_the_clause() -> None:
    """In its example; a cue that never does is one of the clause."""
    beyond = [cue for cue in CUES if cue.scope is Scope.SENTENCE]
    assert beyond
    assert [cue.name for cue in beyond if fits_in_clause(cue)] == []


def fits_in_clause(cue: Cue) -> bool:
    scene, _ = judged(vocabulary_of(MOTORCYCLES), said(cue.example))
    clauses = (
        " ".join(clause_of(surroundings(scene, mention)).tokens)
        for mention in scene.mentions
        if PART in mention.words
    )
    return any(re.search(rf"(?:^| ){expression(cue.pattern)}", f"{clause} ") for clause in clauses)


def test_a_cue_that_denies_needs_its_no() -> None:
    """ "con el manillar sigo" is not "con el manillar no sigo"."""
    assert DENYING
    without = {cue.name: said(re.sub(r"\bno\b ?", "", cue.example)) for cue in DENYING}
    assert [name for name, text in without.items() if name in fitting(text)] == []


def heard() -> tuple[Counter[str], set[tuple[str, str]]]:
    """How often each cue decides on mentions of labelled texts, and which pairs of equal rank and different
    status meet on one."""
    decided: Counter[str] = Counter()
    meeting: set[tuple[str, str]] = set()
    for slug, text in labelled_texts():
        scene = scene_of(vocabulary_of(slug), text)
        for mention in scene.mentions:
            found = evidence(scene, mention)
            meeting |= unlike(found)
            best = decisive(scene, mention) if found else None
            decided.update([best.cue.name] if best is not None else [])
    return decided, meeting


def labelled_texts() -> Iterator[tuple[str, str]]:
    """The messages of the development parts, and the sentences that the tests of matching read."""
    for part in PARTS:
        for row in labelled(part) if part not in MEASURING else ():
            yield row["category"], row["text"]
    yield from ((slug, text) for slug, _, text in turns_of_phrase())
    yield from ((slug, text) for slug, _, texts in everyday_words() for text in texts)
    yield from ((slug, text) for slug, cases in CASES.items() for text, _ in cases)


def unlike(found: list[Evidence]) -> set[tuple[str, str]]:
    return {
        (one.cue.name, other.cue.name)
        for one in found
        for other in found
        if one.cue.rank == other.cue.rank and one.cue.status is not other.cue.status
    }


@pytest.mark.slow
def test_cues_decide_on_labelled_messages_and_agree_where_they_meet() -> None:
    """Of equal rank, that is. All messages are read once for both."""
    decided, meeting = heard()
    assert [cue.name for cue in CUES if not decided[cue.name]] == []
    assert meeting == set()
