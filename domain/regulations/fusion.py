"""Two ways of scoring passages put together.

Each way's scores are counted in deviations from the mean of its best ones, so that ways with scales of their
own weigh alike; sums of scores find more than reciprocal ranks do, with and without words prepared for the
question.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from math import fsum, sqrt
from typing import Final, TypeVar

Key = TypeVar("Key", bound=Hashable)

DENSE_WEIGHT: Final = 1.25
TEXT_WEIGHT: Final = 1.0
FURTHER: Final = 1.0
DEPTH: Final = 60
"""How many of a way's best scores say what is usual."""

_NOTHING: Final = 1e-9


def fuse(dense: Mapping[Key, float], text: Mapping[Key, float]) -> dict[Key, float]:
    """The score of each key by its scores in both ways; the higher the better. A key that one way does not
    know stands there as the worst it knows."""
    scores: dict[Key, float] = dict.fromkeys((*dense, *text), 0.0)
    for found, weight in ((dense, DENSE_WEIGHT), (text, TEXT_WEIGHT)):
        if not found:
            continue
        mean, deviation = _usual(found.values())
        worst = min(found.values())
        for key in scores:
            scores[key] += weight * (found.get(key, worst) - mean) / deviation
    return scores


def spread(scores: Mapping[Key, float], places: Mapping[Key, Hashable]) -> dict[Key, float]:
    """The scores, each further key of a place lowered by one deviation more than the one before it: a long
    article must not fill the list alone. A key without a place stands by itself."""
    seen: Counter[Hashable] = Counter()
    lowered: dict[Key, float] = {}
    for key in best_first(scores):
        place = places.get(key, key)
        lowered[key] = scores[key] - FURTHER * seen[place]
        seen[place] += 1
    return lowered


def _usual(scores: Iterable[float]) -> tuple[float, float]:
    """Mean and deviation of the best scores; a deviation of nothing is 1, since then all are alike."""
    best = sorted(scores, reverse=True)[:DEPTH]
    mean = fsum(best) / len(best)
    deviation = sqrt(fsum((score - mean) ** 2 for score in best) / len(best))
    return mean, deviation if deviation > _NOTHING else 1.0


def best_first(scores: Mapping[Key, float]) -> list[Key]:
    """The keys by falling score, in their order where it is the same."""
    return sorted(scores, key=lambda key: -scores[key])
