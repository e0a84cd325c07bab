"""What a message asks for beyond the tariff: work without a price, from mentions already judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.matching.mentions import Status
from domain.matching.result import BeyondHit, MatchResult
from domain.matching.scene import Scene
from domain.matching.vocabulary import Vocabulary
from domain.matching.wording import Wording


@dataclass(frozen=True, slots=True)
class Beyond:
    """The works asked for and denied; `places` are all words that their mentions cover."""

    hits: tuple[BeyondHit, ...]
    negated: tuple[str, ...]
    places: frozenset[int]


def beyond_tariff(vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]) -> Beyond:
    """The works of a message in reading order, later words before earlier ones.

    Whatever else is asked for belongs to a work that covers the request: then it stands alone.
    """
    asked: dict[str, BeyondHit] = {}
    denied: dict[str, None] = {}
    places: set[int] = set()
    for mention, status in zip(scene.mentions, statuses, strict=True):
        work = vocabulary.works.get(mention.targets[0])
        if work is None:
            continue
        places.update(range(mention.start, mention.end + 1))
        if status is Status.DENIED:
            asked.pop(work.code, None)
            denied[work.code] = None
        elif status is Status.ASKED:
            denied.pop(work.code, None)
            said = scene.words[min(mention.places) : max(mention.places) + 1]
            asked.setdefault(work.code, BeyondHit(work, " ".join(word.raw for word in said)))
    hits = [hit for hit in asked.values() if hit.work.covers_request] or list(asked.values())
    return Beyond(tuple(hits), tuple(denied), frozenset(places))


def in_own_words(result: MatchResult, doubtful: tuple[str, ...], text: str) -> MatchResult:
    """The result with what is in doubt, and what it quotes as the client wrote it."""
    unresolved, beyond = result.unresolved, result.beyond
    if unresolved or beyond:
        wording = Wording(text)
        unresolved = tuple(dict.fromkeys(wording.quoted(word.split()) for word in unresolved))
        beyond = tuple(replace(hit, words=wording.quoted(hit.words.split())) for hit in beyond)
    elif not doubtful:
        return result
    return MatchResult(
        result.elements,
        result.questions,
        unresolved,
        result.negated,
        beyond,
        result.beyond_negated,
        doubtful,
    )
