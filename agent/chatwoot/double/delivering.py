"""Delivers the double's events as Chatwoot does: an account's webhook once, a bot's up to three times."""

import hashlib
import hmac
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

import httpx

from agent.chatwoot.double.state import Double

_BOT_EVENTS: Final = frozenset(
    {
        "message_created",
        "message_updated",
        "conversation_opened",
        "conversation_resolved",
        "conversation_status_changed",
        "conversation_updated",
    }
)
_TRIES: Final = 3
_PAUSE: Final = timedelta(seconds=3)
_AGAIN: Final = frozenset({429, 500})
_SECONDS: Final = 5.0


@dataclass
class Delivery:
    """Where the events go, and for how long an answer is waited for.

    `statuses` counts the answers; while `is_down` nothing arrives.
    """

    http: httpx.AsyncClient
    url: str
    secret: str
    is_bot: bool = True
    is_down: bool = False
    seconds: float = _SECONDS
    waiting: list[tuple[dict[str, Any], int]] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    def take(self, event: dict[str, Any]) -> None:
        """Keep an event until it is delivered; a bot gets those of its list only."""
        if not self.is_bot or event["event"] in _BOT_EVENTS:
            # As it is now: later changes come with events of their own.
            self.waiting.append((json.loads(json.dumps(event)), 1))

    async def pump(self, double: Double) -> int:
        """Deliver what waits, in order; how many events that were."""
        batch, self.waiting = self.waiting, []
        for event, attempt in batch:
            await self.deliver(double, event, attempt)
        return len(batch)

    async def deliver(self, double: Double, event: dict[str, Any], attempt: int = 1) -> int:
        """Deliver an event once; the status that came back, 0 for none."""
        status = 0 if self.is_down else await self._post(event)
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if not self.is_bot or (status < 300 and status > 0):
            return status
        if status in _AGAIN and attempt < _TRIES:
            double.later(double.clock.now() + _PAUSE, lambda: self.waiting.append((event, attempt + 1)))
        elif event["event"].startswith("message"):
            talk = double.talks.get(event["conversation"]["id"])
            if talk is not None and talk.status == "pending":
                double.set_standing(talk, status="open")
        return status

    async def _post(self, event: dict[str, Any]) -> int:
        body = json.dumps(event, ensure_ascii=False).encode()
        timestamp = str(int(time.time()))
        digest = hmac.new(self.secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "X-Chatwoot-Timestamp": timestamp,
            "X-Chatwoot-Signature": f"sha256={digest}",
            "X-Chatwoot-Delivery": str(uuid4()),
        }
        try:
            answer = await self.http.post(self.url, content=body, headers=headers, timeout=self.seconds)
        except httpx.HTTPError:
            return 0
        return answer.status_code


def duplicated(events: Sequence[dict[str, Any]], message_id: int) -> dict[str, Any] | None:
    """The event that brought a message, to be delivered once more."""
    found = (
        event for event in events if event["event"] == "message_created" and event.get("id") == message_id
    )
    return next(found, None)
