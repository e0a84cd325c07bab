"""Sales, purchases and advertisements, in which a part is named and no reform asked for.

The rule is that of docs/labelling-guide.md, section 1.
"""

from domain.matching.language import affixes, es
from domain.matching.mentions import Mention
from domain.matching.scene import Scene, modified_by, sentence_texts
from domain.matching.text import Break

_LOOK_BACK = 14


def is_sale(scene: Scene, mention: Mention) -> bool:
    """Whether the mention is offered or looked for in a trade, not asked to be homologated."""
    if scene.text(modified_by(scene, mention.start)) in es.TRADE_QUESTIONS:
        return True
    opening = next((at for at in range(mention.start, -1, -1) if scene.words[at].gap is Break.SENTENCE), 0)
    if scene.text(opening) in es.SELLING:
        return True
    near = range(max(0, mention.start - _LOOK_BACK), mention.start + _LOOK_BACK)
    if any(scene.text(at) in es.SALE_WORDS and scene.text(at - 1) in es.RECEIVER_PRONOUNS for at in near):
        # "me regaló", "nos vendió": the client got it.
        return False
    if any(
        scene.text(at) in es.DISCOUNT and any(scene.text(before).isdecimal() for before in range(at - 3, at))
        for at in range(max(0, mention.start - _LOOK_BACK), mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.start)
    ):
        # A share off the price is an advertisement.
        return True
    texts = sentence_texts(scene, mention.start)
    if texts >= es.SECOND_HAND and texts & es.SEEKING_VERBS:
        # "¿tenéis escapes de segunda mano?"
        return True
    traded = (texts & es.SALE_WORDS) - _of_no_trade(scene, mention, texts)
    return bool(traded) and not any(word.text in es.REFORM_TALK for word in scene.words)


def _of_no_trade(scene: Scene, mention: Mention, texts: set[str]) -> set[str]:
    """Words of trade that speak of something else here than of selling or buying the part."""
    found: set[str] = set()
    around = range(max(0, mention.start - _LOOK_BACK), mention.end + 2 * _LOOK_BACK)
    if any(
        scene.text(at).startswith(affixes.SELLING_STEM) and scene.text(at - 1) in es.OF_OR_FOR
        for at in around
    ):
        # "en regla antes de vender"
        found |= es.TO_SELL
    if any(
        word.text in es.OFFER and scene.text(at - 1) in es.YOUR_ARTICLES
        for at, word in enumerate(scene.words)
    ):
        # "cambiadlo en la oferta que nos mandasteis"
        found |= es.OFFER
    if _is_bought_vehicle(scene, mention):
        found |= es.VEHICLE_TRADE
    if any(word.text in es.BOUGHT for word in scene.words):
        # "compré la moto en Wallapop y lleva X"
        found |= es.BOUGHT_TRADE
    if texts & es.JUST_DONE or any(word.text in es.APPROVED for word in scene.words):
        # "acabo de comprar X", "quiero comprar X, ¿pasa la ITV?"
        found |= es.TO_BUY
    return found


def _is_bought_vehicle(scene: Scene, mention: Mention) -> bool:
    """ "la furgo que compramos a una panadería": the vehicle was bought, not the part."""
    return any(
        scene.text(at) in es.WE_BOUGHT
        and (scene.text(at - 1) in es.BOUGHT_PRONOUNS or scene.text(at + 2) in es.VEHICLE_WORDS)
        for at in range(max(0, mention.start - 2 * _LOOK_BACK), mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.start)
    )
