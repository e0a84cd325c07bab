"""Two ways of scoring passages put together, and whether what came out answers the question.

Each way's scores are counted in deviations from the mean of its best ones, so that ways with scales of their
own weigh alike; sums of scores find more than reciprocal ranks do, with and without words prepared for the
question. No similarity tells an answer from its absence: what helps is whether both ways agree, and how much
of what the question says the best passages say too.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Final, TypeVar

Key = TypeVar("Key", bound=Hashable)

DENSE_WEIGHT: Final = 1.25
TEXT_WEIGHT: Final = 1.0
FURTHER: Final = 1.0
DEPTH: Final = 60
"""How many of a way's best scores say what is usual."""

_NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen of a question. `similarity`: of the nearest passage, None without vectors. `agreement`:
    the smallest sum of a passage's places in both lists, None where their tops share nothing. `coverage`: the
    share of the question's telling words that the best passages hold, 0 to 1."""

    similarity: float | None
    agreement: int | None
    coverage: float


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


def agreement_of(dense: Sequence[Key], text: Sequence[Key], depth: int = 10) -> int | None:
    """The smallest sum of places of a key that both lists hold near their tops, from 2; None without one."""
    places = {key: place for place, key in enumerate(text[:depth], 1)}
    shared = [place + places[key] for place, key in enumerate(dense[:depth], 1) if key in places]
    return min(shared, default=None)


def answers(evidence: Evidence) -> bool:
    """Whether the passages are to be given as an answer."""
    return answer_score(evidence) >= THRESHOLD


THRESHOLD: Final = 0.0


def answer_score(evidence: Evidence) -> float:
    """How much speaks for an answer; THRESHOLD and above is one."""
    near = 0.0 if evidence.similarity is None else (evidence.similarity - 0.85) * 20
    agreed = 0.0 if evidence.agreement is None else 1.0 / evidence.agreement
    return near + agreed + evidence.coverage


def best_first(scores: Mapping[Key, float]) -> list[Key]:
    """The keys by falling score, in their order where it is the same."""
    return sorted(scores, key=lambda key: -scores[key])
