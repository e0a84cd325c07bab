"""What a conversation shows of itself to staff who look at it in Chatwoot: custom attributes. Pure.

They say what is wanted, for how much, and how far it is; nothing of the person.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from agent.assistant import phrases
from agent.assistant.client import ClientState
from agent.assistant.facts import CaseFacts, Facts, Need
from agent.assistant.hearing import quote_now
from agent.services.cases.transitions import CASE_LIFE
from domain.quote.contract import Quote
from domain.tariff.verdict import format_price
from shared.vocabularies import CaseStatus

CATEGORY: Final = "msia_categoria"
ELEMENTS: Final = "msia_reformas"
TIER: Final = "msia_tarifa"
TOTAL: Final = "msia_total"
CASE: Final = "msia_expediente"
STATUS: Final = "msia_estado"
MISSING: Final = "msia_falta"
ATTRIBUTES: Final = (CATEGORY, ELEMENTS, TIER, TOTAL, CASE, STATUS, MISSING)
_MOST_NAMES: Final = 12
# Chatwoot refuses more than 1,500 characters.
_LONGEST: Final = 1_000


def attributes_of(
    facts: Facts, state: ClientState, ended: CaseStatus | None = None
) -> Mapping[str, str | None]:
    """All the attributes, None for what there is nothing to say of; `ended`: how the case is that is over."""
    case = facts.case
    quote = quote_now(facts, state)
    status = case.status if case is not None else ended
    known = facts.context.categories.get(case.category if case is not None else _category(state))
    found: dict[str, str | None] = {
        CATEGORY: known.catalogue.name if known is not None else None,
        ELEMENTS: _elements(quote),
        TIER: None,
        TOTAL: None,
        CASE: str(state.case_id) if status is not None else None,
        STATUS: CASE_LIFE.spanish[status] if status is not None else None,
        MISSING: _missing(case.needs) if case is not None else None,
    }
    if quote is not None and quote.elements:
        found[STATUS] = found[STATUS] or phrases.SHOWN_QUOTE
        found |= _price(quote, case)
    return MappingProxyType({name: _bounded(value) for name, value in found.items()})


def names_of(needs: tuple[Need, ...]) -> list[str]:
    """What is missing, by the names that people use."""
    return [need.title or phrases.COLUMN_NAMES.get(need.name, need.name) for need in needs]


def _category(state: ClientState) -> str:
    return (state.request.category if state.request is not None else None) or ""


def _elements(quote: Quote | None) -> str | None:
    if quote is None or not quote.elements:
        return None
    return ", ".join(
        phrases.COUNTED.format(name=item.name, quantity=item.quantity) if item.quantity > 1 else item.name
        for item in quote.elements
    )


def _price(quote: Quote, case: CaseFacts | None) -> dict[str, str | None]:
    """Tier and total: of a case the total that was accepted, whatever the tariff says today."""
    accepted = case.total if case is not None and case.is_accepted else None
    total = accepted if accepted is not None else quote.total
    if total is None:
        return {}
    is_todays = quote.tier is not None and quote.total == total
    template = phrases.SHOWN_PRICE_NOT_FIRM if is_todays and quote.provisional else phrases.SHOWN_PRICE
    return {
        TIER: quote.tier.code if quote.tier is not None and is_todays else None,
        TOTAL: template.format(price=format_price(total)),
    }


def _missing(needs: tuple[Need, ...]) -> str:
    names = names_of(needs)
    if not names:
        return phrases.SHOWN_COMPLETE
    shown, more = ", ".join(names[:_MOST_NAMES]), len(names) - _MOST_NAMES
    return phrases.SHOWN_MORE.format(names=shown, count=more) if more > 0 else shown


def _bounded(value: str | None) -> str | None:
    if value is None or len(value) <= _LONGEST:
        return value
    return value[: _LONGEST - 1] + "…"
