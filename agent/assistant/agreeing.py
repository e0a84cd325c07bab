"""Whether words agree to what was offered, and which amount they name. Pure.

Clients agree in endless turns («vale pues eso», «venga, tira palante»): what counts is that every word does,
or says nothing by itself. A word more («vale, lo consulto») may say something else.
"""

import re
from collections.abc import Collection
from decimal import Decimal
from itertools import pairwise
from typing import Final

from agent.assistant.topics import Topic, topic_in
from agent.assistant.wording import meanings, spoken

_DRAWN_OUT: Final = re.compile(r"([^\W\d_])\1{2,}")
_VAT_IN: Final = re.compile(r"(?i)\bcon\b|incluido")
_AMOUNT: Final = re.compile(
    r"(?i)(?P<before>€\s*)?(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?)"
    r"\s*(?P<currency>€|eur(?:o|os)?\b|pavos\b|leuros\b)?"
    r"(?P<vat>\s*(?:\+|m[aá]s|con|sin)?\s*iva(?:\s+incluido)?)?"
)


def agrees(text: str) -> bool:
    """Whether the text says yes to an offer, and nothing else."""
    if "?" in text or topic_in(text, {Topic.REFUSE, Topic.LATER}) is not None:
        return False
    if (said := topic_in(text, {Topic.ACCEPT})) is not None:
        beside = {word.text for word in spoken(said.rest)}
        return beside.isdisjoint({*meanings("hesitating"), *meanings("condition")})
    words = [word.text for word in spoken(_DRAWN_OUT.sub(r"\1", text))]
    if mocks(text):
        return False
    silent = {*meanings("beside_assent"), *meanings("courtesy")}
    return any(word in meanings("assent") for word in words) and all(
        word in meanings("assent") or word in silent for word in words
    )


def mocks(text: str) -> bool:
    """Whether the text says no in words that agree: «que va», «sí claro, y un jamón»."""
    words = [word.text for word in spoken(_DRAWN_OUT.sub(r"\1", text))]
    return any(f"{one}_{other}" in meanings("no_assent") for one, other in pairwise(words))


def amounts_in(text: str) -> list[Decimal]:
    """The amounts of money that a text names; a bare number is one where it is offered: «te doy 100»."""
    words = {word.text for word in spoken(text)}
    is_bid = bool(words & set(meanings("bid")))
    return [
        _value(found["number"])
        for found in _AMOUNT.finditer(text)
        if found["currency"] or found["before"] or found["vat"] or is_bid
    ]


def amounts_with_vat(text: str) -> list[Decimal]:
    """The amounts that a text says to have their VAT in them: «140 con IVA incluido»."""
    return [_value(found["number"]) for found in _AMOUNT.finditer(text) if _VAT_IN.search(found["vat"] or "")]


def without_amounts(text: str, amounts: Collection[Decimal]) -> str:
    """The text without these amounts, whether or not their currency is said."""
    return _AMOUNT.sub(lambda found: " " if _value(found["number"]) in amounts else found[0], text)


def _value(number: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        number = number.replace(".", "")
    return Decimal(number.replace(",", "."))
