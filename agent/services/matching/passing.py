"""What a client names only in passing: upkeep, sales, data, places, what belongs to another part.

The rules are those of docs/labelling-guide.md, section 1.
"""

from collections.abc import Sequence

from agent.services.matching import language as lang
from agent.services.matching.frequent import EVERYDAY_PHRASES
from agent.services.matching.mentions import Mention, Status
from agent.services.matching.scene import Scene, modified_by, sentence_texts
from agent.services.matching.text import Break

_LOOK_BACK = 14
_PLATE_DIGITS = 4
# After these stands a verb: "se trata de X".
_PRONOUNS = frozenset(["se", "me", "te", "nos", "os", "le", "les", "no", "yo", "que"])


def is_sale(scene: Scene, mention: Mention) -> bool:
    texts = sentence_texts(scene, mention.start)
    if "acabo" in texts or "acabamos" in texts:
        # "acabo de comprar X": the client has it already.
        texts -= {"comprar"}
    return bool(texts & lang.SALE_WORDS) and not any(word.text in lang.REFORM_WORDS for word in scene.words)


def is_data(scene: Scene, mention: Mention) -> bool:
    """ "mi matrícula es 1234 KLM", "tiene 2 plazas", "es de gasolina"."""
    following = mention.end + 1
    if scene.text(following) in {"es", "son"}:
        following += 1
        if scene.text(following).isdecimal() and scene.text(mention.start - 1) in lang.DETERMINERS:
            return True
    if _is_entry(scene, mention):
        return True
    value = scene.text(following)
    if value.isdecimal() and len(value) == _PLATE_DIGITS and len(scene.text(following + 1)) == 3:
        letters = scene.words[following + 1]
        if not letters.known and scene.words[following].gap is not Break.SENTENCE:
            return True
    if mention.weak and _is_model(scene, mention.start):
        return True
    before = scene.text(mention.start - 1)
    first = scene.words[mention.start]
    if first.number is not None and before in {"tiene", "tenia", "de", "con", "son", "para"}:
        return True
    if (
        first.number is not None
        and before == "y"
        and not (sentence_texts(scene, mention.start) & (lang.REQUEST_WORDS | lang.REFORM_WORDS))
    ):
        return True
    return before in lang.OF and scene.text(mention.start - 2) in {"es", "son"}


def _is_entry(scene: Scene, mention: Mention) -> bool:
    """ "te dejo los datos: bastidor, matrícula y titular"."""
    texts = sentence_texts(scene, mention.start)
    asked = texts & (lang.SYNONYMS["@work"] | lang.SYNONYMS["@move"] | lang.REFORM_WORDS)
    return bool(texts & lang.IDENTITY_NOUNS) and not asked


def _is_model(scene: Scene, place: int) -> bool:
    """ "una Triumph Daytona": what follows a make is a model, whatever brand shares its name."""
    return any(
        scene.text(at) in lang.VEHICLE_MAKES and scene.words[at + 1].gap is Break.NONE
        for at in range(max(0, place - 1), place)
    )


def is_upkeep(scene: Scene, mention: Mention) -> bool:
    """Repair and household things: "filtro de aceite", "pintar el depósito", "antena para el salón"."""
    if _is_everyday(scene, mention):
        return True
    after = mention.end + 1
    while scene.text(after) in lang.QUALIFIERS and scene.same_sentence(after, mention.end):
        after += 1
    if scene.text(after) in {"de", "del", "para"} and scene.same_sentence(after, mention.end):
        noun = after + 1
        while scene.text(noun) in lang.DETERMINERS:
            noun += 1
        if noun not in scene.owner and scene.text(noun) in lang.UPKEEP_NOUNS | lang.SYSTEM_NOUNS:
            return True
        if scene.text(after) != "para" and scene.text(noun) in lang.PREMISES:
            return True
    sentence = sentence_texts(scene, mention.start)
    for at in range(mention.end + 1, min(len(scene.words), mention.end + 14)):
        if not scene.same_sentence(at, mention.end):
            break
        if (
            scene.text(at) in lang.ROOMS
            and scene.text(at - 1) in lang.DETERMINERS
            and (scene.text(at - 2) == "para" or (scene.text(at - 2) == "en" and scene.text(at) in lang.HOME))
        ):
            return True
    failing = any(
        scene.text(at) == "no" and scene.text(at + 1) in lang.FAILING_VERBS
        for at in range(max(0, mention.start - _LOOK_BACK), mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.start)
    )
    if failing and not sentence & (lang.SYNONYMS["@work"] | lang.REFORM_WORDS):
        return True
    broken = {scene.text(at) for at in range(mention.end + 1, mention.end + 4) if at not in scene.owner}
    if broken & lang.BROKEN_STATES and not sentence & (lang.SYNONYMS["@work"] | lang.REFORM_WORDS):
        return True
    for at in range(mention.start - 1, max(-1, mention.start - _LOOK_BACK), -1):
        if scene.words[at].sentence != scene.words[mention.start].sentence:
            return False
        text = scene.words[at].text
        if text in lang.BROKEN_STATES and at not in scene.owner:
            return not sentence & (lang.SYNONYMS["@work"] | lang.REFORM_WORDS)
        if text in lang.UPKEEP_VERBS - lang.BROKEN_STATES:
            return scene.text(at - 1) not in lang.DETERMINERS
        if text in lang.REQUEST_WORDS and text not in lang.WISH_WORDS:
            return False
    return False


def _is_everyday(scene: Scene, mention: Mention) -> bool:
    """Whether the word belongs to a fixed phrase of everyday speech: "hace mucho aire", "luz verde"."""
    if len(mention.places) != 1:
        return False
    place = mention.places[0]
    for phrase in EVERYDAY_PHRASES:
        for offset, text in enumerate(phrase):
            if text == scene.text(place) and all(
                scene.text(place - offset + at) == word for at, word in enumerate(phrase)
            ):
                return True
    return False


def is_aside(scene: Scene, index: int, earlier: Sequence[Status]) -> bool:
    mention = scene.mentions[index]
    previous = modified_by(scene, mention.start)
    text = scene.text(previous)
    if _renamed(scene, index):
        return True
    if previous < 0:
        return False
    before = _named_before(scene, index, earlier)
    owner = scene.owner.get(previous)
    if owner is not None and owner != index:
        # Apposition: a brand or adjective beside another part's word only describes that part.
        other = scene.mentions[owner]
        return (
            mention.weak
            and not other.weak
            and earlier[owner] is not Status.DENIED
            and other.targets != mention.targets
        )
    if text in lang.OF:
        return _is_complement(scene, previous - 1, index)
    if text == "para" and _is_requirement_asked(scene, mention):
        return False
    if text == "para":
        head = previous - 1
        if head in scene.owner:
            return True
        return head >= 0 and _is_thing(scene, head, mention) and scene.words[previous].gap is Break.NONE
    if text == "en" and mention.start == mention.places[0]:
        if previous == mention.start - 1:
            return True
        return bool(before) or scene.text(previous - 1) not in lang.REQUEST_WORDS | lang.TRANSPARENT_NOUNS
    if text in {"a", "al"} and scene.text(previous - 1) in lang.CONDITION_VERBS:
        return True
    if previous - 1 in scene.owner and (
        text == "al" or (text == "a" and scene.text(previous + 1) in lang.DEFINITE)
    ):
        # "retrovisores al manillar", "portamatrículas a la rueda"; not "del guardabarros a la luz".
        placed = scene.mentions[scene.owner[previous - 1]]
        return scene.text(modified_by(scene, placed.start)) not in lang.OF
    if text in lang.CONDITION_VERBS and (before or scene.text(previous - 1) in {"no", "que"}):
        return True
    if text in lang.REQUIREMENT_VERBS and before:
        if text != "llevar":
            return scene.text(previous - 1) not in {"cliente", "y"}
        return scene.text(previous - 1) in {"que", "deben", "debe"}
    return False


def _is_requirement_asked(scene: Scene, mention: Mention) -> bool:
    """ "¿qué pide industria para X?": the question is about X."""
    texts = sentence_texts(scene, mention.start)
    asked = any(
        word.asked and word.sentence == scene.words[mention.start].sentence
        for word in scene.words[mention.end : mention.end + _LOOK_BACK]
    )
    return asked and bool(texts & {"que", "cual", "cuales", "cuanto", "cuanta", "cuantos", "cuantas"})


def _named_before(scene: Scene, index: int, earlier: Sequence[Status]) -> bool:
    """Whether a part is named earlier in the sentence, and not only in passing."""
    for number in range(index - 1, -1, -1):
        if not scene.same_sentence(scene.mentions[number].end, scene.mentions[index].start):
            return False
        if earlier[number] is not Status.ASIDE:
            return True
    return False


def _is_complement(scene: Scene, head: int, index: int) -> bool:
    """Whether "de X" only says whose or where something is: "piñas del manillar", "tapón del depósito"."""
    while head > 0 and scene.text(head) in lang.QUALIFIERS and head not in scene.owner:
        if scene.text(head) in lang.PLACE_NOUNS and scene.text(head - 1) in lang.DETERMINERS:
            return True
        head -= 1
    if head < 0 or scene.words[head + 1].gap is not Break.NONE:
        return False
    owner = scene.owner.get(head)
    if owner is not None:
        # "luces de largo alcance": both name the same part.
        shared = set(scene.mentions[owner].targets) & set(scene.mentions[index].targets)
        return owner != index and not shared
    text = scene.text(head)
    if text in lang.UPKEEP_NOUNS:
        return True
    if text in lang.PLACE_NOUNS and scene.text(head - 1) not in {"a"}:
        return True
    return _is_thing(scene, head, scene.mentions[index])


def _is_thing(scene: Scene, place: int, mention: Mention) -> bool:
    """Whether a noun of its own stands at `place`: neither everyday Spanish, nor a number, nor a word that
    belongs to the part ("luces de largo alcance")."""
    word = scene.words[place]
    if any(word.single in scene.own_words.get(target, ()) for target in mention.targets):
        return False
    if scene.text(place - 1) in _PRONOUNS and word.gap is Break.NONE:
        return False
    return not word.known and word.text.isalpha() and len(word.text) > 3


def _renamed(scene: Scene, index: int) -> bool:
    """ "una luz de freno como alumbrado adicional": what counts is what it is mounted as."""
    if index + 1 >= len(scene.mentions):
        return False
    mention, following = scene.mentions[index], scene.mentions[index + 1]
    between = [scene.text(place) for place in range(mention.end + 1, following.start)]
    opening = {scene.text(mention.start - 1), scene.text(mention.start - 2)}
    return bool(between) and between[0] == "como" and len(between) <= 3 and not opening & {"tanto", "asi"}
