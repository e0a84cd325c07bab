"""The short message of a quote: what was understood, the price, and what is still open."""

from typing import Any

import pytest

from domain.quote.contract import Quote
from domain.quote.short_text import MOST_CHARACTERS, MOST_ITEMS, short_text


def quote(**parts: Any) -> Quote:
    whole: dict[str, Any] = {
        "category": "motos-part",
        "client_type": "particular",
        "elements": [{"code": "ESCAPE", "name": "Escape", "quantity": 1}],
        "tier": {"code": "T6", "name": "Sin proyecto"},
        "price": "140.00",
        "surcharges": [],
        "total": "140.00",
        "total_with_vat": "169.40",
        "requires_project": False,
        "provisional": False,
        "provisional_reasons": [],
        "warnings": [],
        "documentation": [],
        "photos": [],
        "services": [],
        "questions": [],
        "unresolved": [],
        "beyond": [],
        "explanation": ["larga"],
    }
    return Quote.model_validate(whole | parts)


QUESTION = {
    "element": "SUSPENSION",
    "question": "¿Delantera o trasera?",
    "options": [{"code": "A", "name": "Delantera"}, {"code": "B", "name": "Trasera"}],
}
DOUBT = "Confírmanos si «Manillar» entra en lo que pides: aquí no está contado."
NO_PRICE = {"tier": None, "price": None, "total": None, "total_with_vat": None}


def test_a_firm_price_with_and_without_vat() -> None:
    assert short_text(quote()) == (
        "*Presupuesto de homologación*\n• Escape\n\n"
        "Precio: 140,00 € + IVA = *169,40 € IVA incluido* (sin proyecto técnico)."
    )


@pytest.mark.parametrize(
    ("parts", "said", "unsaid"),
    [
        ({"total_with_vat": None}, ["*140,00 € + IVA*"], ["incluido"]),
        ({"total": None, "total_with_vat": None}, ["*desde 140,00 € + IVA*"], ["incluido"]),
        ({"requires_project": True}, ["con proyecto técnico"], []),
        (
            {"provisional": True, "provisional_reasons": ["Lo dirá el ingeniero."]},
            ["*provisional*", "• Lo dirá el ingeniero."],
            [],
        ),
        ({**NO_PRICE, "questions": [QUESTION]}, ["nos falta un dato", "1. Delantera", "2. Trasera"], ["€"]),
        (NO_PRICE, ["• Escape", "nuestro ingeniero"], ["€"]),
        ({**NO_PRICE, "elements": []}, ["Cuéntanos"], ["€", "•"]),
        (
            {**NO_PRICE, "elements": [], "explanation": ["larga", DOUBT]},
            ["Confírmanos", "Manillar"],
            ["Cuéntanos"],
        ),
        (
            {**NO_PRICE, "questions": [QUESTION], "explanation": ["larga", DOUBT]},
            ["Confírmanos", "nos falta un dato", "1. Delantera"],
            ["€"],
        ),
        ({**NO_PRICE, "explanation": ["larga", DOUBT]}, ["Confírmanos", "nuestro ingeniero"], ["€"]),
        ({"unresolved": ["zurriburri"]}, ["«zurriburri»"], []),
        ({"elements": [{"code": "CLARABOYA", "name": "Claraboya", "quantity": 2}]}, ["• Claraboya (x2)"], []),
        (
            {
                "warnings": [
                    {"code": "a", "severity": "error", "message": "No se puede así.", "scope": "element"},
                    {"code": "b", "severity": "info", "message": "De paso.", "scope": "element"},
                ]
            },
            ["No se puede así."],
            ["De paso."],
        ),
    ],
)
def test_what_it_says(parts: dict[str, Any], said: list[str], unsaid: list[str]) -> None:
    text = short_text(quote(**parts))
    assert all(words in text for words in said), text
    assert not any(words in text for words in ["larga", *unsaid]), text


def test_it_stays_short() -> None:
    many = [{"code": f"E{number}", "name": f"Elemento {number}", "quantity": 1} for number in range(60)]
    reasons = [f"Motivo {number}, que es largo de contar." for number in range(60)]
    text = short_text(quote(elements=many, provisional=True, provisional_reasons=reasons))
    assert len(text) <= MOST_CHARACTERS
    assert f"y {60 - MOST_ITEMS} más" in text
    assert "Precio provisional" in text
    assert "169,40 €" in text
    assert f"y {60 - MOST_ITEMS} motivos más" in text
    long = short_text(quote(provisional=True, provisional_reasons=["x" * MOST_CHARACTERS]))
    assert "Precio provisional" in long
