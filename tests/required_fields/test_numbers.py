"""Numbers as clients write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.fields import Accepted, Rejected, check_answer
from domain.fields.messages import spanish_number
from domain.fields.units import find_unit, unit_of
from tests.hierarchy.factory import field

DIAMETER = field("d", "number", label="Diámetro del manillar (mm)", min_value=18, max_value=35, example="28")
LENGTH = field(
    "l", "number", label="Longitud total", unit="mm", min_value=1500, max_value=3000, integer_only=True
)
WEIGHT = field("k", "number", label="Peso", unit="kg", min_value=0.5, max_value=60)
SEATS = field("p", "number", label="Número de patas", min_value=1, max_value=6, integer_only=True)
LIFT = field("z", "number", label="Cuánto sube o baja", unit="mm", min_value=-200, max_value=300)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("28", 28), ("28 mm", 28), ("28mm", 28), ("2,8cm", 28), ("22,5", 22.5), ("22.5", 22.5),
        ("22'5", 22.5),
        ('7/8"', 22.225), ("1 1/8 pulgadas", 28.575), ("1⅛ pulgadas", 28.575), ("una pulgada", 25.4),
        ("unos 22 mm aprox", 22), ("más o menos 22", 22), ("veintiocho", 28), ("treinta y dos", 32),
        ("son 28 milímetros, gracias", 28), ("tubo de 22mm", 22), ("22 de diámetro", 22), ("０", None),
        (28, 28), (28.0, 28), (22.5, 22.5), ("  28  ", 28), ("2\u200b8", 28), ("0,028 m", 28),
    ],
)  # fmt: skip
def test_a_diameter_in_millimetres(raw: object, value: float | None) -> None:
    result = check_answer(DIAMETER, raw)
    assert result == Accepted(value) if value is not None else isinstance(result, Rejected)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2.100", 2100), ("2.100 mm", 2100), ("2 100", 2100), ("2,1 m", 2100), ("2.1 m", 2100),
        ("2'1 m", 2100),
        ("2.100,0", 2100), ("2,100.0", 2100), ("dos metros", 2000), ("metro y medio", 1500),
        ("2 metros y medio", 2500), ("dos metros y medio", 2500), ("2 m 10 cm", 2100),
        ("2 metros y 10 cm", 2100),
        ("210 cm", 2100), ("2 mil", 2000), ("dos mil", 2000), ("2.500 m", 2500),
    ],
)  # fmt: skip
def test_a_length_with_thousands_and_units(raw: str, value: int) -> None:
    assert check_answer(LENGTH, raw) == Accepted(value)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("11,5 kg", 11.5), ("500g", 0.5), ("medio kilo", 0.5), ("un kilo", 1), ("11.500 g", 11.5),
     ("11.250", 11.25), ("0,012 toneladas", 12)],
)  # fmt: skip
def test_a_weight_in_kilograms(raw: str, value: float) -> None:
    assert check_answer(WEIGHT, raw) == Accepted(value)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("-20", -20),
        ("−20 mm", -20),
        ("menos 20", -20),
        ("baja 20 mm", -20),
        ("sube 20", 20),
        ("0", 0),
        ("+5", 5),
    ],
)
def test_a_signed_measure(raw: str, value: int) -> None:
    assert check_answer(LIFT, raw) == Accepted(value)


@pytest.mark.parametrize(
    ("raw", "value"), [("4", 4), ("cuatro", 4), ("4 patas", 4), ("un par", 2), ("una", 1)]
)
def test_a_count(raw: str, value: int) -> None:
    assert check_answer(SEATS, raw) == Accepted(value)


@pytest.mark.parametrize(
    ("field_", "raw", "message"),
    [
        (
            DIAMETER,
            "45cm",
            "«Diámetro del manillar (mm)»: tiene que estar entre 18 y 35 mm; por ejemplo, 28.",
        ),
        (DIAMETER, "no sé", "«Diámetro del manillar (mm)»: escribe un número en mm; por ejemplo, 28."),
        (DIAMETER, "3 kg", "«Diámetro del manillar (mm)»: va en mm, no en kg; por ejemplo, 28."),
        (
            DIAMETER,
            "28 palmos",
            "«Diámetro del manillar (mm)»: no conozco la unidad «palmos»; dilo en mm; por ejemplo, 28.",
        ),
        (SEATS, "4,5", "«Número de patas»: tiene que ser un número entero, sin decimales; por ejemplo, 4."),
        (WEIGHT, "0,4", "«Peso»: tiene que estar entre 0,5 y 60 kg; por ejemplo, 30."),
        (
            field("k", "number", label="Masa", unit="kg", min_value=3500.5),
            "20",
            "«Masa»: tiene que ser como mínimo 3500,5 kg; por ejemplo, 3500,5.",
        ),
        (
            field("k", "number", label="Masa:", max_value=10, example="20"),
            "20",
            "«Masa»: tiene que ser como máximo 10; por ejemplo, 10.",
        ),
    ],
)
def test_rejections_name_the_field_the_rule_and_an_example(field_: object, raw: str, message: str) -> None:
    assert check_answer(field_, raw) == Rejected(message)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "raw",
    ["entre 20 y 30", "20-30", "20 o 30", "más de 20", "menos de 30", "como mucho 30",
     "dos delante y dos detrás",
     "1,2,3", "1/0", "e4", "r1", "2 m 2 m", "20 cm 2 m", "no son 28", "", "...", "mm", "10^3", "2 x 14",
     "nan", "inf"],
)  # fmt: skip
def test_what_is_no_single_number_is_asked_again(raw: str) -> None:
    assert isinstance(check_answer(DIAMETER, raw), Rejected)


@pytest.mark.parametrize("raw", [10**400, -(10**400), float("inf"), float("nan"), 1e300, "9" * 4_000])
def test_absurd_numbers_are_rejected_even_without_bounds(raw: object) -> None:
    assert isinstance(check_answer(field("n", "number"), raw), Rejected)


@pytest.mark.parametrize(
    ("label", "unit", "symbol"),
    [
        ("Diámetro (mm)", None, "mm"), ("Capacidad (litros)", None, "l"), ("Peso en kg", None, "kg"),
        ("Superficie (en mm²)", None, "mm²"), ("Carga (valor S)", None, None), ("Masa (F.1)", None, None),
        ("Altura (mm)", "cm", "cm"), ("Plazas", "plazas", "plazas"), ("Potencia (CV)", None, "CV"),
    ],
)  # fmt: skip
def test_the_unit_comes_from_the_rules_and_else_from_the_label(
    label: str, unit: str | None, symbol: str | None
) -> None:
    found = unit_of(field("n", "number", label=label, unit=unit))
    assert (found.symbol if found else None) == symbol


def test_a_unit_outside_the_table_is_taken_as_it_is() -> None:
    seats = field("n", "number", label="Plazas", unit="plazas")
    assert check_answer(seats, "5 plazas") == Accepted(5)
    assert isinstance(check_answer(seats, "5 mm"), Rejected)


@pytest.mark.parametrize(
    ("text", "symbol"),
    [("milímetros cuadrados", "mm²"), ("mm2", "mm²"), ("metros cúbicos", "m³"), ("kW", "kW"),
     ("amperios hora", "Ah"),
     ("caballos de vapor", "CV"), ("km/h", "km/h"), ("por ciento", "%"), ("palmos", None)],
)  # fmt: skip
def test_units_by_symbol_and_name(text: str, symbol: str | None) -> None:
    found = find_unit(text)
    assert (found.symbol if found else None) == symbol


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_number_in_spanish_notation_reads_back(value: Decimal) -> None:
    result = check_answer(field("n", "number", label="Medida (mm)"), f"{spanish_number(value)} mm")
    assert isinstance(result, Accepted)
    assert isinstance(result.value, int | float)
    assert Decimal(str(result.value)) == value


@given(st.integers(1_000, 999_999_999))
def test_a_thousands_point_changes_nothing(value: int) -> None:
    assert check_answer(field("n", "number"), f"{value:,}".replace(",", ".")) == Accepted(value)


@given(st.decimals(1, 5000, places=2), st.sampled_from(["mm", "cm", "m", "pulgadas"]))
def test_every_unit_of_length_converts_by_its_factor(value: Decimal, symbol: str) -> None:
    unit = find_unit(symbol)
    assert unit is not None
    result = check_answer(field("n", "number", unit="mm"), f"{spanish_number(value)} {symbol}")
    assert isinstance(result, Accepted)
    assert result.value == pytest.approx(float(value * unit.factor), rel=1e-12)


@pytest.mark.parametrize(
    ("unit", "raw", "value"), [("m", "2100 mm", 2.1), ("cm", "2,1 m", 210), ("kN", "17200 N", 17.2)]
)
def test_answers_convert_to_units_other_than_the_base_unit(unit: str, raw: str, value: float) -> None:
    assert check_answer(field("n", "number", unit=unit), raw) == Accepted(value)


@pytest.mark.parametrize(
    ("raw", "value"), [("0.500", 0.5), ("1.500", 1500), ("12.50", 12.5), ("1234.567", 1234.567)]
)
def test_a_point_is_a_thousands_point_only_where_it_can_be_one(raw: str, value: float) -> None:
    assert check_answer(field("n", "number"), raw) == Accepted(value)
