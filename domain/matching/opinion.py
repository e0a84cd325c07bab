"""A second opinion on each mention, learnt from the labelled messages: the words around it, weighed.

The rules of `es/judgements.tsv` and `es/cues.tsv` say what is certain; the stories that clients tell ("la
bola la quitó el anterior dueño, a mí me queda la claraboya") have more turns than rows. Here every word, pair
and triple near a mention may have a weight (`es/weights.tsv`, in hundredths of log-odds), and the sum says
how likely the client asks for the part; what rules and opinion leave open together is in doubt.
`python -m benchmarks.opinion` learns the weights, and says how they do on messages they were not learnt from.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
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
# Log-odds from which an answer is sure: below, the price waits for the client's word.
SURE: Final = 1.5
# Those against a part from which it is left out although the rules take it.
UNASKED: Final = 0.5
# Mentions so near each other are read together: "ni el manillar ni los espejos".
_BESIDE: Final = 6

# What features begin with: the side of the mention, or the sentence before or after its own.
_LEFT: Final = "l"
_RIGHT: Final = "r"
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


def with_opinions(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]
) -> tuple[list[Status], tuple[str, ...]]:
    """The statuses of the rules, turned where rules and opinion together say otherwise; and what is in doubt.

    The opinion takes parts out, and puts none in: what the rules leave out has its reason in their rows. In
    doubt are the elements and parents that the message names and may ask for, in order. Of a message that
    asks for nothing, and of work beyond the tariff, the rules alone decide.
    """
    turned = list(statuses)
    if not is_open(scene, statuses):
        return turned, ()
    heard = {
        index: opinion
        for index, opinion in enumerate(opinions(scene, statuses))
        if is_judged(vocabulary, scene.mentions[index])
    }
    for index, odds in heard.items():
        if statuses[index] is Status.ASKED and odds < -UNASKED and not _is_said(scene, index):
            turned[index] = Status.ASIDE
    doubtful = [
        scene.mentions[index].targets[0]
        for index, odds in heard.items()
        if (odds < SURE if turned[index] is Status.ASKED else odds > -SURE)
        and not (turned[index] is not Status.ASKED and _named(vocabulary, scene, turned, index))
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
    own = _kin(vocabulary, scene.mentions[index])
    return any(
        not own.isdisjoint(_kin(vocabulary, there))
        for other, there in enumerate(scene.mentions)
        if other != index and statuses[other] is Status.ASKED
    )


def _kin(vocabulary: Vocabulary, mention: Mention) -> frozenset[str]:
    found = set(mention.targets)
    for target in mention.targets:
        found.update(vocabulary.ancestors.get(target, ()))
        if target in vocabulary.host_of:
            found.add(vocabulary.host_of[target])
        if target in vocabulary.hosts:
            found.update(vocabulary.hosts[target].variants)
    return frozenset(found)


def is_open(scene: Scene, statuses: Sequence[Status]) -> bool:
    """Whether the second opinion is heard on a message: not where it asks for nothing as a whole."""
    aside = all(status is Status.ASIDE for status in statuses)
    return bool(statuses) and not (aside and holds("asks_for_nothing", Point(scene, 0, 0)))


def is_judged(vocabulary: Vocabulary, mention: Mention) -> bool:
    """Whether the second opinion is heard on a mention."""
    return vocabulary.works.keys().isdisjoint(mention.targets)


def opinions(scene: Scene, statuses: Sequence[Status]) -> list[float]:
    """How likely the client asks for every mention, all things weighed, as log-odds in their order."""
    weights = _weights()
    alone = [
        (weights["=own"] + sum(weights.get(feature, 0) for feature in features(scene, index))) / _HUNDREDTHS
        for index in range(len(scene.mentions))
    ]
    return [
        sum(value * weights.get(name, 0) for name, value in context(scene, statuses, alone, index))
        / _HUNDREDTHS
        for index in range(len(alone))
    ]


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
    return frozenset(_features(scene, index))


def _features(scene: Scene, index: int) -> Iterator[str]:
    mention = scene.mentions[index]
    number = scene.sentences[mention.start]
    first, last = scene.extents[number]
    yield f"t {mention.targets[0]}"
    yield f"a {scene.words[mention.start].asked}"
    yield f"n {min(len(scene.mentions), _LAST_NUMBERED)}"
    yield f"i {min(index, _LAST_NUMBERED)}"
    yield f"s {min(number, _LAST_NUMBERED)} {last == len(scene.words) - 1}"
    yield from _side(_LEFT, _leftwards(scene, index, first))
    yield from _side(_RIGHT, _rightwards(scene, index, last))
    own = [_token(scene, place) for place in range(first, last + 1)]
    yield from (f"w {token}" for token in own)
    yield from (f"w {one} {other}" for one, other in pairwise(own))
    yield f"b {' '.join(own[:2])}"
    yield f"b {' '.join(own[:3])}"
    begin, end = scene.clauses[scene.chunks[mention.start]]
    yield from (f"c {_token(scene, place)[:_STEM]}" for place in range(begin, end + 1))
    for name, beside in ((_FORMER, number - 1), (_FURTHER, number + 1)):
        begin, end = scene.extents.get(beside, (0, -1))
        yield from (f"{name} {_token(scene, place)}" for place in range(begin, end + 1))


def _side(side: str, tokens: Sequence[str]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        stem = token[:_STEM]
        yield f"{side} {stem}"
        yield f"{side}{min(place // _NEAR, 2)} {token}"
        if place < _PLACED:
            yield f"{side}@{place} {token}"
            yield f"{side}@{place} {stem}*"
        if place:
            yield f"{side}{int(place > _NEAR)} {tokens[place - 1]} {token}"
            yield f"{side} {tokens[place - 1][:_STEM]}* {stem}*"
        if place > 1:
            yield f"{side} {tokens[place - 2]} {tokens[place - 1]} {token}"


def _leftwards(scene: Scene, index: int, first: int) -> list[str]:
    mention = scene.mentions[index]
    tokens: list[str] = []
    for place in range(mention.start - 1, max(first, mention.start - REACH) - 1, -1):
        tokens += _mark(scene, place + 1)
        tokens.append(_token(scene, place))
    return tokens if mention.start - REACH > first else [*tokens, _EDGE]


def _rightwards(scene: Scene, index: int, last: int) -> list[str]:
    mention = scene.mentions[index]
    tokens: list[str] = []
    for place in range(mention.end + 1, min(last, mention.end + REACH) + 1):
        tokens += _mark(scene, place)
        tokens.append(_token(scene, place))
    return tokens if mention.end + REACH < last else [*tokens, _EDGE]


def _mark(scene: Scene, place: int) -> Sequence[str]:
    gap = scene.gaps[place]
    return () if gap is Break.NONE else (_BREAKS.get(gap, _EDGE),)


def _token(scene: Scene, place: int) -> str:
    if place in scene.owner:
        return _PART
    text = scene.line[place]
    return _NUMBER if text.isdigit() else text


@cache
def _weights() -> Mapping[str, int]:
    return {feature: int(weight) for feature, weight in rows("weights")}


__all__ = ["context", "features", "is_judged", "is_open", "opinions", "with_opinions"]
