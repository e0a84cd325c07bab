"""Ranked lists put together by weighted reciprocal ranks, and whether what came out answers the question.

Dense neighbours weigh more than full text, but not twice as much: on questions for whose words nobody has
prepared anything they find more, on the others words do. No similarity tells an answer from its absence: what
helps is whether both ways agree, and how much of what the question says the best passages say too.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

Key = TypeVar("Key", bound=Hashable)

DENSE_WEIGHT: Final = 1.5
TEXT_WEIGHT: Final = 1.0
_RANK_OFFSET: Final = 20.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen of a question. `similarity`: of the nearest passage, None without vectors. `agreement`:
    the smallest sum of a passage's places in both lists, None where their tops share nothing. `coverage`: the
    share of the question's telling words that the best passages hold, 0 to 1."""

    similarity: float | None
    agreement: int | None
    coverage: float


def fuse(dense: Sequence[Key], text: Sequence[Key]) -> dict[Key, float]:
    """The score of each key by its places in the two lists; the higher the better."""
    scores: dict[Key, float] = {}
    for ranked, weight in ((dense, DENSE_WEIGHT), (text, TEXT_WEIGHT)):
        for place, key in enumerate(ranked, 1):
            scores[key] = scores.get(key, 0.0) + weight / (_RANK_OFFSET + place)
    return scores


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
