"""Elements that a client can't tell apart: "no sé si cambiaron la horquilla o los muelles", "unas llantas, no
sé de qué anchura". What is in doubt is asked, never priced; the rule is that of docs/labelling-guide.md,
section 3.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
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
    if not knows and scene.said.isdisjoint(es.DOUBTING):
        return mentions, judged
    absorbed: set[int] = set()
    for doubt in filter(partial(_is_doubt, scene), range(len(scene.words))):
        for index in range(len(mentions) - 1):
            first, second = scene.mentions[index : index + 2]
            if not doubt < first.start <= doubt + _REACH or judged[index] is not Status.ASKED:
                continue
            between = scene.line[first.end + 1 : second.start]
            either = not es.OR.isdisjoint(between) and es.AND.isdisjoint(between)
            if either and _are_apart(vocabulary, first, second):
                mentions[index] = replace(first, targets=(*first.targets, *second.targets))
                absorbed.add(index + 1)
        for index, mention in enumerate(mentions):
            if judged[index] is Status.ASKED and len(mention.targets) == 1:
                mentions[index] = _doubted(vocabulary, scene, mention, doubt)
    kept = [index for index in range(len(mentions)) if index not in absorbed]
    return [mentions[index] for index in kept], [judged[index] for index in kept]


def _is_doubt(scene: Scene, place: int) -> bool:
    """ "no sé si …", "no te sé decir de qué …", "ni idea de …", "dudo si …"."""
    return scene.line[place] in es.DOUBTING or (
        scene.line[place] in es.NO_NOR
        and not es.KNOWING_OR_CLUES.isdisjoint(scene.line[place + 1 : place + 1 + _KNOWING])
        and not es.WONDERING_WHICH.isdisjoint(scene.line[place + 2 : place + 1 + 2 * _KNOWING])
    )


def _are_apart(vocabulary: Vocabulary, first: Mention, second: Mention) -> bool:
    """Whether two mentions name elements that no parent asks about."""
    families = [
        {target, vocabulary.host_of.get(target), *vocabulary.ancestors.get(target, ())}
        for target in (*first.targets, *second.targets)
    ]
    return not set.intersection(*families) - {None}


def _doubted(vocabulary: Vocabulary, scene: Scene, mention: Mention, doubt: int) -> Mention:
    """A mention with the elements beside its own that the words of the doubt speak of."""
    own = mention.targets[0]
    said = {number_key(text) for text in scene.line[doubt + 1 : doubt + _REACH]}
    said -= {number_key(word) for word in es.FUNCTION_WORDS}
    wider = said - vocabulary.own_words.get(own, frozenset())
    above = [code for code, covered in vocabulary.covers.items() if own in covered]
    meant = [code for code in above if wider & vocabulary.own_words.get(code, frozenset())]
    below = vocabulary.covers.get(own, frozenset())
    meant += [code for code in sorted(below) if said & vocabulary.own_words.get(code, frozenset())]
    return replace(mention, targets=(own, *meant))
