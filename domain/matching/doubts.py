"""Elements that a client can't tell apart: "no sé si cambiaron la horquilla o los muelles", "unas llantas, no
sé de qué anchura". What is in doubt is asked, never priced; the rule is that of docs/labelling-guide.md,
section 3.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from domain.matching.keys import number_key
from domain.matching.language import es
from domain.matching.mentions import Mention, Status
from domain.matching.scene import Scene
from domain.matching.vocabulary import Vocabulary

_REACH: Final = 12
_KNOWING: Final = 3
_FUNCTION_KEYS: Final = frozenset(map(number_key, es.FUNCTION_WORDS))


def with_doubts(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]
) -> tuple[list[Mention], list[Status]]:
    """The mentions, those in doubt with all the elements they may mean, and their statuses."""
    mentions, judged = list(scene.mentions), list(statuses)
    knows = not (scene.said.isdisjoint(es.NO_NOR) or scene.said.isdisjoint(es.KNOWING_OR_CLUES))
    if not mentions or not (knows or not scene.said.isdisjoint(es.DOUBTING)):
        return mentions, judged
    absorbed: set[int] = set()
    doubts = [
        place
        for place in range(len(scene.words))
        if scene.line[place] in es.BEGINNING_DOUBTS and _is_doubt(scene, place)
    ]
    for place in doubts:
        for index, other in _weighed(scene, statuses, place):
            first, second = mentions[index].targets, mentions[other].targets
            if _are_apart(vocabulary, first, second):
                mentions[index] = replace(mentions[index], targets=(*first, *second))
                absorbed.add(other)
        for index, mention in enumerate(mentions):
            if judged[index] is Status.ASKED and len(mention.targets) == 1:
                mentions[index] = _doubted(vocabulary, scene, mention, place)
    kept = [index for index in range(len(mentions)) if index not in absorbed]
    return [mentions[index] for index in kept], [judged[index] for index in kept]


def _is_doubt(scene: Scene, place: int) -> bool:
    """ "no sé si …", "no te sé decir de qué …", "dudo si …", "ni idea de …"."""
    if scene.line[place] in es.DOUBTING:
        return True
    near = {scene.line[place + step] for step in range(1, _KNOWING + 1)}
    if scene.line[place] in es.NO_NOR and near & es.KNOWING_OR_CLUES:
        following = [scene.line[place + step] for step in range(2, 2 * _KNOWING + 1)]
        return not es.WONDERING_WHICH.isdisjoint(following)
    return False


def _weighed(scene: Scene, statuses: Sequence[Status], doubt: int) -> Iterator[tuple[int, int]]:
    """Pairs of asked mentions after a doubt with "o" between them."""
    for index in range(len(scene.mentions) - 1):
        first, second = scene.mentions[index], scene.mentions[index + 1]
        if not doubt < first.start <= doubt + _REACH or not scene.same_sentence(first.start, second.start):
            continue
        between = {scene.line[place] for place in range(first.end + 1, second.start)}
        asked = statuses[index] is Status.ASKED and statuses[index + 1] is Status.ASKED
        if asked and not es.OR.isdisjoint(between) and es.AND.isdisjoint(between):
            yield index, index + 1


def _are_apart(vocabulary: Vocabulary, first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two mentions name elements that no parent asks about."""
    if first == second:
        return False
    families = [
        {target, vocabulary.host_of.get(target), *vocabulary.ancestors.get(target, ())}
        for target in (*first, *second)
    ]
    return not set.intersection(*families) - {None}


def _doubted(vocabulary: Vocabulary, scene: Scene, mention: Mention, doubt: int) -> Mention:
    """A mention with the elements beside its own that the words of the doubt speak of."""
    if not mention.start - _REACH <= doubt <= mention.end + 2 * _REACH:
        return mention
    own = mention.targets[0]
    said = {number_key(scene.line[place]) for place in range(doubt + 1, doubt + _REACH)}
    said -= _FUNCTION_KEYS
    wider = said - vocabulary.own_words.get(own, frozenset())
    above = [code for code, covered in vocabulary.covers.items() if own in covered]
    meant = [code for code in above if wider & vocabulary.own_words.get(code, frozenset())]
    below = vocabulary.covers.get(own, frozenset())
    meant += [code for code in sorted(below) if said & vocabulary.own_words.get(code, frozenset())]
    return replace(mention, targets=(own, *meant)) if meant else mention
