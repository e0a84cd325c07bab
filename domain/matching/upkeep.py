"""Repair, faults, household things and set phrases of everyday speech: a part is named, no reform asked for.

The rules are those of docs/labelling-guide.md, section 1.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from domain.matching.language import affixes, es, sayings
from domain.matching.mentions import Mention
from domain.matching.scene import Scene, modified_by, sentence_texts
from domain.matching.text import Break

_LOOK_BACK = 14
_LOOK_AHEAD = 9


def is_upkeep(scene: Scene, mention: Mention) -> bool:
    """Repair and household things: "filtro de aceite", "pintar el depósito", "antena para el salón"."""
    if _is_everyday(scene, mention) or _is_like_for_like(scene, mention) or _is_with_supplies(scene, mention):
        return True
    after = mention.end + 1
    while scene.text(after) in es.QUALIFIERS and scene.same_sentence(after, mention.end):
        after += 1
    if scene.text(after) in es.OF_FOR and scene.same_sentence(after, mention.end):
        noun = after + 1
        while scene.text(noun) in es.DETERMINERS:
            noun += 1
        if noun not in scene.owner and scene.text(noun) in es.UPKEEP_NOUNS_OR_SYSTEM_NOUNS:
            return True
        if scene.text(after) not in es.FOR and scene.text(noun) in es.PREMISES:
            return True
    sentence = sentence_texts(scene, mention.start)
    for at in range(mention.end + 1, min(len(scene.words), mention.end + 14)):
        if not scene.same_sentence(at, mention.end):
            break
        if (
            scene.text(at) in es.ROOMS
            and (scene.text(at - 1) in es.DETERMINERS or scene.text(at - 1) in es.FOR)
            and scene.text(at + 1) not in es.VEHICLE_MAKES_OR_OFFICIAL
            and not _is_sent_home(scene, at)
            and (
                scene.text(at - 1) in es.FOR
                or scene.text(at - 2) in es.FOR
                or (scene.text(at - 2) in es.IN and scene.text(at) in es.HOME)
            )
        ):
            return True
    failing = any(
        scene.text(at) in es.NOT
        and scene.text(at + 2 if scene.text(at + 1) in es.FAULT_PRONOUNS else at + 1)
        in es.FAILING_VERBS_OR_FAULT_VERBS
        for at in range(max(0, mention.start - _LOOK_BACK), mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.start)
    )
    changes = bool(sentence & es.UPKEEP_CHANGES)
    if failing and not changes:
        return True
    advice = any(text.startswith(affixes.ADVISING) for text in sentence)
    mended = any(
        scene.text(at) in es.UPKEEP_VERBS
        and (scene.text(at).endswith(affixes.INFINITIVE_WITH_CLITIC) or _has_clitic(scene, mention, at))
        for at in range(mention.end + 1, mention.end + _LOOK_AHEAD)
        if scene.same_sentence(at, mention.end)
    )
    later = any(word.text in es.RESUMED_ENDINGS for word in scene.words)
    if (advice or mended) and not changes and not later:
        return True
    governor = scene.text(modified_by(scene, mention.start))
    if scene.text(mention.end + 1) in es.BROKEN_STATES and governor in es.PREPOSITIONS_BUT_CAUSE_PREPOSITIONS:
        # "parada en el garaje con las ruedas desinfladas"
        return True
    failing_now = {scene.text(mention.end + 1)} | (
        {scene.text(mention.end + 2)} if scene.text(mention.end + 1) in es.REFLEXIVES else set()
    )
    if failing_now & es.FAULT_VERBS and not sentence & es.REFORM_WORDS:
        # "la nevera me pita cuando la pongo a gas"
        return True
    faulty = any(
        scene.text(at) in es.FAULT_VERBS
        for at in range(mention.start - 4, mention.end + 3)
        if scene.same_sentence(at, mention.start)
    )
    if faulty and not changes:
        return True
    broken = {
        scene.text(at)
        for at in range(mention.end + 1, mention.end + (7 if scene.text(mention.end + 1) in es.SE else 4))
        if at not in scene.owner and not _is_praised(scene, at)
    }
    if broken & es.BROKEN_STATES_OR_FAULT_NOUNS and not changes:
        return True
    for at in range(mention.start - 1, max(-1, mention.start - _LOOK_BACK), -1):
        if scene.words[at].sentence != scene.words[mention.start].sentence:
            return False
        text = scene.words[at].text
        if text in es.SPENT and scene.text(at - 1) in es.HAVE_FORMS:
            # Money, not wear.
            continue
        if text in es.BROKEN_STATES and at not in scene.owner and not _is_praised(scene, at):
            return not changes
        if at in scene.owner:
            # "un depósito de agua limpia y dos placas"
            continue
        if text in es.CLEAN_WORDS and scene.text(at - 1) in es.CLEAN_WATER:
            # Clean water is no cleaning.
            continue
        if (
            text in es.UPKEEP_VERBS
            and text.endswith(affixes.CLITIC_SINGULAR)
            and scene.text(at + 1) in es.EVERYTHING
        ):
            # "quiero arreglarlo todo" has its object.
            continue
        if text in es.MENDING and not _is_praised(scene, at):
            return scene.text(at - 1) not in es.DETERMINERS
        if text in es.REQUEST_WORDS and text not in es.WISH_WORDS:
            return False
    return False


def _is_sent_home(scene: Scene, home: int) -> bool:
    """ "el de la ITV me mandó para casa"."""
    return any(scene.text(at).startswith(affixes.SENT_HOME) for at in range(home - 4, home))


def _has_clitic(scene: Scene, mention: Mention, verb: int) -> bool:
    """ "lo voy a reparar"."""
    return scene.text(verb).endswith(affixes.FIRST_CONJUGATION) and any(
        scene.text(at) in es.CLITICS and scene.text(at + 1) in es.AFTER_CLITIC
        for at in range(mention.end + 1, verb)
    )


def _is_like_for_like(scene: Scene, mention: Mention) -> bool:
    """ "cambiar los neumáticos por los mismos", "por otro igual": upkeep, no reform."""
    if (
        scene.text(mention.start - 1) in es.SAME_BUT_EQUAL_WORDS
        and scene.text(mention.start - 2) in es.DEFINITE
        and scene.words[mention.start].gap is Break.NONE
    ):
        # "con las mismas gomas"
        return True
    for at in range(mention.end + 1, mention.end + _LOOK_BACK):
        if not scene.same_sentence(at, mention.end) or at in scene.owner:
            return False
        if scene.text(at) in es.ANOTHER and scene.text(at + 1) in es.ALIKE:
            # "le he puesto otro igualito"
            return True
        if scene.text(at) in es.BY:
            texts = [scene.text(at + 1), scene.text(at + 2)]
            if texts[1] in es.SAME or texts[0] in es.SAME:
                return texts[0] in es.DETERMINERS_OR_SAME
    return False


def _is_with_supplies(scene: Scene, mention: Mention) -> bool:
    """ "cambio de aceite y filtro": a bare noun listed with what is used up."""
    if _comes_from_works(scene, mention):
        return True
    coordinated = (
        scene.text(mention.start - 1) in es.AND_WORDS and scene.words[mention.start].gap is Break.NONE
    )
    return coordinated and scene.text(mention.start - 2) in es.LISTED_SUPPLIES


def _comes_from_works(scene: Scene, mention: Mention) -> bool:
    """ "viene con placa solar y nevera de fábrica"."""
    if scene.text(mention.end + 1) in es.OF and mention.end + 2 in scene.owner:
        return False
    told = [scene.text(at) for at in range(max(0, mention.start - _LOOK_BACK), mention.start)]
    if tuple(told[-3:]) in sayings.FROM_WORKS_WITH and es.CAME_FROM_WORKS & set(told):
        # "viene de fábrica con aire acondicionado"
        return True
    comes = any(
        scene.text(at) in es.COMES_WITH
        for at in range(max(0, mention.start - _LOOK_BACK), mention.start)
        if scene.same_sentence(at, mention.start)
    )
    return comes and any(
        scene.text(at) in es.OF_ALONE and scene.text(at + 1) in es.STOCK_WORDS
        for at in range(mention.end + 1, mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.end)
    )


def _is_praised(scene: Scene, place: int) -> bool:
    """ "suena más", "suena de lujo": a sound that pleases is no fault."""
    return scene.text(place) in es.SOUND_VERBS and bool(
        {scene.text(place + 1), scene.text(place + 2)} & es.PRAISE_WORDS
    )


def _is_everyday(scene: Scene, mention: Mention) -> bool:
    """Whether the word belongs to a fixed phrase of everyday speech: "hace mucho aire", "luz verde"."""
    if len(mention.places) != 1:
        return False
    place = mention.places[0]
    return any(
        all(
            scene.text(place - offset + at) == word
            or (word == "#" and scene.text(place - offset + at).isdecimal())
            for at, word in enumerate(phrase)
        )
        for phrase, offset in _everyday_phrases().get(scene.text(place), ())
    )


@cache
def _everyday_phrases() -> Mapping[str, Sequence[tuple[Sequence[str], int]]]:
    """The phrases of everyday speech by each of their words, with that word's place in them."""
    found: dict[str, list[tuple[Sequence[str], int]]] = defaultdict(list)
    for phrase in sayings.EVERYDAY_PHRASES:
        for offset, text in enumerate(phrase):
            found[text].append((phrase, offset))
    return found
