"""A second opinion on each mention, learnt from the labelled messages: the words around it, weighed.

The rules of `es/judgements.tsv` and `es/cues.tsv` say what is certain; the stories that clients tell ("la
bola la quitó el anterior dueño, a mí me queda la claraboya") have more turns than rows. Here every word, pair
and triple near a mention may have a weight (`es/weights.tsv`, in hundredths of log-odds), and the sum says
how likely the client asks for the part; what rules and opinion leave open together is in doubt.
`python -m benchmarks.opinion` learns the weights, and says how they do on messages they were not learnt from.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from typing import Final

from domain.matching.cues import decisive
from domain.matching.judgements import Point, holds
from domain.matching.language import es
from domain.matching.mentions import Mention, Status
from domain.matching.scene import Scene
from domain.matching.tables import rows
from domain.matching.text import Break
from domain.matching.vocabulary import Vocabulary

# Words of a sentence that are looked at on each side of a mention, and those whose exact place counts.
REACH: Final = 14
_PLACED: Final = 3
_NEAR: Final = 4
_STEM: Final = 5
_LAST_NUMBERED: Final = 4
_HUNDREDTHS: Final = 100
# Log-odds from which it is sure that a part is asked for, and those against it from which it is sure that it
# is not: between them, the price waits for the client's word. `python -m benchmarks.opinion` has the table.
SURE: Final = 2.5
SURELY_NOT: Final = 1.0
# Those against a part from which it is left out although the rules take it.
UNASKED: Final = 0.5
# Mentions so near each other are read together: "ni el manillar ni los espejos".
_BESIDE: Final = 6

# What features begin with: the side of the mention, or the sentence before or after its own.
_LEFT: Final = "l"
_RIGHT: Final = "r"
_OWN: Final = "w"
_CLAUSE: Final = "c"
_FORMER: Final = "p"
_FURTHER: Final = "f"
_PART: Final = "·"
_NUMBER: Final = "#"
_EDGE: Final = "|"
_BREAKS: Final[Mapping[Break, str]] = {
    Break.COMMA: ",",
    Break.COLON: ":",
    Break.SENTENCE: ".",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a message and their beginnings, by place."""

    words: Sequence[str]
    stems: Sequence[str]


def with_opinions(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]
) -> tuple[list[Status], tuple[str, ...]]:
    """The statuses of the rules, turned where rules and opinion together say otherwise; and what is in doubt.

    The opinion takes parts out, and puts none in: what the rules leave out has its reason in their rows. It
    never takes out all: the likeliest part stays, in doubt, so that the client is asked about it. In doubt
    are the elements and parents that the message names and may ask for, in order. Of a message that asks for
    nothing, and of work beyond the tariff, the rules alone decide.
    """
    if not is_open(scene, statuses):
        return list(statuses), ()
    return weighed_by(vocabulary, scene, statuses, opinions(scene, statuses))


def weighed_by(
    vocabulary: Vocabulary,
    scene: Scene,
    statuses: Sequence[Status],
    given: Sequence[float],
    sure: float = SURE,
) -> tuple[list[Status], tuple[str, ...]]:
    """The same by given log-odds of every mention; from `sure` on, a part is surely asked for."""
    turned = list(statuses)
    heard = {
        index: opinion for index, opinion in enumerate(given) if is_judged(vocabulary, scene.mentions[index])
    }
    unasked = [
        index
        for index, odds in heard.items()
        if statuses[index] is Status.ASKED and odds < -UNASKED and not _is_said(scene, index)
    ]
    if len(unasked) == statuses.count(Status.ASKED):
        unasked.sort(key=heard.__getitem__)
        unasked = unasked[:-1]
    for index in unasked:
        turned[index] = Status.ASIDE
    doubtful = [
        scene.mentions[index].targets[0]
        for index, odds in heard.items()
        if (
            odds < sure
            if turned[index] is Status.ASKED
            else odds > -SURELY_NOT and not _named(vocabulary, scene, turned, index)
        )
    ]
    return turned, tuple(dict.fromkeys(doubtful))


def _is_said(scene: Scene, index: int) -> bool:
    """Whether a cue says that the mention is asked for, or it is in few words: "…, el escape no"."""
    mention = scene.mentions[index]
    cue = decisive(scene, mention)
    if cue is not None and cue.cue.status is Status.ASKED:
        return True
    return scene.text(mention.end + 1) in es.NOT and scene.gaps[mention.end + 2] is not Break.NONE


def _named(vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status], index: int) -> bool:
    """Whether another mention that is asked for names the same, a parent or a variant of it."""
    own = kin(vocabulary, scene.mentions[index])
    return any(
        not own.isdisjoint(kin(vocabulary, there))
        for other, there in enumerate(scene.mentions)
        if other != index and statuses[other] is Status.ASKED
    )


def kin(vocabulary: Vocabulary, mention: Mention) -> frozenset[str]:
    """What a mention names, its parents and, of a parent that asks for its variant, the variants."""
    found = {relative for target in mention.targets for relative in family(vocabulary, target)}
    for target in mention.targets:
        if target in vocabulary.hosts:
            found.update(vocabulary.hosts[target].variants)
    return frozenset(found)


def family(vocabulary: Vocabulary, code: str) -> Iterator[str]:
    """An element with the parents that may be named for it."""
    yield code
    yield from vocabulary.ancestors.get(code, ())
    if code in vocabulary.host_of:
        yield vocabulary.host_of[code]


def is_open(scene: Scene, statuses: Sequence[Status]) -> bool:
    """Whether the second opinion is heard on a message.

    Not where it asks for nothing as a whole, nor where it is a list of names with nothing told of them.
    """
    if not statuses or _is_bare_list(scene):
        return False
    aside = all(status is Status.ASIDE for status in statuses)
    return not (aside and holds("asks_for_nothing", Point(scene, 0, 0)))


def _is_bare_list(scene: Scene) -> bool:
    """ "Escape y manillar": every word is a part's or joins two."""
    return all(
        place in scene.owner or text in es.DETERMINERS or text in es.LIST_WORDS
        for place, text in enumerate(scene.line[: len(scene.words)])
    )


def is_judged(vocabulary: Vocabulary, mention: Mention) -> bool:
    """Whether the second opinion is heard on a mention."""
    return vocabulary.works.keys().isdisjoint(mention.targets)


def opinions(scene: Scene, statuses: Sequence[Status]) -> list[float]:
    """How likely the client asks for every mention, all things weighed, as log-odds in their order."""
    weights = _weights()
    alone = _alone(scene)
    return [
        sum(value * weights.get(name, 0) for name, value in context(scene, statuses, alone, index))
        / _HUNDREDTHS
        for index in range(len(alone))
    ]


def _alone(scene: Scene) -> list[float]:
    """The sum of the weights of each mention's features; what those of a sentence share is summed once."""
    weights = _weights()
    line, told = _line(scene), _told_by()
    shared: dict[tuple[str, int], int] = {}

    def sum_of(name: str, number: int, found: Callable[[], Iterator[str]]) -> int:
        known = shared.get((name, number))
        if known is None:
            known = shared[name, number] = sum(weights.get(feature, 0) for feature in set(found()))
        return known

    alone = []
    for index, mention in enumerate(scene.mentions):
        total = weights["=own"] + sum(
            weights.get(feature, 0) for feature in set(_beside(scene, line, told, index))
        )
        for name, number, found in _stretches(scene, line, told, mention):
            total += sum_of(name, number, found)
        alone.append(total / _HUNDREDTHS)
    return alone


def context(
    scene: Scene, statuses: Sequence[Status], alone: Sequence[float], index: int
) -> Iterator[tuple[str, float]]:
    """What is weighed beside a mention's own words: the rules' status, and its neighbours' opinions."""
    mention = scene.mentions[index]
    yield "=always", 1.0
    yield "=alone", alone[index]
    yield "=rules", 1.0 if statuses[index] is Status.ASKED else -1.0
    for name, other in (("=before", index - 1), ("=after", index + 1)):
        if 0 <= other < len(alone):
            there = scene.mentions[other]
            beside = there.end < mention.start <= there.end + _BESIDE or (
                mention.end < there.start <= mention.end + _BESIDE
            )
            if beside and scene.same_sentence(there.start, mention.start):
                yield name, alone[other]
    twins = [
        alone[other]
        for other, there in enumerate(scene.mentions)
        if other != index and there.targets == mention.targets
    ]
    if twins:
        yield "=same", sum(twins) / len(twins)


def features(scene: Scene, index: int) -> frozenset[str]:
    """The names of what surrounds a mention: its sentence by place, pair and triple, those beside it."""
    line = _line(scene)
    found = set(_beside(scene, line, _EVERY, index))
    for _, _, stretch in _stretches(scene, line, _EVERY, scene.mentions[index]):
        found.update(stretch())
    return frozenset(found)


def _beside(scene: Scene, line: _Line, told: Mapping[str, Container[str]], index: int) -> Iterator[str]:
    """What holds of one mention alone."""
    mention = scene.mentions[index]
    number = scene.sentences[mention.start]
    first, last = scene.extents[number]
    yield f"t {mention.targets[0]}"
    yield f"a {scene.words[mention.start].asked}"
    yield f"n {min(len(scene.mentions), _LAST_NUMBERED)}"
    yield f"i {min(index, _LAST_NUMBERED)}"
    yield f"s {min(number, _LAST_NUMBERED)} {last == len(scene.words) - 1}"
    yield from _side(told, _LEFT, _leftwards(scene, line, mention.start, first))
    yield from _side(told, _RIGHT, _rightwards(scene, line, mention.end, last))


def _stretches(
    scene: Scene, line: _Line, told: Mapping[str, Container[str]], mention: Mention
) -> Iterator[tuple[str, int, Callable[[], Iterator[str]]]]:
    """The stretches of words around a mention, with their kind and number: what others in them share."""
    number = scene.sentences[mention.start]
    clause = scene.chunks[mention.start]
    yield _OWN, number, partial(_sentence, told, line.words, *scene.extents[number])
    yield _CLAUSE, clause, partial(_said, told, _CLAUSE, line.stems, *scene.clauses[clause])
    for name, beside in ((_FORMER, number - 1), (_FURTHER, number + 1)):
        yield name, beside, partial(_said, told, name, line.words, *scene.extents.get(beside, (0, -1)))


def _sentence(
    told: Mapping[str, Container[str]], words: Sequence[str], first: int, last: int
) -> Iterator[str]:
    own = words[first : last + 1]
    yield from _said(told, _OWN, words, first, last)
    pairs = told[_kind(_OWN, 2, False)]
    yield from (f"{_OWN} {one} {other}" for one, other in pairwise(own) if one in pairs)
    yield f"b {' '.join(own[:2])}"
    yield f"b {' '.join(own[:3])}"


def _said(
    told: Mapping[str, Container[str]], name: str, words: Sequence[str], first: int, last: int
) -> Iterator[str]:
    telling = told[_kind(name, 1, False)]
    return (f"{name} {word}" for word in words[first : last + 1] if word in telling)


def _side(told: Mapping[str, Container[str]], side: str, tokens: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The words of a side, from the mention away: alone, by place, in pairs and in triples."""
    stems, stem_pairs = told[_kind(side, 1, False)], told[_kind(side, 2, True)]
    near, far, triples = (
        told[_kind(f"{side}0", 2, False)],
        told[_kind(f"{side}1", 2, False)],
        told[_kind(side, 3, False)],
    )
    zones = [told[_kind(f"{side}{zone}", 1, False)] for zone in range(3)]
    last_word = last_stem = before = ""
    for place, (word, stem) in enumerate(tokens):
        if stem in stems:
            yield f"{side} {stem}"
        zone = min(place // _NEAR, 2)
        if word in zones[zone]:
            yield f"{side}{zone} {word}"
        if place < _PLACED:
            yield f"{side}@{place} {word}"
            yield f"{side}@{place} {stem}*"
        if last_stem and last_stem in stem_pairs:
            yield f"{side} {last_stem}* {stem}*"
        if last_word and last_word in (far if place > _NEAR else near):
            yield f"{side}{int(place > _NEAR)} {last_word} {word}"
        if before and before in triples:
            yield f"{side} {before} {last_word} {word}"
        before, last_word, last_stem = last_word, word, stem


def _leftwards(scene: Scene, line: _Line, start: int, first: int) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    for place in range(start - 1, max(first, start - REACH) - 1, -1):
        tokens += _mark(scene, place + 1)
        tokens.append((line.words[place], line.stems[place]))
    return tokens if start - REACH > first else [*tokens, (_EDGE, _EDGE)]


def _rightwards(scene: Scene, line: _Line, end: int, last: int) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    for place in range(end + 1, min(last, end + REACH) + 1):
        tokens += _mark(scene, place)
        tokens.append((line.words[place], line.stems[place]))
    return tokens if end + REACH < last else [*tokens, (_EDGE, _EDGE)]


def _mark(scene: Scene, place: int) -> Sequence[tuple[str, str]]:
    gap = scene.gaps[place]
    if gap is Break.NONE:
        return ()
    mark = _BREAKS.get(gap, _EDGE)
    return ((mark, mark),)


def _line(scene: Scene) -> _Line:
    words = [_token(scene, place) for place in range(len(scene.words))]
    return _Line(words, [word[:_STEM] for word in words])


def _token(scene: Scene, place: int) -> str:
    if place in scene.owner:
        return _PART
    text = scene.line[place]
    return _NUMBER if text.isdigit() else text


@cache
def _weights() -> Mapping[str, int]:
    return {feature: int(weight) for feature, weight in rows("weights")}


class _Anything:
    """What holds any word: while learning, every feature is named."""

    def __contains__(self, word: object) -> bool:
        return True


_EVERY: Final[Mapping[str, Container[str]]] = defaultdict(_Anything)


@cache
def _told_by() -> Mapping[str, Container[str]]:
    """For each kind of feature the first words of those with a weight: all others need not be named."""
    found: dict[str, set[str]] = defaultdict(set)
    for feature in _weights():
        kind, *parts = feature.split()
        if parts:
            found[_kind(kind, len(parts), parts[0].endswith("*"))].add(parts[0].removesuffix("*"))
    return defaultdict(frozenset, found)


def _kind(beginning: str, words: int, of_stems: bool) -> str:
    return f"{beginning} {words}{int(of_stems)}"


__all__ = [
    "SURE",
    "context",
    "family",
    "features",
    "is_judged",
    "is_open",
    "kin",
    "opinions",
    "weighed_by",
    "with_opinions",
]
