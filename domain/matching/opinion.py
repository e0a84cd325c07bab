"""A second opinion on each mention, learnt from the labelled messages: the words around it, weighed.

The rules of `es/judgements.tsv` and `es/cues.tsv` say what is certain; the stories that clients tell ("la
bola la quitó el anterior dueño, a mí me queda la claraboya") have more turns than rows. Here every word, pair
and triple near a mention may have a weight (`es/weights.tsv`, in hundredths of log-odds), and the sum says
how likely the client asks for the part; what rules and opinion leave open together is in doubt.
`python -m benchmarks.opinion` learns the weights, and says how they do on messages they were not learnt from.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import mul
from typing import Final

from domain.matching.cues import decisive
from domain.matching.features import Known, Line, stretches, weight_beside, weight_within
from domain.matching.judgements import Point, holds
from domain.matching.language import es
from domain.matching.mentions import Mention, Status
from domain.matching.scene import Scene
from domain.matching.tables import rows
from domain.matching.text import Break
from domain.matching.vocabulary import Vocabulary
from domain.matching.weighing import WEIGHED, weighed

_HUNDREDTHS: Final = 100
# Log-odds from which it is sure that a part is asked for, and those against it from which it is sure that it
# is not: between them, the price waits for the client's word. `python -m benchmarks.opinion` has the table.
SURE: Final = 3.0
SURELY_NOT: Final = 1.0
# So much surer it must be in a long message: four of five prices read from one are right, nine of ten others.
_LONG: Final = 40
LONGER: Final = 1.0
# Those against a part from which it is left out although the rules take it.
UNASKED: Final = 0.5
# Those for a part from which it is asked about although the rules leave it out, where they leave out all.
LIKELY: Final = 1.5
# A message of so few words tells no story, and one of so many none where all of them are plain.
_FEW: Final = 4
_SHORT: Final = 24

# What is weighed with all of a mention's features together begins so.
_WHOLE: Final = "="


def with_opinions(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]
) -> tuple[list[Status], tuple[str, ...]]:
    """The statuses of the rules, turned where rules and opinion together say otherwise; and what is in doubt.

    The opinion takes parts out, and puts none in: what the rules leave out has its reason in their rows. It
    never takes out all: the likeliest part stays, in doubt, so that the client is asked about it; and where
    the rules take none ("mi moto con el escape nuevo"), what is likely is taken, in doubt as well. In doubt
    are the elements and parents that the message names and may ask for, in order. Of a message that asks for
    nothing, and of work beyond the tariff, the rules alone decide.
    """
    if not is_open(scene, statuses):
        return list(statuses), ()
    return weighed_by(vocabulary, scene, statuses, opinions(scene, statuses))


def weighed_by(
    vocabulary: Vocabulary,
    scene: Scene,
    statuses: Sequence[Status],
    given: Sequence[float],
    sure: float = SURE,
) -> tuple[list[Status], tuple[str, ...]]:
    """The same by given log-odds of every mention; from `sure` on, a part is surely asked for."""
    turned = list(statuses)
    heard = {
        index: opinion for index, opinion in enumerate(given) if is_judged(vocabulary, scene.mentions[index])
    }
    unasked = [
        index
        for index, odds in heard.items()
        if statuses[index] is Status.ASKED and odds < -UNASKED and not _is_said(scene, index)
    ]
    if len(unasked) == statuses.count(Status.ASKED):
        unasked.sort(key=heard.__getitem__)
        unasked = unasked[:-1]
    for index in unasked:
        turned[index] = Status.ASIDE
    likely = (
        []
        if Status.ASKED in turned
        else [index for index, odds in heard.items() if odds > LIKELY and _is_left_out(scene, turned, index)]
    )
    for index in likely:
        turned[index] = Status.ASKED
    doubtful = [
        scene.mentions[index].targets[0]
        for index, odds in heard.items()
        if index in likely
        or (
            odds < sure + (LONGER if len(scene.words) >= _LONG else 0)
            if turned[index] is Status.ASKED
            else odds > -SURELY_NOT
            and not _named(vocabulary, scene, turned, index)
            and not _is_data(scene, index)
        )
    ]
    return turned, tuple(dict.fromkeys(doubtful))


def _is_left_out(scene: Scene, statuses: Sequence[Status], index: int) -> bool:
    """Whether the rules leave a part out for what stands beside it alone: as a place or a complement."""
    mention = scene.mentions[index]
    if len(mention.targets) > 1:
        return False
    here = Point(scene, mention.start, mention.end, -1, mention, index, statuses)
    return statuses[index] is Status.ASIDE and holds("beside_another", here)


def _is_said(scene: Scene, index: int) -> bool:
    """Whether a cue says that the mention is asked for, or it is in few words: "…, el escape no"."""
    mention = scene.mentions[index]
    cue = decisive(scene, mention)
    if cue is not None and cue.cue.status is Status.ASKED:
        return True
    return scene.line[mention.end + 1] in es.NOT and scene.gaps[mention.end + 2] is not Break.NONE


def _is_data(scene: Scene, index: int) -> bool:
    """Whether a mention tells how many seats there are: "una autocaravana de 4 plazas"."""
    mention = scene.mentions[index]
    here = Point(scene, mention.start, mention.end, -1, mention, index)
    return scene.line[mention.end] in es.SEATS and holds("data", here)


def _named(vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status], index: int) -> bool:
    """Whether another mention that is asked for names the same, a parent or a variant of it."""
    own = kin(vocabulary, scene.mentions[index])
    return any(
        not own.isdisjoint(kin(vocabulary, there))
        for other, there in enumerate(scene.mentions)
        if other != index and statuses[other] is Status.ASKED
    )


def kin(vocabulary: Vocabulary, mention: Mention) -> frozenset[str]:
    """What a mention names, its parents and, of a parent that asks for its variant, the variants."""
    found = {relative for target in mention.targets for relative in family(vocabulary, target)}
    for target in mention.targets:
        if target in vocabulary.hosts:
            found.update(vocabulary.hosts[target].variants)
    return frozenset(found)


def family(vocabulary: Vocabulary, code: str) -> Iterator[str]:
    """An element with the parents that may be named for it."""
    yield code
    yield from vocabulary.ancestors.get(code, ())
    if code in vocabulary.host_of:
        yield vocabulary.host_of[code]


def is_open(scene: Scene, statuses: Sequence[Status]) -> bool:
    """Whether the second opinion is heard on a message.

    Not where it asks for nothing as a whole, nor where it is a list of names with nothing told of them, nor
    where it plainly asks.
    """
    if not statuses or _is_bare_list(scene) or _is_plain(scene, statuses):
        return False
    aside = all(status is Status.ASIDE for status in statuses)
    return not (aside and holds("asks_for_nothing", Point(scene, 0, 0)))


def _is_bare_list(scene: Scene) -> bool:
    """ "Escape y manillar", "también el escape": all words are a part's or join two, or they are very few."""
    return len(scene.words) <= _FEW or all(
        place in scene.owner or text in es.DETERMINERS or text in es.LIST_WORDS
        for place, text in enumerate(scene.line[: len(scene.words)])
    )


def _is_plain(scene: Scene, statuses: Sequence[Status]) -> bool:
    """ "Ni escape ni manillar, solo el espejo": short, in plain words, and every part asked for or denied."""
    if len(scene.words) > _SHORT or Status.ASIDE in statuses or Status.ASKED not in statuses:
        return False
    return all(
        place in scene.owner or text in es.PLAINLY_ASKING or text.isdecimal() or _is_model(scene, place)
        for place, text in enumerate(scene.line[: len(scene.words)])
    )


def _is_model(scene: Scene, place: int) -> bool:
    """ "GSXR 750", "XSR900"."""
    word = scene.words[place]
    return not word.known and (scene.line[place + 1].isdecimal() or word.text[-1:].isdecimal())


def is_judged(vocabulary: Vocabulary, mention: Mention) -> bool:
    """Whether the second opinion is heard on a mention."""
    return vocabulary.works.keys().isdisjoint(mention.targets)


def opinions(scene: Scene, statuses: Sequence[Status]) -> list[float]:
    """How likely the client asks for every mention, all things weighed, as log-odds in their order."""
    factors = _factors()
    return [sum(map(mul, found, factors)) / _HUNDREDTHS for found in weighed(scene, statuses, _alone(scene))]


def _alone(scene: Scene) -> list[float]:
    """The sum of the weights of each mention's features; what those of a sentence share is summed once."""
    line = Line(_known(), scene)
    shared: dict[tuple[str, int], int] = {}
    alone = []
    for index, mention in enumerate(scene.mentions):
        total = _weights()["=own"] + weight_beside(line, scene, index)
        for here in stretches(scene, mention):
            known = shared.get(here)
            if known is None:
                known = shared[here] = weight_within(line, scene, *here)
            total += known
        alone.append(total / _HUNDREDTHS)
    return alone


@cache
def _weights() -> Mapping[str, int]:
    return {feature: int(weight) for feature, weight in rows("weights")}


@cache
def _factors() -> Sequence[int]:
    return [_weights().get(name, 0) for name in WEIGHED]


@cache
def _known() -> Known:
    return Known({name: weight for name, weight in _weights().items() if not name.startswith(_WHOLE)})


__all__ = [
    "SURE",
    "family",
    "is_judged",
    "is_open",
    "kin",
    "opinions",
    "weighed_by",
    "with_opinions",
]
