"""What a pronoun says was done to a part named before: "el velocímetro no lo he cambiado, lo he movido a un
lado". The part is denied, the deed with the part's name in the catalogue ("mover el velocímetro") is asked.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from domain.matching.language import es
from domain.matching.mentions import Mention, Status
from domain.matching.scene import Scene
from domain.matching.vocabulary import Vocabulary

_REACH: Final = 24
_AUXILIARIES: Final = 3
_OWN: Final = 7
_MOVE: Final = "@move"


def moved_parts(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]
) -> Iterator[tuple[str, Mention, bool]]:
    """The elements that stand for moving a part, each with the mention of that part, and whether they are
    asked for instead of it: what is the vehicle's own is only moved."""
    if scene.said.isdisjoint(es.CLITICS) and scene.said.isdisjoint(es.MOVED_STATES):
        return
    for mention, status in zip(scene.mentions, statuses, strict=True):
        if status is not Status.ASIDE and (target := _carrier_of(vocabulary, scene, mention)) is not None:
            yield target, mention, False
        if _may_be_moved(scene, mention, status) and _is_moved(scene, mention):
            target = _moving_of(vocabulary, scene, mention)
            if target is not None:
                yield target, mention, status is Status.ASKED


def _may_be_moved(scene: Scene, mention: Mention, status: Status) -> bool:
    """Whether a part is denied, or said to be the vehicle's own: "el velocímetro original lo he pasado…"."""
    if status is Status.DENIED:
        return True
    near = scene.line[mention.end + 1 : mention.end + 1 + _OWN]
    return status is Status.ASKED and not es.STOCK_WORDS_OR_SAME.isdisjoint(near)


def _is_moved(scene: Scene, mention: Mention) -> bool:
    last = min(len(scene.words), mention.end + _REACH)
    for at in range(mention.end + 1, last):
        if scene.line[at] in es.MOVED_STATES and _leads_aside(scene, at):
            return True
        if scene.line[at] not in es.CLITICS:
            continue
        for verb in range(at + 1, min(last, at + 1 + _AUXILIARIES)):
            if scene.line[verb] in es.MOVE:
                return scene.line[at - 1] not in es.NOT
            if scene.line[verb] in es.PUTTING and _leads_aside(scene, verb):
                return True
    return False


def _leads_aside(scene: Scene, verb: int) -> bool:
    """ "… a un lado", "… de sitio", "… al lateral"."""
    return not es.ASIDE_TO.isdisjoint({scene.line[verb + step] for step in (1, 2, 3)})


def _carrier_of(vocabulary: Vocabulary, scene: Scene, mention: Mention) -> str | None:
    """ "un faro con un soporte que lo baja": the element that a noun names together with the part."""
    last = min(len(scene.words), mention.end + _REACH)
    if es.THAT.isdisjoint(scene.line[mention.end + 2 : last]):
        return None
    for at in range(mention.end + 2, last - 2):
        moved = scene.line[at] in es.THAT and scene.line[at + 1] in es.CLITICS
        if (
            not moved
            or scene.line[at + 2] not in es.SHIFTING
            or scene.sentences[at] != scene.sentences[mention.start]
        ):
            continue
        noun = scene.words[at - 1].stem
        for place in mention.places:
            wanted = {noun, scene.words[place].stem}
            found = [
                phrase.target
                for key in wanted
                for phrase in vocabulary.phrases.multi.get(key, ())
                if set(phrase.keys) == wanted and phrase.target not in mention.targets
            ]
            if found:
                return found[0]
    return None


def _moving_of(vocabulary: Vocabulary, scene: Scene, mention: Mention) -> str | None:
    for place in mention.places:
        wanted = {_MOVE, scene.words[place].stem}
        for key in wanted:
            for phrase in vocabulary.phrases.multi.get(key, ()):
                if set(phrase.keys) == wanted and phrase.target not in mention.targets:
                    return phrase.target
    return None
