"""`msia worker`: does the jobs."""

import sys

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("worker")(worker)


def worker() -> None:
    """Hace los trabajos pendientes hasta que se interrumpe: contesta, envía, repasa Chatwoot.

    Puede haber cuantos se quiera; `msia serve` lleva uno dentro salvo con WORKER_IN_SERVER=false.

    Ejemplo:

      msia worker
    """
    import asyncio

    asyncio.run(_run())


async def _run() -> None:
    import asyncio
    import signal

    from agent.worker.handlers import HANDLERS
    from agent.worker.loop import Worker
    from agent.worker.running import tools_of, work
    from database.connection import AsyncSessionLocal, close_db, engine
    from shared.config import settings

    try:
        async with tools_of(settings, AsyncSessionLocal) as tools:
            worker = Worker(tools, HANDLERS)
            loop = asyncio.get_running_loop()
            if sys.platform != "win32":  # there, an interruption ends the loop itself
                for name in (signal.SIGINT, signal.SIGTERM):
                    loop.add_signal_handler(name, worker.stop)
            await work(tools, worker, settings.WORKER_CONCURRENCY, engine)
    finally:
        await close_db()
