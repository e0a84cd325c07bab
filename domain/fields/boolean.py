"""Yes and no as people say them: «sí», «si claro», «vale», «no», «nop», «negativo», «no lleva» …

The first clause that says anything decides; a later bare answer of the other kind makes the whole unclear.
"""

import re
from typing import Final

from domain.catalogue import CatalogueField
from domain.fields.messages import rejection
from domain.fields.result import Accepted, Rejected
from domain.fields.wording import says_dont_know, word_set, words
from domain.folding import fold_line

_YES: Final = word_set(
    "si sii siii siiii s sip sep yes yep yeah true verdadero claro clarisimo vale ok oka okay okey okis oki "
    "correcto correcta afirmativo afirmativa efectivamente exacto exactamente cierto cierta perfecto seguro "
    "segurisimo dale venga verdad obvio obviamente evidentemente simon"
)
_YES_PHRASES: Final = re.compile(
    r"\b(?:por supuesto|x supuesto|desde luego|sin duda|asi es|eso es|de acuerdo|como no|ya lo creo)\b"
)
_NO: Final = word_set(
    "no noo nooo noooo n nop nope nones negativo negativa false falso falsa nunca jamas tampoco ninguno "
    "ninguna nada nanai ni"
)
_NO_PHRASES: Final = re.compile(
    r"\b(?:que va|para nada|en absoluto|de eso nada|ni hablar|de ninguna manera)\b"
)
_HAS: Final = word_set("lleva llevo llevan tiene tengo tienen hay trae traen esta estan es son va van lo la")
"""Verbs that repeat the question: alone they mean yes («lo lleva», «hay»), with «no» they mean no."""
_FILLER: Final = word_set(
    "hola buenas buenos dias tardes noches pues bueno hombre mujer mira oye uf eh ah ay a ver gracias muchas "
    "perdon perdona disculpa jaja jajaja esto creo supongo diria yo que me parece entiendo imagino y pero "
    "ya todo muy bien senor amigo"
)
_UNSURE: Final = re.compile(
    r"\b(?:depende|quizas?|tal vez|a lo mejor|puede(?: ser)?|igual|a veces|a medias|mas o menos|segun|"
    r"no del todo|regular)\b"
)
_TAG: Final = re.compile(r"(?<=\w)[\s,;.]*¿?\s*\b(?:no|verdad|vale|ok|sabes)\s*\?\s*$")
_SIGNS: Final = {
    "👍": " si ",
    "✅": " si ",
    "✔": " si ",
    "👌": " si ",
    "👎": " no ",
    "❌": " no ",
    "🚫": " no ",
    "✖": " no ",
}
_LONGEST_CLAUSE: Final = 8
"""A longer clause with a «no» somewhere tells a story; it answers nothing."""
_DIGITS: Final = {"1": True, "0": False}


def read_boolean(field: CatalogueField, raw: str | float | bool) -> Accepted | Rejected:
    """True or False, or a request to say yes or no."""
    if isinstance(raw, bool):
        return Accepted(raw)
    text = str(raw) if isinstance(raw, str) or abs(raw) < 10 else ""
    value = boolean_of(text)
    if value is not None:
        return Accepted(value)
    problem = "responde solo sí o no"
    if says_dont_know(fold_line(text)) or _UNSURE.search(fold_line(text)):
        problem = "necesitamos un sí o un no; si no lo sabes, míralo con calma y responde después"
    return rejection(field, problem, "«sí»")


def boolean_of(text: str) -> bool | None:
    """What the text says, None when it says neither, both, or that it isn't known."""
    folded = fold_line(text)
    for sign, word in _SIGNS.items():
        folded = folded.replace(sign, word)
    folded = folded.strip()
    if folded in _DIGITS:
        return _DIGITS[folded]
    folded = _TAG.sub("", folded)
    if says_dont_know(folded) or _UNSURE.search(folded):
        return None
    folded = _YES_PHRASES.sub(" claro ", _NO_PHRASES.sub(" nunca ", folded))
    decided: bool | None = None
    for clause in re.split(r"[,.;:!?¡¿()\n]+", folded):
        said = words(clause)
        if decided is None:
            if any(word not in _FILLER for word in said):
                decided = _clause(said)
                if decided is None:
                    return None
        elif (later := _bare(said)) is not None and later != decided:
            return None
    return decided


def _clause(said: list[str]) -> bool | None:
    """What the first clause with content says."""
    kept = [word for word in said if word not in _FILLER]
    yes = [word for word in kept if word in _YES]
    no = [word for word in kept if word in _NO]
    if len(said) > _LONGEST_CLAUSE and not (yes and kept[0] in _YES):
        return None
    if yes and not no:
        # "si lleva", "claro"; but "lo que esta seguro es el soporte" decides nothing.
        return True if kept[0] in _YES or len(kept) <= 4 else None
    if no and not yes:
        return False
    if yes and no:
        return _mixed(kept, said)
    return True if kept and all(word in _HAS for word in kept) else None


def _mixed(kept: list[str], said: list[str]) -> bool | None:
    """«claro que no» is no; «sí que no falta nada» is yes; «si no …» is a condition, not an answer."""
    if kept[0] in _NO:
        return False if "que" not in said else None
    if kept[0] in {"si", "s", "sii", "siii"}:
        return None if kept[1] in _NO else True
    position = said.index(kept[0])
    return False if said[position + 1 : position + 3] == ["que", "no"] else None


def _bare(said: list[str]) -> bool | None:
    """The answer of a clause that consists of nothing else («no», «espera no», «si que lleva»)."""
    kept = [word for word in said if word not in _FILLER and word not in {"espera", "mejor", "digo"}]
    if not kept or len(kept) > 2 or not all(word in _YES | _NO | _HAS for word in kept):
        return None
    if kept[0] in _NO:
        return False
    return True if kept[0] in _YES else None
