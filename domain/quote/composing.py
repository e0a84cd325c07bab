"""Quotes: which tier a request falls in, its price, and what the client has to know and send. Pure.

The JSON shape of a quote is a stable contract (design, "Stable contracts"); amounts are EUR without VAT.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from domain.catalogue import Catalogue, CatalogueService
from domain.catalogue.hierarchy import Question, effective_images, element_of, question_for
from domain.quote.warnings import ShownWarning, collect_warnings
from domain.tariff import Verdict, decide
from domain.tariff.verdict import format_price
from shared.errors import InvalidInputError
from shared.vocabularies import ServiceKind, ServiceScope

CURRENCY = "EUR"
MAX_QUANTITY = 1_000


@dataclass(frozen=True, slots=True)
class QuotedElement:
    """An element of the request with its quantity."""

    code: str
    name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Surcharge:
    """An amount that an element adds to the tier's price, EUR without VAT."""

    code: str
    reason: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class QuotedPhoto:
    """A photo or document of an element that the client has to send, or an example of one."""

    element: str
    code: str | None
    title: str
    image_type: str
    is_required: bool
    instruction: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The answer to a request.

    `tier_code` None: nothing to price yet (a question is open), or no tier admits the request. `total` None
    with a price: an open question decides a surcharge.
    """

    category: str
    client_type: str
    elements: tuple[QuotedElement, ...]
    tier_code: str | None
    tier_name: str | None
    price: Decimal | None
    surcharges: tuple[Surcharge, ...]
    total: Decimal | None
    requires_project: bool
    warnings: tuple[ShownWarning, ...]
    documentation: tuple[Mapping[str, Any], ...]
    photos: tuple[QuotedPhoto, ...]
    services: tuple[CatalogueService, ...]
    questions: tuple[Question, ...]
    unresolved: tuple[str, ...] = ()
    explanation: tuple[str, ...] = field(default=())


def quote_elements(
    catalogue: Catalogue,
    request: Mapping[str, int],
    *,
    questions: Sequence[Question] = (),
    unresolved: Sequence[str] = (),
) -> Quote:
    """Quote element codes with quantities; `questions` and `unresolved` come from reading a text.

    An abstract parent (SUSPENSION) is not priced: its variant is asked, and the answer says what each
    choice would cost. Raises NotFoundError for an unknown code, InvalidInputError for a bad quantity.
    """
    check_request(catalogue, request)
    abstract = [code for code in request if catalogue.is_abstract(code)]
    priced = {code: quantity for code, quantity in request.items() if code not in abstract}
    asked = _questions(catalogue, request, questions)
    # Whatever is still open may move the request to another tier: then no price is given yet.
    is_open = bool(abstract) or bool(questions)
    verdict = decide(catalogue.tariff, priced)
    tier = catalogue.tiers[verdict.tier.code] if verdict.tier is not None and not is_open else None
    surcharges = _surcharges(catalogue, priced)
    explanation = _open_explanation(catalogue, priced, asked) if is_open else verdict.explanation
    total: Decimal | None = None
    if tier is not None:
        total = tier.price + sum((item.price for item in surcharges), Decimal(0))
        if (pending := _pending_surcharges(catalogue, priced)) is not None:
            total, explanation = None, (*explanation, pending)
    requires_project = tier.requires_project if tier is not None else False
    return Quote(
        category=catalogue.slug,
        client_type=catalogue.client_type,
        elements=tuple(
            QuotedElement(code, catalogue.elements[code].name, quantity) for code, quantity in request.items()
        ),
        tier_code=tier.code if tier else None,
        tier_name=tier.name if tier else None,
        price=tier.price if tier else None,
        surcharges=surcharges,
        total=total,
        requires_project=requires_project,
        warnings=collect_warnings(
            catalogue, request, tier.code if tier else None, requires_project if tier else None
        ),
        documentation=tuple(
            {
                "code": document.code,
                "title": document.title,
                "description": document.description,
                "mandatory": document.is_mandatory,
            }
            for document in catalogue.documentation
        ),
        photos=_photos(catalogue, request),
        services=_services(catalogue, requires_project if tier else None),
        questions=asked,
        unresolved=tuple(unresolved),
        explanation=tuple(explanation),
    )


def check_request(catalogue: Catalogue, request: Mapping[str, int]) -> None:
    """Raise NotFoundError (with the nearest codes) or InvalidInputError for what can't be quoted."""
    for code, quantity in request.items():
        element_of(catalogue, code)
        if isinstance(quantity, bool) or not 1 <= quantity <= MAX_QUANTITY:
            raise InvalidInputError(
                "bad_quantity",
                f"La cantidad de «{code}» es {quantity}.",
                "elements",
                f"Usa un número entero de 1 a {MAX_QUANTITY}.",
            )


def quote_as_dict(answer: Quote) -> dict[str, Any]:
    """The quote in its stable JSON shape; amounts are decimal strings with two places."""
    return {
        "category": answer.category,
        "client_type": answer.client_type,
        "elements": [
            {"code": item.code, "name": item.name, "quantity": item.quantity} for item in answer.elements
        ],
        "tier": {"code": answer.tier_code, "name": answer.tier_name} if answer.tier_code else None,
        "price": _amount(answer.price),
        "surcharges": [
            {"code": item.code, "reason": item.reason, "price": _amount(item.price)}
            for item in answer.surcharges
        ],
        "total": _amount(answer.total),
        "currency": CURRENCY,
        "vat_included": False,
        "requires_project": answer.requires_project,
        "warnings": [
            {"code": item.code, "severity": item.severity, "message": item.message, "scope": item.scope}
            for item in answer.warnings
        ],
        "documentation": [dict(item) for item in answer.documentation],
        "photos": [
            {
                "element": item.element,
                "code": item.code,
                "title": item.title,
                "type": item.image_type,
                "required": item.is_required,
                "instruction": item.instruction,
            }
            for item in answer.photos
        ],
        "services": [
            {
                "code": item.code,
                "name": item.name,
                "description": item.description,
                "price": _amount(item.price),
            }
            for item in answer.services
        ],
        "questions": [
            {
                "element": item.element,
                "question": item.question,
                "options": [{"code": option.code, "name": option.name} for option in item.options],
            }
            for item in answer.questions
        ],
        "unresolved": list(answer.unresolved),
        "explanation": list(answer.explanation),
    }


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _questions(
    catalogue: Catalogue, request: Mapping[str, int], questions: Sequence[Question]
) -> tuple[Question, ...]:
    """The questions of the text, then those of requested parents that ask for their variant."""
    asked = {question.element for question in questions}
    own = [
        question_for(catalogue, code)
        for code in request
        if code not in asked
        and (
            catalogue.is_abstract(code)
            or (catalogue.elements[code].child_codes and catalogue.elements[code].question_hint)
        )
    ]
    return (*questions, *own)


def _open_explanation(
    catalogue: Catalogue, priced: Mapping[str, int], questions: Sequence[Question]
) -> tuple[str, ...]:
    """What is missing before a price can be given; with one question open, what each answer would cost."""
    lines = [f"Falta un dato para dar precio: {question.question}" for question in questions]
    if len(questions) == 1:
        for option in questions[0].options:
            if option.code not in catalogue.elements or catalogue.is_abstract(option.code):
                continue
            verdict: Verdict = decide(catalogue.tariff, {**priced, option.code: priced.get(option.code, 1)})
            if verdict.tier is not None:
                tier = catalogue.tiers[verdict.tier.code]
                lines.append(f"Con «{option.name}»: {tier.code}, {format_price(tier.price)} sin IVA.")
    return tuple(lines)


def _surcharges(catalogue: Catalogue, request: Mapping[str, int]) -> tuple[Surcharge, ...]:
    return tuple(
        Surcharge(service.code, service.name, service.price)
        for service in catalogue.services
        if service.kind == ServiceKind.SURCHARGE and service.element_code in request
    )


def _pending_surcharges(catalogue: Catalogue, request: Mapping[str, int]) -> str | None:
    """Why the total is open: a requested parent was not told apart and its variants carry surcharges."""
    with_surcharge = {
        service.element_code: service.price
        for service in catalogue.services
        if service.kind == ServiceKind.SURCHARGE
    }
    for code in request:
        children = catalogue.elements[code].child_codes
        prices = [with_surcharge[child] for child in children if child in with_surcharge]
        if prices and code not in with_surcharge and not any(child in request for child in children):
            choices = " o ".join(format_price(price) for price in prices)
            return (
                f"El total depende de la variante de «{catalogue.elements[code].name}»: "
                f"se añade un recargo de {choices} sin IVA."
            )
    return None


def _photos(catalogue: Catalogue, request: Mapping[str, int]) -> tuple[QuotedPhoto, ...]:
    return tuple(
        QuotedPhoto(
            code, image.code, image.title, image.image_type, image.is_required, image.user_instruction
        )
        for code in request
        for image in effective_images(catalogue, code)
    )


def _services(catalogue: Catalogue, requires_project: bool | None) -> tuple[CatalogueService, ...]:
    """Optional services offered with the tier; before a tier is known, all of them."""
    unfit = {
        True: ServiceScope.WITHOUT_PROJECT,
        False: ServiceScope.WITH_PROJECT,
        None: None,
    }[requires_project]
    return tuple(
        service
        for service in catalogue.services
        if service.kind == ServiceKind.OPTIONAL and service.applies_to != unfit
    )
