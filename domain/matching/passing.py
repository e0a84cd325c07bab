"""What a client names only in passing: upkeep, sales, places, what belongs to another part.

The rules are those of docs/labelling-guide.md, section 1.
"""

from collections.abc import Sequence
from itertools import pairwise

from domain.matching.judgements import NAMED, Point, holds
from domain.matching.language import affixes, es, sayings
from domain.matching.mentions import Mention, Status
from domain.matching.scene import Scene, governor, sentence_texts
from domain.matching.text import Break

_LOOK_BACK = 14


def _is_spare(scene: Scene, mention: Mention) -> bool:
    """ "goma de la claraboya": a piece of another part."""
    if len(mention.places) > 1 or scene.text(mention.start) not in es.SPARE_NOUNS:
        return False
    after = mention.end + 1
    if scene.text(after) not in es.OF:
        return False
    noun = after + 1
    while scene.text(noun) in es.DETERMINERS:
        noun += 1
    return noun in scene.owner and scene.text(noun - 1) in es.DEFINITE_OR_OF_THE


def is_aside(scene: Scene, index: int, earlier: Sequence[Status]) -> bool:
    """Whether a mention only tells of something else: a place, a purpose, a complement, a brand."""
    mention = scene.mentions[index]
    return holds("aside", Point(scene, mention.start, mention.end, -1, mention, index, earlier))


def _describes_another(at: Point) -> bool:
    """Whether a brand or adjective beside another part's word only describes that part (apposition)."""
    owner = at.scene.owner[governor(at.scene, at.m)]
    other = at.scene.mentions[owner]
    return at.earlier[owner] is not Status.DENIED and set(other.targets).isdisjoint(at.mention.targets)


def _is_placed_on(at: Point) -> bool:
    """ "retrovisores al manillar", "portamatrículas a la rueda"; not "del guardabarros a la luz"."""
    placed = at.scene.mentions[at.scene.owner[governor(at.scene, at.m) - 1]]
    return at.scene.text(governor(at.scene, placed.start)) not in es.OF


def _is_of_another(scene: Scene, index: int, before: bool, earlier: Sequence[Status]) -> bool:
    """Whether a mention after "de" only tells of something else: "la de gas la hemos quitado"."""
    mention = scene.mentions[index]
    previous = governor(scene, mention.start)
    head = scene.text(previous - 1)
    if index and head in es.DEFINITE:
        # "una nevera de compresor, es que la de gas…", "la de gas la hemos quitado"
        told = scene.text(mention.end + 1) in es.CLITICS_OR_PAST_STATES
        opened = scene.text(previous - 2) in es.OPENING_EXPLANATIONS
        if before or opened:
            return told or opened
    if head.startswith(affixes.SERVING):
        # "los que hacen de intermitente y de freno"
        return True
    if head in es.AND_WORDS and index:
        following_on = scene.mentions[index - 1].end == previous - 2
        if following_on and earlier[index - 1] is Status.ASIDE:
            return True
    if index and scene.text(previous + 1) in es.DEFINITE and _opens(scene, previous - 1):
        # "La ventana trasera no. La de la cocina sí"
        return True
    if head in es.ONE and scene.words[previous - 1].gap is not Break.NONE and not mention.weak:
        # "dos portabicis, uno de puerta trasera"
        return before and not _shares_words(scene, index)
    if head in es.INDEFINITE_PLURAL and not mention.weak:
        # "retrovisores por unos de brazo corto"
        return not _shares_words(scene, index)
    return _is_complement(scene, previous - 1, index)


def _is_for_another(scene: Scene, mention: Mention, before: bool) -> bool:
    """Whether a mention after "para" only says what something else is for."""
    previous = governor(scene, mention.start)
    if scene.text(previous - 1) in es.AFFORDING_VERBS:
        # "este mes solo me llega para el portamatrículas"
        return False
    if _is_requirement_asked(scene, mention):
        return False
    if before and scene.text(previous + 1) in es.DEFINITE:
        # "un amortiguador para la rueda de atrás"
        return True
    head = previous - 1
    if head in scene.owner:
        return True
    return head >= 0 and _is_thing(scene, head, mention) and scene.words[previous].gap is Break.NONE


def _is_bare_singular(at: Point) -> bool:
    """One noun in the singular: "con interruptor"."""
    only = len(at.mention.places) == 1 and not at.mention.weak
    return only and not at.scene.text(at.m).endswith(affixes.PLURAL_S)


def _is_one_piece(at: Point) -> bool:
    """ "con su botoncito": one piece that comes with the part."""
    return len(at.mention.places) == 1 or not es.IN.isdisjoint(at.scene.line[at.m : at.e])


def _opens(scene: Scene, article: int) -> bool:
    """Whether a definite article opens the sentence."""
    opening = scene.words[article].gap is Break.SENTENCE if article >= 0 else False
    return opening and article > 0 and scene.text(article) in es.DEFINITE


def _is_brand_of_other(scene: Scene, index: int) -> bool:
    """ "manillar con elevadores SW-Motech": a brand right after a word that is part of another mention."""
    mention = scene.mentions[index]
    beside = mention.start - 1
    if beside < 0 or scene.words[mention.start].gap is not Break.NONE:
        return False
    if len(mention.targets) > 1 and scene.text(beside) in es.OFF_CATALOGUE_NOUNS:
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
    return len(mention.targets) > 1 and beside and scene.text(mention.start - 1) in es.OFF_CATALOGUE_NOUNS


def _is_sited(scene: Scene, index: int, before: bool, earlier: Sequence[Status]) -> bool:
    """ "una batería bajo la cama", "una ventana entre la cama y el armario"."""
    at = scene.mentions[index].start - 1
    while scene.text(at) in es.DETERMINERS:
        at -= 1
    text = scene.text(at)
    if text in es.PLACE_PREPOSITIONS:
        return before or scene.text(at - 1) in es.REQUEST_WORDS
    if text not in es.AND or not index or earlier[index - 1] is not Status.ASIDE:
        return False
    other = scene.mentions[index - 1]
    return other.end == at - 1 and not es.BETWEEN_WORD.isdisjoint(
        {scene.text(other.start - 1), scene.text(other.start - 2)}
    )


def _is_purpose(scene: Scene, index: int) -> bool:
    """ "un Duocontrol para que cambie de botella": what comes after "para que" says what it is good for."""
    mention, other = scene.mentions[index], scene.mentions[index - 1]
    if scene.words[mention.start].chunk != scene.words[other.end].chunk:
        return False
    between = [scene.text(place) for place in range(other.end + 1, mention.start)]
    purpose = not sayings.SO_THAT.isdisjoint(pairwise(between))
    return purpose and not set(between) & es.ALSO_WORDS


def _is_of_relative(scene: Scene, index: int, previous: int) -> bool:
    """ "una nevera que va con la batería": the clause describes the part before it."""
    if not index or scene.text(previous) not in es.PREPOSITIONS_BUT_WITHOUT:
        return False
    opening = scene.mentions[index - 1].end + 1
    return scene.text(opening) in es.THAT and scene.words[opening].gap is Break.NONE and opening < previous


def _is_requirement_asked(scene: Scene, mention: Mention) -> bool:
    """ "¿qué pide industria para X?": the question is about X."""
    texts = sentence_texts(scene, mention.start)
    asked = any(
        word.asked and word.sentence == scene.words[mention.start].sentence
        for word in scene.words[mention.end : mention.end + _LOOK_BACK]
    )
    return asked and bool(texts & es.QUESTION_WORDS)


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
    if scene.text(head) in es.PLACE_ADVERBS and head not in scene.owner:
        # "detrás del asiento"
        return True
    while head > 0 and scene.text(head) in es.QUALIFIERS and head not in scene.owner:
        if scene.text(head) in es.PLACE_NOUNS and scene.text(head - 1) in es.DETERMINERS:
            return True
        head -= 1
    if head < 0 or scene.words[head + 1].gap is not Break.NONE:
        return False
    owner = scene.owner.get(head)
    if owner is not None:
        # "luces de largo alcance": both name the same part.
        shared = set(scene.mentions[owner].targets) & set(scene.mentions[index].targets)
        return owner != index and not shared
    text = scene.text(head)
    if text in es.UPKEEP_NOUNS or text in es.SHOPS:
        return True
    if text in es.PLACE_NOUNS and scene.text(head - 1) not in es.TO:
        # "el cambio de sitio del clausor" moves it.
        moved = scene.text(head - 1) in es.OF_ALONE and scene.text(head - 2) in es.WORK
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
    if scene.text(place - 1) in es.PRONOUNS and word.gap is Break.NONE:
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
    between = [scene.text(place) for place in range(mention.end + 1, following.start)]
    opening = {scene.text(mention.start - 1), scene.text(mention.start - 2)}
    return bool(between) and between[0] in es.AS and len(between) <= 3 and not opening & es.SO_WORDS


NAMED.update(
    bare_singular=_is_bare_singular,
    brand_of_other=lambda at: _is_brand_of_other(at.scene, at.index),
    describes_another=_describes_another,
    for_another=lambda at: _is_for_another(at.scene, at.mention, _named_before(at)),
    maker_of_other=_is_maker_of_other,
    named_before=_named_before,
    of_another=lambda at: _is_of_another(at.scene, at.index, _named_before(at), at.earlier),
    of_relative=lambda at: _is_of_relative(at.scene, at.index, governor(at.scene, at.m)),
    one_piece=_is_one_piece,
    opens_with_noun=lambda at: at.m == at.mention.places[0],
    placed_on=_is_placed_on,
    purpose=lambda at: _is_purpose(at.scene, at.index),
    renamed=lambda at: _renamed(at.scene, at.index),
    shares_words=lambda at: _shares_words(at.scene, at.index),
    sited=lambda at: _is_sited(at.scene, at.index, _named_before(at), at.earlier),
    spare=lambda at: _is_spare(at.scene, at.mention),
)
