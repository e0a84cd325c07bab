"""What a turn asks of the database, and what becomes of work whose worker or whose database goes away."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from agent.worker.handlers import HANDLERS
from agent.worker.loop import Worker
from agent.worker.working import LEASE_SECONDS
from database import jobs
from database.models import Job
from shared.errors import ServerUnavailableError
from shared.vocabularies import EscalationSource, JobKind, OutgoingStatus
from tests.channel.theatre import Theatre, picture

MOST_STATEMENTS = 15
SAVEPOINTS = ("SAVEPOINT", "RELEASE")


class Counted:
    """The statements that an engine sends, savepoints left out."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.statements: list[str] = []
        self._engine = engine.sync_engine
        event.listen(self._engine, "before_cursor_execute", self._note)

    def stop(self) -> int:
        event.remove(self._engine, "before_cursor_execute", self._note)
        return len(self.statements)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(SAVEPOINTS):
            self.statements.append(statement)


async def deliver(theatre: Theatre) -> None:
    await theatre.stage.delivery.pump(theatre.double)


async def pass_time(theatre: Theatre, seconds: float) -> None:
    theatre.stage.clock.set(theatre.stage.clock.now() + timedelta(seconds=seconds))


async def test_a_turn_of_one_reply_takes_few_statements(
    theatre: Theatre, channel_engine: AsyncEngine
) -> None:
    for text in ("hola", "motocicletas"):
        await theatre.write(text)
    before = len(theatre.phone)
    theatre.double.client_writes(theatre.client, "gracias")
    arriving = Counted(channel_engine)
    await deliver(theatre)
    assert arriving.stop() <= 8, arriving.statements
    await pass_time(theatre, 30)
    turn = Counted(channel_engine)
    # The answer, and each of its messages; what finds nothing more to do is not of the turn.
    await theatre.stage.worker.drain()
    statements = turn.stop() - 2
    theatre.double.run_due()
    replies = len(theatre.phone) - before
    assert replies >= 1
    assert statements <= MOST_STATEMENTS + 6 * (replies - 1), turn.statements


async def test_accepting_takes_few_statements_and_an_album_as_many_as_two_photos(
    theatre: Theatre, channel_engine: AsyncEngine
) -> None:
    async def turn() -> int:
        await deliver(theatre)
        await pass_time(theatre, 30)
        counted = Counted(channel_engine)
        (job,), _ = await theatre.stage.worker._lease(1)
        await HANDLERS[job.kind].handle(theatre.stage.worker.tools, job)
        found = counted.stop()
        await theatre.wait(60)
        return found

    for text in ("hola", "motocicletas", "el escape"):
        await theatre.write(text)
    theatre.double.client_writes(theatre.client, "acepto")
    assert await turn() <= MOST_STATEMENTS - 1  # and one says that the first message has left
    album = []
    for photos in (2, 5):
        for _ in range(photos):
            theatre.double.client_writes(theatre.client, None, [picture()])
        album.append(await turn())
    assert album[1] <= album[0] <= MOST_STATEMENTS - 1, album


async def test_what_kills_its_workers_is_given_to_a_person(theatre: Theatre) -> None:
    await theatre.write("hola")
    before = len(theatre.texts)
    theatre.double.client_writes(theatre.client, "el escape de mi moto")
    await deliver(theatre)
    for number in range(6):
        await pass_time(theatre, 120)
        async with theatre.scene.sessions() as session:
            found = await jobs.lease(
                session,
                [JobKind.ANSWER],
                now=theatre.stage.clock.now(),
                seconds=60,
                worker=f"killed {number}",
            )
            await session.commit()
        assert found is not None
    await theatre.wait(300)
    escalations = await theatre.escalations()
    assert [item.source for item in escalations] == [EscalationSource.ERROR]
    assert all(message.answered_at for message in await theatre.messages() if message.author == "client")
    assert len(theatre.texts) == before + 1


async def test_the_first_message_of_a_worker_that_dies_is_sent_by_another(theatre: Theatre) -> None:
    theatre.double.client_writes(theatre.client, "hola")
    await deliver(theatre)
    await pass_time(theatre, 30)
    worker = theatre.stage.worker
    (job,), _ = await worker._lease(1)
    sending = await HANDLERS[JobKind.ANSWER].handle(worker.tools, job)
    assert sending is not None
    assert sending.worker == worker.name
    other = Worker(worker.tools, HANDLERS, "other")
    await other.drain()
    assert theatre.phone == [], "it is the first worker's while its lease lasts"
    await pass_time(theatre, LEASE_SECONDS + 1)
    await other.drain()
    await theatre.wait(60)
    assert len(theatre.phone) == len(await theatre.outbox()) > 0


class Failing:
    """Sessions of a database that is away while `is_away`; `times` ends that by itself."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions, self.times, self.asked = sessions, 0, 0

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[AsyncSession]:
        self.asked += 1
        if self.times > 0:
            self.times -= 1
            raise ServerUnavailableError("database_unreachable", "away", "DATABASE_URL", "wait")
        async with self._sessions() as session:
            yield session


async def test_a_job_whose_database_goes_away_is_given_back_when_it_is_there_again(
    theatre: Theatre, monkeypatch: Any
) -> None:
    monkeypatch.setattr("agent.worker.loop.SETTLE_PAUSE", 0.01)
    worker = theatre.stage.worker
    failing = Failing(worker.tools.sessions)
    other = Worker(replace(worker.tools, sessions=failing), HANDLERS, "other")  # type: ignore[arg-type]
    theatre.double.client_writes(theatre.client, "hola")
    await deliver(theatre)
    await pass_time(theatre, 30)
    (job,), _ = await other._lease(1)
    failing.times = 3  # the handler fails, and the first two attempts to say so
    await other._perform(job)
    async with theatre.scene.sessions() as session:
        row = await session.get(Job, job.id)
    assert row is not None
    assert (row.status, row.attempts, row.leased_by) == ("waiting", 0, None), "it was no attempt"
    await theatre.wait(60)
    assert theatre.phone


async def test_a_message_whose_echo_was_faster_is_stored_once(theatre: Theatre) -> None:
    """Chatwoot's event of our message comes before the answer to our call: its number is known already."""
    double = theatre.double
    create = double.create
    pumped: list[Callable[[], Any]] = []

    def slow(talk: Any, *given: Any) -> Any:
        message = create(talk, *given)
        events, theatre.stage.delivery.waiting = theatre.stage.delivery.waiting, []
        pumped.append(lambda: [theatre.stage.delivery.deliver(double, item) for item, _ in events])
        return message

    double.create = slow  # type: ignore[method-assign, assignment]
    send = theatre.stage.worker.tools.chatwoot.create_message  # type: ignore[union-attr]

    async def sent(*given: Any, **options: Any) -> int:
        number = await send(*given, **options)
        for deliveries in pumped:
            for delivery in deliveries():
                await delivery
        pumped.clear()
        return number

    theatre.stage.worker.tools.chatwoot.create_message = sent  # type: ignore[union-attr, method-assign]
    await theatre.write("hola")
    ours = [message for message in await theatre.messages() if message.author == "assistant"]
    assert len(ours) == len({message.chatwoot_message_id for message in ours}) == len(theatre.phone) > 0
    conversation = (await theatre.rows_of_conversations())[0]
    assert conversation.message_count == len(await theatre.messages())
    assert all(
        row.status in {OutgoingStatus.SENT, OutgoingStatus.CONFIRMED} for row in await theatre.outbox()
    )
