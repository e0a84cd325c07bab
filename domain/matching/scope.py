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
    said = found.cue.status if found is not None else None
    if found is not None and found.cue.rank >= OVERRULING:
        return found.cue.status
    point = Point(scene, mention.start, mention.end, -1, mention, index, earlier)
    if holds("passing", point) or said is Status.ASIDE:
        return Status.ASIDE
    after = mention.end + 2
    affirmed = scene.gaps[after] is not Break.NONE or scene.line[after] in es.AFTER_AFFIRMATION_OR_BUT_OR_AND
    if said is Status.ASKED or (scene.line[mention.end + 1] in es.IF and affirmed):
        return Status.ASKED
    point.a = -1
    if (
        said is Status.DENIED
        or holds("after", point)
        or any(scene.line[place - 1] in es.NONE_OF for place in mention.places)
        or denied_before(scene, mention.start)
    ):
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
    beside = before.end + 1 == mention.start and scene.gaps[mention.start] is Break.NONE
    return beside and before.targets == mention.targets


def _inherited(scene: Scene, index: int, earlier: Sequence[Status]) -> Status:
    """ "todo menos el escape y los espejos": the list goes on as it began."""
    if index == 0 or earlier[index - 1] is not Status.DENIED:
        return Status.ASKED
    before, mention = scene.mentions[index - 1], scene.mentions[index]
    between = scene.line[before.end + 1 : mention.start]
    if (
        # "descarta los espejos, solo asiento", where "solo" belongs to a keyword.
        scene.line[mention.start] in es.ONLY_WORDS
        # "tapas que no son carenado, guardabarros delante"
        or scene.line[before.start - 1] in es.BEING_FORMS
        or Break.COLON in scene.gaps[before.end + 1 : mention.start + 1]
        # "ni frenos ni suspensión, escape"
        or (not between and scene.line[before.start - 1] in es.NOR)
        or not denied_before(scene, before.start)
    ):
        return Status.ASKED
    listed = es.DETERMINERS_OR_QUALIFIERS_OR_LIST_WORDS.issuperset(between)
    return Status.DENIED if listed and scene.same_sentence(before.end, mention.start) else Status.ASKED
