"""No cue speaks where a word that it needs is missing, and none has the last word only in its own example."""

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from benchmarks.matching import MEASURING, PARTS
from benchmarks.matching import rows as labelled
from domain.matching.cues import Cue, Evidence, all_cues, decisive, evidence
from domain.matching.matcher import judged_by_rules as judged
from domain.matching.phrase_patterns import MENTION
from tests.matching.seeded import vocabulary_of

MOTORCYCLES: Final = "motos-part"
CUES: Final = all_cues()
PART: Final = "manillar"
OTHER: Final = "retrovisores"
SHORTEST: Final = 3
DENYING: Final = [cue for cue in CUES if "no" in cue.pattern.split()]
TURNS: Final = Path(__file__).with_name("turns_of_phrase.tsv")
# Cues that no labelled message of the development parts has needed yet: general ways of speaking that stand
# for those who will. The number may only go down.
UNHEARD: Final = 155


def fitting(text: str) -> set[str]:
    """The names of the cues that fit a mention of the part."""
    scene, _ = judged(vocabulary_of(MOTORCYCLES), text)
    named = [mention for mention in scene.mentions if PART in mention.words]
    return {found.cue.name for mention in named for found in evidence(scene, mention)}


def said(example: str) -> str:
    return re.sub(r"\bY\b", OTHER, re.sub(r"\bX\b", PART, example))


def parted(cue: Cue) -> str:
    """The cue's example with a full stop between its words and the mention."""
    slots = cue.pattern.split()
    mention = "X" if slots[0] == MENTION else ". X"
    mention += "" if slots[-1] == MENTION else " ."
    return said(re.sub(r"\bX\b", mention, cue.example))


def test_a_cue_ends_with_the_sentence() -> None:
    """The mention parted by a full stop from the words of its own example is another matter."""
    assert [cue.name for cue in CUES if cue.name in fitting(parted(cue))] == []


def test_a_cue_that_denies_needs_its_no() -> None:
    """ "con el manillar sigo" is not "con el manillar no sigo"."""
    assert DENYING
    without = {cue.name: said(re.sub(r"\bno\b ?", "", cue.example)) for cue in DENYING}
    assert [name for name, text in without.items() if name in fitting(text)] == []


def heard() -> tuple[Counter[str], set[tuple[str, str]]]:
    """How often each cue decides on the labelled mentions of the development parts, and the pairs of equal
    rank and different status that meet on one."""
    decided: Counter[str] = Counter()
    meeting: set[tuple[str, str]] = set()
    for part in PARTS:
        for row in labelled(part) if part not in MEASURING else ():
            scene, _ = judged(vocabulary_of(row["category"]), row["text"])
            for mention in scene.mentions:
                found = evidence(scene, mention)
                meeting |= unlike(found)
                best = decisive(scene, mention) if found else None
                decided.update([best.cue.name] if best is not None else [])
    return decided, meeting


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
    unheard = [cue.name for cue in CUES if not decided[cue.name]]
    assert len(unheard) <= UNHEARD, unheard
    assert meeting == set()
