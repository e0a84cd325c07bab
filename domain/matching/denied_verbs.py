"""Verbs that are denied, and how far their denial reaches: "no quiero cambiar X", "sin tocar X", "dejo X".

The rules are those of docs/labelling-guide.md, section 6.
"""

from itertools import takewhile

from domain.matching.judgements import NAMED
from domain.matching.language import es
from domain.matching.scene import Scene
from domain.matching.text import Break

_LOOK_BACK = 14


def _has_own_object(scene: Scene, verb: int, place: int) -> bool:
    """Whether a denial ends before `place`.

    A comma and a new verb follow it ("no toquéis X, seguimos con Y"), or the denied verb has spoken of what
    came before it ("los intermitentes no los cambio, el faro…").
    """
    between = {scene.text(at) for at in range(verb + 1, place)}
    if not es.NOTHING.isdisjoint({scene.text(verb + 1), scene.text(verb + 2)}) and between & es.AND_WORDS:
        # "donde antes no había nada y un toldo"
        return True
    if scene.text(verb) in es.KEEP_WORDS and _is_added(scene, verb, place):
        # "manteniendo la MMR con brazo portaequipajes"
        return True
    if scene.text(verb + 1) in es.DEFINITE and scene.text(verb + 3) in es.STOCK_WORDS and place > verb + 3:
        # "conserva el de serie, el escape…"
        return True
    if scene.text(verb + 1) in es.PAPERS_OR_CERTIFICATES and place > verb + 1:
        # "no tiene papeles la bola"
        return True
    if scene.text(verb) in es.CONDITION_VERBS and _is_apart(scene, verb, place):
        # "ni tapa ni sobresale, antena", "no sobresale y bola": what a part does not touch ends with it.
        return True
    if scene.text(verb - 1) in es.WITHOUT and _new_item(scene, verb, place):
        return True
    if all(scene.words[at].gap is Break.NONE for at in range(verb + 1, place + 1)):
        return False
    at = place
    while scene.words[at].gap is Break.NONE and at > 0:
        at -= 1
        text = scene.words[at].text
        listed = text in es.DETERMINERS or text in es.QUALIFIERS or text in es.LIST_FILLERS
        if not (listed or at in scene.owner):
            return True
    at = verb
    while at > 0 and scene.words[at].gap is Break.NONE and verb - at < 8:
        at -= 1
        if at in scene.owner:
            return True
    return False


def _is_added(scene: Scene, verb: int, place: int) -> bool:
    """Whether "con" leads from the object of a verb to what stands at `place`."""
    at = place - 1
    while scene.text(at) in es.DETERMINERS:
        at -= 1
    return scene.text(at) in es.WITH and at > verb + 1


def _is_apart(scene: Scene, verb: int, place: int) -> bool:
    between = range(verb + 1, place + 1)
    return any(scene.words[at].gap is not Break.NONE or scene.text(at) in es.AND for at in between)


def _new_item(scene: Scene, verb: int, place: int) -> bool:
    """ "sin tocar anclajes y dos faros": the verb has its object, a new item follows."""
    between = range(verb + 1, place)
    if any(at in scene.owner for at in between):
        # "sin subir la MMR y encima un brazo"
        return scene.text(place - 1) in es.INDEFINITE_SINGULAR and not es.AND.isdisjoint(
            {scene.text(at) for at in between}
        )
    texts = [scene.text(at) for at in between]
    if es.AND.isdisjoint(texts):
        return False
    if scene.text(verb) in es.INCREASE and texts[0] in es.AND:
        # "bola sin aumento y brazo"
        return True
    objects = takewhile(lambda text: text not in es.AND, texts)
    return any(not (text in es.DETERMINERS or text in es.QUALIFIERS or text in es.OF) for text in objects)


def verb_denial(scene: Scene, verb: int) -> bool:
    """Whether "no" or "sin" stands before the verb, past pronouns, auxiliaries and other verbs."""
    at = verb - 1
    steps = 0
    while at >= 0 and steps < 5 and scene.words[at + 1].gap is Break.NONE:
        text = scene.words[at].text
        if text in es.WITHOUT and scene.text(at + 1) in es.REFORM_WORDS:
            # "no paso la ITV sin homologar X": X is still to be done.
            return False
        if text in es.NOT and scene.text(at - 1) in es.IF and scene.text(at + 1) in es.REFORM_WORDS:
            # "no me pasan la ITV si no homologo X"
            return False
        if text in es.NEGATORS:
            return not _is_asked_whether(scene, at)
        if text in es.THAT and (scene.text(at - 1) in es.DENIABLE_VERBS or scene.text(at - 1) in es.IS):
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
    opens = scene.words[no].gap is Break.SENTENCE and scene.text(no + 1) in es.DUTIES
    return opens or bool({scene.text(place) for place in range(max(0, no - 4), no)} & es.PERMISSIONS)


NAMED.update(
    own_object=lambda at: _has_own_object(at.scene, at.a, at.m),
    verb_denied=lambda at: verb_denial(at.scene, at.a),
)
