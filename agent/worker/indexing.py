"""Works on the index of the regulations: another model, what is missing, the points of a Qdrant server."""

from agent.services.regulations.embedding import reindex
from agent.services.regulations.embeddings import find_embedder
from agent.services.regulations.points import find_points, mirror_job
from agent.services.regulations.upkeep import IndexTask
from agent.services.regulations.verifying import repair
from agent.worker.working import RetryLaterError, Tools
from database import jobs
from database.connection import MaintenanceSessionLocal
from database.jobs import Job


async def work_on_index(tools: Tools, job: Job) -> None:
    """The handler of JobKind.EMBED. What was made before it was cut short stays made."""
    embedder = find_embedder()
    if embedder is None:
        raise RetryLaterError("no embedding model is installed here")
    points = find_points()
    if IndexTask(str(job.payload["task"])) is IndexTask.REINDEX:
        await reindex(
            tools.sessions, embedder=embedder, points=points, index_sessions=MaintenanceSessionLocal
        )
    else:
        await repair(tools.sessions, embedder, points, index_sessions=MaintenanceSessionLocal)
    async with tools.sessions() as session:
        await jobs.finish(session, job, now=tools.clock.now())
        await session.commit()


async def mirror_points(tools: Tools, job: Job) -> None:
    """The handler of JobKind.INDEX."""
    await mirror_job(tools.sessions, find_points(), job, now=tools.clock.now())
