"""A scene for tests: a client writes, time passes, and what the phone shows is looked at."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from agent.chatwoot.double.state import Contact, File, Message, Shown, Talk
from cli.simulation.playing import Scene
from cli.simulation.stock import any_photo
from database.models import ConversationHistory, ConversationMessage, Escalation, Job, OutgoingMessage


class Theatre:
    """One client and the firm."""

    def __init__(self, scene: Scene, phone: str | None = "") -> None:
        self.scene, self.double, self.stage = scene, scene.stage.double, scene.stage
        self.client: Contact = self.double.contact(scene.new_phone() if phone == "" else phone)

    @property
    def talk(self) -> Talk:
        found = [talk for talk in self.double.talks.values() if talk.contact is self.client]
        return found[-1]

    @property
    def phone(self) -> list[Shown]:
        """What the client's phone shows of the assistant."""
        return [
            item for item in self.double.phone if item.contact_id == self.client.id and item.sender != "staff"
        ]

    @property
    def texts(self) -> list[str]:
        return [item.text for item in self.phone]

    async def write(self, text: str | None, *files: File, **options: Any) -> Message:
        """The client writes, and the firm has its time to answer."""
        message = self.double.client_writes(self.client, text, files, **options)
        await self.wait(60)
        return message

    async def wait(self, seconds: float) -> None:
        await self.stage.settle(self.stage.clock.now() + timedelta(seconds=seconds))

    async def rows(self, model: Any) -> list[Any]:
        """The rows of the client's conversations, in order."""
        numbers = [str(talk.id) for talk in self.double.talks.values() if talk.contact is self.client]
        async with self.scene.sessions() as session:
            ids = select(ConversationHistory.id).where(
                ConversationHistory.chatwoot_conversation_id.in_(numbers)
            )
            column = model.id if model is ConversationHistory else model.conversation_id
            return list(await session.scalars(select(model).where(column.in_(ids)).order_by(model.id)))

    async def rows_of_conversations(self) -> list[ConversationHistory]:
        return await self.rows(ConversationHistory)

    async def escalations(self) -> list[Escalation]:
        return await self.rows(Escalation)

    async def outbox(self) -> list[OutgoingMessage]:
        return await self.rows(OutgoingMessage)

    async def messages(self) -> list[ConversationMessage]:
        return await self.rows(ConversationMessage)

    async def jobs(self) -> list[Job]:
        async with self.scene.sessions() as session:
            return list(await session.scalars(select(Job)))


def picture(missing: int = 0) -> File:
    return File("image", "moto.jpg", any_photo(), "image/jpeg", missing=missing)
