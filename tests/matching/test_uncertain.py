"""A price does not stand on a count or a variant of which the message says two things."""

import pytest

from domain.matching import match_text
from tests.matching.seeded import vocabulary_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # Named again, with another number.
        (
            "en vuestro presupuesto salen dos depósitos de agua, uno es el que trae la Hymer y el depósito "
            "de agua nuevo es uno, de 70 litros, va bajo la cama",
            "DEPOSITO_AGUA",
        ),
        # A number beside no part: two of the shop's own word for it.
        ("a la Benimar le hemos puesto un toldo y dos chismes, y una claraboya en el baño", "CLARABOYA"),
        # A variant beside the other one.
        (
            "no me llegan los duros para la bola con aumento de MMR, dejémoslo en la bola sin aumento, que "
            "el carrito es pequeño",
            "BOLA_SIN_MMR",
        ),
    ],
)
def test_what_is_said_twice_is_confirmed(text: str, code: str) -> None:
    result = match_text(vocabulary_of("aseicars-prof"), text)
    assert code in {hit.code for hit in result.elements}
    assert code in result.doubtful


@pytest.mark.parametrize(
    "text",
    [
        "quiero homologar dos claraboyas y el escalón eléctrico",
        "dos ventanas y una claraboya",
    ],
)
def test_what_is_counted_once_is_not(text: str) -> None:
    result = match_text(vocabulary_of("aseicars-prof"), text)
    assert result.elements
    counted = {hit.code for hit in result.elements} & vocabulary_of("aseicars-prof").countable
    assert counted.isdisjoint(result.doubtful)
