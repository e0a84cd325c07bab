"""What a client denies: "el manillar no", "sin tocar el subchasis", "ya no quiero", "está homologado".

The rules are those of docs/labelling-guide.md, section 6; they are rows of `es/judgements.tsv`, which ask for
the tests below by name.
"""

from collections.abc import Mapping
from typing import Final

from domain.matching.judgements import Point, Test, about, holds
from domain.matching.language import es
from domain.matching.mentions import Mention
from domain.matching.scene import Scene, is_question
from domain.matching.text import Break

# So far before a denied verb its object may stand, and so many words between it and its "no".
_BEFORE_VERB = 8
_VERBS = 5
_ITEM = 5
# So far after a mention its own word may stand again.
_AGAIN = 18


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
    last = scene.extents[scene.sentences[mention.end]][1]
    return any(
        at not in scene.owner
        and scene.words[at].single in own
        and scene.line[at + 1] in es.NOT
        and holds("denies", about(scene, mention, at + 1))
        for at in range(mention.end + 1, min(last, mention.end + _AGAIN))
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
    while scene.gaps[at] is Break.NONE:
        at -= 1
        if scene.line[at] not in es.DETERMINERS and scene.line[at] not in es.LIST_FILLERS:
            return True
    first = max(scene.clauses[scene.chunks[verb]][0], verb - _BEFORE_VERB)
    return not scene.owner.keys().isdisjoint(range(first, verb))


def verb_denial(scene: Scene, verb: int) -> bool:
    """Whether "no" or "sin" stands before the verb, past pronouns, auxiliaries and other verbs."""
    at = verb - 1
    for _ in range(_VERBS):
        if scene.gaps[at + 1] is not Break.NONE:
            return False
        text = scene.line[at]
        if scene.line[at + 1] in es.REFORM_WORDS and (text in es.WITHOUT or scene.line[at - 1] in es.IF):
            # "no paso la ITV sin homologar X", "si no homologo X": X is still to be done.
            return False
        if text in es.NEGATORS:
            return not _is_asked_whether(scene, at)
        if text in es.THAT and (scene.line[at - 1] in es.DENIABLE_VERBS or scene.line[at - 1] in es.IS):
            at -= 1
        elif not (text in es.BEFORE_VERB or text in es.DENIABLE_VERBS):
            return False
        at -= 1
    return False


def _is_asked_whether(scene: Scene, no: int) -> bool:
    """ "¿no hay que homologar el manillar?" and "¿es legal no llevar espejos?" deny nothing."""
    opens = scene.gaps[no] is Break.SENTENCE and scene.line[no + 1] in es.DUTIES
    permitted = not es.PERMISSIONS.isdisjoint(scene.line[max(0, no - 4) : no])
    return (opens or permitted) and is_question(scene, no)


TESTS: Final[Mapping[str, Test]] = {
    "object_elsewhere": lambda at: _is_object_elsewhere(at.scene, at.a, at.m),
    "denied_again": lambda at: _denied_again(at.scene, at.mention),
    "verb_denied": lambda at: verb_denial(at.scene, at.a),
    "item_of_list": lambda at: _is_item(at.scene, at.m),
    "next_to_it": lambda at: at.a == at.e + 1,
}
