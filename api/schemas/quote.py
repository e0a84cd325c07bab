"""What is asked of a quote; the answer is the contract itself (domain/quote/contract.py)."""

from typing import Annotated, Any

from pydantic import ConfigDict, Discriminator, Field, StrictInt, Tag

from api.problems import UNION_TAG
from api.schemas.base import ElementCode, Input, Slug
from domain.quote.composing import MAX_QUANTITY


class RequestedElement(Input):
    """An element with its quantity; a code given twice adds up."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"code": "ESCAPE", "quantity": 1}]})

    code: ElementCode
    quantity: Annotated[StrictInt, Field(ge=1, le=MAX_QUANTITY)] = 1


RequestedElements = Annotated[list[RequestedElement], Field(min_length=1, max_length=200)]


def units_of(elements: list[RequestedElement]) -> dict[str, int]:
    """Quantities by code, in the order of the request."""
    units: dict[str, int] = {}
    for element in elements:
        code = element.code.upper()
        units[code] = units.get(code, 0) + element.quantity
    return units


class QuoteByElements(Input):
    """What is asked, by codes of the catalogue."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "category": "motos-part",
                    "elements": [{"code": "ESCAPE", "quantity": 1}, {"code": "MANILLAR"}],
                }
            ]
        }
    )

    category: Slug
    elements: RequestedElements


class QuoteByText(Input):
    """What is asked, in the client's own words."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"category": "motos-part", "text": "Quiero homologar el escape y el manillar"}]
        }
    )

    category: Slug
    text: Annotated[str, Field(min_length=1, max_length=4000)]


def _kind(value: Any) -> str:
    has_text = "text" in value if isinstance(value, dict) else isinstance(value, QuoteByText)
    return UNION_TAG + ("text" if has_text else "elements")


QuoteRequest = Annotated[
    Annotated[QuoteByElements, Tag(UNION_TAG + "elements")] | Annotated[QuoteByText, Tag(UNION_TAG + "text")],
    Discriminator(_kind),
]
