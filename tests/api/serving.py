"""`msia serve` as a process of its own on a free port, with the settings a test gives."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.forked import CAN_FORK, ForkedProgram
from tests.servers import ROOT

START_SECONDS = 240
STOP_SECONDS = 60
API_TOKEN = "a-token-of-the-tests-0123456789-abcdef"
WEBHOOK_TOKEN = "a-webhook-token-0123456789-abcdef"
WEBHOOK_SECRET = "a-webhook-secret-0123456789-abcdef"


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: where it answers, the file its log goes to, its database."""

    url: str
    log: Path
    process: "subprocess.Popen[bytes] | ForkedProgram"
    database_url: str

    def client(self, token: str | None = API_TOKEN) -> httpx.Client:
        """A client that carries the token."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return client(base_url=self.url, headers=headers, timeout=60)


def client(**options: Any) -> httpx.Client:
    """A client for our own servers, without TLS: reading the certificates takes longer than a request."""
    return httpx.Client(verify=False, **options)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def serving(
    database_url: str, home: Path, *arguments: str, ready: bool = True, **settings: str
) -> Iterator[Served]:
    """A server on the database, ended at the end; `ready` False: only alive is waited for.

    `arguments` go to `msia serve`, `settings` into its environment.
    """
    port = free_port()
    log = home / f"serve-{port}.log"
    log.touch()
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "MSIA_HOME": str(home),
        "LOG_FORMAT": "json",
        # A developer's own settings stay outside.
        **dict.fromkeys(("API_TOKEN", "CHATWOOT_WEBHOOK_TOKEN", "CHATWOOT_WEBHOOK_SECRET"), ""),
        **settings,
    }
    command = ["serve", "--port", str(port), *arguments]
    served = Served(f"http://127.0.0.1:{port}", log, _start(command, environment, log), database_url)
    try:
        wait_for(served, "/ready" if ready else "/health")
        yield served
    except BaseException as error:
        error.add_note(f"The log of {served.url} ends:\n{log.read_text(errors='replace')[-6000:]}")
        raise
    finally:
        served.process.terminate()
        try:
            served.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            served.process.kill()
            served.process.wait(STOP_SECONDS)


def _start(
    command: list[str], environment: dict[str, str], log: Path
) -> "subprocess.Popen[bytes] | ForkedProgram":
    if CAN_FORK and "--workers" not in command:  # workers are started anew by the one that has them
        nothing = Path(os.devnull)
        return ForkedProgram(
            "cli.main", command, environment=environment, folder=ROOT, streams=(nothing, nothing, log)
        )
    with log.open("wb") as stderr:
        return subprocess.Popen(
            [sys.executable, "-m", "cli.main", *command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        )


def wait_for(served: Served, path: str) -> None:
    """Return once `path` answers 200."""
    deadline = time.monotonic() + START_SECONDS
    with client(base_url=served.url, timeout=60) as asking:
        while time.monotonic() < deadline:
            if served.process.poll() is not None:
                raise AssertionError(f"the server ended: {served.log.read_text()}")
            try:
                if asking.get(path).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
    raise AssertionError(f"{path} did not answer: {served.log.read_text()}")


def wait_until(holds: Callable[[], bool]) -> None:
    """Return once `holds()` is true; fail when it is not within a generous deadline."""
    deadline = time.monotonic() + START_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "still not so"
        time.sleep(0.05)


def lines_of(served: Served) -> list[dict[str, Any]]:
    """What the server has logged so far."""
    return [json.loads(line) for line in served.log.read_text().splitlines() if line.startswith("{")]
