"""Postal codes, provinces, e-mail addresses and free text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import (
    COMMUNITIES,
    PROVINCES,
    community_named,
    parse_email,
    parse_postal_code,
    parse_text,
    province_named,
)
from shared.errors import InvalidInputError


def test_there_are_52_provinces_from_01_to_52() -> None:
    assert list(PROVINCES) == [f"{number:02d}" for number in range(1, 53)]
    assert len(set(PROVINCES.values())) == 52


@given(st.integers(0, 99_999))
def test_postal_codes(number: int) -> None:
    code = f"{number:05d}"
    if 1 <= number // 1000 <= 52:
        assert parse_postal_code(f" {code} ").province == PROVINCES[code[:2]]
    else:
        with pytest.raises(InvalidInputError, match="ninguna provincia"):
            parse_postal_code(code)


@pytest.mark.parametrize("wrong", ["", "8001", "080011", "08O01", "hola"])
def test_wrong_postal_codes(wrong: str) -> None:
    with pytest.raises(InvalidInputError, match="5 cifras") as caught:
        parse_postal_code(wrong)
    assert caught.value.field == "domicilio_cp"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("madrid", "Madrid"),
        ("CORDOBA", "Córdoba"),
        ("Vizcaya", "Bizkaia"),
        ("la coruña", "A Coruña"),
        ("Barcelna", "Barcelona"),
        ("Sta. Cruz de Tenerife", "Santa Cruz de Tenerife"),
        ("Islas Baleares", "Illes Balears"),
    ],
)
def test_provinces_as_people_write_them(written: str, name: str) -> None:
    assert province_named(written) == name


def test_every_province_is_known_by_its_own_name() -> None:
    for name in PROVINCES.values():
        assert province_named(name) == name
        assert province_named(name.upper()) == name


def test_an_unknown_province_names_the_nearest() -> None:
    with pytest.raises(InvalidInputError, match="ninguna provincia") as caught:
        province_named("Burdeos")
    assert caught.value.remedy is not None
    assert "Burgos" in caught.value.remedy


def test_emails() -> None:
    assert parse_email("  Ana.Ruiz@Ejemplo.ES ") == "Ana.Ruiz@ejemplo.es"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("ana", "arroba"), ("ana@", "forma"), ("a b@ejemplo.es", "forma"), ("a" * 300 + "@b.es", "forma")],
)
def test_wrong_emails(wrong: str, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said) as caught:
        parse_email(wrong)
    assert caught.value.field == "email"
    assert len(str(caught.value)) < 300


def test_names_stay_as_they_are() -> None:
    assert parse_text("  María  José O'Donnell-Núñez ", "first_name", 100) == "María José O'Donnell-Núñez"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("", "empty_value"),
        ("   ", "empty_value"),
        ("\u200b \u2060\ufeff", "empty_value"),
        ("a\x00b", "bad_characters"),
        ("a" * 11, "too_long"),
    ],
)
def test_wrong_text(wrong: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_text(wrong, "marca", 10)
    assert (caught.value.code, caught.value.field) == (code, "marca")


@given(st.text())
def test_any_text_never_crashes(text: str) -> None:
    for parse in (parse_email, province_named, parse_postal_code):
        try:
            result = parse(text)
        except InvalidInputError as error:
            str(error).encode()
        else:
            if isinstance(result, str):
                assert parse(result) == result
    try:
        clean = parse_text(text, "marca", 100)
    except InvalidInputError:
        return
    assert clean == parse_text(clean, "marca", 100)
    assert unicodedata.is_normalized("NFC", clean)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("madrid", "Comunidad de Madrid"),
        ("ANDALUCIA", "Andalucía"),
        ("castilla la mancha", "Castilla-La Mancha"),
        ("Catalunya", "Cataluña"),
        ("extremdura", "Extremadura"),
    ],
)
def test_communities_as_people_write_them(written: str, name: str) -> None:
    assert community_named(written) == name


def test_an_unknown_community_is_refused() -> None:
    assert len(COMMUNITIES) == 19
    with pytest.raises(InvalidInputError, match="comunidad autónoma") as caught:
        community_named("Occitania")
    assert caught.value.field == "itv_comunidad"
