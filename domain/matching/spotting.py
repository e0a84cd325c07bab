"""Where the catalogue's phrases stand in a message."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from domain.matching.language import es
from domain.matching.phrases import DEED_KEYS, Phrase, PhraseIndex
from domain.matching.reading import Word
from domain.matching.text import Break

# Words that may stand between the parts of a keyword: "depósito adicional de agua".
MAX_GAP: Final = 3
MAX_REACH: Final = 9
# A deed may stand further from its object.
MAX_DEED_REACH: Final = 12
DEED_BESIDE: Final = 2
# Letters before the digits of a model: "KO2", "F45".
_SHORT_NAME: Final = 3


class Occurrence(NamedTuple):
    """A phrase found at `places` (its nouns; deeds are shared and listed in no place).

    `span` is the first and last place, deeds beside the nouns included.
    """

    phrase: Phrase
    places: tuple[int, ...]
    gap: int
    similarity: float
    span: tuple[int, int]

    @property
    def rank(self) -> tuple[float, int, float]:
        """Longer before shorter, tighter before looser, exact before corrected."""
        denies = _says_no(self.phrase.keys)
        # A deed says less than a noun: "homologar la suspensión neumática" is not any change of suspension.
        shared = len(self.phrase.keys) - len(self.places)
        return (-len(self.phrase.keys) + shared / 2 - denies / 2, self.gap, -self.similarity)


# By place; those of one stretch share theirs.
Chunks = Sequence[Mapping[str, Sequence[int]]]


def chunk_places(words: Sequence[Word]) -> Chunks:
    """The places of each key in the stretch between commas around each word."""
    chunks: list[dict[str, list[int]]] = []
    here = dict[str, list[int]]()
    for place, word in enumerate(words):
        if word.gap:
            here = {}
        chunks.append(here)
        if word.meaning in here:
            here[word.meaning].append(place)
        else:
            here[word.meaning] = [place]
    return chunks


def spot(
    index: PhraseIndex,
    words: Sequence[Word],
    places: Iterable[int] | None = None,
    chunks: Chunks | None = None,
) -> list[Occurrence]:
    """All occurrences whose anchor stands at one of `places` (by default anywhere).

    Whoever asks several times of one message passes its `chunk_places`.
    """
    found: list[Occurrence] = []
    single, multi = index.single, index.multi
    for place in range(len(words)) if places is None else places:
        word = words[place]
        if word.single in single:
            found += _named(single[word.single], word.single, place, words)
        if word.stem in single and word.stem != word.single and word.stem.startswith("@"):
            found += _named(single[word.stem], word.stem, place, words)
        if word.meaning in multi:
            if chunks is None:
                chunks = chunk_places(words)
            near = chunks[place]
            for phrase in multi[word.meaning]:
                for key in phrase.keys:
                    if key not in near:
                        break
                else:
                    occurrence = _assemble(phrase, place, words, near)
                    if occurrence is not None:
                        found.append(occurrence)
    return found


def _named(phrases: Iterable[Phrase], key: str, place: int, words: Sequence[Word]) -> Iterator[Occurrence]:
    """The phrases of one word that the word at a place is."""
    word = words[place]
    for phrase in phrases:
        # "mando las fotos" is not "mandos": an everyday word must be the keyword itself.
        meant = not word.known or word.text in phrase.words or key.startswith("@")
        if meant and (not phrase.led or _is_led(words, place)):
            yield Occurrence(phrase, (place,), 0, word.similarity, (place, place))


def select(occurrences: Iterable[Occurrence], taken: set[int]) -> Iterator[list[Occurrence]]:
    """Groups of equally good occurrences at the same places, best first, none over words already taken.

    Adds the places it uses to `taken`.
    """
    listed = list(occurrences)
    if len(listed) == 1 and taken.isdisjoint(listed[0].places):
        taken.update(listed[0].places)
        yield listed
        return
    groups: dict[tuple[tuple[float, int, float], tuple[int, ...]], list[Occurrence]] = {}
    for occurrence in listed:
        groups.setdefault((occurrence.rank, occurrence.places), []).append(occurrence)
    for key in sorted(groups):
        if taken.isdisjoint(key[1]):
            taken.update(key[1])
            yield groups[key]


def _assemble(
    phrase: Phrase, anchor: int, words: Sequence[Word], chunk: Mapping[str, Sequence[int]]
) -> Occurrence | None:
    """The phrase around one of its words, where all the others stand near and nothing speaks against it."""
    gathered = _gather(phrase, anchor, words, chunk)
    if gathered is None:
        return None
    places, deeds = gathered
    if _is_misfit(phrase, places, deeds, words):
        return None
    gap = 0
    if places[-1] - places[0] >= len(places):
        for at in range(places[0] + 1, places[-1]):
            if at not in places and at not in deeds:
                text = words[at].text
                gap += text not in es.FILLERS and text not in es.DETERMINERS
    if gap:
        if _is_torn(phrase, places, words) or _is_place_of_other(phrase, places, words):
            return None
        if all(word.isdecimal() for word in phrase.words):
            gap //= 2
        # "sin aumento de MMR" is not "sin MMR".
        if gap > (0 if _says_no(phrase.keys) else MAX_GAP):
            return None
    similarity = min([words[place].similarity for place in (*places, *deeds)])
    beside = [deed for deed in deeds if places[0] - DEED_BESIDE <= deed <= places[-1] + 1]
    span = (min([places[0], *beside]), max([places[-1], *beside]))
    return Occurrence(phrase, tuple(places), gap, similarity, span)


@lru_cache(maxsize=16384)
def _says_no(keys: tuple[str, ...]) -> bool:
    """Whether one of the keys denies: "sin aumento"."""
    return not es.POLARITY.isdisjoint(keys)


def _gather(
    phrase: Phrase, anchor: int, words: Sequence[Word], chunk: Mapping[str, Sequence[int]]
) -> tuple[list[int], list[int]] | None:
    """The places of a phrase's nouns, in order, and of its deeds; None where one is missing."""
    places, deeds = [anchor], list[int]()
    anchor_key = words[anchor].meaning
    says_no = _says_no(phrase.keys)
    for key in phrase.keys:
        if key == anchor_key:
            continue
        # Deeds are shared by what they are done to, but "sin aumento" is one thing.
        deed = key in DEED_KEYS and not says_no
        reach = MAX_DEED_REACH if deed else MAX_REACH
        # "no" and "sin" stand before what they deny, other words rather after.
        leads = key in es.POLARITY
        nearest: tuple[int, bool, int] | None = None
        for place in chunk.get(key, ()):
            if abs(place - anchor) > reach or place in places or place in deeds:
                continue
            if deed or abs(place - anchor) == 1 or not _is_barred(words, place, anchor, phrase):
                here = (abs(place - anchor), (place < anchor) != leads, place)
                nearest = here if nearest is None else min(nearest, here)
        if nearest is None:
            return None
        (deeds if deed else places).append(nearest[2])
    return sorted(places), deeds


def _is_misfit(phrase: Phrase, places: Sequence[int], deeds: Sequence[int], words: Sequence[Word]) -> bool:
    """What speaks against a phrase whose words all stand near each other."""
    if deeds and (
        # With a single noun gender counts: "homologar la neumática" changes no "neumático".
        (len(places) == 1 and words[places[0]].single not in phrase.singles)
        or any(_is_state(words, deed) or not _governs(deed, places, words, phrase) for deed in deeds)
    ):
        return True
    return (
        _is_counted_apart(places, words)
        or _is_out_of_order(phrase, places, deeds, words)
        or (phrase.sole != "" and _is_another_noun(phrase, places, words))
        or any(_says_something_else(phrase, place, places, words) for place in places)
    )


def _is_state(words: Sequence[Word], deed: int) -> bool:
    """ "dar de baja la moto" lowers nothing."""
    return words[deed].text in es.LOWERED_STATE and words[deed - 1].text in es.OF_ALONE


def _is_out_of_order(
    phrase: Phrase, places: Sequence[int], deeds: Sequence[int], words: Sequence[Word]
) -> bool:
    """ "laterales de la moto" is not "la moto, en un lateral"; "furgo a camper" is not "mi furgo camper"."""
    headless = phrase.head and not deeds and places[0] != _first_place(phrase.head, places, words)
    return bool(headless or (phrase.link and not _is_linked(phrase.link, places, words)))


def _is_another_noun(phrase: Phrase, places: Sequence[int], words: Sequence[Word]) -> bool:
    """ "camara atras" is no "cama de atras", whatever stem they share."""
    return not any(
        words[place].single == phrase.sole and (not words[place].known or words[place].text in phrase.words)
        for place in places
    )


def _says_something_else(phrase: Phrase, place: int, places: Sequence[int], words: Sequence[Word]) -> bool:
    """ "los dos fuelles del eje" are not "los dos ejes", "bajo el manillar" is no low handlebar, "detrás del
    asiento" is no "asiento trasero", "rellenar la bombona" is no "bombona rellenable"."""
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else None
    other = following is not None and place + 1 not in places and not following.known
    if other and place != places[-1] and word.number is not None and word.text not in es.DETERMINERS:
        return True
    if (word.number is not None or word.text in es.NO_ADJECTIVES) and _is_no_adjective(
        words, place, places, phrase
    ):
        return True
    if word.text in es.BEHIND_OR_BEFORE and word.text not in phrase.words:
        return following is not None and following.text in es.OF
    return word.text in es.UPKEEP_VERBS and word.single not in phrase.singles


def _is_counted_apart(places: Sequence[int], words: Sequence[Word]) -> bool:
    """ "Cuatro ventanas y una puerta" are two things, each with a number of its own."""
    return any(
        words[place - 1].number is not None
        and place - 1 not in places
        and words[place].number is None
        and words[place - 2].text in es.AND
        and place - 2 > places[0]
        for place in places[1:]
    )


def _is_place_of_other(phrase: Phrase, places: Sequence[int], words: Sequence[Word]) -> bool:
    """ "Placa solar con inversor bajo el asiento": where another thing than the panel's regulator is."""
    if es.PANELS.isdisjoint(phrase.words) or es.PANEL_PLACES.isdisjoint(phrase.words):
        return False
    between = {words[at].text for at in range(places[0], places[-1]) if at not in places}
    return not between <= es.LEADING_TO_PLACES and es.REGULATORS.isdisjoint(between)


def _is_torn(phrase: Phrase, places: Sequence[int], words: Sequence[Word]) -> bool:
    """Whether words that only stand together are parted: "a la Z900 unos retros de manillar" names no Z bar,
    "AL-KO Air Premium X2" no KO2 tyre, "las plazas se quedan en 4" no fourth seat."""
    if any(len(words[place].text) == 1 and words[place].text.isalpha() for place in places):
        return True
    numbered = len(phrase.words) == 2 and any(word.isdecimal() for word in phrase.words)
    return numbered and any(len(word) <= _SHORT_NAME for word in phrase.words if word.isalpha())


def _is_linked(key: str, places: Sequence[int], words: Sequence[Word]) -> bool:
    at = _first_place(key, places, words) - 1
    while at >= 0 and words[at].text in es.LINK_FILLING:
        at -= 1
    return at >= 0 and words[at].text in es.LINKS


def _is_no_adjective(words: Sequence[Word], place: int, places: Sequence[int], phrase: Phrase) -> bool:
    """Whether what may describe a noun stands for itself here: a number behind it ("las plazas en 4" are no
    "4 plazas"), a preposition, or the vehicle."""
    word, before = words[place], words[place - 1].text
    if word.number is not None:
        numbers = sum(word.isdecimal() for word in phrase.words)
        return place == places[-1] and numbers == 1 and before in es.IN
    if word.text in es.WITH:
        # "manteniendo la MMR con un brazo" is not "con MMR"
        return phrase.words[0] in es.WITH and place == places[-1]
    if word.text in es.ONLY:
        # "solo hago el sillín" makes no single seat of it.
        apart = place + 1 < len(words) and words[place + 1].single not in phrase.singles
        return apart and phrase.words[-1] in es.ONLY and place == min(places)
    if word.text in es.LOW:
        leads = place + 1 < len(words) and words[place + 1].text in es.DETERMINERS
        return leads and phrase.words[-1] in es.LOW
    if word.text not in es.VEHICLE_WORDS or place < 2 or word.text not in phrase.words:
        return False
    at = phrase.words.index(word.text)
    led = words[place - 2].text in es.TO_OR_IN and before in es.DETERMINERS
    return led and (at == 0 or phrase.words[at - 1] not in es.DETERMINERS)


def _is_led(words: Sequence[Word], place: int) -> bool:
    """Whether a preposition leads to the noun: "en la horquilla", not "la horquilla"."""
    at = place - 1
    while at > 0 and words[at].text in es.DETERMINERS_BUT_CONTRACTIONS and words[at + 1].gap is Break.NONE:
        at -= 1
    return at >= 0 and words[at].text in es.PREPOSITIONS and words[at + 1].gap is Break.NONE


def _first_place(key: str, places: Sequence[int], words: Sequence[Word]) -> int:
    return next((place for place in places if words[place].meaning == key), -1)


def _is_barred(words: Sequence[Word], place: int, other: int, phrase: Phrase) -> bool:
    low, high = (place, other) if place < other else (other, place)
    between = [words[at].text for at in range(low + 1, high)]
    # "cierres nuevos en las puertas" has no new doors.
    for at, text in enumerate(between[:-1]):
        if text in es.SPOTTING_PRONOUNS and between[at + 1] in es.CLITICS:
            # "el asiento me lo guardo para otra moto"
            return True
    barriers = es.BARRIERS_OR_IN if words[low].single in es.NEWNESS else es.BARRIERS
    if barriers.isdisjoint(between) or all(word.isdecimal() for word in phrase.words):
        # "lleva un 160 y quiero un 180"
        return False
    return any(text in barriers and text not in phrase.words for text in between)


def _governs(deed: int, nouns: Sequence[int], words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether the nouns are what is done: "he metido un motor" yes, "un snorkel para el motor" no."""
    following = [place for place in nouns if place > deed]
    if not following:
        return deed - nouns[-1] <= 3
    place = following[0] - 1
    while place > deed and (
        words[place].text in es.DETERMINERS_BUT_CONTRACTIONS
        or words[place].text in es.QUALIFIERS
        or words[place].number is not None
    ):
        if words[place].text in es.LOW and words[place + 1].text in es.DETERMINERS:
            # "corta bajo el colín": a preposition.
            return False
        place -= 1
    if place <= deed:
        return True
    text = words[place].text
    if text in es.OF:
        return place - 1 <= deed
    return text in es.AND_WORDS or text in phrase.words
