"""Free Spanish text into elements, questions and words nothing explains. Pure and deterministic."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace

from domain.catalogue.questions import Question
from domain.folding import fold
from domain.matching.beyond import Beyond, beyond_tariff, in_own_words
from domain.matching.choices import Settled, Settling, host_node, settle
from domain.matching.direction import directed, is_wished
from domain.matching.doubts import with_doubts
from domain.matching.headings import with_headings
from domain.matching.keys import number_key
from domain.matching.language import es
from domain.matching.mentions import Mention, Status, find_mentions
from domain.matching.opinion import is_open, opinions, weighed_by, with_opinions
from domain.matching.pronouns import moved_parts
from domain.matching.quantities import are_items, counts_anew, further_ones, is_apart, quantity_before
from domain.matching.reading import read
from domain.matching.repetition import without_repetition
from domain.matching.result import ElementHit, MatchResult, OpenQuestion
from domain.matching.scene import Scene, set_scene, with_mentions
from domain.matching.scope import judge
from domain.matching.text import Break
from domain.matching.uncertain import uncertain
from domain.matching.unresolved import unresolved_words
from domain.matching.vocabulary import Host, Vocabulary

# A brand beside the part it belongs to makes the reading surer.
SUPPORT = 0.05
_PAIR = 2
# How far after a shared word another one may rule out what it could mean.
_RULED_OUT = 8


@dataclass(slots=True)
class _Reading:
    """What has been understood so far, by element code; later words overrule earlier ones."""

    scene: Scene
    asked: dict[str, ElementHit] = field(default_factory=dict)
    denied: dict[str, ElementHit] = field(default_factory=dict)
    sentences: dict[str, int] = field(default_factory=dict)
    last: dict[str, Mention] = field(default_factory=dict)
    open_hosts: dict[str, tuple[Mention, int]] = field(default_factory=dict)
    shared: list[tuple[tuple[str, ...], Mention, int]] = field(default_factory=list)


def match_text(vocabulary: Vocabulary, text: str) -> MatchResult:
    """The elements, open questions, unresolved words and denied elements of a client's message.

    Never raises; a message is read up to `text.MAX_CHARACTERS` characters.
    """
    scene, by_rules = judged_by_rules(vocabulary, text)
    is_heard = is_open(scene, by_rules)
    statuses, doubtful = (
        weighed_by(vocabulary, scene, by_rules, opinions(scene, by_rules)) if is_heard else (by_rules, ())
    )
    result = collected(vocabulary, scene, statuses)
    if is_heard:
        doubtful = tuple(dict.fromkeys((*doubtful, *uncertain(vocabulary, scene, result.elements))))
    return in_own_words(result, doubtful, text)


def judged(vocabulary: Vocabulary, text: str) -> tuple[Scene, list[Status]]:
    """A message's words and mentions, and how each of the mentions is meant, in their order."""
    scene, statuses = judged_by_rules(vocabulary, text)
    return scene, with_opinions(vocabulary, scene, statuses)[0]


def judged_by_rules(vocabulary: Vocabulary, text: str) -> tuple[Scene, list[Status]]:
    """The same before the second opinion is heard."""
    scene = scene_of(vocabulary, text)
    judged_so = judge(scene)
    if Status.ASIDE in judged_so:
        judged_so = [
            Status.ASKED if status is Status.ASIDE and is_wished(vocabulary, scene.words, mention) else status
            for mention, status in zip(scene.mentions, judged_so, strict=True)
        ]
    mentions, statuses = with_doubts(vocabulary, scene, judged_so)
    return _absorb_shared(vocabulary, with_mentions(scene, mentions), statuses)


def scene_of(vocabulary: Vocabulary, text: str) -> Scene:
    """A message's words and what is named among them, before anything is judged."""
    folded = fold(text)
    kept = without_repetition(text, folded)
    words = read(vocabulary, kept, folded if kept is text else None)
    return set_scene(vocabulary, words, directed(vocabulary, words, find_mentions(vocabulary, words)))


def collected(vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]) -> MatchResult:
    """What judged mentions come to: variants and quantities settled, later words before earlier ones."""
    beyond = beyond_tariff(vocabulary, scene, statuses)
    if any(hit.work.covers_request for hit in beyond.hits):
        return MatchResult(beyond=beyond.hits, beyond_negated=beyond.negated)
    settling = with_headings(vocabulary, scene, statuses, settle(vocabulary, scene, statuses))
    reading = _Reading(scene)
    for index, mention in enumerate(scene.mentions):
        if mention.targets[0] in vocabulary.works:
            continue
        _take(vocabulary, scene, index, statuses, settling, reading)
    for code, mention, instead in moved_parts(vocabulary, scene, statuses):
        if instead:
            reading.asked.pop(mention.targets[0], None)
        _note(vocabulary, reading, code, mention, Status.ASKED, 1)
    explained = set(scene.owner) | {place for item in settling.settled for place in item.variant.places}
    unresolved = unresolved_words(scene, statuses, explained | beyond.places)
    return _result(vocabulary, reading, unresolved, beyond)


def question_for(vocabulary: Vocabulary, host: Host, words: tuple[str, ...], quantity: int) -> OpenQuestion:
    """The question that tells a host's variants apart."""
    options = tuple(vocabulary.options[code] for code in host.variants)
    return OpenQuestion(Question(element=host.code, question=host.question, options=options), words, quantity)


def _absorb_shared(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]
) -> tuple[Scene, list[Status]]:
    """Words that several elements share are settled by another part named in the same sentence."""
    if all(len(mention.targets) == 1 for mention in scene.mentions):
        return scene, list(statuses)
    kept: list[Mention] = []
    kept_statuses: list[Status] = []
    for index, named in enumerate(scene.mentions):
        mention = _without_denied(scene, named, statuses)
        narrowed: Mention | None = mention
        if len(mention.targets) > 1 and statuses[index] is Status.ASKED:
            narrowed = _narrowed(vocabulary, scene, index, mention, statuses)
        kept.append(narrowed or mention)
        kept_statuses.append(statuses[index] if narrowed else Status.ASIDE)
    return with_mentions(scene, kept), kept_statuses


def _without_denied(scene: Scene, mention: Mention, statuses: Sequence[Status]) -> Mention:
    """ "tapas laterales que no son carenado": a shared word is not what the words after it rule out."""
    ruled_out = {
        other.targets[0]
        for number, other in enumerate(scene.mentions)
        if statuses[number] is Status.DENIED
        and len(other.targets) == 1
        and mention.end < other.start <= mention.end + _RULED_OUT
        and scene.line[other.start - 1] in es.BEING_FORMS
    }
    left = tuple(target for target in mention.targets if target not in ruled_out)
    return replace(mention, targets=left) if left and ruled_out else mention


def _narrowed(
    vocabulary: Vocabulary, scene: Scene, index: int, mention: Mention, statuses: Sequence[Status]
) -> Mention | None:
    """The mention as far as others leave it open; None when another part has already said it."""
    if _is_heading(scene, mention) and index + 1 < len(scene.mentions):
        return None
    lineage = {target: {target, *vocabulary.ancestors.get(target, ())} for target in mention.targets}
    for other, there in enumerate(scene.mentions):
        joined = 1 if scene.line[mention.start - 1] not in es.OF else 2
        if statuses[other] is Status.DENIED and there.end == mention.start - joined:
            # "las pinzas de freno no": the word is the denied part's.
            return None
        common = _in_common(scene, mention, there) if other != index else ()
        if common:
            # "un Dometic de compresor"
            return replace(mention, targets=common)
        if other == index or len(there.targets) > 1 or statuses[other] is Status.DENIED:
            continue
        apart = scene.sentences[there.start] != scene.sentences[mention.start]
        if apart and not _is_said_to_be(scene, mention):
            continue
        named = {there.targets[0], *vocabulary.ancestors.get(there.targets[0], ())}
        if any(there.targets[0] == target or target in named for target in lineage):
            return _other_of_two(vocabulary, scene, mention, there, named)
        # "depósito de GLP": the parent beside it tells which of the parts is meant.
        below = tuple(target for target, family in lineage.items() if there.targets[0] in family)
        if below:
            return replace(mention, targets=below)
        beside = there.end + 1 == mention.start or mention.end + 1 == there.start
        if beside and (mention.weak or _is_qualifier(scene, mention, there)):
            return None
    return mention


def _is_qualifier(scene: Scene, mention: Mention, there: Mention) -> bool:
    """ "cerraduras Fiamma": a word of many parts right after one part's own, with nothing between."""
    follows = there.end + 1 == mention.start and scene.words[mention.start].gap is Break.NONE
    return len(mention.targets) > 1 and follows


def _is_heading(scene: Scene, mention: Mention) -> bool:
    """ "Luz: inversor y litio"."""
    following = mention.end + 1
    return following < len(scene.words) and scene.words[following].gap is Break.COLON


def _in_common(scene: Scene, mention: Mention, there: Mention) -> tuple[str, ...]:
    """The one element that two shared words of one stretch may both mean."""
    if len(there.targets) < 2 or scene.chunks[mention.start] != scene.chunks[there.start]:
        return ()
    common = tuple(target for target in mention.targets if target in there.targets)
    return common if len(common) == 1 else ()


def _other_of_two(
    vocabulary: Vocabulary, scene: Scene, mention: Mention, there: Mention, named: Set[str]
) -> Mention | None:
    """ "Las gomas y las llantas": a shared word beside one of its elements is the other of the same name."""
    left = tuple(target for target in mention.targets if target not in named)
    option = vocabulary.options.get(left[0]) if len(left) == 1 else None
    if option is None or not _is_joined(scene, mention, there):
        return None
    name = {number_key(word) for word in fold(option.name).split()}
    return replace(mention, targets=left) if name.issuperset(map(number_key, mention.words)) else None


def _is_joined(scene: Scene, mention: Mention, there: Mention) -> bool:
    """Whether only an "y" and articles stand between the two."""
    first, second = sorted((mention, there), key=lambda item: item.start)
    between = scene.line[first.end + 1 : second.start]
    return not es.AND.isdisjoint(between) and all(
        text in es.AND or text in es.DETERMINERS for text in between
    )


def _is_said_to_be(scene: Scene, mention: Mention) -> bool:
    """ "He puesto toldo y bola. El toldo… Es un Fiamma": a brand that a further sentence adds."""
    at = mention.start - 1
    while scene.line[at] in es.DETERMINERS and scene.words[at + 1].gap is Break.NONE:
        at -= 1
    return mention.weak and scene.line[at] in es.IS_OR_MAKE


def _take(
    vocabulary: Vocabulary,
    scene: Scene,
    index: int,
    statuses: Sequence[Status],
    settling: Settling,
    reading: _Reading,
) -> None:
    """Adds what a mention and the variants named beside it come to."""
    mention, status = scene.mentions[index], statuses[index]
    if status is Status.ASIDE:
        return
    variants = [item for item in settling.settled if item.mention == index]
    if index not in settling.open:
        _take_variants(vocabulary, scene, mention, variants, reading)
    quantity = quantity_before(scene, mention)
    if mention.targets[0] in vocabulary.countable and host_node(vocabulary, mention) is None:
        quantity = max(quantity, 1 + further_ones(scene, index, statuses))
    if len(mention.targets) > 1:
        if status is Status.ASKED:
            reading.shared.append((mention.targets, mention, quantity))
        return
    node = host_node(vocabulary, mention) if index in settling.open else None
    target = node or mention.targets[0]
    host = vocabulary.hosts.get(target)
    if host is not None:
        _take_host(vocabulary, host, index, status, quantity, settling, reading)
    elif not any(item.status is Status.DENIED and target in item.variant.targets for item in variants):
        # Not "la suspensión trasera … La de atrás ni la he mirado".
        _note(vocabulary, reading, target, mention, status, quantity)


def _take_variants(
    vocabulary: Vocabulary, scene: Scene, mention: Mention, variants: Sequence[Settled], reading: _Reading
) -> None:
    """Adds the variants named beside a mention."""
    counted = quantity_before(scene, mention)
    if len(variants) == 1 and counted == _PAIR and _is_one_of_two(vocabulary, scene, mention, variants[0]):
        variants = [*variants, _other_variant(vocabulary, variants[0])]
    for item in variants:
        count = _of_each(counted, variants)
        merged = replace(
            item.variant,
            score=round((mention.score + item.variant.score) / 2, 3),
            words=(*mention.words, *item.variant.words),
        )
        for code in item.variant.targets:
            _note(vocabulary, reading, code, merged, item.status, count, mention.start)


def _take_host(
    vocabulary: Vocabulary,
    host: Host,
    index: int,
    status: Status,
    quantity: int,
    settling: Settling,
    reading: _Reading,
) -> None:
    """Adds a mention that leaves its variant to the words around it, or to a question."""
    mention = reading.scene.mentions[index]
    settled_here = any(item.mention == index for item in settling.settled)
    whole = index in settling.all_of
    if status is Status.DENIED and not whole:
        reading.open_hosts.pop(host.node, None)
        # "enganche sin aumentar la MMR": what is denied is the other variant, not the part.
        whole = not settled_here and not any(
            item.status is Status.ASKED and set(item.variant.targets) <= set(host.variants)
            for item in settling.settled
        )
    elif not whole and (not settled_here or index in settling.open):
        first, counted = reading.open_hosts.get(host.node, (mention, quantity))
        reading.open_hosts[host.node] = (first, max(counted, quantity))
    for code in host.variants if whole else ():
        _note(vocabulary, reading, code, mention, status, 1)


def _is_one_of_two(vocabulary: Vocabulary, scene: Scene, mention: Mention, item: Settled) -> bool:
    """ "Dos toldos, uno tapa el gálibo": the other is of the only other kind."""
    node = host_node(vocabulary, mention)
    host = vocabulary.hosts[node] if node is not None else None
    if host is None or host.takes_all or len(host.variants) != _PAIR or len(item.variant.targets) != 1:
        return False
    first = item.variant.places[0]
    return first > mention.end and any(
        scene.line[at] in es.ONE_OF_THEM and scene.same_sentence(at, first) for at in (first - 1, first - 2)
    )


def _other_variant(vocabulary: Vocabulary, item: Settled) -> Settled:
    """The other one of two variants, meant by the same words."""
    (named,) = item.variant.targets
    others = vocabulary.hosts[vocabulary.host_of[named]].variants
    targets = tuple(code for code in others if code != named)
    return replace(item, variant=replace(item.variant, targets=targets))


def _of_each(count: int, variants: Sequence[Settled]) -> int:
    """ "2 toldos, uno tapa el gálibo y el otro no": as many as variants are one of each."""
    return 1 if count == len({item.variant.targets for item in variants}) else count


def _note(
    vocabulary: Vocabulary,
    reading: _Reading,
    code: str,
    mention: Mention,
    status: Status,
    quantity: int,
    at: int | None = None,
) -> None:
    """Adds an element; `at` is where it is named, unless where its mention begins."""
    sentence = reading.scene.sentences[mention.start if at is None else at]
    counted = quantity if code in vocabulary.countable else 1
    hit = ElementHit(code, counted, mention.score, mention.words)
    if status is Status.DENIED:
        known = reading.asked.get(code)
        if known is not None and reading.sentences.get(code) == sentence and not _share(known, hit):
            # "unas maletas pero no el baúl": one of the things an element stands for, not all.
            return
        reading.asked.pop(code, None)
        reading.denied[code] = hit
        return
    reading.sentences[code] = sentence
    reading.denied.pop(code, None)
    earlier, before = reading.asked.get(code), mention
    if at is None:
        before = reading.last.get(code, mention)
        reading.last[code] = mention
    if earlier is not None:
        hit = ElementHit(
            code,
            _together(
                vocabulary, reading, earlier, hit, (before, mention), alone=code not in vocabulary.host_of
            )
            if code in vocabulary.countable
            else 1,
            round(min(1.0, max(earlier.score, hit.score) + SUPPORT), 3),
            tuple(dict.fromkeys((*earlier.words, *hit.words))),
        )
    reading.asked[code] = hit


def _together(
    vocabulary: Vocabulary,
    reading: _Reading,
    earlier: ElementHit,
    hit: ElementHit,
    named: tuple[Mention, Mention],
    *,
    alone: bool,
) -> int:
    """ "4 ventanas y 1 puerta": other things of one element add up, the same named again only where both are
    items of one list."""
    before, mention = named
    other = alone and not _share(earlier, hit)
    items = not other and are_items(reading.scene, before, mention)
    if _is_another_thing(vocabulary, earlier, hit) and is_apart(reading.scene, before, mention):
        return earlier.quantity + hit.quantity
    if items or counts_anew(reading.scene, mention, other=other):
        return earlier.quantity + hit.quantity
    return max(earlier.quantity, hit.quantity)


def _is_another_thing(vocabulary: Vocabulary, known: ElementHit, hit: ElementHit) -> bool:
    """ "el portón y la ventana": one of the things an element stands for, and another one before."""
    things = vocabulary.things.get(hit.code, frozenset())
    named, before = (things.intersection(map(number_key, one.words)) for one in (hit, known))
    return bool(named and before and named.isdisjoint(before))


def _share(known: ElementHit, hit: ElementHit) -> bool:
    return not {number_key(word) for word in known.words}.isdisjoint(number_key(word) for word in hit.words)


def _result(
    vocabulary: Vocabulary, reading: _Reading, unresolved: tuple[str, ...], beyond: Beyond
) -> MatchResult:
    named = {vocabulary.host_of[code] for code in reading.asked if code in vocabulary.host_of}
    named |= {parent for code in reading.asked for parent in vocabulary.ancestors.get(code, ())}
    _hand_down(vocabulary, reading)
    covered = {other for code in reading.asked for other in vocabulary.covers.get(code, ())}
    for code in covered:
        reading.asked.pop(code, None)
    questions: dict[tuple[str, ...], OpenQuestion] = {}
    for node, (mention, quantity) in reading.open_hosts.items():
        if node not in named:
            host = vocabulary.hosts[node]
            questions[host.variants] = question_for(vocabulary, host, mention.words, quantity)
    for targets, mention, quantity in reading.shared:
        codes = tuple(_concrete(vocabulary, targets))
        if not set(codes) & set(reading.asked) and codes not in questions and not covered.issuperset(codes):
            options = tuple(vocabulary.options[code] for code in codes)
            names = " o ".join(option.name for option in options)
            text = f"«{' '.join(mention.words)}»: ¿a qué te refieres, {names}?"
            asked = Question(element=None, question=text, options=options)
            questions[codes] = OpenQuestion(asked, mention.words, quantity)
    return MatchResult(
        tuple(reading.asked.values()),
        tuple(questions.values()),
        unresolved,
        tuple(reading.denied.values()),
        beyond.hits,
        beyond.negated,
    )


def _hand_down(vocabulary: Vocabulary, reading: _Reading) -> None:
    """ "dos placas, regulador en el maletero": the parent's number is its only variant's."""
    for node, (_, quantity) in reading.open_hosts.items():
        variants = [code for code in vocabulary.hosts[node].variants if code in reading.asked]
        if len(variants) == 1 and variants[0] in vocabulary.countable:
            hit = reading.asked[variants[0]]
            reading.asked[hit.code] = replace(hit, quantity=max(hit.quantity, quantity))


def _concrete(vocabulary: Vocabulary, targets: Iterable[str]) -> Iterable[str]:
    for target in targets:
        if target in vocabulary.options:
            yield target
        else:
            yield from vocabulary.hosts[target].variants


__all__ = ["collected", "host_node", "judged", "match_text", "question_for", "scene_of"]
