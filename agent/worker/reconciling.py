"""Asks Chatwoot for what no event brought: an account's webhook is sent once, and a bot's three times.

Messages are numbered by installation. A look takes what is newer than the newest message of the look before
the last one, in all conversations with activity since then: two looks overlap, and what is known already
changes nothing.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import structlog
from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from agent.chatwoot import Chatwoot, ChatwootError
from agent.services.inbox import ChatwootOtherEvent, Scope, park_unless_erased, parse_event, receive
from agent.services.inbox.following import follow, pace_of
from agent.worker.working import RetryLaterError, Tools
from database import jobs
from database.contention import is_refused_for_good
from database.jobs import Job
from database.models import ConversationMessage
from shared.errors import ConflictError, InvalidInputError
from shared.vocabularies import JobKind, ParkingReason

KEY: Final = "reconcile"
_FIRST_LOOK: Final = timedelta(hours=1)
_MARGIN: Final = timedelta(minutes=10)
_MOST_PAGES: Final = 40
_PASSING: Final = frozenset({"user_busy", "user_erased", "conversation_erased", "escalation_busy"})

_log = structlog.get_logger(__name__)


async def start_reconciling(tools: Tools) -> None:
    """Let the first look be made now; the next ones follow by themselves."""
    seconds = tools.settings.CHATWOOT_RECONCILE_SECONDS
    if tools.chatwoot is None or seconds <= 0:
        return
    async with tools.sessions() as session:
        now = tools.clock.now()
        since = (now - _FIRST_LOOK).isoformat()
        await jobs.enqueue(
            session,
            JobKind.RECONCILE,
            {"since": since, "after": None, "next_after": None},
            now=now,
            key=KEY,
            sequence=KEY,
            max_attempts=1_000_000,
        )
        await jobs.hasten(session, KEY, now=now)
        await session.commit()


async def look_by(session: AsyncSession, moment: datetime) -> None:
    """Let the next look be made at this moment, unless it comes before. One statement."""
    await jobs.hasten(session, KEY, now=moment)


async def reconcile(tools: Tools, job: Job) -> None:
    """The handler of JobKind.RECONCILE."""
    if tools.chatwoot is None:
        raise RetryLaterError("no Chatwoot is configured")
    now = tools.clock.now()
    since = datetime.fromisoformat(str(job.payload["since"]))
    after = await _after(tools, job)
    try:
        newest = await _look(tools, tools.chatwoot, since - _MARGIN, after)
    except ChatwootError as error:
        raise RetryLaterError(str(error), timedelta(seconds=30)) from error
    async with tools.sessions() as session:
        payload = {
            "since": now.isoformat(),
            "after": job.payload.get("next_after"),
            "next_after": max(newest, int(job.payload.get("next_after") or 0)) or None,
        }
        await jobs.finish(session, job, now=now)
        await jobs.enqueue(
            session,
            JobKind.RECONCILE,
            payload,
            now=now,
            key=KEY,
            sequence=KEY,
            run_at=now + timedelta(seconds=tools.settings.CHATWOOT_RECONCILE_SECONDS),
            max_attempts=1_000_000,
        )
        await session.commit()


async def _after(tools: Tools, job: Job) -> int:
    """After which message to look; at first after the newest of before the time that is looked at."""
    given = job.payload.get("after")
    if given is not None:
        return int(given)
    since = datetime.fromisoformat(str(job.payload["since"])) - _MARGIN
    async with tools.sessions() as session:
        known = await session.scalar(
            select(func.max(ConversationMessage.chatwoot_message_id)).where(
                ConversationMessage.created_at < since
            )
        )
    return int(known or 0)


async def _look(tools: Tools, chatwoot: Chatwoot, since: datetime, after: int) -> int:
    """Take what is newer; the number of the newest message seen."""
    newest = 0
    for page in range(1, _MOST_PAGES + 1):
        conversations = await chatwoot.conversations(page)
        for conversation in conversations:
            if _active_at(conversation) < since:
                return newest
            await _take(tools, _conversation_event(tools, conversation))
            async for message in chatwoot.messages(str(conversation["id"]), after):
                newest = max(newest, int(message["id"]))
                await _take(tools, _message_event(tools, conversation, message))
        if not conversations:
            return newest
    return newest


async def _take(tools: Tools, payload: Mapping[str, Any]) -> None:
    """Receive one event as the webhook does."""
    try:
        event = parse_event(payload)
    except ValidationError:
        _log.warning("chatwoot gave what is no event", chatwoot_event=str(payload.get("event")))
        return
    if isinstance(event, ChatwootOtherEvent):
        return
    scope = Scope(tools.settings.CHATWOOT_ACCOUNT_ID, tools.settings.CHATWOOT_INBOX_IDS)
    async with tools.sessions() as session:
        try:
            receipt = await receive(session, event, scope)
            await follow(session, event, receipt, pace_of(tools.settings), tools.clock.now())
            await session.commit()
        except (ConflictError, InvalidInputError, DBAPIError) as error:
            await session.rollback()
            is_passing = isinstance(error, ConflictError) and error.code in _PASSING
            if is_passing or (isinstance(error, DBAPIError) and not is_refused_for_good(error)):
                raise
            await park_unless_erased(session, event, scope, ParkingReason.REFUSED)
            await session.commit()


def _conversation_event(tools: Tools, conversation: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **_known(conversation),
        "event": "conversation_updated",
        "account": {"id": tools.settings.CHATWOOT_ACCOUNT_ID},
    }


def _message_event(
    tools: Tools, conversation: Mapping[str, Any], message: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        **message,
        "event": "message_created",
        "account": {"id": tools.settings.CHATWOOT_ACCOUNT_ID},
        "inbox": {"id": conversation.get("inbox_id")},
        "conversation": _known(conversation),
    }


def _known(conversation: Mapping[str, Any]) -> dict[str, Any]:
    """The conversation as events carry it: the list has its channel among the rest."""
    meta = conversation.get("meta")
    channel = meta.get("channel") if isinstance(meta, dict) else None
    return {"channel": channel, **{key: value for key, value in conversation.items() if key != "messages"}}


def _active_at(conversation: Mapping[str, Any]) -> datetime:
    seconds = conversation.get("last_activity_at") or conversation.get("timestamp") or 0
    return datetime.fromtimestamp(float(seconds), UTC)
