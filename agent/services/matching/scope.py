"""How each mention is meant: asked for, denied, or named only in passing.

The rules are those of docs/labelling-guide.md, sections 1 and 6. Each looks at the few words around a
mention, so the cost is linear in the message.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.services.matching import language as lang
from agent.services.matching.mentions import Mention, Status
from agent.services.matching.reading import Word
from agent.services.matching.text import Break
from agent.services.matching.vocabulary import Vocabulary

_LOOK_BACK = 14
_LOOK_AHEAD = 9
# Words that end the reach of an earlier "no quiero".
_RESTART = frozenset(
    {"solo", "solamente", "unicamente", "sino", "pero", "resto", "aunque", "mejor", "si", "porque"}
)
_SKIPPED_AFTER = frozenset(
    "ya al final ahora de momento se lo la los las me le les nos que eso ese esa tampoco entonces por he ha "
    "han hemos".split()
)
_BEING = frozenset("es son era eran sigue siguen van va viene vienen esta estan".split())
_BEFORE_VERB = lang.FUNCTION_WORDS - {"no", "ni", "sin", "pero", "y", "solo", "que", "si"}
_PLATE_DIGITS = 4
# After these stands a verb: "se trata de X".
_PRONOUNS = frozenset("se me te nos os le les no yo que".split())


@dataclass(frozen=True, slots=True)
class Scene:
    """A message with its mentions, and which mention (by index) each word belongs to."""

    words: Sequence[Word]
    mentions: Sequence[Mention]
    owner: Mapping[int, int]
    stems_of: Mapping[str, frozenset[str]]

    def text(self, place: int) -> str:
        """The word at `place`, or "" outside the message."""
        return self.words[place].text if 0 <= place < len(self.words) else ""

    def same_sentence(self, place: int, other: int) -> bool:
        """Whether both places exist and stand in one sentence."""
        inside = 0 <= place < len(self.words) and 0 <= other < len(self.words)
        return inside and self.words[place].sentence == self.words[other].sentence


def set_scene(vocabulary: Vocabulary, words: Sequence[Word], mentions: Sequence[Mention]) -> Scene:
    """The scene of a message."""
    owner = {place: index for index, mention in enumerate(mentions) for place in mention.places}
    return Scene(words, mentions, owner, vocabulary.stems_of)


def judge(scene: Scene) -> list[Status]:
    """The status of every mention, in their order."""
    statuses: list[Status] = []
    for index in range(len(scene.mentions)):
        statuses.append(_judge_one(scene, index, statuses))
    for index in range(len(scene.mentions) - 1, 0, -1):
        _spread_denial(scene, index, statuses)
    for index, mention in enumerate(scene.mentions):
        # "todo menos X: X, Y y Z": X stays out wherever it is named.
        if (
            statuses[index] is Status.DENIED
            and scene.text(modified_by(scene, mention.start)) in lang.EXCEPT_WORDS
        ):
            for other, there in enumerate(scene.mentions):
                if there.targets == mention.targets:
                    statuses[other] = Status.DENIED
    asked = {scene.mentions[index].targets for index, status in enumerate(statuses) if status is Status.ASKED}
    for index, mention in enumerate(scene.mentions):
        # "un Koso en lugar del reloj": what is replaced and what replaces it are one part.
        if statuses[index] is Status.DENIED and mention.targets in asked and _is_replaced(scene, mention):
            statuses[index] = Status.ASIDE
    return statuses


def denied_before(scene: Scene, place: int) -> bool:
    """Whether the words before `place` deny what stands there: "sin", "no quiero", "todo menos", "ni"."""
    previous = modified_by(scene, place)
    text = scene.text(previous)
    if previous >= 0 and scene.words[place].sentence == scene.words[previous].sentence:
        if text in lang.SYNONYMS["@increase"] and scene.text(previous - 1) in {"sin", "no"}:
            return True
        if text in {"sin", "ni", "tampoco"} or (text == "no" and scene.words[previous].asked is False):
            return text != "no" or scene.text(previous + 1) not in {"solo", "solamente"}
        if text in lang.EXCEPT_WORDS:
            return True
        if text in lang.OF:
            head = scene.text(previous - 1)
            if head in {"nada", "paso", "pasamos"} or _is_instead(scene, previous):
                return True
            if head not in lang.SYNONYMS["@work"] | lang.KEEP_WORDS | {"lo", "tema"}:
                return False
        if text in {"es", "son", "era", "eran"} and scene.text(previous - 1) == "no":
            return True
        if text == "por" and scene.text(previous - 1) in {"es", "era"} and scene.text(previous - 2) == "no":
            return True
        if text in {"por", "para"}:
            return False
    return _denied_by_verb(scene, place)


def modified_by(scene: Scene, place: int) -> int:
    """The place of the word that governs what stands at `place`, past articles, numbers and adjectives.

    -1 where a comma, full stop or the beginning comes first.
    """
    while place > 0:
        if scene.words[place].gap is not Break.NONE:
            return -1
        place -= 1
        word = scene.words[place]
        if place in scene.owner:
            return place
        skipped = word.text in lang.DETERMINERS - {"al", "del"} or word.text in lang.QUALIFIERS
        if not (skipped or word.number is not None):
            return place
    return -1


def _is_instead(scene: Scene, of: int) -> bool:
    return scene.text(of - 1) in {"vez", "lugar"} and scene.text(of - 2) == "en"


def _is_replaced(scene: Scene, mention: Mention) -> bool:
    return _is_instead(scene, modified_by(scene, mention.start))


def _judge_one(scene: Scene, index: int, earlier: Sequence[Status]) -> Status:
    mention = scene.mentions[index]
    if _is_sale(scene, mention) or _is_data(scene, mention) or _is_upkeep(scene, mention):
        return Status.ASIDE
    if _is_aside(scene, index, earlier):
        return Status.ASIDE
    if scene.text(mention.end + 1) == "si" and _ends_at(scene, mention.end + 2):
        return Status.ASKED
    if _denied_after(scene, mention):
        return Status.ASKED if _resumed(scene, mention) else Status.DENIED
    if denied_before(scene, mention.start):
        return Status.ASKED if _resumed(scene, mention) else Status.DENIED
    return _inherited(scene, index, earlier)


def _ends_at(scene: Scene, place: int) -> bool:
    return (
        place >= len(scene.words)
        or scene.words[place].gap is not Break.NONE
        or scene.text(place) in {"y", "pero"}
    )


def _inherited(scene: Scene, index: int, earlier: Sequence[Status]) -> Status:
    """ "todo menos el escape y los espejos": the list goes on as it began."""
    if index == 0 or earlier[index - 1] is not Status.DENIED:
        return Status.ASKED
    before, mention = scene.mentions[index - 1], scene.mentions[index]
    if any(scene.words[place].gap is Break.COLON for place in range(before.end + 1, mention.start + 1)):
        return Status.ASKED
    if not denied_before(scene, before.start):
        return Status.ASKED
    between = [scene.words[place].text for place in range(before.end + 1, mention.start)]
    listed = all(
        text in lang.DETERMINERS or text in lang.QUALIFIERS or text in {"y", "e", "o", "ni", "de"}
        for text in between
    )
    return Status.DENIED if listed and scene.same_sentence(before.end, mention.start) else Status.ASKED


def _spread_denial(scene: Scene, index: int, statuses: list[Status]) -> None:
    """ "el manillar y los espejos no": what is denied after a list is the list."""
    mention, before = scene.mentions[index], scene.mentions[index - 1]
    if statuses[index] is not Status.DENIED or statuses[index - 1] is not Status.ASKED:
        return
    if not _denied_after(scene, mention) or scene.words[before.end].chunk != scene.words[mention.start].chunk:
        return
    between = {scene.words[place].text for place in range(before.end + 1, mention.start)}
    opening = {
        scene.words[place].text
        for place in range(max(0, before.start - _LOOK_BACK), before.start)
        if scene.words[place].sentence == scene.words[before.start].sentence
    }
    if (
        between & {"y", "ni"}
        and between <= lang.DETERMINERS | lang.QUALIFIERS | {"y", "ni", "de"}
        and not (opening & lang.REQUEST_WORDS)
    ):
        statuses[index - 1] = Status.DENIED


def _denied_by_verb(scene: Scene, place: int) -> bool:
    """Whether the nearest verb to the left is denied ("no quiero cambiar X") or keeps things as they are."""
    for at in range(place - 1, max(-1, place - _LOOK_BACK), -1):
        if not scene.same_sentence(at, place):
            return False
        word, after = scene.words[at], scene.words[at + 1]
        if word.text in _RESTART and word.text != "si":
            return False
        if word.text == "si" and not (scene.text(at + 1) == "no"):
            return False
        if word.text in lang.DONE_STATES or after.gap is Break.COLON:
            return False
        if word.text == "que" and scene.text(at - 1) == "mas":
            return False
        if at in scene.owner:
            continue
        if word.text in lang.KEEP_WORDS:
            if _has_own_object(scene, at, place):
                return False
            return (
                not _verb_denial(scene, at)
                and after.text not in {"mismo", "misma"}
                and (scene.text(at + 2) not in {"mismo", "misma"})
            )
        if word.text in lang.DENIABLE_VERBS and word.text not in lang.DETERMINERS:
            return _verb_denial(scene, at) and not _has_own_object(scene, at, place)
    return False


def _has_own_object(scene: Scene, verb: int, place: int) -> bool:
    """Whether a denial ends before `place`: a comma and a new verb follow it ("no toquéis X, seguimos con Y"),
    or the denied verb has spoken of what came before it ("los intermitentes no los cambio, el faro…")."""
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


def _verb_denial(scene: Scene, verb: int) -> bool:
    """Whether "no" or "sin" stands before the verb, past pronouns, auxiliaries and other verbs."""
    at = verb - 1
    steps = 0
    while at >= 0 and steps < 5 and scene.words[at + 1].gap is Break.NONE:
        text = scene.words[at].text
        if text == "sin" and scene.text(at + 1) in lang.REFORM_WORDS:
            # "no paso la ITV sin homologar X": X is still to be done.
            return False
        if text in {"no", "sin", "nunca", "tampoco", "ni"}:
            return not _is_asked_whether(scene, at)
        if text == "que" and scene.text(at - 1) in lang.DENIABLE_VERBS | {"es"}:
            at -= 1
        elif not (text in _BEFORE_VERB or text in lang.DENIABLE_VERBS):
            return False
        at -= 1
        steps += 1
    return False


def _is_asked_whether(scene: Scene, no: int) -> bool:
    """ "¿no hay que homologar el manillar?" denies nothing."""
    if scene.words[no].gap is not Break.SENTENCE or scene.text(no + 1) not in {
        "hay",
        "es",
        "se",
        "tengo",
        "hace",
    }:
        return False
    at = no
    while at + 1 < len(scene.words) and scene.words[at + 1].gap is not Break.SENTENCE and at - no < 40:
        at += 1
    return scene.words[at].asked


def _denied_after(scene: Scene, mention: Mention) -> bool:
    """ "el manillar no", "la bola no lleva", "el escape ya está homologado", "los espejos son de serie"."""
    at = mention.end + 1
    stop = min(len(scene.words), at + _LOOK_AHEAD)
    near = [scene.text(place) for place in range(at, stop) if scene.same_sentence(place, mention.end)]
    if "presupuesto" in near and any(text.startswith(("quit", "sac")) for text in near):
        return True
    while at < stop and scene.same_sentence(at, mention.end):
        word = scene.words[at]
        if at in scene.owner:
            return False
        if word.text == "no":
            return _denies(scene, at, mention)
        if word.text == "tampoco":
            return True
        if word.text in {"que", "y", "o", "por", "para", "con", "si"} and scene.text(at + 1) != "no":
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
        if clitic and lang.STOCK_WORDS & {scene.text(place) for place in range(at + 1, at + 5)}:
            return scene.same_sentence(at + 4 if at + 4 < len(scene.words) else at, mention.end)
        if word.text == "ni" and scene.text(at + 1).endswith(("lo", "la", "los", "las")):
            return scene.text(at + 1) not in lang.DETERMINERS
        if word.text == "ya" and scene.text(at + 1) != "no":
            return _already_done(scene, at + 1)
        if word.text in {"dejalo", "dejala", "dejalos", "dejalas", "olvidalo", "descartalo", "descartado"}:
            return True
        if word.text in _BEING or word.text in {"queda", "quedan"}:
            return _stays(scene, at + 1, mention)
        if word.text in {"pero", "y"} and scene.text(at + 1) == "no":
            ending = at + 2 >= len(scene.words) or scene.words[at + 2].gap is not Break.NONE
            return ending
        passed = word.text in lang.QUALIFIERS or word.text in _SKIPPED_AFTER or word.text == "pero"
        passed = passed or not word.known
        if word.gap is not Break.NONE and word.text not in {"pero", "eso"}:
            return False
        if not passed:
            return False
        at += 1
    return False


def _denies(scene: Scene, no: int, mention: Mention) -> bool:
    word = scene.words[no]
    if word.asked:
        return False
    following = no + 1
    ends = following >= len(scene.words) or scene.words[following].gap is not Break.NONE
    if ends:
        return True
    if word.gap is not Break.NONE and scene.text(following) in lang.DETERMINERS:
        return scene.text(following) in {"lo", "la", "los", "las"} and (
            scene.text(following + 1) in lang.DENIABLE_VERBS
        )
    at = following
    while scene.text(at) in _BEFORE_VERB and at < no + 5:
        if scene.text(at) in lang.RECORDED_VERBS | lang.DENIABLE_VERBS:
            break
        at += 1
    verb = scene.text(at)
    near = {scene.text(place) for place in range(at, at + 6) if scene.same_sentence(place, no)}
    if near & (lang.PAPERS | lang.DONE_STATES) and near & lang.RECORDED_VERBS:
        return False
    if scene.text(following) in {"solo", "y", "pero", "gracias", "mejor", "al"}:
        return True
    if {scene.text(place) for place in range(at, at + 4)} & {"nada", "nadie"}:
        # "al escape no le he hecho nada" leaves it; "el escape no da nada de problema" does not.
        return scene.text(mention.start - 1) == "al"
    if verb in lang.QUALIFIERS or verb in lang.CONDITION_VERBS - {"toca", "tocan"}:
        return False
    return any(scene.text(place) in lang.DENIABLE_VERBS for place in range(following, at + 3))


def _already_done(scene: Scene, at: int) -> bool:
    near = [scene.text(place) for place in range(at, at + 6) if scene.same_sentence(place, at)]
    done = lang.DONE_STATES & set(near)
    recorded = lang.RECORDED_VERBS & set(near) and (lang.PAPERS | lang.STOCK_WORDS) & set(near)
    return bool(done or recorded)


def _stays(scene: Scene, at: int, mention: Mention) -> bool:
    near = [scene.text(place) for place in range(at, at + 5) if scene.same_sentence(place, mention.end)]
    if "no" in near[:1]:
        return False
    if near[:1] and near[0] in {"igual", "como"}:
        return True
    return bool(lang.STOCK_WORDS & set(near)) or bool(
        lang.DONE_STATES & set(near[:2])
        and "no" not in near
        and scene.text(mention.start - 1) in lang.DEFINITE
    )


def _resumed(scene: Scene, mention: Mention) -> bool:
    """ "no lo lleva la moto y quiero ponerlo"."""
    for at in range(mention.end + 1, min(len(scene.words), mention.end + 2 * _LOOK_AHEAD)):
        if at in scene.owner or not scene.same_sentence(at, mention.end):
            return False
        if scene.words[at].text in lang.RESUMED_ENDINGS:
            return scene.text(at - 1) != "no" and not _verb_denial(scene, at)
    return False


def _sentence_texts(scene: Scene, place: int) -> set[str]:
    number = scene.words[place].sentence
    first = last = place
    while first > 0 and scene.words[first - 1].sentence == number and place - first < 60:
        first -= 1
    while last + 1 < len(scene.words) and scene.words[last + 1].sentence == number and last - place < 60:
        last += 1
    return {scene.words[at].text for at in range(first, last + 1)}


def _is_sale(scene: Scene, mention: Mention) -> bool:
    texts = _sentence_texts(scene, mention.start)
    if "acabo" in texts or "acabamos" in texts:
        # "acabo de comprar X": the client has it already.
        texts -= {"comprar"}
    return bool(texts & lang.SALE_WORDS) and not any(word.text in lang.REFORM_WORDS for word in scene.words)


def _is_data(scene: Scene, mention: Mention) -> bool:
    """ "mi matrícula es 1234 KLM", "tiene 2 plazas", "es de gasolina"."""
    following = mention.end + 1
    if scene.text(following) in {"es", "son"}:
        following += 1
        if scene.text(following).isdecimal() and scene.text(mention.start - 1) in lang.DETERMINERS:
            return True
    value = scene.text(following)
    if value.isdecimal() and len(value) == _PLATE_DIGITS and len(scene.text(following + 1)) == 3:
        letters = scene.words[following + 1]
        if not letters.known and scene.words[following].gap is not Break.SENTENCE:
            return True
    before = scene.text(mention.start - 1)
    first = scene.words[mention.start]
    if first.number is not None and before in {"tiene", "tenia", "de", "con", "son", "para"}:
        return True
    if (
        first.number is not None
        and before == "y"
        and not (_sentence_texts(scene, mention.start) & (lang.REQUEST_WORDS | lang.REFORM_WORDS))
    ):
        return True
    return before in lang.OF and scene.text(mention.start - 2) in {"es", "son"}


def _is_upkeep(scene: Scene, mention: Mention) -> bool:
    """Repair, service and household things: "filtro de aceite", "pintar el depósito", "antena para el salón"."""
    after = mention.end + 1
    while scene.text(after) in lang.QUALIFIERS and scene.same_sentence(after, mention.end):
        after += 1
    if scene.text(after) in {"de", "del", "para"} and scene.same_sentence(after, mention.end):
        noun = after + 1
        while scene.text(noun) in lang.DETERMINERS:
            noun += 1
        if noun not in scene.owner and scene.text(noun) in lang.UPKEEP_NOUNS | lang.SYSTEM_NOUNS:
            return True
    sentence = _sentence_texts(scene, mention.start)
    for at in range(mention.end + 1, min(len(scene.words), mention.end + 14)):
        if not scene.same_sentence(at, mention.end):
            break
        if (
            scene.text(at) in lang.ROOMS
            and scene.text(at - 1) in lang.DETERMINERS
            and scene.text(at - 2)
            in {
                "para",
                "en",
            }
        ):
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


def _is_aside(scene: Scene, index: int, earlier: Sequence[Status]) -> bool:
    mention = scene.mentions[index]
    previous = modified_by(scene, mention.start)
    text = scene.text(previous)
    if _renamed(scene, index):
        return True
    if previous < 0:
        return False
    before = [
        number
        for number in range(index)
        if scene.same_sentence(scene.mentions[number].end, mention.start)
        and earlier[number] is not Status.ASIDE
    ]
    owner = scene.owner.get(previous)
    if owner is not None and owner != index:
        # Apposition: a brand or adjective beside another part's word only describes that part.
        other = scene.mentions[owner]
        return mention.weak and earlier[owner] is not Status.DENIED and other.targets != mention.targets
    if text in lang.OF:
        return _is_complement(scene, previous - 1, index, earlier)
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
    if text == "al" and previous - 1 in scene.owner:
        # "retrovisores al manillar"
        return True
    if text in lang.CONDITION_VERBS and (before or scene.text(previous - 1) in {"no", "que"}):
        return True
    if text in lang.REQUIREMENT_VERBS and before:
        if text != "llevar":
            return scene.text(previous - 1) not in {"cliente", "y"}
        return scene.text(previous - 1) in {"que", "deben", "debe"}
    return False


def _is_complement(scene: Scene, head: int, index: int, earlier: Sequence[Status]) -> bool:
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
    if any(word.stem in scene.stems_of.get(target, ()) for target in mention.targets):
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
