"""The index of the regulations over HTTP: verified, mended, moved to another model."""

from dataclasses import asdict

from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations import upkeep
from agent.services.regulations.embeddings import find_embedder
from agent.services.regulations.points import find_points
from agent.services.regulations.upkeep import IndexTask
from agent.services.regulations.verifying import verify
from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import SessionDep, SettingsDep, require_json
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.regulation_index import RegulationIndex
from database.connection import AsyncSessionLocal
from database.models.base import utcnow
from shared.config import Settings

router = APIRouter(
    prefix="/api/v1/regulation-index",
    tags=["regulations"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 404, 422, 500, 503),
)


@router.get("", summary="Estado del índice de los reglamentos")
async def get_regulation_index(session: SessionDep, settings: SettingsDep) -> RegulationIndex:
    """Compares the vectors with the passages, as `msia rag verify` does."""
    return await _seen(session, settings)


@router.post(
    "/reindexing",
    summary="Pasar al modelo de los ajustes",
    status_code=202,
    responses=problem_responses(400, 409, 413, 415),
)
async def reindex_regulations(session: SessionDep, settings: SettingsDep) -> RegulationIndex:
    """A worker makes the vectors beside those in use, which answer meanwhile."""
    await upkeep.order(session, IndexTask.REINDEX, find_embedder(settings), now=utcnow())
    return await _seen(session, settings)


@router.post(
    "/repair",
    summary="Corregir el índice de los reglamentos",
    status_code=202,
    responses=problem_responses(400, 409, 413, 415),
)
async def repair_regulation_index(session: SessionDep, settings: SettingsDep) -> RegulationIndex:
    """A worker makes what is missing and takes away what is of another text: `msia rag verify --repair`."""
    await upkeep.order(session, IndexTask.REPAIR, find_embedder(settings), now=utcnow())
    return await _seen(session, settings)


async def _seen(session: AsyncSession, settings: Settings) -> RegulationIndex:
    report = await verify(AsyncSessionLocal, find_embedder(settings), find_points(settings))
    return RegulationIndex.model_validate(
        {
            **asdict(report),
            "sound": report.is_sound,
            "preparing": await upkeep.prepared_models(session),
            "tasks": await upkeep.ordered_tasks(session),
        }
    )
