"""Images of a case: each stored once, linked to the photo it is, reviewed as valid, invalid or not yet."""

import re
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases.elements import element_data_of, photo_key, refresh_element
from agent.services.cases.records import check_category, lock_open_case, touch
from database.models import Case, CaseImage
from database.models.base import utcnow
from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import effective_images
from domain.identity import parse_text
from shared.errors import InvalidInputError, NotFoundError

_SHA256 = re.compile(r"[0-9a-f]{64}")
_LARGEST_ID = 2**63


@dataclass(frozen=True, slots=True)
class NewImage:
    """An image as it arrives. It needs what tells it from others: its Chatwoot message and attachment, or
    the SHA-256 of its content, better both."""

    display_name: str
    original_filename: str | None = None
    element_code: str | None = None
    photo_code: str | None = None
    image_type: str | None = None
    description: str | None = None
    stored_filename: str | None = None
    mime_type: str | None = None
    file_size: int | None = None
    content_hash: str | None = None
    chatwoot_message_id: int | None = None
    chatwoot_attachment_id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredImage:
    """The stored image; `created` False: it was there before, by attachment or by content."""

    image: CaseImage
    created: bool


async def add_image(
    session: AsyncSession,
    case_id: uuid.UUID,
    image: NewImage,
    catalogue: Catalogue,
    *,
    complete: Callable[[Case, CaseImage], Awaitable[None]] | None = None,
    flushes: bool = True,
) -> StoredImage:
    """Store an image, or return the one stored before from the same attachment or with the same content.

    A stored image that is not linked yet takes the link of the new one. A new one is `complete`d before it is
    written; without `flushes` that is the next flush, so that an album's are written together. Raises
    InvalidInputError, NotFoundError for an unknown case, element or photo, ConflictError for a closed case.
    """
    values = _checked(image)
    case = await lock_open_case(session, case_id)
    check_category(case, catalogue)
    check_place(case, catalogue, image.element_code, image.photo_code)
    stored = _stored(case, image)
    if stored is not None:
        if stored.element_code is None and stored.photo_code is None:
            stored.element_code, stored.photo_code = image.element_code, image.photo_code
            touch(case)
            await session.flush()
            await _refresh(session, case, catalogue, image.element_code)
        return StoredImage(stored, created=False)
    added = CaseImage(id=uuid.uuid4(), created_at=utcnow(), **values)
    if complete is not None:
        await complete(case, added)
    case.images.append(added)
    touch(case)
    if flushes:
        await session.flush()
    await _refresh(session, case, catalogue, image.element_code, flushes=flushes)
    return StoredImage(added, created=True)


async def link_image(
    session: AsyncSession,
    case_id: uuid.UUID,
    image_id: uuid.UUID,
    catalogue: Catalogue,
    *,
    element_code: str | None,
    photo_code: str | None,
) -> CaseImage:
    """Say which photo an image is: of an element, or a base document (no element). Raises as `add_image`."""
    case = await lock_open_case(session, case_id)
    check_category(case, catalogue)
    check_place(case, catalogue, element_code, photo_code)
    image = image_of(case, image_id)
    former = image.element_code
    image.element_code, image.photo_code = element_code, photo_code
    touch(case)
    await session.flush()
    for code in dict.fromkeys((former, element_code)):
        await _refresh(session, case, catalogue, code)
    return image


def check_place(case: Case, catalogue: Catalogue, element_code: str | None, photo_code: str | None) -> None:
    """Raise NotFoundError unless the photo is one of the element's, or of the base documents without one."""
    if element_code is None:
        known = [document.code for document in catalogue.documentation if document.code]
        owner = "la documentación de la categoría"
    else:
        element_data_of(case, element_code)
        if element_code not in catalogue.elements:
            return  # switched off meanwhile: what is sent for it is kept
        known = [photo_key(image) for image in effective_images(catalogue, element_code)]
        owner = f"el elemento «{element_code}»"
    if photo_code is not None and photo_code not in known:
        raise NotFoundError(
            "unknown_photo",
            f"En {owner} no hay ninguna foto «{photo_code[:60]}».",
            "photo_code",
            f"Las que hay son: {', '.join(known) or 'ninguna'}.",
        )


def _stored(case: Case, image: NewImage) -> CaseImage | None:
    """The image that came before, by attachment first, then by content."""
    if image.chatwoot_message_id is not None:
        key = (image.chatwoot_message_id, image.chatwoot_attachment_id)
        for stored in case.images:
            if (stored.chatwoot_message_id, stored.chatwoot_attachment_id) == key:
                return stored
    if image.content_hash is not None:
        for stored in case.images:
            if stored.content_hash == image.content_hash:
                return stored
    return None


def image_of(case: Case, image_id: uuid.UUID) -> CaseImage:
    """The image of the case. Raises NotFoundError."""
    for image in case.images:
        if image.id == image_id:
            return image
    raise NotFoundError(
        "unknown_image",
        f"El expediente no tiene la imagen {image_id}.",
        "image_id",
        "Comprueba el identificador.",
    )


async def _refresh(
    session: AsyncSession, case: Case, catalogue: Catalogue, element_code: str | None, *, flushes: bool = True
) -> None:
    if element_code is not None:
        await refresh_element(session, case, catalogue, element_code, flushes=flushes)


def _checked(image: NewImage) -> dict[str, object]:
    """The column values. Raises InvalidInputError naming the field."""
    message, attachment = image.chatwoot_message_id, image.chatwoot_attachment_id
    if (message is None) != (attachment is None):
        raise InvalidInputError(
            "incomplete_attachment",
            "Una imagen de Chatwoot se identifica por su mensaje y su adjunto.",
            "chatwoot_message_id" if message is None else "chatwoot_attachment_id",
            "Da los dos números o ninguno.",
        )
    if message is None and image.content_hash is None:
        raise InvalidInputError(
            "unidentified_image",
            "La imagen no se puede distinguir de otras.",
            "content_hash",
            "Da el SHA-256 de su contenido o el mensaje y el adjunto de Chatwoot.",
        )
    for field, number in (
        ("chatwoot_message_id", message),
        ("chatwoot_attachment_id", attachment),
        ("file_size", image.file_size),
    ):
        largest = 2**31 if field == "file_size" else _LARGEST_ID
        if number is not None and not 0 <= number < largest:
            raise InvalidInputError(
                "invalid_number",
                f"El dato «{field}» {number} no es válido.",
                field,
                "Usa un número positivo.",
            )
    if image.content_hash is not None and not _SHA256.fullmatch(image.content_hash):
        raise InvalidInputError(
            "invalid_hash",
            "El resumen del contenido no es un SHA-256.",
            "content_hash",
            "Usa 64 cifras hexadecimales en minúscula.",
        )
    texts = {
        "display_name": 200,
        "original_filename": 255,
        "image_type": 50,
        "stored_filename": 255,
        "mime_type": 100,
        "description": 2000,
    }
    return {
        **{
            field: None if (value := getattr(image, field)) is None else parse_text(value, field, longest)
            for field, longest in texts.items()
        },
        "element_code": image.element_code,
        "photo_code": image.photo_code,
        "file_size": image.file_size,
        "content_hash": image.content_hash,
        "chatwoot_message_id": message,
        "chatwoot_attachment_id": attachment,
    }
