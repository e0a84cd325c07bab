"""What a state amounts to by today's catalogue: the quote, the data that are missing, and both in words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from agent.assistant import phrases
from agent.assistant.context import Context
from agent.assistant.state import Datum, Position
from domain.catalogue import Catalogue, CatalogueField
from domain.catalogue.hierarchy import effective_fields
from domain.fields import Scalar
from domain.fields.messages import label_of, spanish_date, spanish_number
from domain.fields.required import missing_fields
from domain.fields.units import unit_of
from domain.folding import fold_line
from domain.quote.composing import quote_elements
from domain.quote.contract import Quote
from domain.quote.from_text import beyond_work
from domain.tariff.verdict import format_price
from shared.vocabularies import FieldType


def catalogue_of(context: Context, position: Position) -> Catalogue | None:
    """The catalogue of the category that was chosen."""
    known = context.categories.get(position.category or "")
    return known.catalogue if known else None


def requested(catalogue: Catalogue, position: Position) -> dict[str, int]:
    """What is asked for, without elements that the catalogue has lost since."""
    return {code: count for code, count in position.quantities.items() if code in catalogue.elements}


def quote_of(context: Context, position: Position) -> Quote | None:
    """The quote of what is asked for, with everything that is open; None before anything was ever asked."""
    catalogue = catalogue_of(context, position)
    is_untouched = position.is_empty and not (position.unresolved or position.beyond or position.taken.wanted)
    if catalogue is None or (is_untouched and not position.taken.questions):
        return None
    works = {item: catalogue.works[item.code] for item in position.beyond if item.code in catalogue.works}
    beyond = [beyond_work(work, item.words) for item, work in works.items()]
    if any(work.covers_request for work in works.values()):
        # Whatever else was asked for belongs to it: nothing of it has a price.
        return quote_elements(catalogue, {}, beyond=beyond)
    return quote_elements(
        catalogue,
        requested(catalogue, position),
        questions=[item.asked for item in position.questions],
        unresolved=position.unresolved,
        beyond=beyond,
        doubtful=position.doubtful,
    )


def missing_data(context: Context, position: Position) -> dict[str, list[CatalogueField]]:
    """The required data without an answer, by element, in the catalogue's order."""
    catalogue = catalogue_of(context, position)
    if catalogue is None:
        return {}
    found = {
        code: list(missing_fields(catalogue, code, position.answers_of(code)))
        for code in requested(catalogue, position)
    }
    return {code: fields for code, fields in found.items() if fields}


def next_datum(catalogue: Catalogue, position: Position) -> Datum | None:
    """The datum to ask now: the first without an answer that was not left for later."""
    skipped = {(item.element, item.field) for item in position.skipped}
    for code in requested(catalogue, position):
        for item in missing_fields(catalogue, code, position.answers_of(code), include_optional=True):
            if (code, item.name) not in skipped:
                return Datum(element=code, field=item.name)
    return None


def outcome(context: Context, position: Position) -> dict[str, Any]:
    """The state as JSON values for programs; `quote` is in the shape of the contract."""
    quote = quote_of(context, position)
    missing = {
        code: [item.name for item in fields] for code, fields in missing_data(context, position).items()
    }
    answers: dict[str, dict[str, Scalar]] = {}
    for item in position.answers:
        if item.element in position.quantities:
            answers.setdefault(item.element, {})[item.field] = item.value
    return {
        "category": position.category,
        "quote": quote.as_json() if quote else None,
        "answers": answers,
        "missing": missing,
        "complete": quote is not None and quote.total is not None and not missing,
    }


def price_line(quote: Quote) -> str:
    """The tier and total of a quote in a line, or why there is none."""
    if quote.tier is None or quote.price is None:
        return phrases.NO_PRICE_YET if quote.questions or not quote.elements else phrases.NO_TIER
    if quote.total is None:
        return phrases.PRICE_FROM.format(tier=quote.tier.code, price=format_price(quote.price))
    template = phrases.PRICE_NOT_FIRM if quote.provisional else phrases.PRICE
    return template.format(tier=quote.tier.code, price=format_price(quote.total))


def request_line(quote: Quote) -> str:
    """What is asked for, and its price."""
    names = ", ".join(
        phrases.COUNTED.format(name=item.name, quantity=item.quantity) if item.quantity > 1 else item.name
        for item in quote.elements
    )
    return phrases.PRICE_LINE.format(names=names or phrases.NOTHING, price=price_line(quote))


def summary(context: Context, position: Position) -> str:
    """Everything that is known and that is missing, by the labels that the client knows."""
    catalogue = catalogue_of(context, position)
    if catalogue is None:
        return ""
    lines = []
    missing = missing_data(context, position)
    for code in requested(catalogue, position):
        fields = {item.name: item for item in effective_fields(catalogue, code)}
        given: Mapping[str, Scalar] = position.answers_of(code)
        data = [
            phrases.SUMMARY_DATUM.format(label=label_of(field), value=text_of(field, given[name]))
            for name, field in fields.items()
            if name in given
        ]
        data += [phrases.SUMMARY_MISSING.format(label=label_of(item)) for item in missing.get(code, [])]
        if data:
            lines += [phrases.SUMMARY_ELEMENT.format(name=catalogue.elements[code].name), *data]
    lines += [phrases.SUMMARY_QUESTION.format(question=item.asked.question) for item in position.questions]
    return "\n".join([phrases.SUMMARY, *lines]) if lines else ""


def text_of(field: CatalogueField, value: Scalar) -> str:
    """A stored answer as a person reads it: sí or no, decimal comma, the unit, the day as 12/03/2026."""
    if isinstance(value, bool):
        return phrases.YES if value else phrases.NO
    if isinstance(value, str):
        return _day(value) if field.field_type is FieldType.DATE else value
    unit = unit_of(field)
    number = spanish_number(Decimal(str(value)))
    return f"{number} {unit.symbol}" if unit else number


def _day(value: str) -> str:
    try:
        return spanish_date(date.fromisoformat(value))
    except ValueError:
        return value


def unit_to_say(field: CatalogueField) -> str | None:
    """The unit of a number where the label does not say it."""
    if field.field_type is not FieldType.NUMBER or (unit := unit_of(field)) is None:
        return None
    said = fold_line(unit.symbol) in fold_line(field.label).replace("(", " ").replace(")", " ").split()
    return None if said else unit.symbol
