"""What a turn costs: statements and CPU by stage, from the client's message to the reply's confirmation.

    python -m benchmarks.turns [--clients 6] [--here]

Clients write one after the other to the product's webhook; worker, API, and the doubles of Chatwoot and of
the clock are in this one process, so the CPU of a stage holds the double's too. Statements are those that the
engine sends, the queue's included; savepoints are counted apart. On a database of its own, with `--here` on
that of DATABASE_URL.
"""

import argparse
import asyncio
import statistics
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from sqlalchemy import event

from agent.chatwoot.double.state import Contact
from agent.worker.loop import Worker
from cli.simulation.playing import Scene, scene
from cli.simulation.script import ANY_PHOTO
from cli.simulation.stock import photo
from database.connection import AsyncSessionLocal, close_db, engine
from database.jobs import Job

TALK, CASE, ALBUM = "talk", "with a case", "album of four"
# What a client does, and which kind of turn that is; a number is so many photos.
SCRIPT: Final[tuple[tuple[str, str | int], ...]] = (
    (TALK, "hola"),
    (TALK, "motocicletas"),
    (TALK, "el escape"),
    (TALK, "y el manillar"),
    (TALK, "¿cuánto es?"),
    ("accepting", "acepto"),
    (ALBUM, 4),
    (CASE, "me llamo Marta Ruiz Soto"),
    (CASE, "matrícula 1234 KLM"),
    (CASE, "¿cuánto vale?"),
    (CASE, "luego"),
)
PAUSE: Final = timedelta(seconds=60)
# Phones are made of it; Chatwoot's numbers in other rounds of the same database are lower.
_FIRST_ID: Final = 90_000_000


@dataclass
class Stage:
    """What was counted of a stage, a number for each time."""

    statements: list[int] = field(default_factory=list)
    savepoints: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)


class Counting:
    """Counts statements, and gives them to the stage that is under way."""

    def __init__(self) -> None:
        self.stages: dict[str, Stage] = defaultdict(Stage)
        self.turn = TALK
        self._sent: list[str] = []
        event.listen(engine.sync_engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        self._sent.append(statement.split(None, 1)[0].upper())

    @asynccontextmanager
    async def of(self, name: str) -> AsyncIterator[list[str]]:
        """Count what happens inside the block; the name may be changed by its end."""
        before, begun, named = len(self._sent), time.process_time(), [name]
        yield named
        sent = self._sent[before:]
        savepoints = sum(word in {"SAVEPOINT", "RELEASE", "ROLLBACK"} for word in sent)
        stage = self.stages[named[0]]
        stage.savepoints.append(savepoints)
        stage.statements.append(len(sent) - savepoints)
        stage.milliseconds.append((time.process_time() - begun) * 1000)


class CountingWorker(Worker):
    """A worker whose leases and jobs are counted."""

    def __init__(self, worker: Worker, counting: Counting) -> None:
        super().__init__(worker.tools, worker._handlings, worker.name)
        self._counting = counting

    async def _lease(self, count: int, **options: Any) -> tuple[list[Job], float]:
        async with self._counting.of("lease") as named:
            found, seconds = await super()._lease(count, **options)
            if not found:
                named[0] = "lease of nothing"
            return found, seconds

    async def _do(self, job: Job) -> Job | None:
        async with self._counting.of(f"{self._counting.turn}: {job.kind.value}"):
            return await super()._do(job)


def _count_deliveries(played: Scene, counting: Counting) -> None:
    delivery = played.stage.delivery
    deliver = delivery.deliver

    async def counted(double: Any, given: dict[str, Any], attempt: int = 1) -> int:
        name = " ".join(filter(None, (given["event"], given.get("message_type"))))
        async with counting.of(f"webhook: {name}"):
            return await deliver(double, given, attempt)

    delivery.deliver = counted  # type: ignore[method-assign, assignment]


async def count(clients: int) -> dict[str, Stage]:
    """What each stage took; the first client's turns, which load the catalogue, are left out."""
    from api.main import create_app
    from shared.config import settings

    counting = Counting()
    async with scene(create_app(settings), settings, AsyncSessionLocal, first_id=_FIRST_ID) as played:
        played.stage.worker = CountingWorker(played.stage.worker, counting)
        _count_deliveries(played, counting)
        for number in range(clients + 1):
            contact = played.stage.double.contact(played.new_phone())
            for counting.turn, said in SCRIPT:
                _write(played, contact, said)
                await played.stage.settle(played.stage.clock.now() + PAUSE)
            if number == 0:
                counting.stages.clear()
    await close_db()
    return counting.stages


def _write(played: Scene, contact: Contact, said: str | int) -> None:
    """A message, or so many photos, which come as messages of their own."""
    double = played.stage.double
    if isinstance(said, str):
        double.client_writes(contact, said)
        return
    for _ in range(said):
        double.client_writes(contact, None, [photo(ANY_PHOTO, Path())])


def shown(stages: dict[str, Stage]) -> Table:
    """The stages, and of each kind of turn one with one reply: its answer, one message, the lease of both."""
    table = Table("stage", "times", "statements", "most", "savepoints", "CPU ms", title="a turn, by stage")
    for name, stage in sorted(stages.items()):
        table.add_row(
            name,
            str(len(stage.statements)),
            f"{statistics.median(stage.statements):g}",
            str(max(stage.statements)),
            f"{statistics.median(stage.savepoints):g}",
            f"{statistics.median(stage.milliseconds):.1f}",
        )
    table.add_section()
    for kind in dict.fromkeys(kind for kind, _ in SCRIPT):
        lease, answer = stages["lease"], stages.get(f"{kind}: answer")
        send = stages.get(f"{kind}: send")
        if answer is None or send is None:
            continue
        # The first message of a turn leaves with it, those after it are begun on their own.
        first = min(send.statements) + statistics.median(lease.statements)
        table.add_row(
            f"a turn of one reply: {kind}",
            "",
            f"{statistics.median(answer.statements) + first:g}",
            f"{max(answer.statements) + first:g}",
            "",
            f"{sum(statistics.median(stage.milliseconds) for stage in (lease, answer, send)):.1f}",
        )
    return table


def main() -> None:
    """Read the arguments and count."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.turns")
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--here", action="store_true")
    given = parser.parse_args()
    if given.here:
        Console().print(shown(asyncio.run(count(given.clients))))
        return
    from cli.simulation.temporary import run_child, temporary_database

    with temporary_database() as url:
        print(run_child("benchmarks.turns", ["--here", "--clients", str(given.clients)], url), end="")


if __name__ == "__main__":
    main()
