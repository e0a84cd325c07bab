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
_OWN: Final = 7
_MOVE: Final = "@move"


def moved_parts(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]
) -> Iterator[tuple[str, Mention]]:
    """The elements that stand for moving a part, each with the mention of that part."""
    if scene.said.isdisjoint(es.CLITICS):
        return
    for mention, status in zip(scene.mentions, statuses, strict=True):
        if status is Status.ASIDE:
            continue
        others = [noun for noun in (_carrier(scene, mention),) if noun is not None]
        if _may_be_moved(scene, mention, status) and _is_moved(scene, mention):
            others.append(_MOVE)
        for other in others:
            if (target := _named_with(vocabulary, scene, mention, other)) is not None:
                yield target, mention


def _may_be_moved(scene: Scene, mention: Mention, status: Status) -> bool:
    """Whether a part is denied, or said to be the vehicle's own: "el velocímetro original lo he pasado…"."""
    near = scene.line[mention.end + 1 : mention.end + 1 + _OWN]
    return status is Status.DENIED or not es.STOCK_WORDS_OR_SAME.isdisjoint(near)


def _is_moved(scene: Scene, mention: Mention) -> bool:
    """ "… lo he puesto a un lado", "… desplazado de sitio", "… lo paso al lateral"."""
    return any(
        scene.line[at] in es.MOVED_STATES_OR_PUTTING
        and not es.ASIDE_TO.isdisjoint(scene.line[at + 1 : at + 4])
        for at in range(mention.end + 1, mention.end + _REACH)
    )


def _carrier(scene: Scene, mention: Mention) -> str | None:
    """ "un faro con un soporte que lo baja": the noun, by stem, that moves the part."""
    for at in range(mention.end + 2, min(len(scene.words), mention.end + _REACH) - 2):
        if (
            scene.line[at + 1] in es.CLITICS
            and scene.line[at + 2] in es.SHIFTING
            and scene.line[at] in es.THAT
        ):
            return scene.words[at - 1].stem
    return None


def _named_with(vocabulary: Vocabulary, scene: Scene, mention: Mention, other: str) -> str | None:
    """The element that a part's word names together with another one: "mover el velocímetro"."""
    for place in mention.places:
        wanted = {other, scene.words[place].stem}
        for key in sorted(wanted):
            for phrase in vocabulary.phrases.multi.get(key, ()):
                if set(phrase.keys) == wanted and phrase.target not in mention.targets:
                    return phrase.target
    return None
