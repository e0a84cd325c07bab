"""The notation of judgements, and that the rows of the table are well-formed."""

import re
from dataclasses import replace
from itertools import islice
from typing import Final

import pytest

from benchmarks.matching import rows as messages
from domain.matching.judgements import NAMED, Point, about, all_rows, deciding_rows, holds
from domain.matching.matcher import judged_by_rules as judged
from domain.matching.mentions import Status
from domain.matching.row_masks import at_hand
from domain.matching.tables import rows
from tests.matching.seeded import vocabulary_of

MOTORCYCLES: Final = "motos-part"
TABLE: Final = [tuple(row[:3]) for row in rows("judgements")]
JUDGEMENTS: Final = {name for name, _, _ in TABLE}
PLACE: Final = r"[mpeas](?:[+-]\d+|\^|[<>][A-Z_|]+)*"
ITEM: Final = r"!?(?:\*[A-Z_]+|=[A-Z_]+|[A-Z_]+\*?)(?:\|[A-Z_]+)*"
ITEMS: Final = rf"{ITEM}(?:&{ITEM})*"
TEST: Final = re.compile(
    rf"!?(?:[a-z_]+(?:@{PLACE})?|(?:sentence|message):{ITEMS}(?:/{ITEMS})*|{PLACE}(?:(?:\.\.|~|;){PLACE})?:{ITEMS}(?:/{ITEMS})*)"
)
WORD: Final = re.compile(r"\b[a-z_]{3,}\b")
LONGEST: Final = 6
SAMPLE: Final = 30
# A test that looks at the word in hand.
IN_HAND: Final = re.compile(r"(?:^| |@)!?a\b")


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


def test_no_judgement_asks_itself() -> None:
    asked = {name: set[str]() for name in JUDGEMENTS}
    for row in all_rows():
        asked[row.name] |= JUDGEMENTS & set(WORD.findall(f"{row.verdict} {row.when}"))
    for _ in JUDGEMENTS:
        asked = {name: names.union(*(asked[other] for other in names)) for name, names in asked.items()}
    assert [name for name, names in asked.items() if name in names] == []


def test_what_words_settle_is_what_the_tests_say() -> None:
    """Each row fits where all its tests hold as the table writes them, the settled ones tried as well."""
    whole = [(row, replace(row, left=row.when).ready(), IN_HAND.search(row.when)) for row in all_rows()]
    fitted = 0
    for message in (message for part in ("dev13", "dev16") for message in islice(messages(part), SAMPLE)):
        scene, _ = judged(vocabulary_of(message["category"]), message["text"])
        for index, mention in enumerate(scene.mentions):
            point = Point(scene, mention.start, mention.end, -1, mention, index, [Status.ASKED] * index)
            holds("passing", point)
            first, last = scene.extents[scene.sentences[mention.start]]
            for row, test, in_hand in whole:
                for place in range(first, last + 1) if in_hand else (-1,):
                    left = at_hand(scene.masks, place, point.live) >> row.number & 1
                    fits = left and (row.test or row.ready())(
                        scene, scene.line, point.m, point.e, place, point
                    )
                    fitted += fits
                    assert fits == test(scene, scene.line, point.m, point.e, place, point), (row, place)
    assert fitted


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
        ("no quiero cambiar el manillar", "verb_before", ("yes", "a:DEEDS sentence:NEGATORS")),
    ],
)
def test_the_first_row_that_fits_decides(text: str, judgement: str, row: tuple[str, str]) -> None:
    assert row in deciding(judgement, text)


def test_a_walk_ends_with_the_sentence() -> None:
    scene, _ = judged(vocabulary_of(MOTORCYCLES), "cambio el manillar. Tampoco el escape")
    assert not holds("words_after", about(scene, scene.mentions[0]))
    scene, _ = judged(vocabulary_of(MOTORCYCLES), "el manillar tampoco")
    assert holds("words_after", about(scene, scene.mentions[0]))
