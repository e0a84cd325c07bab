"""Regulations: uploaded, watched while they are read, switched on and off, shown page by page."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Path, Query, Response, UploadFile
from sqlalchemy import select

from agent.services import regulations as service
from agent.services.images import ImageStore
from api.authority import TOKEN_SCHEME, require_token
from api.bodies import MAX_FILE_BYTES
from api.dependencies import SessionDep, SettingsDep, require_form, require_json
from api.guarding import guarded_by, require_known_fields
from api.problems import ApiError, problem_responses
from api.schemas.base import StorableText
from api.schemas.regulation import RegulationChanges, RegulationOut
from database.models import DocumentChunk
from database.models.base import utcnow
from shared.errors import InvalidInputError, NotFoundError

COMMON = problem_responses(401, 404, 422, 500, 503)
WRITING = problem_responses(400, 409, 413, 415)

router = APIRouter(
    prefix="/api/v1/regulations",
    tags=["regulations"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=COMMON,
)
upload_router = APIRouter(
    prefix="/api/v1/regulation-uploads",
    tags=["regulations"],
    route_class=guarded_by(require_token, require_form),
    dependencies=[Depends(TOKEN_SCHEME), Depends(require_known_fields)],
    responses=COMMON,
)

# What HTTP has a status of its own for; every other refusal of a file is a 422.
_STATUSES: Final[Mapping[str, int]] = {"unknown_format": 415, "file_too_large": 413}


@router.get("", summary="Reglamentos")
async def list_regulations(
    session: SessionDep,
    include_inactive: Annotated[bool, Query(description="También los desactivados.")] = False,
) -> list[RegulationOut]:
    """Those that answer first, then by title."""
    views = await service.list_documents(session, now=utcnow(), include_inactive=include_inactive)
    return [RegulationOut.model_validate(view) for view in views]


@upload_router.post(
    "",
    summary="Subir un reglamento",
    status_code=202,
    responses={200: {"model": RegulationOut, "description": "Ya estaba"}, **WRITING},
)
async def upload_regulation(
    file: Annotated[UploadFile, File(description="PDF, HTML, Markdown o texto, de hasta 20 MB.")],
    session: SessionDep,
    settings: SettingsDep,
    response: Response,
    title: Annotated[StorableText | None, Form(max_length=500)] = None,
    supersedes: Annotated[UUID | None, Form(description="El documento al que sustituye.")] = None,
    tags: Annotated[StorableText | None, Form(max_length=2000, description="Separadas por comas.")] = None,
) -> RegulationOut:
    """Keeps the file; a worker reads it. Ask for it again to see how far it is."""
    content = await file.read()
    if len(content) > MAX_FILE_BYTES:
        raise ApiError(
            413,
            "file_too_large",
            f"El archivo pasa de {MAX_FILE_BYTES // 2**20} MB.",
            "Añádelo con `msia rag add`: hasta 100 MB.",
            "file",
        )
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    new = service.NewDocument(
        content,
        "".join(char for char in name if char.isprintable()).strip() or "documento",
        title=(title or "").strip() or None,
        tags=[tag for tag in (tags or "").split(",") if tag.strip()],
        supersedes=supersedes,
    )
    try:
        registered = await service.register(
            session, ImageStore(settings.regulations_directory), new, now=utcnow()
        )
    except InvalidInputError as error:
        raise ApiError(
            _STATUSES.get(error.code, 422), error.code, error.message, error.remedy or "", error.field
        ) from error
    if not registered.is_new:
        response.status_code = 200
    return await _seen(session, registered.document_id)


@router.get("/{regulation_id}", summary="Un reglamento")
async def get_regulation(regulation_id: UUID, session: SessionDep) -> RegulationOut:
    """With what is being done with it, while it is read."""
    return await _seen(session, regulation_id)


@router.patch("/{regulation_id}", summary="Corregir un reglamento", responses=WRITING)
async def edit_regulation(
    regulation_id: UUID, changes: RegulationChanges, session: SessionDep
) -> RegulationOut:
    """A title given to an article is shown with its passages, and stays when the file is read again."""
    await service.edit_document(
        session,
        regulation_id,
        title=changes.title,
        tags=changes.tags,
        section_mappings=changes.section_mappings,
        consolidated_on=changes.consolidated_on,
    )
    return await _seen(session, regulation_id)


@router.post("/{regulation_id}/activation", summary="Responder con un reglamento", responses=WRITING)
async def activate_regulation(regulation_id: UUID, session: SessionDep) -> RegulationOut:
    """Its other versions step back."""
    await service.activate(session, regulation_id, now=utcnow())
    return await _seen(session, regulation_id)


@router.delete("/{regulation_id}/activation", summary="Dejar de responder con un reglamento")
async def deactivate_regulation(regulation_id: UUID, session: SessionDep) -> RegulationOut:
    """From the next answer on."""
    await service.deactivate(session, regulation_id, now=utcnow())
    return await _seen(session, regulation_id)


@router.post(
    "/{regulation_id}/retry", summary="Leer otra vez un reglamento", status_code=202, responses=WRITING
)
async def retry_regulation(regulation_id: UUID, session: SessionDep) -> RegulationOut:
    """What does not change keeps its vectors and citations."""
    await service.retry(session, regulation_id, now=utcnow())
    return await _seen(session, regulation_id)


@router.get(
    "/{regulation_id}/pages/{page}/image",
    summary="Una página, con un pasaje señalado",
    response_class=Response,
    responses={
        200: {
            "description": "La página",
            "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}},
        },
        **problem_responses(409),
    },
)
async def get_regulation_page(
    regulation_id: UUID,
    page: Annotated[int, Path(ge=1, le=100_000)],
    session: SessionDep,
    settings: SettingsDep,
    passage: Annotated[UUID | None, Query(description="Identificador del pasaje que se señala.")] = None,
) -> Response:
    """A PNG of a page of a PDF."""
    from agent.services.regulations.page_images import render_page

    document = await service.get_document(session, regulation_id)
    words = await _words(session, regulation_id, passage) if passage is not None else ""
    path = ImageStore(settings.regulations_directory).find(document.file_path)
    if path is None or path.suffix != ".pdf":
        raise NotFoundError(
            "no_page_image", "Solo los PDF guardados aquí tienen páginas que mostrar.", "regulation_id"
        )
    # Drawing takes a moment: others may use the connection meanwhile.
    await session.commit()
    content = await asyncio.to_thread(path.read_bytes)
    image = await asyncio.to_thread(render_page, content, page, words)
    return Response(
        image.content,
        media_type="image/png",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"},
    )


async def _words(session: SessionDep, regulation_id: UUID, passage: UUID) -> str:
    found = await session.scalar(
        select(DocumentChunk.content).where(
            DocumentChunk.id == passage, DocumentChunk.document_id == regulation_id
        )
    )
    if found is None:
        raise NotFoundError(
            "unknown_passage",
            f"El documento no tiene el pasaje {passage}.",
            "passage",
            "Repite la consulta: el documento se ha leído otra vez.",
        )
    return found


async def _seen(session: SessionDep, regulation_id: UUID) -> RegulationOut:
    return RegulationOut.model_validate(await service.view_document(session, regulation_id, now=utcnow()))
