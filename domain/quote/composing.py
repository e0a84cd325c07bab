"""Quotes: which tier a request falls in, its price, and what the client has to know and send. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import assert_never

from domain.catalogue import (
    Catalogue,
    CatalogueDocument,
    CatalogueImage,
    CatalogueService,
)
from domain.catalogue.hierarchy import effective_images, element_of, question_for
from domain.catalogue.questions import Question
from domain.quote.amounts import pending_surcharge, surcharges_of, verdict_of, worked_out
from domain.quote.contract import (
    BeyondWork,
    Quote,
    QuotedDocument,
    QuotedElement,
    QuotedPhoto,
    QuotedService,
    QuotedTier,
    QuotedWarning,
)
from domain.quote.provisional import in_doubt, provisional_reasons
from domain.quote.vat import with_vat
from domain.quote.warnings import ShownWarning, collect_warnings
from domain.tariff import Verdict
from domain.tariff.verdict import format_price
from shared.errors import InvalidInputError
from shared.vocabularies import ServiceKind, ServiceScope

MAX_QUANTITY = 1_000
_KEPT_PARTS = 4_096


def quote_elements(
    catalogue: Catalogue,
    request: Mapping[str, int],
    *,
    questions: Sequence[Question] = (),
    unresolved: Sequence[str] = (),
    beyond: Sequence[BeyondWork] = (),
    doubtful: Sequence[str] = (),
) -> Quote:
    """Quote element codes with quantities; the other arguments come from reading a text.

    Beside `doubtful` elements or parents, which the text names and may or may not ask for, no price is firm;
    where there is no price, the explanation names them.
    An abstract parent (SUSPENSION) is not priced: its variant is asked, and the answer says what each
    choice would cost. Raises NotFoundError for an unknown code, InvalidInputError for a bad quantity.
    """
    check_request(catalogue, request)
    if not (questions or unresolved or beyond or doubtful):
        return worked_out(catalogue, request, _by_codes)
    return _quoted(catalogue, request, questions, doubtful, tuple(unresolved), tuple(beyond))


def _by_codes(catalogue: Catalogue, request: Mapping[str, int]) -> Quote:
    return _quoted(catalogue, request)


def _quoted(
    catalogue: Catalogue,
    request: Mapping[str, int],
    questions: Sequence[Question] = (),
    doubtful: Sequence[str] = (),
    unresolved: tuple[str, ...] = (),
    beyond: tuple[BeyondWork, ...] = (),
) -> Quote:
    asked = _questions(catalogue, request, questions)
    plain = worked_out(catalogue, request, _priced_with_questions if questions else _priced)
    explanation: Sequence[str] = plain.verdict.explanation
    if plain.is_open:
        explanation = _open_explanation(catalogue, plain.priced, asked)
    elif plain.pending is not None:
        explanation = (*explanation, plain.pending)
    reasons: tuple[str, ...] = ()
    if plain.quote.tier is not None:
        reasons = provisional_reasons(catalogue, plain.priced, asked, plain.warnings, doubtful)
    else:
        # What is asked about is answered with the question.
        open_parents = {question.element for question in asked}
        unsure = [code for code in doubtful if code not in open_parents]
        explanation = (*explanation, *in_doubt(catalogue, request, unsure))
    # All parts have been validated, each where it was made.
    return plain.quote.model_copy(
        update={
            "provisional": bool(reasons),
            "provisional_reasons": reasons,
            "questions": asked,
            "unresolved": unresolved,
            "beyond": beyond,
            "explanation": tuple(explanation),
        }
    )


@dataclass(frozen=True, slots=True)
class _Priced:
    """What a request comes to whatever is asked and doubted beside it: that is the same each time.

    `quote` lacks what is asked, doubted and explained, and has no tier where a question is open, or no tier
    admits the request; `pending` says why a price has no total yet.
    """

    priced: Mapping[str, int]
    is_open: bool
    verdict: Verdict
    pending: str | None
    warnings: tuple[ShownWarning, ...]
    quote: Quote


def _priced(catalogue: Catalogue, request: Mapping[str, int]) -> _Priced:
    return _made(catalogue, request, is_asked=False)


def _priced_with_questions(catalogue: Catalogue, request: Mapping[str, int]) -> _Priced:
    # Whatever is still open may move the request to another tier: then no price is given yet.
    return _made(catalogue, request, is_asked=True)


def _made(catalogue: Catalogue, request: Mapping[str, int], *, is_asked: bool) -> _Priced:
    priced = {code: quantity for code, quantity in request.items() if not catalogue.is_abstract(code)}
    is_open = is_asked or len(priced) < len(request)
    verdict = verdict_of(catalogue, priced)
    tier = catalogue.tiers[verdict.tier.code] if verdict.tier is not None and not is_open else None
    surcharges = surcharges_of(catalogue, priced)
    pending = pending_surcharge(catalogue, priced) if tier is not None else None
    total: Decimal | None = None
    if tier is not None and pending is None:
        total = sum((item.price for item in surcharges), tier.price)
    requires_project = tier.requires_project if tier else None
    warnings = collect_warnings(catalogue, request, tier.code if tier else None, requires_project)
    quote = Quote(
        category=catalogue.slug,
        client_type=catalogue.client_type,
        elements=tuple(
            QuotedElement(code=code, name=catalogue.elements[code].name, quantity=quantity)
            for code, quantity in request.items()
        ),
        tier=QuotedTier(code=tier.code, name=tier.name) if tier else None,
        price=tier.price if tier else None,
        surcharges=surcharges,
        total=total,
        total_with_vat=(
            None if total is None or catalogue.vat_rate is None else with_vat(total, catalogue.vat_rate)
        ),
        requires_project=tier.requires_project if tier else False,
        provisional=False,
        provisional_reasons=(),
        warnings=tuple(_warning(item) for item in warnings),
        documentation=tuple(_document(item) for item in catalogue.documentation),
        photos=_photos(catalogue, request),
        services=tuple(_service(item) for item in _offered(catalogue, requires_project)),
        questions=(),
        unresolved=(),
        beyond=(),
        explanation=(),
    )
    return _Priced(priced, is_open, verdict, pending, warnings, quote)


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
        if quantity > 1 and not _is_counted(catalogue, code):
            raise InvalidInputError(
                "not_countable",
                f"«{code}» ({catalogue.elements[code].name}) cuenta como una sola reforma, con independencia "
                "del número de piezas.",
                "elements",
                f"Pide {code} sin cantidad; solo se multiplican los elementos que se cuentan por unidades.",
            )


def _is_counted(catalogue: Catalogue, code: str) -> bool:
    """Whether units of the element count, or those of a variant that is still to be chosen."""
    element = catalogue.elements[code]
    return element.is_countable or any(
        catalogue.elements[variant].is_countable for variant in element.child_codes
    )


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
            verdict = verdict_of(catalogue, {**priced, option.code: priced.get(option.code, 1)})
            if verdict.tier is not None:
                tier = catalogue.tiers[verdict.tier.code]
                lines.append(f"Con «{option.name}»: {tier.code}, {format_price(tier.price)} sin IVA.")
    return tuple(lines)


def _photos(catalogue: Catalogue, request: Mapping[str, int]) -> tuple[QuotedPhoto, ...]:
    return tuple(_photo(code, image) for code in request for image in effective_images(catalogue, code))


# The parts below are the same in every quote of a catalogue, and never change: each is made once.
@lru_cache(maxsize=_KEPT_PARTS)
def _warning(shown: ShownWarning) -> QuotedWarning:
    return QuotedWarning(code=shown.code, severity=shown.severity, message=shown.message, scope=shown.scope)


@lru_cache(maxsize=_KEPT_PARTS)
def _document(document: CatalogueDocument) -> QuotedDocument:
    return QuotedDocument(
        code=document.code,
        title=document.title,
        description=document.description,
        mandatory=document.is_mandatory,
    )


@lru_cache(maxsize=_KEPT_PARTS)
def _photo(element: str, image: CatalogueImage) -> QuotedPhoto:
    return QuotedPhoto(
        element=element,
        code=image.code,
        title=image.title,
        type=image.image_type,
        required=image.is_required,
        instruction=image.user_instruction,
    )


@lru_cache(maxsize=_KEPT_PARTS)
def _service(service: CatalogueService) -> QuotedService:
    return QuotedService(
        code=service.code, name=service.name, description=service.description, price=service.price
    )


def _offered(catalogue: Catalogue, requires_project: bool | None) -> list[CatalogueService]:
    """Optional services offered with the tier; before a tier is known, all of them."""
    return [
        service
        for service in catalogue.services
        if service.kind is ServiceKind.OPTIONAL and _fits(service.applies_to, requires_project)
    ]


def _fits(scope: ServiceScope, requires_project: bool | None) -> bool:
    match scope:
        case ServiceScope.ALWAYS:
            return True
        case ServiceScope.WITH_PROJECT:
            return requires_project is not False
        case ServiceScope.WITHOUT_PROJECT:
            return requires_project is not True
        case _:
            assert_never(scope)
