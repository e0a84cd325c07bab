"""The elements of a case: which they are, what the client answers about each, and how far each one is."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases.records import check_category, lock_open_case, touch
from agent.services.cases.tariff import require_open_tariff
from agent.services.cases.transitions import ELEMENT_LIFE, steps_between
from database.models import Case, CaseElementData, CaseImage
from database.models.base import utcnow
from domain.catalogue import Catalogue, CatalogueImage
from domain.catalogue.hierarchy import effective_fields, effective_images
from domain.fields.required import Submission, missing_fields, submit_answers
from domain.quote.composing import check_request
from shared.errors import InvalidInputError, NotFoundError
from shared.vocabularies import CaseElementStatus, FieldType


@dataclass(frozen=True, slots=True)
class SubmittedAnswers:
    """What became of the answers, and the element's data as stored."""

    submission: Submission
    data: CaseElementData


async def set_elements(
    session: AsyncSession,
    case_id: uuid.UUID,
    request: Mapping[str, int],
    catalogue: Catalogue,
    *,
    expected_version: int | None = None,
) -> Case:
    """Make the case's elements those of `request` (code → quantity), in catalogue order.

    What was collected for an element that leaves stays stored, in case it comes back. Raises ConflictError
    while a tariff is accepted, NotFoundError for unknown codes, InvalidInputError for quantities and for
    parents that only name their variants.
    """
    check_request(catalogue, request)
    for code in request:
        if catalogue.is_abstract(code):
            names = ", ".join(catalogue.elements[code].child_codes)
            raise InvalidInputError(
                "variant_needed",
                f"«{catalogue.elements[code].name}» tiene variantes y hay que elegir una.",
                "elements",
                f"Usa uno de estos códigos: {names}.",
            )
    case = await lock_open_case(session, case_id, expected_version)
    check_category(case, catalogue)
    require_open_tariff(case)
    case.element_codes = [code for code in catalogue.elements if code in request]
    known = {data.element_code: data for data in case.element_data}
    for code in case.element_codes:
        if code in known:
            known[code].quantity = request[code]
        else:
            case.element_data.append(
                CaseElementData(
                    element_code=code,
                    quantity=request[code],
                    field_values={},
                    status=CaseElementStatus.PENDING_PHOTOS.value,
                )
            )
    await session.flush()
    for code in case.element_codes:
        await refresh_element(session, case, catalogue, code)
    return case


async def submit_field_answers(
    session: AsyncSession,
    case_id: uuid.UUID,
    element_code: str,
    answers: Mapping[str, object],
    catalogue: Catalogue,
    *,
    expected_version: int | None = None,
    today: date | None = None,
) -> SubmittedAnswers:
    """Read the answers to an element's fields and store those that are valid, typed.

    Rejected ones are explained in the result and change nothing. Raises NotFoundError for an element that
    the case does not have, ConflictError for a closed case or another editor's change.
    """
    case = await lock_open_case(session, case_id, expected_version)
    check_category(case, catalogue)
    data = element_data_of(case, element_code)
    submission = submit_answers(catalogue, element_code, data.field_values, answers, today=today)
    strangers = _photos_of_others(case, catalogue, element_code, submission)
    if strangers:
        own = {name: value for name, value in answers.items() if name not in strangers}
        submission = submit_answers(catalogue, element_code, data.field_values, own, today=today)
        submission = replace(submission, rejected={**submission.rejected, **strangers})
    if dict(submission.answers) != data.field_values:
        data.field_values = dict(submission.answers)
        touch(case)
        await session.flush()
    await refresh_element(session, case, catalogue, element_code)
    return SubmittedAnswers(submission, data)


def usable_answers(
    case: Case, catalogue: Catalogue, element_code: str, answers: Mapping[str, object]
) -> Mapping[str, object]:
    """The answers without those that refer to a photo found invalid or deleted: to be given again."""
    usable = _references(image for image in case.images if image.is_valid is not False)
    photos = _photo_fields(catalogue, element_code)
    return {name: value for name, value in answers.items() if name not in photos or value in usable}


def element_data_of(case: Case, element_code: str) -> CaseElementData:
    """What the case has collected for one of its elements. Raises NotFoundError."""
    if element_code in case.element_codes:
        for data in case.element_data:
            if data.element_code == element_code:
                return data
    raise NotFoundError(
        "element_not_in_case",
        f"El expediente no tiene el elemento «{element_code[:60]}».",
        "element_code",
        f"Sus elementos son: {', '.join(case.element_codes) or 'ninguno'}.",
    )


def missing_photos(case: Case, catalogue: Catalogue, element_code: str) -> tuple[CatalogueImage, ...]:
    """The required photos of an element that nobody has sent, or that were all found invalid, in order."""
    sent = {
        image.photo_code
        for image in case.images
        if image.element_code == element_code and image.is_valid is not False
    }
    return tuple(
        image
        for image in effective_images(catalogue, element_code)
        if image.is_required and photo_key(image) not in sent
    )


def photo_key(image: CatalogueImage) -> str:
    """What identifies a photo among those of its element: its code, else its title."""
    return (image.code or image.title)[:50]


async def refresh_element(
    session: AsyncSession, case: Case, catalogue: Catalogue, element_code: str, *, flushes: bool = True
) -> None:
    """Bring the element's status in line with its photos and answers, through every status on the way.

    An element that staff have switched off in the catalogue meanwhile stays as it is. Without `flushes` the
    last step is written with the next flush.
    """
    if element_code not in catalogue.elements or element_code not in case.element_codes:
        return
    data = element_data_of(case, element_code)
    if missing_photos(case, catalogue, element_code):
        wanted = CaseElementStatus.PENDING_PHOTOS
    elif missing_fields(
        catalogue, element_code, usable_answers(case, catalogue, element_code, data.field_values)
    ):
        wanted = CaseElementStatus.PENDING_DATA
    else:
        wanted = CaseElementStatus.COMPLETED
    for status in steps_between(CaseElementStatus(data.status), wanted):
        if inspect(data).attrs.status.history.has_changes():
            await session.flush()  # the database sees each step
        touch(case)
        set_element_status(data, status)
    if flushes:
        await session.flush()


def set_element_status(data: CaseElementData, wanted: CaseElementStatus) -> None:
    """Change the status of one element by one legal step. Raises ConflictError naming the steps allowed."""
    current = CaseElementStatus(data.status)
    ELEMENT_LIFE.require(current, wanted, f"El elemento {data.element_code}")
    now = utcnow()
    data.status = wanted.value
    match wanted:
        case CaseElementStatus.PENDING_PHOTOS:
            data.photos_completed_at = data.data_completed_at = None
        case CaseElementStatus.PENDING_DATA:
            data.photos_completed_at = data.photos_completed_at or now
            data.data_completed_at = None
        case CaseElementStatus.COMPLETED:
            data.data_completed_at = now
        case _:
            assert_never(wanted)


def _photos_of_others(
    case: Case, catalogue: Catalogue, element_code: str, submission: Submission
) -> dict[str, str]:
    """Messages for the new answers of photo fields that refer to no image of this case."""
    known = _references(case.images)
    return {
        name: "Esa foto no está en el expediente; envíala primero."
        for name in _photo_fields(catalogue, element_code) & submission.accepted.keys()
        if submission.accepted[name] not in known
    }


def _photo_fields(catalogue: Catalogue, element_code: str) -> set[str]:
    return {
        field.name
        for field in effective_fields(catalogue, element_code)
        if field.field_type == FieldType.PHOTO
    }


def _references(images: Iterable[CaseImage]) -> set[object]:
    """What an answer may call an image: its id or its stored file name."""
    return {name for image in images for name in (str(image.id), image.stored_filename) if name}
