"""How many of a part are meant, from the words beside its mention."""

from collections.abc import Sequence

from domain.matching.language import affixes, es, sayings
from domain.matching.mentions import Mention, Status
from domain.matching.scene import Scene
from domain.matching.text import Break

_FURTHER = 12
_TOLD_LATER = 24
# How far before and after a part its number may be taken back.
_TAKEN_BACK = 5
_SIDE_WORDS = 3
_MAX_QUANTITY = 20


def quantity_before(scene: Scene, mention: Mention) -> int:
    """How many are meant by a mention: the number said to be right, else the one written; 1 without one."""
    if not scene.counts and scene.said.isdisjoint(es.OPENING_EACH_SIDE):
        # No word of the message says more than one.
        return 1
    corrected = _corrected(scene, mention)
    return _written_quantity(scene, mention) if corrected is None else corrected


def _written_quantity(scene: Scene, mention: Mention) -> int:
    """The number written with a mention: "dos claraboyas", "2x", "un par de", "x2"."""
    # A deed may stand before the number: "pusieron 2 placas".
    at = mention.places[0] - 1
    while scene.gaps[at + 1] is Break.NONE:
        number, text, owner = scene.words[at].number, scene.line[at], scene.owner.get(at)
        if owner is None and number is not None:
            if _counts_another(scene, at):
                return 1
            # "quería una ventana y ahora quiero tres": another number may follow an article's.
            if text not in es.ARTICLES:
                return max(_sane(number), _sides(scene, mention))
        # "dos Dometic FreshJet": a brand between the number and the part.
        passed = scene.mentions[owner].weak if owner is not None else text in es.BEFORE_COUNTED
        if not passed:
            break
        at -= 1
    if (sides := _sides(scene, mention)) > 1:
        return sides
    at, after = mention.places[0] - 1, mention.end + 1
    if at > 0 and scene.words[at].number is not None and scene.words[at].number == scene.words[at - 1].number:
        # "tres (3) ventanas": the number in letters and in brackets.
        return _sane(scene.words[at].number)
    if (counted := _count_in_brackets(scene, mention)) is not None:
        return _sane(counted)
    if scene.same_sentence(after + 1, mention.end) and scene.line[after] in es.BY:
        return _sane(scene.words[after + 1].number)
    inner = [
        scene.words[place - 1].number or 1
        for place in mention.places[1:]
        if place - 1 not in scene.owner and not _is_load(scene, place - 1, mention)
    ]
    # "placas solares dos con el regulador en el garaje"
    inner += [
        scene.words[place + 1].number or 1
        for place in mention.places[:-1]
        if scene.line[place].endswith(affixes.PLURAL_S) and place + 1 not in scene.owner
    ]
    within = _sane(max(inner, default=1))
    return within if within > 1 else _told_later(scene, mention)


def _is_load(scene: Scene, at: int, mention: Mention) -> bool:
    """ "un soporte para dos bicis": whether a number within a part says how many it is for."""
    lead = at - 2 if scene.line[at - 1] in es.ARTICLES else at - 1
    return scene.line[lead] in es.OF_OR_FOR and not _is_set(scene, mention)


def _counts_another(scene: Scene, at: int) -> bool:
    """ "un portabicis de 4 bicis", "fila 2 nevera": whether a number counts no part, unless it says of how
    many a set is: "un kit solar de dos placas"."""
    before = scene.line[at - 1]
    if before in es.NUMBERED and scene.gaps[at] is Break.NONE:
        # "en la foto 2 ventanas" counts them.
        return not scene.line[at + 1].endswith(affixes.PLURAL_S) or scene.line[at + 1] in es.NO_PLURALS
    if before not in es.OF_OR_FOR or at - 2 not in scene.owner:
        return False
    return not _is_set(scene, scene.mentions[scene.owner[at - 2]])


def _is_set(scene: Scene, mention: Mention) -> bool:
    """ "kit solar", "instalación fotovoltaica": whether a part is so many of another."""
    return not es.SETS.isdisjoint((*mention.words, scene.line[mention.start - 1]))


def _corrected(scene: Scene, mention: Mention) -> int | None:
    """ "Eran dos placas, es una": the number that is said to be right after another one."""
    before = scene.line[max(0, mention.places[0] - _TAKEN_BACK) : mention.places[0]]
    if es.CORRECTED_FROM.isdisjoint(before):
        return None
    for at in range(mention.end + 1, min(len(scene.words) - 1, mention.end + _TAKEN_BACK)):
        if scene.line[at] in es.IS_OR_ARE and (number := scene.words[at + 1].number) is not None:
            return _sane(number)
    return None


def _told_later(scene: Scene, mention: Mention) -> int:
    """ "¿Cuántas placas puedo meter? Llevo tres en el techo": the number of a noun named before; else 1."""
    first = mention.end + 2
    for at in scene.counts:
        if at < first:
            continue
        if at >= mention.end + _TOLD_LATER or not scene.owner.keys().isdisjoint(range(first, at + 1)):
            return 1
        # "Placas con el regulador en el garaje, dos"
        alone = scene.gaps[at] is not Break.NONE and scene.gaps[at + 1] is not Break.NONE
        if scene.same_sentence(at, mention.end) and (scene.line[at + 1] in es.PIECES or alone):
            return _sane(scene.words[at].number)
        parted = scene.gaps[at + 1] is not Break.NONE or scene.line[at + 1] in es.PREPOSITIONS_OR_AND
        if parted and scene.line[at - 1] in es.TELLING_HOW_MANY:
            return _sane(scene.words[at].number)
    return 1


def _count_in_brackets(scene: Scene, mention: Mention) -> int | None:
    """ "placas solares (3)", "paneles dos"."""
    at = mention.end + 1
    many = scene.line[mention.end].endswith(affixes.PLURAL_S)
    if not scene.same_sentence(at, mention.end) or (scene.gaps[at] is Break.NONE and not many):
        return None
    ends = scene.gaps[at + 1] is not Break.NONE or scene.line[at + 1] in es.COUNT_ENDS
    return scene.words[at].number if ends else None


def _sides(scene: Scene, mention: Mention) -> int:
    """2 where one stands on each side: "1 ventana a cada lado", "ventana abatible, una por lado"; else 1."""
    at = mention.end + 1
    if at < len(scene.words) and scene.words[at].number == 1:
        at += 1
    near = tuple(scene.line[at : at + _SIDE_WORDS])
    return 2 if any(near[: len(phrase)] == phrase for phrase in sayings.EACH_SIDE) else 1


def further_ones(scene: Scene, index: int, statuses: Sequence[Status]) -> int:
    """How many more an "otro" without a noun adds: "un aire en la cabina, otro atrás"."""
    count = 0
    end = scene.mentions[index].end
    for at in range(end + 1, min(len(scene.words), end + _FURTHER)):
        if at in scene.owner and statuses[scene.owner[at]] is not Status.ASIDE:
            break
        following = scene.line[at + 2 if scene.line[at + 1] in es.MORE_WORD else at + 1]
        placed = following in es.PREPOSITIONS_BUT_OF_OR_TO_THE or following in es.REAR_OR_FRONT
        if (
            scene.line[at] in es.ANOTHER_ONE
            and placed
            and at not in scene.owner
            and scene.same_sentence(at, end)
        ):
            count += 1
    return count


def counts_anew(scene: Scene, mention: Mention, *, other: bool) -> bool:
    """Whether a number, or an "otra" beside no preposition, adds what is named to what has been named."""
    at = mention.places[0] - 1
    text, before = scene.line[at], scene.line[at - 1]
    if mention.weak and other:
        # "una Heki y el MaxxAir de la cocina"
        return text in es.ARTICLES and before in es.AND
    if other and text in es.AND and not scene.words[at + 1].known:
        # "nevera y congelador"; after a comma it is the same in other words: "techo solar, claraboya".
        return True
    if other and text in es.DEFINITE and before in es.AND and at - 2 in scene.owner:
        # "la ventana corredera y la puerta del garaje"
        return scene.mentions[scene.owner[at - 2]].targets == mention.targets
    if text in es.ANOTHER_ONE:
        return before not in es.DEFINITE
    # Not "un hueco para colocar una claraboya".
    listed = scene.gaps[at] is not Break.NONE or (
        scene.line[at - 1] in es.AND_MORE_OR_WORK and scene.line[at - 2] not in es.FOR
    )
    return other and listed and scene.words[at].number is not None


def are_items(scene: Scene, first: Mention, second: Mention) -> bool:
    """ "Una ventana en el salón, una claraboya y una ventana en el baño": whether one word names two items of
    a list, the one as indefinite as the other."""
    if not scene.same_sentence(first.start, second.start):
        return _opens_line(scene, first) and _opens_line(scene, second)
    led, opens = _item(scene, second)
    return opens and _item(scene, first)[0] is led is not None


def is_apart(scene: Scene, first: Mention, second: Mention) -> bool:
    """Whether two parts are named side by side: "una puerta, con ventana" is a door alone."""
    at = second.start - 1
    if scene.line[at - 1 if scene.line[at] in es.ARTICLES else at] in es.WITH:
        return False
    if scene.chunks[first.end] != scene.chunks[second.start]:
        return True
    between = range(first.end + 1, second.start)
    return any(scene.line[at] in es.AND or scene.words[at].number is not None for at in between)


def _opens_line(scene: Scene, mention: Mention) -> bool:
    """ "Ventana cocina": whether a line of a list begins with the noun."""
    return scene.gaps[mention.places[0]] is Break.SENTENCE


def _item(scene: Scene, mention: Mention) -> tuple[bool | None, bool]:
    """Whether "una" or a number leads to a mention (None where another word does) and it opens an item."""
    at = mention.places[0] - 1
    led = scene.gaps[at + 1] is Break.NONE and (
        scene.line[at] in es.INDEFINITE or scene.words[at].number is not None
    )
    if led:
        at -= 1
    opens = scene.gaps[at + 1] is not Break.NONE or scene.line[at] in es.AND
    return (led if led or opens else None), opens


def _sane(number: int | None) -> int:
    return number if number is not None and 1 <= number <= _MAX_QUANTITY else 1
