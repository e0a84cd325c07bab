"""A message as resolved words: shorthand spelt out, misspelt words corrected, everything keyed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.matching.keys import number_key, plain_forms, sound_key, stem_key
from domain.matching.language import NUMBERS, affixes, es
from domain.matching.sizes import with_sizes_told
from domain.matching.spelling import SOUND_SIMILARITY, Correction, complete, correct
from domain.matching.text import Break, RawWord, words_of
from domain.matching.vocabulary import Vocabulary, language_spelling

MAX_WORDS: Final = 1_200
_MIN_JOINED: Final = 6
_MIN_EVERYDAY: Final = 7
_MIN_PLURAL: Final = 4
_DOUBLED: Final = re.compile(r"([a-z])\1")
_SENT_BACK: Final = 5
# Two letters off, a long word is more likely another everyday word than the one it resembles.
_MIN_EVERYDAY_SIMILARITY: Final = 0.8


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the message.

    `raw` is what was written (folded), `text` what it stands for; `single` and `stem` are the keys of
    one-word and longer phrases. `known` says that it is everyday Spanish. `sentence` and `chunk` number the
    stretches between full stops and between commas. `similarity` is 1 unless the word was corrected.
    """

    raw: str
    text: str
    single: str
    stem: str
    known: bool
    gap: Break
    asked: bool
    sentence: int
    chunk: int
    similarity: float = 1.0
    glued: bool = False

    @property
    def number(self) -> int | None:
        """The value of a number word or of a whole number in digits."""
        if self.text.isdecimal() and len(self.text) <= 4:
            return None if self.glued else int(self.text)
        return NUMBERS.get(self.text)


def read(vocabulary: Vocabulary, text: str) -> list[Word]:
    """The words of a message. At most `MAX_WORDS`; the cost is linear in the (capped) length."""
    raw = with_sizes_told(words_of(text)[:MAX_WORDS])
    words: list[Word] = []
    sentence = chunk = 0
    place = 0
    while place < len(raw):
        item = raw[place]
        if item.gap is Break.SENTENCE:
            sentence += 1
        if item.gap is not Break.NONE:
            chunk += 1
        following = raw[place + 1] if place + 1 < len(raw) else None
        joined = _joined(vocabulary, item, following)
        if joined is not None and following is not None:
            shown = item.text + following.text
            words.append(
                _word(shown, joined.word, item.gap, following.asked, sentence, chunk, joined.similarity)
            )
            place += 2
            continue
        resolved, similarity = _resolve(vocabulary, item.text)
        word = _word(item.written or item.text, resolved, item.gap, item.asked, sentence, chunk, similarity)
        if item.glued:
            word = replace(word, glued=True)
        if resolved in es.BACKWARDS and _is_sent_back(words):
            # "me la echaron para atrás" says nothing of where a part is.
            word = replace(word, single="", stem="")
        if resolved in es.TWO and words and words[-1].text in es.PLURAL_ARTICLES and item.gap is Break.NONE:
            word = replace(word, single="@both", stem="@both")
        words.append(word)
        place += 1
    return words


def _is_sent_back(words: Sequence[Word]) -> bool:
    near = [word.text for word in words[-_SENT_BACK:]]
    if near and near[-1] in es.GEAR:
        # A camera for driving backwards.
        return True
    return bool(near) and near[-1] in es.FOR and any(text.startswith(affixes.SENT_BACK) for text in near)


def _is_everyday_plural(word: str) -> bool:
    """ "comodas", of the everyday "comoda"."""
    return (
        len(word) > _MIN_PLURAL
        and word.endswith("s")
        and not {word[:-1], word[:-2]}.isdisjoint(es.COMMON_WORDS)
    )


def _word(raw: str, text: str, gap: Break, asked: bool, sentence: int, chunk: int, similarity: float) -> Word:
    known = text in es.KNOWN_WORDS or text.isdecimal()
    return Word(raw, text, number_key(text), stem_key(text), known, gap, asked, sentence, chunk, similarity)


def _is_vocabulary(vocabulary: Vocabulary, word: str) -> bool:
    return number_key(word) in vocabulary.phrases.single or stem_key(word) in vocabulary.stems


def _is_misspelt(vocabulary: Vocabulary, word: str, found: Correction) -> bool:
    """Whether a word that is a keyword's by its stem is rather one of its words misspelt: "malets", "redas".

    "neumatica" is no "neumatico": a word of the other gender stays what it is.
    """
    if found.similarity >= SOUND_SIMILARITY:
        return stem_key(found.word) != stem_key(word)
    plain = word.removesuffix("s")
    gendered = plain[:-1] == found.word.removesuffix("s")[:-1] and plain.endswith(affixes.GENDERS)
    return not gendered and number_key(found.word) in vocabulary.phrases.single


def _undoubled(vocabulary: Vocabulary, word: str) -> str | None:
    """The catalogue's word of which a letter has been typed twice: "gass"."""
    plain = _DOUBLED.sub(r"\1", word)
    return plain if plain != word and _is_vocabulary(vocabulary, plain) else None


def _unglued(vocabulary: Vocabulary, word: str) -> str | None:
    """The part's name of a word to which its article sticks: "elfaro", "lamatricula"."""
    for article in affixes.STICKING:
        rest = word.removeprefix(article)
        if rest != word and len(rest) >= _MIN_PLURAL and _names_a_part(vocabulary, rest):
            return rest
    return None


def _rightly_spelt(vocabulary: Vocabulary, word: str) -> str:
    """A misspelling that the catalogue itself lists is read as the word it stands for: "orquilla"."""
    if _names_a_part(vocabulary, word):
        return word
    known = vocabulary.spelling.by_sound.get(sound_key(word), ())
    return next((other for other in known if other != word and _names_a_part(vocabulary, other)), word)


def _names_a_part(vocabulary: Vocabulary, word: str) -> bool:
    return any(not phrase.weak for phrase in vocabulary.phrases.single.get(number_key(word), ()))


def _joined(vocabulary: Vocabulary, item: RawWord, following: RawWord | None) -> Correction | None:
    """One catalogue word written as two: "guarda barros", "duo contorl"."""
    if following is None or following.gap is not Break.NONE:
        return None
    word = item.text + following.text
    if len(word) < _MIN_JOINED or not word.isalpha() or min(len(item.text), len(following.text)) < 2:
        return None
    apart = [
        part.text in es.COMMON_WORDS or _is_vocabulary(vocabulary, part.text) for part in (item, following)
    ]
    if number_key(word) in vocabulary.phrases.single and not all(apart):
        return Correction(word, 1.0)
    sounding = vocabulary.spelling.by_sound.get(sound_key(word), ())
    same = next((known for known in sounding if number_key(known) in vocabulary.phrases.single), None)
    if same is not None and not all(apart) and len(word) >= _MIN_EVERYDAY:
        # "guarda varros"
        return Correction(same, SOUND_SIMILARITY)
    if any(apart):
        return None
    found = correct((vocabulary.spelling,), word)
    if found is None or number_key(found.word) not in vocabulary.phrases.single:
        return None
    return found if len(item.text) > 2 and len(following.text) > 2 else None


def _resolve(vocabulary: Vocabulary, word: str) -> tuple[str, float]:
    if not word.isalpha() or word in es.RIGHT_WORDS:
        return word, 1.0
    if number_key(word) in vocabulary.phrases.single:
        return _rightly_spelt(vocabulary, word), 1.0
    if _is_everyday_plural(word) and not _is_vocabulary(vocabulary, word):
        return word, 1.0
    if word.endswith(affixes.DOUBLED_PLURAL) and _is_vocabulary(vocabulary, word[:-1]):
        # "intermitentess"
        return word[:-1], 1.0
    spelt = word.replace("x", "ch")
    if spelt != word and (spelt in es.COMMON_WORDS or number_key(spelt) in vocabulary.phrases.single):
        # "duxa", "anxos"
        return spelt, 1.0
    if word.endswith("ao") and len(word) > 4:
        participle = word[:-1] + "do"
        if participle in es.COMMON_WORDS or _is_vocabulary(vocabulary, participle):
            return participle, 1.0
    forms = () if stem_key(word) in vocabulary.stems else plain_forms(word)
    plain = next((form for form in forms if _names_a_part(vocabulary, form)), None)
    plain = plain or next(
        (form for form in forms if form in es.COMMON_WORDS or stem_key(form) in vocabulary.stems), None
    )
    if plain is not None:
        return plain, 1.0
    common, forms_of_verbs = language_spelling()
    found = correct((common, vocabulary.spelling, forms_of_verbs), word)
    found = found or complete(vocabulary.spelling, word)
    if found is None and (plain_word := _undoubled(vocabulary, word) or _unglued(vocabulary, word)):
        return plain_word, SOUND_SIMILARITY
    if found is None or (_is_vocabulary(vocabulary, word) and not _is_misspelt(vocabulary, word, found)):
        return word, 1.0
    return (word, 1.0) if _is_too_far(vocabulary, word, found) else (found.word, found.similarity)


def _is_too_far(vocabulary: Vocabulary, word: str, found: Correction) -> bool:
    """Whether a word only resembles an everyday one: a short one is neither that word nor a part."""
    tells = found.word in es.TELLING_WORDS or stem_key(found.word) in vocabulary.stems
    if found.word not in es.COMMON_WORDS or found.similarity >= SOUND_SIMILARITY or tells:
        return False
    short = len(word) < _MIN_EVERYDAY and not _names_a_part(vocabulary, found.word)
    return short or found.similarity < _MIN_EVERYDAY_SIMILARITY
