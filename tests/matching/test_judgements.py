"""The notation of judgements, and that the rows of the table are well-formed."""

import re
from typing import Final

import pytest

from domain.matching.judgements import NAMED, about, all_rows, deciding_rows, holds
from domain.matching.matcher import judged_by_rules as judged
from domain.matching.tables import rows
from tests.matching.seeded import vocabulary_of

MOTORCYCLES: Final = "motos-part"
TABLE: Final = [tuple(row) for row in rows("judgements")]
JUDGEMENTS: Final = {name for name, _, _ in TABLE}
PLACE: Final = r"[mpeas](?:[+-]\d+|\^|[<>][A-Z_|]+)*"
ITEM: Final = r"!?(?:\*[A-Z_]+|=[A-Z_]+|[A-Z_]+\*?)(?:\|[A-Z_]+)*"
ITEMS: Final = rf"{ITEM}(?:&{ITEM})*"
TEST: Final = re.compile(
    rf"!?(?:[a-z_]+(?:@{PLACE})?|(?:sentence|message):{ITEMS}(?:/{ITEMS})*|{PLACE}(?:(?:\.\.|~|;){PLACE})?:{ITEMS}(?:/{ITEMS})*)"
)
WORD: Final = re.compile(r"\b[a-z_]{3,}\b")
LONGEST: Final = 6


def deciding(name: str, text: str, part: str = "manillar") -> list[tuple[str, str]]:
    """The verdicts and tests of the rows that decide a judgement of the part."""
    scene, _ = judged(vocabulary_of(MOTORCYCLES), text)
    mention = next(mention for mention in scene.mentions if part in mention.words)
    return [(row.verdict, row.when) for row in deciding_rows(name, about(scene, mention))]


def test_rows_are_written_in_the_notation() -> None:
    for name, verdict, when in TABLE:
        walk = verdict == "walk"
        tests = when.split()
        if walk:
            assert re.fullmatch(rf"{PLACE}(?:\.\.|~){PLACE}", when), (name, when)
            continue
        assert len(tests) <= LONGEST, (name, when)
        assert [test for test in tests if not TEST.fullmatch(test)] == [], name
        assert re.fullmatch(rf"yes|no|go|=[a-z_]+(?:@{PLACE})?", verdict), (name, verdict)


def test_tests_in_code_and_judgements_are_named_once_and_used() -> None:
    assert JUDGEMENTS.isdisjoint(NAMED)
    asked = {
        word for _, verdict, when in TABLE for word in re.findall(r"\b[a-z_]{3,}\b", f"{verdict} {when}")
    }
    asked -= {"yes", "walk", "sentence", "message"}
    assert asked <= JUDGEMENTS | NAMED.keys()
    assert NAMED.keys() <= asked


def test_a_row_is_written_once() -> None:
    assert len(set(TABLE)) == len(TABLE)


def test_only_walks_go_on() -> None:
    walks = {name for name, verdict, _ in TABLE if verdict == "walk"}
    assert {name for name, verdict, _ in TABLE if verdict == "go"} <= walks
    assert all(row.verdict != "walk" for row in all_rows())


@pytest.mark.parametrize(
    ("text", "judgement", "row"),
    [
        ("todo menos el manillar", "before", ("yes", "p:EXCEPT_WORDS")),
        (
            "todo original menos el manillar",
            "before",
            ("no", "p:EXCEPT_WORDS p-4..p-1:STOCK_WORDS_OR_NOTHING_OR_SAME"),
        ),
        ("el manillar no", "words_after", ("=denies", "a:NOT")),
        ("el manillar no", "words_after", ("yes", "a+1:END")),
        ("no quiero cambiar el manillar", "verb_before", ("yes", "a:DEEDS")),
    ],
)
def test_the_first_row_that_fits_decides(text: str, judgement: str, row: tuple[str, str]) -> None:
    assert row in deciding(judgement, text)


def test_a_walk_ends_with_the_sentence() -> None:
    scene, _ = judged(vocabulary_of(MOTORCYCLES), "cambio el manillar. Tampoco el escape")
    assert not holds("words_after", about(scene, scene.mentions[0]))
    scene, _ = judged(vocabulary_of(MOTORCYCLES), "el manillar tampoco")
    assert holds("words_after", about(scene, scene.mentions[0]))
