"""Every row of the table of cues fits its own example, whatever the part, and only as a whole."""

import re
from collections import Counter
from typing import Final

import pytest

from domain.matching import match_text
from domain.matching.cues import all_cues, decisive, evidence
from domain.matching.language import affixes, es
from domain.matching.matcher import judged_by_rules as judged
from domain.matching.mentions import Status
from domain.matching.phrase_patterns import expression
from domain.matching.tables import rows
from tests.matching.seeded import vocabulary_of

MOTORCYCLES: Final = "motos-part"
CUES: Final = all_cues()
PARTS: Final = ("manillar", "escape", "carenado")
OTHER: Final = "retrovisores"
LONGEST: Final = 14
CONDITION: Final = re.compile(r"!?(?:message|sentence|after):([A-Z_]+)(\*?)")


def fitting(text: str, part: str) -> set[str]:
    """The names of the cues that fit a mention of the part."""
    scene, _ = judged(vocabulary_of(MOTORCYCLES), text)
    named = [mention for mention in scene.mentions if part in mention.words]
    return {found.cue.name for mention in named for found in evidence(scene, mention)}


def said(example: str, part: str) -> str:
    return re.sub(r"\bY\b", OTHER, re.sub(r"\bX\b", part, example))


@pytest.mark.parametrize("part", PARTS)
def test_every_cue_fits_its_example(part: str) -> None:
    assert [cue.name for cue in CUES if cue.name not in fitting(said(cue.example, part), part)] == []


@pytest.mark.parametrize("part", PARTS)
def test_no_cue_fits_its_counterexample(part: str) -> None:
    """Which names the part all the same. What a word silences has one, and what insists on a part."""
    texts = {cue.name: said(cue.counterexample, part) for cue in CUES if cue.counterexample}
    assert {cue.name for cue in CUES if cue.conditions or cue.status is Status.ASKED} <= texts.keys()
    assert [name for name, text in texts.items() if name in fitting(text, part)] == []
    assert [text for text in texts.values() if not names(text, part)] == []


def names(text: str, part: str) -> bool:
    scene, _ = judged(vocabulary_of(MOTORCYCLES), text)
    return any(part in mention.words for mention in scene.mentions)


def test_a_part_alone_is_no_cue() -> None:
    """No pattern is so short or so optional that it fits the bare mention, or any word beside it."""
    texts = ("X ", "X END ", "perro X ", "X perro ", "perro X perro ")
    fitted = [
        (cue.name, text) for cue in CUES for text in texts if re.fullmatch(expression(cue.pattern), text)
    ]
    assert fitted == []


def test_names_are_given_once() -> None:
    assert [name for name, count in Counter(cue.name for cue in CUES).items() if count > 1] == []


def test_patterns_are_written_once_for_each_rank() -> None:
    written = Counter((cue.pattern, cue.status, cue.rank) for cue in CUES)
    assert [pattern for pattern, count in written.items() if count > 1] == []


def test_equal_ranks_say_the_same_unless_conditions_part_them() -> None:
    for rank in {cue.rank for cue in CUES}:
        group = [cue for cue in CUES if cue.rank == rank]
        if len({cue.status for cue in group}) > 1:
            assert all(cue.conditions for cue in group), rank


def test_patterns_name_the_mention_once_and_are_short() -> None:
    for cue in CUES:
        slots = cue.pattern.split()
        assert slots.count("X") == 1, cue.name
        assert len(slots) <= LONGEST, cue.name
        assert all(
            re.fullmatch(r"X|Y|END|[…~]\d-\d|\??(?:[a-z]+\*?|#|…|END)(?:\|[a-z]+\*?)*", slot)
            for slot in slots
        )


def test_conditions_name_words_of_the_tables() -> None:
    for row in rows("cues"):
        for written in row[5].split():
            found = CONDITION.fullmatch(written)
            assert found is not None, row[0]
            assert found[1] in vars(affixes if found[2] else es), row[0]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("me echo atras con el manillar", Status.DENIED),
        ("no consigo homologar el manillar", Status.ASKED),
        ("el manillar va de maravilla", Status.ASIDE),
        # A higher rank decides: the part is not there yet, and wanted all the same.
        ("no me ha llegado aun el manillar, pero id mirandolo", Status.ASKED),
        ("no me ha llegado aun el manillar", Status.DENIED),
        ("cambio el manillar", None),
        # An item of a list of what has been taken off.
        ("escape nuevo, manillar fuera, retrovisores pequeños", None),
    ],
)
def test_the_highest_rank_decides(text: str, status: Status | None) -> None:
    scene, _ = judged(vocabulary_of(MOTORCYCLES), text)
    mention = next(mention for mention in scene.mentions if "manillar" in mention.words)
    found = decisive(scene, mention)
    assert (found.cue.status if found is not None else None) is status


def test_hostile_text_is_read_in_time() -> None:
    """A message of nothing but cues: the automata are linear, so that this ends."""
    result = match_text(vocabulary_of(MOTORCYCLES), "no consigo manillar no me convence " * 300)
    assert {hit.code for hit in (*result.elements, *result.negated)} == {"MANILLAR"}
