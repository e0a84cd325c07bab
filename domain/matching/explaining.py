"""Why a message is read as it is: each mention with its words, how it is meant, and what decided so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from domain.matching.cues import decisive, evidence
from domain.matching.denial import denied_after, denied_before
from domain.matching.matcher import judged
from domain.matching.mentions import Mention, Status
from domain.matching.passing import is_aside
from domain.matching.sales import is_sale
from domain.matching.scene import Scene
from domain.matching.small_talk import asks_for_nothing, is_small_talk
from domain.matching.upkeep import is_upkeep
from domain.matching.vehicle_data import is_data
from domain.matching.vocabulary import Vocabulary
from domain.matching.wording import Wording


@dataclass(frozen=True, slots=True)
class Fitting:
    """A row of the table of cues that fits a mention: its id, rank, status, and the words it fits.

    `span` is the first and the last word of the mention it was tried for, counted from 0.
    """

    row: str
    status: Status
    rank: int
    words: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ExplainedMention:
    """A mention as it was judged. `targets`: codes; `is_beyond`: of work that the tariff does not price.

    `winner` is what decided: the id of a row, the name of a rule, or "" where nothing spoke against asking.
    """

    targets: tuple[str, ...]
    is_beyond: bool
    words: str
    span: tuple[int, int]
    status: Status
    evidence: tuple[Fitting, ...]
    winner: str


_BEFORE_CUES: Final[Sequence[tuple[str, Callable[[Scene, Mention], bool]]]] = (
    ("sale", is_sale),
    ("data", is_data),
    ("upkeep", is_upkeep),
    ("small_talk", is_small_talk),
)


def explain(vocabulary: Vocabulary, text: str) -> tuple[ExplainedMention, ...]:
    """The mentions of a message in reading order, by the same rules that read it."""
    scene, statuses = judged(vocabulary, text)
    wording = Wording(text)
    return tuple(
        ExplainedMention(
            targets=tuple(_code(vocabulary, target) for target in mention.targets),
            is_beyond=mention.targets[0] in vocabulary.works,
            words=wording.quoted([word.raw for word in scene.words[mention.start : mention.end + 1]]),
            span=mention.span,
            status=statuses[index],
            evidence=_fitting(scene, mention),
            winner=_winner(scene, index, statuses),
        )
        for index, mention in enumerate(scene.mentions)
    )


def _code(vocabulary: Vocabulary, target: str) -> str:
    work = vocabulary.works.get(target)
    return work.code if work is not None else target


def _fitting(scene: Scene, mention: Mention) -> tuple[Fitting, ...]:
    found = [
        Fitting(item.cue.name, item.cue.status, item.cue.rank, item.words.strip(), mention.span)
        for item in evidence(scene, mention)
    ]
    return tuple(sorted(found, key=lambda item: (-item.rank, -len(item.words.split()))))


def _winner(scene: Scene, index: int, statuses: Sequence[Status]) -> str:
    """The first thing that speaks, in the order in which a mention is judged."""
    mention, status = scene.mentions[index], statuses[index]
    if status is Status.ASIDE:
        if asks_for_nothing(scene):
            return "asks_for_nothing"
        named = next((name for name, fits in _BEFORE_CUES if fits(scene, mention)), None)
        if named is not None:
            return named
        if is_aside(scene, index, statuses[:index]):
            return "aside"
    cue = decisive(scene, mention)
    if cue is not None and cue.cue.status is status:
        return cue.cue.name
    if status is Status.DENIED:
        if denied_after(scene, mention):
            return "denied_after"
        return "denied_before" if denied_before(scene, mention.start) else "list"
    return "list" if status is Status.ASIDE else ""
