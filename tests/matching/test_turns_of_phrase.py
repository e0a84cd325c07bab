"""Ways of denying, keeping, putting off, correcting, insisting and describing, over several elements.

`turns_of_phrase.tsv` holds a category, the elements and questions wanted ("?SUSPENSION") and a sentence. Each
sentence is read as it stands and with other parts of the same gender in the place of the commonest ones, so
that what is tested is the phrase and not the part.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from domain.matching import MatchResult, match_text
from domain.matching.matcher import collected, judged_by_rules
from tests.matching.seeded import vocabulary_of

TABLE: Final = Path(__file__).parent / "turns_of_phrase.tsv"
# A word and its element give way to another word and element.
EXCHANGES: Final[dict[str, Mapping[str, str]]] = {
    "motos-part": {
        "manillar": "asiento",
        "asiento": "manillar",
        "escape": "caballete",
        "caballete": "escape",
        "MANILLAR": "ASIENTO",
        "ASIENTO": "MANILLAR",
        "ESCAPE": "CABALLETE",
        "CABALLETE": "ESCAPE",
    },
    "aseicars-prof": {
        "portabicis": "portamotos",
        "portamotos": "portabicis",
        "claraboya": "antena parabólica",
        "PORTABICIS": "PORTAMOTOS",
        "PORTAMOTOS": "PORTABICIS",
        "CLARABOYA": "ANTENA_PAR",
    },
}
# Sentences of a category that the learnt weights read otherwise than the rules.
MOST_UNLEARNT: Final = 4
# Said of one part only: its sound, its brand, its engine.
FIXED: Final = re.compile(
    r"suena|multado|goteras|escapes|claraboyas|antena|puños|tubo|cross|segunda mano", re.I
)


def _exchanged(slug: str, text: str) -> str:
    exchange = EXCHANGES[slug]
    pattern = re.compile(rf"\b({'|'.join(exchange)})\b", re.IGNORECASE if any(map(str.islower, text)) else 0)
    return pattern.sub(lambda found: exchange.get(found[0]) or exchange[found[0].lower()], text)


def turns_of_phrase() -> Iterator[tuple[str, str, str]]:
    """Category, what is meant, and the text, also with other parts in the place of the commonest ones."""
    with TABLE.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            slug, wanted, text = row["category"], row["wanted"], row["text"]
            yield slug, wanted, text
            other = _exchanged(slug, text)
            if other != text and not FIXED.search(text):
                yield slug, _exchanged(slug, wanted), other


def _by_rules(slug: str, text: str) -> MatchResult:
    vocabulary = vocabulary_of(slug)
    return collected(vocabulary, *judged_by_rules(vocabulary, text))


def _whole(slug: str, text: str) -> MatchResult:
    return match_text(vocabulary_of(slug), text)


def _said(result: MatchResult) -> set[str]:
    asked = [question.asked for question in result.questions]
    questions = {f"?{ask.element or '|'.join(option.code for option in ask.options)}" for ask in asked}
    return {hit.code for hit in result.elements} | questions


@pytest.mark.parametrize("slug", EXCHANGES)
def test_turns_of_phrase(slug: str) -> None:
    assert _misread(slug, _by_rules) == []


@pytest.mark.parametrize("slug", EXCHANGES)
def test_the_second_opinion_leaves_them_as_they_are(slug: str) -> None:
    # Learnt weights err now and then; what they leave out of these is told as a doubt beside the price.
    assert len(_misread(slug, _whole)) <= MOST_UNLEARNT


def _misread(slug: str, read: Callable[[str, str], MatchResult]) -> list[str]:
    cases = [(text, set(wanted.split())) for other, wanted, text in turns_of_phrase() if other == slug]
    assert len(cases) > 50
    found = [(text, wanted, _said(read(slug, text))) for text, wanted in cases]
    return [f"{text!r}: wanted {wanted}, got {got}" for text, wanted, got in found if got != wanted]
