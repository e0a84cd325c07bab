"""Messages and sentences that ask for nothing, whatever parts they name: advertisements, an order called off,
pictures sent, news of an inspection, how a part is used.

The rules are those of docs/labelling-guide.md, sections 1 and 6.
"""

from itertools import pairwise
from typing import Final

from domain.matching import language as lang
from domain.matching.mentions import Mention
from domain.matching.scene import Scene, sentence_texts

_FIRST_PERSON: Final = lang.words(
    "quiere quieren ha han podeis podrian hacerle hacerme yo me mi mis mio mia quiero queria quisiera",
    "tengo llevo he hemos nos nuestro nuestra tenemos llevamos",
)
_ADVERTS: Final = lang.words(
    "oferta ofertas promocion promociones promo liquidacion liquidamos rebajas rebaja cupon cupones",
    "sorteo suscribete",
)
_ADVERT_PAIRS: Final = frozenset(
    tuple(pair.split())
    for pair in (
        "envio gratis", "envios gratis", "black friday", "mas mensajes", "en stock", "solo este", "solo esta",
        "pasate por", "visita nuestra", "visita nuestro",
    )
)  # fmt: skip
_SHOP_TALK: Final = frozenset(
    tuple(pair.split())
    for pair in ("te esperamos", "os esperamos", "nuestra tienda", "nuestra web", "nuestras ofertas")
)
_CALLING_OFF: Final = ("anul", "cancel", "cerrar", "cierr", "cerrad", "paraliz", "archiv")
_ORDERS: Final = lang.words(
    "expediente tramite tramites presupuesto pedido encargo todo proceso solicitud mio nuestro",
    "homologacion",
)
_INSTEAD: Final = lang.GOING_ON_VERBS | lang.words(
    "solo solamente sino pero cambio lugar dejad deja dejo dejamos siguen nuevo prefiero mejor menos salvo",
)
_PICTURES: Final = lang.words(
    "foto fotos video videos imagen imagenes",
)
_SENDING: Final = lang.words(
    "mando mandar mandado enviar enviado mandamos mande paso pasamos envio enviamos adjunto adjunta",
    "dejo van hago hacemos saco",
)
_ASKING: Final = (
    lang.SYNONYMS["@cut"]
    | lang.SYNONYMS["@increase"]
    | lang.SYNONYMS["@lower"]
    | lang.SYNONYMS["@remove"]
    | (lang.WISH_WORDS - {"tengo", "tenemos", "tiene", "falta", "faltan", "hacer"})
    | {"cuanto"}
)
_DEEDS: Final = lang.REFORM_WORDS | lang.SYNONYMS["@work"] | lang.SYNONYMS["@move"] | lang.SYNONYMS["@add"]
# The papers are named where all is done, too.
_DONE_DEEDS: Final = _DEEDS - lang.PAPERS
_SOLD: Final = frozenset(
    [("la", "vendimos"), ("la", "vendi"), ("vendido", "la"), ("vendi", "la"), ("vendimos", "la")]
)
_NIGHTS: Final = lang.words(
    "dormi dormimos duermo dormido durmio siesta",
)
_ACHIEVED: Final = frozenset(
    tuple(words.split())
    for words in (
        "pase la itv", "pasado la itv", "pasamos la itv", "paso la itv", "itv pasada", "ficha recogida",
        "recogida la ficha", "todo en ficha", "tengo en ficha", "todo apuntado",
    )
)  # fmt: skip
_AMID: Final = lang.words("con en sobre desde")
# Words of change, wish, price, law and possession: a message with none of them asks for nothing it names
# only as a circumstance.
_SIGNALS: Final = (
    _DEEDS
    | _ASKING
    | lang.REQUEST_WORDS
    | lang.ADMIN_WORDS
    | lang.GOING_ON_VERBS
    | lang.KEEP_WORDS
    | lang.RECORDED_VERBS - {"esta", "estan"}
    | lang.words(
        "cuesta vale legal legales ilegal obligatorio multa multas guardia policia puedo puede podria hay",
        "hace quedo quedamos presupuesto trafico inspector regalaron ayuda sirve aceptan admite tirad",
        "adelante apunta solo",
    )
)
_FIGURES: Final = lang.words(
    "tara largo ancho alto kw cc cv masa mma mmta bastidor matriculacion plazas km kms kilometros diesel",
    "gasolina metros neumaticos",
)
_DIGITS: Final = frozenset("0123456789")
_MIN_FIGURES: Final = 3
_MISHAPS: Final = lang.words(
    "perito grua denuncia averia averiado averiada atestado denunciar",
)
_TELLING: Final = lang.words("pues ya final que y al he hemos ayer hoy")
_PASSED: Final = lang.words(
    "pasada pase pasado pasamos paso",
)
_USES: Final = lang.words(
    "presion temperatura",
)
_LASTS: Final = lang.words(
    "aguanta aguantan dura duran gasta gastan consume consumen pesa pesan tarda tardan rinde cunde",
)
_VEHICLE: Final = lang.words(
    "moto auto furgo camper autocaravana caravana furgoneta",
)


def asks_for_nothing(scene: Scene) -> bool:
    """Whether the message as a whole asks for no work, whatever parts it names."""
    texts = [word.text for word in scene.words]
    said = set(texts)
    if _is_advertisement(said, texts) or _is_called_off(texts, said) or _is_for_elsewhere(texts):
        return True
    if _is_data_sheet(scene, said) or _is_sold_off(texts, said):
        return True
    done = _is_thanks(texts, said) and not said & _DONE_DEEDS
    if done and not any(word.asked for word in scene.words):
        return True
    if said & _DEEDS:
        return False
    mended = ("en", "garantia") in pairwise(texts)
    if (said & _MISHAPS or mended) and not said & _ASKING:
        return True
    if said & _PICTURES and said & _SENDING and not said & _ASKING:
        return True
    slept = any(word.raw in _NIGHTS for word in scene.words) and not said & lang.WISH_WORDS
    return "comprais" in said or slept or _is_passed(texts, said)


def is_small_talk(scene: Scene, mention: Mention) -> bool:
    """Whether the mention stands in a sentence about the use of a part: "¿cuánto aguanta la batería?"."""
    sentence = sentence_texts(scene, mention.start)
    how_often = "cada" in sentence and bool(sentence & {"cuanto", "cuantos"})
    of_use = "que" in sentence and (how_often or bool(sentence & _USES))
    how_long = "cuanto" in sentence and bool(sentence & _LASTS)
    if of_use or how_long or _is_circumstance(scene, mention):
        return not any(word.text in _DEEDS for word in scene.words)
    return False


def _is_circumstance(scene: Scene, mention: Mention) -> bool:
    """ "no veo nada por los espejos", "en la playa con el toldo abierto": no word of a reform."""
    if scene.text(mention.start - 1) not in lang.DEFINITE or scene.text(mention.start - 2) not in _AMID:
        return False
    if scene.text(mention.start - 3) in {"es", "era", "fue"}:
        return False
    return not any(word.text in _SIGNALS for word in scene.words)


def _is_advertisement(said: set[str], texts: list[str]) -> bool:
    """ "¡OFERTA! Neumáticos con montaje gratis": nobody speaks of a vehicle of theirs."""
    if "somos" in said and said & {"distribuidores", "fabricantes", "mayoristas", "proveedores"}:
        return True
    pairs = set(pairwise(texts))
    if pairs & _SHOP_TALK:
        return True
    if pairs & {("la", "oferta"), ("vuestra", "oferta"), ("su", "oferta")}:
        # The firm's own offer.
        said = said - {"oferta"}
    return not said & _FIRST_PERSON and bool(said & _ADVERTS or _ADVERT_PAIRS & pairs)


def _is_called_off(texts: list[str], said: set[str]) -> bool:
    """ "anulad el expediente", "ya podéis cerrar lo mío", and nothing takes its place."""
    if ("nada", "que") in pairwise(texts) and {"hay", "queda", "tengo"} & said and "ya" in said:
        # "ya no hay nada que legalizar"
        return any(
            texts[place : place + 2] == ["nada", "que"] and texts[place + 2] in lang.REFORM_WORDS
            for place in range(len(texts) - 2)
        )
    if said & _INSTEAD:
        return False
    return any(
        text.startswith(_CALLING_OFF) and set(texts[place + 1 : place + 4]) & _ORDERS
        for place, text in enumerate(texts)
    )


def _is_for_elsewhere(texts: list[str]) -> bool:
    """ "no es para la moto"."""
    return any(
        texts[place : place + 3] in (["no", "es", "para"], ["no", "son", "para"])
        and set(texts[place + 3 : place + 5]) & _VEHICLE
        for place in range(len(texts))
    )


def _is_data_sheet(scene: Scene, said: set[str]) -> bool:
    """ "MMTA 3500, tara 2910, largo 6,99": at least three of the vehicle's figures and no deed."""
    figures = {
        word.text
        for place, word in enumerate(scene.words)
        if word.text in _FIGURES and {scene.text(place - 1)[:1], scene.text(place + 1)[:1]} & _DIGITS
    }
    return len(figures) >= _MIN_FIGURES and not (said & _DONE_DEEDS or said & _ASKING)


def _is_sold_off(texts: list[str], said: set[str]) -> bool:
    """ "pues la vendimos", "he vendido la moto"."""
    told = any(
        (text, texts[place + 1]) in _SOLD and (not place or texts[place - 1] in _TELLING)
        for place, text in enumerate(texts[:-1])
    )
    return told and not (said & _INSTEAD or said & _ASKING or said & _DEEDS)


def _is_thanks(texts: list[str], said: set[str]) -> bool:
    """ "ya pasé la ITV y lo tengo en la ficha, gracias"."""
    return said >= {"gracias", "ficha"} and any(
        tuple(texts[place : place + 3]) in _ACHIEVED or tuple(texts[place : place + 2]) in _ACHIEVED
        for place in range(len(texts) - 1)
    )


def _is_passed(texts: list[str], said: set[str]) -> bool:
    """ "pasada a la primera, el de la ITV ni me miró las luces"."""
    return bool(said & _PASSED) and any(
        texts[place : place + 3] == ["a", "la", "primera"] for place in range(len(texts))
    )
