"""Data of the vehicle and its owner, which ask for nothing: "mi matrícula es 1234 KLM", "3500 kg, 4 plazas".

The rules are those of docs/labelling-guide.md, section 1.
"""

from domain.matching.language import es
from domain.matching.mentions import Mention
from domain.matching.scene import Scene, modified_by, sentence_texts
from domain.matching.text import Break

_LOOK_BACK = 14
_PLATE_DIGITS = 4


def is_data(scene: Scene, mention: Mention) -> bool:
    """ "mi matrícula es 1234 KLM", "tiene 2 plazas", "es de gasolina"."""
    following = mention.end + 1
    if scene.text(following) in es.IS_OR_ARE:
        following += 1
        amount = scene.text(following + 1) in es.MONEY
        if scene.text(following).isdecimal() and scene.text(mention.start - 1) in es.DETERMINERS:
            return not amount
    if _is_entry(scene, mention) or _is_vehicle(scene, mention) or _is_counted_data(scene, mention):
        return True
    value = scene.text(following)
    if value.isdecimal() and len(value) == _PLATE_DIGITS and mention.words[-1] in es.MASS_NAMES:
        # "MMTA 3500", but "aumento de MMTA 3500 > 3850"
        return not es.INCREASE & {scene.text(at) for at in range(mention.start - 3, mention.end)}
    if value.isdecimal() and len(value) == _PLATE_DIGITS and len(scene.text(following + 1)) == 3:
        letters = scene.words[following + 1]
        if not letters.known and scene.words[following].gap is not Break.SENTENCE:
            return True
    if mention.weak and _is_model(scene, mention):
        return True
    before = scene.text(mention.start - 1)
    first = scene.words[mention.start]
    # "pasar de 4 a 5 plazas" names a change, "precio para 2 faros" a request.
    if _is_sheet_entry(scene, mention) or _is_surname(scene, mention):
        return True
    counted = first.number is not None and _numbers(scene, mention) < 2
    asked = before in es.OF_OR_FOR and scene.text(mention.start - 2) in es.TRANSPARENT_NOUNS
    if counted and before in es.COUNTING_WORDS and not asked:
        return True
    told = scene.text(mention.start - 3) in es.TRANSPARENT_NOUNS  # "el cambio es del escape"
    return before in es.OF and scene.text(mention.start - 2) in es.IS_OR_ARE and not told


def _numbers(scene: Scene, mention: Mention) -> int:
    """How many numbers stand in a mention: two of them ("de tres a cinco plazas") name a change."""
    return sum(scene.words[place].number is not None for place in mention.places)


def _is_surname(scene: Scene, mention: Mention) -> bool:
    """ "me llamo Rosa Espejo", "soy Ana Faro"."""
    before = [scene.text(mention.start - 1), scene.text(mention.start - 2)]
    return before[0] not in es.DETERMINERS_OR_PREPOSITIONS and bool(set(before) & es.NAMING_VERBS)


def _is_sheet_entry(scene: Scene, mention: Mention) -> bool:
    """ "4 plazas, 3500 kg, gasolina": an entry of a list of the vehicle's data."""
    fuel = 0 < mention.start == mention.end and scene.text(mention.start) in es.FUELS
    if not (fuel or scene.words[mention.start].number is not None) or _numbers(scene, mention) > 1:
        return False
    texts = sentence_texts(scene, mention.start)
    changes = es.SHEET_CHANGES
    if texts & changes or not es.MORE_WORD.isdisjoint(texts):
        return False
    if any(
        scene.text(place) in es.GROSS_MASS_NAMES and scene.text(place + 1).isdecimal()
        for place in range(mention.end, mention.end + _LOOK_BACK)
    ):
        return True
    return fuel or any(
        scene.text(place) in es.DATA_UNITS and scene.words[place - 1].text.isdecimal()
        for place in range(max(1, mention.start - _LOOK_BACK), mention.end + _LOOK_BACK)
        if scene.same_sentence(place, mention.start)
    )


def _is_vehicle(scene: Scene, mention: Mention) -> bool:
    """ "voy con la moto": the vehicle itself, unless something is asked for it ("llevar la moto")."""
    if mention.start != mention.end or scene.text(mention.start) not in es.VEHICLE_WORDS:
        return False
    if scene.text(mention.start - 1) not in es.DETERMINERS_OR_PREPOSITIONS:
        return False
    return scene.text(modified_by(scene, mention.start)) not in es.CARRYING_VERBS_OR_REQUEST_WORDS


def _is_counted_data(scene: Scene, mention: Mention) -> bool:
    """ "tiene 4 plazas y 3 camas": counts of what the vehicle has from the works."""
    if scene.words[mention.start - 1].number is None or mention.start < 1:
        return False
    for at in range(mention.start - 1, max(-1, mention.start - _LOOK_BACK), -1):
        if not scene.same_sentence(at, mention.start):
            return False
        if scene.text(at) in es.WORKS_VERBS and scene.words[at + 1].number is not None:
            return scene.text(at + 1).isdecimal() and at + 1 < mention.start - 1
    return False


def _is_entry(scene: Scene, mention: Mention) -> bool:
    """ "te dejo los datos: bastidor, matrícula y titular"."""
    texts = sentence_texts(scene, mention.start)
    asked = texts & es.ENTRY_CHANGES
    return bool(texts & es.IDENTITY_NOUNS) and not asked


def _is_model(scene: Scene, mention: Mention) -> bool:
    """ "una Triumph Daytona", "Dominator scrambler": a model of a vehicle, whatever brand shares its name."""
    following = mention.end + 1
    if scene.text(following) in es.VEHICLE_MODELS and scene.words[following].gap is Break.NONE:
        return True
    before = mention.start - 1
    return scene.text(before) in es.VEHICLE_MAKES and scene.words[mention.start].gap is Break.NONE
