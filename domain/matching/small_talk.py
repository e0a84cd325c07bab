"""Messages and sentences that ask for nothing, whatever parts they name: advertisements, an order called off,
pictures sent, news of an inspection, how a part is used.

The rules are those of docs/labelling-guide.md, sections 1 and 6.
"""

from itertools import pairwise
from typing import Final

from domain.matching.language import affixes, es, sayings
from domain.matching.mentions import Mention
from domain.matching.scene import Scene, sentence_texts

_MIN_FIGURES: Final = 3
_REACH: Final = 4


def asks_for_nothing(scene: Scene) -> bool:
    """Whether the message as a whole asks for no work, whatever parts it names."""
    texts = [word.text for word in scene.words]
    said = set(texts)
    if _is_advertisement(said, texts) or _is_called_off(texts, said) or _is_for_elsewhere(texts):
        return True
    if _is_data_sheet(scene, said) or _is_sold_off(scene, texts, said):
        return True
    done = _is_thanks(texts, said) and not said & es.DONE_DEEDS
    if done and not any(word.asked for word in scene.words):
        return True
    if said & es.SMALL_TALK_DEEDS:
        return False
    mended = not sayings.UNDER_WARRANTY.isdisjoint(pairwise(texts))
    if (said & es.MISHAPS or mended) and not said & es.ASKING:
        return True
    if (_sends_pictures(texts) or _wants_papers(texts)) and not said & es.ASKING:
        return True
    slept = any(word.raw in es.NIGHTS for word in scene.words) and not said & es.WISH_WORDS
    return not es.BUYING.isdisjoint(said) or slept or _is_passed(texts, said)


def _sends_pictures(texts: list[str]) -> bool:
    """ "os mando las fotos", "fotos te las paso luego"; not "si me dejo algo lo veis en las fotos"."""
    if es.PICTURES.isdisjoint(texts):
        return False
    if (es.SENDING - es.LEAVING_THERE) & set(texts):
        return True
    return any(
        text in es.LEAVING_THERE and not es.PICTURES.isdisjoint(texts[place + 1 : place + _REACH])
        for place, text in enumerate(texts)
    )


def _wants_papers(texts: list[str]) -> bool:
    """ "¿me podéis reenviar la factura?"."""
    return any(tuple(texts[place : place + 3]) in sayings.SENT_AGAIN for place in range(len(texts)))


def is_small_talk(scene: Scene, mention: Mention) -> bool:
    """Whether the mention stands in a sentence about the use of a part: "¿cuánto aguanta la batería?"."""
    sentence = sentence_texts(scene, mention.start)
    how_often = not es.EACH.isdisjoint(sentence) and bool(sentence & es.HOW_MANY)
    of_use = not es.THAT.isdisjoint(sentence) and (how_often or bool(sentence & es.USES))
    how_long = not es.HOW_MUCH.isdisjoint(sentence) and bool(sentence & es.LASTS)
    if of_use or how_long or _is_circumstance(scene, mention):
        return not any(word.text in es.SMALL_TALK_DEEDS for word in scene.words)
    return False


def _is_circumstance(scene: Scene, mention: Mention) -> bool:
    """ "no veo nada por los espejos", "en la playa con el toldo abierto": no word of a reform."""
    if scene.text(mention.start - 1) not in es.DEFINITE or scene.text(mention.start - 2) not in es.AMID:
        return False
    if scene.text(mention.start - 3) in es.BEING_SINGULAR:
        return False
    return not any(word.text in es.SIGNALS for word in scene.words)


def _is_advertisement(said: set[str], texts: list[str]) -> bool:
    """ "¡OFERTA! Neumáticos con montaje gratis": nobody speaks of a vehicle of theirs."""
    if not es.WE_ARE.isdisjoint(said) and said & es.TRADERS:
        return True
    pairs = set(pairwise(texts))
    if pairs & sayings.SHOP_TALK:
        return True
    if pairs & sayings.YOUR_OFFER:
        # The firm's own offer.
        said = said - es.OFFER
    return not said & es.FIRST_PERSON and bool(said & es.ADVERTS or sayings.ADVERT_PAIRS & pairs)


def _is_called_off(texts: list[str], said: set[str]) -> bool:
    """ "anulad el expediente", "ya podéis cerrar lo mío", and nothing takes its place."""
    if any(tuple(texts[place : place + 3]) in sayings.NO_REFORM for place in range(len(texts))):
        return True
    nothing_left = not sayings.NOTHING_TO.isdisjoint(pairwise(texts))
    if nothing_left and es.LEFT_OVER_VERBS & said and not es.ALREADY.isdisjoint(said):
        # "ya no hay nada que legalizar"
        return any(
            tuple(texts[place : place + 2]) in sayings.NOTHING_TO and texts[place + 2] in es.REFORM_WORDS
            for place in range(len(texts) - 2)
        )
    if said & es.INSTEAD:
        return False
    return any(
        text.startswith(affixes.CALLING_OFF) and set(texts[place + 1 : place + 4]) & es.SMALL_TALK_ORDERS
        for place, text in enumerate(texts)
    )


def _is_for_elsewhere(texts: list[str]) -> bool:
    """ "no es para la moto"."""
    return any(
        tuple(texts[place : place + 3]) in sayings.IT_IS_NOT_FOR
        and set(texts[place + 3 : place + 5]) & es.VEHICLE
        for place in range(len(texts))
    )


def _is_data_sheet(scene: Scene, said: set[str]) -> bool:
    """ "MMTA 3500, tara 2910, largo 6,99": at least three of the vehicle's figures and no deed."""
    figures = {
        word.text
        for place, word in enumerate(scene.words)
        if word.text in es.FIGURES and {scene.text(place - 1)[:1], scene.text(place + 1)[:1]} & es.DIGITS
    }
    return len(figures) >= _MIN_FIGURES and not (said & es.DONE_DEEDS or said & es.ASKING)


def _is_sold_off(scene: Scene, texts: list[str], said: set[str]) -> bool:
    """ "pues la vendimos", "he vendido la moto"; not "la antena la vendí. El resto igual: escalón"."""
    first, last = (scene.mentions[0].start, scene.mentions[-1].start) if scene.mentions else (0, 0)
    told = any(
        (text, texts[place + 1]) in sayings.SOLD
        and (not place or texts[place - 1] in es.TELLING)
        and (place < first or place > last or scene.same_sentence(last, place))
        and not any(
            at in scene.owner and scene.same_sentence(at, place) for at in range(place + 2, place + 4)
        )
        for place, text in enumerate(texts[:-1])
    )
    return told and not (said & es.INSTEAD or said & es.ASKING or said & es.SMALL_TALK_DEEDS)


def _is_thanks(texts: list[str], said: set[str]) -> bool:
    """ "ya pasé la ITV y lo tengo en la ficha, gracias"."""
    return said >= es.THANKS_AND_PAPERS and any(
        tuple(texts[place : place + 3]) in sayings.ACHIEVED
        or tuple(texts[place : place + 2]) in sayings.ACHIEVED
        for place in range(len(texts) - 1)
    )


def _is_passed(texts: list[str], said: set[str]) -> bool:
    """ "pasada a la primera, el de la ITV ni me miró las luces"."""
    return bool(said & es.PASSED) and any(
        tuple(texts[place : place + 3]) in sayings.AT_THE_FIRST_TRY for place in range(len(texts))
    )
