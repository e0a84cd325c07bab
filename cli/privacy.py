"""`msia privacy export|erase` and `msia retention run`: the rights of the persons whose data are stored."""

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from agent.services.privacy import ErasureReport, RetentionReport

app = typer.Typer(help="Export or erase all data of a person.", no_args_is_help=True)
retention_app = typer.Typer(help="Remove what is older than its period.", no_args_is_help=True)

_Who = Annotated[
    str,
    typer.Argument(
        metavar="PHONE|ID",
        help="Phone in any spelling, id of a user or conversation, contact:NUMBER or conversation:NUMBER "
        "of Chatwoot.",
    ),
]


@app.command("export")
def export_command(
    who: _Who,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of stdout.")] = None,
) -> None:
    """Write all data of a person as JSON, or with the files of their images to a .zip.

    Examples:

      msia privacy export "600 11 22 33" --output persona.json

      msia privacy export "600 11 22 33" --output persona.zip
    """
    exported = asyncio.run(_export(who))
    if output is not None and output.suffix.lower() == ".zip":
        from agent.services.images import ImageStore
        from agent.services.privacy import write_archive

        output.touch(mode=0o600)  # nobody else's to read
        with output.open("wb") as target:
            images = write_archive(target, exported, ImageStore())
        print(f"Written to {output}, with {images} images", file=sys.stderr)
        return
    document = json.dumps(exported, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        sys.stdout.write(document)
    else:
        output.touch(mode=0o600)  # nobody else's to read
        output.write_text(document, encoding="utf-8")
        print(f"Written to {output}", file=sys.stderr)


@app.command("erase")
def erase_command(
    who: _Who,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    verify: Annotated[bool, typer.Option(help="Search the whole database afterwards.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
) -> None:
    """Erase the identity of a person for good; figures, dates and accepted tariffs stay.

    Exit status 1 when a value of the person still stands somewhere.

    Examples:

      msia privacy export 600112233 -o persona.json && msia privacy erase 600112233
    """
    from cli.json_errors import errors_as_json

    if not yes:
        typer.confirm(f"Erase the data of {who} for good?", abort=True, err=True)
    with errors_as_json(as_json):
        report = asyncio.run(_erase(who, verify=verify))
    _print_erasure(report, as_json=as_json)
    if report.remaining:
        raise typer.Exit(1)


@retention_app.command("run")
def retention_command(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, remove nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
) -> None:
    """Remove rows older than the period of their table (docs: audit and privacy); for a daily timer.

    Examples:

      msia retention run --dry-run
    """
    from cli.json_errors import errors_as_json

    with errors_as_json(as_json):
        report = asyncio.run(_retain(dry_run=dry_run))
    _print_retention(report, as_json=as_json)


async def _export(who: str) -> dict[str, Any]:
    from agent.services.privacy import export_person
    from database.connection import close_db, get_read_session

    try:
        async with get_read_session() as session:
            return await export_person(session, who)
    finally:
        await close_db()


async def _erase(who: str, *, verify: bool) -> "ErasureReport":
    from agent.services.images import ImageStore
    from agent.services.privacy import erase_and_commit
    from database.connection import close_db, get_maintenance_session

    try:
        async with get_maintenance_session() as session:
            return await erase_and_commit(session, who, ImageStore(), verify=verify)
    finally:
        await close_db()


async def _retain(*, dry_run: bool) -> "RetentionReport":
    from agent.services.images import ImageStore
    from agent.services.privacy import run_retention
    from database.connection import close_db, get_maintenance_session
    from database.models.base import utcnow

    try:
        async with get_maintenance_session() as session:
            return await run_retention(session, ImageStore(), now=utcnow(), dry_run=dry_run)
    finally:
        await close_db()


def _print_erasure(report: "ErasureReport", *, as_json: bool) -> None:
    places = [
        {"table": place.table, "column": place.column, "id": place.row_id} for place in report.remaining
    ]
    if as_json:
        document = {
            "user_id": str(report.user_id) if report.user_id is not None else None,
            "erased_at": report.erased_at.isoformat(),
            "rows": dict(report.rows),
            "files_deleted": report.files_deleted,
            "files_missing": report.files_missing,
            "audit_entries": report.audit_entries,
            "log_rows": report.log_rows,
            "tombstones": report.tombstones,
            "remaining": places,
        }
        print(json.dumps(document, ensure_ascii=False))
        return
    for table, rows in report.rows.items():
        print(f"{table}: {rows}")
    print(f"image files: {report.files_deleted} deleted, {report.files_missing} missing")
    print(f"audit entries: {report.audit_entries}, other log rows: {report.log_rows}")
    for place in places:
        print(f"still in {place['table']}.{place['column']} of {place['id']}", file=sys.stderr)


def _print_retention(report: "RetentionReport", *, as_json: bool) -> None:
    if as_json:
        results = [
            {
                "table": result.table,
                "days": result.days,
                "before": result.before.isoformat() if result.before else None,
                "rows": result.rows,
                "partitions": list(result.partitions),
            }
            for result in report.results
        ]
        print(json.dumps({"dry_run": report.dry_run, "results": results}, ensure_ascii=False))
        return
    for result in report.results:
        kept = f"older than {result.days} days" if result.days else "kept for ever"
        partitions = f", partitions {', '.join(result.partitions)}" if result.partitions else ""
        print(f"{result.table} ({kept}): {result.rows} rows{partitions}")
    if report.dry_run:
        print("(dry run: nothing removed)")
