"""What a message asks for beyond the tariff: work without a price, from mentions already judged."""

from collections.abc import Sequence
from dataclasses import replace

from domain.matching.mentions import Status
from domain.matching.result import BeyondHit, MatchResult
from domain.matching.scene import Scene
from domain.matching.vocabulary import Vocabulary
from domain.matching.wording import Wording


def beyond_tariff(vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]) -> MatchResult:
    """A result of the works alone, in reading order, later words before earlier ones.

    Whatever else is asked for belongs to a work that covers the request: then it stands alone.
    """
    asked: dict[str, BeyondHit] = {}
    denied: dict[str, None] = {}
    for mention, status in zip(scene.mentions, statuses, strict=True):
        work = vocabulary.works.get(mention.targets[0])
        if work is None:
            continue
        if status is Status.DENIED:
            asked.pop(work.code, None)
            denied[work.code] = None
        elif status is Status.ASKED:
            denied.pop(work.code, None)
            said = scene.words[min(mention.places) : max(mention.places) + 1]
            asked.setdefault(work.code, BeyondHit(work, " ".join(word.raw for word in said)))
    hits = [hit for hit in asked.values() if hit.work.covers_request] or asked.values()
    return MatchResult(beyond=tuple(hits), beyond_negated=tuple(denied))


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
