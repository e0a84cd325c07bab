"""What a client names only in passing: tests that `es/judgements.tsv` asks for by name.

The rules are those of docs/labelling-guide.md, section 1.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from domain.matching.judgements import Point, Test
from domain.matching.kinds import is_of_no_request
from domain.matching.language import es, sayings
from domain.matching.mentions import Status
from domain.matching.scene import modified_by, sentence_texts
from domain.matching.text import Break

_MIN_FIGURES = 3
# So many parts in a row are a list of what is to be done.
_MIN_LISTED = 3
_LETTERS = 3


def _is_placed_on(at: Point) -> bool:
    """ "retrovisores al manillar", "portamatrículas a la rueda"; not "del guardabarros a la luz"."""
    placed = at.scene.mentions[at.scene.owner[modified_by(at.scene, at.m) - 1]]
    return at.scene.line[modified_by(at.scene, placed.start)] not in es.OF


def _is_brand_of_other(at: Point) -> bool:
    """ "manillar con elevadores SW-Motech": a brand right after a word that is part of another mention;
    "boiler Truma": a maker of many things right after one that is no part."""
    targets = at.mention.targets
    if len(targets) > 1 and at.scene.line[at.m - 1] in es.OFF_CATALOGUE_NOUNS:
        return True
    return any(
        at.m - 1 in other.places and not other.weak and set(other.targets).isdisjoint(targets)
        for other in at.scene.mentions
    )


def _is_purpose(at: Point) -> bool:
    """ "un Duocontrol para que cambie de botella": what comes after "para que" says what it is good for."""
    between = at.scene.line[at.scene.mentions[at.index - 1].end + 1 : at.m]
    return not sayings.SO_THAT.isdisjoint(pairwise(between)) and es.ALSO_WORDS.isdisjoint(between)


def _is_of_relative(at: Point) -> bool:
    """ "una nevera que va con la batería": the clause describes the part before it."""
    opening = at.scene.mentions[at.index - 1].end + 1
    return at.index > 0 and at.scene.line[opening] in es.THAT and at.scene.gaps[opening] is Break.NONE


def _named_before(at: Point) -> bool:
    """Whether a part is named earlier in the sentence, and not only in passing."""
    return any(
        status is not Status.ASIDE and at.scene.same_sentence(before.end, at.m)
        for before, status in zip(at.scene.mentions[: at.index], at.earlier, strict=False)
    )


def _is_complement(at: Point) -> bool:
    """Whether "de X" only says whose or where something is: "piñas del manillar", "tapón del depósito"."""
    scene, head = at.scene, at.a
    if scene.line[head] in es.PLACE_ADVERBS and head not in scene.owner:
        # "detrás del asiento"
        return True
    while scene.line[head] in es.QUALIFIERS and head not in scene.owner:
        if scene.line[head] in es.PLACE_NOUNS:
            return True
        head -= 1
    if scene.gaps[head + 1] is not Break.NONE:
        return False
    owner = scene.owner.get(head)
    if owner is not None:
        # "luces de largo alcance": both name the same part.
        return set(scene.mentions[owner].targets).isdisjoint(at.mention.targets)
    text = scene.line[head]
    if text in es.PLACE_NOUNS and scene.line[head - 1] not in es.TO:
        # "el cambio de sitio del clausor" moves it.
        return text not in es.SITE
    return text in es.UPKEEP_NOUNS or text in es.SHOPS or _is_thing(at, head)


def _shares_words(at: Point) -> bool:
    """Whether an earlier mention speaks of the same part: "faros, unos de largo alcance"."""
    targets = set(at.mention.targets)
    own = {at.scene.words[place].single for place in at.mention.places}
    return any(
        targets & set(other.targets) or own & at.scene.own_words.get(other.targets[0], frozenset())
        for other in at.scene.mentions[: at.index]
    )


def _is_thing(at: Point, place: int) -> bool:
    """Whether a noun of its own stands at `place`: neither everyday Spanish, nor a number, nor a word that
    belongs to the part ("luces de largo alcance")."""
    word = at.scene.words[place]
    if any(word.single in at.scene.own_words.get(target, ()) for target in at.mention.targets):
        return False
    if at.scene.line[place - 1] in es.PRONOUNS or word.text in es.VEHICLE_MAKES:
        # "pasar la Hymer de 3500 a 3850"
        return False
    return word.text in es.EVERYDAY_THINGS or (not word.known and len(word.text) > _LETTERS)


def _is_everyday(at: Point) -> bool:
    """Whether the word belongs to a fixed phrase of everyday speech: "hace mucho aire", "luz verde"."""
    if len(at.mention.places) != 1:
        return False
    place = at.mention.places[0]
    line = at.scene.line
    return any(
        all(
            line[place - offset + step] == word or (word == "#" and line[place - offset + step].isdecimal())
            for step, word in enumerate(phrase)
        )
        for phrase, offset in _everyday_phrases().get(line[place], ())
    )


@cache
def _everyday_phrases() -> Mapping[str, Sequence[tuple[Sequence[str], int]]]:
    """The phrases of everyday speech by each of their words, with that word's place in them."""
    found: dict[str, list[tuple[Sequence[str], int]]] = defaultdict(list)
    for phrase in sayings.EVERYDAY_PHRASES:
        for offset, text in enumerate(phrase):
            found[text].append((phrase, offset))
    return found


def _is_data_sheet(at: Point) -> bool:
    """ "MMTA 3500, tara 2910, largo 6,99": at least three of the vehicle's figures."""
    line = at.scene.line
    figures = {
        text
        for place, text in enumerate(line)
        if text in es.FIGURES and {line[place - 1][:1], line[place + 1][:1]} & es.DIGITS
    }
    return len(figures) >= _MIN_FIGURES


def _is_listed_apart(at: Point) -> bool:
    """Whether a list of parts stands in a sentence that speaks of no picture."""
    said = [sentence_texts(at.scene, mention.start) for mention in at.scene.mentions]
    return sum(map(es.PICTURES.isdisjoint, said)) >= _MIN_LISTED


TESTS: Final[Mapping[str, Test]] = {
    "after_an_aside": lambda at: at.index > 0 and at.earlier[at.index - 1] is Status.ASIDE,
    "brand_of_other": _is_brand_of_other,
    "complement": _is_complement,
    "data_sheet": _is_data_sheet,
    "everyday": _is_everyday,
    "listed_apart": _is_listed_apart,
    "no_request": lambda at: is_of_no_request(at.scene),
    "follows_another": lambda at: at.index > 0,
    "named_before": _named_before,
    "of_relative": _is_of_relative,
    "one_noun": lambda at: len(at.mention.places) == 1,
    "one_number": lambda at: sum(at.scene.words[place].number is not None for place in at.mention.places) < 2,
    # "con su botoncito": one piece that comes with the part.
    "one_piece": lambda at: len(at.mention.places) == 1 or not es.IN.isdisjoint(at.scene.line[at.m : at.e]),
    "one_word": lambda at: at.m == at.e,
    "opens_with_noun": lambda at: at.m == at.mention.places[0],
    "placed_on": _is_placed_on,
    "purpose": _is_purpose,
    "shares_words": _shares_words,
    "thing": lambda at: _is_thing(at, at.a),
}
