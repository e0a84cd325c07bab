"""Why a message is read as it is: each mention with its words, how it is meant, and what decided so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.matching.cues import decisive, evidence
from domain.matching.judgements import Point, about, deciding_rows, holds
from domain.matching.matcher import judged_by_rules
from domain.matching.mentions import Mention, Status
from domain.matching.opinion import with_opinions
from domain.matching.scene import Scene
from domain.matching.vocabulary import Vocabulary
from domain.matching.wording import Wording

# The winner where what is said beside a mention has decided, and no row.
_COMPANY: Final = "company"
# The winner where the second opinion has left out what the rules take.
_OPINION: Final = "opinion"


@dataclass(frozen=True, slots=True)
class Fitting:
    """A row of the tables that fits a mention: its id, rank, status, and the words it fits or its own tests.

    `span` is the first and the last word of the mention it was tried for, counted from 0. Rows of judgements
    are called by their judgement and their number in the table; they have rank 0: the first decides.
    """

    row: str
    status: Status
    rank: int
    words: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ExplainedMention:
    """A mention as it was judged. `targets`: codes; `is_beyond`: of work that the tariff does not price.

    `winner` is what decided: the id of a row, a name where no row did, "" where nothing spoke against asking.
    """

    targets: tuple[str, ...]
    is_beyond: bool
    words: str
    span: tuple[int, int]
    status: Status
    evidence: tuple[Fitting, ...]
    winner: str


def explain(vocabulary: Vocabulary, text: str) -> tuple[ExplainedMention, ...]:
    """The mentions of a message in reading order, by the same rules that read it."""
    scene, by_rules = judged_by_rules(vocabulary, text)
    statuses, _ = with_opinions(vocabulary, scene, by_rules)
    wording = Wording(text)
    explained = []
    for index, mention in enumerate(scene.mentions):
        rows = _decided(scene, index, by_rules)
        turned = statuses[index] is not by_rules[index]
        said = [word.raw for word in scene.words[mention.start : mention.end + 1]]
        explained.append(
            ExplainedMention(
                targets=tuple(_code(vocabulary, target) for target in mention.targets),
                is_beyond=mention.targets[0] in vocabulary.works,
                words=wording.quoted(said),
                span=(mention.start, mention.end),
                status=statuses[index],
                evidence=(*_fitting(scene, mention), *rows),
                winner=_OPINION if turned else _winner(scene, index, statuses, rows),
            )
        )
    return tuple(explained)


def _code(vocabulary: Vocabulary, target: str) -> str:
    work = vocabulary.works.get(target)
    return work.code if work is not None else target


def _fitting(scene: Scene, mention: Mention) -> tuple[Fitting, ...]:
    found = [
        Fitting(
            item.cue.name, item.cue.status, item.cue.rank, item.words.strip(), (mention.start, mention.end)
        )
        for item in evidence(scene, mention)
    ]
    return tuple(sorted(found, key=lambda item: (-item.rank, -len(item.words.split()))))


def _decided(scene: Scene, index: int, statuses: Sequence[Status]) -> list[Fitting]:
    """The rows of judgements that decided, from the general one to the particular."""
    mention, status = scene.mentions[index], statuses[index]
    if status is Status.ASKED:
        return []
    if status is Status.ASIDE and holds("asks_for_nothing", Point(scene, 0, 0)):
        name, point = "asks_for_nothing", Point(scene, 0, 0)
    elif status is Status.ASIDE:
        point = Point(scene, mention.start, mention.end, -1, mention, index, statuses[:index])
        name = "passing"
    elif holds("after", about(scene, mention)):
        name, point = "after", about(scene, mention)
    else:
        name, point = "before", Point(scene, mention.start, mention.start)
    if not holds(name, point):
        return []
    return [
        Fitting(f"{row.name}#{row.number}", status, 0, row.when, (mention.start, mention.end))
        for row in deciding_rows(name, point)
    ]


def _winner(scene: Scene, index: int, statuses: Sequence[Status], rows: Sequence[Fitting]) -> str:
    """What decided: a cue that says so, else the most particular row, else the company of others."""
    status = statuses[index]
    cue = decisive(scene, scene.mentions[index])
    if cue is not None and cue.cue.status is status:
        return cue.cue.name
    if rows:
        return rows[-1].row
    return "" if status is Status.ASKED else _COMPANY
