"""A client's answer to a question: "la de delante", "sí", "ambas", "la primera", "2 faros"."""

from collections.abc import Sequence
from dataclasses import replace

from domain.matching.denial import denied_after, denied_before
from domain.matching.language import ORDINALS, es
from domain.matching.matcher import match_text, question_for
from domain.matching.mentions import Mention, find_mentions, make_mention
from domain.matching.quantities import quantity_before
from domain.matching.reading import Word, read
from domain.matching.result import ElementHit, MatchResult, OpenQuestion
from domain.matching.scene import set_scene
from domain.matching.spotting import select, spot
from domain.matching.vocabulary import Host, Vocabulary

_ORDINAL_SCORE = 0.95


def resolve_answer(vocabulary: Vocabulary, question: OpenQuestion, answer_text: str) -> MatchResult:
    """What an answer chooses among the question's options, and whatever else it asks for.

    Where the answer settles nothing, the same question comes back.
    """
    codes = tuple(option.code for option in question.asked.options if option.code in vocabulary.options)
    words = read(vocabulary, answer_text)
    if not codes or not words:
        return MatchResult(questions=(question,))
    host = next((host for host in vocabulary.hosts.values() if host.variants == codes), None)
    chosen = _chosen(vocabulary, host, codes, words)
    free = match_text(vocabulary, answer_text)
    asked = [hit for hit in free.elements if hit.code in codes]
    if not chosen:
        chosen = {hit.code: hit for hit in asked}
    followed = tuple(
        follow
        for follow in free.questions
        if follow.asked.element in codes and follow.asked.element != question.asked.element
    )
    if not chosen and not followed:
        return replace(free, questions=(question,))
    elements: dict[str, ElementHit] = {}
    follow_ups: list[OpenQuestion] = list(followed)
    for code, hit in chosen.items():
        below = vocabulary.hosts.get(code)
        if below is not None:
            follow_ups.append(question_for(vocabulary, below, hit.words, question.quantity))
            continue
        count = max(question.quantity, hit.quantity) if code in vocabulary.countable else 1
        elements[code] = ElementHit(code, count, hit.score, hit.words)
    for hit in free.elements:
        if hit.code not in codes and not _is_kin(vocabulary, hit.code, codes):
            elements.setdefault(hit.code, hit)
    follow_ups = list({follow.asked.element: follow for follow in follow_ups}.values())
    known = {follow.asked.element for follow in follow_ups} | {question.asked.element, None}
    follow_ups += [further for further in free.questions if further.asked.element not in known]
    denied = tuple(hit for hit in free.negated if hit.code not in elements)
    return MatchResult(
        tuple(elements.values()), tuple(follow_ups), (), denied, free.beyond, free.beyond_negated
    )


def _is_kin(vocabulary: Vocabulary, code: str, codes: Sequence[str]) -> bool:
    lineage = {code, *vocabulary.ancestors.get(code, ())}
    return bool(lineage & set(codes)) or any(code in vocabulary.ancestors.get(other, ()) for other in codes)


def _chosen(
    vocabulary: Vocabulary, host: Host | None, codes: tuple[str, ...], words: list[Word]
) -> dict[str, ElementHit]:
    texts = [word.text for word in words]
    raw = tuple(word.raw for word in words)
    if host is not None:
        named = _named(vocabulary, host, words)
        if _every(host, words, texts) and len(named) != 1:
            return {code: ElementHit(code, 1, 1.0, raw) for code in codes}
        if named:
            return named
    else:
        mentions = find_mentions(vocabulary, words)
        named = {
            target: ElementHit(target, 1, mention.score, mention.words)
            for mention in mentions
            for target in mention.targets
            if target in codes and len(set(mention.targets) & set(codes)) == 1
        }
        if named:
            return named
        if len(codes) == 2 and set(texts) & es.BOTH:
            return {code: ElementHit(code, 1, 1.0, raw) for code in codes}
    for word in words:
        place = ORDINALS.get(word.text)
        if place is None and word.text.isdecimal() and len(words) == 1:
            place = int(word.text[:3]) - 1
        if place is not None and -1 <= place < len(codes):
            return {codes[place]: ElementHit(codes[place], 1, _ORDINAL_SCORE, (word.raw,))}
    return {}


def _every(host: Host, words: list[Word], texts: list[str]) -> bool:
    if not host.takes_all:
        return False
    if set(texts) & es.ALL_WORDS:
        return True
    pair = [
        place
        for place, text in enumerate(texts)
        if place and text in es.TWO and texts[place - 1] in es.PLURAL_ARTICLES
    ]
    return bool(pair) or bool(spot(host.every, words))


def _named(vocabulary: Vocabulary, host: Host, words: list[Word]) -> dict[str, ElementHit]:
    """The variants named, those denied left out; with two variants, denying one chooses the other."""
    found: dict[str, Mention] = {}
    denied: set[str] = set()
    scene = set_scene(vocabulary, words, ())
    for group in select(spot(host.answers, words), set()):
        targets = {occurrence.phrase.target for occurrence in group}
        if len(targets) > 1:
            continue
        mention = make_mention(targets, group[0], words)
        code = mention.targets[0]
        if group[0].phrase.keys[0] not in es.REFUSALS and (
            denied_before(scene, mention.start) or denied_after(scene, mention)
        ):
            denied.add(code)
        else:
            found.setdefault(code, mention)
    if not found and denied and len(host.variants) == 2:
        left = [code for code in host.variants if code not in denied]
        return {code: ElementHit(code, 1, _ORDINAL_SCORE, tuple(word.raw for word in words)) for code in left}
    kept = {code: mention for code, mention in found.items() if code not in denied}
    # "no, la trasera": a bare yes or no gives way to a variant that is named.
    telling = {code: mention for code, mention in kept.items() if not _is_bare(mention)}
    return {
        code: ElementHit(code, quantity_before(scene, mention), mention.score, mention.words)
        for code, mention in (telling or kept).items()
    }


def _is_bare(mention: Mention) -> bool:
    return all(word in es.BARE_ANSWERS for word in mention.words)
