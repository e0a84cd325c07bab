"""A client's answer to a question: "la de delante", "sí", "ambas", "la primera", "2 faros"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

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
    free = match_text(vocabulary, answer_text)
    chosen = _chosen(vocabulary, codes, words) or {
        hit.code: hit for hit in free.elements if hit.code in codes
    }
    asked = question.asked.element
    follow_ups = {
        follow.asked.element: follow
        for follow in free.questions
        if follow.asked.element in codes and follow.asked.element != asked
    }
    if not chosen and not follow_ups:
        return replace(free, questions=(question,))
    elements: dict[str, ElementHit] = {}
    for code, hit in chosen.items():
        below = vocabulary.hosts.get(code)
        if below is not None:
            follow_ups[code] = question_for(vocabulary, below, hit.words, question.quantity)
            continue
        count = max(question.quantity, hit.quantity) if code in vocabulary.countable else 1
        elements[code] = replace(hit, quantity=count)
    for hit in free.elements:
        if hit.code not in codes and not _is_kin(vocabulary, hit.code, codes):
            elements.setdefault(hit.code, hit)
    known = {*follow_ups, asked, None}
    further = [follow for follow in free.questions if follow.asked.element not in known]
    denied = tuple(hit for hit in free.negated if hit.code not in elements)
    return MatchResult(
        tuple(elements.values()),
        (*follow_ups.values(), *further),
        (),
        denied,
        free.beyond,
        free.beyond_negated,
    )


def _is_kin(vocabulary: Vocabulary, code: str, codes: Sequence[str]) -> bool:
    lineage = {code, *vocabulary.ancestors.get(code, ())}
    return bool(lineage & set(codes)) or any(code in vocabulary.ancestors.get(other, ()) for other in codes)


def _chosen(vocabulary: Vocabulary, codes: tuple[str, ...], words: list[Word]) -> dict[str, ElementHit]:
    host = next((host for host in vocabulary.hosts.values() if host.variants == codes), None)
    if host is not None:
        named = _named(vocabulary, host, words)
        if len(named) != 1 and host.takes_all and _says_all(host, words):
            return _hits(codes, words, 1.0)
    else:
        named = {
            target: ElementHit(target, 1, mention.score, mention.words)
            for mention in find_mentions(vocabulary, words)
            for target in mention.targets
            if target in codes and len(set(mention.targets) & set(codes)) == 1
        }
        if not named and len(codes) == 2 and any(word.text in es.BOTH for word in words):
            return _hits(codes, words, 1.0)
    return named or _by_ordinal(codes, words)


def _by_ordinal(codes: tuple[str, ...], words: Sequence[Word]) -> dict[str, ElementHit]:
    """ "la primera", "2"."""
    for word in words:
        place = ORDINALS.get(word.text)
        if place is None and word.text.isdecimal() and len(words) == 1:
            place = int(word.text[:3]) - 1
        if place is not None and -1 <= place < len(codes):
            return _hits((codes[place],), (word,), _ORDINAL_SCORE)
    return {}


def _hits(codes: Iterable[str], words: Iterable[Word], score: float) -> dict[str, ElementHit]:
    said = tuple(word.raw for word in words)
    return {code: ElementHit(code, 1, score, said) for code in codes}


def _says_all(host: Host, words: Sequence[Word]) -> bool:
    """ "todas", "las dos", or one of the parent's own words for all."""
    pair = any(
        article.text in es.PLURAL_ARTICLES and word.text in es.TWO for article, word in pairwise(words)
    )
    return pair or any(word.text in es.ALL_WORDS for word in words) or bool(spot(host.every, words))


def _named(vocabulary: Vocabulary, host: Host, words: list[Word]) -> dict[str, ElementHit]:
    """The variants named, those denied left out; with two variants, denying one chooses the other."""
    found: dict[str, Mention] = {}
    denied: set[str] = set()
    scene = set_scene(vocabulary, words, ())
    for group in select(spot(host.answers, words), set()):
        targets = {occurrence.phrase.target for occurrence in group}
        if len(targets) > 1:
            continue
        (code,) = targets
        mention = make_mention(targets, group[0], words)
        if group[0].phrase.keys[0] not in es.REFUSALS and (
            denied_before(scene, mention.start) or denied_after(scene, mention)
        ):
            denied.add(code)
        else:
            found.setdefault(code, mention)
    if not found and denied and len(host.variants) == 2:
        return _hits((code for code in host.variants if code not in denied), words, _ORDINAL_SCORE)
    kept = {code: mention for code, mention in found.items() if code not in denied}
    # "no, la trasera": a bare yes or no gives way to a variant that is named.
    telling = {
        code: mention for code, mention in kept.items() if not es.BARE_ANSWERS.issuperset(mention.words)
    }
    return {
        code: ElementHit(code, quantity_before(scene, mention), mention.score, mention.words)
        for code, mention in (telling or kept).items()
    }
