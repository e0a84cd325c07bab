"""Recorded conversations, played by the assistant alone; the format is that of `msia chatwoot simulate`."""

import io
import itertools
import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from PIL import Image
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant.answering import (
    Attachment,
    AttachmentKind,
    ClientMessage,
    Handover,
    Turn,
    answer,
    outcome_for,
)
from agent.services.conversations import get_or_create_conversation
from agent.services.images import ImageStore
from agent.services.users import get_or_create_user
from database.models import Case, Escalation
from domain.quote.contract import Quote

FOLDER: Final = Path(__file__).parent
START: Final = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
# Messages that come as close as this are answered together.
BURST: Final = timedelta(seconds=8)
_numbers = itertools.count(1)

Json = dict[str, Any]


@dataclass
class Played:
    """What a conversation has come to. `asked` counts the client's messages."""

    quote: Quote | None = None
    category: str | None = None
    cases: list[Case] = field(default_factory=list)
    escalations: list[Escalation] = field(default_factory=list)
    turns: list[tuple[Sequence[ClientMessage], Turn]] = field(default_factory=list)
    handover: Handover | None = None
    asked: int = 0


def names() -> list[str]:
    """The recorded conversations."""
    return sorted(path.stem for path in FOLDER.glob("*.jsonl"))


async def play(session: AsyncSession, name: str, store: ImageStore) -> Played:
    """Play the client's messages of a conversation until a person takes over."""
    number = next(_numbers)
    user_id = (await get_or_create_user(session, f"6001{number:05d}")).user.id
    found = await get_or_create_conversation(session, f"recorded-{number}", user_id)
    await session.commit()
    conversation_id = found.conversation.id
    played = Played()
    now = START
    for burst in _bursts(name):
        if played.handover is not None:
            break
        now = burst[-1].at
        turn = await answer(session, conversation_id, burst, now, store=store)
        await session.commit()
        played.turns.append((burst, turn))
        played.asked += len(burst)
        played.handover = turn.handover
    outcome = await outcome_for(session, conversation_id, now)
    played.quote, played.category = outcome.quote, outcome.category
    session.expunge_all()
    of_user = select(Case).where(Case.user_id == user_id).order_by(Case.created_at, Case.id)
    played.cases = list(await session.scalars(of_user.execution_options(populate_existing=True)))
    played.escalations = list(await session.scalars(select(Escalation).where(Escalation.user_id == user_id)))
    await session.commit()
    return played


def _bursts(name: str) -> Iterator[list[ClientMessage]]:
    waiting: list[ClientMessage] = []
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        message = _message(json.loads(line))
        if waiting and message.at - waiting[-1].at > BURST:
            yield waiting
            waiting = []
        waiting.append(message)
    if waiting:
        yield waiting


def _message(row: Json) -> ClientMessage:
    attachments = [
        Attachment(AttachmentKind.IMAGE, "foto.png", "image/png", a_photo(), str(next(_numbers)))
        for _ in row.get("images", [])
    ]
    attachments += [
        Attachment(AttachmentKind(sent["type"]), None, None, None, str(next(_numbers)))
        for sent in row.get("attachments", [])
    ]
    at = START + timedelta(seconds=row["at"])
    return ClientMessage(uuid.uuid4(), row.get("text", ""), at, tuple(attachments))


def a_photo() -> bytes:
    """A small picture like no other."""
    number = next(_numbers)
    picture = Image.new("RGB", (32, 32), (number % 256, number // 256 % 256, number // 65_536))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
