"""Somebody of the firm looks at every image of a case before it is completed, or answers for not doing so."""

import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases.elements import refresh_element
from agent.services.cases.images import image_of
from agent.services.cases.records import check_category, lock_open_case, touch
from database.models import Case, CaseImage
from domain.catalogue import Catalogue
from domain.identity import parse_text
from shared.errors import ConflictError, InvalidInputError

_SHOWN = 5


def images_to_review(case: Case) -> tuple[CaseImage, ...]:
    """The images that nobody has reviewed and whose review nobody waives, oldest first."""
    waiting = [image for image in case.images if image.is_valid is None and image.review_waived_by is None]
    return tuple(sorted(waiting, key=lambda image: (image.created_at, image.id)))


def require_reviewed(case: Case) -> None:
    """Raise ConflictError, naming the photos, while some image of the case waits for its review."""
    waiting = images_to_review(case)
    if not waiting:
        return
    names = [_place_of(image) for image in waiting]
    more = f" y {len(names) - _SHOWN} más" if len(names) > _SHOWN else ""
    raise ConflictError(
        "images_not_reviewed",
        f"Hay {len(names)} imágenes sin revisar: {', '.join(names[:_SHOWN])}{more}."
        if len(names) > 1
        else f"Hay una imagen sin revisar: {names[0]}.",
        "is_valid",
        "Revísalas, o deja constancia de quién prescinde de la revisión y por qué.",
    )


async def review_image(
    session: AsyncSession,
    case_id: uuid.UUID,
    image_id: uuid.UUID,
    catalogue: Catalogue,
    *,
    is_valid: bool | None,
    notes: str | None = None,
) -> CaseImage:
    """Record the review: valid, invalid (with the reason the client is told) or not reviewed (None).

    An invalid photo makes its element wait for photos again. A review takes the place of a waiver. Raises
    InvalidInputError without a reason.
    """
    text = parse_text(notes, "validation_notes", 1000) if notes is not None else None
    if is_valid is False and text is None:
        raise InvalidInputError(
            "reason_needed",
            "Una foto no válida necesita su motivo.",
            "validation_notes",
            "Escribe qué le falta, para que el cliente pueda repetirla.",
        )
    case = await lock_open_case(session, case_id)
    check_category(case, catalogue)
    image = image_of(case, image_id)
    image.is_valid, image.validation_notes = is_valid, text
    image.review_waived_by = image.review_waiver_reason = None
    touch(case)
    await session.flush()
    # Answers of any element may refer to it, not only those of the element it is linked to.
    for code in case.element_codes:
        await refresh_element(session, case, catalogue, code)
    return image


async def waive_review(
    session: AsyncSession,
    case_id: uuid.UUID,
    *,
    waived_by: str,
    reason: str,
    expected_version: int | None = None,
) -> tuple[CaseImage, ...]:
    """Put on record who answers for the images not reviewed so far staying so, and why; returns them.

    Images that come later wait for a review of their own. Raises InvalidInputError without a name or reason,
    ConflictError for a closed case or another editor's change.
    """
    name = parse_text(waived_by, "waived_by", 100)
    why = parse_text(reason, "reason", 500)
    case = await lock_open_case(session, case_id, expected_version)
    waived = images_to_review(case)
    for image in waived:
        image.review_waived_by, image.review_waiver_reason = name, why
    if waived:
        touch(case)
        await session.flush()
    return waived


def _place_of(image: CaseImage) -> str:
    """What staff know the image by: the photo that it is, and its name."""
    place = ".".join(code for code in (image.element_code, image.photo_code) if code)
    return f"{place} ({image.display_name})" if place else f"«{image.display_name}»"
