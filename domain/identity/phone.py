"""Phone numbers in any spelling to E.164, by Google's numbering metadata (phonenumbers).

Three countries write one mobile number in two ways, and WhatsApp gives now one, now the other: Mexico with or
without the 1 that its plan dropped in 2019, Brazil with or without the ninth digit of its mobiles, Argentina
with or without the 9 of its mobiles. Each has one spelling here, or one person would be two.
"""

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber

from domain.identity.text import shown
from shared.errors import InvalidInputError

DEFAULT_REGION = "ES"
_PREFIX = re.compile(r"^\s*(?:whatsapp|tel|phone)\s*:\s*", re.IGNORECASE)
# The client's identifier on WhatsApp as a JID: 34600112233@s.whatsapp.net.
_SUFFIX = re.compile(r"@(?:s\.whatsapp\.net|c\.us)\s*$", re.IGNORECASE)
_MAX_INPUT = 60
# A spelling and the canonical one, of which the groups are kept. Landlines of Brazil begin with 2 to 5; in
# Argentina no landline has the number of a mobile, and who writes on WhatsApp has a mobile.
_CANONICAL = (
    (re.compile(r"\+521([0-9]{10})"), r"+52\1"),
    (re.compile(r"\+55([1-9][0-9])([6-9][0-9]{7})"), r"+55\g<1>9\2"),
    (re.compile(r"\+54([1-8][0-9]{9})"), r"+549\1"),
)
_OTHER = (
    (re.compile(r"\+52([0-9]{10})"), r"+521\1"),
    (re.compile(r"\+55([1-9][0-9])9([6-9][0-9]{7})"), r"+55\1\2"),
    (re.compile(r"\+549([1-8][0-9]{9})"), r"+54\1"),
)


# Each event of a conversation names the same phone several times.
@lru_cache(maxsize=1_024)
def parse_phone(value: str, field: str = "phone") -> str:
    """The number in E.164 (`+34600112233`); without an international prefix it is Spanish.

    Spanish numbers must exist in the numbering plan. Foreign ones only need a possible length, as foreign
    plans change faster than any metadata. Raises InvalidInputError naming `field`.
    """
    text = _SUFFIX.sub("", _PREFIX.sub("", unicodedata.normalize("NFKC", value)))
    if len(text) > _MAX_INPUT or any(character.isalpha() for character in text):
        raise _error(value, field, "no es un número de teléfono")
    number = _parsed(text) or _without_plus(text)
    if number is None:
        raise _error(value, field, _reason(text))
    return _e164(number)


def other_spelling(phone: str) -> str | None:
    """The other way in which WhatsApp, or a row of old, may write this E.164 number; None where there is
    just one."""
    return next((form.sub(other, phone) for form, other in _OTHER if form.fullmatch(phone)), None)


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _canonical(number: PhoneNumber) -> PhoneNumber:
    written = _e164(number)
    for form, canonical in _CANONICAL:
        if form.fullmatch(written):
            return phonenumbers.parse(form.sub(canonical, written))
    return number


def _parsed(text: str) -> PhoneNumber | None:
    """The number in its canonical spelling, when it can exist; None otherwise."""
    try:
        number = _canonical(phonenumbers.parse(text, DEFAULT_REGION))
    except NumberParseException:
        return None
    if number.country_code == phonenumbers.country_code_for_region(DEFAULT_REGION):
        fits = phonenumbers.is_valid_number(number)
    else:
        fits = phonenumbers.is_possible_number(number)
    return number if fits and 8 <= len(_e164(number)) <= 16 else None


def _without_plus(text: str) -> PhoneNumber | None:
    """A foreign number as WhatsApp spells it, without plus: long enough and sure to be one."""
    digits = re.sub(r"\D", "", text)
    number = _parsed(f"+{digits}") if len(digits) >= 11 else None
    return number if number is not None and phonenumbers.is_valid_number(number) else None


def _reason(text: str) -> str:
    digits = len(re.sub(r"\D", "", text))
    if digits == 0:
        return "no contiene ninguna cifra"
    if text.strip().startswith(("+", "(+", "00")):
        return "no existe en el plan de numeración de su país"
    if digits < 9:
        return f"tiene {digits} cifras y un teléfono español tiene 9"
    return "no existe en el plan de numeración español"


def _error(value: str, field: str, reason: str) -> InvalidInputError:
    return InvalidInputError(
        "invalid_phone",
        f"El teléfono {shown(value)} {reason}.",
        field,
        "Escríbelo con sus 9 cifras (600 11 22 33) o, si es extranjero, con su prefijo (+351 …).",
    )
