"""Cases (expedientes): opening, data, elements, answers, tariff, progress and life."""

from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Annotated, assert_never
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response

from agent.services import cases as service
from agent.services import users
from agent.services.conversations import get_conversation
from api.authority import TOKEN_SCHEME, require_token
from api.case_answers import case_answer, case_brief, catalogue_of, image_answer, progress_answer
from api.dependencies import (
    DEFAULT_PAGE,
    After,
    Before,
    CatalogueDep,
    ExpectedVersion,
    PageLimit,
    SessionDep,
    require_json,
)
from api.guarding import guarded_by
from api.problems import ApiError, problem_responses
from api.schemas.base import Day
from api.schemas.case import (
    AnswersOut,
    CaseElements,
    CaseOut,
    CasePage,
    CaseUpdate,
    FieldAnswers,
    ImageOut,
    MissingField,
    NewCase,
    ProgressOut,
    ReviewWaiver,
    TariffAcceptance,
    TariffReopening,
    Transition,
)
from api.schemas.quote import units_of
from api.schemas.user import PersonalData, UserOut
from api.showing import SHOWN_AFTERWARDS
from database.models import Case
from database.pagination import newest_first
from shared.errors import ConflictError
from shared.vocabularies import CaseStatus

router = APIRouter(
    prefix="/api/v1/cases",
    tags=["cases"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME), SHOWN_AFTERWARDS],
    responses=problem_responses(401, 404, 422, 500, 503),
)
WRITING = problem_responses(400, 409, 412, 413, 415)
SearchText = Annotated[str | None, Query(min_length=1, max_length=200)]
ElementPath = Annotated[str, Path(max_length=50, examples=["ESCAPE"])]


@router.post(
    "",
    summary="Abrir un expediente",
    status_code=201,
    responses={200: {"model": CaseOut, "description": "Ya estaba abierto"}, **WRITING},
)
async def open_case(wanted: NewCase, session: SessionDep, cache: CatalogueDep, response: Response) -> CaseOut:
    """The open case of the conversation and category, created when there is none.

    There is at most one. With `elements`, those of the quote become the case's.
    """
    catalogue = await cache.catalogue(wanted.category)
    conversation = await get_conversation(session, wanted.conversation_id)
    if conversation.user_id is None:
        raise ConflictError(
            "conversation_without_user",
            "La conversación no tiene usuario.",
            "conversation_id",
            "Asígnale uno con POST /api/v1/conversations.",
        )
    found = await service.open_case(session, conversation.user_id, conversation.id, catalogue.category_id)
    case = found.case
    if wanted.elements is not None:
        case = await service.set_elements(session, case.id, units_of(wanted.elements), catalogue)
    if found.created:
        response.headers["Location"] = f"{router.prefix}/{case.id}"
    else:
        response.status_code = 200
    return case_answer(case, response)


@router.get("", summary="Buscar expedientes")
async def list_cases(
    session: SessionDep,
    matricula: SearchText = None,
    bastidor: SearchText = None,
    phone: Annotated[SearchText, Query(description="Teléfono del titular, con cualquier grafía.")] = None,
    name: Annotated[SearchText, Query(description="Nombre, apellidos o empresa, o su principio.")] = None,
    category: Annotated[SearchText, Query(description="Categoría, por su identificador.")] = None,
    status: Annotated[CaseStatus | None, Query(description="Solo los de este estado.")] = None,
    user_id: Annotated[UUID | None, Query(description="Solo los de este usuario.")] = None,
    conversation_id: Annotated[UUID | None, Query(description="Solo los de esta conversación.")] = None,
    since: Annotated[Day | None, Query(description="Abiertos este día (de España) o después.")] = None,
    until: Annotated[Day | None, Query(description="Abiertos este día (de España) o antes.")] = None,
    limit: PageLimit = DEFAULT_PAGE,
    before: Before = None,
    after: After = None,
) -> CasePage:
    """Newest first; what is given must hold all at once."""
    search = service.case_search(
        matricula=matricula,
        bastidor=bastidor,
        phone=phone,
        name=name,
        category=category,
        status=status,
        user_id=user_id,
        conversation_id=conversation_id,
        since=since,
        until=until,
    )
    query = service.cases_found(search)
    page = await newest_first(session, query, Case, limit=limit, before=before, after=after)
    return CasePage(items=[case_brief(case) for case in page.rows], older=page.older, newer=page.newer)


@router.get("/{case_id}", summary="Un expediente")
async def get_case(case_id: UUID, session: SessionDep, response: Response) -> CaseOut:
    """Everything collected, with an ETag for If-Match."""
    return case_answer(await service.get_case(session, case_id), response)


@router.patch("/{case_id}", summary="Cambiar vehículo, medidas, taller, ITV y notas", responses=WRITING)
async def update_case(
    case_id: UUID, changes: CaseUpdate, session: SessionDep, version: ExpectedVersion, response: Response
) -> CaseOut:
    """Validates and stores what is named, all of it or nothing."""
    data = changes.model_dump(exclude_unset=True)
    case = await service.update_case_data(session, case_id, data, expected_version=version)
    return case_answer(case, response)


@router.patch("/{case_id}/owner", summary="Cambiar los datos del titular", responses=WRITING)
async def update_owner(case_id: UUID, changes: PersonalData, session: SessionDep) -> UserOut:
    """Personal data belong to the user and hold for all of their cases."""
    case = await service.get_case(session, case_id)
    if case.user_id is None:
        raise ConflictError(
            "case_without_user",
            "El expediente ya no tiene titular.",
            "case_id",
            "Los datos de la persona se han borrado; abre un expediente nuevo.",
        )
    data = changes.model_dump(exclude_unset=True)
    return UserOut.model_validate(await users.update_personal_data(session, case.user_id, data))


@router.put("/{case_id}/elements", summary="Decidir los elementos", responses=WRITING)
async def set_elements(
    case_id: UUID,
    wanted: CaseElements,
    session: SessionDep,
    cache: CatalogueDep,
    version: ExpectedVersion,
    response: Response,
) -> CaseOut:
    """Replaces the elements; what was collected for one that leaves stays, in case it comes back."""
    catalogue = await catalogue_of(await service.get_case(session, case_id), cache)
    case = await service.set_elements(
        session, case_id, units_of(wanted.elements), catalogue, expected_version=version
    )
    return case_answer(case, response)


@router.post("/{case_id}/elements/{element_code}/answers", summary="Responder", responses=WRITING)
async def submit_answers(
    case_id: UUID,
    element_code: ElementPath,
    given: FieldAnswers,
    session: SessionDep,
    cache: CatalogueDep,
    version: ExpectedVersion,
) -> AnswersOut:
    """Stores the valid answers; the others come back under `rejected`, explained for the client."""
    catalogue = await catalogue_of(await service.get_case(session, case_id), cache)
    result = await service.submit_field_answers(
        session, case_id, element_code, given.answers, catalogue, expected_version=version
    )
    submission = result.submission
    return AnswersOut(
        element_code=element_code,
        status=result.data.status,
        answers=dict(submission.answers),
        accepted=dict(submission.accepted),
        rejected=dict(submission.rejected),
        dropped=list(submission.dropped),
        missing=[MissingField(name=field.name, label=field.label) for field in submission.missing],
    )


@router.get("/{case_id}/progress", summary="Lo que falta", responses=problem_responses(409))
async def get_progress(case_id: UUID, session: SessionDep, cache: CatalogueDep) -> ProgressOut:
    """What the case has and lacks, in the order to ask the client for it."""
    case = await service.get_case(session, case_id)
    return progress_answer(service.progress(case, await catalogue_of(case, cache)))


@router.post("/{case_id}/tariff", summary="Aceptar la tarifa", responses=WRITING)
async def accept_tariff(
    case_id: UUID,
    acceptance: TariffAcceptance,
    session: SessionDep,
    cache: CatalogueDep,
    version: ExpectedVersion,
    response: Response,
) -> CaseOut:
    """Freezes today's quote of the elements, if its total is still the one shown."""
    catalogue = await catalogue_of(await service.get_case(session, case_id), cache)
    case = await service.accept_tariff(
        session,
        case_id,
        catalogue,
        seen_total=Decimal(acceptance.seen_total),
        expected_version=version,
    )
    return case_answer(case, response)


@router.post("/{case_id}/tariff/reopening", summary="Reabrir la tarifa", responses=WRITING)
async def reopen_tariff(
    case_id: UUID, wanted: TariffReopening, session: SessionDep, version: ExpectedVersion, response: Response
) -> CaseOut:
    """Undoes the acceptance; the former quote stays on record with the reason."""
    case = await service.reopen_tariff(session, case_id, wanted.reason, expected_version=version)
    return case_answer(case, response)


@router.post("/{case_id}/review-waiver", summary="Prescindir de la revisión de las fotos", responses=WRITING)
async def waive_review(
    case_id: UUID, waiver: ReviewWaiver, session: SessionDep, version: ExpectedVersion
) -> list[ImageOut]:
    """Records who answers for not reviewing the images that nobody has reviewed so far; returns those."""
    waived = await service.waive_review(
        session, case_id, waived_by=waiver.waived_by, reason=waiver.reason, expected_version=version
    )
    return [image_answer(image) for image in waived]


@router.post("/{case_id}/transitions", summary="Cambiar de estado", responses=WRITING)
async def change_status(
    case_id: UUID,
    wanted: Transition,
    session: SessionDep,
    cache: CatalogueDep,
    version: ExpectedVersion,
    response: Response,
) -> CaseOut:
    """Moves the case on; an illegal change or an incomplete case is a 409 that says what is possible."""
    change, leaves = _way_to(wanted.to)
    if leaves and wanted.reason is None:
        raise ApiError(
            422, "reason_needed", "Este cambio de estado necesita su motivo.", "Escribe por qué.", "reason"
        )
    judged_by = (
        wanted.reason if leaves else await catalogue_of(await service.get_case(session, case_id), cache)
    )
    case = await change(session, case_id, judged_by, expected_version=version)
    return case_answer(case, response)


def _way_to(status: CaseStatus) -> tuple[Callable[..., Awaitable[Case]], bool]:
    """What moves a case to the status, and whether that takes a reason instead of a catalogue."""
    match status:
        case CaseStatus.COLLECTING:
            return service.return_to_collecting, True
        case CaseStatus.CANCELLED:
            return service.cancel_case, True
        case CaseStatus.ABANDONED:
            return service.abandon_case, True
        case CaseStatus.PENDING_REVIEW:
            return service.submit_for_review, False
        case CaseStatus.IN_PROGRESS:
            return service.start_work, False
        case CaseStatus.COMPLETED:
            return service.complete_case, False
        case _:
            assert_never(status)
