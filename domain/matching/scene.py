"""A read message with its mentions, and the questions other modules ask about the words around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import is_
from typing import Any

from domain.matching.language import es
from domain.matching.mentions import Mention
from domain.matching.reading import Word
from domain.matching.text import Break
from domain.matching.vocabulary import Vocabulary

# Places outside a message, to both sides, that may be asked for.
_MARGIN = 96


@dataclass(frozen=True, slots=True)
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
    sentences = [word.sentence for word in words]
    chunks = [word.chunk for word in words]
    return Scene(
        words,
        mentions,
        _owners(mentions),
        vocabulary.own_words,
        texts + [""] * _MARGIN,
        sentences + [-1] * _MARGIN,
        chunks + [-1] * _MARGIN,
        [word.gap for word in words] + [Break.SENTENCE] * _MARGIN,
        frozenset(texts),
        [place for place, word in enumerate(words) if word.number is not None and word.number > 1],
        _extents(sentences),
        _extents(chunks),
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


def _extents(numbers: Sequence[int]) -> Mapping[int, tuple[int, int]]:
    """The first and last place of each stretch, by its number; none of what is outside."""
    last = dict(zip(numbers, range(len(numbers)), strict=True))
    first = dict(zip(reversed(numbers), reversed(range(len(numbers))), strict=True))
    return {-1: (0, -1)} | {number: (first[number], last[number]) for number in last}


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
