"""Verbs that are denied, and how far their denial reaches: "no quiero cambiar X", "sin tocar X", "dejo X".

The rules are those of docs/labelling-guide.md, section 6.
"""

from itertools import takewhile

from domain.matching.language import affixes, es
from domain.matching.scene import Scene
from domain.matching.text import Break

_LOOK_BACK = 14


def denied_by_verb(scene: Scene, place: int) -> bool:
    """Whether the nearest verb to the left is denied ("no quiero cambiar X") or keeps things as they are."""
    if scene.text(place) in es.RESTART and scene.words[place].gap is not Break.NONE:
        # "solo el asiento", where "solo" belongs to a keyword.
        return False
    for at in range(place - 1, max(-1, place - _LOOK_BACK), -1):
        if not scene.same_sentence(at, place):
            return False
        word, after = scene.words[at], scene.words[at + 1]
        if word.text in es.RESTART and word.text not in es.IF:
            return False
        if word.text in es.IF and scene.text(at + 1) not in es.NOT:
            return False
        if word.text in es.DONE_STATES or after.gap is Break.COLON:
            return False
        if word.text in es.THAT and scene.text(at - 1) in es.MORE_WORD:
            return False
        if word.text in es.AND and after.text in es.GOING_ON_VERBS:
            # "descartad el manillar y seguimos con el escape"
            return False
        if at in scene.owner:
            continue
        if word.text in es.LEAVES and scene.text(at - 1) in es.THAT:
            # "un soporte que deja el faro más bajo"
            return False
        if word.text in es.KEEP_WORDS and _keeps_in_order(scene, at):
            return False
        if word.text in es.KEEP_WORDS:
            if _has_own_object(scene, at, place):
                return False
            return (
                not verb_denial(scene, at)
                and after.text not in es.SAME_SINGULAR
                and (scene.text(at + 2) not in es.SAME_SINGULAR)
            )
        if word.text in es.DENIABLE_VERBS and word.text not in es.DETERMINERS:
            if scene.text(at - 1) in es.WITHOUT and not es.WITH.isdisjoint(
                {scene.text(near) for near in range(at + 1, place)}
            ):
                # "sin aumento con brazo portaequipajes"
                return False
            return verb_denial(scene, at) and not _has_own_object(scene, at, place)
    return False


def _keeps_in_order(scene: Scene, verb: int) -> bool:
    """ "quitad X del presupuesto y dejad Y": Y stays in the order."""
    if not scene.text(verb).startswith(affixes.LEAVING):
        return False
    texts = {word.text for word in scene.words[max(0, verb - 3 * _LOOK_BACK) : verb + _LOOK_BACK]}
    if not es.OUT.isdisjoint(texts) or any(
        text.startswith(affixes.TAKEN_OUT) and not text.endswith(affixes.INFINITIVE_R) for text in texts
    ):
        return True
    leaves_out = any(text.startswith(affixes.TAKING_OUT) for text in texts)
    return leaves_out and bool(texts & es.ORDER_PAPERS)


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
