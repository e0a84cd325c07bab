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
from domain.matching.language import affixes, es, sayings
from domain.matching.mentions import Mention, Status
from domain.matching.scene import Scene, modified_by, sentence_texts
from domain.matching.text import Break

_LOOK_BACK = 14
_MIN_FIGURES = 3
# So many parts in a row are a list of what is to be done.
_MIN_LISTED = 3


def _is_placed_on(at: Point) -> bool:
    """ "retrovisores al manillar", "portamatrículas a la rueda"; not "del guardabarros a la luz"."""
    placed = at.scene.mentions[at.scene.owner[modified_by(at.scene, at.m) - 1]]
    return at.scene.line[modified_by(at.scene, placed.start)] not in es.OF


def _is_bare_singular(at: Point) -> bool:
    """One noun in the singular: "con interruptor"."""
    only = len(at.mention.places) == 1 and not at.mention.weak
    return only and not at.scene.line[at.m].endswith(affixes.PLURAL_S)


def _is_one_piece(at: Point) -> bool:
    """ "con su botoncito": one piece that comes with the part."""
    return len(at.mention.places) == 1 or not es.IN.isdisjoint(at.scene.line[at.m : at.e])


def _is_brand_of_other(scene: Scene, index: int) -> bool:
    """ "manillar con elevadores SW-Motech": a brand right after a word that is part of another mention."""
    mention = scene.mentions[index]
    beside = mention.start - 1
    if beside < 0 or scene.words[mention.start].gap is not Break.NONE:
        return False
    if len(mention.targets) > 1 and scene.line[beside] in es.OFF_CATALOGUE_NOUNS:
        # "boiler Truma"
        return True
    return any(
        beside in other.places and not other.weak and set(other.targets).isdisjoint(mention.targets)
        for number, other in enumerate(scene.mentions)
        if number != index
    )


def _is_maker_of_other(at: Point) -> bool:
    """ "boiler Truma": a maker of many things right after one that is no part."""
    scene, mention = at.scene, at.mention
    beside = scene.words[mention.start].gap is Break.NONE and mention.start - 1 not in scene.owner
    return len(mention.targets) > 1 and beside and scene.line[mention.start - 1] in es.OFF_CATALOGUE_NOUNS


def _is_sited(scene: Scene, index: int, before: bool, earlier: Sequence[Status]) -> bool:
    """ "una batería bajo la cama", "una ventana entre la cama y el armario"."""
    at = scene.mentions[index].start - 1
    while scene.line[at] in es.DETERMINERS:
        at -= 1
    text = scene.line[at]
    if text in es.PLACE_PREPOSITIONS:
        return before or scene.line[at - 1] in es.REQUEST_WORDS
    if text not in es.AND or not index or earlier[index - 1] is not Status.ASIDE:
        return False
    other = scene.mentions[index - 1]
    return other.end == at - 1 and not es.BETWEEN_WORD.isdisjoint(
        {scene.line[other.start - 1], scene.line[other.start - 2]}
    )


def _is_purpose(scene: Scene, index: int) -> bool:
    """ "un Duocontrol para que cambie de botella": what comes after "para que" says what it is good for."""
    mention, other = scene.mentions[index], scene.mentions[index - 1]
    if scene.chunks[mention.start] != scene.chunks[other.end]:
        return False
    between = [scene.line[place] for place in range(other.end + 1, mention.start)]
    purpose = not sayings.SO_THAT.isdisjoint(pairwise(between))
    return purpose and not set(between) & es.ALSO_WORDS


def _is_of_relative(scene: Scene, index: int, previous: int) -> bool:
    """ "una nevera que va con la batería": the clause describes the part before it."""
    if not index or scene.line[previous] not in es.PREPOSITIONS_BUT_WITHOUT:
        return False
    opening = scene.mentions[index - 1].end + 1
    return scene.line[opening] in es.THAT and scene.words[opening].gap is Break.NONE and opening < previous


def _is_requirement_asked(at: Point) -> bool:
    """ "¿qué pide industria para X?": whether a question follows."""
    last = at.scene.extents[at.scene.sentences[at.m]][1]
    return any(word.asked for word in at.scene.words[at.e : min(at.e + _LOOK_BACK, last + 1)])


def _is_beside_an_aside(at: Point) -> bool:
    """Whether the part before this one, with "y de" between them, is named in passing too."""
    if not at.index:
        return False
    before = at.scene.mentions[at.index - 1]
    return before.end == modified_by(at.scene, at.m) - 2 and at.earlier[at.index - 1] is Status.ASIDE


def _named_before(at: Point) -> bool:
    """Whether a part is named earlier in the sentence, and not only in passing."""
    for number in range(at.index - 1, -1, -1):
        if not at.scene.same_sentence(at.scene.mentions[number].end, at.m):
            return False
        if at.earlier[number] is not Status.ASIDE:
            return True
    return False


def _is_complement(scene: Scene, head: int, index: int) -> bool:
    """Whether "de X" only says whose or where something is: "piñas del manillar", "tapón del depósito"."""
    if scene.line[head] in es.PLACE_ADVERBS and head not in scene.owner:
        # "detrás del asiento"
        return True
    while head > 0 and scene.line[head] in es.QUALIFIERS and head not in scene.owner:
        if scene.line[head] in es.PLACE_NOUNS and scene.line[head - 1] in es.DETERMINERS:
            return True
        head -= 1
    if head < 0 or scene.words[head + 1].gap is not Break.NONE:
        return False
    owner = scene.owner.get(head)
    if owner is not None:
        # "luces de largo alcance": both name the same part.
        shared = set(scene.mentions[owner].targets) & set(scene.mentions[index].targets)
        return owner != index and not shared
    text = scene.line[head]
    if text in es.UPKEEP_NOUNS or text in es.SHOPS:
        return True
    if text in es.PLACE_NOUNS and scene.line[head - 1] not in es.TO:
        # "el cambio de sitio del clausor" moves it.
        moved = scene.line[head - 1] in es.OF_ALONE and scene.line[head - 2] in es.WORK
        return not (text in es.SITE and moved)
    return _is_thing(scene, head, scene.mentions[index])


def _shares_words(scene: Scene, index: int) -> bool:
    """Whether an earlier mention speaks of the same part: "faros, unos de largo alcance"."""
    targets = set(scene.mentions[index].targets)
    own = {word.single for place, word in enumerate(scene.words) if place in scene.mentions[index].places}
    return any(
        targets & set(other.targets) or own & scene.own_words.get(other.targets[0], frozenset())
        for other in scene.mentions[:index]
    )


def _is_thing(scene: Scene, place: int, mention: Mention) -> bool:
    """Whether a noun of its own stands at `place`: neither everyday Spanish, nor a number, nor a word that
    belongs to the part ("luces de largo alcance")."""
    word = scene.words[place]
    if any(word.single in scene.own_words.get(target, ()) for target in mention.targets):
        return False
    if scene.line[place - 1] in es.PRONOUNS and word.gap is Break.NONE:
        return False
    if word.text in es.VEHICLE_MAKES:
        # "pasar la Hymer de 3500 a 3850"
        return False
    if word.text in es.EVERYDAY_THINGS:
        return True
    return not word.known and word.text.isalpha() and len(word.text) > 3


def _renamed(scene: Scene, index: int) -> bool:
    """ "una luz de freno como alumbrado adicional": what counts is what it is mounted as."""
    if index + 1 >= len(scene.mentions):
        return False
    mention, following = scene.mentions[index], scene.mentions[index + 1]
    between = [scene.line[place] for place in range(mention.end + 1, following.start)]
    opening = {scene.line[mention.start - 1], scene.line[mention.start - 2]}
    return bool(between) and between[0] in es.AS and len(between) <= 3 and not opening & es.SO_WORDS


def _is_everyday(at: Point) -> bool:
    """Whether the word belongs to a fixed phrase of everyday speech: "hace mucho aire", "luz verde"."""
    if len(at.mention.places) != 1:
        return False
    scene, place = at.scene, at.mention.places[0]
    return any(
        all(
            scene.line[place - offset + step] == word
            or (word == "#" and scene.line[place - offset + step].isdecimal())
            for step, word in enumerate(phrase)
        )
        for phrase, offset in _everyday_phrases().get(scene.line[place], ())
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
    scene = at.scene
    apart = [mention for mention in scene.mentions if not sentence_texts(scene, mention.start) & es.PICTURES]
    return len(apart) >= _MIN_LISTED


TESTS: Final[Mapping[str, Test]] = {
    "bare_singular": _is_bare_singular,
    "beside_an_aside": _is_beside_an_aside,
    "brand_of_other": lambda at: _is_brand_of_other(at.scene, at.index),
    "complement": lambda at: _is_complement(at.scene, at.a, at.index),
    "data_sheet": _is_data_sheet,
    "everyday": _is_everyday,
    "listed_apart": _is_listed_apart,
    "no_request": lambda at: is_of_no_request(at.scene),
    "follows_another": lambda at: at.index > 0,
    "maker_of_other": _is_maker_of_other,
    "named_before": _named_before,
    "of_relative": lambda at: _is_of_relative(at.scene, at.index, modified_by(at.scene, at.m)),
    "one_number": lambda at: sum(at.scene.words[place].number is not None for place in at.mention.places) < 2,
    "one_piece": _is_one_piece,
    "one_word": lambda at: at.m == at.e,
    "opens_with_noun": lambda at: at.m == at.mention.places[0],
    "placed_on": _is_placed_on,
    "purpose": lambda at: _is_purpose(at.scene, at.index),
    "renamed": lambda at: _renamed(at.scene, at.index),
    "requirement_asked": _is_requirement_asked,
    "shares_words": lambda at: _shares_words(at.scene, at.index),
    "sited": lambda at: _is_sited(at.scene, at.index, _named_before(at), at.earlier),
    "thing": lambda at: _is_thing(at.scene, at.a, at.mention),
}
