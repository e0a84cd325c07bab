"""How each mention is meant: asked for, denied, or named only in passing."""

from collections.abc import Sequence
from typing import Final

from domain.matching import denial, passing
from domain.matching.coordination import relate
from domain.matching.cues import decisive
from domain.matching.denial import denied_after, denied_before, is_resumed
from domain.matching.judgements import NAMED, Point, holds
from domain.matching.language import es
from domain.matching.mentions import Status
from domain.matching.scene import Scene
from domain.matching.text import Break

NAMED.update(denial.TESTS)
NAMED.update(passing.TESTS)

# A cue of this rank speaks before anything else is looked at.
OVERRULING: Final = 95


def judge(scene: Scene) -> list[Status]:
    """The status of every mention, in their order."""
    if not scene.mentions:
        return []
    if holds("asks_for_nothing", Point(scene, 0, 0)):
        return [Status.ASIDE] * len(scene.mentions)
    statuses: list[Status] = []
    for index in range(len(scene.mentions)):
        status = _judge_one(scene, index, statuses)
        statuses.append(Status.ASIDE if _is_property(scene, index, statuses, status) else status)
    relate(scene, statuses)
    return statuses


def _judge_one(scene: Scene, index: int, earlier: Sequence[Status]) -> Status:
    mention = scene.mentions[index]
    if mention.weak and index and _goes_with(scene, index):
        # "¿vendéis manillares Renthal?": the brand is meant as its part is.
        return earlier[index - 1]
    found = decisive(scene, mention)
    if found is not None and found.cue.rank >= OVERRULING:
        return found.cue.status
    point = Point(scene, mention.start, mention.end, -1, mention, index, earlier)
    if holds("passing", point):
        return Status.ASIDE
    said = found.cue.status if found is not None else None
    if said is Status.ASIDE:
        return Status.ASIDE
    affirmed = _ends_at(scene, mention.end + 2) or scene.line[mention.end + 2] in es.AFTER_AFFIRMATION
    if said is Status.ASKED or (scene.line[mention.end + 1] in es.IF and affirmed):
        return Status.ASKED
    if said is Status.DENIED:
        return Status.ASKED if is_resumed(scene, mention) else Status.DENIED
    point.a = -1
    if holds("after", point):
        return Status.ASKED if is_resumed(scene, mention) else Status.DENIED
    none_of = not es.NONE_OF.isdisjoint([scene.line[place - 1] for place in mention.places])
    if none_of or denied_before(scene, mention.start):
        return Status.ASKED if is_resumed(scene, mention) else Status.DENIED
    return _inherited(scene, index, earlier)


def _is_property(scene: Scene, index: int, earlier: Sequence[Status], status: Status) -> bool:
    """ "un enganche manteniendo la MMR": another word of the same part, denied beside it."""
    if not index or status is not Status.DENIED or earlier[index - 1] is not Status.ASKED:
        return False
    mention, before = scene.mentions[index], scene.mentions[index - 1]
    same = mention.targets == before.targets and set(mention.words).isdisjoint(before.words)
    beside = scene.chunks[mention.start] == scene.chunks[before.end]
    return same and beside and not denied_after(scene, mention)


def _goes_with(scene: Scene, index: int) -> bool:
    mention, before = scene.mentions[index], scene.mentions[index - 1]
    start = mention.start
    if scene.line[start - 1] in es.SYSTEM_NOUNS and scene.line[start - 2] in es.OF_ALONE:
        # "amortiguador de dirección Hyperpro"
        start -= 2
    beside = before.end + 1 == start and scene.words[mention.start].gap is Break.NONE
    return beside and before.targets == mention.targets


def _ends_at(scene: Scene, place: int) -> bool:
    return (
        place >= len(scene.words)
        or scene.words[place].gap is not Break.NONE
        or scene.line[place] in es.BUT_OR_AND
    )


def _inherited(scene: Scene, index: int, earlier: Sequence[Status]) -> Status:
    """ "todo menos el escape y los espejos": the list goes on as it began."""
    if index == 0 or earlier[index - 1] is not Status.DENIED:
        return Status.ASKED
    before, mention = scene.mentions[index - 1], scene.mentions[index]
    if scene.line[mention.start] in es.ONLY_WORDS:
        # "descarta los espejos, solo asiento", where "solo" belongs to a keyword.
        return Status.ASKED
    if scene.line[before.start - 1] in es.BEING_FORMS:
        # "tapas que no son carenado, guardabarros delante"
        return Status.ASKED
    if any(scene.words[place].gap is Break.COLON for place in range(before.end + 1, mention.start + 1)):
        return Status.ASKED
    if not denied_before(scene, before.start):
        return Status.ASKED
    between = [scene.words[place].text for place in range(before.end + 1, mention.start)]
    if not between and scene.line[before.start - 1] in es.NOR:
        # "ni frenos ni suspensión, escape"
        return Status.ASKED
    listed = all(text in es.DETERMINERS or text in es.QUALIFIERS or text in es.LIST_WORDS for text in between)
    return Status.DENIED if listed and scene.same_sentence(before.end, mention.start) else Status.ASKED
