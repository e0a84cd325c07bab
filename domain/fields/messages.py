"""Wording of rejections: the label of the field, what is expected, and an example."""

from datetime import date
from decimal import Decimal

from domain.catalogue import CatalogueField
from domain.fields.result import Rejected
from domain.fields.wording import clean


def rejection(field: CatalogueField, problem: str, example: str | None) -> Rejected:
    """«Label»: problem; por ejemplo, example."""
    ending = f"; por ejemplo, {example}." if example else "."
    return Rejected(f"«{label_of(field)}»: {problem}{ending}")


def label_of(field: CatalogueField) -> str:
    """The label as it is named in a sentence: without a final colon."""
    return clean(field.label).rstrip(": ") or field.name


def spanish_number(value: Decimal | float) -> str:
    """The number in Spanish notation: a decimal comma, no thousands separator, no trailing zeros."""
    text = f"{Decimal(str(value)):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def spanish_date(day: date) -> str:
    """The date as 12/03/2026."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def spanish_list(items: list[str], joiner: str = "o") -> str:
    """«a», «b» o «c»."""
    quoted = [f"«{item}»" for item in items]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joiner} {quoted[-1]}"
