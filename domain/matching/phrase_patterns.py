"""The notation in which set phrases are written, and where such a phrase occurs around a mention.

A phrase stands for a mention (`X`) and the words around it, articles left out. `Y` is another mention, `END`
the end of a clause, `word*` any word that begins so, `#` a number, `a|b` either word, `?` before a word that
may be missing, `…` any one word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.matching.language import CONTRACTIONS, es, sayings
from domain.matching.mentions import Mention
from domain.matching.scene import Scene
from domain.matching.text import Break

_REACH: Final = 10
_MENTION: Final = "X"
_NUMBER: Final = "#"
_OTHER: Final = "Y"
_END: Final = "END"
_ANY: Final = "…"
_MARKS: Final = frozenset({_MENTION, _OTHER, _END, _ANY, _NUMBER})

Phrase = tuple[tuple[str, ...], ...]
Needs = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Phrases by the plain words of which each needs one, so that only those that may occur are tried.

    With each phrase go all its sets of plain words, of each of which it needs one.
    """

    by_word: Mapping[str, tuple[tuple[Phrase, Needs], ...]]
    others: tuple[tuple[Phrase, Needs], ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around a mention as phrases see them; `here` is the mention's place among them."""

    tokens: tuple[str, ...]
    here: int


def phrasebook(*texts: str) -> Phrasebook:
    """The phrases written in `texts`, one each."""
    by_word: dict[str, list[tuple[Phrase, Needs]]] = defaultdict(list)
    others: list[tuple[Phrase, Needs]] = []
    for text in texts:
        phrase = tuple(tuple(word.split("|")) for word in text.split())
        needs = tuple(_needed(phrase))
        for word in min(needs, key=len, default=()):
            by_word[word].append((phrase, needs))
        if not needs:
            others.append((phrase, needs))
    return Phrasebook({word: tuple(phrases) for word, phrases in by_word.items()}, tuple(others))


def surroundings(scene: Scene, mention: Mention) -> Surroundings:
    """The words around the mention in its sentence, mentions folded into one token, articles before them and
    "lo de" left out, "del" and "al" parted."""
    tokens: list[str] = []
    own = scene.owner[mention.places[0]]
    last_owner = -1
    for place in range(max(0, mention.start - _REACH), min(len(scene.words), mention.end + 1 + _REACH)):
        if not scene.same_sentence(place, mention.start):
            continue
        if tokens and scene.words[place].gap is not Break.NONE:
            tokens.append(_END)
            last_owner = -1
        owner = scene.owner.get(place)
        if place in mention.places or (owner is None and mention.start <= place <= mention.end):
            # "pasarla a dos plazas": the words between are the mention's too.
            owner = own
        if owner is None:
            text = scene.text(place)
            tokens += CONTRACTIONS.get(text, (text,))
            last_owner = -1
            continue
        if owner == last_owner:
            continue
        last_owner = owner
        _drop_articles(tokens)
        tokens.append(_MENTION if owner == own else _OTHER)
    return Surroundings(tuple(tokens), tokens.index(_MENTION))


def occurs(book: Phrasebook, around: Surroundings) -> bool:
    """Whether any phrase of the book stands around the mention."""
    return any(
        _fits(phrase, around.tokens, begin)
        for phrase in _candidates(book, around.tokens)
        for begin in range(max(0, around.here - phrase.index((_MENTION,))), around.here + 1)
    )


def _candidates(book: Phrasebook, tokens: Iterable[str]) -> Iterator[Phrase]:
    said = frozenset(tokens)
    listed = [book.others, *(book.by_word.get(token, ()) for token in said)]
    for phrases in listed:
        for phrase, needs in phrases:
            if not any(words.isdisjoint(said) for words in needs):
                yield phrase


def _needed(phrase: Phrase) -> Iterator[frozenset[str]]:
    """The alternatives of plain words of which the phrase needs one each."""
    for words in phrase:
        plain = not any(word.endswith("*") or word in _MARKS for word in words)
        if plain and not words[0].startswith("?"):
            yield frozenset(words)


def _fits(phrase: Phrase, tokens: Sequence[str], place: int) -> bool:
    """Whether the phrase begins at `place`."""
    if not phrase:
        return True
    first, rest = phrase[0], phrase[1:]
    if first[0].startswith("?"):
        if _fits(rest, tokens, place):
            return True
        first = (first[0][1:], *first[1:])
    if place >= len(tokens):
        return first == (_END,) and not rest
    if first == (_END,):
        return tokens[place] == _END and _fits(rest, tokens, place + 1)
    token = tokens[place]
    return any(_is_word(word, token) for word in first) and _fits(rest, tokens, place + 1)


def _is_word(word: str, token: str) -> bool:
    if word == _NUMBER:
        return token.replace(".", "").isdecimal()
    if word == _ANY:
        return token not in {_MENTION, _OTHER, _END}
    return token.startswith(word[:-1]) if word.endswith("*") else token == word


def _drop_articles(tokens: list[str]) -> None:
    while tokens and tokens[-1] in es.DETERMINERS:
        tokens.pop()
    if tuple(tokens[-2:]) in sayings.THE_MATTER_OF:
        del tokens[-2:]
        while tokens and tokens[-1] in es.DETERMINERS:
            tokens.pop()
