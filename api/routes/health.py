"""Liveness and readiness, for orchestrators; neither needs a token."""

import asyncio
from collections.abc import Coroutine
from functools import cache
from typing import Any, Final, TypeVar

import structlog
from fastapi import APIRouter, Response

from api.dependencies import CatalogueDep
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.health import Health, Readiness
from database.connection import engine
from database.revisions import current_revision, newest_revision
from shared.tracebacks import describe

CHECK_SECONDS: Final = 3.0

Value = TypeVar("Value")

_log = structlog.get_logger(__name__)

# asyncio keeps no hold on tasks by itself.
_given_up: Final[set["asyncio.Task[Any]"]] = set()

router = APIRouter(route_class=guarded_by(), tags=["health"], responses=problem_responses(422, 500))


@router.get("/health", summary="El proceso vive")
async def health() -> Health:
    """Answers without asking anybody."""
    return Health()


@router.get(
    "/ready",
    summary="El servicio puede atender",
    responses={503: {"model": Readiness, "description": "Todavía no puede atender"}},
)
async def ready(cache: CatalogueDep, response: Response) -> Readiness:
    """Whether the database answers, its schema is at head and the catalogue is loaded."""
    revision, loaded = await asyncio.gather(_within(current_revision(engine)), _within(cache.current()))
    state = Readiness(
        status="not_ready",
        database=revision is not None or loaded is not None,
        schema_current=revision is not None and revision == _newest(),
        catalogue=loaded is not None and bool(loaded.categories),
        catalogue_pushed=cache.is_listening,
    )
    if state.database and state.schema_current and state.catalogue:
        state.status = "ready"
    else:
        response.status_code = 503
    return state


@cache
def _newest() -> str:
    return newest_revision()


async def _within(asking: Coroutine[Any, Any, Value]) -> Value | None:
    """The answer, or None when it fails or takes too long.

    What takes too long is given up but not waited for: leaving a silent server's connection takes time too.
    """
    task = asyncio.create_task(asking)
    task.add_done_callback(_given_up.discard)
    _given_up.add(task)
    done, _ = await asyncio.wait({task}, timeout=CHECK_SECONDS)
    if not done:
        task.cancel()
        _log.warning("not ready", error=f"no answer in {CHECK_SECONDS:g} seconds")
        return None
    if task.cancelled() or (error := task.exception()) is None:
        return None if task.cancelled() else task.result()
    _log.warning("not ready", error=describe(error))
    return None
