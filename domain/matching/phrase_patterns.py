"""The notation in which cues are written, as regular expressions over the words around a mention.

A pattern stands for a mention (`X`) and the words around it, articles before mentions left out. `Y` is
another mention, `END` the end of a clause, `word*` any word that begins so, `#` a number, `a|b` either word,
`?` before a word that may be missing, `…` any one word, `…2-6` two to six of them, `~0-9` as many of whatever
stands there, mentions and ends included.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.matching.language import CONTRACTIONS, es, sayings
from domain.matching.mentions import Mention
from domain.matching.scene import Scene
from domain.matching.text import Break

MENTION: Final = "X"
_REACH: Final = 14
OTHER: Final = "Y"
_END: Final = "END"
_GAP: Final = re.compile(r"([…~])(\d)-(\d)")
_ANY: Final = "~"
# A word is written with a space after it; those of the notation are in capitals, those of a client never.
_WORD: Final = "[^A-Z ]+"
_MARKS: Final = {"…": _WORD, "#": r"[0-9.]*[0-9][0-9.]*"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around a mention as patterns see them; `here` is the mention's place among them."""

    tokens: tuple[str, ...]
    here: int


def expression(pattern: str) -> str:
    """The regular expression (RE2) of a pattern, over words each followed by a space."""
    slots = pattern.split()
    return "".join(_slot(slot, last=place == len(slots) - 1) for place, slot in enumerate(slots))


def _slot(slot: str, *, last: bool) -> str:
    gap = _GAP.fullmatch(slot)
    if gap is not None:
        word = "[^ ]+" if gap[1] == _ANY else _WORD
        return f"(?:{word} ){{{gap[2]},{gap[3]}}}"
    listed = slot.removeprefix("?").split("|")
    words = "|".join(_alternative(word) for word in listed)
    if last and _END in listed:
        # The words may end there as well.
        return f"(?:(?:{words}) |$)"
    return f"(?:(?:{words}) ){'?' if slot.startswith('?') else ''}"


def _alternative(word: str) -> str:
    if word in _MARKS:
        return _MARKS[word]
    return f"{word[:-1]}[^ ]*" if word.endswith("*") else word


def surroundings(scene: Scene, mention: Mention) -> Surroundings:
    """The words around the mention in its sentence, mentions folded into one token, articles before them and
    "lo de" left out, "del" and "al" parted."""
    tokens: list[str] = []
    own = scene.owner[mention.places[0]]
    last_owner = -1
    first, last = scene.extents[scene.sentences[mention.start]]
    for place in range(max(first, mention.start - _REACH), min(last, mention.end + _REACH) + 1):
        if tokens and scene.gaps[place] is not Break.NONE:
            tokens.append(_END)
            last_owner = -1
        owner = scene.owner.get(place)
        if place in mention.places or (owner is None and mention.start <= place <= mention.end):
            # "pasarla a dos plazas": the words between are the mention's too.
            owner = own
        if owner is None:
            text = scene.line[place]
            parted = CONTRACTIONS.get(text)
            if parted is None:
                tokens.append(text)
            else:
                tokens += parted
            last_owner = -1
            continue
        if owner == last_owner:
            continue
        last_owner = owner
        _drop_articles(tokens)
        tokens.append(MENTION if owner == own else OTHER)
    return Surroundings(tuple(tokens), tokens.index(MENTION))


def clause_of(around: Surroundings) -> Surroundings:
    """The words around a mention as far as its clause reaches."""
    tokens, here = around.tokens, around.here
    first = max((place + 1 for place in range(here) if tokens[place] == _END), default=0)
    last = next((place for place in range(here, len(tokens)) if tokens[place] == _END), len(tokens))
    return Surroundings(tokens[first:last], here - first)


def message_tokens(scene: Scene) -> Iterator[str]:
    """The words of a whole message, each mention one token, `END` where a clause ends."""
    last_owner = None
    for place, word in enumerate(scene.words):
        if place and word.gap is not Break.NONE:
            yield _END
            last_owner = None
        owner = scene.owner.get(place)
        if owner is None:
            yield from CONTRACTIONS.get(word.text, (word.text,))
        elif owner != last_owner:
            yield MENTION
        last_owner = owner
    yield _END


def _drop_articles(tokens: list[str]) -> None:
    while tokens and tokens[-1] in es.DETERMINERS:
        tokens.pop()
    if tuple(tokens[-2:]) in sayings.THE_MATTER_OF:
        del tokens[-2:]
        while tokens and tokens[-1] in es.DETERMINERS:
            tokens.pop()
