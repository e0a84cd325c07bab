"""Images of a case: kept here or elsewhere, linked to the photo they are, reviewed."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Response, UploadFile
from fastapi.responses import FileResponse

from agent.services import cases as service
from agent.services.cases import NewImage
from api import image_store
from api.case_answers import catalogue_of, image_answer
from api.dependencies import (
    CatalogueDep,
    SessionDep,
    SettingsDep,
    require_form,
    require_json,
    require_token,
)
from api.problems import problem_responses
from api.schemas.base import StorableText
from api.schemas.case import ImageOut, ImagePlace, ImageReview, NewImageData
from database.models import CaseImage
from shared.errors import NotFoundError

COMMON = problem_responses(401, 404, 422, 500, 503)
WRITING = problem_responses(400, 409, 413, 415)

router = APIRouter(
    prefix="/api/v1/cases/{case_id}/images",
    tags=["images"],
    dependencies=[Depends(require_token), Depends(require_json)],
    responses=COMMON,
)
upload_router = APIRouter(
    prefix="/api/v1/cases/{case_id}/uploads",
    tags=["images"],
    dependencies=[Depends(require_token), Depends(require_form)],
    responses=COMMON,
)
FormCode = Annotated[StorableText | None, Form(max_length=50)]


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
    settings: SettingsDep,
    response: Response,
    element_code: FormCode = None,
    photo_code: FormCode = None,
    description: Annotated[StorableText | None, Form(max_length=2000)] = None,
) -> ImageOut:
    """Keeps the file once by its content, and records it in the case."""
    case = await service.get_case(session, case_id)
    catalogue = await catalogue_of(case, cache)
    kept = await asyncio.to_thread(image_store.store, settings, file.file)
    stored = await service.add_image(
        session,
        case_id,
        NewImage(
            display_name=_shown_name(file.filename),
            element_code=element_code or None,
            photo_code=photo_code or None,
            description=(description or "").strip() or None,
            stored_filename=kept.filename,
            mime_type=kept.mime_type,
            file_size=kept.size,
            content_hash=kept.content_hash,
        ),
        catalogue,
    )
    if stored.image.stored_filename is None:
        # Recorded earlier by its hash alone; now the file is here.
        stored.image.stored_filename, stored.image.mime_type = kept.filename, kept.mime_type
    if not stored.created:
        response.status_code = 200
    await session.flush()
    return image_answer(stored.image)


@router.get(
    "/{image_id}/content",
    summary="El archivo de una imagen",
    response_class=FileResponse,
    responses={
        200: {
            "description": "El archivo",
            "content": {
                kind: {"schema": {"type": "string", "format": "binary"}} for kind in image_store.EXTENSIONS
            },
        }
    },
)
async def get_image_content(
    case_id: UUID, image_id: UUID, session: SessionDep, settings: SettingsDep
) -> FileResponse:
    """The bytes as they were sent."""
    image = _image_of((await service.get_case(session, case_id)).images, image_id)
    path = image_store.path_of(settings, image.stored_filename or "")
    if path is None:
        raise NotFoundError(
            "image_not_here",
            "El archivo de esta imagen no está guardado aquí.",
            "image_id",
            "Búscalo en Chatwoot o súbelo otra vez.",
        )
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'"}
    return FileResponse(path, media_type=image.mime_type, headers=headers, filename=path.name)


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


def _image_of(images: list[CaseImage], image_id: UUID) -> CaseImage:
    for image in images:
        if image.id == image_id:
            return image
    raise NotFoundError(
        "unknown_image",
        f"El expediente no tiene la imagen {image_id}.",
        "image_id",
        "Comprueba el identificador.",
    )


def _shown_name(filename: str | None) -> str:
    """The sender's file name without directories and unprintable characters."""
    name = (filename or "").replace("\\", "/").rpartition("/")[2]
    shown = "".join(character for character in name if character.isprintable()).strip()
    return shown[-200:] or "imagen"
