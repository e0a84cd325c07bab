"""Typo-tolerant look-up of words among few of those that are known.

Words are compared as they sound, and the first letters are the surest: a misspelt word is looked for among
the known ones of its beginning and of nearly its length, and among those whose rest is its own.
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import extract

from domain.matching.keys import sound_key, sound_keys

# Shorter words have too many valid neighbours ("faro" and "caro").
MIN_FUZZY_SOUND = 5
MIN_SOUND = 4
LONG_SOUND = 9
MIN_BRAND_SOUND = 7
MIN_CLIPPED = 6
MIN_SWAPPED = 5
_PLURALS = ("s", "es")
# Letters taken for each other are likelier than others ("tordo" for "toldo"), and so are letters swapped.
LIKELIER = 0.04
_ALIKE = str.maketrans("eolndp", "iurmtb")
# A word that only sounds the same is nearly surely meant.
SOUND_SIMILARITY = 0.97
# So many words that a clipped one may begin.
MAX_CANDIDATES = 64
MAX_INDEXED_SOUND = 24
# Letters that all words of a beginning share.
_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Correction:
    """A known word for a misspelt one. `similarity` is 1 minus the share of letters that differ."""

    word: str
    similarity: float


@dataclass(frozen=True, slots=True)
class SpellingIndex:
    """Known words, by their sound; those that misspelt ones may be near to also by parts of it.

    `by_beginning`: by the first letters and the length; `by_rest`: by what follows the first letters.
    """

    by_sound: Mapping[str, Sequence[str]]
    words: frozenset[str]
    ordered: tuple[str, ...]
    fuzzy: frozenset[str]
    by_beginning: Mapping[tuple[str, int], Sequence[str]]
    by_rest: Mapping[str, Sequence[str]]


def build_spelling_index(words: Iterable[str], exact: Container[str] = ()) -> SpellingIndex:
    """An index of `words`, which must be folded.

    Short words of `exact` (brands) are found by their sound only: too many other words resemble them.
    """
    by_sound: dict[str, list[str]] = {}
    by_beginning: dict[tuple[str, int], list[str]] = {}
    by_rest: dict[str, list[str]] = {}
    known = [word for word in sorted(set(words)) if len(word) >= MIN_SOUND and word.isalpha()]
    for word, sound in zip(known, sound_keys(known), strict=True):
        by_sound.setdefault(sound, []).append(word)
    fuzzy: list[str] = []
    for sound, group in by_sound.items():
        length = len(sound)
        if MIN_FUZZY_SOUND <= length <= MAX_INDEXED_SOUND and (
            length >= MIN_BRAND_SOUND or not all(word in exact for word in group)
        ):
            fuzzy.append(sound)
            by_beginning.setdefault((sound[:_BEGINNING], length), []).append(sound)
            by_rest.setdefault(sound[_BEGINNING:], []).append(sound)
    return SpellingIndex(
        by_sound,
        frozenset(known),
        tuple(word for word in known if word not in exact),
        frozenset(fuzzy),
        by_beginning,
        by_rest,
    )


def correct(indexes: Iterable[SpellingIndex], word: str) -> Correction | None:
    """The nearest known word, or None.

    Words of the first index win ties. The first letter counts as the surest one: a word of fewer than
    `LONG_SOUND` sounds may not differ there, and two edits must leave the first two alone.
    """
    sound = sound_key(word)
    if len(sound) < MIN_SOUND or not word.isalpha():
        return None
    listed = tuple(indexes)
    for index in listed:
        if sound in index.by_sound:
            return Correction(_nearest_spelling(index.by_sound[sound], word), SOUND_SIMILARITY)
    swapped = _swapped(listed, word)
    if not MIN_FUZZY_SOUND <= len(sound) <= MAX_INDEXED_SOUND:
        return swapped
    nearest = _nearest(listed, word, sound)
    if swapped is not None and (nearest is None or nearest[0] <= swapped.similarity):
        return swapped
    return Correction(nearest[1], round(nearest[0], 3)) if nearest else None


def _nearest(indexes: Sequence[SpellingIndex], word: str, sound: str) -> tuple[float, str] | None:
    """The most similar known word at one edit, or two of a long one, and how similar it is."""
    best: tuple[float, str] | None = None
    alike = sound.translate(_ALIKE)
    # What follows the first two letters of a word that is one edit away at these letters.
    rests = sound[2:], sound[1:], sound[3:], sound[1] + sound[3:]
    for index in indexes:
        nearest: tuple[float, str] | None = None
        for candidate, distance in _candidates(index, sound, rests):
            similarity = 1 - distance / max(len(sound), len(candidate))
            if candidate.translate(_ALIKE) == alike:
                similarity += LIKELIER
            if nearest is None or (-similarity, candidate) < nearest:
                nearest = (-similarity, candidate)
        if nearest is not None and (best is None or -nearest[0] > best[0]):
            best = (-nearest[0], _nearest_spelling(index.by_sound[nearest[1]], word))
    return best


def _candidates(index: SpellingIndex, sound: str, rests: Sequence[str]) -> list[tuple[str, int]]:
    """The known sounds at so few edits as their length admits, each with their number.

    Two edits leave the first letters alone, and take one letter out at least.
    """
    length, beginning = len(sound), sound[:_BEGINNING]
    limit = 2 if length >= LONG_SOUND else 1
    alike: list[str] = []
    for near in range(length - limit, length + 2):
        alike += index.by_beginning.get((beginning, near), ())
    found = [
        (candidate, distance)
        for candidate, distance, _ in extract(
            sound, alike, scorer=OSA.distance, score_cutoff=limit, limit=None
        )
        if distance < 2
        or len(candidate) < length
        or (len(candidate) == length and Indel.distance(sound, candidate, score_cutoff=2) == 2)
    ]
    others = [rest for rest in (sound[1:], sound[0] + sound[2:]) if rest in index.fuzzy]
    for rest in rests:
        others += index.by_rest.get(rest, ())
    found += [
        (candidate, 1)
        for candidate in others
        if (limit > 1 or candidate[0] == sound[0]) and OSA.distance(sound, candidate, score_cutoff=1) == 1
    ]
    return found


def _swapped(indexes: Sequence[SpellingIndex], word: str) -> Correction | None:
    """The known word of which two neighbouring letters have changed places: "enganhce", "remoqlue"."""
    if len(word) < MIN_SWAPPED:
        return None
    forms = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    # No other letter comes to be the last one.
    ends = forms if word[-1] in _PLURALS else forms[-1:]
    probes = [*forms, *(end.removesuffix(plural) for end in ends for plural in _PLURALS)]
    for index in indexes:
        if index.words.isdisjoint(probes):
            continue
        for form in forms:
            if index.words.isdisjoint({form, *map(form.removesuffix, _PLURALS)}):
                continue
            sound = sound_key(form)
            if len(word) == MIN_SWAPPED and sound not in index.fuzzy:
                # Short brands: "dirán" is no "Dirna".
                continue
            for known in index.by_sound.get(sound, index.by_sound.get(sound.removesuffix("s"), ())):
                if form.removeprefix(known) in {"", "s", "es"}:
                    return Correction(known, round(1 - 1 / len(word), 3))
    return None


def complete(index: SpellingIndex, word: str) -> Correction | None:
    """The known word a clipped one begins: "portamatris", "intermits". None where it is not sure."""
    begin = word.removesuffix("s")
    if len(begin) < MIN_CLIPPED or not begin.isalpha():
        return None
    first = bisect_left(index.ordered, begin)
    following = index.ordered[first : first + MAX_CANDIDATES]
    found = list(takewhile(lambda known: known.startswith(begin), following))
    if not found or len({known[: len(begin) + 2] for known in found}) > 1:
        return None
    shortest = min(found, key=lambda known: (len(known), known))
    return Correction(shortest, round(max(0.6, len(begin) / len(shortest)), 3))


def _nearest_spelling(words: Sequence[str], word: str) -> str:
    return min(words, key=lambda known: (OSA.distance(known, word), known))
