"""Erasing a person while twenty writers go on writing to and about them: it ends, and nothing is left."""

import asyncio
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import text

from agent.services.images import ImageStore
from agent.services.privacy import erase_and_commit, erasure_key, search_database
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from shared.config import settings
from tests import servers
from tests.api.serving import API_TOKEN, WEBHOOK_TOKEN, client, serving
from tests.concurrency.storm import contact, message

WRITERS = 20
PEOPLE = 4
MESSAGES = 10
ERASED = 0
ERASURES = 3
PATIENCE_SECONDS = 240
KEY = "the key of this test's tombstones"
SECRET = "secreto de la persona borrada"


@dataclass
class Writers:
    """Twenty clients that write until each event has been taken or refused for good."""

    url: str
    conversations: dict[int, str]
    half_way: threading.Event = field(default_factory=threading.Event)
    _http: httpx.Client = field(default_factory=lambda: client(timeout=120), repr=False)

    def run(self) -> None:
        """Send everything, shuffled and twice."""
        kinds = ("message", "edit", "append", "summary", "escalation")
        events = [(kind, p, n) for kind in kinds for p in range(PEOPLE) for n in range(MESSAGES)] * 2
        random.Random(5).shuffle(events)
        with self._http, ThreadPoolExecutor(WRITERS) as clients:
            for number, sent in enumerate([clients.submit(self._deliver, *event) for event in events]):
                sent.result()
                if number == len(events) // 3:
                    self.half_way.set()

    def _deliver(self, kind: str, person: int, number: int) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            answer = self._send(kind, person, number)
            if answer.status_code < 500:
                break
            assert time.monotonic() < deadline, f"{kind} was never taken: {answer.text}"
            time.sleep(0.1)
        # Only what is about the erased person may be refused, and never by the webhook.
        refused = person == ERASED and kind not in {"message", "edit"} and answer.status_code == 409
        assert answer.is_success or refused, answer.text

    def _send(self, kind: str, person: int, number: int) -> httpx.Response:
        said = f"{SECRET} {number}" if person == ERASED else f"mensaje {number} de {person}"
        api = {"Authorization": f"Bearer {API_TOKEN}"}
        talk = self.conversations[person]
        if kind in {"message", "edit"}:
            event = {**message(person, number), "content": said}
            if kind == "edit":
                event |= {"event": "message_updated", "content": f"{said}, corregido"}
            return self._http.post(
                f"{self.url}/webhooks/chatwoot", json=event, headers={"X-Chatwoot-Token": WEBHOOK_TOKEN}
            )
        if kind == "append":
            place, body = f"conversations/{talk}/messages", {"role": "assistant", "content": said}
        elif kind == "escalation":
            place = "escalations"
            body = {"reason": said, "source": "auto", "conversation_id": talk}
        else:
            url = f"{self.url}/api/v1/conversations/{talk}/summary"
            return self._http.put(url, json={"summary": said}, headers=api)
        return self._http.post(f"{self.url}/api/v1/{place}", json=body, headers=api)


async def _erase(url: str, folder: Path) -> None:
    """Erase the person again and again while the others write."""
    engine = create_engine(url)
    try:
        for number in range(ERASURES):
            async with create_session_factory(engine)() as session:
                user = await session.scalar(
                    text(
                        "SELECT user_id FROM conversation_history ORDER BY (chatwoot_conversation_id = :id "
                        "OR erased_at IS NOT NULL) DESC LIMIT 1"
                    ),
                    {"id": str(5000 + ERASED)},
                )
                who = contact(ERASED)["phone_number"] if number == 0 else user
                await erase_and_commit(session, who, ImageStore(folder), verify=False)
    finally:
        await engine.dispose()


async def _found(url: str) -> tuple[int, int, dict[str, int]]:
    """Where the erased person's words stand, how many users have the phone, and messages by conversation."""
    engine = create_engine(url)
    try:
        async with create_session_factory(engine)() as session:
            left = await search_database(session, [SECRET, contact(ERASED)["phone_number"]])
            users = await session.scalar(
                text("SELECT count(*) FROM users WHERE phone = :phone"),
                {"phone": contact(ERASED)["phone_number"]},
            )
            rows = await session.execute(
                text(
                    "SELECT c.chatwoot_conversation_id AS name, count(m.chatwoot_message_id) AS stored "
                    "FROM conversation_history c JOIN conversation_messages m ON m.conversation_id = c.id "
                    "WHERE c.erased_at IS NULL GROUP BY c.id"
                )
            )
            return len(left), users or 0, {row.name: row.stored for row in rows}
    finally:
        await engine.dispose()


@pytest.mark.slow
def test_erasing_while_twenty_writers_write(
    pg_server: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared_key = settings.model_copy(update={"ERASURE_KEY": SecretStr(KEY)})
    monkeypatch.setattr(erasure_key, "settings", shared_key)
    template = servers.seeded_template(pg_server)
    given: dict[str, Any] = {
        "API_TOKEN": API_TOKEN,
        "CHATWOOT_WEBHOOK_TOKEN": WEBHOOK_TOKEN,
        "ERASURE_KEY": KEY,
    }
    with (
        servers.temporary_database(pg_server, template) as url,
        serving(servers.patient(url), tmp_path, **given) as served,
    ):
        webhook, headers = f"{served.url}/webhooks/chatwoot", {"X-Chatwoot-Token": WEBHOOK_TOKEN}
        conversations = {
            person: httpx.post(webhook, json=message(person, 0), headers=headers).json()["conversation_id"]
            for person in range(PEOPLE)
        }
        writers = Writers(served.url, conversations)
        with ThreadPoolExecutor(1) as background:
            writing = background.submit(writers.run)
            assert writers.half_way.wait(PATIENCE_SECONDS)
            servers.in_thread(asyncio.run, _erase(url, tmp_path))
            writing.result()
        left, users, stored = servers.in_thread(asyncio.run, _found(url))
        assert (left, users) == (0, 0)
        assert stored == {str(5000 + person): MESSAGES for person in range(PEOPLE) if person != ERASED}

        # Who writes again is a new person.
        later = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
        again = httpx.post(webhook, json={**message(ERASED, 99), "created_at": later}, headers=headers)
        assert again.json()["status"] == "stored", again.text
        assert again.json()["conversation_id"] != conversations[ERASED]
