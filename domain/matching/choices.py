"""Which variant of a host is meant, from the words beside the mention."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from domain.matching.denial import denied_before
from domain.matching.language import es
from domain.matching.mentions import Mention, Status, make_mention
from domain.matching.naming import POSITION_KEYS
from domain.matching.scene import Scene
from domain.matching.spotting import Chunks, Occurrence, chunk_places, select, spot
from domain.matching.text import Break
from domain.matching.vocabulary import Host, Vocabulary

# How far before a mention the words that settle its variant may begin: "la de atrás, suspensión".
_BEFORE = 3
_QUANTIFIERS = 2
_TOLD_NEAR = 7
_WONDERED = 7
# How far after a part its own may stand: "la placa va al lado y su luz es otra".
_ITS_OWN = 8
# Keys of words for all that are read elsewhere: a number, "todos".
_NO_WHOLE = frozenset({"2", "tod"})


@dataclass(frozen=True, slots=True)
class Settled:
    """A variant named beside a host. `mention` indexes the mention it belongs to."""

    mention: int
    variant: Mention
    status: Status


@dataclass(frozen=True, slots=True)
class Settling:
    """What the words around the hosts settle; `all_of` and `open` index mentions."""

    settled: tuple[Settled, ...]
    all_of: frozenset[int]
    open: frozenset[int]


def host_node(vocabulary: Vocabulary, mention: Mention) -> str | None:
    """The host a mention speaks of, as the host itself or as one of its variants."""
    if len(mention.targets) != 1:
        return None
    target = mention.targets[0]
    return target if target in vocabulary.hosts else vocabulary.host_of.get(target)


def settle(vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]) -> Settling:
    """Finds the variant words of every host mentioned, the words that take all, and the doubts."""
    nodes: dict[str, list[int]] = {}
    for index, mention in enumerate(scene.mentions):
        node = host_node(vocabulary, mention)
        if node is not None:
            nodes.setdefault(node, []).append(index)
    if not nodes:
        return Settling((), frozenset(), frozenset())
    chunks = chunk_places(scene.words)
    settled: list[Settled] = []
    all_of: set[int] = set()
    undecided: set[int] = set()
    # What is named only in passing may still say which variant it is: "tapa las luces de gálibo".
    aside = {index for index, status in enumerate(statuses) if status is Status.ASIDE}
    taken = {place for place, index in scene.owner.items() if index not in aside}
    for node, indexes in nodes.items():
        host = vocabulary.hosts[node]
        if host.takes_all:
            hosts = [index for index in indexes if scene.mentions[index].targets[0] == node]
            all_of.update(index for index in hosts if _takes_all(scene, index, host, chunks))
        live = [index for index in indexes if index not in aside] or indexes
        free = [place for place in range(len(scene.words)) if place not in taken]
        for group in select(spot(host.context, scene.words, free, chunks), taken):
            owner = _belongs_to(scene, group[0], live, aside)
            if owner is None:
                taken.difference_update(group[0].places)
            elif not _only_qualifies(scene, group[0], owner, node) and not _is_settled_already(
                scene, group[0], owner, host
            ):
                settled.append(_settled(scene, group, owner, host, statuses[owner]))
        settled += _of_their_owners(vocabulary, scene, statuses, host, [i for i in live if i not in all_of])
        named = [item for item in settled if item.mention in indexes]
        direct = _direct(scene, statuses, node, indexes)
        doubted = _is_wondered(scene, named) or _is_either(scene, direct)
        if doubted or (named and _in_doubt(scene, [*named, *direct])):
            undecided.update(indexes)
    return Settling(tuple(settled), frozenset(all_of), frozenset(undecided))


def _of_their_owners(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status], host: Host, indexes: Sequence[int]
) -> list[Settled]:
    """ "la matrícula lateral con su luz": the variant that is named after the part whose it is."""
    found: list[Settled] = []
    for index in indexes:
        mention = scene.mentions[index]
        before = scene.mentions[index - 1] if index else None
        if (
            before is None
            or mention.targets[0] != host.node
            or scene.line[mention.start - 1] not in es.OWNING
        ):
            continue
        own = vocabulary.own_words.get(before.targets[0], frozenset())
        named = Counter(
            phrase.target for key in own - POSITION_KEYS for phrase in host.context.single.get(key, ())
        )
        if named and mention.start - before.end <= _ITS_OWN:
            variant, count = named.most_common(1)[0]
            # "portaequipajes, con placa solar" says less whose it is than "con su luz".
            enough = count > 1 or scene.line[mention.start - 1] not in es.WITH
            if enough and 2 * count > named.total():
                found.append(Settled(index, replace(mention, targets=(variant,)), statuses[index]))
    return found


def _is_settled_already(scene: Scene, found: Occurrence, index: int, host: Host) -> bool:
    """ "un Duocontrol … de una botella a otra": the mention is one of two exclusive variants by itself."""
    mention = scene.mentions[index]
    if mention.targets[0] == host.node or host.takes_all or len(found.places) > 1:
        return False
    others = set(scene.line[mention.end + 1 : found.places[0]])
    return not (others & es.FURTHER_WORDS or _is_elliptical(scene, found))


def _settled(scene: Scene, group: Sequence[Occurrence], index: int, host: Host, status: Status) -> Settled:
    """The variant that words name beside a mention, and how it is meant."""
    found = group[0]
    targets = dict.fromkeys(occurrence.phrase.target for occurrence in group)
    if _is_refused(scene, found.span[0]) and len(host.variants) == 2 and not host.takes_all:
        # "no sobresale": one of two exclusive variants denied is the other.
        targets = dict.fromkeys(code for code in host.variants if code not in targets) or targets
    elif _is_elliptical(scene, found) or not scene.same_sentence(found.places[0], scene.mentions[index].end):
        status = _status_of_ellipsis(scene, found)
    return Settled(index, make_mention(targets, found, scene.words), status)


def _is_refused(scene: Scene, place: int) -> bool:
    """ "no sobresale", "sin cambiar los anclajes", "ni la hace más ancha"."""
    at = place - 1
    while scene.line[at] in es.DETERMINERS and scene.words[at + 1].gap is Break.NONE:
        at -= 1
    if at < place - 1 and scene.line[at] in es.ALTERING:
        at -= 1
    if scene.line[at] in es.DENIALS_OF_VARIANTS:
        return True
    return scene.line[place - 3] in es.NO_NOR and scene.line[place - 2] in es.CLITICS


def _only_qualifies(scene: Scene, found: Occurrence, index: int, node: str) -> bool:
    """ "reflectante trasero": beside a variant's own name a position chooses no other variant."""
    mention = scene.mentions[index]
    first = found.places[0]
    if mention.targets[0] == node or not POSITION_KEYS & set(found.phrase.keys) or first < mention.end:
        return False
    between = range(mention.end + 1, first + 1)
    parted = any(scene.words[place].gap is not Break.NONE for place in between)
    joined = any(scene.line[place] in es.COORDINATORS for place in between)
    return not (parted or joined or _is_elliptical(scene, found))


def _takes_all(scene: Scene, index: int, host: Host, chunks: Chunks) -> bool:
    """ "ambas suspensiones", "los cuatro intermitentes", or one of the parent's own words for all."""
    mention, count = scene.mentions[index], len(host.variants)
    return (
        _is_counted_whole(scene, mention, count, pair=host.code is None)
        or _is_counted_afterwards(scene, mention, count)
        or _is_said_of_all(scene, index, host, chunks)
    )


def _is_counted_whole(scene: Scene, mention: Mention, count: int, *, pair: bool) -> bool:
    """ "ambas", "los cuatro intermitentes" of two variants, "4 intermitentes"."""
    for at in range(mention.start - 1, max(-1, mention.start - _QUANTIFIERS - 2), -1):
        if scene.gaps[at + 1] is not Break.NONE:
            return False
        text, number = scene.line[at], scene.words[at].number or 0
        # Of a pair without a parent there is one of each: "dos guardabarros".
        each = pair or scene.line[at - 1] in es.PLURAL_DETERMINERS
        whole = count if each else 2 * count
        if text in es.BOTH or text in es.ALL_OF_THEM or number >= whole:
            return True
        if text not in es.DETERMINERS:
            return False
    return False


def _is_counted_afterwards(scene: Scene, mention: Mention, count: int) -> bool:
    """ "los intermitentes, los cuatro", "intermitentes (4)", "intermitentes led x4"."""
    after = mention.end + 1
    while scene.line[after] in es.QUALIFIERS and after not in scene.owner:
        after += 1
    times = after + 1 if scene.line[after] in es.BY else after
    if scene.same_sentence(times, mention.end) and times not in scene.owner:
        alone = _ends_soon(scene, times) or scene.line[times + 1] in es.PIECES_OR_AND
        if (scene.words[times].number or 0) == 2 * count and alone:
            return True
    for place in range(mention.end + 1, min(len(scene.words) - 1, mention.end + 5)):
        if place in scene.owner or not scene.same_sentence(place + 1, mention.end):
            return False
        all_of_them = (scene.words[place + 1].number or 0) >= count
        if (
            scene.line[place] in es.PLURAL_ARTICLES
            and all_of_them
            and scene.gaps[place + 2] is not Break.NONE
        ):
            return True
    return False


def _is_said_of_all(scene: Scene, index: int, host: Host, chunks: Chunks) -> bool:
    """Whether one of the parent's own words for all stands near."""
    mention = scene.mentions[index]
    first, last = max(0, mention.start - _BEFORE), min(len(scene.words), mention.end + 2 + _BEFORE)
    near = [
        place
        for place in range(first, last)
        if scene.same_sentence(place, mention.start) and place not in scene.owner
    ]
    return any(
        found.phrase.keys[0] not in _NO_WHOLE
        and set(found.places) <= set(near)
        and all(_reaches(scene, index, place) for place in found.places)
        for found in spot(host.every, scene.words, near, chunks)
    )


def _reaches(scene: Scene, index: int, place: int) -> bool:
    mention = scene.mentions[index]
    if place < mention.start and scene.words[place].chunk != scene.words[mention.start].chunk:
        # "guardabarros los dos, intermitentes": the words are the earlier item's.
        chunk = scene.words[place].chunk
        if any(scene.words[other.end].chunk == chunk for other in scene.mentions if other.end < place):
            return False
    low, high = sorted((mention.start, place))
    return all(scene.owner.get(at, index) == index for at in range(low, high))


def _belongs_to(scene: Scene, found: Occurrence, indexes: Sequence[int], aside: set[int]) -> int | None:
    """The mention that variant words speak of: the nearest one with no other part in between."""
    first, last = found.places[0], found.places[-1]
    if scene.line[first - 1] in es.STOCK_WORDS and scene.line[first - 2] in es.OF_ALONE:
        # "los Kellermann detrás y los de serie delante"
        return None
    if len(found.places) == 1 and scene.words[first].number is not None:
        return _counted(scene, first, indexes)
    enclosing = [
        index for index in indexes if scene.mentions[index].start < first < scene.mentions[index].end
    ]
    if enclosing:
        # "un faro doble de largo alcance"
        return enclosing[0]
    sentence = scene.words[first].sentence
    before = [index for index in indexes if scene.mentions[index].end < first]
    after = [
        index
        for index in indexes
        if scene.mentions[index].start > last
        and scene.mentions[index].start - last <= _BEFORE
        and scene.words[scene.mentions[index].start].sentence == sentence
    ]
    if last + 1 < len(scene.words) and scene.words[last + 1].gap is Break.COLON:
        # "Lo de delante: …" opens a list of its own.
        before = []
    elliptical = _is_elliptical(scene, found)
    for index in reversed(before):
        between = (
            {
                scene.owner[place]
                for place in range(scene.mentions[index].end + 1, first)
                if place in scene.owner
            }
            - set(indexes)
            - aside
        )
        same = scene.words[scene.mentions[index].end].sentence == sentence
        if same and (not between or elliptical):
            return index
        afterthought = _is_afterthought(scene, found, index) or _is_told_alone(scene, found, index)
        if not same and not between and afterthought:
            return index
        if (
            not same
            and elliptical
            and not any(
                scene.owner.get(place) is not None
                for place in range(max(0, first - 8), first)
                if scene.words[place].sentence == sentence
            )
        ):
            return index
        break
    for index in after:
        parted = any(
            scene.words[place].gap is not Break.NONE
            for place in range(last + 1, scene.mentions[index].start + 1)
        )
        if parted and before and {scene.line[first - 1], scene.line[first - 2]} & es.LIST_LINKS:
            # "intermitentes de delante y de detrás, piloto": the next item of the list.
            continue
        if all(place not in scene.owner for place in range(last + 1, scene.mentions[index].start)):
            return index
    return None


def _counted(scene: Scene, number: int, indexes: Sequence[int]) -> int | None:
    """The mention that a bare number counts: "dos faros", "faros (2 redondos)", "los focos, que son dos"."""
    following = number + 1
    if scene.line[number - 1] in es.IS_OR_ARE or scene.line[following] in es.PIECES:
        near = [index for index in indexes if 0 < number - scene.mentions[index].end <= _TOLD_NEAR]
        return near[-1] if near else None
    nouns = {following, following + 1 if scene.line[following] in es.OF_ALONE else following}
    opening = number - 1 if scene.line[number - 1] in es.PLURAL_ARTICLES else number
    apart = scene.words[opening].gap is Break.COMMA or opening < number
    end = opening - 1 if apart and _ends_soon(scene, number) else -1
    while scene.line[end] in es.QUALIFIERS and end not in scene.owner and scene.gaps[end] is Break.NONE:
        end -= 1
    mentions = scene.mentions
    return next((i for i in indexes if mentions[i].start in nouns or mentions[i].end == end), None)


def _ends_soon(scene: Scene, place: int) -> bool:
    """Whether a stretch ends with the word at `place`, or with one that only describes it: "(2 redondos)"."""
    return any(
        at >= len(scene.words) or scene.words[at].gap is not Break.NONE for at in (place + 1, place + 2)
    )


def _is_afterthought(scene: Scene, found: Occurrence, index: int) -> bool:
    """ "Un toldo. No sobresale", "un enganche. Sin subir la MMR": the next sentence goes on."""
    first = found.places[0]
    opening = first
    while opening > 0 and scene.words[opening].gap is not Break.SENTENCE:
        opening -= 1
    earlier = scene.words[scene.mentions[index].end].sentence
    if scene.words[first].sentence != earlier + 1 or first - opening > 1:
        return False
    return scene.line[first] in es.POLARITY or scene.line[opening] in es.POLARITY


def _is_told_alone(scene: Scene, found: Occurrence, index: int) -> bool:
    """ "… los intermitentes. He puesto unos led solo atrás": a position in a sentence that names no part."""
    sentence = scene.words[found.places[0]].sentence
    if not POSITION_KEYS & set(found.phrase.keys):
        return False
    if sentence != scene.words[scene.mentions[index].end].sentence + 1:
        return False
    words = [place for place, word in enumerate(scene.words) if word.sentence == sentence]
    named = any(place in scene.owner for place in words)
    return not named and any(scene.line[place] in es.WORK for place in words)


def _is_elliptical(scene: Scene, found: Occurrence) -> bool:
    """ "los traseros", "la de delante", "otra con el regulador dentro": an article stands for the noun."""
    at = found.places[0] - 1
    if not POSITION_KEYS & set(found.phrase.keys) and scene.line[at] not in es.ARTICLES:
        return False
    if scene.line[at] in es.OF:
        at -= 1
    return scene.line[at] in es.BARE_ARTICLES


def _status_of_ellipsis(scene: Scene, found: Occurrence) -> Status:
    start = found.places[0]
    while start > 0 and scene.line[start - 1] in es.DEFINITE_OR_OF:
        start -= 1
    following = found.places[-1] + 1
    ends = following + 1 >= len(scene.words) or scene.words[following + 1].gap is not Break.NONE
    if scene.line[following] in es.AFFIRMATIONS:
        return Status.ASKED
    if scene.line[following] in es.NOR and scene.line[following + 1] in es.CLITICS:
        return Status.DENIED
    if scene.line[following] in es.NOT and not scene.words[following].asked:
        near = {scene.line[place] for place in range(following + 1, following + 5)}
        verb = scene.line[following + 1] in es.AFTER_ELLIPTIC_NO
        if ends or (verb and not near & es.DONE_STATES_OR_PAPERS):
            return Status.DENIED
    return Status.DENIED if denied_before(scene, start) else Status.ASKED


def _direct(scene: Scene, statuses: Sequence[Status], node: str, indexes: Sequence[int]) -> list[Settled]:
    """The variants that mentions name by themselves: "suspensión delantera"."""
    return [
        Settled(index, scene.mentions[index], statuses[index])
        for index in indexes
        if scene.mentions[index].targets[0] != node
    ]


def _is_wondered(scene: Scene, named: Sequence[Settled]) -> bool:
    """ "no tengo ni idea si tapa las luces", "habría que medir si sobresale o no", "con contraseña o sin"."""
    for item in named:
        first, last = item.variant.start, item.variant.end
        if scene.line[last + 1] in es.OR and scene.line[last + 2] in es.LEFT_OPEN:
            return True
        near = {scene.line[at] for at in range(first - _BEFORE, first) if scene.same_sentence(at, first)}
        if near & es.NO_NOR and near & es.KNOWING_WORDS and near & es.WONDERING:
            # "no sé con qué ensayo"
            return True
        for at in range(first - 1, max(0, first - _WONDERED), -1):
            if scene.words[at + 1].gap > Break.COMMA:
                break
            if scene.line[at] in es.IF:
                near = {scene.line[place] for place in range(at - _BEFORE, at)}
                if near & es.UNSURE or (near & es.NO_NOR and near & es.KNOWN_OR_CLUE):
                    return True
    return False


def _is_either(scene: Scene, named: Sequence[Settled]) -> bool:
    """ "un regulador o un depósito"."""
    return any(
        first.variant.targets != second.variant.targets
        and scene.same_sentence(first.variant.start, second.variant.start)
        and second.variant.start - first.variant.end <= _BEFORE
        and not es.OR.isdisjoint(
            {scene.line[at] for at in range(first.variant.end + 1, second.variant.start)}
        )
        for first, second in pairwise(named)
    )


def _in_doubt(scene: Scene, named: Sequence[Settled]) -> bool:
    """ "no sé si delante o detrás", "con o sin aumento"."""
    if len({item.variant.targets for item in named}) < 2:
        return False
    first = min(item.variant.start for item in named)
    last = max(item.variant.end for item in named)
    low = max(0, first - 2 * _BEFORE)
    unsure = any(
        scene.line[place] in es.NOT and {scene.line[place + 1], scene.line[place + 2]} & es.KNOWING_WORDS
        for place in range(low, last + 1)
        if scene.same_sentence(place, last)
    )
    clueless = any(
        scene.line[place] in es.NOR and scene.line[place + 1] in es.CLUES for place in range(low, last + 1)
    )
    return unsure or clueless or not es.OR.isdisjoint({scene.line[place] for place in range(first, last + 1)})
