"""`msia up`, `msia down` and `msia status`: from an empty machine to a quote, and back to rest."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from database.embedded import ServerStatus
    from domain.quote.contract import Quote

# A real request: exhaust and handlebar of a motorcycle.
EXAMPLE_CATEGORY = "motos-part"
EXAMPLE_REQUEST = {"ESCAPE": 1, "MANILLAR": 1}


_LABELS = {
    "provider": "servidor",
    "place": "lugar",
    "state": "estado",
    "data": "datos",
    "version": "versión",
    "host": "dirección",
    "port": "puerto",
    "pid": "proceso",
    "revision": "revisión",
    "newest_revision": "última revisión",
    "answers": "responde",
    "problem": "problema",
}
_STATES = {
    "embedded": "incluido",
    "absent": "sin crear",
    "stopped": "parado",
    "starting": "arrancando",
    "running": "en marcha",
}


def register(app: typer.Typer) -> None:
    """Add the three commands to the program."""
    app.command()(up)
    app.command()(down)
    app.command()(status)


def up() -> None:
    """Lo pone todo en marcha: servidor, esquema, datos, comprobación y un presupuesto real.

    Arranca el PostgreSQL incluido si DATABASE_URL no nombra un servidor. Se puede repetir: lo que ya está
    hecho se deja como está.

    Ejemplos:

      msia up

      DATABASE_URL=postgresql://msia:secret@db:5432/msia_db msia up
    """
    import asyncio

    from cli.progress import step
    from cli.roles import make_roles_on_the_way_up
    from database import migrate
    from shared.config import settings

    with step("Arrancando PostgreSQL") as finished:
        if settings.DATABASE_URL:
            finished(f"Se usa la base de datos de {_configured_place()}")
        else:
            from database import embedded

            server = embedded.start()
            place = f"{server.host}:{server.port} (proceso {server.pid})"
            finished(f"PostgreSQL {server.version} funciona en {place}")
    with step("Preparando los roles") as finished:
        finished(make_roles_on_the_way_up())
    with step("Actualizando el esquema") as finished:
        before = asyncio.run(_current_revision())
        with migrate.refusals_explained():
            migrate.upgrade()
        after = asyncio.run(_current_revision())
        former = "" if before == after else f", antes {before or 'vacío'}"
        finished(f"Esquema en la revisión {after}{former}")
    asyncio.run(_fill_and_quote())


def down() -> None:
    """Para el PostgreSQL incluido; los datos se quedan para el próximo [bold]msia up[/bold].

    Ejemplo:

      msia down
    """
    from cli.progress import step
    from database import embedded
    from shared.config import settings

    with step("Parando PostgreSQL") as finished:
        stopped = embedded.stop()
        finished("PostgreSQL parado" if stopped else "PostgreSQL no estaba en marcha")
    if settings.DATABASE_URL:
        typer.echo("DATABASE_URL nombra otro servidor, que sigue en marcha.", err=True)


def status(
    json_output: bool = typer.Option(False, "--json", help="Salida en JSON."),
) -> None:
    """Muestra dónde está la base de datos, si responde y la revisión de su esquema.

    Estado de salida 0 si responde, 1 si no.

    Ejemplos:

      msia status

      msia status --json
    """
    import asyncio
    import json

    from database import embedded
    from database.revisions import newest_revision
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
            problem = f"El PostgreSQL incluido está {_STATES[found.state]}. Ejecuta msia up."
    if problem is None:
        try:
            facts["revision"] = asyncio.run(_current_revision())
        except MsiaError as error:
            problem = str(error)
    facts |= {"newest_revision": newest_revision(), "answers": problem is None, "problem": problem}
    if json_output:
        typer.echo(json.dumps(facts, ensure_ascii=False))
    else:
        width = max(len(_LABELS[name]) for name in facts)
        for name, value in facts.items():
            if value is not None:
                typer.echo(f"{_LABELS[name]:<{width}}  {_shown(value)}")
    if problem is not None:
        raise typer.Exit(1)


def _shown(fact: object) -> str:
    if isinstance(fact, bool):
        return "sí" if fact else "no"
    return _STATES.get(str(fact), str(fact))


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
    from database.probe import REVISION, ask_server

    if (revision := await ask_server(REVISION)) is not None:
        return revision
    from database.connection import close_db, engine
    from database.revisions import current_revision

    try:
        return await current_revision(engine)
    finally:
        await close_db()


async def _fill_and_quote() -> None:
    """Seed, verify and quote in one event loop."""
    from agent.services.quotes import quote
    from cli.progress import step
    from cli.seed_view import CHANGE_NAMES
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
        with step("Creando las particiones de los próximos meses") as finished:
            async with get_maintenance_session() as session:
                made = await ensure_partitions(session)
                await session.commit()
            finished(f"Particiones nuevas de las tablas que crecen: {made}")
        with step("Cargando el catálogo") as finished:
            report = await seed_all(quiet=True)
            counts = ", ".join(f"{count} {CHANGE_NAMES[kind]}" for kind, count in report.counts().items())
            finished(f"{len(report.categories)} categorías cargadas: {counts}")
        with step("Comprobando los dos sistemas de avisos") as finished:
            async with get_read_session() as session:
                sync = await check_warning_sync(session)
            if not sync.is_synced:
                raise InvariantError(
                    "warning_systems_differ",
                    f"{len(sync.inline)} avisos están en su tabla, pero {len(sync.associated)} asociados.",
                    None,
                    "Ejecuta msia verify para ver cuáles.",
                )
            finished(f"Los dos sistemas tienen los mismos {len(sync.inline)} avisos")
        with step("Calculando un presupuesto de ejemplo") as finished:
            async with get_async_session() as session:
                answer = await quote(session, EXAMPLE_CATEGORY, EXAMPLE_REQUEST)
            finished("Un presupuesto real, abajo")
        _print_quote(answer)
    finally:
        await close_db()


def _print_quote(answer: "Quote") -> None:
    from domain.tariff.verdict import format_price

    names = " + ".join(element.name for element in answer.elements)
    typer.echo(f"{answer.category}: {names}")
    tier = f"{answer.tier.code} {answer.tier.name}" if answer.tier is not None else "Sin tarifa"
    total = f"{format_price(answer.total)} sin IVA" if answer.total is not None else "sin precio"
    with_vat = (
        f" ({format_price(answer.total_with_vat)} con IVA)" if answer.total_with_vat is not None else ""
    )
    typer.echo(f"  {tier}: {total}{with_vat}")
    for line in answer.explanation:
        typer.echo(f"  {line}")
