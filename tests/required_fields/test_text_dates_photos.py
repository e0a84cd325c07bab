"""Free text with lengths and patterns, dates in Spanish, references to photos."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.fields import Accepted, Rejected, check_answer
from domain.fields.free_text import fits
from domain.fields.messages import spanish_date
from tests.hierarchy.factory import field

TODAY = date(2026, 3, 20)
DOCUMENT = field("f", "date", label="Fecha del documento", example="15/01/2026")
TYRE = field(
    "n",
    label="Medida del neumático",
    pattern=r"^[0-9]{3}/[0-9]{2} ?(Z?R|-) ?[0-9]{2}([.]5)?C?$",
    pattern_hint="Por ejemplo 225/75R16C",
)
BRAND = field("m", label="Marca", min_length=2, max_length=10, example="Öhlins")


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("Öhlins", "Öhlins"),
        ("  Öhlins \n TTX ", "Öhlins TTX"),
        ("Ohlins\u200b\x00\udc00", "Ohlins"),
        (125, "125"),
    ],
)
def test_text_is_stored_clean(raw: object, stored: str) -> None:
    assert check_answer(BRAND, raw) == Accepted(stored)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("A", "«Marca»: tiene que tener al menos 2 caracteres; por ejemplo, «Öhlins»."),
        ("A" * 11, "«Marca»: tiene que tener como máximo 10 caracteres; por ejemplo, «Öhlins»."),
        ("--", "«Marca»: escribe la respuesta con letras o números; por ejemplo, «Öhlins»."),
        ("", "«Marca»: falta la respuesta; por ejemplo, Öhlins."),
        (
            "ni idea",
            "«Marca»: este dato lo necesitamos; si ahora no lo tienes, búscalo y responde después; "
            "por ejemplo, «Öhlins».",
        ),
    ],
)
def test_text_rejections(raw: str, message: str) -> None:
    assert check_answer(BRAND, raw) == Rejected(message)


def test_a_sentence_with_no_se_is_not_taken_for_not_knowing() -> None:
    assert check_answer(field("d"), "no se puede desmontar") == Accepted("no se puede desmontar")


@pytest.mark.parametrize(
    ("raw", "stored"),
    [("225/75R16C", "225/75R16C"), ("225/75r16c", "225/75R16C"), ("120/70 ZR 17", "120/70 ZR 17")],
)
def test_a_pattern_is_kept_whatever_the_case(raw: str, stored: str) -> None:
    assert check_answer(TYRE, raw) == Accepted(stored)


def test_a_broken_pattern_shows_its_hint() -> None:
    assert check_answer(TYRE, "225-75-16") == Rejected(
        "«Medida del neumático»: no tiene el formato esperado. Por ejemplo 225/75R16C."
    )


def test_the_whole_text_must_match_also_without_anchors() -> None:
    code = field("c", label="Código", pattern="[0-9]{4}", example="3200")
    assert check_answer(code, "3200") == Accepted("3200")
    assert check_answer(code, "132001") == Rejected(
        "«Código»: no tiene el formato esperado; por ejemplo, «3200»."
    )


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"^(a|aa)+$", r"^(a|a?)+$", r"(.*a){20}$", r"^([a-z]+)*$"])
def test_a_catastrophic_pattern_finishes_on_a_long_answer(pattern: str) -> None:
    # A backtracking engine would need more than 2**4000 steps here: the test would never end.
    hostile = "a" * 4_900 + "!"
    assert isinstance(check_answer(field("t", pattern=pattern), hostile), Rejected)
    assert not fits(pattern, "a" * 1_000_000 + "!")


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("12/03/2026", "2026-03-12"), ("12-3-26", "2026-03-12"), ("12.3.2026", "2026-03-12"),
        ("12 / 3 / 2026", "2026-03-12"),
        ("2026-03-12", "2026-03-12"), ("2026-03-12T10:00:00", "2026-03-12"),
        ("12 de marzo de 2026", "2026-03-12"),
        ("12 marzo 2026", "2026-03-12"), ("12-mar-26", "2026-03-12"),
        ("el lunes 12 de Marzo del 2026", "2026-03-12"),
        ("doce de marzo de 2026", "2026-03-12"),
        ("treinta y uno de mayo de dos mil veintiséis", "2026-05-31"),
        ("1º de enero de 2025", "2025-01-01"), ("primero de mayo de 2024", "2024-05-01"),
        ("31/12/99", "1999-12-31"),
        ("lo compré el 5/6/2025 en Madrid", "2025-06-05"), ("ayer", "2026-03-19"), ("anteayer", "2026-03-18"),
        ("hoy mismo", "2026-03-20"), ("mañana", "2026-03-21"), ("pasado mañana", "2026-03-22"),
        ("ayer por la mañana", "2026-03-19"), ("hace 3 días", "2026-03-17"),
        ("hace dos semanas", "2026-03-06"),
        ("hace un mes", "2026-02-20"), ("hace un año", "2025-03-20"), ("29/02/2024", "2024-02-29"),
    ],
)  # fmt: skip
def test_dates_as_spaniards_write_them(raw: str, day: str) -> None:
    assert check_answer(DOCUMENT, raw, today=TODAY) == Accepted(day)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("30/02/2026", "esa fecha no existe"), ("29/02/2025", "esa fecha no existe"),
        ("03/25/2026", "esa fecha no existe"),
        ("31 de abril de 2026", "esa fecha no existe"), ("00/00/0000", "esa fecha no existe"),
        ("12 de marzo", "día, mes y año"), ("marzo 2026", "día, mes y año"), ("2026", "día, mes y año"),
        ("esta mañana", "día, mes y año"), ("mañana te digo", "día, mes y año"), ("pronto", "día, mes y año"),
        ("12/03/2026 o 13/03/2026", "una sola fecha"), ("hace 99999 años", "día, mes y año"),
    ],
)  # fmt: skip
def test_dates_that_are_asked_again(raw: str, problem: str) -> None:
    result = check_answer(DOCUMENT, raw, today=TODAY)
    assert isinstance(result, Rejected)
    assert problem in result.message
    assert result.message.endswith("por ejemplo, 15/01/2026.")


def test_dates_keep_their_bounds() -> None:
    bounded = field(
        "f", "date", label="Fecha", min_date="2025-01-01", max_date="2025-12-31", example="01/01/2030"
    )
    assert check_answer(bounded, "31/12/2025") == Accepted("2025-12-31")
    assert check_answer(bounded, "01/01/2026") == Rejected(
        "«Fecha»: tiene que estar entre el 01/01/2025 y el 31/12/2025; por ejemplo, 01/01/2025."
    )
    since = field("f", "date", label="Fecha", min_date="2026-01-01")
    assert check_answer(since, "31/12/2025") == Rejected(
        "«Fecha»: tiene que ser el 01/01/2026 o después; por ejemplo, 12/03/2026."
    )


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_date_in_spanish_notation_reads_back(day: date) -> None:
    assert check_answer(DOCUMENT, spanish_date(day), today=TODAY) == Accepted(day.isoformat())


@given(st.integers(1, 3_000))
def test_days_ago_count_from_today(days: int) -> None:
    expected = (TODAY - timedelta(days=days)).isoformat()
    assert check_answer(DOCUMENT, f"hace {days} días", today=TODAY) == Accepted(expected)


@pytest.mark.parametrize(
    "raw", ["escape.jpg", "IMG_2026-03-12.HEIC", "5f0c6f2e-9d3b-4c7e-8a44-0d1f5e2b7a90", "a.b.png"]
)
def test_a_photo_is_the_reference_of_a_stored_image(raw: str) -> None:
    assert check_answer(field("p", "photo"), raw) == Accepted(raw)


@pytest.mark.parametrize(
    "raw",
    ["aquí la tienes", "../secreto.jpg", "/etc/passwd.png", "a/b.jpg", "https://example.com/a.jpg", ".jpg",
     "a.exe",
     "x" * 300 + ".jpg", True, 12, ""],
)  # fmt: skip
def test_anything_else_is_no_photo(raw: object) -> None:
    result = check_answer(field("p", "photo", label="Foto de la placa"), raw)
    assert isinstance(result, Rejected)
    assert result.message.startswith("«Foto de la placa»: ")
