"""The JSON contract of `msia quote`, as a strict schema of its own (design, "Stable contracts")."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Amount = Annotated[str, StringConstraints(pattern=r"^\d+\.\d{2}$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class ElementOut(Strict):
    code: str
    name: str
    quantity: Annotated[int, Field(ge=1)]


class TierOut(Strict):
    code: str
    name: str


class SurchargeOut(Strict):
    code: str
    reason: str
    price: Amount


class WarningOut(Strict):
    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    scope: Literal["category", "tier", "element"]


class DocumentOut(Strict):
    code: str | None
    title: str
    description: str
    mandatory: bool


class PhotoOut(Strict):
    element: str
    code: str | None
    title: str
    type: str
    required: bool
    instruction: str


class ServiceOut(Strict):
    code: str
    name: str
    description: str
    price: Amount


class OptionOut(Strict):
    code: str
    name: str


class QuestionOut(Strict):
    element: str | None
    question: str
    options: list[OptionOut]


class BeyondOut(Strict):
    code: str
    words: str
    what: Literal["no_reform", "not_offered", "person"]
    answer: str


class QuoteOut(Strict):
    category: str
    client_type: Literal["particular", "professional"]
    elements: list[ElementOut]
    tier: TierOut | None
    price: Amount | None
    surcharges: list[SurchargeOut]
    total: Amount | None
    total_with_vat: Amount | None
    currency: Literal["EUR"]
    vat_included: Literal[False]
    requires_project: bool
    provisional: bool
    provisional_reasons: list[str]
    warnings: list[WarningOut]
    documentation: list[DocumentOut]
    photos: list[PhotoOut]
    services: list[ServiceOut]
    questions: list[QuestionOut]
    unresolved: list[str]
    beyond: list[BeyondOut]
    explanation: list[str]


class ErrorOut(Strict):
    code: str
    message: str
    field: str | None


class ErrorEnvelope(Strict):
    error: ErrorOut
