"""Spanish tax identification: NIF of citizens, NIE of foreigners, CIF of companies and entities.

Check characters by python-stdnum; here, which of the three it is and which part of it is wrong.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from stdnum.es import cif, dni, nie
from stdnum.exceptions import ValidationError

from domain.identity.text import compact, shown
from shared.errors import InvalidInputError

_DNI = re.compile(r"[0-9]{8}[A-Z]")
_NIE = re.compile(r"[XYZ][0-9]{7}[A-Z]")
_SPECIAL_NIF = re.compile(r"[KLM][0-9]{7}[A-Z]")
_COMPANY_LETTERS = "ABCDEFGHJNPQRSUVW"
# Which control character each form of organisation has (Orden EHA/451/2008): companies and communities of
# owners a digit, public bodies, congregations and foreign entities a letter, the other forms either.
_DIGIT_CONTROL = frozenset("ABEH")
_LETTER_CONTROL = frozenset("NPQRSW")
# The place of a province: organisations of non-residents have a letter, whatever their form.
_NON_RESIDENT = "00"
_CIF = re.compile(rf"[{_COMPANY_LETTERS}][0-9]{{7}}[0-9A-J]")


class TaxIdKind(StrEnum):
    """Whom a tax number identifies."""

    NIF = "nif"
    NIE = "nie"
    CIF = "cif"


@dataclass(frozen=True, slots=True)
class TaxId:
    """A tax number in compact upper case, with its kind."""

    value: str
    kind: TaxIdKind

    @property
    def is_company(self) -> bool:
        """Whether it belongs to a company or entity rather than a person."""
        return self.kind is TaxIdKind.CIF


def parse_tax_id(value: str, field: str = "nif_cif") -> TaxId:
    """The number without separators and without the VAT prefix ES; a short DNI gets its leading zeros.

    Raises InvalidInputError naming `field` and saying which part is wrong: length, characters, first
    letter or control character.
    """
    number = compact(value)
    if re.fullmatch(r"ES[0-9A-Z][0-9]{7}[0-9A-Z]", number):
        number = number[2:]
    if re.fullmatch(r"[0-9]{6,7}[A-Z]", number):
        number = number.zfill(9)
    if _DNI.fullmatch(number):
        return _checked(number, TaxIdKind.NIF, dni.calc_check_digit(number[:8]), value, field)
    if _SPECIAL_NIF.fullmatch(number):
        return _checked(number, TaxIdKind.NIF, dni.calc_check_digit(number[1:8]), value, field)
    if _NIE.fullmatch(number):
        return _checked(number, TaxIdKind.NIE, nie.calc_check_digit(number[:8]), value, field)
    if _CIF.fullmatch(number):
        return _company(number, value, field)
    raise _error(value, field, _reason(number))


def identifies_company(number: str) -> bool:
    """Whether a tax number already stored is that of a company or entity, by its first letter."""
    return number != "" and number[0] in _COMPANY_LETTERS


def _checked(number: str, kind: TaxIdKind, control: str, value: str, field: str) -> TaxId:
    if number[-1] != control:
        raise _error(value, field, f"la letra de control («{number[-1]}») no corresponde al número")
    return TaxId(number, kind)


def _company(number: str, value: str, field: str) -> TaxId:
    """The CIF, when its control character is the right one and of the kind that its first letter asks for."""
    form, control = number[0], number[-1]
    if form in _LETTER_CONTROL and control.isdigit():
        raise _error(
            value, field, f"los números que empiezan por «{form}» terminan en letra, no en «{control}»"
        )
    if form in _DIGIT_CONTROL and control.isalpha() and number[1:3] != _NON_RESIDENT:
        raise _error(
            value, field, f"los números que empiezan por «{form}» terminan en cifra, no en «{control}»"
        )
    try:
        return TaxId(cif.validate(number), TaxIdKind.CIF)
    except ValidationError:
        raise _error(
            value, field, f"el carácter de control («{control}») no corresponde a las demás cifras"
        ) from None


def _reason(number: str) -> str:
    if not re.fullmatch(r"[0-9A-Z]*", number):
        return "solo puede llevar cifras y letras sin acento ni eñe"
    if re.fullmatch(r"[0-9]{8}", number):
        return "le falta la letra final"
    if len(number) != 9:
        return f"tiene {len(number)} caracteres y debe tener 9"
    if not re.fullmatch(r"[0-9]{7}", number[1:8]):
        return "solo puede llevar letras al principio y al final; entre ellas van 7 cifras"
    if number[0] in "IOTÑ":
        return f"no existe ningún número que empiece por «{number[0]}»"
    return f"el carácter final («{number[-1]}») no es válido para este tipo de número"


def _error(value: str, field: str, reason: str) -> InvalidInputError:
    return InvalidInputError(
        "invalid_tax_id",
        f"El NIF, NIE o CIF {shown(value)} no es válido: {reason}.",
        field,
        "Cópialo del documento tal como aparece, por ejemplo 12345678Z, X1234567L o B12345674.",
    )
