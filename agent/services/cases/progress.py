"""What a case still needs, in the order to ask for it. Pure: case and catalogue in, answer out.

The order is the firm's: the tariff before any work, then each element (photos, then data), the petitioner,
the vehicle, the workshop, the inspection station, and the documents that every case needs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from agent.services.cases.data import UNCHANGED
from agent.services.cases.elements import missing_photos, photo_key, usable_answers
from agent.services.cases.questions import (
    ITV_QUESTIONS,
    PERSONAL_QUESTIONS,
    VEHICLE_QUESTIONS,
    WORKSHOP_QUESTIONS,
    document_question,
    elements_question,
    field_question,
    photo_question,
    tariff_question,
)
from agent.services.cases.reviews import images_to_review
from agent.services.cases.tariff import requested_units
from database.models import Case, CaseImage, User
from domain.catalogue import Catalogue, CatalogueDocument
from domain.catalogue.hierarchy import effective_images
from domain.fields.required import applicable_fields, missing_fields
from domain.identity.tax_id import identifies_company
from domain.quote.composing import quote_elements
from shared.vocabularies import ClientType

# Entries of `base_documentation` that are data of the form, asked field by field, not documents to send.
FORM_DOCUMENTS: Final = frozenset({"DATOS_PETICIONARIO", "DATOS_VEHICULO", "DATOS_TALLER", "DATOS_ITV"})


class Step(StrEnum):
    """Parts of a case, in the order they are asked for."""

    ELEMENTS = "elements"
    TARIFF = "tariff"
    PHOTO = "photo"
    FIELD = "field"
    PERSONAL = "personal"
    VEHICLE = "vehicle"
    WORKSHOP = "workshop"
    ITV = "itv"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a case lacks: `name` is its column, field or photo code; `question` asks for it."""

    step: Step
    name: str
    question: str
    element_code: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a case is. `done` of `total` things are there; `missing` are the others, in order.

    `total` may grow with the answers, as one answer can bring another question. `to_review` are the images
    that somebody of the firm still has to look at before the case can be completed.
    """

    missing: tuple[Missing, ...]
    done: int
    total: int
    to_review: tuple[CaseImage, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the client has nothing more to give."""
        return not self.missing

    @property
    def percentage(self) -> int:
        """Whole percent done; 100 only when nothing is missing."""
        return 100 * self.done // self.total

    @property
    def next_question(self) -> str | None:
        """What to ask the client now, None when nothing is missing."""
        return self.missing[0].question if self.missing else None


def progress(case: Case, catalogue: Catalogue) -> Progress:
    """What the case has and lacks, judged by the catalogue of its category.

    Elements that staff have switched off since are not asked about. Reads loaded attributes only.
    """
    missing: list[Missing] = []
    total = 0
    for wanted, lacking in _parts(case, catalogue):
        total += wanted
        missing += lacking
    return Progress(tuple(missing), total - len(missing), total, images_to_review(case))


def _parts(case: Case, catalogue: Catalogue) -> Iterator[tuple[int, list[Missing]]]:
    """For each part in order: how many things it asks for, and those that are missing."""
    yield _elements(case)
    yield _tariff(case, catalogue)
    for code in case.element_codes:
        if code in catalogue.elements:
            yield _element(case, catalogue, code)
    yield _columns(Step.PERSONAL, _personal_questions(case.user), case.user)
    yield _columns(Step.VEHICLE, VEHICLE_QUESTIONS, case)
    yield _columns(Step.WORKSHOP, _workshop_questions(case), case)
    yield _columns(Step.ITV, ITV_QUESTIONS, case)
    yield _documents(case, catalogue)


def _elements(case: Case) -> tuple[int, list[Missing]]:
    return 1, [] if case.element_codes else [Missing(Step.ELEMENTS, "element_codes", elements_question())]


def _tariff(case: Case, catalogue: Catalogue) -> tuple[int, list[Missing]]:
    if case.tariff_accepted_at is not None:
        return 1, []
    units = {code: count for code, count in requested_units(case).items() if code in catalogue.elements}
    quote = quote_elements(catalogue, units) if units else None
    return 1, [Missing(Step.TARIFF, "tariff_accepted_at", tariff_question(quote))]


def _element(case: Case, catalogue: Catalogue, code: str) -> tuple[int, list[Missing]]:
    stored = next((data.field_values for data in case.element_data if data.element_code == code), {})
    answers = usable_answers(case, catalogue, code, stored)
    required_photos = sum(image.is_required for image in effective_images(catalogue, code))
    required_fields = sum(field.is_required for field in applicable_fields(catalogue, code, answers))
    element = catalogue.elements[code]
    photos = [
        Missing(
            Step.PHOTO,
            photo_key(image),
            photo_question(element, image, _refusal(case, code, photo_key(image))),
            code,
        )
        for image in missing_photos(case, catalogue, code)
    ]
    fields = [
        Missing(Step.FIELD, field.name, field_question(element, field), code)
        for field in missing_fields(catalogue, code, answers)
    ]
    return required_photos + required_fields, photos + fields


def _refusal(case: Case, element_code: str | None, photo_code: str | None) -> str | None:
    """Why the last photo sent for this place was found invalid, None when none was."""
    refused = [
        image.validation_notes or ""
        for image in sorted(case.images, key=lambda image: image.created_at)
        if image.element_code == element_code and image.photo_code == photo_code and image.is_valid is False
    ]
    return refused[-1] if refused else None


def _columns(step: Step, questions: Mapping[str, str], row: Case | User | None) -> tuple[int, list[Missing]]:
    return len(questions), [
        Missing(step, name, question)
        for name, question in questions.items()
        if row is None or (getattr(row, name) is None and not _is_unchanged(row, name))
    ]


def _is_unchanged(row: Case | User, name: str) -> bool:
    """Whether the client was asked for this new value and said that it is the old one."""
    return name in UNCHANGED and bool(getattr(row, UNCHANGED[name]))


def _personal_questions(user: User | None) -> dict[str, str]:
    """A company is asked its name, a person name and surnames; the tax number, once known, tells which."""
    if user is None:
        is_company = False
    elif user.nif_cif:
        is_company = identifies_company(user.nif_cif)
    else:
        is_company = user.client_type == ClientType.PROFESSIONAL or user.company_name is not None
    left_out = {"first_name", "last_name"} if is_company else {"company_name"}
    return {name: question for name, question in PERSONAL_QUESTIONS.items() if name not in left_out}


def _workshop_questions(case: Case) -> dict[str, str]:
    """The client's own workshop has to be described; the firm's needs nothing from the client."""
    names = WORKSHOP_QUESTIONS if case.taller_propio else ["taller_propio"]
    return {name: WORKSHOP_QUESTIONS[name] for name in names}


def _documents(case: Case, catalogue: Catalogue) -> tuple[int, list[Missing]]:
    wanted = [
        document
        for document in catalogue.documentation
        if document.is_mandatory and document.code is not None and document.code not in FORM_DOCUMENTS
    ]
    sent = Counter(
        image.photo_code
        for image in case.images
        if image.element_code is None and image.is_valid is not False
    )
    return len(wanted), [
        Missing(
            Step.DOCUMENT,
            _code(document),
            document_question(document, sent[document.code], _refusal(case, None, document.code)),
        )
        for document in wanted
        if sent[document.code] < document.min_images
    ]


def _code(document: CatalogueDocument) -> str:
    return document.code or document.title
