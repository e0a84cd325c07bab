"""Escalations: asking for a human, attending, resolving."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from agent.services import escalations as service
from agent.services import users
from agent.services.cases import get_case
from agent.services.conversations import get_conversation
from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import (
    DEFAULT_PAGE,
    After,
    PageLimit,
    SessionDep,
    require_json,
)
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.escalation import (
    Attendant,
    EscalationList,
    EscalationOut,
    NewEscalation,
    Reopening,
    Resolution,
)
from database.acting_user import act_as
from database.models import AdminUser
from shared.acting import Actor
from shared.errors import NotFoundError
from shared.vocabularies import ActorKind, EscalationSource, EscalationStatus

router = APIRouter(
    prefix="/api/v1/escalations",
    tags=["escalations"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 404, 422, 500, 503),
)
WRITING = problem_responses(400, 409, 413, 415)


@router.post(
    "",
    summary="Pedir una persona",
    status_code=201,
    responses={200: {"model": EscalationOut, "description": "Se une a la que estaba abierta"}, **WRITING},
)
async def escalate(wanted: NewEscalation, session: SessionDep, response: Response) -> EscalationOut:
    """A conversation has one open escalation at most: another request joins it, with 200."""
    if wanted.user_id is not None:
        await users.get_user(session, wanted.user_id)
    if wanted.conversation_id is not None:
        await get_conversation(session, wanted.conversation_id)
    if wanted.case_id is not None:
        await get_case(session, wanted.case_id)
    found = await service.escalate(
        session,
        wanted.reason,
        wanted.source,
        conversation_id=wanted.conversation_id,
        user_id=wanted.user_id,
        case_id=wanted.case_id,
        metadata=wanted.metadata,
        hands_over=wanted.hands_over,
    )
    if not found.created:
        response.status_code = 200
    return EscalationOut.model_validate(found.escalation)


@router.get("", summary="Escalaciones")
async def list_escalations(
    session: SessionDep,
    status: Annotated[list[EscalationStatus] | None, Query(description="Solo las de estos estados.")] = None,
    source: Annotated[EscalationSource | None, Query(description="Solo las de este origen.")] = None,
    conversation_id: Annotated[UUID | None, Query(description="Solo las de esta conversación.")] = None,
    taken_by: Annotated[UUID | None, Query(description="Solo las que atiende esta persona.")] = None,
    limit: PageLimit = DEFAULT_PAGE,
    after: After = None,
) -> EscalationList:
    """The oldest first, the order to attend them."""
    page = await service.list_escalations(
        session,
        statuses=frozenset(status) if status else None,
        source=source,
        conversation_id=conversation_id,
        taken_by=taken_by,
        limit=limit,
        after=after,
    )
    return EscalationList(
        items=[EscalationOut.model_validate(item) for item in page.escalations], next=page.next
    )


@router.get("/{escalation_id}", summary="Una escalación")
async def get_escalation(escalation_id: UUID, session: SessionDep) -> EscalationOut:
    """The request and what became of it."""
    return EscalationOut.model_validate(await service.get_escalation(session, escalation_id))


@router.put("/{escalation_id}/attendant", summary="Atenderla", responses=WRITING)
async def take_escalation(escalation_id: UUID, attendant: Attendant, session: SessionDep) -> EscalationOut:
    """Somebody begins to attend it; 409 when somebody else does."""
    await _act_as_admin(session, attendant.admin_user_id)
    return EscalationOut.model_validate(
        await service.take_escalation(session, escalation_id, attendant.admin_user_id)
    )


@router.delete("/{escalation_id}/attendant", summary="Devolverla", responses=problem_responses(409))
async def give_back_escalation(escalation_id: UUID, session: SessionDep) -> EscalationOut:
    """Puts it back among the pending ones."""
    return EscalationOut.model_validate(await service.give_back_escalation(session, escalation_id))


@router.post("/{escalation_id}/resolution", summary="Resolverla", responses=WRITING)
async def resolve_escalation(escalation_id: UUID, wanted: Resolution, session: SessionDep) -> EscalationOut:
    """Closes it, saying how."""
    if wanted.admin_user_id is not None:
        await _act_as_admin(session, wanted.admin_user_id)
    return EscalationOut.model_validate(
        await service.resolve_escalation(session, escalation_id, wanted.resolution, wanted.admin_user_id)
    )


@router.post("/{escalation_id}/reopening", summary="Reabrirla", responses=WRITING)
async def reopen_escalation(escalation_id: UUID, wanted: Reopening, session: SessionDep) -> EscalationOut:
    """Makes a resolved one pending again; how it was resolved stays on record."""
    return EscalationOut.model_validate(
        await service.reopen_escalation(session, escalation_id, wanted.reason)
    )


async def _act_as_admin(session: SessionDep, admin_user_id: UUID) -> None:
    admin = await session.get(AdminUser, admin_user_id)
    if admin is None:
        raise NotFoundError(
            "unknown_admin_user",
            f"No existe el usuario del panel {admin_user_id}.",
            "admin_user_id",
            "Comprueba el identificador.",
        )
    act_as(session, Actor(ActorKind.STAFF, admin.username, admin.id))
