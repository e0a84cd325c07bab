"""Phone numbers: every spelling of one number becomes the same E.164."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import other_spelling, parse_phone
from shared.errors import InvalidInputError


@pytest.mark.parametrize(
    "spelling",
    [
        "600112233",
        "600 11 22 33",
        "600-112-233",
        "600.11.22.33",
        "  600 112 233 ",
        "+34600112233",
        "+34 600 11 22 33",
        "(+34) 600 112 233",
        "0034 600 11 22 33",
        "34600112233",
        "whatsapp:+34600112233",
        "WhatsApp: +34 600 112 233",
        "tel:+34-600-11-22-33",
        "34600112233@s.whatsapp.net",
        "\u202a+34 600 11 22 33\u202c",
        "６００１１２２３３",
    ],
)
def test_spellings_of_one_number(spelling: str) -> None:
    assert parse_phone(spelling) == "+34600112233"


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("91 123 45 67", "+34911234567"),
        ("+351 912 345 678", "+351912345678"),
        ("351912345678", "+351912345678"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("+5491123456789", "+5491123456789"),
    ],
)
def test_landlines_and_foreign_numbers(spelling: str, expected: str) -> None:
    assert parse_phone(spelling) == expected


@pytest.mark.parametrize(
    ("spellings", "canonical"),
    [
        (("+5215512345678", "+525512345678", "5215512345678", "+52 1 55 1234 5678"), "+525512345678"),
        (("+554187991234", "+5541987991234", "554187991234", "+55 41 8799-1234"), "+5541987991234"),
        (("+541123456789", "+5491123456789", "5491123456789", "+54 11 15 2345-6789"), "+5491123456789"),
    ],
)
def test_one_mobile_of_two_spellings_is_one_number(spellings: tuple[str, ...], canonical: str) -> None:
    assert {parse_phone(spelling) for spelling in spellings} == {canonical}
    other = other_spelling(canonical)
    assert other is not None
    assert other != canonical
    assert parse_phone(other) == canonical


@pytest.mark.parametrize("phone", ["+551134567890", "+34600112233", "+351912345678", "+525512345678"])
def test_other_numbers_keep_their_digits(phone: str) -> None:
    assert parse_phone(phone) == phone


@pytest.mark.parametrize("phone", ["+551134567890", "+34600112233", "+351912345678"])
def test_most_numbers_have_one_spelling(phone: str) -> None:
    assert other_spelling(phone) is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("", "ninguna cifra"),
        ("hola", "no es un número"),
        ("60011223", "tiene 8 cifras"),
        ("123456789", "numeración español"),
        ("+34 123 456 789", "numeración de su país"),
        ("600112233 ext 5", "no es un número"),
        ("6" * 500, "no es un número"),
    ],
)
def test_wrong_numbers_name_the_field_and_the_remedy(wrong: str, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said) as caught:
        parse_phone(wrong, "taller_telefono")
    assert caught.value.code == "invalid_phone"
    assert caught.value.field == "taller_telefono"
    assert caught.value.remedy
    assert len(str(caught.value)) < 300


@given(st.integers(min_value=600_000_000, max_value=699_999_999), st.randoms(use_true_random=False))
def test_separators_never_matter(number: int, random: object) -> None:
    digits = str(number)
    spaced = "".join(digit + random.choice(["", " ", "-", "."]) for digit in digits[:-1]) + digits[-1]  # type: ignore[attr-defined]
    assert parse_phone(spaced) == parse_phone(digits) == f"+34{digits}"


@given(st.text() | st.text(alphabet="0123456789+-() ", max_size=20))
def test_any_text_is_normalised_or_refused(text: str) -> None:
    try:
        number = parse_phone(text)
    except InvalidInputError:
        return
    assert number[0] == "+"
    assert number[1:].isascii()
    assert number[1:].isdigit()
    assert 8 <= len(number) <= 16
    assert parse_phone(number) == number
