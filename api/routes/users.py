"""Users by phone, and their personal data."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy import select

from agent.services import users
from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import (
    DEFAULT_PAGE,
    After,
    Before,
    IfMatch,
    PageLimit,
    SessionDep,
    require_json,
)
from api.guarding import guarded_by
from api.problems import ApiError, problem_responses
from api.schemas.base import StorableText
from api.schemas.user import NewUser, PersonalData, UserOut, UserPage, UserUpdate
from database.models import User
from database.pagination import newest_first
from domain.identity import parse_phone

router = APIRouter(
    prefix="/api/v1/users",
    tags=["users"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 422, 500, 503),
)
WRITING = problem_responses(400, 409, 413, 415)


@router.post(
    "",
    summary="Encontrar o crear por teléfono",
    responses={201: {"model": UserOut, "description": "Creado"}, **WRITING},
)
async def find_or_create_user(wanted: NewUser, session: SessionDep, response: Response) -> UserOut:
    """The user of the phone, 201 when this call created it.

    Personal data are stored where the user has none yet: what is there already is changed by PATCH alone, so
    that a repeated or late call overwrites nobody's correction. The answer shows what holds.
    """
    found = await users.get_or_create_user(
        session,
        wanted.phone,
        chatwoot_contact_id=wanted.chatwoot_contact_id,
        client_type=wanted.client_type,
    )
    given = wanted.model_dump(include=set(PersonalData.model_fields), exclude_none=True)
    new = {name: value for name, value in given.items() if getattr(found.user, name) is None}
    user = await users.update_personal_data(session, found.user.id, new) if new else found.user
    if found.created:
        response.status_code = 201
    return _answer(user, response)


@router.get("", summary="Usuarios")
async def list_users(
    session: SessionDep,
    phone: Annotated[StorableText | None, Query(max_length=40, examples=["600 11 12 22"])] = None,
    limit: PageLimit = DEFAULT_PAGE,
    before: Before = None,
    after: After = None,
) -> UserPage:
    """Newest first; with `phone`, in any spelling, only its user."""
    query = select(User)
    if phone is not None:
        query = query.where(User.phone == parse_phone(phone))
    page = await newest_first(session, query, User, limit=limit, before=before, after=after)
    return UserPage(
        items=[UserOut.model_validate(user) for user in page.rows], older=page.older, newer=page.newer
    )


@router.get("/{user_id}", summary="Un usuario", responses=problem_responses(404))
async def get_user(user_id: UUID, session: SessionDep, response: Response) -> UserOut:
    """Its personal data, with an ETag for If-Match."""
    return _answer(await users.get_user(session, user_id), response)


@router.patch("/{user_id}", summary="Cambiar sus datos", responses={**problem_responses(404, 412), **WRITING})
async def update_user(
    user_id: UUID, changes: UserUpdate, session: SessionDep, response: Response, if_match: IfMatch = None
) -> UserOut:
    """Validates and stores what is named; a postal code brings its province."""
    data = changes.model_dump(exclude_unset=True)
    client_type = data.pop("client_type", None)
    user = await users.update_personal_data(session, user_id, data, if_unchanged_since=_moment_of(if_match))
    if client_type is not None:
        user = await users.set_client_type(session, user_id, client_type)
    return _answer(user, response)


def _answer(user: User, response: Response) -> UserOut:
    answer = UserOut.model_validate(user)
    response.headers["ETag"] = f'"{answer.updated_at.isoformat()}"'
    return answer


def _moment_of(if_match: str | None) -> datetime | None:
    if if_match is None or if_match == "*":
        return None
    try:
        return datetime.fromisoformat(if_match.strip('"'))
    except ValueError:
        raise ApiError(
            412,
            "unknown_etag",
            "El ETag de If-Match no es de este recurso.",
            "Usa la cabecera ETag tal como vino.",
            "If-Match",
        ) from None
