"""Free Spanish text into elements, questions and words nothing explains. Pure and deterministic."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace

from domain.catalogue.questions import Question
from domain.folding import fold
from domain.matching.beyond import beyond_tariff, in_own_words
from domain.matching.choices import Settled, Settling, host_node, settle
from domain.matching.direction import directed, is_wished
from domain.matching.doubts import with_doubts
from domain.matching.figures import without_figures
from domain.matching.keys import number_key, thing_key
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
# How far after a shared word what it is not may be said.
_RULED_OUT = 8


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
            Status.ASKED if status is Status.ASIDE and is_wished(scene.words, mention) else status
            for mention, status in zip(scene.mentions, judged_so, strict=True)
        ]
    mentions, statuses = with_doubts(vocabulary, scene, judged_so)
    return _absorb_shared(vocabulary, with_mentions(scene, mentions), statuses)


def scene_of(vocabulary: Vocabulary, text: str) -> Scene:
    """A message's words and what is named among them, before anything is judged."""
    folded = fold(text)
    kept = without_repetition(text, folded)
    words = read(vocabulary, kept, folded if kept is text else None)
    named = without_figures(words, find_mentions(vocabulary, words))
    return set_scene(vocabulary, words, directed(vocabulary, words, named))


def collected(vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]) -> MatchResult:
    """What judged mentions come to: variants and quantities settled, later words before earlier ones."""
    beyond = beyond_tariff(vocabulary, scene, statuses)
    if any(hit.work.covers_request for hit in beyond.beyond):
        return beyond
    settling = settle(vocabulary, scene, statuses)
    reading = _Reading(vocabulary, scene)
    for index, mention in enumerate(scene.mentions):
        if mention.targets[0] not in vocabulary.works and statuses[index] is not Status.ASIDE:
            reading.take(index, statuses, settling)
    for code, mention, instead in moved_parts(vocabulary, scene, statuses):
        if instead:
            reading.asked.pop(mention.targets[0], None)
        reading.note(code, mention, Status.ASKED, 1)
    explained = set(scene.owner) | {place for item in settling.settled for place in item.variant.places}
    unresolved = unresolved_words(scene, statuses, explained)
    return reading.result(unresolved, beyond)


def question_for(vocabulary: Vocabulary, host: Host, words: tuple[str, ...], quantity: int) -> OpenQuestion:
    """The question that tells a host's variants apart."""
    options = tuple(vocabulary.options[code] for code in host.variants)
    return OpenQuestion(Question(element=host.code, question=host.question, options=options), words, quantity)


def _absorb_shared(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]
) -> tuple[Scene, list[Status]]:
    """Words that several elements share are settled by another part named in the same sentence."""
    if all(len(mention.targets) == 1 and not mention.weak for mention in scene.mentions):
        return scene, list(statuses)
    kept: list[Mention] = []
    kept_statuses: list[Status] = []
    for index, named in enumerate(scene.mentions):
        mention = _without_denied(scene, named, statuses)
        narrowed: Mention | None = mention
        if mention is named and len(mention.targets) > 1 and statuses[index] is Status.ASKED:
            narrowed = _narrowed(vocabulary, scene, index, statuses)
        elif mention.weak and _is_maker_of_another(vocabulary, scene, mention):
            narrowed = None
        kept.append(narrowed or mention)
        kept_statuses.append(statuses[index] if narrowed else Status.ASIDE)
    return with_mentions(scene, kept), kept_statuses


def _without_denied(scene: Scene, mention: Mention, statuses: Sequence[Status]) -> Mention:
    """ "tapas laterales que no son carenado": a shared word is not what is denied of it."""
    ruled_out = {
        there.targets
        for there, status in zip(scene.mentions, statuses, strict=True)
        if status is Status.DENIED
        and mention.end < there.start <= mention.end + _RULED_OUT
        and scene.line[there.start - 1] in es.BEING_FORMS
    }
    left = tuple(target for target in mention.targets if (target,) not in ruled_out)
    return replace(mention, targets=left) if left and ruled_out else mention


def _is_maker_of_another(vocabulary: Vocabulary, scene: Scene, mention: Mention) -> bool:
    """ "placas Victron", "Victron MPPT en el armario": a brand right after another part's word, or before the
    words that settle its variant."""
    before, after = scene.owner.get(mention.start - 1), scene.owner.get(mention.end + 1)
    if before is not None and scene.gaps[mention.start] is Break.NONE:
        return _is_another(vocabulary, mention, scene.mentions[before])
    if after is None or scene.gaps[mention.end + 1] is not Break.NONE:
        return False
    there = scene.mentions[after]
    settles = len(there.places) > 1 and there.targets[0] in vocabulary.host_of
    return settles and _is_another(vocabulary, mention, there)


def _is_another(vocabulary: Vocabulary, mention: Mention, there: Mention) -> bool:
    """Whether two mentions are of different parts, and of no family."""
    if there.weak or len(there.targets) > 1:
        return False
    families = ({one.targets[0], vocabulary.host_of.get(one.targets[0], "")} for one in (mention, there))
    first, second = families
    return first.isdisjoint(second - {""})


def _narrowed(vocabulary: Vocabulary, scene: Scene, index: int, statuses: Sequence[Status]) -> Mention | None:
    """The mention as far as others leave it open; None when another part has already said it."""
    mention = scene.mentions[index]
    if scene.gaps[mention.end + 1] is Break.COLON and index + 1 < len(scene.mentions):
        # The shared word heads a list: "Luz: inversor y litio".
        return None
    for other, there in enumerate(scene.mentions):
        common = _in_common(scene, mention, there) if other != index else ()
        if common:
            # "un Dometic de compresor"
            return replace(mention, targets=common)
        if len(there.targets) > 1 or statuses[other] is Status.DENIED:
            continue
        if not scene.same_sentence(there.start, mention.start) and not _is_said_to_be(scene, mention):
            continue
        (named,) = there.targets
        family = {named, *vocabulary.ancestors.get(named, ())}
        if not family.isdisjoint(mention.targets):
            return _other_of_two(vocabulary, scene, mention, there, family)
        # "depósito de GLP": the parent beside it tells which of the parts is meant.
        below = tuple(code for code in mention.targets if named in vocabulary.ancestors.get(code, ()))
        if below:
            return replace(mention, targets=below)
        # "cerraduras Fiamma": a word of many parts right after one part's own, with nothing between.
        follows = there.end + 1 == mention.start and scene.gaps[mention.start] is Break.NONE
        if follows or (mention.weak and 1 in (mention.start - there.end, there.start - mention.end)):
            return None
    return mention


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
    option = vocabulary.options.get(left[0]) if left else None
    first, second = sorted((mention, there), key=lambda item: item.start)
    between = set(scene.line[first.end + 1 : second.start])
    if option is None or es.AND.isdisjoint(between) or not between <= es.AND | es.DETERMINERS:
        return None
    name = {number_key(word) for word in fold(option.name).split()}
    return replace(mention, targets=left) if name.issuperset(map(number_key, mention.words)) else None


def _is_said_to_be(scene: Scene, mention: Mention) -> bool:
    """ "He puesto toldo y bola. El toldo… Es un Fiamma": a brand that a further sentence adds."""
    at = mention.start - 1
    while scene.line[at] in es.DETERMINERS:
        at -= 1
    return mention.weak and scene.line[at] in es.IS_OR_MAKE


@dataclass(slots=True)
class _Reading:
    """What has been understood so far, by element code; later words overrule earlier ones."""

    vocabulary: Vocabulary
    scene: Scene
    asked: dict[str, ElementHit] = field(default_factory=dict)
    denied: dict[str, ElementHit] = field(default_factory=dict)
    last: dict[str, Mention] = field(default_factory=dict)
    open_hosts: dict[str, tuple[Mention, int]] = field(default_factory=dict)
    shared: list[tuple[Mention, int]] = field(default_factory=list)

    def take(self, index: int, statuses: Sequence[Status], settling: Settling) -> None:
        """Adds what a mention and the variants named beside it come to."""
        mention, status = self.scene.mentions[index], statuses[index]
        node = host_node(self.vocabulary, mention)
        variants = [item for item in settling.settled if item.mention == index]
        quantity = quantity_before(self.scene, mention)
        if index not in settling.open:
            self._take_variants(mention, variants, quantity)
        if node is None:
            quantity = max(quantity, 1 + further_ones(self.scene, index, statuses))
        if len(mention.targets) > 1:
            if status is Status.ASKED:
                self.shared.append((mention, quantity))
            return
        target = node if node is not None and index in settling.open else mention.targets[0]
        host = self.vocabulary.hosts.get(target)
        if host is not None:
            self._take_host(host, index, status, quantity, settling)
        elif not any(item.status is Status.DENIED and target in item.variant.targets for item in variants):
            # Not "la suspensión trasera … La de atrás ni la he mirado".
            self.note(target, mention, status, quantity)

    def _take_variants(self, mention: Mention, variants: Sequence[Settled], quantity: int) -> None:
        """Adds the variants named beside a mention."""
        if len(variants) == 1 and quantity == _PAIR and _is_one_of_two(self.scene, variants[0]):
            # "Dos toldos, uno tapa el gálibo": the other is of the only other kind.
            (named,) = variants[0].variant.targets
            others = self.vocabulary.hosts[self.vocabulary.host_of[named]].variants
            left = replace(variants[0].variant, targets=tuple(code for code in others if code != named))
            variants = [*variants, replace(variants[0], variant=left)]
        # "2 toldos, uno tapa el gálibo y el otro no": as many as variants are one of each.
        count = 1 if quantity == len({item.variant.targets for item in variants}) else quantity
        for item in variants:
            merged = replace(
                item.variant,
                score=round((mention.score + item.variant.score) / 2, 3),
                words=(*mention.words, *item.variant.words),
                start=mention.start,
            )
            for code in item.variant.targets:
                self.note(code, merged, item.status, count)

    def _take_host(self, host: Host, index: int, status: Status, quantity: int, settling: Settling) -> None:
        """Adds a mention that leaves its variant to the words around it, or to a question."""
        mention = self.scene.mentions[index]
        whole = index in settling.all_of
        if status is Status.DENIED and not whole:
            self.open_hosts.pop(host.node, None)
            # "enganche sin aumentar la MMR": what is denied is the other variant, not the part.
            whole = not any(
                item.mention == index
                or (item.status is Status.ASKED and set(item.variant.targets) <= set(host.variants))
                for item in settling.settled
            )
        elif not whole:
            first, counted = self.open_hosts.get(host.node, (mention, quantity))
            self.open_hosts[host.node] = (first, max(counted, quantity))
        for code in host.variants if whole else ():
            self.note(code, mention, status, 1)

    def note(self, code: str, mention: Mention, status: Status, quantity: int) -> None:
        """Adds an element that a mention names."""
        is_countable = code in self.vocabulary.countable
        hit = ElementHit(code, quantity if is_countable else 1, mention.score, mention.words)
        earlier, before = self.asked.get(code), self.last.get(code, mention)
        if status is Status.DENIED:
            # "unas maletas pero no el baúl": one of the things an element stands for, not all.
            here = self.scene.sentences[before.start] == self.scene.sentences[mention.start]
            if earlier is None or not here or _share(earlier, hit):
                self.asked.pop(code, None)
                self.denied[code] = hit
            return
        self.denied.pop(code, None)
        self.last[code] = mention
        if earlier is not None:
            hit = ElementHit(
                code,
                self._together(earlier, hit, before, mention) if is_countable else 1,
                round(min(1.0, max(earlier.score, hit.score) + SUPPORT), 3),
                tuple(dict.fromkeys((*earlier.words, *hit.words))),
            )
        self.asked[code] = hit

    def _together(self, earlier: ElementHit, hit: ElementHit, before: Mention, mention: Mention) -> int:
        """ "4 ventanas y 1 puerta": other things of one element add up, the same named again only where both
        are items of one list."""
        other = not _share(earlier, hit)
        things = self.vocabulary.things.get(hit.code, frozenset())
        apart = _are_other_things(things, earlier, hit) and is_apart(self.scene, before, mention)
        items = not other and before.start != mention.start and are_items(self.scene, before, mention)
        if apart or items or counts_anew(self.scene, mention, other=other):
            return earlier.quantity + hit.quantity
        return max(earlier.quantity, hit.quantity)

    def result(self, unresolved: tuple[str, ...], beyond: MatchResult) -> MatchResult:
        """What all comes to, with the questions that are left."""
        vocabulary, asked = self.vocabulary, self.asked
        named = {vocabulary.host_of[code] for code in asked if code in vocabulary.host_of}
        named |= {parent for code in asked for parent in vocabulary.ancestors.get(code, ())}
        self._hand_down()
        covered = {other for code in asked for other in vocabulary.covers.get(code, ())}
        for code in covered:
            asked.pop(code, None)
        questions: dict[tuple[str, ...], OpenQuestion] = {}
        for node, (mention, quantity) in self.open_hosts.items():
            if node not in named:
                host = vocabulary.hosts[node]
                questions[host.variants] = question_for(vocabulary, host, mention.words, quantity)
        for mention, quantity in self.shared:
            codes = tuple(_concrete(vocabulary, mention.targets))
            if asked.keys().isdisjoint(codes) and codes not in questions and not covered.issuperset(codes):
                options = tuple(vocabulary.options[code] for code in codes)
                names = " o ".join(option.name for option in options)
                text = f"«{' '.join(mention.words)}»: ¿a qué te refieres, {names}?"
                question = Question(element=None, question=text, options=options)
                questions[codes] = OpenQuestion(question, mention.words, quantity)
        return MatchResult(
            tuple(asked.values()),
            tuple(questions.values()),
            unresolved,
            tuple(self.denied.values()),
            beyond.beyond,
            beyond.beyond_negated,
        )

    def _hand_down(self) -> None:
        """ "dos placas, regulador en el maletero": the parent's number is its only variant's."""
        for node, (_, quantity) in self.open_hosts.items():
            variants = [code for code in self.vocabulary.hosts[node].variants if code in self.asked]
            if len(variants) == 1 and variants[0] in self.vocabulary.countable:
                hit = self.asked[variants[0]]
                self.asked[hit.code] = replace(hit, quantity=max(hit.quantity, quantity))


def _is_one_of_two(scene: Scene, item: Settled) -> bool:
    first = item.variant.places[0]
    return len(item.variant.targets) == 1 and not es.ONE_OF_THEM.isdisjoint(
        {scene.line[first - 1], scene.line[first - 2]}
    )


def _are_other_things(things: frozenset[str], known: ElementHit, hit: ElementHit) -> bool:
    """ "el portón y la ventana": one of the things an element stands for, and another one before."""
    named, before = (things.intersection(map(thing_key, one.words)) for one in (hit, known))
    return bool(named and before and named.isdisjoint(before))


def _share(known: ElementHit, hit: ElementHit) -> bool:
    return not {number_key(word) for word in known.words}.isdisjoint(number_key(word) for word in hit.words)


def _concrete(vocabulary: Vocabulary, targets: Iterable[str]) -> Iterable[str]:
    for target in targets:
        if target in vocabulary.options:
            yield target
        else:
            yield from vocabulary.hosts[target].variants


__all__ = ["collected", "host_node", "judged", "match_text", "question_for", "scene_of"]
