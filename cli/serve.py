"""`msia serve`: the HTTP API."""

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str, typer.Option(help="Dirección en la que escucha; 0.0.0.0, todas.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Puerto; 0, cualquiera libre.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Procesos que comparten el puerto.")] = 1,
    forwarded_allow_ips: Annotated[
        str, typer.Option(help="Proxies cuyas cabeceras X-Forwarded se creen.")
    ] = "127.0.0.1",
) -> None:
    """Sirve la API hasta que se interrumpe; su documentación está en /docs.

    Ejemplos:

      msia serve

      ENVIRONMENT=production API_TOKEN=… msia serve --host 0.0.0.0 --workers 2
    """
    import gc
    import socket
    from contextlib import suppress

    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from api.authority import check_serving
    from shared.config import settings

    # Before any process starts, so that the error is one clear line.
    check_serving(settings, host)
    config = uvicorn.Config(
        "api.main:app",
        host=host,
        port=port,
        workers=workers,
        # Our own logging and access lines, with request ids, on stderr.
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=forwarded_allow_ips,
        timeout_graceful_shutdown=10,
    )
    with suppress(SystemExit):  # uvicorn's own statuses are not those of msia
        if workers == 1:
            # What is imported stays, as does all with which the application then begins.
            gc.disable()
            server = uvicorn.Server(config)
            server.run()
            if server.started:
                return
        else:
            shared = config.bind_socket()
            # asyncio sees no TCP in a socket handed over and leaves Nagle's algorithm on, which costs
            # 40 ms an answer; what is accepted inherits the option of the listening socket.
            shared.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            Multiprocess(config, sockets=[shared]).run()
            return
    raise typer.Exit(1)
