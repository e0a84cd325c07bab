"""A read message with its mentions, and the questions other modules ask about the words around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import is_
from typing import Any

from domain.matching.language import es
from domain.matching.mentions import Mention
from domain.matching.reading import Word
from domain.matching.text import Break
from domain.matching.vocabulary import Vocabulary

# Places outside a message, to both sides, that may be asked for.
_MARGIN = 96
_NO_WORDS = [""] * _MARGIN
_NOWHERE = [-1] * _MARGIN
_ENDS = [Break.SENTENCE] * _MARGIN


@dataclass(slots=True, eq=False)
class Scene:
    """A message with its mentions, and which mention (by index) each word belongs to.

    `line`, `sentences`, `chunks` and `gaps` hold the words, the numbers of their sentence and of their
    stretch between commas, and the break before each, by place. Outside the message stand empty words, -1 and
    the end of a sentence, so that looking beyond either end (by less than `_MARGIN`) needs no care. `said`
    holds all words, `counts` the places of numbers above one, `extents` and `clauses` the first and last
    place of each sentence and stretch. `texts`, `governors`, for judgements `keys`, `wholes`, `masks` and
    `lives`, `cues` by the mention and `sayable` by the sentence keep what has been worked out once.
    """

    words: Sequence[Word]
    mentions: Sequence[Mention]
    owner: Mapping[int, int]
    own_words: Mapping[str, frozenset[str]]
    line: Sequence[str]
    sentences: Sequence[int]
    chunks: Sequence[int]
    gaps: Sequence[Break]
    said: frozenset[str]
    counts: Sequence[int]
    extents: Mapping[int, tuple[int, int]]
    clauses: Mapping[int, tuple[int, int]]
    texts: dict[int, frozenset[str]]
    keys: dict[int, int]
    wholes: dict[int, int]
    masks: list[tuple[int, ...]]
    lives: dict[tuple[int, int], int]
    governors: dict[int, int]
    sayable: dict[int, int]
    cues: dict[int, Any]

    def same_sentence(self, place: int, other: int) -> bool:
        """Whether both places exist and stand in one sentence."""
        return self.sentences[place] == self.sentences[other] >= 0


def set_scene(vocabulary: Vocabulary, words: Sequence[Word], mentions: Sequence[Mention]) -> Scene:
    """The scene of a message."""
    texts = [word.text for word in words]
    gaps = [word.gap for word in words]
    sentences, extents = _numbered(gaps, Break.SENTENCE)
    chunks, clauses = _numbered(gaps, Break.COMMA)
    return Scene(
        words,
        mentions,
        _owners(mentions),
        vocabulary.own_words,
        texts + _NO_WORDS,
        sentences + _NOWHERE,
        chunks + _NOWHERE,
        gaps + _ENDS,
        frozenset(texts),
        [place for place, word in enumerate(words) if word.number is not None and word.number > 1],
        extents,
        clauses,
        {},
        {},
        {},
        [],
        {},
        {},
        {},
        {},
    )


def with_mentions(scene: Scene, mentions: Sequence[Mention]) -> Scene:
    """The same message with other mentions."""
    if len(mentions) == len(scene.mentions) and all(map(is_, mentions, scene.mentions)):
        return scene
    return replace(
        scene,
        mentions=mentions,
        owner=_owners(mentions),
        governors={},
        cues={},
        keys={},
        wholes={},
        masks=[],
        lives={},
    )


def _owners(mentions: Sequence[Mention]) -> Mapping[int, int]:
    return {place: index for index, mention in enumerate(mentions) for place in mention.places}


def _numbered(gaps: Sequence[Break], least: Break) -> tuple[list[int], dict[int, tuple[int, int]]]:
    """The number of each place's stretch between such gaps, and the first and last place of each stretch."""
    numbers: list[int] = []
    extents = {-1: (0, -1)}
    firsts = [place for place, gap in enumerate(gaps) if gap >= least]
    for first, following in pairwise([*firsts, len(gaps)]):
        number = len(extents)
        extents[number] = first, following - 1
        numbers += [number] * (following - first)
    return numbers, extents


def modified_by(scene: Scene, place: int) -> int:
    """The place of the word that governs what stands at `place`, past articles, numbers and adjectives.

    -1 where a comma, full stop or the beginning comes first.
    """
    known = scene.governors.get(place)
    if known is None:
        known = scene.governors[place] = _modified_by(scene, place)
    return known


def _modified_by(scene: Scene, place: int) -> int:
    while place > 0:
        if scene.gaps[place] is not Break.NONE:
            return -1
        place -= 1
        if place in scene.owner:
            return place
        text = scene.line[place]
        skipped = text in es.DETERMINERS_BUT_CONTRACTIONS or text in es.QUALIFIERS
        if not (skipped or scene.words[place].number is not None):
            return place
    return -1


def sentence_texts(scene: Scene, place: int) -> frozenset[str]:
    """The words of the sentence around `place`."""
    number = scene.sentences[place]
    known = scene.texts.get(number)
    if known is None:
        first, last = scene.extents[number]
        known = scene.texts[number] = frozenset(scene.line[first : last + 1])
    return known


def is_question(scene: Scene, place: int) -> bool:
    """Whether a question mark follows in the sentence."""
    last = scene.extents[scene.sentences[place]][1]
    return any(word.asked for word in scene.words[place : last + 1])
