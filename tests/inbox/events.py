"""Events as Chatwoot sends them, of people and conversations that each test has for itself."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.inbox import ChatwootOtherEvent, Receipt, Scope, parse_event, receive

# Long before any erasure of a test.
EARLIER = datetime(2026, 3, 2, 10, tzinfo=UTC)
HERE = Scope(account_id=1)


def later() -> str:
    """A moment after everything that a test has done so far."""
    return (datetime.now(UTC) + timedelta(seconds=1)).isoformat()


@dataclass
class Client:
    """A person who writes on WhatsApp, and what their events look like."""

    number: int

    @property
    def phone(self) -> str:
        return f"+346{self.number:08d}"

    @property
    def contact(self) -> dict[str, Any]:
        return {"id": 1000 + self.number, "phone_number": self.phone}

    def conversation(self, **changes: Any) -> dict[str, Any]:
        return {
            "id": 900_000 + self.number,
            "channel": "Channel::Whatsapp",
            "meta": {"sender": self.contact},
            **changes,
        }

    def message(self, index: int = 1, **changes: Any) -> dict[str, Any]:
        """The message `index` of the conversation, a minute after the one before."""
        return {
            "event": "message_created",
            "id": 10_000 * self.number + index,
            "content": f"mensaje {index}",
            "created_at": (EARLIER + timedelta(minutes=index)).isoformat(),
            "message_type": "incoming",
            "private": False,
            "sender": self.contact,
            "conversation": self.conversation(),
            "account": {"id": 1},
            **changes,
        }

    def update(self, index: int = 1, **changes: Any) -> dict[str, Any]:
        """`message_updated` of a message."""
        return self.message(index, **{"event": "message_updated", **changes})

    def opened(self, event: str = "conversation_created", **changes: Any) -> dict[str, Any]:
        """An event of the conversation itself."""
        return {"event": event, **self.conversation(), "account": {"id": 1}, **changes}


async def take(
    session: AsyncSession, payload: dict[str, Any], scope: Scope = HERE, *, decided: bool = False
) -> Receipt:
    """Receive an event and commit."""
    event = parse_event(payload)
    assert not isinstance(event, ChatwootOtherEvent)
    receipt = await receive(session, event, scope, decided=decided)
    await session.commit()
    session.expire_all()
    return receipt
