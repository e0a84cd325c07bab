"""Sends one entry of the outbox: once on the phone, in its order, and only while the assistant has the word.

That it is on its way is committed before the call, so that whoever comes after a crash knows that it may have
arrived: then Chatwoot is asked for our mark, after longer than a call lasts there, before it is sent again.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, assert_never

import structlog
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from agent.chatwoot import (
    Chatwoot,
    ChatwootError,
    FailedError,
    NotSentError,
    RefusedError,
    Template,
    UncertainError,
)
from agent.chatwoot.texts import neutral, numbered
from agent.services.conversations import lock_conversation
from agent.services.escalations import escalate
from agent.services.inbox.following import WINDOW, enqueue_answer
from agent.services.outbox import (
    ON_ITS_WAY,
    Silence,
    Standing,
    note_sent,
    rules_of,
    silence_in,
    standing_columns,
)
from agent.worker.asking_now import taken_now
from agent.worker.on_its_way import FREE, Sending, Step
from agent.worker.pictures import picture_of
from agent.worker.working import PostponedError, RetryLaterError, Tools
from database import jobs
from database.autocommit import single_statements
from database.jobs import Job
from database.loading import ALONE
from database.models import ConversationHistory, ConversationMessage, OutgoingMessage
from shared.config import Settings
from shared.errors import ConflictError, NotFoundError
from shared.vocabularies import (
    ConversationStatus,
    EscalationSource,
    OutgoingKind,
    OutgoingStatus,
)

_SPOKEN: Final = frozenset(
    {OutgoingKind.TEXT, OutgoingKind.CHOICES, OutgoingKind.PICTURE, OutgoingKind.TEMPLATE}
)
_ACTIONS: Final = frozenset({OutgoingKind.STATUS, OutgoingKind.TEAM, OutgoingKind.LABELS})
_RESOLVED: Final = ConversationStatus.RESOLVED.value
_OUT_OF_WINDOW: Final = "Fuera de las 24 horas de WhatsApp, sin enviar al cliente: {text}"
_TEMPLATE_SENT: Final = "Se ha enviado ya la plantilla: {text}"
_NOT_SENT: Final = "Un mensaje del asistente no se ha podido enviar ({error})."

_log = structlog.get_logger(__name__)


async def send_entry(tools: Tools, job: Job) -> None:
    """The handler of JobKind.SEND."""
    if tools.chatwoot is None:
        raise RetryLaterError("no Chatwoot is configured")
    sending: Sending | None = job.known
    if sending is None:
        async with tools.sessions() as session:
            sending = await _begin(tools, session, job)
            await session.commit()
    if sending is None:
        return
    if sending.step is Step.POST and sending.kind in _SPOKEN:
        reason = await taken_now(tools, tools.chatwoot, sending.number)
        if reason is not None:
            await _drop(tools, job, reason)
            return
    try:
        message = await _send(tools, tools.chatwoot, sending)
    except ChatwootError as error:
        await _note_error(tools, job, sending, error)
    else:
        await _note_sent(tools, job, sending, message)


async def _drop(tools: Tools, job: Job, reason: Silence) -> None:
    """The entry is not sent: a person has taken the conversation, as Chatwoot says now."""
    async with tools.sessions() as session:
        try:
            await lock_conversation(session, _conversation_of(job))
        except (NotFoundError, ConflictError):
            await session.rollback()
        else:
            row = await _row(session, job)
            if row is not None and row.status in ON_ITS_WAY:
                row.status, row.reason = OutgoingStatus.DROPPED.value, reason.value
                await session.flush()
        await jobs.finish(session, job, now=tools.clock.now())
        await session.commit()


async def give_up_sending(tools: Tools, session: AsyncSession, job: Job, error: str) -> None:
    """An entry that can't be sent: the next ones go on, and staff are told."""
    try:
        await lock_conversation(session, _conversation_of(job))
    except (NotFoundError, ConflictError):
        return
    row = await _row(session, job)
    if row is not None and row.status in ON_ITS_WAY:
        await _fail(tools, session, row, error)


async def _begin(tools: Tools, session: AsyncSession, job: Job) -> Sending | None:
    """Decide, under the lock, whether the entry is sent; None where the job is done with that."""
    now = tools.clock.now()
    try:
        conversation = await lock_conversation(session, _conversation_of(job))
    except (NotFoundError, ConflictError):
        await session.rollback()
        await jobs.finish(session, job, now=now)
        return None
    seen = await _look(session, job)
    row = seen.row if seen is not None else None
    step = _step(tools, job, seen, now)
    if seen is not None and row is not None and step is Step.POST:
        reason = await _why_not(tools, session, conversation, seen, now)
        if reason is not None:
            row.status, row.reason, step = OutgoingStatus.DROPPED.value, reason, None
    if seen is None or row is None or step is None:
        await session.flush()
        await jobs.finish(session, job, now=now)
        return None
    if step is not Step.RETRY:
        row.status, row.posted_at = OutgoingStatus.POSTING.value, now
        if row.posted_after is None:
            row.posted_after = seen.newest
        await session.flush()
    return Sending(
        step,
        row.id,
        OutgoingKind(row.kind),
        conversation.chatwoot_conversation_id,
        row.content,
        tuple(row.options),
        row.picture,
        row.posted_after or 0,
        row.chatwoot_message_id,
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """An entry with what decides whether it is sent now: who speaks, when the latest picture that is not on
    the phone yet was sent, and the newest message that Chatwoot had."""

    row: OutgoingMessage
    standing: Standing
    pictured_at: datetime | None
    newest: int | None


async def _look(session: AsyncSession, job: Job) -> _Seen | None:
    """The entry and its circumstances, of a conversation that is locked. One statement."""
    conversation_id = _conversation_of(job)
    picture = aliased(OutgoingMessage)
    pictured_at = select(func.max(picture.sent_at)).where(
        picture.conversation_id == conversation_id,
        picture.kind == OutgoingKind.PICTURE.value,
        picture.status == OutgoingStatus.SENT.value,
    )
    newest = select(func.max(ConversationMessage.chatwoot_message_id)).where(
        ConversationMessage.conversation_id == conversation_id
    )
    is_escalated, is_panic = standing_columns(conversation_id)
    statement = (
        select(
            OutgoingMessage,
            is_escalated,
            is_panic,
            pictured_at.scalar_subquery(),
            newest.scalar_subquery(),
        )
        .options(ALONE)
        .where(OutgoingMessage.id == _entry_of(job))
        .execution_options(populate_existing=True)
    )
    found = (await session.execute(statement)).one_or_none()
    if found is None:
        return None
    row, escalated, panic, pictured, number = found
    return _Seen(row, Standing(escalated, panic), pictured, number)


def _step(tools: Tools, job: Job, seen: _Seen | None, now: datetime) -> Step | None:
    """What is to be done with the entry; None for one that is done. Raises PostponedError for not yet."""
    if seen is None:
        return None
    row = seen.row
    if "retry" in job.payload:
        return Step.RETRY if row.status == OutgoingStatus.SENT and row.chatwoot_message_id else None
    if row.status not in ON_ITS_WAY:
        return None
    if row.status == OutgoingStatus.POSTING and row.posted_at is not None:
        certain = row.posted_at + timedelta(seconds=tools.settings.CHATWOOT_UNCERTAIN_SECONDS)
        if now < certain:
            raise PostponedError(certain)
        return Step.LOOK
    # Pictures leave Chatwoot later than texts: what follows one waits until it is on the phone.
    limit = timedelta(seconds=tools.settings.CHATWOOT_PICTURE_SECONDS)
    if seen.pictured_at is not None and seen.pictured_at + limit > now:
        raise PostponedError(seen.pictured_at + limit)
    return Step.POST


async def _why_not(
    tools: Tools, session: AsyncSession, conversation: ConversationHistory, seen: _Seen, now: datetime
) -> str | None:
    """Why the entry is not sent; outside the window it becomes a template, or a note for staff."""
    row = seen.row
    kind = OutgoingKind(row.kind)
    if kind is OutgoingKind.STATUS and conversation.chatwoot_status in {row.content, _RESOLVED}:
        return "already so"
    if kind not in _SPOKEN:
        return None
    silence = silence_in(seen.standing, conversation, rules_of(tools.settings), in_handover=row.is_handover)
    if silence is not None:
        return silence.value
    since = conversation.last_client_at
    if kind not in FREE or since is None or now < since + WINDOW:
        return None
    row.options, row.picture = [], None
    if tools.settings.CHATWOOT_TEMPLATE_NAME is None:
        row.kind, row.content = OutgoingKind.NOTE.value, _OUT_OF_WINDOW.format(text=row.content)
        return None
    if await _has_template(session, conversation, since):
        row.kind, row.content = OutgoingKind.NOTE.value, _TEMPLATE_SENT.format(text=row.content)
    else:
        row.kind = OutgoingKind.TEMPLATE.value
    return None


async def _has_template(session: AsyncSession, conversation: ConversationHistory, since: datetime) -> bool:
    found = await session.scalar(
        select(func.count()).where(
            OutgoingMessage.conversation_id == conversation.id,
            OutgoingMessage.kind == OutgoingKind.TEMPLATE.value,
            OutgoingMessage.sent_at >= since,
        )
    )
    return bool(found)


async def _send(tools: Tools, chatwoot: Chatwoot, sending: Sending) -> int | None:
    """Do in Chatwoot what the entry says; the number of its message, if it is one."""
    mark, number = str(sending.id), sending.number
    if sending.step is Step.RETRY and sending.message is not None:
        await chatwoot.retry_message(number, sending.message)
        return sending.message
    if sending.step is Step.LOOK and sending.kind not in _ACTIONS:
        try:
            found = await chatwoot.find_marked(number, mark, sending.after)
        except ChatwootError as error:
            raise NotSentError(f"not looked up: {error}") from error
        if found is not None:
            return found
    if sending.kind in _ACTIONS:
        await _act(chatwoot, sending)
        return None
    options: dict[str, Any] = {}
    if sending.kind is OutgoingKind.PICTURE:
        options["picture"] = await picture_of(tools, sending.picture or "")
    if sending.kind is OutgoingKind.TEMPLATE:
        options["template"] = _template(tools.settings)
    return await chatwoot.create_message(
        number,
        neutral(sending.content),
        mark,
        options=sending.options,
        private=sending.kind is OutgoingKind.NOTE,
        **options,
    )


async def _act(chatwoot: Chatwoot, sending: Sending) -> None:
    """What is no message; doing it twice is doing it once."""
    match sending.kind:
        case OutgoingKind.STATUS:
            await chatwoot.set_status(sending.number, sending.content)
        case OutgoingKind.TEAM:
            await chatwoot.assign_team(sending.number, int(sending.content))
        case OutgoingKind.LABELS:
            await chatwoot.add_labels(sending.number, sending.content.split(","))
        case (
            OutgoingKind.TEXT
            | OutgoingKind.CHOICES
            | OutgoingKind.PICTURE
            | OutgoingKind.TEMPLATE
            | OutgoingKind.NOTE
        ):
            raise AssertionError(sending.kind)
        case _:
            assert_never(sending.kind)


async def _note_sent(tools: Tools, job: Job, sending: Sending, message: int | None) -> None:
    """Chatwoot has it: noted, and stored among the conversation's messages, where its echo finds it."""
    is_stored = sending.kind in _SPOKEN and sending.step is not Step.RETRY
    text = numbered(sending.content, sending.options) if sending.options else sending.content
    async with single_statements(tools.sessions) as session:
        await note_sent(
            session,
            job,
            _conversation_of(job),
            sending.id,
            message,
            tools.clock.now(),
            text=text if is_stored else None,
            image_count=int(sending.picture is not None),
        )


async def _note_error(tools: Tools, job: Job, sending: Sending, error: ChatwootError) -> None:
    """Note what is known of a call that failed, and raise when the job is tried again."""
    _log.warning("chatwoot call failed", kind=sending.kind.value, error=str(error))
    seconds = tools.settings.CHATWOOT_UNCERTAIN_SECONDS
    async with tools.sessions() as session:
        now = tools.clock.now()
        await lock_conversation(session, _conversation_of(job))
        row = await _row(session, job)
        if row is None or row.status not in ON_ITS_WAY:
            await jobs.finish(session, job, now=now)  # its echo was faster
            await session.commit()
            return
        if isinstance(error, RefusedError) and not error.is_access:
            await _fail(tools, session, row, str(error))
            await jobs.finish(session, job, now=now)
            await session.commit()
            return
        match error:
            case NotSentError() if sending.step is not Step.LOOK:
                row.status = OutgoingStatus.QUEUED.value
            case RefusedError():
                row.status = OutgoingStatus.QUEUED.value
            case NotSentError() | FailedError():
                # The call is over: whether Chatwoot has the message can be asked at once.
                row.posted_at = now - timedelta(seconds=seconds)
            case _:
                row.posted_at = now
        await session.commit()
    if isinstance(error, UncertainError):
        raise RetryLaterError(str(error), timedelta(seconds=seconds)) from error
    raise RetryLaterError(str(error), error.pause if isinstance(error, NotSentError) else None) from error


async def _fail(tools: Tools, session: AsyncSession, row: OutgoingMessage, error: str) -> None:
    row.status, row.reason = OutgoingStatus.FAILED.value, error
    await session.flush()
    await escalate(
        session,
        _NOT_SENT.format(error=error),
        EscalationSource.ERROR,
        conversation_id=row.conversation_id,
    )
    await enqueue_answer(session, row.conversation_id, now=tools.clock.now())


async def _row(session: AsyncSession, job: Job) -> OutgoingMessage | None:
    found: OutgoingMessage | None = await session.get(
        OutgoingMessage,
        _entry_of(job),
        populate_existing=True,
        options=[ALONE],
    )
    return found


def _entry_of(job: Job) -> uuid.UUID:
    return uuid.UUID(str(job.payload["outgoing_id"]))


def _conversation_of(job: Job) -> uuid.UUID:
    return uuid.UUID(str(job.payload["conversation_id"]))


def _template(settings: Settings) -> Template:
    return Template(
        settings.CHATWOOT_TEMPLATE_NAME or "",
        settings.CHATWOOT_TEMPLATE_LANGUAGE,
        settings.CHATWOOT_TEMPLATE_CATEGORY,
    )
