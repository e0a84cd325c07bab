"""Which variant of a host is meant, from the words beside the mention."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from domain.matching.denial import denied_before
from domain.matching.language import es
from domain.matching.mentions import Mention, Status, make_mention
from domain.matching.naming import POSITION_KEYS
from domain.matching.scene import Scene, sentence_texts
from domain.matching.spotting import Chunks, Occurrence, chunk_places, select, spot
from domain.matching.text import Break
from domain.matching.vocabulary import Host, Vocabulary

# How far before a mention the words that settle its variant may begin: "la de atrás, suspensión".
_BEFORE = 3
_QUANTIFIERS = 2
_TOLD_NEAR = 7
_WONDERED = 7
# How far before a number what it counts may end: "luces de largo en la frontal, un par".
_COUNTED_NEAR = 6
# Within how many words "los dos" is said of all; further away only "los cuatro".
_BESIDE = 4
_NEAR = 8
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
    # What is named only in passing may still say which variant it is: "tapa las luces de gálibo", and so may
    # a general word beside a "no": "no se come ninguna luz".
    aside = {
        index
        for index, status in enumerate(statuses)
        if status is Status.ASIDE
        or (status is Status.DENIED and _is_general(vocabulary, scene.mentions[index]))
    }
    taken = {place for place, index in scene.owner.items() if index not in aside}
    for node, indexes in nodes.items():
        host = vocabulary.hosts[node]
        if host.takes_all:
            hosts = [index for index in indexes if scene.mentions[index].targets[0] == node]
            all_of.update(index for index in hosts if _takes_all(scene, index, host, chunks))
        live = [index for index in indexes if index not in aside] or indexes
        for group in select(spot(host.context, scene.words, chunks=chunks), taken):
            owner = None if _is_place_of_other(scene, group[0]) else _belongs_to(scene, group[0], live, aside)
            if owner is None:
                taken.difference_update(group[0].places)
            elif not _only_qualifies(scene, group[0], owner, node) and not _is_settled_already(
                scene, group[0], owner, host
            ):
                settled.append(_settled(scene, group, owner, host, statuses[owner]))
        settled += _of_their_owners(vocabulary, scene, statuses, host, live)
        named = [item for item in settled if item.mention in indexes]
        direct = [
            Settled(index, scene.mentions[index], statuses[index])
            for index in indexes
            if scene.mentions[index].targets[0] != node
        ]
        doubted = _is_wondered(scene, named) or _is_either(scene, direct)
        if doubted or (named and _in_doubt(scene, [*named, *direct])):
            undecided.update(indexes)
        elif Break.COLON in scene.gaps:
            known = {item.mention for item in named} | all_of
            settled += _of_headings(scene, statuses, host, [i for i in indexes if i not in known])
    return Settling(tuple(settled), frozenset(all_of), frozenset(undecided))


def _is_place_of_other(scene: Scene, found: Occurrence) -> bool:
    """ "Placa solar, batería en el armario": where something else than the regulator is. The regulator's own
    place may stand after a comma: "placa, regulador, bajo la cama"."""
    named = set(found.phrase.words)
    if named.isdisjoint(es.PANEL_PLACES) or not named <= es.AT_PLACES:
        return False
    at = found.places[0] - 1
    while at > 0 and scene.line[at] in es.LEADING_TO_PLACES:
        at -= 1
    return scene.line[at] not in es.REGULATORS


def _is_general(vocabulary: Vocabulary, mention: Mention) -> bool:
    """Whether a word is of several elements, none of them a variant."""
    return len(mention.targets) > 1 and vocabulary.host_of.keys().isdisjoint(mention.targets)


def _of_headings(
    scene: Scene, statuses: Sequence[Status], host: Host, indexes: Sequence[int]
) -> Iterator[Settled]:
    """ "De delante: faro, guardabarros e intermitentes": the variants that a heading's position settles."""
    for index in indexes:
        mention = scene.mentions[index]
        variants = {phrase.target for phrase in host.context.single.get(_heading(scene, mention.start), ())}
        if mention.targets[0] == host.node and len(variants) == 1:
            yield Settled(index, replace(mention, targets=tuple(variants)), statuses[index])


def _heading(scene: Scene, place: int) -> str:
    """The only position in the words before the colon that opens the list around `place`, or none."""
    first = scene.extents[scene.sentences[place]][0]
    colons = [at for at in range(first, place + 1) if scene.gaps[at] is Break.COLON]
    before = range(first, colons[-1] if colons else first)
    keys = POSITION_KEYS.intersection(scene.words[at].stem for at in before)
    return next(iter(keys)) if len(keys) == 1 and scene.owner.keys().isdisjoint(before) else ""


def _of_their_owners(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status], host: Host, indexes: Sequence[int]
) -> list[Settled]:
    """ "la matrícula lateral con su luz": the variant that is named after the part whose it is."""
    found: list[Settled] = []
    for index in indexes:
        mention = scene.mentions[index]
        if not index or mention.targets[0] != host.node or scene.line[mention.start - 1] not in es.OWNING:
            continue
        before = scene.mentions[index - 1]
        own = vocabulary.own_words.get(before.targets[0], frozenset())
        named = Counter(
            phrase.target for key in own - POSITION_KEYS for phrase in host.context.single.get(key, ())
        )
        if named and mention.start - before.end <= _ITS_OWN:
            variant, count = named.most_common(1)[0]
            if count > 1:
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
        targets = dict.fromkeys(code for code in host.variants if code not in targets)
    elif _is_elliptical(scene, found) or not scene.same_sentence(found.places[0], scene.mentions[index].end):
        status = _status_of_ellipsis(scene, found)
    return Settled(index, make_mention(targets, found, scene.words), status)


def _is_refused(scene: Scene, place: int) -> bool:
    """ "no sobresale", "sin cambiar los anclajes", "ni la hace más ancha"."""
    at = place - 1
    while scene.line[at] in es.DETERMINERS:
        at -= 1
    if at < place - 1 and scene.line[at] in es.ALTERING:
        at -= 1
    if scene.line[at] in es.DENIALS_OF_VARIANTS:
        # "tres no, dos": a "no" of what stands before it.
        return scene.gaps[at + 1] is Break.NONE
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
        _is_counted_whole(scene, mention, count if host.code is None else 2 * count)
        or _is_counted_afterwards(scene, mention, count)
        or _is_said_of_all(scene, index, host, chunks)
    )


def _is_counted_whole(scene: Scene, mention: Mention, whole: int) -> bool:
    """ "ambas", "los cuatro intermitentes" of two variants; of a pair without a parent "dos guardabarros"."""
    at = mention.start - 1
    return scene.gaps[mention.start] is Break.NONE and (
        scene.line[at] in es.ALL_OF_THEM or (scene.words[at].number or 0) >= whole
    )


def _is_counted_afterwards(scene: Scene, mention: Mention, count: int) -> bool:
    """ "los intermitentes, los cuatro", "intermitentes (4)", "intermitentes led pequeños x4"."""
    after = mention.end + 1
    while scene.line[after] in es.QUALIFIERS and after not in scene.owner:
        after += 1
    times = after + 1 if scene.line[after] in es.BY else after
    alone = _ends_soon(scene, times) or scene.line[times + 1] in es.PIECES_OR_AND
    if alone and scene.same_sentence(times, mention.end) and scene.words[times].number == 2 * count:
        return True
    for place in range(after, min(len(scene.words) - 1, after + _COUNTED_NEAR)):
        if place in scene.owner and not scene.mentions[scene.owner[place]].weak:
            return False
        wanted = count if place < after + _BESIDE else 2 * count
        if scene.line[place] in es.PLURAL_ARTICLES and (scene.words[place + 1].number or 0) >= wanted:
            return True
    return False


def _is_said_of_all(scene: Scene, index: int, host: Host, chunks: Chunks) -> bool:
    """Whether one of the parent's own words for all stands near."""
    mention = scene.mentions[index]
    near = range(max(0, mention.start - _BEFORE), min(len(scene.words), mention.end + 2 + _BEFORE))
    return any(
        all(_reaches(scene, index, place) for place in found.places)
        for found in spot(host.every, scene.words, near, chunks)
    )


def _reaches(scene: Scene, index: int, place: int) -> bool:
    mention = scene.mentions[index]
    chunk = scene.chunks[place]
    apart = place < mention.start and chunk != scene.chunks[mention.start]
    if apart and any(scene.chunks[other.end] == chunk for other in scene.mentions):
        # "guardabarros los dos, intermitentes": the words are the earlier item's.
        return False
    low, high = sorted((mention.start, place))
    return all(scene.owner.get(at, index) == index for at in range(low, high))


def _belongs_to(scene: Scene, found: Occurrence, indexes: Sequence[int], aside: set[int]) -> int | None:
    """The mention that variant words speak of: the nearest one with no other part in between."""
    first, last = found.places[0], found.places[-1]
    mentions = scene.mentions
    if scene.line[first - 1] in es.STOCK_WORDS and scene.line[first - 2] in es.OF_ALONE:
        # "los Kellermann detrás y los de serie delante"
        return None
    if len(found.places) == 1 and scene.words[first].number is not None:
        return _counted(scene, first, indexes)
    enclosing = [index for index in indexes if mentions[index].start < first < mentions[index].end]
    if enclosing:
        # "un faro doble de largo alcance"
        return enclosing[0]
    before = [index for index in indexes if mentions[index].end < first]
    # "Lo de delante: …" opens a list of its own.
    opens = last + 1 < len(scene.words) and scene.gaps[last + 1] is Break.COLON
    if before and not opens and _goes_back(scene, found, before[-1], {*indexes, *aside}):
        return before[-1]
    # "intermitentes de delante y de detrás, piloto": the next item of the list.
    listed = before and not opens and {scene.line[first - 1], scene.line[first - 2]} & es.LIST_LINKS
    for index in () if listed else indexes:
        start = mentions[index].start
        near = last < start <= last + _BEFORE and scene.same_sentence(first, start)
        if near and scene.owner.keys().isdisjoint(range(last + 1, start)):
            return index
    return None


def _goes_back(scene: Scene, found: Occurrence, index: int, passed: set[int]) -> bool:
    """Whether variant words speak of a mention before them, past none but the mentions `passed`."""
    first, end = found.places[0], scene.mentions[index].end
    alone = passed.issuperset(scene.owner[at] for at in range(end + 1, first) if at in scene.owner)
    elliptical = _is_elliptical(scene, found)
    if scene.same_sentence(end, first):
        return alone or elliptical
    if alone and (_is_afterthought(scene, found) or _is_told_alone(scene, found)):
        return True
    opening = max(scene.extents[scene.sentences[first]][0], first - _NEAR)
    return elliptical and scene.owner.keys().isdisjoint(range(opening, first))


def _counted(scene: Scene, number: int, indexes: Sequence[int]) -> int | None:
    """The mention that a bare number counts: "dos faros", "faros (2 redondos)", "los focos, que son dos"."""
    following = number + 1
    mentions = scene.mentions
    if scene.line[number - 1] in es.IS_OR_ARE:
        near = [index for index in indexes if 0 < number - mentions[index].end <= _TOLD_NEAR]
        return near[-1] if near else None
    nouns = {following, following + 1 if scene.line[following] in es.OF_ALONE else following}
    counts_behind = _ends_soon(scene, number) and (
        following not in scene.owner or scene.gaps[following] is not Break.NONE
    )
    end = _end_of_counted(scene, number) if counts_behind else -1
    return next((i for i in indexes if mentions[i].start in nouns or mentions[i].end == end), None)


def _end_of_counted(scene: Scene, number: int) -> int:
    """Where what a number after it counts ends: "los focos, un par", "luces largas nuevas: dos"."""
    end = number - 1
    last = max(0, number - _COUNTED_NEAR)
    while end > last and end not in scene.owner and scene.same_sentence(end, number):
        end -= 1
    return end


def _ends_soon(scene: Scene, place: int) -> bool:
    """Whether a stretch ends with the word at `place`, or with one that only describes it: "(2 redondos)"."""
    return any(
        at >= len(scene.words) or scene.words[at].gap is not Break.NONE for at in (place + 1, place + 2)
    )


def _is_afterthought(scene: Scene, found: Occurrence) -> bool:
    """ "Un toldo. No sobresale", "un enganche. Sin subir la MMR": the next sentence goes on."""
    first = found.places[0]
    opening = scene.extents[scene.sentences[first]][0]
    return first - opening <= 1 and scene.line[first] in es.POLARITY


def _is_told_alone(scene: Scene, found: Occurrence) -> bool:
    """ "… los intermitentes. He puesto unos led solo atrás": a position in a sentence that names no part."""
    said = sentence_texts(scene, found.places[0])
    return not POSITION_KEYS.isdisjoint(found.phrase.keys) and not es.WORK.isdisjoint(said)


def _is_elliptical(scene: Scene, found: Occurrence) -> bool:
    """ "los traseros", "la de delante", "otra con el regulador dentro": an article stands for the noun."""
    at = found.places[0] - 1
    if not POSITION_KEYS & set(found.phrase.keys) and scene.line[at] not in es.ARTICLES:
        return False
    if scene.line[at] in es.OF:
        at -= 1
    return scene.line[at] in es.BARE_ARTICLES


def _status_of_ellipsis(scene: Scene, found: Occurrence) -> Status:
    following = found.places[-1] + 1
    if scene.line[following] in es.AFFIRMATIONS:
        return Status.ASKED
    if scene.line[following] in es.NOR and scene.line[following + 1] in es.CLITICS:
        return Status.DENIED
    if scene.line[following] in es.NOT:
        ends = following + 1 >= len(scene.words) or scene.words[following + 1].gap is not Break.NONE
        if ends or scene.line[following + 1] in es.AFTER_ELLIPTIC_NO:
            return Status.DENIED
    return Status.DENIED if denied_before(scene, found.places[0]) else Status.ASKED


def _is_wondered(scene: Scene, named: Sequence[Settled]) -> bool:
    """ "no tengo ni idea si tapa las luces", "habría que medir si sobresale o no", "con contraseña o sin"."""
    for item in named:
        first, last = item.variant.start, item.variant.end
        if scene.line[last + 1] in es.OR and scene.line[last + 2] in es.LEFT_OPEN:
            return True
        for at in range(first - 1, max(0, first - _WONDERED), -1):
            if scene.line[at] in es.IF:
                near = {scene.line[place] for place in range(at - _BEFORE, at)}
                if near & es.UNSURE or (near & es.NO_NOR and near & es.KNOWN_OR_CLUE):
                    return True
    return False


def _is_either(scene: Scene, named: Sequence[Settled]) -> bool:
    """ "un regulador o un depósito"."""
    return any(
        first.variant.targets != second.variant.targets
        and second.variant.start - first.variant.end <= _BEFORE
        and not es.OR.isdisjoint(scene.line[first.variant.end + 1 : second.variant.start])
        for first, second in pairwise(named)
    )


def _in_doubt(scene: Scene, named: Sequence[Settled]) -> bool:
    """ "no sé si delante o detrás", "con o sin aumento"."""
    if len({item.variant.targets for item in named}) < 2:
        return False
    first = min(item.variant.start for item in named)
    last = max(item.variant.end for item in named)
    return not es.OR.isdisjoint(scene.line[first : last + 1]) or any(
        scene.line[place] in es.NO_NOR
        and not es.KNOWING_OR_CLUES.isdisjoint(scene.line[place + 1 : place + 3])
        and scene.same_sentence(place, last)
        for place in range(max(0, first - 2 * _BEFORE), last + 1)
    )
