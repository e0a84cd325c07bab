"""Units that clients write, with their factor to the base unit of their dimension.

Factors are exact by definition (SI; international inch and foot), the metric horsepower (735.49875 W) and
the pound per square inch (to twelve digits) included.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from domain.catalogue import CatalogueField
from domain.folding import fold_line

_SUPERSCRIPTS: Final = str.maketrans({"²": "2", "³": "3", "º": "°", "”": '"', "“": '"', "″": '"'})
_AREA = re.compile(r"\b([a-z]+) ?cuadrad[oa]s?\b")
_VOLUME = re.compile(r"\b([a-z]+) ?cubic[oa]s?\b")
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_IN_UNIT = re.compile(r"\ben ([a-z0-9/°%]+)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its symbol for messages, and its size in the base unit of its dimension."""

    symbol: str
    dimension: str
    factor: Decimal


def _unit(symbol: str, dimension: str, factor: str, names: str = "") -> dict[str, Unit]:
    """The unit under its folded symbol and under each of `names`."""
    unit = Unit(symbol, dimension, Decimal(factor))
    return dict.fromkeys((fold_line(symbol).translate(_SUPERSCRIPTS), *names.split()), unit)


_UNITS: Final = MappingProxyType(
    _unit("mm", "length", "1", "milimetro milimetros mms")
    | _unit("cm", "length", "10", "centimetro centimetros cms")
    | _unit("dm", "length", "100", "decimetro decimetros")
    | _unit("m", "length", "1000", "metro metros mts mt mtrs")
    | _unit("km", "length", "1000000", "kilometro kilometros kms")
    | _unit("pulgadas", "length", "25.4", "pulgada in inch inches pulg \" ''")
    | _unit("pies", "length", "304.8", "pie ft")
    | _unit("kg", "mass", "1", "kilo kilos kilogramo kilogramos kgs kgr kgrs")
    | _unit("g", "mass", "0.001", "gramo gramos gr grs")
    | _unit("t", "mass", "1000", "tonelada toneladas tn tm ton")
    | _unit("l", "volume", "1", "litro litros lt lts ltr dm3 decimetros3")
    | _unit("ml", "volume", "0.001", "mililitro mililitros")
    | _unit("cl", "volume", "0.01", "centilitro centilitros")
    | _unit("cm³", "volume", "0.001", "cc centimetros3 centimetro3")
    | _unit("m³", "volume", "1000", "metros3 metro3")
    | _unit("mm²", "area", "1", "milimetros2 milimetro2")
    | _unit("cm²", "area", "100", "centimetros2 centimetro2")
    | _unit("m²", "area", "1000000", "metros2 metro2")
    | _unit("W", "power", "1", "vatio vatios watio watios watt watts")
    | _unit("kW", "power", "1000", "kilovatio kilovatios kilowatios")
    | _unit("CV", "power", "735.49875", "caballo caballos hp")
    | _unit("mbar", "pressure", "0.001", "milibar milibares mbars")
    | _unit("bar", "pressure", "1", "bares bars")
    | _unit("kPa", "pressure", "0.01", "kilopascal kilopascales")
    | _unit("hPa", "pressure", "0.001")
    | _unit("psi", "pressure", "0.0689475729318")
    | _unit("N", "force", "1", "newton newtons")
    | _unit("daN", "force", "10")
    | _unit("kN", "force", "1000", "kilonewton kilonewtons")
    | _unit("Nm", "torque", "1")
    | _unit("A", "current", "1", "amperio amperios amp amps")
    | _unit("mA", "current", "0.001", "miliamperio miliamperios")
    | _unit("Ah", "charge", "1", "amperioshora amperiohora")
    | _unit("mAh", "charge", "0.001")
    | _unit("V", "voltage", "1", "voltio voltios volt volts")
    | _unit("kV", "voltage", "1000")
    | _unit("Wh", "energy", "1")
    | _unit("kWh", "energy", "1000")
    | _unit("km/h", "speed", "1", "kmh kph")
    | _unit("rpm", "rotation", "1", "revoluciones")
    | _unit("°", "angle", "1", "grado grados")
    | _unit("%", "share", "1", "porciento porcentaje")
    | _unit("dB", "sound", "1", "decibelio decibelios dba db(a)")
)


def find_unit(text: str) -> Unit | None:
    """The unit that `text` names, folded or not, by symbol or Spanish name; None for anything else."""
    return _UNITS.get(joined_names(fold_line(text)))


def joined_names(folded: str) -> str:
    """Folded text with the unit names of several words or with superscripts as one plain word each."""
    plain = folded.translate(_SUPERSCRIPTS)
    plain = _AREA.sub(r"\g<1>2", plain)
    plain = _VOLUME.sub(r"\g<1>3", plain)
    plain = re.sub(r"\b(amperios?|ah?)[ -]horas?\b", "ah", plain)
    plain = re.sub(r"\bcaballos de vapor\b", "caballos", plain)
    plain = re.sub(r"\bkm por hora\b|\bkilometros (?:por|a la) hora\b", "km/h", plain)
    return re.sub(r"\bpor ciento\b", "porciento", plain)


def unit_of(field: CatalogueField) -> Unit | None:
    """The unit a numeric field is stored in: that of its rules, else one its label names, else None.

    A rule may name a unit outside the table; it then converts from nothing but itself.
    """
    if field.rules.unit is not None:
        known = find_unit(field.rules.unit)
        return known or Unit(field.rules.unit, f"only {fold_line(field.rules.unit)}", Decimal(1))
    label = fold_line(field.label)
    for content in reversed(_PARENTHESES.findall(label)):
        # «(en mm)» and «(mm)» alike; «(valor S)» is no unit.
        if (unit := find_unit(content.removeprefix("en ").strip())) is not None:
            return unit
    ending = _IN_UNIT.search(label.rstrip(" :?"))
    return find_unit(ending.group(1)) if ending else None
