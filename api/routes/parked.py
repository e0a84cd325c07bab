"""Events of Chatwoot that could not be placed, for staff to decide."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from sqlalchemy import select

from agent.services import inbox
from api.authority import TOKEN_SCHEME, require_token
from api.chatwoot import scope_of
from api.dependencies import (
    DEFAULT_PAGE,
    After,
    Before,
    PageLimit,
    SessionDep,
    SettingsDep,
    require_json,
)
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.parked import ParkedDecision, ParkedDecisionOut, ParkedEventOut, ParkedEventPage
from database.models import AdminUser, ParkedEvent
from database.pagination import newest_first
from shared.errors import NotFoundError
from shared.vocabularies import ParkingReason

router = APIRouter(
    prefix="/api/v1/parked-events",
    tags=["parked events"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 404, 422, 500, 503),
)


@router.get("", summary="Avisos aparcados")
async def list_parked_events(
    session: SessionDep,
    resolved: Annotated[bool, Query(description="Los ya resueltos en vez de los que esperan.")] = False,
    reason: Annotated[ParkingReason | None, Query(description="Solo los de este motivo.")] = None,
    limit: PageLimit = DEFAULT_PAGE,
    before: Before = None,
    after: After = None,
) -> ParkedEventPage:
    """Newest first."""
    query = select(ParkedEvent).where(
        ParkedEvent.resolution.is_not(None) if resolved else ParkedEvent.resolution.is_(None)
    )
    if reason is not None:
        query = query.where(ParkedEvent.reason == reason.value)
    page = await newest_first(session, query, ParkedEvent, limit=limit, before=before, after=after)
    return ParkedEventPage(
        items=[ParkedEventOut.model_validate(row) for row in page.rows], older=page.older, newer=page.newer
    )


@router.get("/{parked_event_id}", summary="Un aviso aparcado")
async def get_parked_event(parked_event_id: UUID, session: SessionDep) -> ParkedEventOut:
    """The event with all it holds."""
    return ParkedEventOut.model_validate(await inbox.get_parked(session, parked_event_id))


@router.post(
    "/{parked_event_id}/resolution",
    summary="Resolver un aviso aparcado",
    responses=problem_responses(400, 409, 413, 415),
)
async def resolve_parked_event(
    parked_event_id: UUID, decision: ParkedDecision, session: SessionDep, settings: SettingsDep
) -> ParkedDecisionOut:
    """Stores it after all, with those that wait for the same decision, or dismisses it."""
    if decision.resolved_by is not None and await session.get(AdminUser, decision.resolved_by) is None:
        raise NotFoundError(
            "unknown_admin_user",
            f"No existe la persona del personal {decision.resolved_by}.",
            "resolved_by",
            "Comprueba el identificador.",
        )
    resolved = await inbox.resolve_parked(
        session, parked_event_id, decision.resolution, scope_of(settings), decision.resolved_by
    )
    return ParkedDecisionOut(items=[ParkedEventOut.model_validate(row) for row in resolved])
