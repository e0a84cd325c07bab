"""Plays recorded conversations through the product's webhook; Chatwoot, WhatsApp and time are doubles."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import httpx
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant import DialogueState
from agent.assistant.client import ClientState, stored_client
from agent.chatwoot.double import Delivery, Double, Fault, create_double_app
from agent.chatwoot.double.api import BOT_TOKEN, USER_TOKEN
from agent.chatwoot.double.delivering import duplicated
from agent.chatwoot.double.serving import served
from agent.chatwoot.double.stage import Stage
from agent.chatwoot.double.state import Contact, Message
from agent.services.users import get_or_create_user
from agent.worker.clock import SetClock
from agent.worker.handlers import HANDLERS
from agent.worker.loop import Worker
from agent.worker.running import tools_of
from cli.simulation.reporting import report
from cli.simulation.script import Line
from cli.simulation.stock import other, photo
from database.models import Dialogue
from shared.config import Settings

# A Monday morning in Spain, long enough ago that no later moment of a script is still to come.
START: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET: Final = "a-secret-of-the-simulation-0123456789"  # noqa: S105 - of the double
# Seconds after which a call that fails late ends: more than CHATWOOT_TIMEOUT.
_LATE: Final = 3.0
# Its clock stands still: how busy this machine is must decide nothing.
_PATIENCE: Final = 600.0
_AT_THE_END: Final = timedelta(minutes=15)
_PERSON: Final[dict[str, Any]] = {"id": 7, "name": "Ana", "type": "user"}
_STANDINGS: Final[dict[str, tuple[str, dict[str, Any] | None]]] = {
    "assign": ("open", _PERSON),
    "unassign": ("pending", None),
    "resolve": ("resolved", None),
}
_PHONE: Final = "+346{number:08d}"


@dataclass
class Scene:
    """Where conversations are played, one after the other."""

    stage: Stage
    sessions: async_sessionmaker[AsyncSession]
    first_id: int = 0
    played: int = 0
    events: list[dict[str, Any]] = field(default_factory=list)

    async def play(self, lines: Sequence[Line], folder: Path, category: str = "") -> dict[str, Any]:
        """Play a conversation with somebody new; what came of it, in the shape of the contract."""
        phone = self.new_phone()
        contact = self.stage.double.contact(phone, "Cliente de prueba")
        if category:
            await self._choose(phone, category)
        start = self.stage.clock.now()
        sent: dict[int, Message] = {}
        for number, line in enumerate(lines, start=1):
            await self.stage.settle(start + timedelta(seconds=line.at))
            self._act(number, line, contact, sent, folder)
        await self.stage.quiet(_AT_THE_END)
        found = await report(self.stage, self.sessions, contact, start)
        self.stage.clock.set(self.stage.clock.now() + timedelta(days=3))
        return found

    def new_phone(self) -> str:
        """A phone that nobody in the scene has."""
        self.played += 1
        return _PHONE.format(number=self.first_id + self.played)

    def _act(self, number: int, line: Line, contact: Contact, sent: dict[int, Message], folder: Path) -> None:
        if line.event == "message" and line.sender == "client":
            sent[number] = self._client_writes(line, contact, folder, sent.get(line.of or 0))
            return
        meant = sent.get(line.of or 0)
        talk = self.stage.double.current(contact)
        if talk is not None and line.event == "message":
            sent[number] = self.stage.double.staff_writes(talk, line.text or "")
        elif talk is not None and line.event in _STANDINGS:
            status, assignee = _STANDINGS[line.event]
            self.stage.double.set_standing(talk, status=status, assignee=assignee)
        else:
            self._trouble(line.event, meant)

    def _trouble(self, event: str, meant: Message | None) -> None:
        """What goes wrong with a message that was sent."""
        failed = self._answer_to(meant)
        if event == "failed" and failed is not None:
            self.stage.double.fail(failed, "131026: Message undeliverable")
        if meant is None:
            return
        again = duplicated(self.events, meant.id)
        if event == "duplicate" and again is not None:
            self.stage.delivery.take(again)
        if event == "delete":
            self.stage.double.delete(meant)

    def _client_writes(self, line: Line, contact: Contact, folder: Path, answered: Message | None) -> Message:
        """Pictures of one line are an album: messages of their own, the text is the first one's caption. A
        line that names another quotes, or taps, what that one was answered."""
        double = self.stage.double
        files = [photo(name, folder) for name in line.images]
        is_unsupported = any(sent.type == "unsupported" for sent in line.attachments)
        files += [other(sent, folder) for sent in line.attachments if sent.type != "unsupported"]
        if not files:
            quoted = self._reply_to(answered) if answered is not None else None
            return double.client_writes(contact, line.text, unsupported=is_unsupported, quoting=quoted)
        first, *rest = [
            double.client_writes(contact, line.text if index == 0 else None, [file])
            for index, file in enumerate(files)
        ]
        return rest[-1] if rest else first

    def _reply_to(self, message: Message) -> Message | None:
        """The last thing that the client was told before they wrote again."""
        found = None
        for said in self.stage.double.talks[message.conversation_id].messages:
            if said.id <= message.id or said.private:
                continue
            if said.type == "incoming":
                break
            found = said
        return found

    def _answer_to(self, meant: Message | None) -> Message | None:
        """The assistant's last message after the one meant, or its last of all."""
        talks = self.stage.double.talks.values()
        after = meant.id if meant is not None else 0
        answers = [
            message
            for talk in talks
            for message in talk.messages
            if message.type == "outgoing" and not message.private and message.id > after
        ]
        return answers[-1] if answers else None

    async def _choose(self, phone: str, category: str) -> None:
        """The client has told already which category it is about."""
        async with self.sessions() as session:
            user = (await get_or_create_user(session, phone)).user
            state = ClientState(request=DialogueState(category=category))
            session.add(Dialogue(user_id=user.id, state=stored_client(state)))
            await session.commit()


@asynccontextmanager
async def scene(
    app: Any,
    settings: Settings,
    sessions: async_sessionmaker[AsyncSession],
    *,
    first_id: int = 1,
    has_bot: bool = True,
    fault: Callable[[], Fault] = lambda: Fault.NONE,
    **changes: Any,
) -> AsyncIterator[Scene]:
    """A scene whose webhook is that of `app`, the product's API, on the database of `sessions`.

    Chatwoot's numbers begin at `first_id`; `fault` says how its calls fail, `changes` are settings.
    """
    clock = SetClock(START)
    events: list[dict[str, Any]] = []
    async with httpx.AsyncClient(trust_env=False) as http:
        delivery = Delivery(http, "", SECRET, is_bot=has_bot, seconds=_PATIENCE)

        def emit(event: dict[str, Any]) -> None:
            events.append(event)
            delivery.take(event)

        double = Double(clock, emit, has_bot=has_bot, first_id=first_id)
        async with served(create_double_app(double, fault, late_seconds=_LATE)) as chatwoot:
            double.base_url = chatwoot
            current = settings.model_copy(
                update={
                    "CHATWOOT_BASE_URL": chatwoot,
                    "CHATWOOT_ACCOUNT_ID": double.account_id,
                    "CHATWOOT_BOT_TOKEN": SecretStr(BOT_TOKEN),
                    "CHATWOOT_API_TOKEN": SecretStr(USER_TOKEN),
                    "CHATWOOT_WEBHOOK_SECRET": SecretStr(SECRET),
                    "CHATWOOT_RECONCILE_SECONDS": 0.0,
                    **changes,
                }
            )
            app.state.settings, app.state.clock, app.state.webhook_seconds = current, clock, _PATIENCE
            async with served(app) as product, tools_of(current, sessions, clock) as tools:
                delivery.url = f"{product}/webhooks/chatwoot"
                stage = Stage(clock, double, delivery, Worker(tools, HANDLERS, "simulation"))
                yield Scene(stage, sessions, first_id, events=events)
