"""What a client leaves as it is, puts off, puts back or has had done: "los espejos son de serie", "para otro
día", "ya está homologado", "yo no lo he cambiado".

The rules are those of docs/labelling-guide.md, section 6.
"""

from domain.matching.language import es, sayings
from domain.matching.mentions import Mention
from domain.matching.scene import Scene, is_question, modified_by, sentence_texts
from domain.matching.text import Break

_LOOK_BACK = 14
_LOOK_AHEAD = 9
# "los intermitentes gordos de origen"
_BETWEEN = (es.QUALIFIERS - es.STOCK_WORDS) | es.OF


def is_disowned(scene: Scene, at: int) -> bool:
    """ "me habéis puesto el manillar y yo no lo he cambiado"."""
    for no in range(at + 1, at + 4):
        if no in scene.owner:
            return False
        if scene.text(no) not in es.NOT:
            continue
        near = {scene.text(place) for place in range(no + 2, no + 6) if scene.same_sentence(place, no)}
        # "ese no lo legalizó nunca" is still to be done.
        said = scene.text(no + 2)
        verb = said in es.DENIABLE_VERBS and said not in es.REFORM_WORDS
        return scene.text(no + 1) in es.CLITICS and verb and not near & es.DONE_STATES_OR_PAPERS
    return False


def stays_as_is(scene: Scene, that: int, mention: Mention) -> bool:
    """ "los espejos que lleva son los originales"."""
    for at in range(that + 1, that + 4):
        if at in scene.owner or not scene.same_sentence(at, that) or scene.text(at) in es.NO_NEITHER:
            return False
        if scene.text(at) in es.IS_OR_ARE:
            return stays(scene, at + 1, mention)
    return False


def is_told_and_dropped(scene: Scene, mention: Mention) -> bool:
    """ "la ventana que dije en la cocina al final no la abrimos"."""
    opening = mention.end + 1
    if scene.text(opening) not in es.THAT or not {
        scene.text(opening + 1),
        scene.text(opening + 2),
        scene.text(opening + 3),
    } & (es.SAID_VERBS):
        return False
    return any(
        scene.text(at) in es.NOT
        and (scene.text(at + 1) in es.CLITICS or scene.text(at + 1) in es.DENIABLE_VERBS)
        for at in range(opening + 2, min(len(scene.words), opening + _LOOK_BACK))
        if scene.same_sentence(at, mention.end)
    )


def is_postponed(scene: Scene, mention: Mention) -> bool:
    """ "más adelante haré las llantas", "las llantas para otro día": not now."""
    chunk = scene.words[mention.start].chunk
    first = mention.start
    while first > 0 and scene.words[first - 1].chunk == chunk and mention.start - first < _LOOK_AHEAD:
        first -= 1
    last = mention.end
    while last + 1 < len(scene.words) and scene.words[last + 1].chunk == chunk and last < mention.end + 7:
        last += 1
    free = [place for place in range(first, last + 1) if place not in scene.owner]
    return any((scene.text(place), scene.text(place + 1)) in sayings.LATER_PAIRS for place in free)


def is_put_back(scene: Scene, mention: Mention) -> bool:
    """ "el portamatrículas lo quité y puse el de serie"."""
    for at in range(mention.end + 1, min(len(scene.words), mention.end + 2 * _LOOK_BACK)):
        if at in scene.owner and scene.mentions[scene.owner[at]].weak and at == mention.end + 1:
            continue
        if at in scene.owner or not scene.same_sentence(at, mention.end):
            return False
        if scene.text(at) in es.RETURN_VERBS and es.CLITICS & {scene.text(at - 1), scene.text(at - 2)}:
            return True
        again = (scene.text(at + 1), scene.text(at + 2)) in sayings.AGAIN
        if again and scene.text(at + 2) in es.BACK and scene.text(at - 1) in es.CLITICS:
            return True
        if scene.text(at) in es.PUT_BACK_VERBS or again:
            noun = at + 1
            while scene.text(noun) in es.DEFINITE_OR_PUT_BACK_FILLERS:
                noun += 1
            if scene.text(noun) in es.STOCK_WORDS and noun > at + 1:
                return True
            if scene.text(noun) in es.THAT and scene.text(noun + 1) in es.CAME_WITH:
                return True
    return False


def is_left_alone(scene: Scene, at: int) -> bool:
    """ "intermitentes los de origen", "neumáticos los mismos"."""
    if scene.text(at) not in es.DEFINITE:
        return False
    if scene.text(at + 1) in es.OF:
        return scene.text(at + 2) in es.STOCK_WORDS_OR_LEFT_ALONE
    if scene.text(at + 1) not in es.STOCK_WORDS_OR_LEFT_ALONE:
        return False
    # "…, el original lo tengo guardado" keeps nothing on the vehicle.
    return scene.text(at + 2) not in es.CLITICS or not scene.same_sentence(at + 2, at)


def is_kept_original(scene: Scene, mention: Mention) -> bool:
    """ "quiero dejar el escape original", "tengo la horquilla de serie pero…"."""
    at = mention.end + 1
    while scene.text(at) in _BETWEEN and scene.same_sentence(at, mention.end):
        at += 1
    if scene.text(at) not in es.STOCK_WORDS or not scene.same_sentence(at, mention.end):
        return False
    following = at + 1
    ends = following >= len(scene.words) or scene.words[following].gap is not Break.NONE
    governor = modified_by(scene, mention.start)
    verb = scene.text(governor)
    if any(scene.text(place) in es.KEEPING for place in range(mention.start, mention.end)):
        # "delante le dejo los intermitentes de origen"
        return True
    opens = scene.words[mention.start].gap is not Break.NONE and ends
    if (governor >= 0 or opens) and not sentence_texts(scene, at) & es.CHANGES:
        # "es roja con llantas negras de serie"
        return True
    return verb in es.KEEPING and (ends or scene.text(following) in es.BUT_OR_AND)


def is_set_aside(scene: Scene, mention: Mention) -> bool:
    """ "espejos nada, …", "los espejos me dan igual"."""
    at = mention.end + 1
    if scene.words[mention.start].gap is Break.NONE and scene.text(mention.start - 1) not in es.DETERMINERS:
        return False
    following = at + 1
    if scene.text(at) in es.NOTHING and scene.same_sentence(at, mention.end):
        return following >= len(scene.words) or scene.words[following].gap is not Break.NONE
    return scene.text(at + 1) in es.GIVES and scene.text(at + 2) in es.EQUAL


def is_pointed_at_and_dropped(scene: Scene, mention: Mention) -> bool:
    """ "lo de la clasificación…, así que eso fuera", "las llantas…, eso ya no"."""
    for at in range(mention.end + 1, min(len(scene.words), mention.end + 2 * _LOOK_BACK)):
        if at in scene.owner:
            return False
        if scene.words[at].gap is Break.SENTENCE:
            # "¿Para qué queremos parabólica? Fuera."
            if _has_the_original(scene, at):
                return True
            alone = at + 1 >= len(scene.words) or scene.words[at + 1].gap is Break.SENTENCE
            return alone and scene.text(at) in es.THROWN_OUT_WORDS
        if scene.text(at) in es.CLITICS and scene.text(at - 1) in es.THAT and scene.text(at - 2) in es.SO:
            # "…, así que lo dejamos"
            return scene.text(at + 1) in es.WE_DROP
        if scene.text(at) not in es.POINTING or scene.text(at - 1) in es.PREPOSITIONS:
            continue
        following = at + 1
        while scene.text(following) in es.DROPPING_FILLERS:
            following += 1
        ends = following + 1 >= len(scene.words) or scene.words[following + 1].gap is not Break.NONE
        if scene.text(following) in es.OUT:
            return ends or scene.text(following + 1) in es.OF_AND
        return ends and scene.text(following) in es.DROPPED_WORDS
    return False


def _has_the_original(scene: Scene, opening: int) -> bool:
    """ "Figuran unos asideros. Mi moto conserva los de fábrica": the next sentence keeps the original one."""
    for at in range(opening, min(len(scene.words), opening + _LOOK_AHEAD)):
        if at in scene.owner or not scene.same_sentence(at, opening):
            return False
        if scene.text(at) in es.HAVING and scene.text(at + 1) in es.DEFINITE:
            return scene.text(at + 2) in es.OF and scene.text(at + 3) in es.STOCK_WORDS
    return False


def already_done(scene: Scene, at: int) -> bool:
    """Whether the words from `at` say that somebody has already had it homologated."""
    near = [scene.text(place) for place in range(at, at + 6) if scene.same_sentence(place, at)]
    done = es.DONE_STATES_OR_HE_HOMOLOGATED & set(near)
    recorded = es.RECORDED_VERBS & set(near) and es.PAPERS_OR_STOCK_WORDS & set(near)
    return bool(done or recorded or (es.DONE_VERBS & set(near)))


def stays(scene: Scene, at: int, mention: Mention) -> bool:
    """Whether the words from `at`, after a verb of being, leave the part as it is: "(son) de serie"."""
    near = [scene.text(place) for place in range(at, at + 5) if scene.same_sentence(place, mention.end)]
    if near[:1] and near[0] in es.DIFFERENT_WORDS:
        return False
    if tuple(near[:3]) in sayings.IN_ITS_PLACE:
        return True
    if near[1:2] and near[0] in es.DEFINITE and near[1] in es.SAME_OR_LEFT_ALONE:
        # "los discos son los mismos"
        return True
    if near[:1] and near[0] in es.AS_IT_WAS:
        return True
    if es.PAPERS & set(near) and es.WITHOUT.isdisjoint(near) and modified_by(scene, mention.start) < 0:
        # "los espejos vienen en la ficha"
        return not is_question(scene, mention.end)
    return bool(es.STOCK_WORDS & set(near)) or bool(
        es.DONE_STATES & set(near[:2])
        and not is_question(scene, mention.end)
        and es.NOT.isdisjoint(near)
        and scene.text(mention.start - 1) in es.DEFINITE
    )
