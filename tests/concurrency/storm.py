"""Twenty clients that send interleaved, repeated and shuffled events until each has been acknowledged."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.api.serving import API_TOKEN, WEBHOOK_TOKEN, client

CLIENTS = 20
PEOPLE = 5
MESSAGES = 8
IMAGES = 4
DELIVERIES = 2
PATIENCE_SECONDS = 240

Event = tuple[str, int, int]
"""(kind, person, number): kind is `message`, `conversation`, `case` or `image`."""


@dataclass
class Storm:
    """What was sent and what was acknowledged. `url` may change while the storm goes on."""

    url: str
    seed: int
    acknowledged: dict[Event, list[dict[str, Any]]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    conversations: dict[int, str] = field(default_factory=dict)
    cases: dict[int, set[str]] = field(default_factory=dict)
    _given_up: bool = False
    _http: httpx.Client = field(default_factory=lambda: client(timeout=120), repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, disturb: Callable[[], None] | None = None) -> None:
        """Send everything; `disturb` is called once, when a third has been acknowledged."""
        events: list[Event] = [("conversation", person, 0) for person in range(PEOPLE)]
        events += [("message", person, n) for person in range(PEOPLE) for n in range(MESSAGES)]
        events += [("case", person, n) for person in range(PEOPLE) for n in range(2)]
        events += [("image", person, n) for person in range(PEOPLE) for n in range(IMAGES)]
        deliveries = events * DELIVERIES
        random.Random(self.seed).shuffle(deliveries)
        third = len(deliveries) // 3
        with self._http, ThreadPoolExecutor(CLIENTS) as clients:
            sent = [clients.submit(self._deliver, event) for event in deliveries]
            if disturb is not None:
                for delivery in sent[:third]:
                    delivery.result()
                try:
                    disturb()
                except BaseException:
                    self._given_up = True
                    raise
            for delivery in sent:
                delivery.result()

    def _deliver(self, event: Event) -> None:
        """Send until it is acknowledged, as Chatwoot and the agent do."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = self._send(event)
            except httpx.TransportError as error:
                last = f"{type(error).__name__}: {error}"
            else:
                with self._lock:
                    self.statuses[answer.status_code] += 1
                if answer.status_code < 500:
                    self._note(event, answer)
                    return
                last = answer.text
            if time.monotonic() > deadline or self._given_up:
                # The others' patience need not run out one after the other.
                self._given_up = True
                raise AssertionError(f"{event} was never acknowledged by {self.url}; the last answer: {last}")
            time.sleep(0.2)

    def _note(self, event: Event, answer: httpx.Response) -> None:
        kind, person, _number = event
        body = answer.json()
        # A second case for the same conversation is refused; anything else must be accepted.
        assert answer.is_success or (kind == "case" and answer.status_code == 409), answer.text
        with self._lock:
            self.acknowledged.setdefault(event, []).append(body)
            if kind in {"message", "conversation"}:
                self.conversations[person] = body["conversation_id"]
            elif kind == "case" and answer.is_success:
                self.cases.setdefault(person, set()).add(body["id"])
        if kind == "case" and not answer.is_success:
            # Opened by an event whose acknowledgement was lost, perhaps.
            found = self._http.get(
                f"{self.url}/api/v1/cases",
                params={"conversation_id": self.conversations[person]},
                headers={"Authorization": f"Bearer {API_TOKEN}"},
            )
            if found.is_success:
                with self._lock:
                    self.cases.setdefault(person, set()).update(item["id"] for item in found.json()["items"])

    def _send(self, event: Event) -> httpx.Response:
        kind, person, number = event
        if kind in {"message", "conversation"}:
            payload = message(person, number) if kind == "message" else conversation(person)
            return self._http.post(
                f"{self.url}/webhooks/chatwoot",
                json=payload,
                headers={"X-Chatwoot-Token": WEBHOOK_TOKEN},
            )
        headers = {"Authorization": f"Bearer {API_TOKEN}"}
        if kind == "case":
            wanted = {
                "conversation_id": self._wait_for(self.conversations, person),
                "category": "motos-part",
                "elements": [{"code": "ESCAPE"}, {"code": "MANILLAR"}],
            }
            return self._http.post(f"{self.url}/api/v1/cases", json=wanted, headers=headers)
        case_id = next(iter(self._wait_for(self.cases, person)))
        picture = {
            "display_name": f"foto {number}",
            "content_hash": f"{person * 1000 + number:064x}",
            "chatwoot_message_id": person * 1000 + number + 1,
            "chatwoot_attachment_id": person * 1000 + number + 1,
        }
        return self._http.post(f"{self.url}/api/v1/cases/{case_id}/images", json=picture, headers=headers)

    def _wait_for(self, known: dict[int, Any], person: int) -> Any:
        """What an earlier event of the person brings; sends that event itself if nobody has yet."""
        while True:
            with self._lock:
                if person in known:
                    return known[person]
            self._deliver(("conversation" if known is self.conversations else "case", person, 0))


def contact(person: int) -> dict[str, Any]:
    return {"id": 7000 + person, "phone_number": f"+34611{person:06}", "type": "contact"}


def conversation(person: int) -> dict[str, Any]:
    return {
        "event": "conversation_created",
        "id": 5000 + person,
        "channel": "Channel::Whatsapp",
        "meta": {"sender": contact(person)},
        "account": {"id": 1, "name": "MSI"},
    }


def message(person: int, number: int) -> dict[str, Any]:
    return {
        "event": "message_created",
        "id": 100_000 * (person + 1) + number,
        "content": f"mensaje {number} de {person}",
        "created_at": f"2026-11-02T10:{number:02}:00.000Z",
        "message_type": "incoming",
        "private": False,
        "sender": contact(person),
        "conversation": {
            "id": 5000 + person,
            "channel": "Channel::Whatsapp",
            "meta": {"sender": contact(person)},
        },
        "account": {"id": 1, "name": "MSI"},
    }
