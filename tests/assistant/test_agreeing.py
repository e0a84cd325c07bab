"""What takes an offered price and what does not, in whatever words; and which amounts are named."""

from decimal import Decimal

import pytest

from agent.assistant.agreeing import agrees, amounts_in, without_amounts


@pytest.mark.parametrize(
    "text",
    [
        *("vale pues eso", "vale entonces sí", "me cuadra", "va", "hecho", "venga va, que sí", "siii porfa"),
        *("ok me lo quedo", "tira palante", "ok dale", "trato hecho", "vale, sin prisa", "nos vale"),
        *("vale pues adelante", "de acuerdo con el presupuesto", "lo acepto encantado", "por mí bien"),
    ],
)
def test_words_that_all_agree_take_the_price(text: str) -> None:
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        *("qué va", "venga ya", "si eso", "no acepto", "no acepto el precio", "no, vale", "bueno", "a ver"),
        *("quiero el presupuesto", "vale, lo pienso", "lo consulto con mi mujer", "vale?", "si pero es caro"),
        *(
            "antes de aceptar el presupuesto tengo dudas",
            "si acepto el presupuesto, ¿qué pasa?",
            "hecho polvo",
        ),
        *("para aceptar el precio qué hago", "de acuerdo con el taller", "no me convence", ""),
    ],
)
def test_a_word_more_may_say_something_else(text: str) -> None:
    assert not agrees(text)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("acepto el precio de 1 €", ["1"]),
        ("te doy 100", ["100"]),
        ("vale, 1.169,40 euros IVA incluido", ["1169.40"]),
        ("€ 99,90", ["99.90"]),
        ("mi código postal es 28001 y la moto de 2019", []),
    ],
)
def test_amounts_are_told_from_other_numbers(text: str, amounts: list[str]) -> None:
    assert amounts_in(text) == [Decimal(amount) for amount in amounts]


def test_the_price_itself_is_no_other_matter() -> None:
    prices = {Decimal("140.00"), Decimal("169.40")}
    assert agrees(without_amounts("140 + IVA entonces, vale", prices))
    assert without_amounts("por 100 vale", prices) == "por 100 vale"
