"""Repair, faults, household things and set phrases of everyday speech: a part is named, no reform asked for.

The rules are those of docs/labelling-guide.md, section 1.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from domain.matching.judgements import NAMED, about, holds
from domain.matching.language import es, sayings
from domain.matching.mentions import Mention
from domain.matching.scene import Scene
from domain.matching.text import Break

_LOOK_BACK = 14


def is_upkeep(scene: Scene, mention: Mention) -> bool:
    """Repair and household things: "filtro de aceite", "pintar el depósito", "antena para el salón"."""
    return holds("upkeep", about(scene, mention))


def _is_like_for_like(scene: Scene, mention: Mention) -> bool:
    """ "cambiar los neumáticos por los mismos", "por otro igual": upkeep, no reform."""
    if (
        scene.text(mention.start - 1) in es.SAME_BUT_EQUAL_WORDS
        and scene.text(mention.start - 2) in es.DEFINITE
        and scene.words[mention.start].gap is Break.NONE
    ):
        # "con las mismas gomas"
        return True
    for at in range(mention.end + 1, mention.end + _LOOK_BACK):
        if not scene.same_sentence(at, mention.end) or at in scene.owner:
            return False
        if scene.text(at) in es.ANOTHER and scene.text(at + 1) in es.ALIKE:
            # "le he puesto otro igualito"
            return True
        if scene.text(at) in es.BY:
            texts = [scene.text(at + 1), scene.text(at + 2)]
            if texts[1] in es.SAME or texts[0] in es.SAME:
                return texts[0] in es.DETERMINERS_OR_SAME
    return False


def _is_with_supplies(scene: Scene, mention: Mention) -> bool:
    """ "cambio de aceite y filtro": a bare noun listed with what is used up."""
    if _comes_from_works(scene, mention):
        return True
    coordinated = (
        scene.text(mention.start - 1) in es.AND_WORDS and scene.words[mention.start].gap is Break.NONE
    )
    return coordinated and scene.text(mention.start - 2) in es.LISTED_SUPPLIES


def _comes_from_works(scene: Scene, mention: Mention) -> bool:
    """ "viene con placa solar y nevera de fábrica"."""
    if scene.text(mention.end + 1) in es.OF and mention.end + 2 in scene.owner:
        return False
    told = [scene.text(at) for at in range(max(0, mention.start - _LOOK_BACK), mention.start)]
    if tuple(told[-3:]) in sayings.FROM_WORKS_WITH and es.CAME_FROM_WORKS & set(told):
        # "viene de fábrica con aire acondicionado"
        return True
    comes = any(
        scene.text(at) in es.COMES_WITH
        for at in range(max(0, mention.start - _LOOK_BACK), mention.start)
        if scene.same_sentence(at, mention.start)
    )
    return comes and any(
        scene.text(at) in es.OF_ALONE and scene.text(at + 1) in es.STOCK_WORDS
        for at in range(mention.end + 1, mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.end)
    )


def _is_everyday(scene: Scene, mention: Mention) -> bool:
    """Whether the word belongs to a fixed phrase of everyday speech: "hace mucho aire", "luz verde"."""
    if len(mention.places) != 1:
        return False
    place = mention.places[0]
    return any(
        all(
            scene.text(place - offset + at) == word
            or (word == "#" and scene.text(place - offset + at).isdecimal())
            for at, word in enumerate(phrase)
        )
        for phrase, offset in _everyday_phrases().get(scene.text(place), ())
    )


@cache
def _everyday_phrases() -> Mapping[str, Sequence[tuple[Sequence[str], int]]]:
    """The phrases of everyday speech by each of their words, with that word's place in them."""
    found: dict[str, list[tuple[Sequence[str], int]]] = defaultdict(list)
    for phrase in sayings.EVERYDAY_PHRASES:
        for offset, text in enumerate(phrase):
            found[text].append((phrase, offset))
    return found


NAMED.update(
    everyday=lambda at: _is_everyday(at.scene, at.mention),
    like_for_like=lambda at: _is_like_for_like(at.scene, at.mention),
    with_supplies=lambda at: _is_with_supplies(at.scene, at.mention),
)
