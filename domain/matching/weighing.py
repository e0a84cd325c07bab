"""What is weighed beside a mention's own words: what the rules say, and how the other mentions stand.

A part is asked for or not beside others: of several in one message, some are told of and others wanted; those
of a sentence are mostly meant alike; and one that is named again is wanted where it is wanted anywhere.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from domain.matching.mentions import Status
from domain.matching.scene import Scene

# What is weighed of a mention, in order: of each group that it is weighed beside, whether there are others in
# it, and their mean, greatest and least.
WEIGHED: Final = (
    *("=always", "=alone", "=for", "=clear", "=rules"),
    *("=others", "=others-mean", "=others-most", "=others-least"),
    *("=sentence", "=sentence-mean", "=sentence-most", "=sentence-least"),
    *("=same", "=same-mean", "=same-most", "=same-least"),
)
# Odds from which more of the same says less.
_CLEAR: Final = 2.0
_NO_OTHERS: Final = (0.0, 0.0, 0.0, 0.0)

# The odds of mentions that belong together: how many, their sum, and the two least and the two greatest.
_Group = tuple[int, float, Sequence[float], Sequence[float]]


def weighed(scene: Scene, statuses: Sequence[Status], alone: Sequence[float]) -> Iterator[tuple[float, ...]]:
    """What is weighed of every mention, in their order, by the opinions on their own words, as log-odds."""
    everything = _group(alone)
    sentences = [scene.sentences[mention.start] for mention in scene.mentions]
    by_sentence = _grouped(sentences, alone)
    by_part = _grouped([mention.targets for mention in scene.mentions], alone)
    for mention, sentence, status, own in zip(scene.mentions, sentences, statuses, alone, strict=True):
        yield (
            1.0,
            own,
            max(own, 0.0),
            own - max(-_CLEAR, min(_CLEAR, own)),
            1.0 if status is Status.ASKED else -1.0,
            *_beside(everything, own),
            *_beside(by_sentence[sentence], own),
            *_beside(by_part[mention.targets], own),
        )


def _beside(group: _Group, own: float) -> tuple[float, float, float, float]:
    """What the others of a group say of one."""
    count, total, least, greatest = group
    if count == 1:
        return _NO_OTHERS
    mean = (total - own) / (count - 1)
    most = greatest[1] if own >= greatest[0] else greatest[0]
    return 1.0, mean, most, least[1] if own <= least[0] else least[0]


def _grouped(keys: Iterable[Hashable], alone: Sequence[float]) -> Mapping[Hashable, _Group]:
    found: dict[Hashable, list[float]] = {}
    for key, odds in zip(keys, alone, strict=True):
        found.setdefault(key, []).append(odds)
    return {key: _group(listed) for key, listed in found.items()}


def _group(odds: Sequence[float]) -> _Group:
    ordered = sorted(odds)
    return len(odds), sum(odds), ordered[:2], ordered[:-3:-1]
