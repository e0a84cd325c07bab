"""More or less of what a vehicle has: «de 4 a 6 plazas» is the element, «de 6 a 4» the work that reverses it.

Two numbers with what they count decide, whatever keyword has found the mention: the one that is and the one
that shall be. Where there is no such pair the mention stays what it was found to be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from domain.matching.language import COUNTED, es, sayings
from domain.matching.mentions import Mention
from domain.matching.reading import Word
from domain.matching.text import Break
from domain.matching.vocabulary import Vocabulary

# Words between the two numbers, between a number and its mention, and after what they count.
_WISHED_APART: Final = 9
_NEAR: Final = 4
_TOLD_BEFORE: Final = 12


def directed(vocabulary: Vocabulary, words: Sequence[Word], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those of an element with a reverse turned by their numbers; new ones where only numbers
    and what they count name it: «pasar de 6 a 2 plazas»."""
    found = list(mentions)
    if len([word for word in words if word.number is not None or word.text in COUNTED]) < 2:
        return found
    for (element, work), nouns in vocabulary.counted.items():
        for first, last, is_more in _changes(words, nouns):
            own = [item for item in found if vocabulary.reverses.get(item.targets[0]) == (element, work)]
            mention = _holding(own, first, last)
            if mention is None and not _counts_others(vocabulary, words, first, last, nouns):
                mention = _beside(own, first, last, words)
                mention = mention or _mention_by_numbers(words, first, last, nouns, element, found)
            if mention is None:
                continue
            (named, *_) = mention.targets
            increase = element if named == work else named
            told = replace(
                mention,
                targets=(increase if is_more else work,),
                places=tuple(sorted({*mention.places, first, last})),
                start=min(mention.start, first),
                end=max(mention.end, last),
            )
            # The whole says more than what stands within: in "de biplaza a monoplaza" no seat is named.
            without = (item for item in found if not set(item.places) <= set(told.places))
            found = [*without, told]
    return sorted(found, key=lambda mention: mention.start)


def _changes(words: Sequence[Word], nouns: frozenset[str]) -> Iterator[tuple[int, int, bool]]:
    """The pairs of numbers, in reading order, that say how many of the nouns become how many: where both
    stand, and whether there shall be more."""
    for first, word in enumerate(words):
        before = _count(word)
        if before is None:
            continue
        for second in range(first + 1, min(len(words), first + _WISHED_APART + 1)):
            if words[second].gap is Break.SENTENCE:
                break
            after, between = _count(words[second]), words[first + 1 : second]
            if after is None or before == after:
                continue
            wished = any(word.text in es.WISH_WORDS for word in between) and _counts(words, first, nouns)
            # "de biplaza en monoplaza"
            into = (
                len(between) == 1
                and between[0].text in es.IN
                and {word.text, words[second].text} <= COUNTED.keys()
            )
            leads = into or _leads_to(between, nouns)
            if not leads and _replaces(between, nouns):
                yield first, second, before > after
                break
            if leads or (wished and (_counts(words, second, nouns) or _is_wished_alone(words, second))):
                yield first, second, after > before
                break


def _mention_by_numbers(
    words: Sequence[Word],
    first: int,
    last: int,
    nouns: frozenset[str],
    element: str,
    found: Sequence[Mention],
) -> Mention | None:
    """A mention of two numbers beside what they count; None where they count nothing of it, or one of `found`
    says more with their words: "un asiento monoplaza"."""
    counted = [
        place
        for place in range(max(0, first - 1), min(len(words), last + 3))
        if words[place].stem in nouns or words[place].text in COUNTED
    ]
    if not counted and not _is_told_before(words, first, last, nouns):
        return None
    places = tuple(sorted({first, last, *counted}))
    mine = set(places)
    if not all(mine.isdisjoint(other.places) or mine.issuperset(other.places) for other in found):
        return None
    said = tuple(words[place].raw for place in places)
    return Mention((element,), places, 1.0, False, said, places[0], places[-1])


def is_wished(words: Sequence[Word], mention: Mention) -> bool:
    """Whether a mention says what is and what is wished instead: a request, whatever stands around."""
    counts = [place for place in mention.places if _count(words[place]) is not None]
    return len(counts) > 1 and any(word.text in es.WISH_WORDS for word in words[counts[0] : counts[-1]])


def _is_wished_alone(words: Sequence[Word], place: int) -> bool:
    """ "Tiene 4 plazas y quiero 5": nothing stands beside the number that it could count."""
    ends = place + 1 >= len(words) or words[place + 1].gap is not Break.NONE
    return ends and words[place - 1].text in es.WISH_WORDS


def _leads_to(between: Sequence[Word], nouns: frozenset[str]) -> bool:
    """ "6 plazas a 4", "3.850 kg hasta los 3.500"."""
    return any(word.text in es.UP_TO for word in between) and all(
        word.text in es.UP_TO or _is_passed(word, nouns) for word in between
    )


def _replaces(between: Sequence[Word], nouns: frozenset[str]) -> bool:
    """ "4 plazas en vez de 6"."""
    texts = [word.text for word in between]
    for at in range(len(texts) - 2):
        if tuple(texts[at : at + 3]) in sayings.IN_PLACE_OF:
            return all(_is_passed(word, nouns) for word in (*between[:at], *between[at + 3 :]))
    return False


def _is_passed(word: Word, nouns: frozenset[str]) -> bool:
    return word.stem in nouns or word.text in es.MASS_UNITS or word.text in es.DETERMINERS_BUT_CONTRACTIONS


def _count(word: Word) -> int | None:
    return COUNTED.get(word.text, word.number)


def _counts(words: Sequence[Word], place: int, nouns: frozenset[str]) -> bool:
    """Whether the number at `place` counts one of the nouns: "dos plazas", "biplaza"."""
    following = words[place + 1].stem if place + 1 < len(words) else ""
    return words[place].text in COUNTED or following in nouns


def _is_told_before(words: Sequence[Word], first: int, last: int, nouns: frozenset[str]) -> bool:
    """Whether numbers that count nothing beside them stand after what they count: the seats are named first,
    and their numbers later, "de cuatro a cinco"."""
    after = last + 1
    ends = after >= len(words) or words[after].gap is not Break.NONE or words[after].text in es.FOR
    return ends and any(word.stem in nouns for word in words[max(0, first - _TOLD_BEFORE) : first])


def _holding(own: Sequence[Mention], first: int, last: int) -> Mention | None:
    """The mention that one of the numbers is part of."""
    return next((mention for mention in own if not {first, last}.isdisjoint(mention.places)), None)


def _beside(own: Sequence[Mention], first: int, last: int, words: Sequence[Word]) -> Mention | None:
    """The mention beside the numbers that has none yet: "plazas de 4 a 6 y MMA de 3500 a 4000"."""
    near = set(range(first - _NEAR, last + _NEAR + 1))
    return next(
        (
            mention
            for mention in own
            if not near.isdisjoint(mention.places)
            and all(words[place].number is None for place in mention.places)
            and not _is_parted(words, mention.start, first)
        ),
        None,
    )


def _counts_others(
    vocabulary: Vocabulary, words: Sequence[Word], first: int, last: int, nouns: frozenset[str]
) -> bool:
    """Whether the numbers count what another element has more or less of."""
    others = frozenset().union(*vocabulary.counted.values()) - nouns
    return any(word.stem in others for place in (first, last) for word in words[place + 1 : place + 2])


def _is_parted(words: Sequence[Word], place: int, other: int) -> bool:
    """Whether a comma or full stop stands between the two."""
    low, high = sorted((place, other))
    return any(word.gap for word in words[low + 1 : high + 1])
