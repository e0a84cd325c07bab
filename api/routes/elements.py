"""One element by its id, and its warnings by the association table (spec, "Dual Architecture")."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends
from sqlalchemy import select

from agent.services import element_service
from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import CatalogueDep, SessionDep
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.catalogue import ElementOut, WarningOut, element_out
from database.models import Element
from domain.catalogue import WarningScope
from shared.errors import NotFoundError

router = APIRouter(
    prefix="/api/v1/elements",
    tags=["elements"],
    route_class=guarded_by(require_token),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 404, 422, 500, 503),
)


@router.get("/{element_id}", summary="Un elemento por su identificador", response_model=ElementOut)
async def get_element_by_id(element_id: UUID, cache: CatalogueDep) -> dict[str, Any]:
    """The same as by category and code."""
    for item in (await cache.current()).categories.values():
        for element in item.catalogue.elements.values():
            if element.id == element_id:
                return element_out(item.catalogue, element)
    raise _not_found(element_id)


@router.get("/{element_id}/warnings", summary="Avisos asociados", response_model=list[WarningOut])
async def get_element_warnings(element_id: UUID, session: SessionDep) -> list[dict[str, Any]]:
    """The element's own active warnings as the association table has them now."""
    code = await session.scalar(select(Element.code).where(Element.id == element_id, Element.is_active))
    if code is None:
        raise _not_found(element_id)
    rows = await element_service.get_element_warnings(session, element_id)
    return [{**row._mapping, "scope": WarningScope.ELEMENT, "target": code} for row in rows]


def _not_found(element_id: UUID) -> NotFoundError:
    return NotFoundError(
        "unknown_element",
        f"No existe el elemento {element_id}.",
        "element_id",
        "Usa un identificador de /api/v1/categories/{slug}/elements.",
    )
