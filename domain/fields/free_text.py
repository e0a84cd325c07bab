"""Free text: its length and the pattern staff gave it.

Patterns run on RE2, whose time is linear in the text: no pattern can hang the process.
"""

import re2

from domain.catalogue import CatalogueField
from domain.fields.messages import rejection
from domain.fields.result import Accepted, Rejected
from domain.fields.wording import clean, says_dont_know, words
from domain.folding import fold_line


def read_text(field: CatalogueField, raw: str | float) -> Accepted | Rejected:
    """The cleaned text, or why it can't be taken.

    Where only the other case of the letters fits the pattern («225/75r16c»), the text is stored in it.
    """
    text = clean(str(raw))
    if not words(fold_line(text)):
        return _reject(field, "escribe la respuesta con letras o números")
    if says_dont_know(fold_line(text)):
        return _reject(field, "este dato lo necesitamos; si ahora no lo tienes, búscalo y responde después")
    rules = field.rules
    if rules.min_length is not None and len(text) < rules.min_length:
        return _reject(field, f"tiene que tener al menos {_letters(rules.min_length)}")
    if rules.max_length is not None and len(text) > rules.max_length:
        return _reject(field, f"tiene que tener como máximo {_letters(rules.max_length)}")
    if rules.pattern is None:
        return Accepted(text)
    for spelling in (text, text.upper(), text.lower()):
        if len(spelling) == len(text) and fits(rules.pattern, spelling):
            return Accepted(spelling)
    hint = (rules.pattern_hint or "").strip().rstrip(".")
    if "por ejemplo" in hint.lower():
        return rejection(field, f"no tiene el formato esperado. {hint}", None)
    return _reject(field, f"no tiene el formato esperado. {hint}" if hint else "no tiene el formato esperado")


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text matches the pattern (RE2 syntax), in time linear in the text."""
    return re2.fullmatch(pattern, text) is not None


def _letters(count: int) -> str:
    return "1 carácter" if count == 1 else f"{count} caracteres"


def _reject(field: CatalogueField, problem: str) -> Rejected:
    return rejection(field, problem, f"«{clean(field.example)}»" if field.example else None)
