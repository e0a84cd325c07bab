"""Sales, purchases and advertisements, in which a part is named and no reform asked for.

The rule is that of docs/labelling-guide.md, section 1.
"""

from domain.matching import language as lang
from domain.matching.mentions import Mention
from domain.matching.scene import Scene, modified_by, sentence_texts
from domain.matching.text import Break

_LOOK_BACK = 14
_APPROVED = frozenset(["itv", "certificado", "legal", "legales", "obligatorio", "multa"])
_BOUGHT = frozenset({"compre", "compramos", "comprado", "pille", "pillado"})


def is_sale(scene: Scene, mention: Mention) -> bool:
    """Whether the mention is offered or looked for in a trade, not asked to be homologated."""
    if scene.text(modified_by(scene, mention.start)) in {"vendeis", "vendes", "venden", "comprais"}:
        return True
    opening = next((at for at in range(mention.start, -1, -1) if scene.words[at].gap is Break.SENTENCE), 0)
    if scene.text(opening) == "vendo":
        return True
    near = range(max(0, mention.start - _LOOK_BACK), mention.start + _LOOK_BACK)
    if any(scene.text(at) in lang.SALE_WORDS and scene.text(at - 1) in {"me", "nos", "que"} for at in near):
        # "me regaló", "nos vendió": the client got it.
        return False
    if any(
        scene.text(at) == "descuento" and any(scene.text(before).isdecimal() for before in range(at - 3, at))
        for at in range(max(0, mention.start - _LOOK_BACK), mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.start)
    ):
        # A share off the price is an advertisement.
        return True
    texts = sentence_texts(scene, mention.start)
    if {"segunda", "mano"} <= texts and texts & lang.SEEKING_VERBS:
        # "¿tenéis escapes de segunda mano?"
        return True
    traded = (texts & lang.SALE_WORDS) - _of_no_trade(scene, mention, texts)
    return bool(traded) and not any(word.text in lang.REFORM_WORDS for word in scene.words)


def _of_no_trade(scene: Scene, mention: Mention, texts: set[str]) -> set[str]:
    """Words of trade that speak of something else here than of selling or buying the part."""
    found: set[str] = set()
    around = range(max(0, mention.start - _LOOK_BACK), mention.end + 2 * _LOOK_BACK)
    if any(scene.text(at).startswith("vender") and scene.text(at - 1) in {"de", "para"} for at in around):
        # "en regla antes de vender"
        found |= {"vender"}
    if any(scene.text(at) == "oferta" and scene.text(at - 1) in {"la", "vuestra", "su"} for at in around):
        # "cambiadlo en la oferta que nos mandasteis"
        found |= {"oferta"}
    if _is_bought_vehicle(scene, mention):
        found |= {"compramos", "compro", "comprar", "vendio"}
    if any(word.text in _BOUGHT for word in scene.words):
        # "compré la moto en Wallapop y lleva X"
        found |= {"wallapop", "milanuncios", "compre", "compro", "compramos", "vendio"}
    if texts & {"acabo", "acabamos"} or any(word.text in _APPROVED for word in scene.words):
        # "acabo de comprar X", "quiero comprar X, ¿pasa la ITV?"
        found |= {"comprar"}
    return found


def _is_bought_vehicle(scene: Scene, mention: Mention) -> bool:
    """ "la furgo que compramos a una panadería": the vehicle was bought, not the part."""
    return any(
        scene.text(at) in {"compramos", "compro"}
        and (scene.text(at - 1) in {"que", "la", "lo"} or scene.text(at + 2) in lang.VEHICLE_WORDS)
        for at in range(max(0, mention.start - 2 * _LOOK_BACK), mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.start)
    )
