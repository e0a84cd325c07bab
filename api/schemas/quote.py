"""Quotes: the request, and the answer in its stable shape, the same as that of `msia quote --json`."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, StrictInt, Tag

from api.problems import UNION_TAG
from api.schemas.base import Amount, ElementCode, Input, Output, Slug
from domain.quote.composing import MAX_QUANTITY
from shared.vocabularies import ClientType, Severity


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


class QuotedElement(Output):
    """An element of the request."""

    code: str
    name: str
    quantity: int


class QuotedTier(Output):
    """The tier that admits the request."""

    code: str = Field(examples=["T6"])
    name: str


class QuotedSurcharge(Output):
    """An amount that an element adds to the tier's price."""

    code: str
    reason: str
    price: Amount


class QuotedWarning(Output):
    """What the client has to know."""

    code: str
    severity: Severity
    message: str
    scope: Literal["category", "tier", "element"]


class QuotedDocument(Output):
    """A document every case of the category needs."""

    code: str | None
    title: str
    description: str
    mandatory: bool


class QuotedPhoto(Output):
    """A photo or document of an element that the client has to send, or an example of one."""

    element: str
    code: str | None
    title: str
    type: str
    required: bool
    instruction: str


class QuotedService(Output):
    """An optional service."""

    code: str
    name: str
    description: str
    price: Amount


class QuestionOption(Output):
    """One answer to a question."""

    code: str
    name: str


class QuoteQuestion(Output):
    """What has to be asked before there is a price."""

    element: str | None
    question: str
    options: list[QuestionOption]


class QuoteAnswer(Output):
    """The quote. `tier` null: a question is open, or no tier admits the request; `explanation` says which."""

    category: str
    client_type: ClientType
    elements: list[QuotedElement]
    tier: QuotedTier | None
    price: Amount | None
    surcharges: list[QuotedSurcharge]
    total: Amount | None
    currency: Literal["EUR"]
    vat_included: Literal[False]
    requires_project: bool
    warnings: list[QuotedWarning]
    documentation: list[QuotedDocument]
    photos: list[QuotedPhoto]
    services: list[QuotedService]
    questions: list[QuoteQuestion]
    unresolved: list[str] = Field(description="Palabras de la petición que ningún elemento explica.")
    explanation: list[str] = Field(description="Por qué esta tarifa y por qué ninguna más barata.")
