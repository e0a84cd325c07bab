"""Spanish postal codes: five digits, the first two name the province (INE codes)."""

import re
from dataclasses import dataclass
from typing import Final

from domain.identity.near_names import near_name
from domain.identity.text import compact, shown
from shared.errors import InvalidInputError

PROVINCES: Final[dict[str, str]] = {
    "01": "Álava",
    "02": "Albacete",
    "03": "Alicante",
    "04": "Almería",
    "05": "Ávila",
    "06": "Badajoz",
    "07": "Illes Balears",
    "08": "Barcelona",
    "09": "Burgos",
    "10": "Cáceres",
    "11": "Cádiz",
    "12": "Castellón",
    "13": "Ciudad Real",
    "14": "Córdoba",
    "15": "A Coruña",
    "16": "Cuenca",
    "17": "Girona",
    "18": "Granada",
    "19": "Guadalajara",
    "20": "Gipuzkoa",
    "21": "Huelva",
    "22": "Huesca",
    "23": "Jaén",
    "24": "León",
    "25": "Lleida",
    "26": "La Rioja",
    "27": "Lugo",
    "28": "Madrid",
    "29": "Málaga",
    "30": "Murcia",
    "31": "Navarra",
    "32": "Ourense",
    "33": "Asturias",
    "34": "Palencia",
    "35": "Las Palmas",
    "36": "Pontevedra",
    "37": "Salamanca",
    "38": "Santa Cruz de Tenerife",
    "39": "Cantabria",
    "40": "Segovia",
    "41": "Sevilla",
    "42": "Soria",
    "43": "Tarragona",
    "44": "Teruel",
    "45": "Toledo",
    "46": "Valencia",
    "47": "Valladolid",
    "48": "Bizkaia",
    "49": "Zamora",
    "50": "Zaragoza",
    "51": "Ceuta",
    "52": "Melilla",
}

_OTHER_NAMES: Final[dict[str, str]] = {
    "araba": "01",
    "alava araba": "01",
    "alacant": "03",
    "baleares": "07",
    "islas baleares": "07",
    "mallorca": "07",
    "castello": "12",
    "castellon de la plana": "12",
    "la coruna": "15",
    "coruna": "15",
    "gerona": "17",
    "guipuzcoa": "20",
    "lerida": "25",
    "rioja": "26",
    "logrono": "26",
    "region de murcia": "30",
    "nafarroa": "31",
    "pamplona": "31",
    "orense": "32",
    "oviedo": "33",
    "gran canaria": "35",
    "tenerife": "38",
    "santander": "39",
    "vizcaya": "48",
}


@dataclass(frozen=True, slots=True)
class PostalCode:
    """A postal code with the name of its province."""

    value: str
    province: str


def parse_postal_code(value: str, field: str = "domicilio_cp") -> PostalCode:
    """The five digits and their province. Raises InvalidInputError naming `field`."""
    code = compact(value)
    if not re.fullmatch(r"[0-9]{5}", code):
        reason = "debe tener 5 cifras"
    elif code[:2] not in PROVINCES:
        reason = f"«{code[:2]}» no es ninguna provincia (van de 01 a 52)"
    else:
        return PostalCode(code, PROVINCES[code[:2]])
    raise InvalidInputError(
        "invalid_postal_code",
        f"El código postal {shown(value)} no es válido: {reason}.",
        field,
        "Escríbelo con sus 5 cifras, con el cero inicial si lo lleva: 08001.",
    )


def province_named(value: str, field: str = "domicilio_provincia") -> str:
    """The official name of a province written in any usual way, typing slips included.

    Raises InvalidInputError naming `field`, with the nearest provinces.
    """
    return near_name(
        value,
        PROVINCES.values(),
        {other: PROVINCES[code] for other, code in _OTHER_NAMES.items()},
        field=field,
        code="unknown_province",
        what="ninguna provincia de España",
    )
