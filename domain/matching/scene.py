"""A read message with its mentions, and the questions other modules ask about the words around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.matching.language import es
from domain.matching.mentions import Mention
from domain.matching.reading import Word
from domain.matching.text import Break
from domain.matching.vocabulary import Vocabulary

# Sentences run on in chats; only so many words to each side are looked at.
_SENTENCE_REACH = 60


# Places outside a message, to both sides, that may be asked for.
_MARGIN = 96


@dataclass(frozen=True, slots=True)
class Scene:
    """A message with its mentions, and which mention (by index) each word belongs to.

    `line`, `sentences`, `chunks` and `gaps` hold the words, the numbers of their sentence and of their
    stretch between commas, and the break before each, by place. Outside the message stand empty words, -1 and
    the end of a sentence, so that looking beyond either end (by less than `_MARGIN`) needs no care. `said`
    holds all words. `live` and `governors` keep what has been worked out once for the message.
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
    live: list[int]
    governors: dict[int, int]

    def text(self, place: int) -> str:
        """The word at `place`, or "" outside the message."""
        return self.line[place]

    def same_sentence(self, place: int, other: int) -> bool:
        """Whether both places exist and stand in one sentence."""
        return self.sentences[place] == self.sentences[other] >= 0


def set_scene(vocabulary: Vocabulary, words: Sequence[Word], mentions: Sequence[Mention]) -> Scene:
    """The scene of a message."""
    owner = {place: index for index, mention in enumerate(mentions) for place in mention.places}
    texts = [word.text for word in words]
    return Scene(
        words,
        mentions,
        owner,
        vocabulary.own_words,
        texts + [""] * _MARGIN,
        [word.sentence for word in words] + [-1] * _MARGIN,
        [word.chunk for word in words] + [-1] * _MARGIN,
        [word.gap for word in words] + [Break.SENTENCE] * _MARGIN,
        frozenset(texts),
        [],
        {},
    )


def governor(scene: Scene, place: int) -> int:
    """As `modified_by`, worked out once for each place."""
    known = scene.governors.get(place)
    if known is None:
        known = scene.governors[place] = modified_by(scene, place)
    return known


def modified_by(scene: Scene, place: int) -> int:
    """The place of the word that governs what stands at `place`, past articles, numbers and adjectives.

    -1 where a comma, full stop or the beginning comes first.
    """
    while place > 0:
        if scene.words[place].gap is not Break.NONE:
            return -1
        place -= 1
        word = scene.words[place]
        if place in scene.owner:
            return place
        skipped = word.text in es.DETERMINERS_BUT_CONTRACTIONS or word.text in es.QUALIFIERS
        if not (skipped or word.number is not None):
            return place
    return -1


def sentence_texts(scene: Scene, place: int) -> set[str]:
    """The words of the sentence around `place`, as far as `_SENTENCE_REACH` to each side."""
    number = scene.words[place].sentence
    first, last = max(0, place - _SENTENCE_REACH), place + _SENTENCE_REACH + 1
    return {word.text for word in scene.words[first:last] if word.sentence == number}


def is_question(scene: Scene, place: int) -> bool:
    """Whether a question mark ends the sentence."""
    return any(
        scene.words[at].asked
        for at in range(place, min(len(scene.words), place + 40))
        if scene.same_sentence(at, place)
    )
