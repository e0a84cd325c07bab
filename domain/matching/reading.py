"""A message as resolved words: shorthand spelt out, misspelt words corrected, everything keyed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from domain.matching.keys import number_key, plain_forms, sound_key, stem_key
from domain.matching.language import NUMBERS, affixes, es
from domain.matching.sizes import with_sizes_told
from domain.matching.spelling import SOUND_SIMILARITY, Correction, complete, correct
from domain.matching.text import Break, RawWord, words_of
from domain.matching.vocabulary import Vocabulary, language_spelling

MAX_WORDS: Final = 1_200
_MIN_JOINED: Final = 6
_MAX_DIGITS: Final = 4
# Words of which a catalogue remembers what they are.
_MAX_FORMS: Final = 50_000
_MIN_EVERYDAY: Final = 7
_MIN_PLURAL: Final = 4
# The key of both parts of a pair: "los dos".
_BOTH: Final = "@both"
_DIGIT: Final = re.compile(r"\d")
_DOUBLED: Final = re.compile(r"([a-z])\1")
_SENT_BACK: Final = 5
# Two letters off, a long word is more likely another everyday word than the one it resembles.
_MIN_EVERYDAY_SIMILARITY: Final = 0.8


@dataclass(slots=True, eq=False)
class Word:
    """A word as messages have it: one for all of them that have it so.

    `raw` is what was written (folded), `text` what it stands for; `single`, `stem` and `meaning` are the keys
    of one-word phrases, of longer ones, and of what it says in those. `known` says that it is everyday
    Spanish, `number` how many it says, in letters or digits. `similarity` is 1 unless the word was corrected.
    `stands` is that of its form; `anchors`: phrases of the catalogue are found by it. `rows` keeps what it
    says of judgements.
    """

    raw: str
    text: str
    single: str
    stem: str
    meaning: str
    known: bool
    number: int | None
    similarity: float
    stands: bool
    gap: Break
    asked: bool
    is_loose: bool
    anchors: bool
    rows: dict[int, tuple[int, ...]] = field(default_factory=dict)


class Form(NamedTuple):
    """What a written word is wherever it stands, in one catalogue. `stands` says that it is a word as it is
    written, of everyday Spanish or of the catalogue."""

    text: str
    single: str
    stem: str
    meaning: str
    known: bool
    number: int | None
    similarity: float
    stands: bool


def read(vocabulary: Vocabulary, text: str, folded: str | None = None) -> list[Word]:
    """The words of a message, which may be given `folded` too.

    At most `MAX_WORDS`; the cost is linear in the (capped) length.
    """
    raw = words_of(text, folded)[:MAX_WORDS]
    if folded is None or _DIGIT.search(folded) is not None:
        raw = with_sizes_told(raw)
    known = vocabulary.words
    words = [known.get(item) or _word(vocabulary, item) for item in raw]
    loose = [place for place, word in enumerate(words) if word.is_loose]
    return _beside_others(vocabulary, raw, words, loose) if loose else words


def _word(vocabulary: Vocabulary, item: RawWord) -> Word:
    """The word that is written so, worked out once for each catalogue."""
    if len(vocabulary.words) >= _MAX_FORMS:
        vocabulary.words.clear()
    form = vocabulary.forms.get(item.text) or _form(vocabulary, item.text)
    word = vocabulary.words[item] = _as_written(vocabulary, item, form)
    return word


def _as_written(vocabulary: Vocabulary, item: RawWord, form: Form) -> Word:
    text, single, stem, meaning, known, number, similarity, stands = form
    return Word(
        item.written or item.text,
        text,
        single,
        stem,
        meaning,
        known,
        None if item.glued and text.isdecimal() else number,
        similarity,
        stands,
        item.gap,
        item.asked,
        not stands or text in es.SETTLED_BY_OTHERS,
        not vocabulary.phrases.keys.isdisjoint((single, stem, meaning)),
    )


def _beside_others(
    vocabulary: Vocabulary, raw: Sequence[RawWord], words: Sequence[Word], loose: Sequence[int]
) -> list[Word]:
    """The words, those at the `loose` places as the words beside them settle: two that are one, or "dos"."""
    whole: dict[int, Word] = {}
    tried = -1
    for place in loose:
        for first in (place - 1, place):
            if tried < first < len(words) - 1:
                tried = first
                if (word := _joined(vocabulary, raw, words, first)) is not None:
                    whole[first] = word
                    tried = first + 1
    told = [whole.get(place, word) for place, word in enumerate(words) if place - 1 not in whole]
    for place, word in enumerate(told):
        if word.text in es.SETTLED_BY_OTHERS and (key := _key_beside(word, told[:place])) is not None:
            anchors = key in vocabulary.phrases.keys
            told[place] = replace(word, single=key, stem=key, meaning=key, anchors=anchors)
    return told


def _key_beside(word: Word, before: Sequence[Word]) -> str | None:
    """The key of a word where those before it show that it says something else than by itself."""
    if word.text in es.TWO and word.gap is Break.NONE and before and before[-1].text in es.OF_BOTH:
        return _BOTH
    # "me la echaron para atrás" says nothing of where a part is.
    return "" if word.text in es.BACKWARDS and _is_sent_back(before) else None


def _form(vocabulary: Vocabulary, word: str) -> Form:
    """What a word is, worked out once for each catalogue."""
    if len(vocabulary.forms) >= _MAX_FORMS:
        vocabulary.forms.clear()
    stands = word in es.COMMON_WORDS or _is_vocabulary(vocabulary, word)
    form = vocabulary.forms[word] = _made(*_resolve(vocabulary, word), stands=stands)
    return form


def _made(text: str, similarity: float, *, stands: bool) -> Form:
    stem = stem_key(text)
    known = text in es.KNOWN_WORDS or text.isdecimal()
    number = int(text) if text.isdecimal() and len(text) <= _MAX_DIGITS else NUMBERS.get(text)
    meaning = "2" if text in es.TWO and not stem.startswith("@") else stem
    return Form(text, number_key(text), stem, meaning, known, number, similarity, stands)


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


def _joined(vocabulary: Vocabulary, raw: Sequence[RawWord], words: Sequence[Word], place: int) -> Word | None:
    """One catalogue word written as two: "guarda barros", "duo contorl"; one of them may stand for itself."""
    first, second = raw[place], raw[place + 1]
    stands, following = words[place].stands, words[place + 1].stands
    if second.gap is not Break.NONE or (stands and following):
        return None
    form = _form_of_both(vocabulary, first.text, second.text, stand=stands or following)
    if form is None:
        return None
    return _as_written(vocabulary, RawWord(first.text + second.text, first.gap, second.asked), form)


def _form_of_both(vocabulary: Vocabulary, first: str, second: str, *, stand: bool) -> Form | None:
    word = first + second
    shortest = min(len(first), len(second))
    if shortest < 2 or len(word) < _MIN_JOINED or not word.isalpha():
        return None
    if number_key(word) in vocabulary.phrases.single:
        return _made(word, 1.0, stands=True)
    sounding = vocabulary.spelling.by_sound.get(sound_key(word), ())
    same = next((known for known in sounding if number_key(known) in vocabulary.phrases.single), None)
    if same is not None and len(word) >= _MIN_EVERYDAY:
        # "guarda varros"
        return _made(same, SOUND_SIMILARITY, stands=True)
    if stand:
        return None
    found = correct((vocabulary.spelling,), word)
    if found is None or number_key(found.word) not in vocabulary.phrases.single or shortest <= 2:
        return None
    return _made(found.word, found.similarity, stands=True)


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
