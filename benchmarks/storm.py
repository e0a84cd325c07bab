"""What becomes of clients' messages when everything fails at once, and how long an answer takes.

    python -m benchmarks.storm [--conversations 50] [--messages 3] [--kills 6] [--seconds 600]

On an embedded PostgreSQL of its own, with a server and three workers as processes, and a Chatwoot double that
answers 500 to a fifth of the calls and times out after having sent in a twentieth. Events come twice and in
any order, and Chatwoot gives them up after three tries. Workers, in turn with the server and PostgreSQL, are
killed with SIGKILL and started again.

Printed: messages lost, doubled, out of order, and what the webhook answered; then, without failures, the time
from the webhook's call to the reply's at 1, 10 and all conversations at once, the debounce taken off, with
the CPU of a turn and how busy the machine was with others; then what a turn costs by stage. Exit status 1
when something was lost, doubled or out of order.
"""

import argparse
import asyncio
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import psutil
from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from agent.chatwoot.double import Delivery, Double, Fault, create_double_app
from agent.chatwoot.double.api import BOT_TOKEN, USER_TOKEN
from agent.chatwoot.double.serving import served
from agent.worker.clock import WallClock
from database import embedded, migrate
from database.connection import create_session_factory
from database.engines import create_engine
from database.models import ConversationMessage, Job, OutgoingMessage
from shared.vocabularies import JobStatus, MessageAuthor, OutgoingKind

SECRET: Final = "a-secret-of-the-benchmark-0123456789"
WORKERS: Final = 3
DEBOUNCE: Final = 1.0
LATE_SECONDS: Final = 3.0
KILL_AFTER: Final = (6.0, 12.0)
DOWN: Final = (0.5, 3.0)
# As Chatwoot does for a bot: three times, and again only after these; then it gives up, and the look for lost
# messages has to bring them.
RETRY_AFTER: Final = 3.0
TRIES: Final = 3
REPEATED: Final = frozenset({429, 500})
RECONCILE_SECONDS: Final = 15.0
ROUNDS: Final = {1: 10, 10: 3}
SCRIPT: Final = ("hola", "motocicletas", "el escape", "y el manillar", "¿cuánto es?")
BAD: Final = ("not stored", "not answered", "replies lost", "replies doubled", "conversations out of order")
_SPOKEN: Final = (OutgoingKind.TEXT.value, OutgoingKind.CHOICES.value, OutgoingKind.PICTURE.value)


@dataclass
class Calls:
    """Whether and how calls fail, and when each conversation was answered."""

    source: random.Random
    is_stormy: bool = True
    called: dict[int, float] = field(default_factory=dict)
    answered: dict[int, float] = field(default_factory=dict)
    awaited: dict[int, asyncio.Event] = field(default_factory=dict)

    def note_answer(self, conversation: int) -> None:
        """A reply has been handed over: the first one counts."""
        self.answered.setdefault(conversation, time.perf_counter())
        if (awaited := self.awaited.get(conversation)) is not None:
            awaited.set()

    async def answer(self, conversation: int, seconds: float) -> float:
        """When a conversation was first answered; infinity where it is not within so long. Asking again and
        again would be a load of its own."""
        if conversation not in self.answered:
            awaited = self.awaited.setdefault(conversation, asyncio.Event())
            with suppress(TimeoutError):
                await asyncio.wait_for(awaited.wait(), seconds)
        return self.answered.get(conversation, float("inf"))

    def fault(self) -> Fault:
        """How the next call fails."""
        drawn = self.source.random() if self.is_stormy else 1.0
        return Fault.FAILS if drawn < 0.2 else Fault.FAILS_LATE if drawn < 0.25 else Fault.NONE


@dataclass
class Place:
    """The firm and the double while the benchmark runs."""

    double: Double
    delivery: Delivery
    calls: Calls
    engine: AsyncEngine
    source: random.Random
    home: Path
    firm: "subprocess.Popen[bytes]"
    start_worker: Callable[[], "subprocess.Popen[bytes]"]
    start_firm: Callable[[], "subprocess.Popen[bytes]"]
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    # As many as Chatwoot's own background threads.
    couriers: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(10))
    killed: Counter[str] = field(default_factory=Counter)
    given_up: Counter[str] = field(default_factory=Counter)

    async def deliver(self, event: dict[str, Any]) -> None:
        """Deliver as Chatwoot does, twice now and then."""
        for _ in range(2 if self.calls.is_stormy and self.source.random() < 0.3 else 1):
            async with self.couriers:
                self.calls.called.setdefault(event.get("id", 0), time.perf_counter())
                if not await self._is_taken(event):
                    self.given_up[str(event["event"])] += 1

    async def _is_taken(self, event: dict[str, Any]) -> bool:
        for attempt in range(1, TRIES + 1):
            status = await self.delivery.deliver(self.double, event)
            if 200 <= status < 300:
                return True
            if status not in REPEATED or attempt == TRIES:
                return False
            await asyncio.sleep(RETRY_AFTER)
        return False

    async def flush(self) -> None:
        """Deliver what waits, in any order, all at once."""
        batch, self.delivery.waiting = self.delivery.waiting, []
        if self.calls.is_stormy:
            self.source.shuffle(batch)
        await asyncio.gather(*(self.deliver(event) for event, _ in batch))


@asynccontextmanager
async def place(home: Path, source: random.Random) -> AsyncIterator[Place]:
    """Everything that takes part, ended at the end."""
    server = embedded.start(home)
    await asyncio.to_thread(migrate.upgrade, "head", server.owner_url)
    calls = Calls(source)
    async with httpx.AsyncClient(trust_env=False, limits=httpx.Limits(max_connections=40)) as http:
        delivery = Delivery(http, "", SECRET, is_bot=False)
        double = Double(WallClock(), delivery.take)
        create = double.create

        def noting(talk: Any, *given: Any) -> Any:
            calls.note_answer(talk.id)
            return create(talk, *given)

        double.create = noting  # type: ignore[method-assign, assignment]
        app = create_double_app(double, calls.fault, late_seconds=LATE_SECONDS)
        async with served(app) as chatwoot:
            double.base_url = chatwoot
            with socket.socket() as taken:
                taken.bind(("127.0.0.1", 0))
                port = taken.getsockname()[1]
            delivery.url = f"http://127.0.0.1:{port}/webhooks/chatwoot"
            environment = _environment(home, chatwoot)
            _run(["-m", "database.seeds.run_all_seeds"], environment, home).wait()

            def start_firm() -> "subprocess.Popen[bytes]":
                return _run(["-m", "cli.main", "serve", "--port", str(port)], environment, home)

            found = Place(
                double,
                delivery,
                calls,
                create_engine(server.url),
                source,
                home,
                start_firm(),
                lambda: _run(["-m", "cli.main", "worker"], environment, home),
                start_firm,
            )
            found.workers = [found.start_worker() for _ in range(WORKERS)]
            ticking = asyncio.create_task(_tick(found))
            try:
                await _answering(http, port)
                yield found
            finally:
                ticking.cancel()
                with suppress(asyncio.CancelledError):
                    await ticking
                for process in (found.firm, *found.workers):
                    process.terminate()
                for process in (found.firm, *found.workers):
                    await asyncio.to_thread(process.wait)
                await found.engine.dispose()
                embedded.stop(home)


async def storm(
    there: Place, conversations: int, messages: int, kills: int, seconds: float
) -> dict[str, int]:
    """All conversations at once, everything failing; what came of it."""
    clients = [there.double.contact(f"+346{index:08d}") for index in range(1, conversations + 1)]
    # Clients write for as long as things are killed.
    longest = max(3.0, kills * sum(KILL_AFTER) / messages)
    killer = asyncio.create_task(_kill(there, kills))

    async def talk(index: int) -> None:
        for number in range(messages):
            there.double.client_writes(clients[index], SCRIPT[number % len(SCRIPT)])
            await there.flush()
            await asyncio.sleep(there.source.uniform(0.5, longest))

    await asyncio.gather(*(talk(index) for index in range(conversations)))
    await killer
    await _rest(there, seconds)
    return await _account(there)


async def latencies(there: Place, conversations: int, first: int) -> list[float]:
    """Seconds from the webhook's answer to the first call of the reply, for each conversation."""
    clients = [there.double.contact(f"+347{first + index:08d}") for index in range(conversations)]
    found: list[float] = []

    async def talk(index: int) -> None:
        there.double.client_writes(clients[index], SCRIPT[0])
        batch, there.delivery.waiting = there.delivery.waiting, []
        begun = time.perf_counter()
        for event, _ in batch:
            await there.deliver(event)
            if event["event"] == "message_created":
                begun = there.calls.called.get(event["id"], begun)
        current = there.double.current(clients[index])
        number = current.id if current is not None else 0
        found.append(await there.calls.answer(number, 120) - begun - DEBOUNCE)

    await asyncio.gather(*(talk(index) for index in range(conversations)))
    await _rest(there, 120)
    return found


async def _account(there: Place) -> dict[str, int]:
    """Compare what was to be said with what the phones show."""
    async with create_session_factory(there.engine)() as session:
        rows = list(
            await session.scalars(
                select(OutgoingMessage).where(OutgoingMessage.kind.in_(_SPOKEN)).order_by(OutgoingMessage.id)
            )
        )
        unanswered = await session.scalar(
            select(func.count()).where(
                ConversationMessage.author == MessageAuthor.CLIENT.value,
                ConversationMessage.answered_at.is_(None),
            )
        )
        stored = await session.scalar(
            select(func.count()).where(ConversationMessage.author == MessageAuthor.CLIENT.value)
        )
        dead = await session.scalar(select(func.count()).where(Job.status == JobStatus.DEAD.value))
    marks = {
        message.id: message.attributes.get("msia_id")
        for talk in there.double.talks.values()
        for message in talk.messages
    }
    shown = [marks[item.message_id] for item in there.double.phone]
    count = Counter(shown)
    wrong = 0
    for conversation in {row.conversation_id for row in rows}:
        wanted = [str(row.id) for row in rows if row.conversation_id == conversation]
        seen = [mark for mark in shown if mark in set(wanted)]
        wrong += seen != [mark for mark in wanted if mark in count]
    written = _written(there)
    return {
        "clients' messages": written,
        "not stored": written - int(stored or 0),
        "not answered": int(unanswered or 0),
        "replies": len(rows),
        "replies lost": sum(str(row.id) not in count for row in rows),
        "replies doubled": sum(times > 1 for times in count.values()),
        "conversations out of order": wrong,
        "dead jobs": int(dead or 0),
        "calls": there.double.posts,
    }


def _written(there: Place) -> int:
    talks = there.double.talks.values()
    return sum(message.type == "incoming" for talk in talks for message in talk.messages)


async def _rest(there: Place, seconds: float) -> None:
    """Return when nothing waits any more, or after so long."""
    deadline = time.perf_counter() + seconds
    sessions = create_session_factory(there.engine)
    while time.perf_counter() < deadline:
        await there.flush()
        async with sessions() as session:
            waiting = await session.scalar(
                select(func.count()).where(Job.kind.in_(("answer", "send")), Job.status != "dead")
            )
            stored = await session.scalar(
                select(func.count()).where(ConversationMessage.author == MessageAuthor.CLIENT.value)
            )
        is_quiet = not waiting and not there.delivery.waiting and there.double.due() is None
        if is_quiet and stored == _written(there):
            return
        await asyncio.sleep(0.5)


async def _kill(there: Place, kills: int) -> None:
    """Kill a worker, every third time the database server, and start it again, so often."""
    for number in range(1, kills + 1):
        await asyncio.sleep(there.source.uniform(*KILL_AFTER))
        if number % 3 == 0:
            there.killed["PostgreSQL"] += 1
            os.kill(embedded.start(there.home).pid, signal.SIGKILL)
            await asyncio.sleep(there.source.uniform(*DOWN))
            server = await asyncio.to_thread(embedded.start, there.home)
            await there.engine.dispose()
            there.engine = create_engine(server.url)
            continue
        if number % 3 == 2:
            await _restart_server(there)
            continue
        there.killed["worker"] += 1
        index = there.source.randrange(len(there.workers))
        there.workers[index].kill()
        await asyncio.to_thread(there.workers[index].wait)
        there.workers[index] = there.start_worker()


async def _restart_server(there: Place) -> None:
    """Kill the API, and start it again when Chatwoot has given up what it had to deliver."""
    there.killed["server"] += 1
    there.firm.kill()
    await asyncio.to_thread(there.firm.wait)
    await asyncio.sleep(there.source.uniform(*DOWN))
    there.firm = there.start_firm()


async def _tick(there: Place) -> None:
    while True:
        there.double.run_due()
        if not there.calls.is_stormy:
            await there.flush()
        await asyncio.sleep(0.05)


async def _answering(http: httpx.AsyncClient, port: int) -> None:
    while True:
        with suppress(httpx.HTTPError):
            if (await http.get(f"http://127.0.0.1:{port}/ready")).status_code == 200:
                return
        await asyncio.sleep(0.2)


def _environment(home: Path, chatwoot: str) -> dict[str, str]:
    return {
        **os.environ,
        "MSIA_HOME": str(home),
        "MSIA_ENV_FILE": os.devnull,
        "DATABASE_URL": "",
        "LOG_LEVEL": "WARNING",
        "LOG_FORMAT": "json",
        "CHATWOOT_BASE_URL": chatwoot,
        "CHATWOOT_ACCOUNT_ID": "1",
        "CHATWOOT_BOT_TOKEN": BOT_TOKEN,
        "CHATWOOT_API_TOKEN": USER_TOKEN,
        "CHATWOOT_WEBHOOK_SECRET": SECRET,
        "CHATWOOT_WEBHOOK_TOKEN": "",
        "CHATWOOT_TIMEOUT": "1.5",
        "CHATWOOT_UNCERTAIN_SECONDS": str(LATE_SECONDS + 1),
        "CHATWOOT_RECONCILE_SECONDS": str(RECONCILE_SECONDS),
        "ASSISTANT_DEBOUNCE_SECONDS": str(DEBOUNCE),
        "WORKER_IN_SERVER": "false",
        "BUSINESS_HOURS": "L-D 0:00-23:59",
    }


def _run(arguments: list[str], environment: dict[str, str], home: Path) -> "subprocess.Popen[bytes]":
    with (home / "programs.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=log
        )


async def measure(conversations: int, messages: int, kills: int, seconds: float) -> int:
    """Run the storm, then the quiet rounds; the exit status."""
    console = Console()
    with tempfile.TemporaryDirectory(prefix="msia-storm-") as directory:
        async with place(Path(directory), random.Random(7)) as there:
            if messages == 0:
                there.calls.is_stormy = False
                console.print(await _quiet(there, conversations))
                return 0
            begun = time.perf_counter()
            found = await storm(there, conversations, messages, kills, seconds)
            killed = ", ".join(f"{name} {count}" for name, count in there.killed.items())
            title = f"storm: {conversations} conversations, killed: {killed or 'nothing'}"
            table = Table("", "count", title=title)
            for name, value in found.items():
                table.add_row(name, str(value))
            table.add_row("seconds", f"{time.perf_counter() - begun:.0f}")
            table.add_row("the webhook's answers (0: none)", _told(there.delivery.statuses))
            table.add_row("events that Chatwoot gave up", _counts(there.given_up))
            console.print(table)
            there.calls.is_stormy = False
            console.print(await _quiet(there, conversations))
            environment = {**_environment(Path(directory), there.double.base_url), "LOG_LEVEL": "ERROR"}
            environment["DATABASE_URL"] = embedded.start(Path(directory)).url
            for process in (there.firm, *there.workers):
                process.terminate()
            counting = [sys.executable, "-m", "benchmarks.turns", "--here"]
            await asyncio.to_thread(subprocess.run, counting, env=environment, check=False)
    return int(any(found[name] for name in BAD))


async def _quiet(there: Place, conversations: int) -> Table:
    """The latencies, with what they took of the machine's CPU: on a busy one they wait for others."""
    table = Table(
        "at once",
        "times",
        "median s",
        "99 % s",
        "CPU ms a turn: API",
        "workers",
        "PostgreSQL",
        "others' share of the CPU",
        title="from the webhook's call to the reply's, debounce taken off",
    )
    first = 0
    await latencies(there, 1, 900_000)  # a worker's first turn loads the catalogue
    for crowd in sorted({1, 10, conversations}):
        taken: list[float] = []
        before = Burden.now(there)
        for _ in range(ROUNDS.get(crowd, 1)):
            taken += await latencies(there, crowd, first)
            first += crowd
        burden = Burden.now(there).since(before)
        taken.sort()
        slowest = taken[min(len(taken) - 1, int(len(taken) * 0.99))]
        table.add_row(
            str(crowd),
            str(len(taken)),
            f"{statistics.median(taken):.2f}",
            f"{slowest:.2f}",
            *(f"{seconds * 1000 / len(taken):.0f}" for seconds in burden.ours[:3]),
            f"{burden.others_share:.0%}",
        )
    return table


@dataclass(frozen=True, slots=True)
class Burden:
    """CPU seconds: of the API, the workers, PostgreSQL and this process, and of the whole machine."""

    ours: tuple[float, ...]
    busy: float
    all: float

    @classmethod
    def now(cls, there: Place) -> "Burden":
        """What has been used until now."""
        server = embedded.start(there.home).pid
        groups = ([there.firm.pid], [worker.pid for worker in there.workers], [server])
        ours = (
            *(sum(_cpu_of(pid, with_ended=pid == server) for pid in pids) for pids in groups),
            time.process_time(),  # without its children, which are the others
        )
        times = psutil.cpu_times()
        idle = times.idle + getattr(times, "iowait", 0.0)
        return cls(ours, sum(times[:8]) - idle, sum(times[:8]))

    def since(self, before: "Burden") -> "Burden":
        """What has been used in between."""
        ours = tuple(now - then for now, then in zip(self.ours, before.ours, strict=True))
        return Burden(ours, self.busy - before.busy, self.all - before.all)

    @property
    def others_share(self) -> float:
        """How much of the machine others had."""
        return max(self.busy - sum(self.ours), 0.0) / self.all if self.all else 0.0


def _cpu_of(pid: int, *, with_ended: bool) -> float:
    """The CPU seconds of a process and its children."""
    found = 0.0
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                times = one.cpu_times()
                found += times.user + times.system
        if with_ended:
            times = process.cpu_times()
            found += times.children_user + times.children_system
    return found


def _counts(found: Counter[str]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in sorted(found.items())) or "none"


def _told(statuses: dict[int, int]) -> str:
    return ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))


def main() -> int:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.storm")
    parser.add_argument("--conversations", type=int, default=50)
    parser.add_argument("--messages", type=int, default=3, help="0: the quiet rounds alone")
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--seconds", type=float, default=600.0, help="until everything is said, at most")
    given = parser.parse_args()
    return asyncio.run(measure(given.conversations, given.messages, given.kills, given.seconds))


if __name__ == "__main__":
    raise SystemExit(main())
