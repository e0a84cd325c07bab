"""`msia jobs list|show|retry|discard`: the queue, and what has failed for good in it."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from cli.json_errors import errors_as_json
from cli.spanish import SpanishTyper
from shared.vocabularies import JobKind, JobStatus

if TYPE_CHECKING:
    from database.models import Job

app = SpanishTyper(
    help="El trabajo que espera, el que está en marcha y el que ha fallado.", no_args_is_help=True
)

_Json = Annotated[bool, typer.Option("--json", help="Salida en JSON.")]
_Id = Annotated[UUID, typer.Argument(metavar="ID", help="Identificador del trabajo.")]
_KINDS = {
    JobKind.ANSWER: "contestar",
    JobKind.SEND: "enviar",
    JobKind.RECONCILE: "repasar Chatwoot",
    JobKind.REMIND: "recordar",
    JobKind.ATTRIBUTES: "anotar en Chatwoot",
    JobKind.INGEST: "leer documento",
    JobKind.EMBED: "vectores",
    JobKind.INDEX: "índice",
    JobKind.MAINTAIN: "mantenimiento",
}
_STATUSES = {JobStatus.WAITING: "espera", JobStatus.RUNNING: "en marcha", JobStatus.DEAD: "fallado"}


@app.command("list")
def list_command(
    status: Annotated[
        JobStatus | None, typer.Option("--status", "-s", help="Solo los de este estado.")
    ] = None,
    kind: Annotated[JobKind | None, typer.Option("--kind", "-k", help="Solo los de este tipo.")] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=1000, help="Cuántos, los últimos primero.")
    ] = 50,
    as_json: _Json = False,
) -> None:
    """Muestra los trabajos con su estado y el motivo de su último fallo; los hechos ya no están.

    Ejemplos:

      msia jobs list --status dead
    """
    with errors_as_json(as_json):
        found = asyncio.run(_list(status, kind, limit))
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    from cli.tables import print_table

    print_table(
        ("Trabajo", "Qué", "Estado", "Desde", "Intentos", "Último fallo"),
        [
            [
                job["id"],
                _KINDS[JobKind(job["kind"])],
                _STATUSES[JobStatus(job["status"])],
                job["run_at"][:16].replace("T", " "),
                f"{job['attempts']}/{job['max_attempts']}",
                job["last_error"] or "—",
            ]
            for job in found["jobs"]
        ],
    )
    print(", ".join(f"{_STATUSES[JobStatus(name)]}: {count}" for name, count in found["counts"].items()))


@app.command("show")
def show_command(job_id: _Id, as_json: _Json = False) -> None:
    """Muestra un trabajo entero.

    Ejemplos:

      msia jobs show 01a2b3c4-0000-7000-8000-000000000000
    """
    with errors_as_json(as_json):
        job = asyncio.run(_get(job_id))
    if as_json:
        print(json.dumps(job, ensure_ascii=False, indent=2))
        return
    for name, value in job.items():
        print(f"{name}: {json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value}")


@app.command("retry")
def retry_command(job_id: _Id, as_json: _Json = False) -> None:
    """Repite desde el principio un trabajo que ha fallado. Un mensaje se busca antes en Chatwoot.

    Ejemplos:

      msia jobs retry 01a2b3c4-0000-7000-8000-000000000000
    """
    with errors_as_json(as_json):
        job = asyncio.run(_retry(job_id))
    print(json.dumps(job, ensure_ascii=False, indent=2) if as_json else f"{job['id']}: se repite")


@app.command("discard")
def discard_command(job_id: _Id, as_json: _Json = False) -> None:
    """Quita para siempre un trabajo que ha fallado.

    Ejemplos:

      msia jobs discard 01a2b3c4-0000-7000-8000-000000000000
    """
    with errors_as_json(as_json):
        asyncio.run(_discard(job_id))
    print(json.dumps({"discarded": str(job_id)}) if as_json else f"{job_id}: descartado")


async def _list(status: JobStatus | None, kind: JobKind | None, limit: int) -> dict[str, Any]:
    from agent.services.jobs import count_jobs, list_jobs
    from cli.sessions import reading
    from database.models import Job
    from database.models.base import utcnow

    async with reading() as session:
        query = list_jobs(status, kind).order_by(Job.created_at.desc(), Job.id.desc()).limit(limit)
        rows = await session.scalars(query)
        counts = await count_jobs(session, utcnow())
        return {
            "jobs": [_as_dict(row) for row in rows],
            "counts": {name.value: count for name, count in counts.by_status.items()},
        }


async def _get(job_id: UUID) -> dict[str, Any]:
    from agent.services.jobs import get_job
    from cli.sessions import reading

    async with reading() as session:
        return _as_dict(await get_job(session, job_id))


async def _retry(job_id: UUID) -> dict[str, Any]:
    from agent.services.jobs import retry_job
    from cli.sessions import writing
    from database.models.base import utcnow

    async with writing() as session:
        return _as_dict(await retry_job(session, job_id, now=utcnow()))


async def _discard(job_id: UUID) -> None:
    from agent.services.jobs import discard_job
    from cli.sessions import writing

    async with writing() as session:
        await discard_job(session, job_id)


def _as_dict(job: "Job") -> dict[str, Any]:
    return {
        "id": str(job.id),
        "kind": job.kind,
        "status": job.status,
        "payload": dict(job.payload),
        "sequence": job.sequence,
        "run_at": job.run_at.isoformat(),
        "attempts": job.attempts,
        "max_attempts": job.max_attempts,
        "leased_by": job.leased_by,
        "leased_until": job.leased_until.isoformat() if job.leased_until else None,
        "last_error": job.last_error,
        "created_at": job.created_at.isoformat(),
    }
