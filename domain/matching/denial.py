"""What a client denies: "el manillar no", "sin tocar el subchasis", "ya no quiero", "está homologado".

The rules are those of docs/labelling-guide.md, section 6. Each looks at the few words around a mention.
"""

from domain.matching import language as lang
from domain.matching.denied_verbs import BEFORE_VERB, PERMISSIONS, denied_by_verb, verb_denial
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
_SKIPPED_AFTER = frozenset(
    [
        "ya",
        "al",
        "final",
        "ahora",
        "de",
        "momento",
        "se",
        "lo",
        "la",
        "los",
        "las",
        "me",
        "le",
        "les",
        "nos",
        "que",
        "eso",
        "ese",
        "esa",
        "tampoco",
        "entonces",
        "por",
        "he",
        "ha",
        "han",
        "hemos",
    ]
)
_BEING = frozenset(
    [
        "es",
        "son",
        "era",
        "eran",
        "sigue",
        "siguen",
        "van",
        "va",
        "viene",
        "vienen",
        "venia",
        "venian",
        "esta",
        "estan",
        "consta",
        "constan",
        "figura",
        "figuran",
    ]
)
_WONDERING = frozenset({"que", "si", "cual", "cuales", "cuanto", "cuanta", "donde", "como", "cuando"})
_ITS_OWN = frozenset(["suyo", "suya", "suyos", "suyas"])
_HEADINGS = frozenset(["descarto", "descartado", "descartados", "fuera", "cancelado", "originales", "quitar"])
_ITEM = 5
_ORDERS = frozenset({"pedido", "encargo", "solicitud", "presupuesto", "parte", "idea"})
# "lo de X", "el presupuesto de X", "el cambio de X": what is denied is X.
_TRANSPARENT = _ORDERS | lang.SYNONYMS["@work"] | lang.KEEP_WORDS | {"lo", "tema"}
_DEEDS = lang.DENIABLE_VERBS - lang.DETERMINERS
_VERDICTS = frozenset(
    [
        "pasa",
        "pasan",
        "vale",
        "valen",
        "cuenta",
        "cuentan",
        "sirve",
        "sirven",
        "puede",
        "pueden",
        "homologa",
        "homologan",
        "legaliza",
        "legalizan",
    ]
)


def denied_before(scene: Scene, place: int) -> bool:
    """Whether the words before `place` deny what stands there: "sin", "no quiero", "todo menos", "ni"."""
    if scene.text(place) in _DEEDS and verb_denial(scene, place):
        # "no se amplían plazas": the deed belongs to the keyword.
        return True
    if _is_under_denied_heading(scene, place) or _is_thrown_out(scene, place):
        return True
    previous = modified_by(scene, place)
    text = scene.text(previous)
    if previous >= 0 and scene.words[place].sentence == scene.words[previous].sentence:
        if text in lang.SYNONYMS["@increase"] and scene.text(previous - 1) in {"sin", "no"}:
            return True
        if text == "sin" and _is_seen_without(scene, previous):
            return False
        if text in {"sin", "ni", "tampoco"} or (text == "no" and scene.words[previous].asked is False):
            return text != "no" or scene.text(previous + 1) not in {"solo", "solamente"}
        if text in {"sobra", "sobran"} or _changes_mind(scene, previous):
            return True
        if text in lang.EXCEPT_WORDS:
            return not _excepts_from_nothing(scene, previous)
        if text in lang.OF:
            head = scene.text(previous - 1)
            if _is_to_be_forgotten(scene, previous):
                return True
            if head == "paso" and scene.words[place].number is not None:
                # "si paso de 4 a 5 plazas"
                return False
            if head in {"nada", "paso", "pasamos", "pasando"} or _is_instead(scene, previous):
                return True
            if head in _ORDERS and scene.text(modified_by(scene, previous - 1)).startswith("anul"):
                return True
            if head not in _TRANSPARENT:
                return False
        if text in {"es", "son", "era", "eran"} and scene.text(previous - 1) == "no":
            return True
        if text == "por" and scene.text(previous - 1) in {"es", "era"} and scene.text(previous - 2) == "no":
            return True
        if text in {"por", "para"}:
            return False
    return denied_by_verb(scene, place)


def _soon_after(scene: Scene, no: int) -> set[str]:
    """The few words after a "no" in its sentence."""
    return {scene.text(at) for at in range(no + 1, no + 6) if scene.same_sentence(at, no)}


def _is_thrown_out(scene: Scene, place: int) -> bool:
    """ "fuera las bombonas"."""
    at = place - 1
    while scene.text(at) in lang.DETERMINERS:
        at -= 1
    return scene.text(at) == "fuera" and at < place - 1 and scene.words[at].gap is not Break.NONE


def _is_under_denied_heading(scene: Scene, place: int) -> bool:
    """ "Sin cambiar: escape, llantas", "Descarto: filtro y escape"."""
    for at in range(place, max(0, place - _LOOK_BACK), -1):
        if scene.words[at].sentence != scene.words[place].sentence:
            return False
        if scene.words[at].gap is Break.COLON:
            heading = scene.text(at - 1)
            kept = scene.text(at - 2) == "sin" and heading in {"cambiar", "tocar", "modificar"}
            return kept or heading in _HEADINGS
    return False


def _is_to_be_forgotten(scene: Scene, of: int) -> bool:
    """ "olvidad lo que os dije ayer del faro y del cuadro"."""
    return any(
        scene.text(at).startswith("olvid") and scene.text(at + 1) == "lo"
        for at in range(max(0, of - _LOOK_BACK), of)
        if scene.same_sentence(at, of)
    )


def _is_seen_without(scene: Scene, sin: int) -> bool:
    """ "venía sin guardabarros", "¿pasa la ITV una moto sin caballete?": the missing part is the reform."""
    before = scene.text(sin - 1)
    taken_off = {scene.text(at) for at in range(sin + 1, sin + 8) if scene.text(at - 1) in lang.CLITICS}
    if taken_off & {"quite", "quitamos", "quito", "quitaron"}:
        # "sin guardabarros delantero, que lo quité"
        return True
    if scene.words[sin].gap is Break.SENTENCE and _is_item(scene, sin):
        return True
    if before in {"va", "iba", "venia", "vino", "circulo", "circula", "circular"}:
        return True
    if before not in lang.VEHICLE_WORDS | {"ir", "llevarla", "llevar", "rodar"}:
        return False
    texts = sentence_texts(scene, sin)
    return is_question(scene, sin) and bool(texts & (lang.ADMIN_WORDS | PERMISSIONS | {"multa", "multan"}))


def _is_item(scene: Scene, opening: int) -> bool:
    """Whether a line holds one short item of a list of parts: "- sin guardabarros trasero"."""
    length = sum(word.sentence == scene.words[opening].sentence for word in scene.words)
    return length <= _ITEM and len(scene.mentions) > 2


def _changes_mind(scene: Scene, place: int) -> bool:
    """ "cambiamos de idea con la claraboya"."""
    return (scene.text(place - 2), scene.text(place - 1)) in {
        ("de", "idea"),
        ("de", "opinion"),
    } and scene.text(place - 3).startswith("cambi")


def _excepts_from_nothing(scene: Scene, exception: int) -> bool:
    """ "todo original menos X", "nada salvo X": what is left out of nothing changed is what is asked."""
    near = {scene.text(at) for at in range(exception - 4, exception) if scene.same_sentence(at, exception)}
    return bool(near & (lang.STOCK_WORDS | {"nada", "mismo", "igual"}))


def _is_instead(scene: Scene, of: int) -> bool:
    return scene.text(of - 1) in {"vez", "lugar"} and scene.text(of - 2) == "en"


def denied_after(scene: Scene, mention: Mention) -> bool:
    """ "el manillar no", "la bola no lleva", "el escape ya está homologado", "los espejos son de serie"."""
    at = mention.end + 1
    stop = min(len(scene.words), at + _LOOK_AHEAD)
    near = [scene.text(place) for place in range(at, stop) if scene.same_sentence(place, mention.end)]
    before = [
        scene.text(place)
        for place in range(max(0, mention.start - 5), mention.start)
        if scene.same_sentence(place, mention.start)
    ]
    if set(before) & {"presupuesto", "pedido", "lista", "encargo"} and any(
        text.startswith(("quit", "sac", "borr")) for text in before
    ):
        return True
    if set(near) & {"presupuesto", "pedido", "lista", "encargo"} and any(
        text.startswith(("quit", "sac")) for text in near
    ):
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
        if word.text == "no" and scene.text(at - 1) == "final" and scene.text(at + 1) in lang.CLITICS:
            return True
        if word.text == "no":
            return _denies(scene, at, mention)
        if word.text == "tampoco":
            return not _is_out_of_papers(scene, mention)
        if word.text in {"sobra", "sobran"}:
            return True
        if word.text.startswith("olvid"):
            if scene.text(at + 1).endswith(("r", "rle", "rles", "ros", "rte")):
                # "…, pero se me olvidó comentar": forgets to say, not the part.
                return False
            if scene.text(mention.start - 1) in {"de", "del", "los", "las"}:
                return True
        if word.text in {"y", "pero", "que"} and is_disowned(scene, at):
            return True
        if word.text == "que" and stays_as_is(scene, at, mention):
            return True
        if word.text == "pero" and scene.text(at + 1) == "ya" and already_done(scene, at + 2):
            return True
        if word.text == "que" and scene.text(at + 1) == "ya":
            return already_done(scene, at + 2) or scene.text(at + 2) in lang.SETTLED_VERBS
        listed_no = word.text == "y" and _no_after_a_noun(scene, at) is not None
        if word.text in {"que", "y", "o", "por", "para", "con", "si"} and not (
            scene.text(at + 1) == "no" or listed_no
        ):
            return False
        if (
            word.text == "nada"
            and at == mention.end + 1
            and scene.text(modified_by(scene, mention.start)) in lang.OF
        ):
            return True
        clitic = any(
            scene.text(place) in {"lo", "la", "los", "las", "se"}
            for place in range(max(mention.end + 1, at - 2), at)
        )
        if clitic and word.text in lang.KEEP_WORDS:
            return True
        if clitic and word.text in lang.DONE_VERBS:
            return True
        if clitic and word.text in lang.RECORDED_VERBS and not is_question(scene, at):
            recorded = {scene.text(place) for place in range(at + 1, at + 4)}
            if recorded & {"ficha", "papeles", "tarjeta"} and "no" not in recorded:
                return True
        if clitic and lang.STOCK_WORDS & {scene.text(place) for place in range(at + 1, at + 5)}:
            return scene.same_sentence(at + 4 if at + 4 < len(scene.words) else at, mention.end)
        if word.text == "ni" and scene.text(at + 1).endswith(("lo", "la", "los", "las")):
            return scene.text(at + 1) not in lang.DETERMINERS
        if word.text == "ya" and scene.text(at + 1) != "no":
            return already_done(scene, at + 1)
        if word.text in {"dejalo", "dejala", "dejalos", "dejalas", "olvidalo", "descartalo", "descartado"}:
            return True
        if word.text in _BEING or word.text in {"queda", "quedan"}:
            return stays(scene, at + 1, mention)
        if word.text in {"y", "e"} and (no := _no_after_a_noun(scene, at)):
            # "discos y pastillas no": what stands beside it in the list is no part of the catalogue.
            return _denies(scene, no, mention)
        if word.text in {"pero", "y"} and scene.text(at + 1) == "no":
            return at + 2 >= len(scene.words) or scene.words[at + 2].gap is not Break.NONE
        passed = word.text in lang.QUALIFIERS or word.text in _SKIPPED_AFTER or word.text == "pero"
        passed = passed or not word.known
        if word.gap is not Break.NONE and word.text not in {"pero", "eso"}:
            return False
        if not passed:
            return False
        at += 1
    return False


def _no_after_a_noun(scene: Scene, conjunction: int) -> int | None:
    """The place of "no" in "y (las) pastillas no"; None where something else follows."""
    noun = conjunction + 1
    while scene.text(noun) in lang.DETERMINERS:
        noun += 1
    if scene.text(noun + 1) != "no" or noun in scene.owner:
        return None
    listed = scene.text(noun) in lang.UPKEEP_NOUNS or not scene.words[noun].known
    return noun + 1 if listed else None


def _denied_again(scene: Scene, mention: Mention) -> bool:
    """ "me han puesto aumento de plazas y yo las plazas no las he tocado"."""
    own = {scene.words[place].single for place in mention.places}
    return any(
        scene.words[at].single in own and scene.text(at + 1) == "no" and _denies(scene, at + 1, mention)
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
    return "no" in before and bool(set(before[before.index("no") :]) & (lang.PAPERS | lang.DONE_STATES))


def _denies(scene: Scene, no: int, mention: Mention) -> bool:
    word = scene.words[no]
    if word.asked:
        return False
    following = no + 1
    ends = following >= len(scene.words) or scene.words[following].gap is not Break.NONE
    if ends:
        return not _contrasts(scene, mention)
    if word.gap is not Break.NONE and scene.text(following) in lang.DETERMINERS:
        return scene.text(following) in {"lo", "la", "los", "las"} and (
            scene.text(following + 1) in lang.DENIABLE_VERBS
        )
    judged = bool(sentence_texts(scene, no) & lang.JUDGE_WORDS) or is_question(scene, no)
    if scene.text(following) in _VERDICTS and judged:
        return False
    if "nunca" in _soon_after(scene, no) and _soon_after(scene, no) & lang.REFORM_WORDS:
        # "ese no lo legalizó nunca": it is still to be done.
        return False
    if scene.text(following) == "se" and scene.text(following + 1) in lang.REFORM_WORDS and judged:
        # "¿y el manillar no se homologa?"
        return False
    if word.gap is not Break.NONE and _has_object_after(scene, no):
        return False
    at = following
    while scene.text(at) in BEFORE_VERB and at < no + 5:
        if scene.text(at) in lang.RECORDED_VERBS or scene.text(at) in lang.DENIABLE_VERBS:
            break
        at += 1
    verb = scene.text(at)
    near = {scene.text(place) for place in range(at, at + 6) if scene.same_sentence(place, no)}
    if scene.text(following) in {"se", "sabemos", "sabia"} and scene.text(following + 1) in _WONDERING:
        # "la suspensión, no sé qué opciones hay"
        return False
    if verb.startswith("pas") and near & {"itv", "inspeccion"}:
        # "con lo que le hice a los frenos no paso la ITV"
        return False
    recorded = lang.RECORDED_VERBS | {"va", "van"}
    if near & (lang.PAPERS | lang.DONE_STATES) and near & recorded and "ya" not in near:
        return False
    if scene.text(following) in {"solo", "y", "pero", "gracias", "mejor", "al", "porque", "pues"}:
        return True
    if {scene.text(place) for place in range(at, at + 4)} & {"nada", "nadie"}:
        # "al escape no le he hecho nada" leaves it; "el escape no da nada de problema" does not.
        governor = modified_by(scene, mention.start)
        besides = scene.text(governor - 1) in {"parte", "aparte"}
        return scene.text(governor) in {"al", "a", "de", "del", "con", "en"} and not besides
    if verb in lang.QUALIFIERS or verb in lang.CONDITION_VERBS - {"toca", "tocan"}:
        return False
    if verb in {"toca", "tocan"} and at + 1 < len(scene.words) and scene.words[at + 1].gap is Break.NONE:
        # "no toca el gálibo"
        return scene.text(at + 1) in {"y", "pero", "ya", "de", "porque", "nada"}
    told = {scene.text(place) for place in range(following, following + 4)}
    if scene.text(following) in {"son", "es", "eran", "era"} and told & (lang.STOCK_WORDS | _ITS_OWN):
        # "los intermitentes no son los suyos": they have been changed.
        return False
    return any(scene.text(place) in lang.DENIABLE_VERBS for place in range(following, at + 3))


def _contrasts(scene: Scene, mention: Mention) -> bool:
    """ "el manillar es el original, el escape no": what is denied is that the part is the original one."""
    texts = [
        scene.text(at)
        for at in range(max(0, mention.start - _LOOK_BACK), mention.start)
        if scene.same_sentence(at, mention.start)
    ]
    being = next((place for place, text in enumerate(texts) if text in {"es", "son"}), len(texts))
    return bool(lang.STOCK_WORDS & set(texts[being : being + 4])) and "no" not in texts


def _has_object_after(scene: Scene, no: int) -> bool:
    """ "el asiento, no he tocado el chasis": the denied verb has an object of its own after it."""
    for at in range(no + 1, min(len(scene.words), no + 7)):
        if scene.words[at].gap is not Break.NONE or scene.text(at) in {"lo", "le", "les"}:
            return False
        if scene.text(at) in {"ningun", "ninguna"}:
            return True
        if scene.text(at) in lang.ARTICLES:
            # "no los toco" is a pronoun, "no he tocado los puños" an article.
            return scene.text(at + 1) not in lang.DENIABLE_VERBS and at > no + 1
    return False


def is_resumed(scene: Scene, mention: Mention) -> bool:
    """ "no lo lleva la moto y quiero ponerlo"."""
    if _other_one_is_asked(scene, mention):
        return True
    for at in range(mention.end + 1, min(len(scene.words), mention.end + 2 * _LOOK_AHEAD)):
        if at in scene.owner or not scene.same_sentence(at, mention.end):
            return False
        finite = scene.words[at].text in lang.RESUMED_VERBS and scene.text(at - 1) in lang.CLITICS
        if finite or scene.words[at].text in lang.RESUMED_ENDINGS:
            if scene.text(at - 1) in {"de", "sin"}:
                # "antes de montarla"
                return False
            refused = "no" in {scene.text(at - 1), scene.text(at - 2)} and scene.text(at - 1) in lang.CLITICS
            return scene.text(at - 1) != "no" and not refused and not verb_denial(scene, at)
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
    if opening is None or scene.text(opening) not in lang.DEFINITE or scene.text(opening + 1) not in lang.OF:
        return False
    return "si" in {scene.text(at) for at in range(opening + 2, opening + 6)}


def is_replaced(scene: Scene, mention: Mention) -> bool:
    return _is_instead(scene, modified_by(scene, mention.start))
