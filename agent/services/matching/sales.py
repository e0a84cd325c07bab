"""Sales, purchases and advertisements, in which a part is named and no reform asked for.

The rule is that of docs/labelling-guide.md, section 1.
"""

from agent.services.matching import language as lang
from agent.services.matching.mentions import Mention
from agent.services.matching.scene import Scene, modified_by, sentence_texts
from agent.services.matching.text import Break

_LOOK_BACK = 14
_APPROVED = frozenset(["itv", "certificado", "legal", "legales", "obligatorio", "multa"])
_BOUGHT = frozenset({"compre", "compramos", "comprado", "pille", "pillado"})


def is_sale(scene: Scene, mention: Mention) -> bool:
    texts = sentence_texts(scene, mention.start)
    if scene.text(modified_by(scene, mention.start)) in {"vendeis", "vendes", "venden", "comprais"}:
        return True
    opening = next((at for at in range(mention.start, -1, -1) if scene.words[at].gap is Break.SENTENCE), 0)
    if scene.text(opening) == "vendo":
        return True
    if any(
        scene.text(at).startswith("vender") and scene.text(at - 1) in {"de", "para"}
        for at in range(mention.end, mention.end + 2 * _LOOK_BACK)
    ):
        # "en regla antes de vender"
        texts -= {"vender"}
    if "oferta" in texts and any(
        scene.text(at) == "oferta" and scene.text(at - 1) in {"la", "vuestra", "su"}
        for at in range(mention.start - _LOOK_BACK, mention.end + _LOOK_BACK)
    ):
        # "cambiadlo en la oferta que nos mandasteis"
        texts -= {"oferta"}
    if _is_bought_vehicle(scene, mention):
        texts -= {"compramos", "compro", "comprar", "vendio"}
    if texts & lang.SALE_WORDS and any(word.text in _BOUGHT for word in scene.words):
        # "compré la moto en Wallapop y lleva X"
        texts -= {"wallapop", "milanuncios", "compre", "compro", "compramos", "vendio"}
    if any(word.text in _APPROVED for word in scene.words):
        # "quiero comprar X, ¿pasa la ITV?"
        texts -= {"comprar"}
    if "acabo" in texts or "acabamos" in texts:
        # "acabo de comprar X": the client has it already.
        texts -= {"comprar"}
    # "me regaló", "nos vendió": the client got it.
    given = any(
        scene.text(at) in lang.SALE_WORDS and scene.text(at - 1) in {"me", "nos", "que"}
        for at in range(max(0, mention.start - _LOOK_BACK), mention.start + _LOOK_BACK)
    )
    if given:
        return False
    if any(
        scene.text(at) == "descuento" and any(scene.text(near).isdecimal() for near in range(at - 3, at))
        for at in range(max(0, mention.start - _LOOK_BACK), mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.start)
    ):
        # A share off the price is an advertisement.
        return True
    if "segunda" in texts and "mano" in texts and texts & lang.SEEKING_VERBS:
        # "¿tenéis escapes de segunda mano?"
        return True
    return bool(texts & lang.SALE_WORDS) and not any(word.text in lang.REFORM_WORDS for word in scene.words)


def _is_bought_vehicle(scene: Scene, mention: Mention) -> bool:
    """ "la furgo que compramos a una panadería": the vehicle was bought, not the part."""
    return any(
        scene.text(at) in {"compramos", "compro"}
        and (scene.text(at - 1) in {"que", "la", "lo"} or scene.text(at + 2) in lang.VEHICLE_WORDS)
        for at in range(max(0, mention.start - 2 * _LOOK_BACK), mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.start)
    )
