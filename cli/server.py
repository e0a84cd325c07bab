"""`msia up`, `msia down` and `msia status`: from an empty machine to a quote, and back to rest."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from database.embedded import ServerStatus
    from domain.quote.contract import Quote

# A real request: exhaust and handlebar of a motorcycle.
EXAMPLE_CATEGORY = "motos-part"
EXAMPLE_REQUEST = {"ESCAPE": 1, "MANILLAR": 1}


def register(app: typer.Typer) -> None:
    """Add the three commands to the program."""
    app.command()(up)
    app.command()(down)
    app.command()(status)


def up() -> None:
    """Bring everything up: server, schema, seed data, check, and a real quote.

    Starts the embedded PostgreSQL unless DATABASE_URL names a server. Safe to repeat: what is done already
    is left as it is.

    Examples:

      msia up

      DATABASE_URL=postgresql://msia:secret@db:5432/msia_db msia up
    """
    import asyncio

    from cli.progress import step
    from cli.roles import make_roles_on_the_way_up
    from database import migrate
    from shared.config import settings

    with step("Starting PostgreSQL") as finished:
        if settings.DATABASE_URL:
            finished(f"Using the database at {_configured_place()}")
        else:
            from database import embedded

            server = embedded.start()
            finished(f"PostgreSQL {server.version} runs on {server.host}:{server.port} (pid {server.pid})")
    with step("Setting up the roles") as finished:
        finished(make_roles_on_the_way_up())
    with step("Upgrading the schema") as finished:
        before = asyncio.run(_current_revision())
        migrate.upgrade()
        after = asyncio.run(_current_revision())
        finished(f"Schema at revision {after}" + ("" if before == after else f", was {before or 'empty'}"))
    asyncio.run(_fill_and_quote())


def down() -> None:
    """Stop the embedded PostgreSQL; the data stays for the next [bold]msia up[/bold].

    Example:

      msia down
    """
    from cli.progress import step
    from database import embedded
    from shared.config import settings

    with step("Stopping PostgreSQL") as finished:
        stopped = embedded.stop()
        finished("PostgreSQL stopped" if stopped else "PostgreSQL was not running")
    if settings.DATABASE_URL:
        typer.echo("DATABASE_URL names a server of its own, which is left running.", err=True)


def status(
    json_output: bool = typer.Option(False, "--json", help="Print one JSON object."),
) -> None:
    """Show where the database is, whether it answers, and the revision of its schema.

    Exit status 0 when it answers, 1 when not.

    Examples:

      msia status

      msia status --json
    """
    import asyncio
    import json

    from database import embedded, migrate
    from shared.config import settings
    from shared.errors import MsiaError

    facts: dict[str, object] = {}
    problem: str | None = None
    if settings.DATABASE_URL:
        facts |= {"provider": "DATABASE_URL", "place": _configured_place()}
    else:
        found = embedded.status()
        facts |= {"provider": "embedded", **_embedded_facts(found)}
        if found.server is None:
            problem = f"The embedded PostgreSQL is {found.state}. Run msia up."
    if problem is None:
        try:
            facts["revision"] = asyncio.run(_current_revision())
        except MsiaError as error:
            problem = str(error)
    facts |= {"newest_revision": migrate.head_revision(), "answers": problem is None, "problem": problem}
    if json_output:
        typer.echo(json.dumps(facts, ensure_ascii=False))
    else:
        width = max(len(name) for name in facts)
        for name, value in facts.items():
            if value is not None:
                typer.echo(f"{name.replace('_', ' '):<{width}}  {value}")
    if problem is not None:
        raise typer.Exit(1)


def _configured_place() -> str:
    from database.urls import parse_database_url
    from shared.config import settings

    return parse_database_url(settings.DATABASE_URL or "").place


def _embedded_facts(found: "ServerStatus") -> dict[str, object]:
    facts: dict[str, object] = {"state": found.state.value, "data": str(found.data_dir)}
    if found.server is not None:
        facts |= {
            "version": found.server.version,
            "host": found.server.host,
            "port": found.server.port,
            "pid": found.server.pid,
        }
    return facts


async def _current_revision() -> str | None:
    from database.connection import close_db, engine
    from database.migrate import current_revision

    try:
        return await current_revision(engine)
    finally:
        await close_db()


async def _fill_and_quote() -> None:
    """Seed, verify and quote in one event loop."""
    from agent.services.quotes import quote
    from cli.progress import step
    from database.connection import (
        close_db,
        get_async_session,
        get_maintenance_session,
        get_read_session,
    )
    from database.partitions import ensure_partitions
    from database.seeds.run_all_seeds import seed_all
    from database.seeds.verify_warning_sync import check_warning_sync
    from shared.errors import InvariantError

    try:
        with step("Making this month's partitions") as finished:
            async with get_maintenance_session() as session:
                made = await ensure_partitions(session)
                await session.commit()
            finished(f"{made} new partitions of the growing tables")
        with step("Seeding the catalogue") as finished:
            report = await seed_all(quiet=True)
            counts = ", ".join(f"{count} {kind.value}" for kind, count in report.counts().items())
            finished(f"{len(report.categories)} categories seeded: {counts}")
        with step("Verifying the warning systems") as finished:
            async with get_read_session() as session:
                sync = await check_warning_sync(session)
            if not sync.is_synced:
                raise InvariantError(
                    "warning_systems_differ",
                    f"{len(sync.inline)} warnings are inline, but {len(sync.associated)} are associated.",
                    None,
                    "Run msia verify to see the pairs.",
                )
            finished(f"Both warning systems hold the same {len(sync.inline)} warnings")
        with step("Quoting an example") as finished:
            async with get_async_session() as session:
                answer = await quote(session, EXAMPLE_CATEGORY, EXAMPLE_REQUEST)
            finished("A real quote:")
        _print_quote(answer)
    finally:
        await close_db()


def _print_quote(answer: "Quote") -> None:
    names = " + ".join(element.name for element in answer.elements)
    typer.echo(f"{answer.category}: {names}")
    tier = f"{answer.tier.code} {answer.tier.name}" if answer.tier is not None else "Sin tarifa"
    typer.echo(f"  {tier}: {answer.total} EUR (IVA no incluido)")
    for line in answer.explanation:
        typer.echo(f"  {line}")
