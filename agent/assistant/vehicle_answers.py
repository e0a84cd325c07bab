"""Answers about seats, workshop, inspection and make, as clients say them; the words: case_data.tsv. Pure."""

import re
from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from agent.assistant.wording import number_in, rows, spoken
from domain.fields.boolean import boolean_of
from domain.fields.unchanged import says_unchanged
from domain.fields.wording import clean
from domain.folding import fold_line
from domain.identity import community_named, parse_phone
from shared.errors import InvalidInputError

_YEAR: Final = re.compile(r"(?i)[\s,]+(?:de[l]?|año|\()?\s*(?:año\s+)?(?:19|20)\d\d\)?$")
_SEATS: Final = re.compile(
    r"(?i)\b(?:[1-9]|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\s+(?:plazas?|asientos?)\b"
)
_LOOSE_END: Final = re.compile(r"(?i)(?:\s+(?:con|y|de|del|matr[ií]cula|que))+\s*$")
_NUMBERS: Final = re.compile(r"(?<![\w.,])\d{1,3}(?![\w.,]\d)")


def seats(asked: str, answer: str) -> dict[str, str]:
    """The seats before and after, of an answer to either."""
    numbers = [match[0] for match in _NUMBERS.finditer(answer)]
    first = re.split(r"[,;.(]", answer, maxsplit=1)[0]
    if not numbers and (counted := next((said for said in (answer, first) if _only_counts(said)), "")):
        numbers = [
            str(number)
            for word in spoken(counted)
            if word.text not in {"un", "una", "uno"} and (number := number_in(word.text)) is not None
        ]
    parts = [clean(part) for part in re.split(r"[,;.]| y | pero ", answer)]
    if (named := _SEATS.search(answer)) is not None:
        parts.append(clean(answer[named.end() :]))
    is_same = any(says_unchanged(part) for part in (answer, *parts))
    if asked == "plazas_finales":
        if is_same and not numbers:
            return {asked: "no cambian"}
        return {asked: numbers[-1]} if numbers else {asked: answer} if answer else {}
    values = {asked: numbers[0]} if numbers else {asked: answer} if answer else {}
    if len(numbers) > 1:
        values["plazas_finales"] = numbers[1]
    elif numbers and is_same:
        values["plazas_finales"] = "no cambian"
    return values


def seats_in(text: str, missing: Collection[str]) -> dict[str, str]:
    """The seats that a text names as such while they are missing: «4 plazas y no cambian»."""
    return with_seats(text, missing)[0]


def with_seats(text: str, missing: Collection[str]) -> tuple[dict[str, str], str]:
    """The seats that a text names as such while they are missing, and the text before them."""
    found = _SEATS.search(text) if "plazas_iniciales" in missing else None
    if found is None:
        return {}, text
    values = seats("plazas_iniciales", text[found.start() :])
    if says_unchanged(text[found.end() :].strip(" ,.")):
        values["plazas_finales"] = "no cambian"
    return values, text[: found.start()]


def workshop(answer: str) -> dict[str, str]:
    """Whose workshop it is, and its name after a yes."""
    words = {word.text for word in spoken(answer)}
    first, _, rest = answer.partition(",")
    yes = boolean_of(answer)
    if yes is None:
        yes = boolean_of(first)
    if words & set(table("firm_workshop")):
        yes = False
    elif yes is None and words & set(table("own_workshop")):
        yes = True
    if yes is None:
        return {"taller_propio": answer} if answer else {}
    values = {"taller_propio": "sí" if yes else "no"}
    name = re.sub(r"^(?:(?:es|el|se llama|en)\s+)+", "", clean(rest), flags=re.IGNORECASE)
    if yes and re.match(r"(?i)(?:taller|talleres|motos|auto)", name):
        values["taller_nombre"] = name
    return values


def station(answer: str) -> dict[str, str]:
    """The community, also by its province or a town that everybody knows, and the station after it."""
    first, _, rest = answer.partition(",")
    for said in (answer, first):
        named = community(said)
        if named is not None:
            values = {"itv_comunidad": named}
            name = clean(rest) if said == first and rest else ""
            if name:
                values["itv_nombre"] = name
            elif "itv" in fold_line(answer).split():
                values["itv_nombre"] = answer
            return values
    for word in spoken(answer):
        place = table("community").get(word.text)
        if place is not None and len(word.text) > 3:
            return {"itv_comunidad": place.replace("_", " "), "itv_nombre": answer}
    return {"itv_comunidad": answer} if answer else {}


def community(text: str) -> str | None:
    """The autonomous community that the text names, None where it names none."""
    folded = fold_line(re.sub(r"(?i)^(?:en|la|de|itv|comunidad de)\s+", "", clean(text)))
    province = table("community").get(folded.replace(" ", "_"))
    if province is not None:
        return province.replace("_", " ")
    try:
        return community_named(text)
    except InvalidInputError:
        return None


def make(answer: str) -> dict[str, str]:
    """The make, with the model where it follows a make that is known."""
    article, _, named = answer.partition(" ")
    if fold_line(article) in table("between") and fold_line(named).split()[:1] and _is_make(named):
        answer = named
    first, _, rest = answer.partition(" ")
    model = clean(rest.lstrip(",; ")).removeprefix("modelo ").strip()
    model = _YEAR.sub("", _LOOSE_END.sub("", model)).strip(" ,;")
    if fold_line(first.strip(",;")) in table("make") and model and len(model.split()) <= 5:
        return {"marca": first.strip(",;"), "modelo": model}
    return {"marca": answer} if answer else {}


def _only_counts(answer: str) -> bool:
    """Whether a number in words is all that is said: «son dos plazas», unlike «Dos Hermanas»."""
    silent = {*table("seats"), *table("between"), *table("opening")}
    return all(word.text in silent or number_in(word.text) is not None for word in spoken(answer))


def _is_make(text: str) -> bool:
    return fold_line(text.split(maxsplit=1)[0].strip(",;")) in table("make")


def phone_in(text: str) -> str | None:
    """The phone number in a text, None where there is none."""
    match = re.search(r"\+?\d[\d \-.]{7,18}\d", text)
    if match is None:
        return None
    try:
        return parse_phone(match[0], "taller_telefono")
    except InvalidInputError:
        return None


@cache
def table(what: str) -> Mapping[str, str]:
    """The folded words of one part of case_data.tsv with the name that they stand for."""
    found = {
        fold_line(word): name
        for part, name, listed in rows("case_data.tsv")
        if part == what
        for word in listed.split()
    }
    # The longest first, so that «me llamo» is not read as «me».
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: -item[0].count("_"))))
