"""Spanish number words as digits, as far as an answer of one quantity needs them."""

import re
from typing import Final

_ONES: Final = {
    "cero": 0, "ninguno": 0, "ninguna": 0, "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4,
    "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
}  # fmt: skip
_TEENS: Final = {
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16,
    "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiun": 21, "veintiuno": 21,
    "veintiuna": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25,
    "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
}  # fmt: skip
_TENS: Final = {
    "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
    "noventa": 90,
}  # fmt: skip
_WORDS: Final = {**_ONES, **_TEENS, **_TENS, "cien": 100, "mil": 1000}
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS)}) y ({'|'.join(_ONES)})\b")
_SINGLE = re.compile(rf"\b({'|'.join(sorted(_WORDS, key=len, reverse=True))})\b")
_THOUSANDS = re.compile(r"\b([0-9]{1,3}) ?mil\b")


def digits_for_words(folded: str) -> str:
    """The folded text with its number words as digits ("treinta y cinco" → "35", "3 mil" → "3000").

    Words are read only where the text has no digits, so that the article in "una de 28" is no number.
    """
    text = _half(folded)
    has_digits = re.search(r"[0-9]", text) is not None
    if not has_digits:
        text = re.sub(r"\bun par\b", "2", text)
        text = re.sub(rf"\b({'|'.join((*_ONES, *_TEENS))}) mil\b", lambda hit: f"{_WORDS[hit[1]]} mil", text)
        text = _COMPOUND.sub(lambda hit: str(_TENS[hit[1]] + _ONES[hit[2]]), text)
    text = _THOUSANDS.sub(r"\g<1>000", text)
    if not has_digits:
        text = _SINGLE.sub(lambda hit: str(_WORDS[hit[1]]), text)
    return text


def _half(folded: str) -> str:
    """«metro y medio» as "1,5 metro", «2 metros y medio» as "2,5 metros", «medio litro» as "0,5 litro"."""
    text = re.sub(r"\b([0-9]+) ?([a-z]+) y medi[oa]\b", r"\g<1>,5 \g<2>", folded)
    text = re.sub(
        rf"\b(?:({'|'.join((*_ONES, *_TEENS))}) )?([a-z]+) y medi[oa]\b",
        lambda hit: f"{_WORDS[hit[1]] if hit[1] else 1},5 {hit[2]}",
        text,
    )
    return re.sub(r"\bmedi[oa] (?=[a-z])", "0,5 ", text)
