"""What a client names only in passing: upkeep, sales, places, what belongs to another part.

The rules are those of docs/labelling-guide.md, section 1.
"""

from collections.abc import Sequence
from itertools import pairwise

from agent.services.matching import language as lang
from agent.services.matching.frequent import EVERYDAY_PHRASES
from agent.services.matching.mentions import Mention, Status
from agent.services.matching.scene import Scene, modified_by, sentence_texts
from agent.services.matching.text import Break

_LOOK_BACK = 14
_LOOK_AHEAD = 9
# "la de gas iba fatal": how the part was that has been replaced.
_PAST_STATES = frozenset(
    ["iba", "iban", "era", "eran", "estaba", "estaban", "tenia", "daba", "fallaba", "ya"]
)
# After these stands a verb: "se trata de X".
# "el humo de la cocina", "el cargador del móvil": nouns of everyday life that a part only belongs to.
_EVERYDAY_THINGS = frozenset(
    [
        "humo",
        "olor",
        "ruido",
        "sonido",
        "cargador",
        "llaves",
        "polvo",
        "barro",
        "hielo",
        "agua",
        "manual",
        "radio",
        "mochila",
        "sabor",
        "mecanico",
        "chico",
        "tio",
        "vecino",
        "dueno",
        "puerta",
        "ventana",
    ]
)
_BOUGHT = frozenset({"compre", "compramos", "comprado", "pille", "pillado"})
_PRONOUNS = frozenset(["se", "me", "te", "nos", "os", "le", "les", "no", "yo", "que"])


def is_sale(scene: Scene, mention: Mention) -> bool:
    texts = sentence_texts(scene, mention.start)
    if any(
        scene.text(at - 1) in {"la", "vuestra", "su"}
        for at, word in enumerate(scene.words)
        if word.text == "oferta"
    ):
        # "cambiadlo en la oferta que nos mandasteis"
        texts -= {"oferta"}
    if _is_bought_vehicle(scene, mention):
        texts -= {"compramos", "compro", "comprar", "vendio"}
    if any(word.text in _BOUGHT for word in scene.words):
        # "compré la moto en Wallapop y lleva X"
        texts -= {"wallapop", "milanuncios", "compre", "compro", "compramos", "vendio"}
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


def is_upkeep(scene: Scene, mention: Mention) -> bool:
    """Repair and household things: "filtro de aceite", "pintar el depósito", "antena para el salón"."""
    if _is_everyday(scene, mention) or _is_like_for_like(scene, mention) or _is_with_supplies(scene, mention):
        return True
    after = mention.end + 1
    while scene.text(after) in lang.QUALIFIERS and scene.same_sentence(after, mention.end):
        after += 1
    if scene.text(after) in {"de", "del", "para"} and scene.same_sentence(after, mention.end):
        noun = after + 1
        while scene.text(noun) in lang.DETERMINERS:
            noun += 1
        if noun not in scene.owner and scene.text(noun) in lang.UPKEEP_NOUNS | lang.SYSTEM_NOUNS:
            return True
        if scene.text(after) != "para" and scene.text(noun) in lang.PREMISES:
            return True
    sentence = sentence_texts(scene, mention.start)
    for at in range(mention.end + 1, min(len(scene.words), mention.end + 14)):
        if not scene.same_sentence(at, mention.end):
            break
        if (
            scene.text(at) in lang.ROOMS
            and (scene.text(at - 1) in lang.DETERMINERS or scene.text(at - 1) == "para")
            and scene.text(at + 1) not in lang.VEHICLE_MAKES | {"oficial"}
            and not _is_sent_home(scene, at)
            and (
                scene.text(at - 1) == "para"
                or scene.text(at - 2) == "para"
                or (scene.text(at - 2) == "en" and scene.text(at) in lang.HOME)
            )
        ):
            return True
    failing = any(
        scene.text(at) == "no"
        and scene.text(at + 2 if scene.text(at + 1) in {"me", "se", "nos", "le"} else at + 1)
        in lang.FAILING_VERBS | lang.FAULT_VERBS
        for at in range(max(0, mention.start - _LOOK_BACK), mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.start)
    )
    if failing and not sentence & (lang.SYNONYMS["@work"] | lang.REFORM_WORDS):
        return True
    changes = sentence & (lang.SYNONYMS["@work"] | lang.REFORM_WORDS)
    advice = any(text.startswith(("recomend", "aconsej")) for text in sentence)
    mended = any(
        scene.text(at) in lang.UPKEEP_VERBS
        and (scene.text(at).endswith(("arlo", "arla", "arlos", "arlas")) or _has_clitic(scene, mention, at))
        for at in range(mention.end + 1, mention.end + _LOOK_AHEAD)
        if scene.same_sentence(at, mention.end)
    )
    if (advice or mended) and not changes:
        return True
    faulty = any(
        scene.text(at) in lang.FAULT_VERBS
        for at in range(mention.start - 4, mention.end + 3)
        if scene.same_sentence(at, mention.start)
    )
    if faulty and not sentence & (lang.SYNONYMS["@work"] | lang.REFORM_WORDS):
        return True
    broken = {
        scene.text(at)
        for at in range(mention.end + 1, mention.end + (5 if scene.text(mention.end + 1) == "se" else 4))
        if at not in scene.owner and not _is_praised(scene, at)
    }
    if broken & (lang.BROKEN_STATES | lang.FAULT_NOUNS) and not sentence & (
        lang.SYNONYMS["@work"] | lang.REFORM_WORDS
    ):
        return True
    for at in range(mention.start - 1, max(-1, mention.start - _LOOK_BACK), -1):
        if scene.words[at].sentence != scene.words[mention.start].sentence:
            return False
        text = scene.words[at].text
        if text == "gastado" and scene.text(at - 1) in {"he", "ha", "hemos", "han"}:
            # Money, not wear.
            continue
        if text in lang.BROKEN_STATES and at not in scene.owner and not _is_praised(scene, at):
            return not sentence & (lang.SYNONYMS["@work"] | lang.REFORM_WORDS)
        if at in scene.owner:
            # "un depósito de agua limpia y dos placas"
            continue
        if text in {"limpias", "limpia"} and scene.text(at - 1) in {"para", "agua", "aguas"}:
            # Clean water is no cleaning.
            continue
        if text in lang.UPKEEP_VERBS - lang.BROKEN_STATES and not _is_praised(scene, at):
            return scene.text(at - 1) not in lang.DETERMINERS
        if text in lang.REQUEST_WORDS and text not in lang.WISH_WORDS:
            return False
    return False


def _is_sent_home(scene: Scene, home: int) -> bool:
    """ "el de la ITV me mandó para casa"."""
    return any(scene.text(at).startswith(("mand", "ech", "envi", "vol")) for at in range(home - 4, home))


def _has_clitic(scene: Scene, mention: Mention, verb: int) -> bool:
    """ "lo voy a reparar"."""
    return scene.text(verb).endswith("ar") and any(
        scene.text(at) in lang.CLITICS and scene.text(at + 1) in lang.COMMON_WORDS - lang.VEHICLE_WORDS
        for at in range(mention.end + 1, verb)
    )


def _is_like_for_like(scene: Scene, mention: Mention) -> bool:
    """ "cambiar los neumáticos por los mismos", "por otro igual": upkeep, no reform."""
    if (
        scene.text(mention.start - 1) in lang.SYNONYMS["@same"] - {"igual", "iguales"}
        and scene.text(mention.start - 2) in lang.DEFINITE
        and scene.words[mention.start].gap is Break.NONE
    ):
        # "con las mismas gomas"
        return True
    for at in range(mention.end + 1, mention.end + _LOOK_AHEAD):
        if not scene.same_sentence(at, mention.end) or at in scene.owner:
            return False
        if scene.text(at) == "por":
            texts = [scene.text(at + 1), scene.text(at + 2)]
            if texts[1] in lang.SYNONYMS["@same"] or texts[0] in lang.SYNONYMS["@same"]:
                return texts[0] in lang.DETERMINERS | lang.SYNONYMS["@same"]
    return False


def _is_with_supplies(scene: Scene, mention: Mention) -> bool:
    """ "cambio de aceite y filtro": a bare noun listed with what is used up."""
    if _comes_from_works(scene, mention):
        return True
    coordinated = scene.text(mention.start - 1) in {"y", "e"} and scene.words[mention.start].gap is Break.NONE
    return coordinated and scene.text(mention.start - 2) in {
        "aceite",
        "aceites",
        "bujia",
        "bujias",
        "liquido",
    }


def _comes_from_works(scene: Scene, mention: Mention) -> bool:
    """ "viene con placa solar y nevera de fábrica"."""
    if scene.text(mention.end + 1) in lang.OF and mention.end + 2 in scene.owner:
        return False
    comes = any(
        scene.text(at) in {"viene", "venia", "vienen", "trae", "traia", "traian"}
        for at in range(max(0, mention.start - _LOOK_BACK), mention.start)
        if scene.same_sentence(at, mention.start)
    )
    return comes and any(
        scene.text(at) == "de" and scene.text(at + 1) in lang.STOCK_WORDS
        for at in range(mention.end + 1, mention.end + _LOOK_BACK)
        if scene.same_sentence(at, mention.end)
    )


def _is_praised(scene: Scene, place: int) -> bool:
    """ "suena más", "suena de lujo": a sound that pleases is no fault."""
    return scene.text(place) in lang.SOUND_VERBS and bool(
        {scene.text(place + 1), scene.text(place + 2)} & lang.PRAISE_WORDS
    )


def _is_everyday(scene: Scene, mention: Mention) -> bool:
    """Whether the word belongs to a fixed phrase of everyday speech: "hace mucho aire", "luz verde"."""
    if len(mention.places) != 1:
        return False
    place = mention.places[0]
    for phrase in EVERYDAY_PHRASES:
        for offset, text in enumerate(phrase):
            if text == scene.text(place) and all(
                scene.text(place - offset + at) == word
                or (word == "#" and scene.text(place - offset + at).isdecimal())
                for at, word in enumerate(phrase)
            ):
                return True
    return False


def _is_spare(scene: Scene, mention: Mention) -> bool:
    """ "goma de la claraboya": a piece of another part."""
    if len(mention.places) > 1 or scene.text(mention.start) not in lang.SPARE_NOUNS:
        return False
    after = mention.end + 1
    if scene.text(after) not in lang.OF:
        return False
    noun = after + 1
    while scene.text(noun) in lang.DETERMINERS:
        noun += 1
    return noun in scene.owner and scene.text(noun - 1) in lang.DEFINITE | {"del"}


def is_aside(scene: Scene, index: int, earlier: Sequence[Status]) -> bool:
    mention = scene.mentions[index]
    previous = modified_by(scene, mention.start)
    text = scene.text(previous)
    if _renamed(scene, index) or _is_spare(scene, mention):
        return True
    if previous < 0:
        return False
    if scene.text(mention.start - 1) in lang.ADDRESS_NOUNS:
        return True
    before = _named_before(scene, index, earlier)
    if _is_sited(scene, index, before, earlier) or _is_of_relative(scene, index, previous):
        return True
    if mention.weak and _is_brand_of_other(scene, index):
        return True
    owner = scene.owner.get(previous)
    if owner is not None and owner != index:
        # Apposition: a brand or adjective beside another part's word only describes that part.
        other = scene.mentions[owner]
        return (
            mention.weak
            and not other.weak
            and earlier[owner] is not Status.DENIED
            and set(other.targets).isdisjoint(mention.targets)
        )
    if before and _is_whereabouts(scene, previous):
        return True
    if text in lang.OF and index and scene.text(previous - 1) in lang.DEFINITE:
        # "una nevera de compresor, es que la de gas…", "la de gas la hemos quitado"
        told = scene.text(mention.end + 1) in lang.CLITICS | _PAST_STATES
        opened = scene.text(previous - 2) in {"que", "porque", "antes", "como", "con"}
        if before or opened:
            return told or opened
    if text in lang.OF and scene.text(previous - 1).startswith(("hac", "sirv")):
        # "los que hacen de intermitente y de freno"
        return True
    if text in lang.OF and scene.text(previous - 1) in {"y", "e"} and index:
        following_on = scene.mentions[index - 1].end == previous - 2
        if following_on and earlier[index - 1] is Status.ASIDE:
            return True
    if (
        text in lang.OF
        and scene.text(previous + 1) in lang.DEFINITE
        and index
        and _opens(scene, previous - 1)
    ):
        # "La ventana trasera no. La de la cocina sí"
        return True
    if text in lang.OF and scene.text(previous - 1) in {"unos", "unas"} and not mention.weak:
        # "retrovisores por unos de brazo corto"
        return not _shares_words(scene, index)
    if text in lang.OF:
        return _is_complement(scene, previous - 1, index)
    if text in {"debajo", "encima", "dentro"} and scene.text(previous + 1) in lang.DEFINITE:
        # "to debajo l sofá", without its "de"
        return True
    if text == "para" and _is_requirement_asked(scene, mention):
        return False
    if text == "para" and before and scene.text(previous + 1) in lang.DEFINITE:
        # "un amortiguador para la rueda de atrás"
        return True
    if text == "para":
        head = previous - 1
        if head in scene.owner:
            return True
        return head >= 0 and _is_thing(scene, head, mention) and scene.words[previous].gap is Break.NONE
    if text == "en" and scene.text(previous - 1).startswith(("interesad", "pensan", "piens")):
        return False
    if text == "en" and any(scene.text(at).startswith("gast") for at in range(previous - 5, previous)):
        # "me he gastado un dineral en Brembo"
        return False
    if text == "que" and scene.text(previous - 1) == "con":
        # "¿con qué interruptor tienen que ir los antiniebla?"
        return True
    if text in {"a", "al"} and before and scene.text(previous - 1) in lang.SYNONYMS["@move"]:
        # "¿se puede mover al portamatrículas?"
        return True
    if text == "como" and {scene.text(previous - 1), scene.text(previous - 2)} & lang.RECORDED_VERBS:
        # "figura como monoplaza"
        return True
    if text in {"tanto", "tanta", "tantos", "tantas"} and scene.text(previous - 1) == "con":
        # "con tanta ducha no llegamos"
        return True
    if text == "en" and mention.start == mention.places[0]:
        if previous == mention.start - 1:
            return True
        return bool(before) or scene.text(previous - 1) not in lang.REQUEST_WORDS | lang.TRANSPARENT_NOUNS
    if text in {"a", "al", "con"} and scene.text(previous - 1) in lang.CONDITION_VERBS:
        return True
    if text in {"a", "al", "con", "contra"} and scene.text(previous - 1) in lang.ATTACHED_STATES:
        return True
    if text == "con" and _is_in_picture(scene, previous):
        return True
    if previous - 1 in scene.owner and text == "con" and _is_its_own(scene, mention):
        # "un kit de bombona con su cofre"
        return not _shares_words(scene, index)
    if previous - 1 in scene.owner and text == "con" and _is_bare_singular(scene, mention):
        # "dos faros con interruptor propio"
        return not _shares_words(scene, index)
    if before and _is_purpose(scene, index):
        return True
    if before and text.endswith(("ar", "er", "ir")) and scene.text(previous - 1) in {"para", "de"}:
        # "una ventana para ventilar la cama": what the part is good for.
        return text not in lang.REQUEST_WORDS | lang.SYNONYMS["@work"]
    if previous - 1 in scene.owner and (
        text == "al" or (text == "a" and scene.text(previous + 1) in lang.DEFINITE)
    ):
        # "retrovisores al manillar", "portamatrículas a la rueda"; not "del guardabarros a la luz".
        placed = scene.mentions[scene.owner[previous - 1]]
        return scene.text(modified_by(scene, placed.start)) not in lang.OF
    if text in lang.CONDITION_VERBS and (before or scene.text(previous - 1) in {"no", "que"}):
        return True
    if text in lang.REQUIREMENT_VERBS and before:
        if text != "llevar":
            return scene.text(previous - 1) not in {"cliente", "y"}
        return scene.text(previous - 1) in {"que", "deben", "debe"}
    return False


def _is_bare_singular(scene: Scene, mention: Mention) -> bool:
    """One noun without an article, in the singular: it only says what another part comes with."""
    word = scene.words[mention.start]
    bare = scene.text(mention.start - 1) == "con" and len(mention.places) == 1 and not mention.weak
    return bare and not word.text.endswith("s")


def _is_its_own(scene: Scene, mention: Mention) -> bool:
    """ "con su botoncito": one piece that comes with the part."""
    return scene.text(mention.start - 1) == "su" and len(mention.places) <= 2


def _opens(scene: Scene, article: int) -> bool:
    """Whether a definite article opens the sentence."""
    opening = scene.words[article].gap is Break.SENTENCE if article >= 0 else False
    return opening and article > 0 and scene.text(article) in lang.DEFINITE


def _is_brand_of_other(scene: Scene, index: int) -> bool:
    """ "manillar con elevadores SW-Motech": a brand right after a word that is part of another mention."""
    mention = scene.mentions[index]
    beside = mention.start - 1
    if beside < 0 or scene.words[mention.start].gap is not Break.NONE:
        return False
    return any(
        beside in other.places and not other.weak and set(other.targets).isdisjoint(mention.targets)
        for number, other in enumerate(scene.mentions)
        if number != index
    )


def _is_sited(scene: Scene, index: int, before: bool, earlier: Sequence[Status]) -> bool:
    """ "una batería bajo la cama", "una ventana entre la cama y el armario"."""
    at = scene.mentions[index].start - 1
    while scene.text(at) in lang.DETERMINERS:
        at -= 1
    text = scene.text(at)
    if text in lang.PLACE_PREPOSITIONS:
        return before or scene.text(at - 1) in lang.REQUEST_WORDS
    if text != "y" or not index or earlier[index - 1] is not Status.ASIDE:
        return False
    other = scene.mentions[index - 1]
    return other.end == at - 1 and "entre" in {scene.text(other.start - 1), scene.text(other.start - 2)}


def _is_in_picture(scene: Scene, place: int) -> bool:
    """ "os mando fotos por detrás con la matrícula bien visible"."""
    return any(
        scene.text(at) in {"foto", "fotos", "video", "videos"}
        for at in range(max(0, place - _LOOK_AHEAD), place)
        if scene.same_sentence(at, place)
    )


def _is_purpose(scene: Scene, index: int) -> bool:
    """ "un Duocontrol para que cambie de botella": what comes after "para que" says what it is good for."""
    mention, other = scene.mentions[index], scene.mentions[index - 1]
    if scene.words[mention.start].chunk != scene.words[other.end].chunk:
        return False
    between = [scene.text(place) for place in range(other.end + 1, mention.start)]
    purpose = ("para", "que") in pairwise(between)
    return purpose and not set(between) & {"y", "tambien", "ademas"}


def _is_of_relative(scene: Scene, index: int, previous: int) -> bool:
    """ "una nevera que va con la batería": the clause describes the part before it."""
    if not index or scene.text(previous) not in lang.PREPOSITIONS - {"sin"}:
        return False
    opening = scene.mentions[index - 1].end + 1
    return scene.text(opening) == "que" and scene.words[opening].gap is Break.NONE and opening < previous


def _is_whereabouts(scene: Scene, verb: int) -> bool:
    """ "una ventana donde está la cocina": a verb of being or going after "donde"."""
    if scene.text(verb) == "donde":
        return True
    return scene.text(verb) in lang.SITING_VERBS and "donde" in {scene.text(verb - 1), scene.text(verb - 2)}


def _is_requirement_asked(scene: Scene, mention: Mention) -> bool:
    """ "¿qué pide industria para X?": the question is about X."""
    texts = sentence_texts(scene, mention.start)
    asked = any(
        word.asked and word.sentence == scene.words[mention.start].sentence
        for word in scene.words[mention.end : mention.end + _LOOK_BACK]
    )
    return asked and bool(texts & {"que", "cual", "cuales", "cuanto", "cuanta", "cuantos", "cuantas"})


def _named_before(scene: Scene, index: int, earlier: Sequence[Status]) -> bool:
    """Whether a part is named earlier in the sentence, and not only in passing."""
    for number in range(index - 1, -1, -1):
        if not scene.same_sentence(scene.mentions[number].end, scene.mentions[index].start):
            return False
        if earlier[number] is not Status.ASIDE:
            return True
    return False


def _is_complement(scene: Scene, head: int, index: int) -> bool:
    """Whether "de X" only says whose or where something is: "piñas del manillar", "tapón del depósito"."""
    if scene.text(head) in lang.PLACE_ADVERBS and head not in scene.owner:
        # "detrás del asiento"
        return True
    while head > 0 and scene.text(head) in lang.QUALIFIERS and head not in scene.owner:
        if scene.text(head) in lang.PLACE_NOUNS and scene.text(head - 1) in lang.DETERMINERS:
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
    if text in lang.UPKEEP_NOUNS or text in lang.SHOPS:
        return True
    if text in lang.PLACE_NOUNS and scene.text(head - 1) not in {"a"}:
        return True
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
    if scene.text(place - 1) in _PRONOUNS and word.gap is Break.NONE:
        return False
    if word.text in lang.VEHICLE_MAKES:
        # "pasar la Hymer de 3500 a 3850"
        return False
    if word.text in _EVERYDAY_THINGS:
        return True
    return not word.known and word.text.isalpha() and len(word.text) > 3


def _renamed(scene: Scene, index: int) -> bool:
    """ "una luz de freno como alumbrado adicional": what counts is what it is mounted as."""
    if index + 1 >= len(scene.mentions):
        return False
    mention, following = scene.mentions[index], scene.mentions[index + 1]
    between = [scene.text(place) for place in range(mention.end + 1, following.start)]
    opening = {scene.text(mention.start - 1), scene.text(mention.start - 2)}
    return bool(between) and between[0] == "como" and len(between) <= 3 and not opening & {"tanto", "asi"}
