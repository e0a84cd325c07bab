"""What a client denies: "el manillar no", "sin tocar el subchasis", "ya no quiero", "está homologado".

The rules are those of docs/labelling-guide.md, section 6; they are rows of `es/judgements.tsv`, which ask for
the tests below by name.
"""

from collections.abc import Mapping
from itertools import takewhile
from typing import Final

from domain.matching.judgements import Point, Test, about, holds
from domain.matching.language import es
from domain.matching.mentions import Mention
from domain.matching.scene import Scene
from domain.matching.text import Break

_LOOK_AHEAD = 9
_ITEM = 5


def denied_before(scene: Scene, place: int) -> bool:
    """Whether the words before `place` deny what stands there: "sin", "no quiero", "todo menos", "ni"."""
    return holds("before", Point(scene, place, place))


def denied_after(scene: Scene, mention: Mention) -> bool:
    """ "el manillar no", "la bola no lleva", "el escape ya está homologado", "los espejos son de serie"."""
    return holds("after", about(scene, mention))


def _is_item(scene: Scene, opening: int) -> bool:
    """Whether a line holds one short item of a list of parts: "- sin guardabarros trasero"."""
    first, last = scene.extents[scene.sentences[opening]]
    return last - first < _ITEM and len(scene.mentions) > 2


def _denied_again(scene: Scene, mention: Mention) -> bool:
    """ "me han puesto aumento de plazas y yo las plazas no las he tocado"."""
    own = {scene.words[place].single for place in mention.places}
    return any(
        scene.words[at].single in own
        and scene.line[at + 1] in es.NOT
        and holds("denies", about(scene, mention, at + 1))
        for at in range(mention.end + 1, min(len(scene.words) - 1, mention.end + 2 * _LOOK_AHEAD))
        if at not in scene.owner and scene.same_sentence(at + 1, mention.end)
    )


def is_resumed(scene: Scene, mention: Mention) -> bool:
    """ "no lo lleva la moto y quiero ponerlo"."""
    return holds("resumed", about(scene, mention))


def is_replaced(scene: Scene, mention: Mention) -> bool:
    """ "un Koso en lugar del reloj": whether something else takes the mention's place."""
    return holds("instead", about(scene, mention))


def _is_object_elsewhere(scene: Scene, verb: int, place: int) -> bool:
    """Whether a denial ends before `place`, past a comma.

    A new verb follows it ("no toquéis X, seguimos con Y"), or the denied verb has spoken of what came before
    it ("los intermitentes no los cambio, el faro…").
    """
    at = place
    while at > 0 and scene.gaps[at] is Break.NONE:
        at -= 1
        text = scene.line[at]
        listed = text in es.DETERMINERS or text in es.QUALIFIERS or text in es.LIST_FILLERS
        if not (listed or at in scene.owner):
            return True
    at = verb
    while at > 0 and scene.gaps[at] is Break.NONE and verb - at < 8:
        at -= 1
        if at in scene.owner:
            return True
    return False


def _new_item(scene: Scene, verb: int, place: int) -> bool:
    """ "sin tocar anclajes y dos faros": the verb has its object, a new item follows."""
    between = range(verb + 1, place)
    if any(at in scene.owner for at in between):
        # "sin subir la MMR y encima un brazo"
        return scene.line[place - 1] in es.INDEFINITE_SINGULAR and not es.AND.isdisjoint(
            {scene.line[at] for at in between}
        )
    texts = [scene.line[at] for at in between]
    if es.AND.isdisjoint(texts):
        return False
    objects = takewhile(lambda text: text not in es.AND, texts)
    return any(not (text in es.DETERMINERS or text in es.QUALIFIERS or text in es.OF) for text in objects)


def verb_denial(scene: Scene, verb: int) -> bool:
    """Whether "no" or "sin" stands before the verb, past pronouns, auxiliaries and other verbs."""
    at = verb - 1
    steps = 0
    while at >= 0 and steps < 5 and scene.words[at + 1].gap is Break.NONE:
        text = scene.words[at].text
        if text in es.WITHOUT and scene.line[at + 1] in es.REFORM_WORDS:
            # "no paso la ITV sin homologar X": X is still to be done.
            return False
        if text in es.NOT and scene.line[at - 1] in es.IF and scene.line[at + 1] in es.REFORM_WORDS:
            # "no me pasan la ITV si no homologo X"
            return False
        if text in es.NEGATORS:
            return not _is_asked_whether(scene, at)
        if text in es.THAT and (scene.line[at - 1] in es.DENIABLE_VERBS or scene.line[at - 1] in es.IS):
            at -= 1
        elif not (text in es.BEFORE_VERB or text in es.DENIABLE_VERBS):
            return False
        at -= 1
        steps += 1
    return False


def _is_asked_whether(scene: Scene, no: int) -> bool:
    """ "¿no hay que homologar el manillar?" and "¿es legal no llevar espejos?" deny nothing."""
    at = no
    while at + 1 < len(scene.words) and scene.words[at + 1].gap is not Break.SENTENCE and at - no < 40:
        at += 1
    if not scene.words[at].asked:
        return False
    opens = scene.words[no].gap is Break.SENTENCE and scene.line[no + 1] in es.DUTIES
    return opens or bool({scene.line[place] for place in range(max(0, no - 4), no)} & es.PERMISSIONS)


TESTS: Final[Mapping[str, Test]] = {
    "new_item": lambda at: _new_item(at.scene, at.a, at.m),
    "object_elsewhere": lambda at: _is_object_elsewhere(at.scene, at.a, at.m),
    "verb_denied": lambda at: verb_denial(at.scene, at.a),
    "denied_again": lambda at: _denied_again(at.scene, at.mention),
    "item_of_list": lambda at: _is_item(at.scene, at.m),
    "next_to_it": lambda at: at.a == at.e + 1,
}
