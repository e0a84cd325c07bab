"""How mentions bear on each other: lists that are denied or insisted on as a whole, all but one, one of two.

The rules are those of docs/labelling-guide.md, section 6.
"""

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
_FILLING = es.DETERMINERS | es.QUALIFIERS


def relate(scene: Scene, statuses: list[Status]) -> None:
    """Corrects the statuses of mentions by what is said of those beside them."""
    if Status.DENIED in statuses:
        backwards = range(len(scene.mentions) - 1, 0, -1)
        for index in backwards:
            _spread_denial(scene, index, statuses)
        for index in backwards:
            _spread_insistence(scene, index, statuses)
    if Status.ASIDE in statuses:
        _keep_lists_together(scene, statuses)
    _decide_between(scene, statuses)
    if Status.DENIED in statuses:
        _leave_to_us(scene, statuses)
        _except(scene, statuses)
        _replace(scene, statuses)
        _stay_denied(scene, statuses)
    if not scene.said.isdisjoint(es.ONLY_THIS_OR_IF):
        _only(scene, statuses)
    if not (
        scene.said.isdisjoint(es.ALL_THERE_IS)
        and (scene.said.isdisjoint(es.OPENING_WHAT_COUNTS) or _says_none(scene, sayings.WHAT_COUNTS))
    ):
        _only_these(scene, statuses)


def _spread_denial(scene: Scene, index: int, statuses: list[Status]) -> None:
    """ "el manillar y los espejos no": what is denied after a list is the list."""
    mention, before = scene.mentions[index], scene.mentions[index - 1]
    if statuses[index] is not Status.DENIED or statuses[index - 1] is not Status.ASKED:
        return
    denied = denied_after(scene, mention) or _is_said(scene, mention, Status.DENIED)
    if not denied or scene.chunks[before.end] != scene.chunks[mention.start]:
        return
    opening = {
        scene.words[place].text
        for place in range(max(0, before.start - _LOOK_BACK), before.start)
        if scene.sentences[place] == scene.sentences[before.start]
    }
    if _is_listed_with(scene, index, es.AND_NOR, es.OF_ALONE) and not opening & es.REQUEST_WORDS:
        statuses[index - 1] = Status.DENIED


def _spread_insistence(scene: Scene, index: int, statuses: list[Status]) -> None:
    """ "quitad los espejos, el escape y el manillar siguen": what goes on after a list is the list."""
    if (statuses[index - 1], statuses[index]) != (Status.DENIED, Status.ASKED):
        return
    if _is_listed_with(scene, index, es.AND_WORDS) and _is_said(scene, scene.mentions[index], Status.ASKED):
        statuses[index - 1] = Status.ASKED


def _only_these(scene: Scene, statuses: list[Status]) -> None:
    """ "… el depósito es el que trae. Lo único que añadí es la claraboya": what a sentence says to be all
    leaves out what the sentences before it named."""
    for index, mention in enumerate(scene.mentions):
        marker = _all_there_is(scene, mention) if statuses[index] is Status.ASKED else None
        if marker is None:
            continue
        for other in range(index):
            there = scene.mentions[other]
            apart = scene.chunks[there.start] < scene.chunks[marker]
            if apart and there.targets != mention.targets and statuses[other] is Status.ASKED:
                statuses[other] = Status.DENIED


def _says_none(scene: Scene, triples: Set[tuple[str, ...]]) -> bool:
    """Whether none of these three words in a row stand in the message."""
    return triples.isdisjoint(zip(scene.line, scene.line[1:], scene.line[2:], strict=False))


def _all_there_is(scene: Scene, mention: Mention) -> int | None:
    """Where the words stand that say so: "lo único es X", "así que solo quiero X", "lo que sí puse es X".

    "Solo" leaves out what earlier sentences named, the others what the sentence itself named before a comma.
    """
    first = max(0, mention.start - _SAID_BEFORE)
    places = [at for at in range(first, mention.start) if scene.same_sentence(at, mention.start)]
    said = [scene.line[at] for at in places]
    for at, place in enumerate(places):
        if tuple(said[at : at + 3]) in sayings.WHAT_COUNTS:
            return place
    if es.ALL_THERE_IS.isdisjoint(said) or es.NOT_ALL & set(said):
        return None
    concluded = any(text in es.SO and said[at + 1 : at + 2] for at, text in enumerate(said))
    opening = mention.start
    while not concluded and opening > 0 and scene.words[opening].gap is not Break.SENTENCE:
        opening -= 1
    return opening if not concluded else places[0]


def _keep_lists_together(scene: Scene, statuses: list[Status]) -> None:
    """ "dos depósitos (uno limpia, uno gris), una ducha, una bombona": what opens an item of a list is meant
    as the other items are."""
    items = [index for index in range(len(scene.mentions)) if _opens_item(scene, index)]
    for sentence in {scene.sentences[scene.mentions[index].start] for index in items}:
        listed = [i for i in items if scene.sentences[scene.mentions[i].start] == sentence]
        asked = sum(statuses[index] is Status.ASKED for index in listed)
        if len(listed) >= _LISTED and asked:
            for index in listed:
                if statuses[index] is Status.ASIDE:
                    statuses[index] = Status.ASKED


def _opens_item(scene: Scene, index: int) -> bool:
    """Whether only articles, numbers and adjectives stand between a comma and a part's noun, and nothing but
    its own adjectives before the next comma or preposition."""
    mention = scene.mentions[index]
    if mention.weak or len(mention.targets) > 1:
        return False
    at = mention.start
    while scene.words[at].gap is Break.NONE and at > 0:
        at -= 1
        listed = scene.words[at].text in _FILLING or scene.words[at].number is not None
        if not (listed or scene.words[at].text in es.AND):
            return False
    return True


def _decide_between(scene: Scene, statuses: list[Status]) -> None:
    """ "entre el escape y el manillar, el escape", "o manillar o torretas. Venga, torretas"."""
    if scene.said.isdisjoint(es.OR_OR_BETWEEN):
        return
    for index in range(len(scene.mentions) - 2):
        first, second = scene.mentions[index], scene.mentions[index + 1]
        between = {scene.line[place] for place in range(first.end + 1, second.start)}
        before = {scene.line[place] for place in range(max(0, first.start - 3), first.start)}
        offered = not es.OR.isdisjoint(between) or (
            not es.BETWEEN_WORD.isdisjoint(before) and not es.AND.isdisjoint(between)
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
    doubted = (
        not es.IS.isdisjoint(scene.said)
        and not es.TRUTH_WORDS.isdisjoint(scene.said)
        and any(word.asked for word in scene.words)
    )
    if doubted or scene.said >= es.WHO_IS_RIGHT:
        statuses[:] = [Status.ASKED if status is Status.DENIED else status for status in statuses]


def _except(scene: Scene, statuses: list[Status]) -> None:
    """ "todo menos X: X, Y y Z": X stays out wherever it is named."""
    for index, mention in enumerate(scene.mentions):
        excepted = scene.line[modified_by(scene, mention.start)] in es.EXCEPT_WORDS
        if statuses[index] is Status.DENIED and excepted:
            for other, there in enumerate(scene.mentions):
                if there.targets == mention.targets:
                    statuses[other] = Status.DENIED


def _replace(scene: Scene, statuses: list[Status]) -> None:
    """ "un Koso en lugar del reloj": what is replaced and what replaces it are one part."""
    asked = {scene.mentions[index].targets for index, status in enumerate(statuses) if status is Status.ASKED}
    for index, mention in enumerate(scene.mentions):
        if statuses[index] is Status.DENIED and mention.targets in asked and is_replaced(scene, mention):
            statuses[index] = Status.ASIDE


def _only(scene: Scene, statuses: list[Status]) -> None:
    """ "El escape se me va de precio, así que solo el asiento": what is asked alone leaves out what came
    before it, unless that was asked for by its own words."""
    for index, mention in enumerate(scene.mentions):
        if statuses[index] is not Status.ASKED or not _is_alone(scene, mention):
            continue
        first = _first_of_list(scene, index)
        for other in range(first):
            before = scene.mentions[other]
            apart = scene.chunks[before.end] != scene.chunks[mention.start]
            if statuses[other] is Status.ASKED and apart and before.targets != mention.targets:
                wished = sentence_texts(scene, before.start) & es.ASKED_BEFORE
                near = scene.sentences[before.start] >= scene.sentences[mention.start] - 1
                own = wished or _is_alone(scene, before) or _is_listed_further(scene, other, first)
                if near and not own:
                    statuses[other] = Status.DENIED


def _is_alone(scene: Scene, mention: Mention) -> bool:
    """ "solo X", "solo quiero X", "X sí", "X y listo"."""
    place = mention.start - 1
    steps = 0
    while place >= 0 and steps < _ONLY_REACH and scene.words[place + 1].gap is Break.NONE:
        if scene.line[place] in es.ONLY_THIS:
            return True
        if place in scene.owner:
            break
        place -= 1
        steps += 1
    yes = scene.line[mention.end + 1] in es.IF and scene.words[mention.end + 1].gap is Break.NONE
    after = mention.end + 2
    ends = after >= len(scene.words) or scene.words[after].gap is not Break.NONE
    return yes and ends


def _first_of_list(scene: Scene, index: int) -> int:
    """The first mention of the list that ends with this one."""
    while index > 0:
        before, mention = scene.mentions[index - 1], scene.mentions[index]
        between = [scene.line[place] for place in range(before.end + 1, mention.start)]
        if not all(
            text in es.DETERMINERS or text in es.LIST_WORDS or text in es.QUALIFIERS for text in between
        ):
            break
        if not between or scene.sentences[before.end] != scene.sentences[mention.start]:
            break
        index -= 1
    return index


def _is_listed_further(scene: Scene, index: int, first: int) -> bool:
    """Whether a mention is one of a list of three or more, which a later word does not take back."""
    sentence = scene.sentences[scene.mentions[index].start]
    listed = [other for other in range(first) if scene.sentences[scene.mentions[other].start] == sentence]
    return len(listed) >= _LISTED


def _stay_denied(scene: Scene, statuses: list[Status]) -> None:
    """ "No quiero homologar los intermitentes … Los intermitentes vienen así": only a wish takes it back."""
    denied: set[str] = set()
    for index, mention in enumerate(scene.mentions):
        words = {scene.words[place].single for place in mention.places}
        if statuses[index] is Status.DENIED:
            denied |= words
        elif statuses[index] is Status.ASKED and words <= denied:
            wished = sentence_texts(scene, mention.start) & es.TAKING_BACK
            if not wished and not _is_said(scene, mention, Status.ASKED):
                statuses[index] = Status.ASIDE


def _is_listed_with(scene: Scene, index: int, links: Set[str], passed: Set[str] = frozenset()) -> bool:
    """Whether a link, and beside it only articles, adjectives and what may be `passed`, stands between a
    mention and the one before it."""
    before, mention = scene.mentions[index - 1], scene.mentions[index]
    between = {scene.words[place].text for place in range(before.end + 1, mention.start)}
    return bool(between & links) and between - links - passed <= _FILLING


def _is_said(scene: Scene, mention: Mention, status: Status) -> bool:
    """Whether a way of speaking gives the mention that status."""
    found = decisive(scene, mention)
    return found is not None and found.cue.status is status
