"""A figure of the vehicle named by its bare word: "masa: 3500" asks for nothing, "la masa a 4250" does."""

from collections.abc import Sequence
from typing import Final

from domain.matching.language import es
from domain.matching.mentions import Mention
from domain.matching.reading import Word
from domain.matching.text import Break

# How far from the word a rise, its papers or a number that it is to come to may stand.
_BESIDE: Final = 3
_PAPERS_APART: Final = 12
_NUMBER_AFTER: Final = 5


def without_figures(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions but those of a mass that nothing near says to be raised or refused."""
    return [mention for mention in mentions if not _is_figure(words, mention)]


def _is_figure(words: Sequence[Word], mention: Mention) -> bool:
    place = mention.start
    if len(words) == 1 or mention.end > place or words[place].text not in es.MASS:
        return False
    low, high = _stretch(words, place, _PAPERS_APART, {Break.SENTENCE})
    said = {word.text for word in words[low:high]}
    near = slice(*_stretch(words, place, _BESIDE, {Break.SENTENCE, Break.COMMA}))
    beside = {word.text for word in words[near]}
    is_raised = not (said.isdisjoint(es.RAISING_PAPERS) and beside.isdisjoint(es.RAISING))
    is_refused = not beside.isdisjoint(es.REFUSING) or _is_answered(words, place + 1)
    return not (is_raised or is_refused or _comes_to_number(words, place, high))


def _is_answered(words: Sequence[Word], place: int) -> bool:
    """ "Masa no, plazas sí", where "la masa no cambia" refuses nothing."""
    ends = place + 1 >= len(words) or words[place + 1].gap is not Break.NONE
    return ends and place < len(words) and words[place].text in es.NOT


def _comes_to_number(words: Sequence[Word], place: int, end: int) -> bool:
    """ "la masa, que va a 3.700"."""
    return any(
        words[at].text in es.UP_TO and words[at + 1].text.isdecimal()
        for at in range(place + 1, min(place + _NUMBER_AFTER, end - 2) + 1)
    )


def _stretch(words: Sequence[Word], place: int, reach: int, ends: set[Break]) -> tuple[int, int]:
    """From where to where, without the last, words stand within reach and in one piece with `place`."""
    low, high = place, place + 1
    while low > 0 and place - low < reach and words[low].gap not in ends:
        low -= 1
    while high < len(words) and high - place <= reach and words[high].gap not in ends:
        high += 1
    return low, high
