"""How fast the product is beside an older version of itself, both measured in turn in one run.

    python -m benchmarks.speed [--against COMMIT] [--only reading,commands,serving]

Each version gets a home of its own with an embedded PostgreSQL, seeded by itself. All figures are CPU time of
the measured process, and the ratio of both is what counts: other work on the machine slows both. The older
version is checked out into a temporary worktree and run by this Python.
"""

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psutil
from rich.console import Console
from rich.table import Table

ROOT: Final = Path(__file__).resolve().parent.parent
PROBE: Final = ROOT / "benchmarks" / "probes" / "speed.py"
DATA: Final = ROOT / "benchmarks" / "data"
OLDER: Final = "60301f7"
ROUNDS: Final = 3
COMMANDS: Final = {
    "msia quote, by codes": ("quote", "-c", "motos-part", "-e", "ESCAPE,MANILLAR", "--json"),
    "msia quote, by text": ("quote", "-c", "motos-part", "el escape y el manillar", "--json"),
    "msia status": ("status",),
}
REQUESTS: Final = 2_000
# Of a second; more is work.
RESTING: Final = 0.1
TEXT: Final = "quiero homologar el escape y el manillar de mi moto, ¿cuánto cuesta?"
CODES: Final = [{"code": "ESCAPE"}, {"code": "MANILLAR"}]
PATHS: Final = ("health", "empty, codes", "codes", "empty, text", "text")


@dataclass
class Version:
    """A version of the product with a home of its own; `seconds` by what was measured, all rounds."""

    name: str
    tree: Path
    home: Path
    figures: dict[str, list[float]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes: nothing of the caller's settings, bytecode kept."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return kept | {
            "MSIA_HOME": str(self.home),
            "MSIA_ENV_FILE": os.devnull,
            "PYTHONPATH": str(self.tree),
            "LOG_LEVEL": "ERROR",
        }

    def add(self, name: str, value: float) -> None:
        """Note a figure."""
        self.figures.setdefault(name, []).append(value)

    def least(self, name: str) -> float:
        """The least of what was measured, which other work disturbed least."""
        return min(self.figures[name])


def command(version: Version, *arguments: str) -> float:
    """Run `msia` of the version; the CPU seconds that it took."""
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", *arguments],
        cwd=version.tree,
        env=version.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{version.name}: msia {' '.join(arguments)}: {done.stderr[-400:]}")
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def read(version: Version, directory: Path) -> None:
    """Measure reading and deciding in a process of the version."""
    done = subprocess.run(
        [sys.executable, PROBE, "reading", directory / "warm.jsonl", directory / "measured.jsonl"],
        cwd=version.tree,
        env=version.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{version.name}: {done.stderr[-1000:]}")
    for name, value in json.loads(done.stdout.splitlines()[-1]).items():
        version.add(name, value)


def serve(version: Version) -> None:
    """Measure the server of the version: its CPU until it is ready, and for each request."""
    with _served(version, "-m", "cli.main", "serve", "--port") as (_, process):
        version.add("ready", sum(process.cpu_times()[:2]))
    with _served(version, PROBE, "serving") as (port, process):
        _await_rest(process)
        for name in PATHS:
            body: dict[str, Any] | None = None
            if name != "health":
                body = {"category": "motos-part"}
                body |= {"text": TEXT} if name.endswith("text") else {"elements": CODES}
            path = "/health" if body is None else "/empty" if "empty" in name else "/api/v1/quotes"
            asyncio.run(_ask(port, path, body, 50))
            before = sum(process.cpu_times()[:2])
            asyncio.run(_ask(port, path, body, REQUESTS))
            version.add(f"http {name}", (sum(process.cpu_times()[:2]) - before) / REQUESTS * 1e6)


@contextmanager
def _served(version: Version, *command: str | Path) -> Iterator[tuple[int, psutil.Process]]:
    """A server of the version that is ready, begun by Python with the command and a port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    child = subprocess.Popen([sys.executable, *command, str(port)], cwd=version.tree, env=version.environment)
    try:
        process = psutil.Process(child.pid)
        _await_health(port, child)
        yield port, process
    finally:
        child.terminate()
        child.wait()


def _await_health(port: int, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and child.poll() is None:
        try:
            asyncio.run(_ask(port, "/ready", None, 1))
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("the server has not come up")


def _await_rest(process: psutil.Process) -> None:
    """Wait until the server has done what it does by itself once it is ready."""
    rested = 0
    while rested < 3:
        before = sum(process.cpu_times()[:2])
        time.sleep(1)
        rested = rested + 1 if sum(process.cpu_times()[:2]) - before < RESTING else 0


async def _ask(port: int, path: str, body: dict[str, Any] | None, times: int) -> None:
    """Ask `times` times over one connection, each after the answer of the one before."""
    content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
    method = "GET" if body is None else "POST"
    head = f"{method} {path} HTTP/1.1\r\nHost: msia\r\nContent-Length: {len(content)}\r\n"
    request = f"{head}Content-Type: application/json\r\n\r\n".encode() + content
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for _ in range(times):
            writer.write(request)
            answer = await reader.readuntil(b"\r\n\r\n")
            status, length = int(answer[9:12]), 0
            for line in answer.lower().split(b"\r\n"):
                if line.startswith(b"content-length:"):
                    length = int(line[15:])
            content = await reader.readexactly(length)
            if status != 200:
                raise OSError(f"{path}: {status} {content[:200]!r}")
    finally:
        writer.close()


def _messages(directory: Path) -> None:
    """Two development parts to warm up on, two to measure: no text is in both."""
    for name, parts in (("warm", ("dev2", "dev3", "dev4")), ("measured", ("dev9", "dev10"))):
        lines = [(DATA / f"messages_{part}.jsonl").read_text("utf-8") for part in parts]
        (directory / f"{name}.jsonl").write_text("".join(lines), "utf-8")


def measure(versions: list[Version], directory: Path, only: list[str]) -> None:
    """Measure the versions in turn, several rounds of each."""
    _messages(directory)
    steps: dict[str, Callable[[Version], None]] = {
        "reading": lambda version: read(version, directory),
        "commands": _commands,
        "serving": serve,
    }
    for _ in range(ROUNDS):
        for name in only:
            for version in versions:
                steps[name](version)


def _commands(version: Version) -> None:
    for name, arguments in COMMANDS.items():
        version.add(name, command(version, *arguments))
    version.add("import SQLAlchemy and FastAPI", _importing(version))


def _importing(version: Version) -> float:
    before = os.times()
    subprocess.run(
        [sys.executable, "-c", "import sqlalchemy.ext.asyncio, fastapi"],
        cwd=version.tree,
        env=version.environment,
        check=True,
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


UNITS: Final = {
    "compile_ms": ("words of a category compiled", "ms"),
    "text_us": ("quote from text, warm, median", "µs"),
    "text_mean_us": ("quote from text, warm, mean", "µs"),
    "verdict_us": ("verdict of the engine, median", "µs"),
    "ready": ("server ready", "s"),
}


def show(older: Version, newer: Version) -> None:
    """Print the figures of both, and their ratio."""
    table = Table(title=f"CPU time, least of {ROUNDS} rounds")
    table.add_column("what")
    for heading in (older.name, newer.name, "ratio"):
        table.add_column(heading, justify="right")
    for name in newer.figures:
        label, unit = UNITS.get(name, (name, "µs" if name.startswith("http ") else "s"))
        old, new = older.least(name), newer.least(name)
        table.add_row(label, f"{old:.2f} {unit}", f"{new:.2f} {unit}", f"{new / old:.2f}")
    console = Console(width=110)
    console.print(table)
    for version in (older, newer):
        if f"http {PATHS[0]}" not in version.figures:
            continue
        rates = {name: 1e6 / statistics.median(version.figures[f"http {name}"]) for name in PATHS}
        console.print(
            f"{version.name}: rate of POST /api/v1/quotes beside an empty POST of the same body: "
            f"codes {rates['codes'] / rates['empty, codes']:.0%}, "
            f"text {rates['text'] / rates['empty, text']:.0%}; "
            f"beside GET /health: codes {rates['codes'] / rates['health']:.0%}, "
            f"text {rates['text'] / rates['health']:.0%}"
        )


def main() -> int:
    """Check out the older version, measure both, print."""
    parser = argparse.ArgumentParser(description="Speed beside an older version.")
    parser.add_argument("--against", default=OLDER)
    parser.add_argument("--only", default="reading,commands,serving")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="msia-speed-") as name:
        directory = Path(name)
        tree = directory / "older"
        subprocess.run(
            ["git", "-C", ROOT, "worktree", "add", "--quiet", "--detach", tree, asked.against], check=True
        )
        versions = [
            Version(asked.against, tree, directory / "older-home"),
            Version("now", ROOT, directory / "home"),
        ]
        try:
            for version in versions:
                command(version, "up")
            measure(versions, directory, asked.only.split(","))
            show(*versions)
        finally:
            for version in versions:
                command(version, "down")
            subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", tree], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
