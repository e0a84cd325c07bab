"""Verbs that are denied, and how far their denial reaches: "no quiero cambiar X", "sin tocar X", "dejo X".

The rules are those of docs/labelling-guide.md, section 6.
"""

from domain.matching import language as lang
from domain.matching.scene import Scene
from domain.matching.text import Break

_LOOK_BACK = 14
# Words that end the reach of an earlier "no quiero".
_RESTART = frozenset(
    {"solo", "solamente", "unicamente", "sino", "pero", "resto", "aunque", "mejor", "si", "porque"}
)


_DUTIES = frozenset({"hay", "es", "se", "tengo", "hace"})


PERMISSIONS = frozenset({"legal", "obligatorio", "obligatoria", "puedo", "puede", "podria"})


BEFORE_VERB = lang.FUNCTION_WORDS - {"no", "ni", "sin", "pero", "y", "solo", "que", "si"}


def denied_by_verb(scene: Scene, place: int) -> bool:
    """Whether the nearest verb to the left is denied ("no quiero cambiar X") or keeps things as they are."""
    if scene.text(place) in _RESTART and scene.words[place].gap is not Break.NONE:
        # "solo el asiento", where "solo" belongs to a keyword.
        return False
    for at in range(place - 1, max(-1, place - _LOOK_BACK), -1):
        if not scene.same_sentence(at, place):
            return False
        word, after = scene.words[at], scene.words[at + 1]
        if word.text in _RESTART and word.text != "si":
            return False
        if word.text == "si" and scene.text(at + 1) != "no":
            return False
        if word.text in lang.DONE_STATES or after.gap is Break.COLON:
            return False
        if word.text == "que" and scene.text(at - 1) == "mas":
            return False
        if word.text == "y" and after.text in lang.GOING_ON_VERBS:
            # "descartad el manillar y seguimos con el escape"
            return False
        if at in scene.owner:
            continue
        if word.text in {"deja", "dejan"} and scene.text(at - 1) == "que":
            # "un soporte que deja el faro más bajo"
            return False
        if word.text in lang.KEEP_WORDS and _keeps_in_order(scene, at):
            return False
        if word.text in lang.KEEP_WORDS:
            if _has_own_object(scene, at, place):
                return False
            return (
                not verb_denial(scene, at)
                and after.text not in {"mismo", "misma"}
                and (scene.text(at + 2) not in {"mismo", "misma"})
            )
        if word.text in lang.DENIABLE_VERBS and word.text not in lang.DETERMINERS:
            if scene.text(at - 1) == "sin" and "con" in {scene.text(near) for near in range(at + 1, place)}:
                # "sin aumento con brazo portaequipajes"
                return False
            return verb_denial(scene, at) and not _has_own_object(scene, at, place)
    return False


def _keeps_in_order(scene: Scene, verb: int) -> bool:
    """ "quitad X del presupuesto y dejad Y": Y stays in the order."""
    if not scene.text(verb).startswith(("dej", "mant", "conserv")):
        return False
    texts = {word.text for word in scene.words[max(0, verb - 3 * _LOOK_BACK) : verb + _LOOK_BACK]}
    taken_out = ("quita", "quite", "borra", "saca", "elimina", "anula", "cancela")
    if "fuera" in texts or any(text.startswith(taken_out) and not text.endswith("r") for text in texts):
        return True
    leaves_out = any(text.startswith(("quit", "sac", "borr")) for text in texts)
    return leaves_out and bool(texts & {"presupuesto", "pedido", "lista", "encargo"})


def _has_own_object(scene: Scene, verb: int, place: int) -> bool:
    """Whether a denial ends before `place`.

    A comma and a new verb follow it ("no toquéis X, seguimos con Y"), or the denied verb has spoken of what
    came before it ("los intermitentes no los cambio, el faro…").
    """
    between = {scene.text(at) for at in range(verb + 1, place)}
    if "nada" in {scene.text(verb + 1), scene.text(verb + 2)} and between & {"y", "e"}:
        # "donde antes no había nada y un toldo"
        return True
    if (
        scene.text(verb + 1) in lang.DEFINITE
        and scene.text(verb + 3) in lang.STOCK_WORDS
        and place > verb + 3
    ):
        # "conserva el de serie, el escape…"
        return True
    if scene.text(verb + 1) in lang.PAPERS | {"certificado", "contrasena"} and place > verb + 1:
        # "no tiene papeles la bola"
        return True
    if scene.text(verb - 1) == "sin" and _new_item(scene, verb, place):
        return True
    if all(scene.words[at].gap is Break.NONE for at in range(verb + 1, place + 1)):
        return False
    at = place
    while scene.words[at].gap is Break.NONE and at > 0:
        at -= 1
        text = scene.words[at].text
        listed = (
            text in lang.DETERMINERS or text in lang.QUALIFIERS or text in {"y", "e", "o", "ni", "de", "lo"}
        )
        if not (listed or at in scene.owner):
            return True
    at = verb
    while at > 0 and scene.words[at].gap is Break.NONE and verb - at < 8:
        at -= 1
        if at in scene.owner:
            return True
    return False


def _new_item(scene: Scene, verb: int, place: int) -> bool:
    """ "sin tocar anclajes y dos faros": the verb has its object, a new item follows."""
    between = range(verb + 1, place)
    if any(at in scene.owner for at in between):
        # "sin subir la MMR y encima un brazo"
        return scene.text(place - 1) in {"un", "una"} and "y" in {scene.text(at) for at in between}
    texts = [scene.text(at) for at in between]
    if "y" not in texts:
        return False
    objects = texts[: texts.index("y")]
    return any(
        not (text in lang.DETERMINERS or text in lang.QUALIFIERS or text in lang.OF) for text in objects
    )


def verb_denial(scene: Scene, verb: int) -> bool:
    """Whether "no" or "sin" stands before the verb, past pronouns, auxiliaries and other verbs."""
    at = verb - 1
    steps = 0
    while at >= 0 and steps < 5 and scene.words[at + 1].gap is Break.NONE:
        text = scene.words[at].text
        if text == "sin" and scene.text(at + 1) in lang.REFORM_WORDS:
            # "no paso la ITV sin homologar X": X is still to be done.
            return False
        if text == "no" and scene.text(at - 1) == "si" and scene.text(at + 1) in lang.REFORM_WORDS:
            # "no me pasan la ITV si no homologo X"
            return False
        if text in {"no", "sin", "nunca", "tampoco", "ni"}:
            return not _is_asked_whether(scene, at)
        if text == "que" and (scene.text(at - 1) in lang.DENIABLE_VERBS or scene.text(at - 1) == "es"):
            at -= 1
        elif not (text in BEFORE_VERB or text in lang.DENIABLE_VERBS):
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
    opens = scene.words[no].gap is Break.SENTENCE and scene.text(no + 1) in _DUTIES
    return opens or bool({scene.text(place) for place in range(max(0, no - 4), no)} & PERMISSIONS)
