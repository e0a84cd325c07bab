"""The queue, for staff: what waits, runs and has failed for good."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from agent.services import jobs
from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import DEFAULT_PAGE, After, Before, PageLimit, SessionDep, require_json
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.job import JobCountsOut, JobOut, JobPage
from database.models import Job
from database.models.base import utcnow
from database.pagination import newest_first
from shared.vocabularies import JobKind, JobStatus

router = APIRouter(
    prefix="/api/v1/jobs",
    tags=["jobs"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 404, 422, 500, 503),
)
# Not below `jobs`, where a word in the place of a job's identifier answers to what is done with jobs.
counts_router = APIRouter(
    prefix="/api/v1/job-counts",
    tags=["jobs"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 422, 500, 503),
)


@router.get("", summary="Trabajos")
async def list_jobs(
    session: SessionDep,
    status: Annotated[JobStatus | None, Query(description="Solo los de este estado.")] = None,
    kind: Annotated[JobKind | None, Query(description="Solo los de este tipo.")] = None,
    limit: PageLimit = DEFAULT_PAGE,
    before: Before = None,
    after: After = None,
) -> JobPage:
    """Newest first. Those that are done are gone."""
    query = jobs.list_jobs(status, kind)
    page = await newest_first(session, query, Job, limit=limit, before=before, after=after)
    items = [JobOut.model_validate(row) for row in page.rows]
    return JobPage(items=items, older=page.older, newer=page.newer)


@counts_router.get("", summary="Cuántos trabajos hay")
async def count_jobs(session: SessionDep) -> JobCountsOut:
    """How many wait, run and are dead."""
    found = await jobs.count_jobs(session, utcnow())
    return JobCountsOut(
        waiting=found.by_status[JobStatus.WAITING],
        running=found.by_status[JobStatus.RUNNING],
        dead=found.by_status[JobStatus.DEAD],
        oldest_due=found.oldest,
    )


@router.get("/{job_id}", summary="Un trabajo")
async def get_job(job_id: UUID, session: SessionDep) -> JobOut:
    """The job with its last error."""
    return JobOut.model_validate(await jobs.get_job(session, job_id))


@router.post("/{job_id}/retry", summary="Repetir un trabajo fallado", responses=problem_responses(409))
async def retry_job(job_id: UUID, session: SessionDep) -> JobOut:
    """From the beginning; a message that may be in Chatwoot already is looked for first."""
    return JobOut.model_validate(await jobs.retry_job(session, job_id, now=utcnow()))


@router.delete(
    "/{job_id}", summary="Descartar un trabajo fallado", status_code=204, responses=problem_responses(409)
)
async def discard_job(job_id: UUID, session: SessionDep) -> Response:
    """Gone for good."""
    await jobs.discard_job(session, job_id)
    return Response(status_code=204)
