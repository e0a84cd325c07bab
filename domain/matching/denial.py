"""What a client denies: "el manillar no", "sin tocar el subchasis", "ya no quiero", "está homologado".

The rules are those of docs/labelling-guide.md, section 6. Each looks at the few words around a mention.
"""

from itertools import dropwhile, pairwise

from domain.matching.denied_verbs import denied_by_verb, verb_denial
from domain.matching.language import affixes, es, sayings
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
from domain.matching.scene import Scene, is_question, modified_by, sentence_texts
from domain.matching.text import Break

_LOOK_BACK = 14
_LOOK_AHEAD = 9
_ITEM = 5


def denied_before(scene: Scene, place: int) -> bool:
    """Whether the words before `place` deny what stands there: "sin", "no quiero", "todo menos", "ni"."""
    if scene.text(place) in es.DEEDS and verb_denial(scene, place):
        # "no se amplían plazas": the deed belongs to the keyword.
        return True
    if _is_under_denied_heading(scene, place) or _is_thrown_out(scene, place):
        return True
    previous = modified_by(scene, place)
    text = scene.text(previous)
    if previous >= 0 and scene.words[place].sentence == scene.words[previous].sentence:
        if text in es.INCREASE and scene.text(previous - 1) in es.REFUSALS:
            return True
        if text in es.WITHOUT and _is_seen_without(scene, previous):
            return False
        if text in es.WITHOUT_WORDS or (text in es.NOT and scene.words[previous].asked is False):
            return text not in es.NOT or scene.text(previous + 1) not in es.ONLY_WORDS
        if text in es.SUPERFLUOUS or _changes_mind(scene, previous):
            return True
        if text in es.EXCEPT_WORDS:
            return not _excepts_from_nothing(scene, previous)
        if text in es.OF:
            head = scene.text(previous - 1)
            if _is_to_be_forgotten(scene, previous):
                return True
            if head in es.PASSING_WORD and scene.words[place].number is not None:
                # "si paso de 4 a 5 plazas"
                return False
            if head in es.DROPPING_HEADS or _is_instead(scene, previous) or _goes_on(scene, previous):
                return True
            if head in es.ORDERS and scene.text(modified_by(scene, previous - 1)).startswith(
                affixes.ANNULLING
            ):
                return True
            if head not in es.TRANSPARENT:
                return False
        if text in es.BEING_FORMS and scene.text(previous - 1) in es.NOT:
            return True
        if text in es.BY and scene.text(previous - 1) in es.IS_OR_WAS and scene.text(previous - 2) in es.NOT:
            return True
        if text in es.BY_OR_FOR:
            return False
    return denied_by_verb(scene, place)


def _soon_after(scene: Scene, no: int) -> set[str]:
    """The few words after a "no" in its sentence."""
    return {scene.text(at) for at in range(no + 1, no + 6) if scene.same_sentence(at, no)}


def _is_thrown_out(scene: Scene, place: int) -> bool:
    """ "fuera las bombonas"."""
    at = place - 1
    while scene.text(at) in es.DETERMINERS:
        at -= 1
    return scene.text(at) in es.OUT and at < place - 1 and scene.words[at].gap is not Break.NONE


def _is_under_denied_heading(scene: Scene, place: int) -> bool:
    """ "Sin cambiar: escape, llantas", "Descarto: filtro y escape"."""
    for at in range(place, max(0, place - _LOOK_BACK), -1):
        if scene.words[at].sentence != scene.words[place].sentence:
            return False
        if scene.words[at].gap is Break.COLON:
            heading = scene.text(at - 1)
            kept = scene.text(at - 2) in es.WITHOUT and heading in es.CHANGING_INFINITIVES
            denied = scene.text(at - 2) in es.NOT and heading in es.DENIABLE_VERBS
            # "Por fuera: dos portabicis" tells a place.
            return kept or denied or (heading in es.HEADINGS and scene.text(at - 2) not in es.BY_OR_FOR)
    return False


def _is_to_be_forgotten(scene: Scene, of: int) -> bool:
    """ "olvidad lo que os dije ayer del faro y del cuadro"."""
    return any(
        scene.text(at).startswith(affixes.FORGETTING) and scene.text(at + 1) in es.IT
        for at in range(max(0, of - _LOOK_BACK), of)
        if scene.same_sentence(at, of)
    )


def _is_seen_without(scene: Scene, sin: int) -> bool:
    """ "venía sin guardabarros", "¿pasa la ITV una moto sin caballete?": the missing part is the reform."""
    before = scene.text(sin - 1)
    taken_off = {scene.text(at) for at in range(sin + 1, sin + 8) if scene.text(at - 1) in es.CLITICS}
    if taken_off & es.TAKEN_OFF_VERBS:
        # "sin guardabarros delantero, que lo quité"
        return True
    if scene.words[sin].gap is Break.SENTENCE and _is_item(scene, sin):
        return True
    if before in es.GOING_VERBS:
        return True
    if before not in es.VEHICLE_WORDS_OR_RIDING_VERBS:
        return False
    texts = sentence_texts(scene, sin)
    return is_question(scene, sin) and bool(texts & es.INSPECTION_TALK)


def _is_item(scene: Scene, opening: int) -> bool:
    """Whether a line holds one short item of a list of parts: "- sin guardabarros trasero"."""
    length = sum(word.sentence == scene.words[opening].sentence for word in scene.words)
    return length <= _ITEM and len(scene.mentions) > 2


def _changes_mind(scene: Scene, place: int) -> bool:
    """ "cambiamos de idea con la claraboya"."""
    return (scene.text(place - 2), scene.text(place - 1)) in sayings.OF_MIND and scene.text(
        place - 3
    ).startswith(affixes.CHANGING)


def _excepts_from_nothing(scene: Scene, exception: int) -> bool:
    """ "todo original menos X", "nada salvo X": what is left out of nothing changed is what is asked."""
    near = {scene.text(at) for at in range(exception - 4, exception) if scene.same_sentence(at, exception)}
    if (scene.text(exception - 2), scene.text(exception - 1)) in sayings.AS_IT_IS:
        return True
    return bool(near & es.STOCK_WORDS_OR_NOTHING_OR_SAME)


def _is_instead(scene: Scene, of: int) -> bool:
    return scene.text(of - 1) in es.STEAD and scene.text(of - 2) in es.IN


def _goes_on(scene: Scene, of: int) -> bool:
    """ "nada de X ni de Y"."""
    near = range(max(0, of - _ITEM), of - 1)
    return scene.text(of - 1) in es.NOR and any(
        scene.text(at) in es.NOTHING and scene.same_sentence(at, of) for at in near
    )


def denied_after(scene: Scene, mention: Mention) -> bool:
    """ "el manillar no", "la bola no lleva", "el escape ya está homologado", "los espejos son de serie"."""
    at = mention.end + 1
    stop = min(len(scene.words), at + _LOOK_AHEAD)
    before = [
        scene.text(place)
        for place in range(max(0, mention.start - 5), mention.start)
        if scene.same_sentence(place, mention.start)
    ]
    if set(before) & es.ORDER_PAPERS and any(text.startswith(affixes.TAKING_OUT) for text in before):
        return True
    if _is_taken_from_order(scene, mention):
        return True
    if is_told_and_dropped(scene, mention) or is_postponed(scene, mention) or is_put_back(scene, mention):
        return True
    if is_left_alone(scene, at) or is_kept_original(scene, mention) or is_set_aside(scene, mention):
        return True
    if is_pointed_at_and_dropped(scene, mention) or _denied_again(scene, mention):
        return True
    while at < stop and scene.same_sentence(at, mention.end):
        word = scene.words[at]
        if at in scene.owner and scene.mentions[scene.owner[at]].weak and at == mention.end + 1:
            # "los discos Galfer los devolví"
            at += 1
            continue
        if at in scene.owner:
            return False
        if word.text in es.NOT and scene.text(at - 1) in es.END_WORD and scene.text(at + 1) in es.CLITICS:
            return True
        if word.text in es.NOT:
            return _denies(scene, at, mention)
        if word.text in es.NEITHER:
            return not _is_out_of_papers(scene, mention)
        if word.text in es.SUPERFLUOUS:
            return True
        if word.text.startswith(affixes.FORGETTING):
            if scene.text(at + 1).endswith(affixes.INFINITIVE_ENDINGS):
                # "…, pero se me olvidó comentar": forgets to say, not the part.
                return False
            if scene.text(mention.start - 1) in es.TOLD_ARTICLES:
                return True
        if word.text in es.CLAUSE_OPENERS and is_disowned(scene, at):
            return True
        if word.text in es.THAT and stays_as_is(scene, at, mention):
            return True
        if word.text in es.BUT and scene.text(at + 1) in es.ALREADY and already_done(scene, at + 2):
            return True
        if word.text in es.THAT and scene.text(at + 1) in es.ALREADY:
            return already_done(scene, at + 2) or scene.text(at + 2) in es.SETTLED_VERBS
        listed_no = word.text in es.AND and _no_after_a_noun(scene, at) is not None
        if word.text in es.CLAUSE_LINKS and not (scene.text(at + 1) in es.NOT or listed_no):
            return False
        if (
            word.text in es.NOTHING
            and at == mention.end + 1
            and scene.text(modified_by(scene, mention.start)) in es.OF
        ):
            return True
        clitic = any(
            scene.text(place) in es.CLITICS_AND_SE for place in range(max(mention.end + 1, at - 2), at)
        )
        if clitic and word.text in es.KEEP_WORDS:
            return True
        if clitic and word.text in es.DONE_VERBS:
            return True
        if clitic and word.text in es.RECORDED_VERBS and not is_question(scene, at):
            recorded = {scene.text(place) for place in range(at + 1, at + 4)}
            if recorded & es.VEHICLE_PAPERS and es.NOT.isdisjoint(recorded):
                return True
        if clitic and es.STOCK_WORDS & {scene.text(place) for place in range(at + 1, at + 5)}:
            return scene.same_sentence(at + 4 if at + 4 < len(scene.words) else at, mention.end)
        if word.text in es.NOR and scene.text(at + 1).endswith(affixes.CLITIC_ENDINGS):
            return scene.text(at + 1) not in es.DETERMINERS
        if word.text in es.ALREADY and scene.text(at + 1) not in es.NOT:
            return already_done(scene, at + 1)
        if word.text in es.LEAVE_IT_WORDS:
            return True
        if word.text in es.BEING or word.text in es.REMAINS:
            return stays(scene, at + 1, mention)
        if word.text in es.AND_WORDS and (no := _no_after_a_noun(scene, at)):
            # "discos y pastillas no": what stands beside it in the list is no part of the catalogue.
            return _denies(scene, no, mention)
        if word.text in es.BUT_OR_AND and scene.text(at + 1) in es.NOT:
            return at + 2 >= len(scene.words) or scene.words[at + 2].gap is not Break.NONE
        passed = word.text in es.QUALIFIERS or word.text in es.SKIPPED_AFTER or word.text in es.BUT
        passed = passed or not word.known
        if word.gap is not Break.NONE and word.text not in es.BUT_OR_THAT:
            return False
        if not passed:
            return False
        at += 1
    return False


def _is_taken_from_order(scene: Scene, mention: Mention) -> bool:
    """ "el manillar lo quitáis del presupuesto", but not "quitando la original, presupuesto"."""
    taking = False
    for at in range(mention.end + 1, min(len(scene.words), mention.end + 1 + _LOOK_AHEAD)):
        if not scene.same_sentence(at, mention.end):
            return False
        if taking and scene.words[at].gap is not Break.NONE:
            taking = False
        taking = taking or scene.text(at).startswith(affixes.TAKING_AWAY)
        if taking and scene.text(at) in es.ORDER_PAPERS:
            return True
    return False


def _no_after_a_noun(scene: Scene, conjunction: int) -> int | None:
    """The place of "no" in "y (las) pastillas no"; None where something else follows."""
    noun = conjunction + 1
    while scene.text(noun) in es.DETERMINERS:
        noun += 1
    if scene.text(noun + 1) not in es.NOT or noun in scene.owner:
        return None
    listed = scene.text(noun) in es.UPKEEP_NOUNS or not scene.words[noun].known
    return noun + 1 if listed else None


def _denied_again(scene: Scene, mention: Mention) -> bool:
    """ "me han puesto aumento de plazas y yo las plazas no las he tocado"."""
    own = {scene.words[place].single for place in mention.places}
    return any(
        scene.words[at].single in own and scene.text(at + 1) in es.NOT and _denies(scene, at + 1, mention)
        for at in range(mention.end + 1, min(len(scene.words) - 1, mention.end + 2 * _LOOK_AHEAD))
        if at not in scene.owner and scene.same_sentence(at + 1, mention.end)
    )


def _is_out_of_papers(scene: Scene, mention: Mention) -> bool:
    """ "el escalón no sale en la ficha y la claraboya tampoco": neither is in the papers."""
    before = [
        scene.text(at)
        for at in range(max(0, mention.start - _LOOK_BACK), mention.start)
        if scene.same_sentence(at, mention.start)
    ]
    if any(pair in sayings.UNDECLARED for pair in pairwise(before)):
        return True
    denied = dropwhile(lambda text: text not in es.NOT, before)
    return not es.PAPERS_OR_DONE_STATES.isdisjoint(denied)


def _denies(scene: Scene, no: int, mention: Mention) -> bool:
    word = scene.words[no]
    if word.asked:
        return False
    following = no + 1
    ends = following >= len(scene.words) or scene.words[following].gap is not Break.NONE
    if ends:
        return not _contrasts(scene, mention)
    if word.gap is not Break.NONE and scene.text(following) in es.DETERMINERS:
        return scene.text(following) in es.CLITICS and (scene.text(following + 1) in es.DENIABLE_VERBS)
    judged = bool(sentence_texts(scene, no) & es.JUDGE_WORDS) or is_question(scene, no)
    if scene.text(following) in es.VERDICTS and judged:
        return False
    if not es.NEVER.isdisjoint(_soon_after(scene, no)) and _soon_after(scene, no) & es.REFORM_WORDS:
        # "ese no lo legalizó nunca": it is still to be done.
        return False
    if scene.text(following) in es.SE and scene.text(following + 1) in es.REFORM_WORDS and judged:
        # "¿y el manillar no se homologa?"
        return False
    if (word.gap is not Break.NONE or scene.text(no - 1) in es.THAT) and _has_object_after(scene, no):
        return False
    at = following
    while scene.text(at) in es.BEFORE_VERB and at < no + 5:
        if scene.text(at) in es.RECORDED_VERBS or scene.text(at) in es.DENIABLE_VERBS:
            break
        at += 1
    verb = scene.text(at)
    near = {scene.text(place) for place in range(at, at + 6) if scene.same_sentence(place, no)}
    if scene.text(following) in es.NOT_KNOWING and scene.text(following + 1) in es.WONDERING:
        # "la suspensión, no sé qué opciones hay"
        return False
    if verb.startswith(affixes.PASSING_STEM) and near & es.INSPECTIONS:
        # "con lo que le hice a los frenos no paso la ITV"
        return False
    recorded = es.RECORDED_VERBS_OR_GOES
    if near & es.PAPERS_OR_DONE_STATES and near & recorded and es.ALREADY.isdisjoint(near):
        return False
    if scene.text(following) in es.AFTER_REFUSAL:
        return True
    if {scene.text(place) for place in range(at, at + 4)} & es.NOTHING_NOBODY:
        # "al escape no le he hecho nada" leaves it; "el escape no da nada de problema" does not.
        governor = modified_by(scene, mention.start)
        besides = scene.text(governor - 1) in es.APART
        return scene.text(governor) in es.GOVERNING_PREPOSITIONS and not besides
    if verb in es.QUALIFIERS or verb in es.CONDITION_VERBS_BUT_TOUCHES:
        return False
    if verb in es.TOUCHES and at + 1 < len(scene.words) and scene.words[at + 1].gap is Break.NONE:
        # "no toca el gálibo"
        return scene.text(at + 1) in es.AFTER_NO_TOUCHING
    told = {scene.text(place) for place in range(following, following + 4)}
    if scene.text(following) in es.BEING_FORMS and told & es.STOCK_WORDS_OR_ITS_OWN:
        # "los intermitentes no son los suyos": they have been changed.
        return False
    return any(scene.text(place) in es.DENIABLE_VERBS for place in range(following, at + 3))


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
    return _is_instead(scene, modified_by(scene, mention.start))
