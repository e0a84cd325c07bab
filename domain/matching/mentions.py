"""Mentions: the places of a message where something of the catalogue is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from domain.matching.contraries import without_contradicted
from domain.matching.language import OTHER_KINDS, es
from domain.matching.reading import Word
from domain.matching.spotting import Occurrence, chunk_places, select, spot
from domain.matching.text import Break
from domain.matching.vocabulary import Vocabulary

GAP_COST = 0.05
MIN_SCORE = 0.05
# Words after a noun that may say which kind of it is meant.
KIND_REACH = 5


class Status(Enum):
    """How the client means a mention."""

    ASKED = "asked"
    DENIED = "denied"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Mention:
    """What is named at `places` (indexes of the message's words).

    `targets` are elements or hosts; several when they share the word. `start` and `end` are the first and
    last word, the deed included: "cambio de motor".
    """

    targets: tuple[str, ...]
    places: tuple[int, ...]
    score: float
    weak: bool
    words: tuple[str, ...]
    start: int
    end: int


def find_mentions(vocabulary: Vocabulary, words: Sequence[Word]) -> list[Mention]:
    """The mentions in reading order; the longest phrase wins over its parts."""
    chunks = chunk_places(words)
    anchors = [place for place, word in enumerate(words) if word.anchors]
    spotted = spot(vocabulary.phrases, words, anchors, chunks)
    if not spotted:
        return []
    occurrences = [found for found in spotted if not _is_other_kind(found, words)]
    occurrences = without_contradicted(vocabulary, words, occurrences, chunks)
    groups = select(_without_overreaching(occurrences, words), set())
    mentions = [_mention(vocabulary, group, words) for group in groups]
    return sorted(mentions, key=lambda mention: mention.start)


def _without_overreaching(occurrences: Sequence[Occurrence], words: Sequence[Word]) -> list[Occurrence]:
    """ "Faro led con un soporte que lo baja": the longer phrase leaves the lamp to the words right beside it,
    where what follows a "con" names its own element still."""
    tight = [found for found in occurrences if not found.gap and len(found.places) > 1]
    if not tight or es.WITH.isdisjoint([word.text for word in words]):
        return list(occurrences)
    return [
        found
        for found in occurrences
        if not any(_is_taken_from(found, other, occurrences, words) for other in tight)
    ]


def _is_taken_from(
    found: Occurrence, other: Occurrence, occurrences: Sequence[Occurrence], words: Sequence[Word]
) -> bool:
    own, others, target = set(found.places), set(other.places), found.phrase.target
    if not found.gap or other.phrase.target == target or own.isdisjoint(others) or others <= own:
        return False
    return any(
        rest.phrase.target == target
        and own - others >= set(rest.places)
        and any(word.text in es.WITH for word in words[other.places[-1] + 1 : rest.places[0]])
        for rest in occurrences
    )


def make_mention(
    targets: Iterable[str], found: Occurrence, words: Sequence[Word], *, weak: bool | None = None
) -> Mention:
    """A mention of `targets` by one occurrence; `weak` as its phrase is, or as given."""
    phrase, places, gap, similarity, (start, end) = found
    score = phrase.weight * similarity - GAP_COST * gap
    said = tuple(dict.fromkeys([words[place].raw for place in places]))
    is_weak = phrase.weak if weak is None else weak
    return Mention(tuple(targets), places, round(max(score, MIN_SCORE), 3), is_weak, said, start, end)


def _is_other_kind(found: Occurrence, words: Sequence[Word]) -> bool:
    """Whether the words after an only noun say that another thing is meant: "escalera de subir al techo"."""
    first = words[found.places[0]]
    others = OTHER_KINDS.get(first.text) if len(found.places) == 1 else None
    if others is None:
        return False
    following = words[found.places[0] + 1 : found.places[0] + 1 + KIND_REACH]
    here = takewhile(lambda word: word.gap is not Break.SENTENCE, following)
    return any(word.text in others for word in here)


def _mention(vocabulary: Vocabulary, group: list[Occurrence], words: Sequence[Word]) -> Mention:
    if len(group) == 1:
        return make_mention((group[0].phrase.target,), group[0], words)
    weight = max([found.phrase.weight for found in group])
    best = [found for found in group if found.phrase.weight == weight]
    targets = list(dict.fromkeys([found.phrase.target for found in best]))
    # A word of both a parent and its variant names the variant.
    above = {ancestor for target in targets for ancestor in vocabulary.ancestors.get(target, ())}
    kept = _beyond_or_priced(vocabulary, [target for target in targets if target not in above])
    return make_mention(kept, best[0], words, weak=all(found.phrase.weak for found in best))


def _beyond_or_priced(vocabulary: Vocabulary, targets: list[str]) -> list[str]:
    """What staff has written down as beyond the tariff is nothing else; of an element and its reverse, which
    share a word, it is the element until numbers say otherwise."""
    work = next((target for target in targets if target in vocabulary.works), None)
    if work is None:
        return targets
    element, _ = vocabulary.reverses.get(work, (work, work))
    return [element] if element in targets else [work]
