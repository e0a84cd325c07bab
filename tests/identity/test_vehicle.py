"""Chassis numbers and plates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import PlateKind, parse_chassis_number, parse_plate, short_chassis_number
from domain.identity.plates import LETTERS
from shared.errors import InvalidInputError

VIN_CHARACTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


@pytest.mark.parametrize(
    ("written", "value", "has_check_digit"),
    [
        ("1M8GDM9AXKP042788", "1M8GDM9AXKP042788", True),  # the example of 49 CFR 565
        ("11111111111111111", "11111111111111111", True),
        ("jh2 pc40-05ym 100001", "JH2PC4005YM100001", False),
        ("VBKVA1400EM123456", "VBKVA1400EM123456", False),
        ("ZFA25000002A12345", "ZFA25000002A12345", False),
    ],
)
def test_vins(written: str, value: str, has_check_digit: bool) -> None:
    number = parse_chassis_number(written)
    assert (number.value, number.is_vin, number.has_check_digit) == (value, True, has_check_digit)


@pytest.mark.parametrize("written", ["VT 12345", "53M-004567", "1234"])
def test_short_numbers_are_accepted_and_flagged(written: str) -> None:
    assert not parse_chassis_number(written).is_vin
    assert short_chassis_number(written) == parse_chassis_number(written).value


@pytest.mark.parametrize("written", ["1M8GDM9AXKP042788", "AB", "VBK#A140"])
def test_a_vin_and_what_is_no_number_are_not_short_ones(written: str) -> None:
    assert short_chassis_number(written) is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("1M8GDM9AXKP042789", "dígito de control"),
        ("1M8GDM9AOKP042788", r"letra «O» \(¿es un 0\?\)"),
        ("VBKVA14I0EM123456", r"letra «I» \(¿es un 1\?\)"),
        ("VBKVA1400EM1234567", "tiene 18 caracteres"),
        ("AB", "demasiado corto"),
        ("ABCDEF", "demasiado corto"),
        ("", "solo puede llevar"),
        ("VBK#A1400EM123456", "solo puede llevar"),
    ],
)
def test_wrong_vins(wrong: str, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said) as caught:
        parse_chassis_number(wrong)
    assert (caught.value.code, caught.value.field) == ("invalid_vin", "bastidor")


@given(st.sampled_from("1245L"), st.text(alphabet=VIN_CHARACTERS, min_size=16, max_size=16))
def test_exactly_one_check_digit_fits(first: str, rest: str) -> None:
    accepted = []
    for digit in "0123456789X":
        number = first + rest[:7] + digit + rest[8:]
        try:
            accepted.append(parse_chassis_number(number).value)
        except InvalidInputError:
            continue
    assert len(accepted) == 1


@given(st.text() | st.text(alphabet=VIN_CHARACTERS + "IOQ -", max_size=20))
def test_any_text_is_a_chassis_number_or_refused(text: str) -> None:
    try:
        number = parse_chassis_number(text)
    except InvalidInputError:
        return
    assert 4 <= len(number.value) <= 17
    assert parse_chassis_number(number.value) == number


@pytest.mark.parametrize(
    ("written", "value", "kind", "display"),
    [
        ("1234 bcd", "1234BCD", PlateKind.ORDINARY, "1234 BCD"),
        ("1234-BCD", "1234BCD", PlateKind.ORDINARY, "1234 BCD"),
        ("m-1234-ab", "M1234AB", PlateKind.PROVINCIAL, "M-1234-AB"),
        ("GC-0001-A", "GC0001A", PlateKind.PROVINCIAL, "GC-0001-A"),
        ("B 123456", "B123456", PlateKind.PROVINCIAL, "B-123456"),
        ("C 1234 BCD", "C1234BCD", PlateKind.MOPED, "C 1234 BCD"),
        ("H1234BCD", "H1234BCD", PlateKind.HISTORIC, "H 1234 BCD"),
        ("E-1234-BCD", "E1234BCD", PlateKind.SPECIAL, "E 1234 BCD"),
        ("R 1234 BCD", "R1234BCD", PlateKind.TRAILER, "R 1234 BCD"),
        ("T1234BCD", "T1234BCD", PlateKind.TOURIST, "T 1234 BCD"),
        ("P 1234 BCD", "P1234BCD", PlateKind.TEMPORARY, "P 1234 BCD"),
        ("CNP 1234 AB", "CNP1234AB", PlateKind.OFFICIAL, "CNP 1234 AB"),
        ("CD 12 123", "CD12123", PlateKind.DIPLOMATIC, "CD 12 123"),
    ],
)
def test_plates(written: str, value: str, kind: PlateKind, display: str) -> None:
    plate = parse_plate(written)
    assert (plate.value, plate.kind, plate.display) == (value, kind, display)
    assert parse_plate(plate.display) == plate


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("", "está vacía"),
        ("1234 BCA", "esta lleva «A»"),
        ("1234 QBC", "esta lleva «Q»"),
        ("C1234ÑBC", "esta lleva «Ñ»"),
        ("X1234BCD", "empiece por «X»"),
        ("XX-1234-AB", "«XX» no es el código"),
        ("12345 BCD", "forma de ninguna serie"),
        ("hola ¿qué tal?", "solo puede llevar"),
    ],
)
def test_wrong_plates(wrong: str, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said) as caught:
        parse_plate(wrong)
    assert (caught.value.code, caught.value.field) == ("invalid_plate", "matricula")


@given(
    st.integers(0, 9999),
    st.text(alphabet=LETTERS, min_size=3, max_size=3),
    st.sampled_from(["", "C", "H", "E"]),
)
def test_every_plate_of_a_series_round_trips(number: int, letters: str, prefix: str) -> None:
    value = f"{prefix}{number:04d}{letters}"
    plate = parse_plate(value.lower())
    assert plate.value == value
    assert parse_plate(plate.display).value == value


@given(st.text() | st.text(alphabet="ABCDEHM0123456789 -", max_size=12))
def test_any_text_is_a_plate_or_refused(text: str) -> None:
    try:
        plate = parse_plate(text)
    except InvalidInputError:
        return
    assert len(plate.value) <= 12
    assert parse_plate(plate.value) == plate
