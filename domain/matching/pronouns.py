"""What a pronoun says was done to a part named before: "el velocímetro no lo he cambiado, lo he movido a un
lado". The part is denied or only moved, and the deed with its name in the catalogue ("mover el velocímetro")
is asked.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from domain.matching.language import affixes, es
from domain.matching.mentions import Mention, Status
from domain.matching.scene import Scene
from domain.matching.vocabulary import Vocabulary

_REACH: Final = 24
_AUXILIARIES: Final = 3
_OWN: Final = 7
_DEED_BEFORE: Final = 2
_MOVE: Final = "@move"


def moved_parts(
    vocabulary: Vocabulary, scene: Scene, statuses: Sequence[Status]
) -> Iterator[tuple[str, Mention, bool]]:
    """The elements that stand for moving a part, each with the mention of that part, and whether they are
    asked for instead of it."""
    said = scene.said
    is_carried = not (said.isdisjoint(es.SHIFTING) and said.isdisjoint(es.SHIFTING_IT))
    is_moved = not (said.isdisjoint(es.MOVE) and said.isdisjoint(es.ASIDE_TO))
    for mention, status in zip(scene.mentions, statuses, strict=True) if is_carried or is_moved else ():
        carrier = _carrier(scene, mention) if is_carried and status is not Status.ASIDE else None
        if carrier is not None:
            for target in _named_with(vocabulary, scene, mention, carrier, mention.places):
                yield target, mention, False
        if is_moved and _is_only_moved(scene, mention, status):
            for target in _named_with(vocabulary, scene, mention, _MOVE, mention.places[:1]):
                yield target, mention, status is Status.ASKED


def _is_only_moved(scene: Scene, mention: Mention, status: Status) -> bool:
    """Whether a part is moved, and denied, the vehicle's own or not said to be another: "el velocímetro
    original lo he pasado a un lado", "el reloj lo he movido"."""
    moved = _moved_at(scene, mention)
    if moved is None:
        return False
    near = scene.line[mention.end + 1 : mention.end + 1 + _OWN]
    if status is Status.DENIED or not es.STOCK_WORDS_OR_SAME.isdisjoint(near):
        return True
    if status is Status.ASIDE:
        return False
    alone = scene.owner.keys().isdisjoint(range(mention.end + 1, moved))
    # "he cambiado el velocímetro y lo he movido": the deed stands before the article.
    return alone and es.RENEWED.isdisjoint(scene.line[max(0, mention.start - _DEED_BEFORE) : moved])


def _moved_at(scene: Scene, mention: Mention) -> int | None:
    """Where it is said: "… lo he puesto a un lado", "… desplazado de sitio", "… lo quiero mover"."""
    end = mention.end + _REACH
    for at in range(mention.end + 1, min(len(scene.words), end)):
        if scene.line[at] in es.MOVED_STATES and _leads_aside(scene, at):
            return at
        if scene.line[at] not in es.MOVING_CLITICS or not _agrees(scene, mention, at):
            continue
        for verb in range(at + 1, at + 1 + _AUXILIARIES):
            aside = scene.line[verb] in es.PUTTING and _leads_aside(scene, verb)
            if aside or (scene.line[verb] in es.MOVE and scene.line[at - 1] not in es.NOT):
                return at
    return None


def _agrees(scene: Scene, mention: Mention, clitic: int) -> bool:
    """Whether a pronoun may stand for a part by its number: "el velocímetro … los he movido" is of more."""
    word, noun = scene.line[clitic], scene.line[mention.places[0]]
    return word not in es.CLITICS or word.endswith(affixes.PLURAL_S) == noun.endswith(affixes.PLURAL_S)


def _leads_aside(scene: Scene, verb: int) -> bool:
    """ "… a un lado", "… de sitio", "… al lateral"."""
    return not es.ASIDE_TO.isdisjoint(scene.line[verb + 1 : verb + 4])


def _carrier(scene: Scene, mention: Mention) -> str | None:
    """The noun, by stem, that moves the part: "un faro con un soporte que lo baja", "… para bajarlo",
    "bajarlo con un soporte", "lo he bajado con un soporte"."""
    line = scene.line
    for at in range(mention.end + 2, min(len(scene.words), mention.end + _REACH) - 1):
        that = line[at] in es.THAT and line[at + 1] in es.CLITICS and line[at + 2] in es.SHIFTING
        if that or (line[at] in es.FOR and line[at + 1] in es.SHIFTING_IT):
            return scene.words[at - 1].stem
        noun = at + 3 if line[at + 2] in es.DETERMINERS else at + 2
        if line[at + 1] in es.WITH and noun < len(scene.words) and _shifts_it(scene, at):
            return scene.words[noun].stem
    return None


def _shifts_it(scene: Scene, at: int) -> bool:
    """ "Bajarlo", "lo bajo", "lo he bajado"."""
    line = scene.line
    if line[at] in es.SHIFTING_IT:
        return True
    return line[at] in es.SHIFTING and not es.CLITICS.isdisjoint(line[max(0, at - 2) : at])


def _named_with(
    vocabulary: Vocabulary, scene: Scene, mention: Mention, other: str, places: Sequence[int]
) -> Iterator[str]:
    """The element that a part's word names together with another one: "mover el velocímetro"."""
    for place in places:
        wanted = {other, scene.words[place].stem}
        for key in sorted(wanted):
            for phrase in vocabulary.phrases.multi.get(key, ()):
                if set(phrase.keys) == wanted and phrase.target not in mention.targets:
                    yield phrase.target
                    return
