"""The data of a case in a message: by their form, by their label, as the answer to what is asked. Pure.

A message may answer several questions at once, in any order. What only has the right form is not judged here:
a wrong control letter is for whoever stores it to say.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from agent.assistant.labels import POSTAL_CODE, label_at, label_before, labelled
from agent.assistant.names import (
    is_floor,
    is_name,
    is_province,
    is_street,
    parts_of_name,
    segments,
    spelled_out,
)
from agent.assistant.vehicle_answers import community, make, phone_in, seats, station, table, workshop
from agent.assistant.wording import meanings, number_in, spoken
from domain.fields.unchanged import says_unchanged
from domain.fields.wording import clean
from domain.folding import fold_line
from domain.identity import parse_plate
from domain.identity.tax_id import identifies_company
from shared.errors import InvalidInputError

PERSON: Final = (
    "nif_cif",
    "first_name",
    "last_name",
    "company_name",
    "domicilio_calle",
    "domicilio_localidad",
    "domicilio_cp",
    "domicilio_provincia",
    "email",
)
_FORMS: Final[Mapping[str, "re.Pattern[str]"]] = MappingProxyType(
    {
        "email": re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+\.[A-Za-z]{2,}"),
        "bastidor": re.compile(
            r"(?<![A-Za-z0-9])(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{17}(?![A-Za-z0-9])"
        ),
        "nif_cif": re.compile(
            r"(?<![A-Za-z0-9])(?:\d{8}[ -]?[A-Za-z]|[XYZxyz][ -]?\d{7}[ -]?[A-Za-z]"
            r"|[ABCDEFGHJNPQRSUVWabcdefghjnpqrsuvw][ -]?\d{7}[ -]?[0-9A-Ja-j])(?![A-Za-z0-9])"
        ),
        "matricula": re.compile(
            r"(?<![A-Za-z0-9])(?:\d{4}[ -]?[B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{3}"
            r"|[A-Za-z]{1,2}[ -]\d{4}[ -]?[A-Za-z]{1,2})(?![A-Za-z0-9])"
        ),
        "domicilio_cp": POSTAL_CODE,
    }
)
"""What tells a datum wherever it stands, in the order in which they are taken out."""
_INTRODUCED: Final = re.compile(
    r"\b[Ss]oy\s+(?P<name>[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]+(?:\s+(?:de\s+|del\s+|la\s+|los\s+)*[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]+){1,4})"
)
_SHORT: Final = 5
_LONG_STREET: Final = 3
_TOWN_WORDS: Final = 4
_WORDED: Final = frozenset(
    {
        "first_name",
        "last_name",
        "company_name",
        "domicilio_calle",
        "domicilio_localidad",
        "marca",
        "taller_nombre",
        "taller_responsable",
        "taller_domicilio",
        "taller_ciudad",
        "itv_nombre",
    }
)
"""Data that are words of the client's own, which any text could be."""
_WITH_FORM: Final = frozenset(
    {
        *("nif_cif", "domicilio_cp", "domicilio_provincia", "email"),
        *("matricula", "bastidor", "plazas_iniciales", "plazas_finales"),
    }
)
"""What few texts can be: another text may be what is missing beside it."""
_CODES: Final = frozenset({"nif_cif", "matricula", "bastidor"})
_FEWEST_DIGITS: Final = 4
_SHORTEST: Final = 2
_TOWNS: Final = frozenset({"domicilio_localidad", "taller_ciudad", "itv_nombre"})


@dataclass(slots=True)
class Found:
    """Data by column name, as the client said them, and the words that none of them took."""

    values: dict[str, str] = field(default_factory=dict)
    rest: str = ""

    @property
    def person(self) -> dict[str, str]:
        """Those of the petitioner."""
        return {name: value for name, value in self.values.items() if name in PERSON}

    @property
    def columns(self) -> dict[str, str]:
        """Those of the vehicle, the workshop and the inspection."""
        return {name: value for name, value in self.values.items() if name not in PERSON}


def by_form_and_label(text: str) -> Found:
    """The data that say by themselves what they are."""
    text = spelled_out(text)
    found = Found(rest=text)
    said_of = _take_labelled(found, text)
    if _FORMS["nif_cif"].fullmatch(found.values.get("company_name", "")):
        found.values["nif_cif"] = found.values.pop("company_name")
    for name, form in _FORMS.items():
        if name in found.values:
            # Of «matrícula: 1234 BCD, creo» the form knows where the value ends.
            if (exact := form.search(found.values[name])) is not None:
                found.values[name] = exact[0]
                continue
            if _may_be(name, found.values[name]):
                continue
            # «El bastidor no lo tengo a mano» names it, and does not give it.
            del found.values[name]
            found.rest += f"\n{said_of[name]}"
        match = form.search(found.rest)
        if match is not None and _is_likely(name, match[0]):
            found.values[name] = match[0]
            found.rest = f"{found.rest[: match.start()]}\n{found.rest[match.end() :]}"
    if "first_name" not in found.values:
        _take_introduced(found)
    if "first_name" in found.values and "last_name" not in found.values:
        _part_name(found, fold_line(text))
    if "domicilio_cp" in found.values and "domicilio_localidad" not in found.values:
        _take_town(found, text)
    if found.values and not _says_more(found.rest):
        found.rest = ""
    return found


def _take_labelled(found: Found, text: str) -> dict[str, str]:
    """Take the data that are named; of each the whole of what was said."""
    said_of: dict[str, str] = {}
    for name, value, said in labelled(text):
        if name not in found.values or _fits_better(name, value, found.values[name]):
            found.values[name], said_of[name] = value, said
        found.rest = found.rest.replace(said, "\n", 1)
    return said_of


def _fits_better(name: str, value: str, former: str) -> bool:
    """Whether the value has the form of the datum and the former has not: of «no tengo DNI, tengo NIE
    X1234567L» the second is it."""
    form = _FORMS.get(name)
    return form is not None and form.search(value) is not None and form.search(former) is None


def without_forms(text: str) -> str:
    """The text without the data that their form tells, and their names: «matrícula 4321 FGH» is no reform."""
    for name, form in _FORMS.items():
        found = form.search(text)
        if found is not None and _is_likely(name, found[0]):
            head = text[: label_before(text[: found.start()])]
            text = f"{head}\n{text[found.end() :]}"
    return text


def _part_name(found: Found, folded: str) -> None:
    """Whoever says «me llamo» gives the whole name; after «nombre» two words may be a given name."""
    value = found.values["first_name"]
    introduces = "llamo" in folded or "soy" in folded.split()
    if is_name(value) and len(value.split()) > (1 if introduces else 2):
        _name(found, value, "first_name", ["first_name", "last_name"])


def _take_introduced(found: Found) -> None:
    """The whole name of «soy Ana Pérez Gil»: written as one, for «soy particular» says no name."""
    match = _INTRODUCED.search(found.rest)
    name = match["name"].strip() if match is not None else ""
    if match is not None and is_name(name) and not is_province(name):
        _name(found, name, "first_name", ["first_name", "last_name"])
        found.rest = f"{found.rest[: match.start()]}\n{found.rest[match.end() :]}"


def _take_town(found: Found, text: str) -> None:
    """The town behind the postal code: «28013 Madrid»."""
    _, _, behind = text.partition(found.values["domicilio_cp"])
    words = re.split(r"[\n;,.()]|\s(?:y|e|mi|con)\s", behind.strip(" ,(-"), maxsplit=1)[0].split()
    town = " ".join(words[:_TOWN_WORDS])
    if words and is_name(town) and not label_at(spoken(town), 0):
        found.values["domicilio_localidad"] = town
        found.rest = found.rest.replace(town, "\n", 1)


def read_data(text: str, asked: str, missing: Collection[str]) -> Found:
    """The data in a message while `asked` is asked; of what has no form and no label only those missing."""
    text = spelled_out(text)
    found = by_form_and_label(text)
    if asked in found.values:
        _fill_person(found, asked, missing)
        return found
    answer = without_opening(clean(found.rest if found.values else text))
    if found.values and not (_says_more(answer) and _may_be(asked, answer)):
        answer = ""
    elsewhere = {} if found.values else _elsewhere(answer, asked, missing)
    if elsewhere:
        found.values.update(elsewhere)
        return found
    if (
        answer
        and not found.values
        and (
            (asked in _WORDED and not _is_plausible(asked, answer))
            or (asked in _CODES and not _may_be(asked, answer))
        )
    ):
        return found
    if asked in PERSON:
        _fill_person(found, asked, missing)
        if asked not in found.values and answer and not found.values:
            found.values[asked] = answer
        return found
    if asked == "modelo" and "marca" in missing and len(both := make(answer)) > 1:
        found.values.update(both)
        return found
    for name, value in _answered(asked, answer, text).items():
        found.values.setdefault(name, value)
    return found


def _may_be(asked: str, answer: str) -> bool:
    """Whether words beside other data can be what is asked, where that has a form."""
    if asked in _CODES:
        digits = sum(char.isdecimal() for char in answer)
        return digits >= _FEWEST_DIGITS or (digits > 0 and len(answer.split()) <= _SHORTEST)
    if asked not in _WITH_FORM or is_province(answer) or says_unchanged(answer):
        return True
    is_counted = any(number_in(word.text) is not None for word in spoken(answer))
    return is_counted or any(char.isdecimal() or char == "@" for char in answer)


def _elsewhere(answer: str, asked: str, missing: Collection[str]) -> dict[str, str]:
    """What answers another question than the one that is asked, where nobody could take it for an answer."""
    if asked in _WITH_FORM:
        is_asked = _may_be(asked, answer)
        return {} if is_asked else answers_another(answer, missing)
    if asked not in _WORDED:
        return {}
    first = fold_line(answer).split()[:1]
    words = {word.text for word in spoken(answer)}
    if "plazas_finales" in missing and says_unchanged(answer):
        return {"plazas_finales": "no cambian"}
    if "plazas_iniciales" in missing and re.fullmatch(r"[1-9]", answer):
        return {"plazas_iniciales": answer}
    if "taller_propio" in missing and words & set(table("firm_workshop")) and len(words) <= _SHORT:
        return {"taller_propio": "no"}
    if "marca" in missing and asked in PERSON and first and first[0] in table("make"):
        return make(answer)
    if "itv_comunidad" in missing and asked not in _TOWNS and (place := community(answer)) is not None:
        return {"itv_comunidad": place}
    return {}


def answers_another(answer: str, missing: Collection[str]) -> dict[str, str]:
    """What a text answers that can't be what was asked: name, address, workshop, make, inspection."""
    if "domicilio_calle" in missing and is_street(answer) and _has_number(answer):
        return {"domicilio_calle": answer}
    words = {word.text for word in spoken(answer)}
    first = fold_line(answer).split()[:1]
    if "taller_propio" in missing and words & set(table("firm_workshop")) and len(words) <= _SHORT:
        return {"taller_propio": "no"}
    if "taller_propio" in missing and len(words) <= _SHORT and words & set(table("workshop")):
        return {name: value for name, value in workshop(answer).items() if value != answer}
    if "marca" in missing and first and first[0] in table("make"):
        return make(answer)
    if "itv_comunidad" in missing and (place := community(answer)) is not None:
        return {"itv_comunidad": place}
    return _names(answer, missing)


def _names(answer: str, missing: Collection[str]) -> dict[str, str]:
    """A full name where a datum with figures is asked and names are missing."""
    wanted = [name for name in ("first_name", "last_name") if name in missing]
    if (
        len(wanted) != 2
        or not answer[:1].isupper()
        or not 2 <= len(answer.split()) <= 5
        or not is_name(answer)
    ):
        return {}
    if any(not word[0].isupper() for word in answer.split() if len(word) > 3) or is_province(answer):
        return {}
    found = Found()
    _name(found, answer, "first_name", wanted)
    return found.values


def _is_plausible(asked: str, answer: str) -> bool:
    """Whether a text can be the datum at all: a name without figures, an address with more than a word."""
    if says_unchanged(answer):
        return False
    if asked in {"first_name", "last_name", "domicilio_localidad"}:
        return is_name(answer)
    if asked == "domicilio_calle":
        has_place = _has_number(answer) or is_street(answer) or len(answer.split()) > _LONG_STREET
        return has_place and len(answer.split()) > 1 and any(char.isalpha() for char in answer)
    return any(char.isalpha() for char in answer)


def _answered(asked: str, answer: str, text: str) -> dict[str, str]:
    """What an answer to a question about vehicle, workshop or inspection gives."""
    if asked in {"plazas_iniciales", "plazas_finales"}:
        return seats(asked, answer)
    if asked == "taller_propio":
        return workshop(answer)
    if asked == "itv_comunidad":
        return station(answer)
    if asked == "marca":
        return make(answer)
    if asked == "taller_telefono" and (phone := phone_in(text)) is not None:
        return {asked: phone}
    return {asked: answer} if answer else {}


def _says_more(text: str) -> bool:
    """Whether words are left that say anything by themselves."""
    empty = {
        *table("between"),
        *table("opening"),
        *meanings("filler"),
        *meanings("courtesy"),
        "y",
        "con",
        "mis",
    }
    return any(word.text not in empty for word in spoken(text))


def _is_likely(name: str, value: str) -> bool:
    if name != "matricula":
        return True
    try:
        parse_plate(value)
    except InvalidInputError:
        return False
    return True


def _fill_person(found: Found, asked: str, missing: Collection[str]) -> None:
    """Names, street and town among the words that no form and no label took."""
    wanted = [name for name in PERSON if name in missing and name not in found.values]
    parts = [part for part in (without_opening(clean(piece)) for piece in segments(found.rest)) if part]
    left: list[str] = []
    after_street = False
    for segment in parts:
        follows, after_street = after_street, False
        if is_street(segment) and ("domicilio_calle" in wanted or _has_number(segment)):
            found.values["domicilio_calle"] = segment
            wanted = [name for name in wanted if name != "domicilio_calle"]
            after_street = True
        elif follows and is_floor(segment):
            found.values["domicilio_calle"] += f", {segment}"
        else:
            left.append(segment)
    if not left:
        return
    is_company = identifies_company(found.values["nif_cif"]) if found.values.get("nif_cif") else None
    for segment in left:
        may_be_name = asked in {"first_name", "nif_cif", "last_name"} or len(parts) > 1
        is_wanted = is_company is not True and bool({"first_name", "last_name"} & set(wanted))
        if may_be_name and is_wanted and is_name(segment):
            wanted = _name(found, segment, asked, wanted)
            continue
        if is_company and "company_name" not in found.values and asked in {"nif_cif", "company_name"}:
            found.values["company_name"] = segment
        elif asked in wanted and asked not in found.values and _is_taken_for(asked, segment, found):
            found.values[asked] = segment
            wanted = [name for name in wanted if name != asked]
        elif "domicilio_cp" in found.values and "domicilio_localidad" in wanted and is_name(segment):
            found.values["domicilio_localidad"] = segment
            wanted.remove("domicilio_localidad")
        elif "domicilio_provincia" in wanted and is_province(segment):
            found.values["domicilio_provincia"] = segment
            wanted.remove("domicilio_provincia")


def _has_number(street: str) -> bool:
    """Whether an address is one for certain: of «Ronda» or «Plaza» the number tells."""
    return re.search(r"(?i)\d|\bs/n\b", street) is not None


def _is_taken_for(asked: str, segment: str, found: Found) -> bool:
    """Whether words that are left are the answer: beside other data only what can be it."""
    return not found.values or (_is_plausible(asked, segment) and _may_be(asked, segment))


def _name(found: Found, segment: str, asked: str, wanted: list[str]) -> list[str]:
    """A full name in its parts; what is wanted after it."""
    words = parts_of_name(segment)
    if asked == "last_name" and "first_name" not in wanted:
        found.values["last_name"] = segment
    elif len(words) == 1 or "last_name" not in wanted:
        found.values["first_name"] = segment
    else:
        surnames = 1 if len(words) == 2 else 2
        if "last_name" not in found.values:
            found.values["first_name"] = " ".join(words[:-surnames])
            found.values["last_name"] = " ".join(words[-surnames:])
    return [name for name in wanted if name not in found.values]


def without_opening(text: str) -> str:
    """The answer without the words that lead to it: «es Yamaha», «me llamo Ana»."""
    words = spoken(text)
    first = 0
    while True:
        for phrase in table("opening"):
            parts = phrase.split("_")
            if [word.text for word in words[first : first + len(parts)]] == parts:
                first += len(parts)
                break
        else:
            break
    return text[words[first].start :].strip() if 0 < first < len(words) else text
