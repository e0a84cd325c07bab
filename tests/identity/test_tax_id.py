"""NIF, NIE and CIF against the official algorithms, written again here as oracles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import TaxIdKind, parse_tax_id
from shared.errors import InvalidInputError

LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def cif_control(letter: str, digits: str) -> tuple[str, str]:
    """The control digit and letter of a CIF (Orden EHA/451/2008)."""
    even = sum(int(digit) for digit in digits[1::2])
    odd = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[0::2])
    control = (10 - (even + odd) % 10) % 10
    return str(control), "JABCDEFGHI"[control]


@pytest.mark.parametrize(
    ("written", "value", "kind"),
    [
        ("12345678Z", "12345678Z", TaxIdKind.NIF),
        ("12.345.678-z", "12345678Z", TaxIdKind.NIF),
        (" 12345678 Z ", "12345678Z", TaxIdKind.NIF),
        ("1234567L", "01234567L", TaxIdKind.NIF),
        ("X1234567L", "X1234567L", TaxIdKind.NIE),
        ("x-1234567-l", "X1234567L", TaxIdKind.NIE),
        ("B12345674", "B12345674", TaxIdKind.CIF),
        ("ES B-12345674", "B12345674", TaxIdKind.CIF),
        ("P1234567D", "P1234567D", TaxIdKind.CIF),
        ("A58818501", "A58818501", TaxIdKind.CIF),
        ("S9803881C", "S9803881C", TaxIdKind.CIF),
        ("F12345674", "F12345674", TaxIdKind.CIF),
        ("F1234567D", "F1234567D", TaxIdKind.CIF),
    ],
)
def test_accepted(written: str, value: str, kind: TaxIdKind) -> None:
    parsed = parse_tax_id(written)
    assert (parsed.value, parsed.kind) == (value, kind)
    assert parsed.is_company == (kind is TaxIdKind.CIF)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("", "tiene 0 caracteres"),
        ("12345678", "le falta la letra"),
        ("12345678A", r"letra de control \(«A»\)"),
        ("X1234567A", r"letra de control \(«A»\)"),
        ("B12345675", r"carácter de control \(«5»\)"),
        ("123456789Z", "tiene 10 caracteres"),
        ("I1234567A", "empiece por «I»"),
        ("B1234567Z", "carácter final"),
        ("B12A45674", "entre ellas van 7 cifras"),
        ("Ñ1234567A", "sin acento ni eñe"),
        ("S98038813", "terminan en letra, no en «3»"),
        ("A5881850A", "terminan en cifra, no en «A»"),
    ],
)
def test_errors_say_which_part_is_wrong(wrong: str, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said) as caught:
        parse_tax_id(wrong)
    assert (caught.value.code, caught.value.field) == ("invalid_tax_id", "nif_cif")
    assert caught.value.remedy


@given(st.integers(0, 99_999_999), st.sampled_from(LETTERS))
def test_exactly_one_letter_fits_a_dni(number: int, letter: str) -> None:
    text = f"{number:08d}{letter}"
    if LETTERS[number % 23] == letter:
        assert parse_tax_id(text).value == text
    else:
        with pytest.raises(InvalidInputError):
            parse_tax_id(text)


@given(st.sampled_from("XYZ"), st.integers(0, 9_999_999))
def test_nie_letter(first: str, number: int) -> None:
    letter = LETTERS[int(f"{'XYZ'.index(first)}{number:07d}") % 23]
    assert parse_tax_id(f"{first}{number:07d}{letter}").kind is TaxIdKind.NIE


@given(
    st.sampled_from("ABCDEFGHJNPQRSUVW"), st.integers(0, 9_999_999), st.sampled_from("0123456789ABCDEFGHIJ")
)
def test_cif_control(first: str, number: int, control: str) -> None:
    digits = f"{number:07d}"
    text = first + digits + control
    as_digit, as_letter = cif_control(first, digits)
    fitting = {as_digit, as_letter}
    if first in "NPQRSW":
        fitting = {as_letter}
    elif first in "ABEH" and not digits.startswith("00"):
        fitting = {as_digit}
    if control in fitting:
        assert parse_tax_id(text.lower()).value == text
    else:
        with pytest.raises(InvalidInputError):
            parse_tax_id(text)


@given(st.text() | st.text(alphabet="XYZABKLM0123456789 -\n", max_size=12))
def test_any_text_is_normalised_or_refused(text: str) -> None:
    try:
        parsed = parse_tax_id(text)
    except InvalidInputError:
        return
    assert len(parsed.value) == 9
    assert parse_tax_id(parsed.value) == parsed
