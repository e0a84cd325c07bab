"""What is weighed beside a mention's own words: what the rules say, and how the other mentions stand.

A part is asked for or not beside others: of several in one message, some are told of and others wanted; those
of a sentence are mostly meant alike; and one that is named again is wanted where it is wanted anywhere.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.matching.mentions import Status
from domain.matching.scene import Scene

Weighed = tuple[str, float]

# The groups of mentions that one is weighed beside.
_OTHERS: Final = "=others"
_SENTENCE: Final = "=sentence"
_SAME: Final = "=same"
# Odds from which more of the same says less.
_CLEAR: Final = 2.0


@dataclass(frozen=True, slots=True)
class _Group:
    """The odds of mentions that belong together: their sum, and the two least and the two greatest."""

    count: int
    total: float
    least: Sequence[float]
    greatest: Sequence[float]

    def without(self, own: float) -> tuple[float, float, float]:
        """The mean, the greatest and the least of the others."""
        mean = (self.total - own) / (self.count - 1)
        return (
            mean,
            self.greatest[1] if own >= self.greatest[0] else self.greatest[0],
            self.least[1] if own <= self.least[0] else self.least[0],
        )


def weighed(
    scene: Scene, statuses: Sequence[Status], alone: Sequence[float]
) -> Iterator[tuple[Weighed, ...]]:
    """What is weighed of every mention, in their order, by the opinions on their own words, as log-odds."""
    everything = _group(alone)
    sentences = [scene.sentences[mention.start] for mention in scene.mentions]
    by_sentence = _grouped(sentences, alone)
    by_part = _grouped([mention.targets for mention in scene.mentions], alone)
    for mention, sentence, status, own in zip(scene.mentions, sentences, statuses, alone, strict=True):
        yield (
            ("=always", 1.0),
            ("=alone", own),
            ("=for", max(own, 0.0)),
            ("=clear", own - max(-_CLEAR, min(_CLEAR, own))),
            ("=rules", 1.0 if status is Status.ASKED else -1.0),
            *_beside(_OTHERS, everything, own),
            *_beside(_SENTENCE, by_sentence[sentence], own),
            *_beside(_SAME, by_part[mention.targets], own),
        )


def _beside(name: str, group: _Group, own: float) -> Iterator[Weighed]:
    if group.count > 1:
        mean, greatest, least = group.without(own)
        yield name, 1.0
        yield f"{name}-mean", mean
        yield f"{name}-most", greatest
        yield f"{name}-least", least


def _grouped(keys: Iterable[Hashable], alone: Sequence[float]) -> Mapping[Hashable, _Group]:
    found: dict[Hashable, list[float]] = defaultdict(list)
    for key, odds in zip(keys, alone, strict=True):
        found[key].append(odds)
    return {key: _group(listed) for key, listed in found.items()}


def _group(odds: Sequence[float]) -> _Group:
    ordered = sorted(odds)
    return _Group(len(odds), sum(odds), ordered[:2], ordered[:-3:-1])
