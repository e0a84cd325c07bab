"""The one contract of a quote: what the command line prints, the API answers and a case stores.

Its JSON is stable (design, "Stable contracts"): amounts are decimal strings with two places, in EUR without
VAT unless named otherwise. Whoever reads a quote reads this model; nobody states its shape again.
"""

import re
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from domain.catalogue import WarningScope
from domain.catalogue.questions import Question
from domain.catalogue.schemas import Listed
from shared.vocabularies import BeyondKind, ClientType, ImageType, Severity

CURRENCY: Final = "EUR"
_AMOUNT_PATTERN: Final = r"^\d+\.\d{2}$"
_AMOUNT: Final = re.compile(r"\d+\.\d{2}", re.ASCII)
_CENT: Final = Decimal("0.01")


def _as_amount(value: Any) -> Decimal:
    """A Decimal in whole cents; of texts only the form that is written, so that reading gives what was."""
    if isinstance(value, str):
        if not _AMOUNT.fullmatch(value):
            raise ValueError("an amount is a decimal string with two places, such as 140.00")
        return Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite() or value < 0 or value % _CENT:
        raise ValueError("an amount is a finite Decimal of at least 0 in whole cents")
    return value


def written_amount(amount: Decimal) -> str:
    """The amount as JSON has it: «140.00»."""
    return f"{amount:.2f}"


Amount = Annotated[
    Decimal,
    BeforeValidator(_as_amount),
    PlainSerializer(written_amount, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _AMOUNT_PATTERN,
            "description": "EUR, con dos decimales; sin IVA si no se dice otra cosa.",
            "examples": ["140.00"],
        }
    ),
]


class Contract(BaseModel):
    """A part of a quote: it never changes, and keys that it does not know are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class QuotedElement(Contract):
    """An element of the request with its quantity."""

    code: str
    name: str
    quantity: Annotated[int, Field(ge=1)]


class QuotedTier(Contract):
    """The tier that admits the request."""

    code: str = Field(examples=["T6"])
    name: str


class Surcharge(Contract):
    """An amount that an element adds to the tier's price."""

    code: str
    reason: str
    price: Amount


class QuotedWarning(Contract):
    """What the client has to know."""

    code: str
    severity: Annotated[Severity, BeforeValidator(Severity)]
    message: str
    scope: Annotated[WarningScope, BeforeValidator(WarningScope)]


class QuotedDocument(Contract):
    """A document that every case of the category needs."""

    code: str | None
    title: str
    description: str
    mandatory: bool


class QuotedPhoto(Contract):
    """A photo or document of an element that the client has to send, or an example of one."""

    element: str
    code: str | None
    title: str
    type: Annotated[ImageType, BeforeValidator(ImageType)]
    required: bool
    instruction: str


class QuotedService(Contract):
    """An optional service."""

    code: str
    name: str
    description: str
    price: Amount


class BeyondWork(Contract):
    """Work the client names that we know and the tariff does not price, with what to say about it."""

    code: str
    words: str = Field(description="Las palabras del cliente que lo nombran.")
    what: Annotated[BeyondKind, BeforeValidator(BeyondKind)]
    answer: str


class Quote(Contract):
    """The answer to a request.

    `tier` null: a question is open, or no tier admits the request; `explanation` says which. `total` null
    with a price: an open question decides a surcharge. `total_with_vat` null with a total: no VAT rate was
    set. `provisional`: the price stands beside something still to be decided; the reasons say what.
    """

    category: str
    client_type: Annotated[ClientType, BeforeValidator(ClientType)]
    elements: Listed[QuotedElement]
    tier: QuotedTier | None
    price: Amount | None
    surcharges: Listed[Surcharge]
    total: Amount | None
    total_with_vat: Amount | None = Field(description="El total con el IVA vigente.")
    currency: Literal["EUR"] = CURRENCY
    vat_included: Literal[False] = False
    requires_project: bool
    provisional: bool = Field(description="Si el precio no es firme todavía.")
    provisional_reasons: Listed[str] = Field(description="Por qué el precio no es firme.")
    warnings: Listed[QuotedWarning]
    documentation: Listed[QuotedDocument]
    photos: Listed[QuotedPhoto]
    services: Listed[QuotedService]
    questions: Listed[Question]
    unresolved: Listed[str] = Field(description="Palabras de la petición que ningún elemento explica.")
    beyond: Listed[BeyondWork] = Field(description="Trabajos que la tarifa no contempla.")
    explanation: Listed[str] = Field(description="Por qué esta tarifa y por qué ninguna más barata.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.tier is None) != (self.price is None):
            raise ValueError("tier and price come together")
        if self.total is not None and self.price is None:
            raise ValueError("a total needs a price")
        if self.total_with_vat is not None and self.total is None:
            raise ValueError("total_with_vat needs a total")
        if self.provisional != bool(self.provisional_reasons):
            raise ValueError("provisional and provisional_reasons come together")
        return self

    def as_json(self) -> dict[str, Any]:
        """The quote as JSON values, keys in the order of the contract."""
        return self.model_dump(mode="json")
