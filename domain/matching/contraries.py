"""What an element or a work is not: its phrases say nothing near its contrary words."""

from collections.abc import Sequence
from typing import Final

from domain.matching.phrases import DEED_KEYS
from domain.matching.reading import Word
from domain.matching.spotting import Chunks, Occurrence, spot
from domain.matching.vocabulary import Vocabulary

# How far from a phrase its contrary words may stand, with no comma in between.
REACH: Final = 5


def without_contradicted(
    vocabulary: Vocabulary, words: Sequence[Word], occurrences: Sequence[Occurrence], chunks: Chunks
) -> list[Occurrence]:
    """The occurrences that no contrary words of their target stand beside."""
    works = vocabulary.works
    occurrences = [
        found for found in occurrences if found.phrase.target not in works or _is_said_so(words, found)
    ]
    if vocabulary.contradicted.isdisjoint([found.phrase.target for found in occurrences]):
        return occurrences
    against: dict[str, list[Occurrence]] = {}
    for found in spot(vocabulary.contrary, words, chunks=chunks):
        against.setdefault(found.phrase.target, []).append(found)
    return [
        occurrence
        for occurrence in occurrences
        if not any(
            contradicts(chunks, contrary, occurrence)
            for contrary in against.get(occurrence.phrase.target, ())
        )
    ]


def contradicts(chunks: Chunks, contrary: Occurrence, occurrence: Occurrence) -> bool:
    """Whether contrary words stand beside an occurrence, and are none of its keyword's own."""
    if set(contrary.places) & set(occurrence.places) and contrary.phrase.singles & occurrence.phrase.singles:
        return False
    if chunks[contrary.places[0]] is not chunks[occurrence.places[0]]:
        return False
    return min(abs(one - other) for one in contrary.places for other in occurrence.places) <= REACH


def _is_said_so(words: Sequence[Word], found: Occurrence) -> bool:
    """Whether a work named by a mere deed is meant: «un mover» is a thing only as it is written."""
    phrase = found.phrase
    if not DEED_KEYS.issuperset(phrase.keys):
        return True
    length = len(phrase.words)
    starts = range(max(0, found.places[0] - length + 1), found.places[0] + 1)
    return any(tuple(word.text for word in words[at : at + length]) == phrase.words for at in starts)
