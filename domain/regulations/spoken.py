"""How people write what they mean by a place of a law, brought to the one way that the grammar of identifiers
reads: «artc. nº 8», «primer anexo», «transitoria quinta», «artículo ocho»."""

import re
from typing import Final

from domain.regulations.ordinals import ordinal_of

_CARDINALS: Final = (
    "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
    "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve", "veinte",
)  # fmt: skip
_ORDINAL: Final = (
    r"(?:primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim|undecim|duodecim"
    r"|decim[oa]?(?:primer|segund|tercer|cuart|quint|sext|septim|octav|noven))[oa]?"
)
_PROVISION: Final = r"(?:disposicion|disp\.?)\s+(?:adicional|transitoria|derogatoria|final)"

# In this order: each reads what those before it have written.
_WAYS: Final = (
    # «artíc.», «artculo», «articlo»
    (re.compile(r"\bart(?:i?cu?l?[ou]?|i)(s?)\b\.?(?=\s*(?:n\S*\s*)?[\d(]|\s+[a-z])"), r"articulo\1"),
    (re.compile(r"\b(articulos?|art\.?|anexos?|punto|apartado)\s+(?:num(?:ero)?\.?|nro\.?)\s+"), r"\1 "),
    (re.compile(rf"\b({_ORDINAL})\s+(anexo|articulo|{_PROVISION})\b"), r"\2 \1"),
    (
        re.compile(
            rf"(?<!disposicion )(?<!disp\. )(?<!disp )\b(adicional|transitoria|derogatoria|final)"
            rf"\s+({_ORDINAL}|unica)\b"
        ),
        r"disposicion \1 \2",
    ),
)
_COUNTED: Final = re.compile(rf"\b(articulo|art\.?|anexo)\s+({_ORDINAL}|{'|'.join(_CARDINALS)})\b")


def tidied(folded: str) -> str:
    """A folded question with its places written as the grammar reads them."""
    for pattern, way in _WAYS:
        folded = pattern.sub(way, folded)
    return _COUNTED.sub(lambda match: f"{match[1]} {_number(match[2])}", folded)


def order_points(folded: str) -> list[int]:
    """The points that a question about an order names by nothing but their ordinal («octavo de la orden») or
    by their figure («punto 8 de la orden»)."""
    if not re.search(r"\border?n\b", folded):
        return []
    found = [ordinal_of(match[0]) for match in re.finditer(rf"\b{_ORDINAL}\b", folded)]
    found += [int(match[1]) for match in re.finditer(r"\b(?:punto|apartado|numero)\s+(\d{1,2})\b", folded)]
    return [number for number in found if number]


def _number(word: str) -> int | str:
    if word in _CARDINALS:
        return _CARDINALS.index(word) + 1
    return ordinal_of(word if word[-1] in "oa" else f"{word}o") or word
