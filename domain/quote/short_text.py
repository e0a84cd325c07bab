"""A quote as the short message that is sent to the client by WhatsApp. Pure.

It says what was understood, the price with and without VAT, whether it is firm, and what is still to be
answered; the long lists (documents, photos, explanations) stay out of it.
"""

from collections.abc import Sequence
from typing import Final

from domain.catalogue.questions import Option
from domain.quote.contract import Quote
from domain.quote.provisional import doubts_told
from domain.tariff.verdict import format_price
from shared.vocabularies import Severity

MOST_ITEMS: Final = 6
MOST_CHARACTERS: Final = 1_500


def short_text(quote: Quote) -> str:
    """The message, of at most MOST_CHARACTERS characters; WhatsApp shows *…* in bold."""
    paragraphs = [
        *_price(quote),
        *(f"❓ {question.question}{_options(question.options)}" for question in quote.questions[:MOST_ITEMS]),
        *(work.answer for work in quote.beyond[:MOST_ITEMS]),
        *_not_understood(quote),
    ]
    return _bounded(paragraphs)


def _price(quote: Quote) -> list[str]:
    names = [
        f"• {item.name}" + (f" (x{item.quantity})" if item.quantity > 1 else "") for item in quote.elements
    ]
    if len(names) > MOST_ITEMS:
        names = [*names[:MOST_ITEMS], f"• y {len(names) - MOST_ITEMS} más"]
    listed = ["*Presupuesto de homologación*\n" + "\n".join(names)] if names else []
    if quote.price is None:
        doubts = doubts_told(quote.explanation)[:MOST_ITEMS]
        if quote.questions:
            return [*listed, *doubts, "Para darte el precio nos falta un dato:"]
        if names:
            return [*listed, *doubts, "Esta combinación la tiene que valorar nuestro ingeniero."]
        if doubts or quote.beyond:
            return doubts
        return ["Cuéntanos qué has cambiado o quieres cambiar en tu vehículo y te decimos el precio."]
    return [*listed, _amount(quote), *_not_firm(quote), *_serious(quote)]


def _amount(quote: Quote) -> str:
    # Said here as well as with its reasons, which may be too long to fit.
    price = "Precio provisional" if quote.provisional else "Precio"
    project = "con proyecto técnico" if quote.requires_project else "sin proyecto técnico"
    if quote.total is None:
        assert quote.price is not None
        return f"{price}: *desde {format_price(quote.price)} + IVA* ({project})."
    if quote.total_with_vat is None:
        return f"{price}: *{format_price(quote.total)} + IVA* ({project})."
    return (
        f"{price}: {format_price(quote.total)} + IVA = *{format_price(quote.total_with_vat)} IVA incluido* "
        f"({project})."
    )


def _not_firm(quote: Quote) -> list[str]:
    if not quote.provisional:
        return []
    reasons = [f"• {why}" for why in quote.provisional_reasons]
    if len(reasons) > MOST_ITEMS:
        reasons = [*reasons[:MOST_ITEMS], f"• y {len(reasons) - MOST_ITEMS} motivos más"]
    return ["⚠️ Este precio es *provisional*:\n" + "\n".join(reasons)]


def _serious(quote: Quote) -> list[str]:
    """What the client must know before going on, unless it has been said as a reason already."""
    told = set(quote.provisional_reasons)
    return [
        f"⚠️ {warning.message}"
        for warning in quote.warnings
        if warning.severity is Severity.ERROR and warning.message not in told
    ]


def _options(options: Sequence[Option]) -> str:
    return "".join(f"\n   {number}. {option.name}" for number, option in enumerate(options, 1))


def _not_understood(quote: Quote) -> list[str]:
    words = quote.unresolved[:MOST_ITEMS]
    quoted = ", ".join(f"«{word}»" for word in words)
    return [f"No hemos entendido {quoted}: ¿nos lo explicas con otras palabras?"] if words else []


def _bounded(paragraphs: list[str]) -> str:
    """The paragraphs that fit, whole; the first one always, cut where it is too long by itself."""
    text = paragraphs[0][:MOST_CHARACTERS]
    for paragraph in paragraphs[1:]:
        if len(text) + 2 + len(paragraph) > MOST_CHARACTERS:
            break
        text += f"\n\n{paragraph}"
    return text
