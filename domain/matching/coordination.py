"""How mentions bear on each other: lists that are denied or insisted on as a whole, all but one, one of two.

The rules are those of docs/labelling-guide.md, section 6.
"""

from collections import Counter, defaultdict
from collections.abc import Set

from domain.matching.cues import decisive
from domain.matching.denial import denied_after, is_replaced
from domain.matching.language import es, sayings
from domain.matching.mentions import Mention, Status
from domain.matching.scene import Scene, modified_by, sentence_texts
from domain.matching.text import Break

_LOOK_BACK = 14
_ONLY_REACH = 4
_SAID_BEFORE = 7
# A list of parts has at least so many items.
_LISTED = 3


def relate(scene: Scene, statuses: list[Status]) -> None:
    """Corrects the statuses of mentions by what is said of those beside them."""
    if Status.DENIED in statuses:
        for index in range(len(scene.mentions) - 1, 0, -1):
            _spread(scene, index, statuses)
    if Status.ASIDE in statuses:
        _keep_lists_together(scene, statuses)
    if not scene.said.isdisjoint(es.OR_OR_BETWEEN):
        _decide_between(scene, statuses)
    if Status.DENIED in statuses:
        _leave_to_us(scene, statuses)
        _except(scene, statuses)
        _replace(scene, statuses)
        _stay_denied(scene, statuses)
    if not scene.said.isdisjoint(es.ONLY_THIS_OR_IF):
        _only(scene, statuses)
    if not (scene.said.isdisjoint(es.ALL_THERE_IS) and scene.said.isdisjoint(es.OPENING_WHAT_COUNTS)):
        _only_these(scene, statuses)


def _spread(scene: Scene, index: int, statuses: list[Status]) -> None:
    """ "el manillar y los espejos no": what is denied after a list is the list;
    "quitad los espejos, el escape y el manillar siguen": so is what goes on."""
    mention, before = scene.mentions[index], scene.mentions[index - 1]
    found = decisive(scene, mention)
    said = found.cue.status if found is not None else None
    match statuses[index - 1], statuses[index]:
        case Status.ASKED, Status.DENIED:
            first = max(scene.extents[scene.sentences[before.start]][0], before.start - _LOOK_BACK)
            if (
                scene.chunks[before.end] == scene.chunks[mention.start]
                and es.REQUEST_WORDS.isdisjoint(scene.line[first : before.start])
                and (denied_after(scene, mention) or said is Status.DENIED)
                and _is_listed_with(scene, index, es.AND_NOR, es.OF_ALONE)
            ):
                statuses[index - 1] = Status.DENIED
        case Status.DENIED, Status.ASKED:
            if said is Status.ASKED and _is_listed_with(scene, index, es.AND_WORDS):
                statuses[index - 1] = Status.ASKED


def _only_these(scene: Scene, statuses: list[Status]) -> None:
    """ "… el depósito es el que trae. Lo único que añadí es la claraboya": what a sentence says to be all
    leaves out what the sentences before it named."""
    for index, mention in enumerate(scene.mentions):
        marker = _all_there_is(scene, mention) if statuses[index] is Status.ASKED else None
        if marker is None:
            continue
        for other, there in enumerate(scene.mentions[:index]):
            apart = scene.chunks[there.start] < scene.chunks[marker]
            if apart and there.targets != mention.targets and statuses[other] is Status.ASKED:
                statuses[other] = Status.DENIED


def _all_there_is(scene: Scene, mention: Mention) -> int | None:
    """Where the words stand that say so: "lo único es X", "así que solo quiero X", "lo que sí puse es X".

    "Solo" leaves out what earlier sentences named, the others what the sentence itself named before a comma.
    """
    opening = scene.extents[scene.sentences[mention.start]][0]
    first = max(opening, mention.start - _SAID_BEFORE)
    for place in range(first, mention.start):
        if tuple(scene.line[place : place + 3]) in sayings.WHAT_COUNTS:
            return place
    said = scene.line[first : mention.start]
    return None if es.ALL_THERE_IS.isdisjoint(said) or not es.NOT_ALL.isdisjoint(said) else opening


def _keep_lists_together(scene: Scene, statuses: list[Status]) -> None:
    """ "dos depósitos (uno limpia, uno gris), una ducha, una bombona": what opens an item of a list is meant
    as the other items are."""
    listed: dict[int, list[int]] = defaultdict(list)
    for index, mention in enumerate(scene.mentions):
        if _opens_item(scene, index):
            listed[scene.sentences[mention.start]].append(index)
    for items in listed.values():
        if len(items) >= _LISTED and any(statuses[index] is Status.ASKED for index in items):
            for index in items:
                if statuses[index] is Status.ASIDE:
                    statuses[index] = Status.ASKED


def _opens_item(scene: Scene, index: int) -> bool:
    """Whether only articles, numbers and adjectives stand between a comma and a part's noun, and nothing but
    its own adjectives before the next comma or preposition."""
    mention = scene.mentions[index]
    at = mention.start
    while scene.gaps[at] is Break.NONE:
        at -= 1
        if scene.line[at] not in es.BEFORE_ITEM and scene.words[at].number is None:
            return False
    return not mention.weak and len(mention.targets) == 1


def _decide_between(scene: Scene, statuses: list[Status]) -> None:
    """ "entre el escape y el manillar, el escape", "o manillar o torretas. Venga, torretas"."""
    for index in range(len(scene.mentions) - 2):
        first, second = scene.mentions[index], scene.mentions[index + 1]
        between = scene.line[first.end + 1 : second.start]
        before = scene.line[max(0, first.start - 3) : first.start]
        offered = not es.OR.isdisjoint(between) or not (
            es.BETWEEN_WORD.isdisjoint(before) or es.AND.isdisjoint(between)
        )
        if not offered or first.targets == second.targets or not scene.same_sentence(first.end, second.start):
            continue
        for other in range(index + 2, len(scene.mentions)):
            chosen = scene.mentions[other].targets
            if statuses[other] is Status.ASKED and chosen in {first.targets, second.targets}:
                statuses[index if chosen == second.targets else index + 1] = Status.DENIED
                break


def _leave_to_us(scene: Scene, statuses: list[Status]) -> None:
    """ "mi marido dice que los espejos no hace falta. ¿Quién tiene razón?": others deny, the client asks."""
    doubted = any(word.asked for word in scene.words) and not (
        es.IS.isdisjoint(scene.said) or es.TRUTH_WORDS.isdisjoint(scene.said)
    )
    if doubted or scene.said >= es.WHO_IS_RIGHT:
        statuses[:] = [Status.ASKED if status is Status.DENIED else status for status in statuses]


def _except(scene: Scene, statuses: list[Status]) -> None:
    """ "todo menos X: X, Y y Z": X stays out wherever it is named."""
    out = {
        mention.targets
        for index, mention in enumerate(scene.mentions)
        if statuses[index] is Status.DENIED
        and scene.line[modified_by(scene, mention.start)] in es.EXCEPT_WORDS
    }
    for index, mention in enumerate(scene.mentions):
        if mention.targets in out:
            statuses[index] = Status.DENIED


def _replace(scene: Scene, statuses: list[Status]) -> None:
    """ "un Koso en lugar del reloj": what is replaced and what replaces it are one part."""
    asked = {scene.mentions[index].targets for index, status in enumerate(statuses) if status is Status.ASKED}
    for index, mention in enumerate(scene.mentions):
        if mention.targets in asked and statuses[index] is Status.DENIED and is_replaced(scene, mention):
            statuses[index] = Status.ASIDE


def _only(scene: Scene, statuses: list[Status]) -> None:
    """ "El escape se me va de precio, así que solo el asiento": what is asked alone leaves out what came
    before it, unless that was asked for by its own words or is one of three and more."""
    for index, mention in enumerate(scene.mentions):
        if statuses[index] is not Status.ASKED or not _is_alone(scene, mention):
            continue
        earlier = scene.mentions[:index]
        listed = Counter(scene.sentences[before.start] for before in earlier)
        for other, before in enumerate(earlier):
            sentence = scene.sentences[before.start]
            if (
                statuses[other] is Status.ASKED
                and before.targets != mention.targets
                and scene.chunks[before.end] != scene.chunks[mention.start]
                and sentence >= scene.sentences[mention.start] - 1
                and listed[sentence] < _LISTED
                and sentence_texts(scene, before.start).isdisjoint(es.ASKED_BEFORE)
                and not _is_alone(scene, before)
            ):
                statuses[other] = Status.DENIED


def _is_alone(scene: Scene, mention: Mention) -> bool:
    """ "solo X", "solo quiero X", "X sí", "X y listo"."""
    for place in range(mention.start - 1, mention.start - 1 - _ONLY_REACH, -1):
        if scene.gaps[place + 1] is not Break.NONE:
            break
        if scene.line[place] in es.ONLY_THIS:
            return True
    yes = scene.line[mention.end + 1] in es.IF and scene.gaps[mention.end + 1] is Break.NONE
    return yes and scene.gaps[mention.end + 2] is not Break.NONE


def _stay_denied(scene: Scene, statuses: list[Status]) -> None:
    """ "No quiero homologar los intermitentes … Los intermitentes vienen así": only a wish takes it back."""
    denied: set[str] = set()
    for index, mention in enumerate(scene.mentions):
        words = {scene.words[place].single for place in mention.places}
        if statuses[index] is Status.DENIED:
            denied |= words
        elif words <= denied and sentence_texts(scene, mention.start).isdisjoint(es.TAKING_BACK):
            statuses[index] = Status.ASIDE


def _is_listed_with(scene: Scene, index: int, links: Set[str], passed: Set[str] = frozenset()) -> bool:
    """Whether a link, and beside it only articles, adjectives and what may be `passed`, stands between a
    mention and the one before it."""
    before, mention = scene.mentions[index - 1], scene.mentions[index]
    between = set(scene.line[before.end + 1 : mention.start])
    return bool(between & links) and between - links - passed <= es.DETERMINERS_OR_QUALIFIERS
