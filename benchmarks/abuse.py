"""What hostile requests cost everybody else: the slowest /health while they come, against an idle one.

    python -m benchmarks.abuse [--runs 3]

On an embedded PostgreSQL of its own, with a server of its own that has one process. Each kind of abuse is
sent while /health is asked again and again; what is printed is its slowest answer, its ratio to the slowest
while nothing else happens, and what the server logged. Exit status 1 when a ratio is above 5 or a traceback
was logged.
"""

import argparse
import json
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import httpx
from rich.console import Console
from rich.table import Table

from database import embedded, migrate

TOKEN: Final = "benchmark-token-0123456789-abcdefghij"
ALLOWED_RATIO: Final = 5.0
IDLE_ASKS: Final = 400
_HOST: Final = "127.0.0.1"
_AUTHORITY: Final = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One kind of abuse: the slowest /health in milliseconds meanwhile, and tracebacks logged."""

    name: str
    slowest: float
    asked: int
    tracebacks: int


@contextmanager
def server(home: Path) -> Iterator[tuple[int, Path]]:
    """A server on an empty database at head: its port and the file of its log."""
    database = embedded.start(home)
    migrate.upgrade("head", database.owner_url)
    with socket.socket() as taken:
        taken.bind((_HOST, 0))
        port: int = taken.getsockname()[1]
    log = home / "serve.log"
    environment = {
        **os.environ,
        "MSIA_HOME": str(home),
        "MSIA_ENV_FILE": os.devnull,
        "DATABASE_URL": "",
        "API_TOKEN": TOKEN,
        "CHATWOOT_WEBHOOK_TOKEN": "",
        "CHATWOOT_WEBHOOK_SECRET": "",
        "LOG_FORMAT": "json",
    }
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "cli.main", "serve", "--port", str(port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        )
    try:
        _wait(port)
        yield port, log
    finally:
        process.terminate()
        process.wait()
        embedded.stop(home)


def _wait(port: int) -> None:
    for _ in range(1200):
        with suppress(httpx.TransportError):
            if httpx.get(f"http://{_HOST}:{port}/health").status_code == 200:
                return
        time.sleep(0.05)
    raise SystemExit("the server did not start")


def slowest_health(port: int, is_over: Callable[[], bool]) -> tuple[float, int]:
    """The slowest answer of /health in milliseconds until it is over, and how often it was asked."""
    slowest, asked = 0.0, 0
    with httpx.Client(base_url=f"http://{_HOST}:{port}", timeout=300) as client:
        client.get("/health")
        while not is_over():
            start = time.perf_counter()
            client.get("/health")
            slowest = max(slowest, (time.perf_counter() - start) * 1000)
            asked += 1
    return slowest, asked


def aborted_webhooks(port: int) -> None:
    """Twenty calls of the webhook that promise 900 bytes, send 24 and leave."""
    for _ in range(20):
        with socket.create_connection((_HOST, port)) as opened:
            head = "POST /webhooks/chatwoot HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            opened.sendall(f"{head}Content-Length: 900\r\n\r\n".encode() + b'{"event": "message_creat')


def deep_metadata(port: int) -> None:
    """An escalation whose metadata are 944 levels deep, as are those of an event of the webhook."""
    deep = '{"a":' * 944 + "1" + "}" * 944
    body = f'{{"reason": "x", "source": "auto", "metadata": {deep}}}'
    _post(port, "/api/v1/escalations", body)
    _post(port, "/webhooks/chatwoot", f'{{"event": "message_created", "conversation": {deep}}}')


def unknown_keys(port: int) -> None:
    """A user with 50,000 unknown keys."""
    keys = ", ".join(f'"key{number}": 1' for number in range(50_000))
    _post(port, "/api/v1/users", f"{{{keys}}}")


def anonymous_megabytes(port: int) -> None:
    """Five uploads of 20 MB without a token."""
    for _ in range(5):
        with suppress(httpx.TransportError):
            httpx.post(
                f"http://{_HOST}:{port}/api/v1/cases/x/uploads",
                content=b"x" * 20_000_000,
                headers={"Content-Type": "multipart/form-data; boundary=x"},
                timeout=60,
            )


def _post(port: int, path: str, body: str) -> None:
    httpx.post(f"http://{_HOST}:{port}{path}", content=body, headers=_AUTHORITY, timeout=300)


def measure(port: int, log: Path, abuse: Callable[[int], None]) -> Figure:
    """The figure of one kind of abuse, asked for until a moment after the last of it."""
    logged = log.stat().st_size
    # A process of its own, so that what sending costs is not taken for waiting.
    sender = multiprocessing.get_context("fork").Process(target=abuse, args=(port,))
    until: float | None = None

    def is_over() -> bool:
        nonlocal until
        if until is None and not sender.is_alive():
            until = time.perf_counter() + 0.5
        return until is not None and time.perf_counter() > until

    sender.start()
    slowest, asked = slowest_health(port, is_over)
    sender.join()
    with log.open("rb") as lines:
        lines.seek(logged)
        tracebacks = sum("exception" in json.loads(line) for line in lines if line.startswith(b"{"))
    return Figure((abuse.__doc__ or "").rstrip("."), slowest, asked, tracebacks)


def idle(port: int) -> Figure:
    """What /health takes while nothing else happens."""
    left = iter(range(IDLE_ASKS))
    slowest, asked = slowest_health(port, lambda: next(left, None) is None)
    return Figure("Nothing else", slowest, asked, 0)


def middle(figures: list[Figure]) -> Figure:
    """The figure whose slowest answer is the median, with the tracebacks of all."""
    chosen = sorted(figures, key=lambda figure: figure.slowest)[len(figures) // 2]
    return replace(chosen, tracebacks=sum(figure.tracebacks for figure in figures))


def main() -> int:
    """Print the table; 1 when a ratio is above the allowed one or a traceback was logged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="the median of so many runs counts")
    runs = parser.parse_args().runs
    kinds = (aborted_webhooks, deep_metadata, unknown_keys, anonymous_megabytes)
    with tempfile.TemporaryDirectory(prefix="msia-abuse-") as home, server(Path(home)) as (port, log):
        quiet = middle([idle(port) for _ in range(runs)])
        figures = [middle([measure(port, log, kind) for _ in range(runs)]) for kind in kinds]
    table = Table(box=None)
    for name in ("While", "slowest /health", "ratio", "asked", "tracebacks"):
        table.add_column(name, justify="left" if name == "While" else "right")
    for figure in (quiet, *figures):
        ratio = figure.slowest / quiet.slowest
        table.add_row(
            figure.name,
            f"{figure.slowest:.1f} ms",
            f"{ratio:.1f}",
            str(figure.asked),
            str(figure.tracebacks),
        )
    Console(width=120).print(table)
    return int(any(figure.slowest > ALLOWED_RATIO * quiet.slowest or figure.tracebacks for figure in figures))


if __name__ == "__main__":
    raise SystemExit(main())
