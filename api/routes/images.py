"""Images of a case: kept here or elsewhere, linked to the photo they are, reviewed, given back, deleted."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Response, UploadFile

from agent.services import cases as service
from agent.services.cases import NewImage
from agent.services.images import EXTENSIONS, prepare_upload, remove_unused
from api.authority import TOKEN_SCHEME, require_token
from api.case_answers import catalogue_of, image_answer
from api.dependencies import (
    CatalogueDep,
    ExpectedVersion,
    ImageStoreDep,
    SessionDep,
    require_form,
    require_json,
)
from api.file_response import WholeFileResponse
from api.guarding import guarded_by, require_known_fields
from api.problems import ApiError, problem_responses
from api.schemas.base import StorableText
from api.schemas.case import ImageOut, ImagePlace, ImageReview, NewImageData
from api.showing import SHOWN_AFTERWARDS
from database.models import CaseImage
from shared.errors import InvalidInputError, NotFoundError

COMMON = problem_responses(401, 404, 422, 500, 503)
WRITING = problem_responses(400, 409, 413, 415)

router = APIRouter(
    prefix="/api/v1/cases/{case_id}/images",
    tags=["images"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME), SHOWN_AFTERWARDS],
    responses=COMMON,
)
upload_router = APIRouter(
    prefix="/api/v1/cases/{case_id}/uploads",
    tags=["images"],
    route_class=guarded_by(require_token, require_form),
    dependencies=[Depends(TOKEN_SCHEME), Depends(require_known_fields), SHOWN_AFTERWARDS],
    responses=COMMON,
)
FormCode = Annotated[StorableText | None, Form(max_length=50)]

# What HTTP has a status of its own for; every other refusal of a file is a 422.
_STATUSES: Final[Mapping[str, int]] = {"unsupported_image": 415, "image_too_large": 413}
# Shown in the page that asks; everything else is downloaded.
_SHOWN_TYPES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})


def _binary(*kinds: str) -> dict[int | str, dict[str, object]]:
    schema = {"type": "string", "format": "binary"}
    return {200: {"description": "El archivo", "content": {kind: {"schema": schema} for kind in kinds}}}


@router.get("", summary="Imágenes")
async def list_images(case_id: UUID, session: SessionDep) -> list[ImageOut]:
    """All images of the case, oldest first."""
    case = await service.get_case(session, case_id)
    return [image_answer(image) for image in sorted(case.images, key=lambda item: (item.created_at, item.id))]


@router.post(
    "",
    summary="Anotar una imagen guardada en otro sitio",
    status_code=201,
    responses={200: {"model": ImageOut, "description": "Ya estaba"}, **WRITING},
)
async def add_image(
    case_id: UUID, image: NewImageData, session: SessionDep, cache: CatalogueDep, response: Response
) -> ImageOut:
    """200 with the stored one when the same attachment or content is there already."""
    catalogue = await catalogue_of(await service.get_case(session, case_id), cache)
    stored = await service.add_image(session, case_id, NewImage(**image.model_dump()), catalogue)
    if not stored.created:
        response.status_code = 200
    return image_answer(stored.image)


@upload_router.post(
    "",
    summary="Subir una imagen",
    status_code=201,
    responses={200: {"model": ImageOut, "description": "Ya estaba"}, **WRITING},
)
async def upload_image(
    case_id: UUID,
    file: Annotated[UploadFile, File(description="JPEG, PNG, WebP, HEIC o PDF, de hasta 20 MB.")],
    session: SessionDep,
    cache: CatalogueDep,
    store: ImageStoreDep,
    response: Response,
    element_code: FormCode = None,
    photo_code: FormCode = None,
    description: Annotated[StorableText | None, Form(max_length=2000)] = None,
) -> ImageOut:
    """Checks the file, writes it anew without metadata, keeps it once by its content and records it.

    Pictures become JPEG or PNG of at most 4096 pixels, upright, with a thumbnail. A PDF with scripts, actions
    or embedded files is refused. Nothing is kept of what is refused.
    """
    element_code, photo_code = element_code or None, photo_code or None
    catalogue = await catalogue_of(await service.get_case(session, case_id), cache)
    await service.check_image_place(session, case_id, catalogue, element_code, photo_code)
    # Nothing is written yet: others may use the connection while the file is decoded.
    await session.commit()
    try:
        digest, prepared = await prepare_upload(file.file)
    except InvalidInputError as error:
        raise ApiError(
            _STATUSES.get(error.code, 422), error.code, error.message, error.remedy or "", error.field
        ) from error
    name = _sane_name(file.filename)
    stored = await service.keep_image(
        session,
        case_id,
        NewImage(
            display_name=name[-200:] or "imagen",
            original_filename=name[-255:] or None,
            element_code=element_code,
            photo_code=photo_code,
            description=(description or "").strip() or None,
            content_hash=digest,
        ),
        prepared,
        catalogue,
        store,
    )
    if not stored.created:
        response.status_code = 200
    return image_answer(stored.image)


@router.get(
    "/{image_id}/content",
    summary="El archivo de una imagen",
    response_class=WholeFileResponse,
    responses=_binary(*EXTENSIONS),
)
async def get_image_content(
    case_id: UUID, image_id: UUID, session: SessionDep, store: ImageStoreDep
) -> WholeFileResponse:
    """The file as it was stored."""
    image = service.image_of(await service.get_case(session, case_id), image_id)
    path = store.find(image.stored_filename)
    if path is None:
        raise NotFoundError(
            "image_not_here",
            "El archivo de esta imagen no está guardado aquí.",
            "image_id",
            "Búscalo en Chatwoot o súbelo otra vez.",
        )
    return WholeFileResponse(
        path,
        media_type=image.mime_type or "application/octet-stream",
        filename=_download_name(image, path),
        content_disposition_type="inline" if image.mime_type in _SHOWN_TYPES else "attachment",
    )


@router.get(
    "/{image_id}/thumbnail",
    summary="La miniatura de una imagen",
    response_class=WholeFileResponse,
    responses=_binary("image/jpeg"),
)
async def get_image_thumbnail(
    case_id: UUID, image_id: UUID, session: SessionDep, store: ImageStoreDep
) -> WholeFileResponse:
    """A JPEG of at most 480 pixels. A PDF has none, nor have images of before there were thumbnails."""
    image = service.image_of(await service.get_case(session, case_id), image_id)
    path = store.find(image.thumbnail_filename)
    if path is None:
        raise NotFoundError(
            "no_thumbnail", "Esta imagen no tiene miniatura.", "image_id", "Pide su contenido con …/content."
        )
    return WholeFileResponse(path, media_type="image/jpeg", content_disposition_type="inline")


@router.patch("/{image_id}", summary="Decir qué foto es", responses=WRITING)
async def link_image(
    case_id: UUID, image_id: UUID, place: ImagePlace, session: SessionDep, cache: CatalogueDep
) -> ImageOut:
    """Links the image to a photo of an element, or to a base document."""
    catalogue = await catalogue_of(await service.get_case(session, case_id), cache)
    image = await service.link_image(
        session,
        case_id,
        image_id,
        catalogue,
        element_code=place.element_code,
        photo_code=place.photo_code,
    )
    return image_answer(image)


@router.delete(
    "/{image_id}",
    summary="Borrar una imagen",
    status_code=204,
    responses={204: {"description": "Borrada"}, **problem_responses(409, 412)},
)
async def delete_image(
    case_id: UUID,
    image_id: UUID,
    session: SessionDep,
    cache: CatalogueDep,
    store: ImageStoreDep,
    version: ExpectedVersion,
) -> None:
    """Removes the image of an open case, and its file where no other image uses it."""
    catalogue = await catalogue_of(await service.get_case(session, case_id), cache)
    names = await service.delete_image(session, case_id, image_id, catalogue, expected_version=version)
    # Files go after the row: a crash in between leaves a file that the sweep finds, never a row without one.
    await session.commit()
    await remove_unused(session, store, names)


@router.post("/{image_id}/review", summary="Revisar una imagen", responses=WRITING)
async def review_image(
    case_id: UUID, image_id: UUID, review: ImageReview, session: SessionDep, cache: CatalogueDep
) -> ImageOut:
    """An invalid photo needs its reason, and makes its element wait for photos again."""
    catalogue = await catalogue_of(await service.get_case(session, case_id), cache)
    image = await service.review_image(
        session, case_id, image_id, catalogue, is_valid=review.is_valid, notes=review.notes
    )
    return image_answer(image)


def _sane_name(filename: str | None) -> str:
    """The sender's file name without directories and unprintable characters."""
    name = (filename or "").replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in name if character.isprintable()).strip()


def _download_name(image: CaseImage, path: Path) -> str:
    """The name it came with, with the extension of what is stored."""
    stem = Path(image.original_filename or "").stem
    return f"{stem}{path.suffix}" if stem else path.name
