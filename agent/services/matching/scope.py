"""How each mention is meant: asked for, denied, or named only in passing."""

from collections.abc import Sequence

from agent.services.matching import language as lang
from agent.services.matching.denial import denied_after, denied_before, is_replaced, is_resumed
from agent.services.matching.mentions import Status
from agent.services.matching.passing import is_aside
from agent.services.matching.phrase_patterns import surroundings
from agent.services.matching.sales import is_sale
from agent.services.matching.scene import Scene, modified_by
from agent.services.matching.set_phrases import is_described, is_insisted, is_withdrawn
from agent.services.matching.small_talk import asks_for_nothing, is_small_talk
from agent.services.matching.text import Break
from agent.services.matching.upkeep import is_upkeep
from agent.services.matching.vehicle_data import is_data

_LOOK_BACK = 14


def judge(scene: Scene) -> list[Status]:
    """The status of every mention, in their order."""
    if asks_for_nothing(scene):
        return [Status.ASIDE] * len(scene.mentions)
    statuses: list[Status] = []
    for index in range(len(scene.mentions)):
        statuses.append(_judge_one(scene, index, statuses))
    for index in range(len(scene.mentions) - 1, 0, -1):
        _spread_denial(scene, index, statuses)
    for index in range(len(scene.mentions) - 1, 0, -1):
        # "quitad Z, X e Y siguen"
        listed = statuses[index - 1] is Status.DENIED and _is_listed_with(scene, index)
        if (
            listed
            and statuses[index] is Status.ASKED
            and is_insisted(surroundings(scene, scene.mentions[index]))
        ):
            statuses[index - 1] = Status.ASKED
    _decide_between(scene, statuses)
    texts = {word.text for word in scene.words}
    doubted = bool({"verdad", "cierto"} & texts) and any(word.asked for word in scene.words)
    if {"quien", "razon"} <= texts or (doubted and "es" in texts):
        # "mi marido dice que no hace falta. ¿Quién tiene razón?"
        statuses = [Status.ASKED if status is Status.DENIED else status for status in statuses]
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
        if statuses[index] is Status.DENIED and mention.targets in asked and is_replaced(scene, mention):
            statuses[index] = Status.ASIDE
    return statuses


def _judge_one(scene: Scene, index: int, earlier: Sequence[Status]) -> Status:
    mention = scene.mentions[index]
    if mention.weak and index and _goes_with(scene, index):
        # "¿vendéis manillares Renthal?": the brand is meant as its part is.
        return earlier[index - 1]
    if is_sale(scene, mention) or is_data(scene, mention) or is_upkeep(scene, mention):
        return Status.ASIDE
    if is_small_talk(scene, mention):
        return Status.ASIDE
    around = surroundings(scene, mention)
    if is_aside(scene, index, earlier) or is_described(scene, mention, around):
        return Status.ASIDE
    affirmed = _ends_at(scene, mention.end + 2) or scene.text(mention.end + 2) in {"va", "van", "que", "lo"}
    if scene.text(mention.end + 1) == "si" and affirmed:
        return Status.ASKED
    if is_insisted(around):
        return Status.ASKED
    if is_withdrawn(scene, mention, around):
        return Status.ASKED if is_resumed(scene, mention) else Status.DENIED
    if denied_after(scene, mention):
        return Status.ASKED if is_resumed(scene, mention) else Status.DENIED
    none = any(scene.text(place - 1) in {"ningun", "ninguna"} for place in mention.places)
    if none or denied_before(scene, mention.start):
        return Status.ASKED if is_resumed(scene, mention) else Status.DENIED
    return _inherited(scene, index, earlier)


def _decide_between(scene: Scene, statuses: list[Status]) -> None:
    """ "entre el escape y el manillar, el escape", "o manillar o torretas. Venga, torretas"."""
    for index in range(len(scene.mentions) - 2):
        first, second = scene.mentions[index], scene.mentions[index + 1]
        between = {scene.text(place) for place in range(first.end + 1, second.start)}
        before = {scene.text(place) for place in range(max(0, first.start - 3), first.start)}
        offered = "o" in between or ("entre" in before and "y" in between)
        if not offered or first.targets == second.targets or not scene.same_sentence(first.end, second.start):
            continue
        for other in range(index + 2, len(scene.mentions)):
            chosen = scene.mentions[other].targets
            if statuses[other] is Status.ASKED and chosen in {first.targets, second.targets}:
                statuses[index if chosen == second.targets else index + 1] = Status.DENIED
                break


def _is_listed_with(scene: Scene, index: int) -> bool:
    """Whether only "y" and articles stand between a mention and the one before it."""
    before, mention = scene.mentions[index - 1], scene.mentions[index]
    between = {scene.words[place].text for place in range(before.end + 1, mention.start)}
    return bool(between & {"y", "e"}) and between <= lang.DETERMINERS | lang.QUALIFIERS | {"y", "e"}


def _goes_with(scene: Scene, index: int) -> bool:
    mention, before = scene.mentions[index], scene.mentions[index - 1]
    beside = before.end + 1 == mention.start and scene.words[mention.start].gap is Break.NONE
    return beside and before.targets == mention.targets


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
    if scene.text(mention.start) in {"solo", "solamente"}:
        # "descarta los espejos, solo asiento", where "solo" belongs to a keyword.
        return Status.ASKED
    if any(scene.words[place].gap is Break.COLON for place in range(before.end + 1, mention.start + 1)):
        return Status.ASKED
    if not denied_before(scene, before.start):
        return Status.ASKED
    between = [scene.words[place].text for place in range(before.end + 1, mention.start)]
    if not between and scene.text(before.start - 1) == "ni":
        # "ni frenos ni suspensión, escape"
        return Status.ASKED
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
    denied = denied_after(scene, mention) or is_withdrawn(scene, mention, surroundings(scene, mention))
    if not denied or scene.words[before.end].chunk != scene.words[mention.start].chunk:
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
