"""What a client denies: "el manillar no", "sin tocar el subchasis", "ya no quiero", "está homologado".

The rules are those of docs/labelling-guide.md, section 6. Each looks at the few words around a mention.
"""

from domain.matching.denied_verbs import verb_denial
from domain.matching.judgements import NAMED, Point, about, holds
from domain.matching.language import es
from domain.matching.leaving import (
    already_done,
    is_disowned,
    is_kept_original,
    is_left_alone,
    is_pointed_at_and_dropped,
    is_postponed,
    is_put_back,
    is_set_aside,
    is_told_and_dropped,
    stays,
    stays_as_is,
)
from domain.matching.mentions import Mention
from domain.matching.scene import Scene
from domain.matching.text import Break

_LOOK_BACK = 14
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
    length = sum(word.sentence == scene.words[opening].sentence for word in scene.words)
    return length <= _ITEM and len(scene.mentions) > 2


def _denied_again(scene: Scene, mention: Mention) -> bool:
    """ "me han puesto aumento de plazas y yo las plazas no las he tocado"."""
    own = {scene.words[place].single for place in mention.places}
    return any(
        scene.words[at].single in own
        and scene.text(at + 1) in es.NOT
        and holds("denies", about(scene, mention, at + 1))
        for at in range(mention.end + 1, min(len(scene.words) - 1, mention.end + 2 * _LOOK_AHEAD))
        if at not in scene.owner and scene.same_sentence(at + 1, mention.end)
    )


def _contrasts(scene: Scene, mention: Mention) -> bool:
    """ "el manillar es el original, el escape no": what is denied is that the part is the original one."""
    texts = [
        scene.text(at)
        for at in range(max(0, mention.start - _LOOK_BACK), mention.start)
        if scene.same_sentence(at, mention.start)
    ]
    being = next((place for place, text in enumerate(texts) if text in es.IS_OR_ARE), len(texts))
    return bool(es.STOCK_WORDS & set(texts[being : being + 4])) and es.NOT.isdisjoint(texts)


def _has_object_after(scene: Scene, no: int) -> bool:
    """ "el asiento, no he tocado el chasis": the denied verb has an object of its own after it."""
    for at in range(no + 1, min(len(scene.words), no + 7)):
        if scene.words[at].gap is not Break.NONE or scene.text(at) in es.OBJECT_PRONOUNS:
            return False
        if scene.text(at) in es.NONE_OF:
            return True
        if scene.text(at) in es.ARTICLES:
            # "no los toco" is a pronoun, "no he tocado los puños" an article.
            return scene.text(at + 1) not in es.DENIABLE_VERBS and at > no + 1
    return False


def is_resumed(scene: Scene, mention: Mention) -> bool:
    """ "no lo lleva la moto y quiero ponerlo"."""
    if _other_one_is_asked(scene, mention):
        return True
    for at in range(mention.end + 1, min(len(scene.words), mention.end + 2 * _LOOK_AHEAD)):
        if at in scene.owner or not scene.same_sentence(at, mention.end):
            return False
        finite = scene.words[at].text in es.RESUMED_VERBS and scene.text(at - 1) in es.CLITICS
        if finite or scene.words[at].text in es.RESUMED_ENDINGS:
            if scene.text(at - 1) in es.OF_OR_WITHOUT:
                # "antes de montarla"
                return False
            refused = (
                not es.NOT.isdisjoint({scene.text(at - 1), scene.text(at - 2)})
                and scene.text(at - 1) in es.CLITICS
            )
            return scene.text(at - 1) not in es.NOT and not refused and not verb_denial(scene, at)
    return False


def _other_one_is_asked(scene: Scene, mention: Mention) -> bool:
    """ "La ventana trasera es la que traía. La de la cocina sí": the next sentence asks for another one."""
    opening = next(
        (
            at
            for at in range(mention.end + 1, min(len(scene.words), mention.end + 3 * _LOOK_AHEAD))
            if scene.words[at].gap is Break.SENTENCE
        ),
        None,
    )
    if opening is None or scene.text(opening) not in es.DEFINITE or scene.text(opening + 1) not in es.OF:
        return False
    return not es.IF.isdisjoint({scene.text(at) for at in range(opening + 2, opening + 6)})


def is_replaced(scene: Scene, mention: Mention) -> bool:
    """ "un Koso en lugar del reloj": whether something else takes the mention's place."""
    return holds("instead", about(scene, mention))


NAMED.update(
    contrasts=lambda at: _contrasts(at.scene, at.mention),
    denied_again=lambda at: _denied_again(at.scene, at.mention),
    disowned=lambda at: is_disowned(at.scene, at.a),
    done=lambda at: already_done(at.scene, at.a),
    item_of_list=lambda at: _is_item(at.scene, at.m),
    kept_original=lambda at: is_kept_original(at.scene, at.mention),
    left_alone=lambda at: is_left_alone(at.scene, at.e + 1),
    next_to_it=lambda at: at.a == at.e + 1,
    object_after=lambda at: _has_object_after(at.scene, at.a),
    pointed_at_and_dropped=lambda at: is_pointed_at_and_dropped(at.scene, at.mention),
    postponed=lambda at: is_postponed(at.scene, at.mention),
    put_back=lambda at: is_put_back(at.scene, at.mention),
    set_aside=lambda at: is_set_aside(at.scene, at.mention),
    stays=lambda at: stays(at.scene, at.a, at.mention),
    stays_as_is=lambda at: stays_as_is(at.scene, at.a, at.mention),
    told_and_dropped=lambda at: is_told_and_dropped(at.scene, at.mention),
)
