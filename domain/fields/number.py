"""Numbers as clients write them: decimal comma, thousands point, units, number words.

The value is stored in the field's unit. "1.200" is twelve hundred, as in Spanish; only where the rules refuse
that and take 1.2 is the point a decimal one. A comma is always decimal. Two numbers, ranges and comparisons
("más de 30") are no answer.
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from domain.catalogue import CatalogueField
from domain.fields.messages import rejection, spanish_number
from domain.fields.number_words import digits_for_words
from domain.fields.result import Accepted, Rejected
from domain.fields.units import Unit, find_unit, joined_names, unit_of
from domain.fields.wording import word_set
from domain.folding import fold_line

LARGEST: Final = Decimal(10) ** 15
"""Numbers from here on are refused: a JSON number of a double holds no more digits exactly."""
_VULGAR: Final = str.maketrans(
    {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅛": " 1/8", "⅜": " 3/8", "⅝": " 5/8", "⅞": " 7/8"}
)
_NUMBER = re.compile(
    r"""(?<![0-9a-z.,/])
    (?P<sign>[+\-−–]\ ?|\bmenos\ )?
    (?P<digits>
        (?:[0-9]{1,3}\ )?[0-9]{1,3}/[0-9]{1,3}(?![0-9/])
      | [0-9]{1,3}(?:\ [0-9]{3})+(?![0-9.])(?:,[0-9]+)?
      | [0-9]+(?:[.,][0-9]+)*
    )
    (?P<gap>\ ?)
    (?P<unit>km/h|db\(a\)|''|["°%]|[a-zµ]+(?:[23](?![0-9]))?)?""",
    re.VERBOSE,
)
_DECIMAL_APOSTROPHE = re.compile(r"(?<=[0-9]) ?['’´`](?=[0-9])")
"""2'1 is how many Spaniards write 2,1."""
_DOWN = re.compile(r"\b(?:baj|descend|descien|reduc|disminu)[a-z]*")
_UP = re.compile(r"\b(?:sub|aument|elev|alz)[a-z]*")
_HEDGES = re.compile(
    r"\b(?:mas o menos|mas menos|o asi|poco mas o menos|aprox\w*|unos|unas|como unos|ca)\b|[±~≈]"
)
_COMPARISONS = re.compile(
    r"\b(?:entre|menos de|mas de|menor|mayor|hasta|maximo|minimo|al menos|por lo menos|como mucho)\b"
    r"|\b(?:no|ni|sin)\b"
    r"|[<>≤≥]"
)
_AFTER_NUMBER: Final = word_set(
    "a al cada como con creo de del desde el en es eso esta este exactos exactas exactamente gracias hasta "
    "justo justos justas la lo mas o ok para pelado pelados por segun son sobre tiene total vale y"
)
"""Words that may follow a bare number without being its unit."""


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number of the text with its possible readings, the likeliest first, and the unit that follows it."""

    readings: tuple[Decimal, ...]
    unit: Unit | None
    unknown_unit: str | None


def read_number(field: CatalogueField, raw: str | float) -> Accepted | Rejected:
    """The number in the field's unit, an int where it has no decimals, or why it can't be taken.

    Bounds, `integer_only` and the unit come from the field's rules (the unit else from its label).
    """
    unit = unit_of(field)
    found = _values(field, raw, unit)
    if isinstance(found, Rejected):
        return found
    problems = [(value, _problem(field, value, unit)) for value in found]
    for value, problem in problems:
        if problem is None:
            return Accepted(_scalar(value))
    return _reject(field, problems[0][1] or "", unit)


def number_of(field: CatalogueField, text: str) -> Decimal | None:
    """The number that `text` states in the field's unit, whatever the bounds; None when it states none."""
    found = _values(field, text, unit_of(field))
    return None if isinstance(found, Rejected) else found[0]


def _values(field: CatalogueField, raw: str | float, unit: Unit | None) -> tuple[Decimal, ...] | Rejected:
    """The possible values in the field's unit, the likeliest first; at least one."""
    if not isinstance(raw, str):
        if abs(raw) >= LARGEST or not math.isfinite(raw):
            return _reject(field, "ese número es demasiado grande", unit)
        return (Decimal(str(raw)),)
    text = _DECIMAL_APOSTROPHE.sub(",", fold_line(raw.translate(_VULGAR)))
    text = digits_for_words(joined_names(text)).replace("⁄", "/")
    text = " ".join(_HEDGES.sub(" ", text).split())
    matches = list(_NUMBER.finditer(text))
    if not matches:
        return _reject(field, "escribe un número" + (f" en {unit.symbol}" if unit else ""), unit)
    rest = _NUMBER.sub(" ", text)
    if _COMPARISONS.search(rest) or re.search(r"[0-9]", rest):
        return _reject(field, "escribe un solo número, la medida exacta", unit)
    quantities = [_quantity(match, unit) for match in matches]
    if any(not quantity.readings for quantity in quantities):
        return _reject(field, "no entiendo ese número; usa la coma solo para los decimales", unit)
    for quantity in quantities:
        if quantity.unknown_unit is not None and unit is not None:
            return _reject(
                field, f"no conozco la unidad «{quantity.unknown_unit}»; dilo en {unit.symbol}", unit
            )
        if unit is not None and quantity.unit is not None and quantity.unit.dimension != unit.dimension:
            return _reject(field, f"va en {unit.symbol}, no en {quantity.unit.symbol}", unit)
    if len(quantities) > 1:
        return _sum(field, quantities, unit)
    quantity = quantities[0]
    values = tuple(_converted(value, quantity.unit, unit) for value in quantity.readings)
    if _is_signed(field) and _DOWN.search(rest) and not _UP.search(rest):
        values = tuple(-abs(value) for value in values)
    if any(abs(value) >= LARGEST for value in values):
        return _reject(field, "ese número es demasiado grande", unit)
    return values


def _sum(
    field: CatalogueField, quantities: list[_Quantity], unit: Unit | None
) -> tuple[Decimal, ...] | Rejected:
    """ "2 m 30 cm": quantities of one dimension, each with its unit, from large units to small ones."""
    sizes = [quantity.unit.factor for quantity in quantities if quantity.unit is not None]
    is_compound = (
        unit is not None
        and len(sizes) == len(quantities)
        and all(large > small for large, small in pairwise(sizes))
        and all(len(quantity.readings) == 1 for quantity in quantities)
    )
    if not is_compound:
        return _reject(field, "escribe un solo número", unit)
    return (sum((_converted(item.readings[0], item.unit, unit) for item in quantities), Decimal(0)),)


def _quantity(match: re.Match[str], unit: Unit | None) -> _Quantity:
    sign = -1 if match["sign"] and match["sign"].strip() not in {"", "+"} else 1
    readings = tuple(sign * value for value in _readings(match["digits"]))
    word = match["unit"]
    if word is None:
        return _Quantity(readings, None, None)
    named = find_unit(word)
    # The unit of the rules may lie outside the table («plazas»).
    if unit is not None and word == fold_line(unit.symbol):
        named = unit
    if named is None and word not in _AFTER_NUMBER:
        return _Quantity(readings, None, word)
    # "30 a 40" and "de 20 a": a preposition after a space is no ampere unless amperes are asked.
    if named is not None and match["gap"] and word == "a" and (unit is None or unit.dimension != "current"):
        named = None
    return _Quantity(readings, named, None)


def _readings(digits: str) -> tuple[Decimal, ...]:
    """What the digits may mean, the likeliest first; empty for separators that make no number."""
    if "/" in digits:
        whole, _, fraction = digits.rpartition(" ")
        upper, lower = (int(part) for part in fraction.split("/"))
        return (Decimal(whole or 0) + Decimal(upper) / Decimal(lower),) if lower else ()
    plain = digits.replace(" ", "")
    points, commas = plain.count("."), plain.count(",")
    if not points and not commas:
        return (Decimal(plain),)
    if commas and points:
        thousands, decimal = (".", ",") if plain.rindex(",") > plain.rindex(".") else (",", ".")
        if plain.count(decimal) > 1 or not _is_grouped(plain.partition(decimal)[0], thousands):
            return ()
        return (Decimal(plain.replace(thousands, "").replace(decimal, ".")),)
    separator = "," if commas else "."
    if max(points, commas) > 1:
        return (Decimal(plain.replace(separator, "")),) if _is_grouped(plain, separator) else ()
    decimal_reading = Decimal(plain.replace(",", "."))
    if separator == "." and _is_grouped(plain, "."):
        return (Decimal(plain.replace(".", "")), decimal_reading)
    return (decimal_reading,)


def _is_grouped(text: str, separator: str) -> bool:
    """Whether the separator stands before groups of three digits: 1.200, 12.000.000; not 0.500."""
    first, *groups = text.split(separator)
    return 1 <= len(first) <= 3 and not first.startswith("0") and all(len(group) == 3 for group in groups)


def _converted(value: Decimal, given: Unit | None, wanted: Unit | None) -> Decimal:
    if given is None or wanted is None or given.factor == wanted.factor:
        return value
    return round(value * given.factor / wanted.factor, 6)


def _is_signed(field: CatalogueField) -> bool:
    """Whether the field takes both directions («cuánto sube o baja»), so that «baja 20» means -20."""
    low, high = field.rules.min_value, field.rules.max_value
    return low is not None and low < 0 and (high is None or high > 0)


def _scalar(value: Decimal) -> int | float:
    """The value as JSON stores it; what a double can't tell from a whole number is one."""
    if value == value.to_integral_value():
        return int(value)
    double = float(value)
    return int(double) if double.is_integer() else double


def _problem(field: CatalogueField, value: Decimal, unit: Unit | None) -> str | None:
    """The first rule that the value breaks, in words; None when it keeps them all."""
    # The stored double is what has to keep the rules.
    stored = Decimal(str(_scalar(value)))
    low, high = field.rules.min_value, field.rules.max_value
    if field.rules.integer_only and stored != stored.to_integral_value():
        return "tiene que ser un número entero, sin decimales"
    is_low = low is not None and stored < Decimal(str(low))
    is_high = high is not None and stored > Decimal(str(high))
    if not is_low and not is_high:
        return None
    suffix = f" {unit.symbol}" if unit else ""
    if low is not None and high is not None:
        return f"tiene que estar entre {spanish_number(low)} y {spanish_number(high)}{suffix}"
    if low is not None:
        return f"tiene que ser como mínimo {spanish_number(low)}{suffix}"
    return f"tiene que ser como máximo {spanish_number(high or 0)}{suffix}"


def _reject(field: CatalogueField, problem: str, unit: Unit | None) -> Rejected:
    return rejection(field, problem, _example(field, unit))


def _example(field: CatalogueField, unit: Unit | None) -> str:
    """The field's example in Spanish notation where it keeps the rules, else a number that does."""
    if field.example is not None and re.fullmatch(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?", field.example.strip()):
        value = Decimal(field.example.strip().replace(",", "."))
        if _problem(field, value, unit) is None:
            return spanish_number(value)
    low, high = field.rules.min_value, field.rules.max_value
    if low is not None and high is not None:
        middle = (Decimal(str(low)) + Decimal(str(high))) / 2
        whole = middle.to_integral_value()
        return spanish_number(whole if _problem(field, whole, unit) is None else middle)
    bound = low if low is not None else high
    return spanish_number(10 if bound is None else bound)
