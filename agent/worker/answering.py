"""Answers the messages of a client that wait: files fetched first, then one transaction for all the rest.

Whatever the turn decides is written with it: the dialogue's state, the messages as answered, the replies as
entries of the outbox with their jobs. Where a person has the word, the messages are taken without an answer,
so that nothing is replayed when the conversation comes back.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog
from pydantic import ValidationError
from sqlalchemy import exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant import Reference
from agent.assistant.answering import Attachment, ClientMessage, Turn, answer
from agent.services.conversations import get_conversation, lock_conversation
from agent.services.escalations import escalate
from agent.services.escalations.transitions import OPEN_STATUSES
from agent.services.outbox import (
    Entry,
    Silence,
    entries_of,
    handover_entries,
    passed_on_entries,
    queue_entries,
    rules_of,
    silence_of,
)
from agent.services.outbox.silence import PANIC_MESSAGE, panic_settings
from agent.worker.attachments import fetch_attachments
from agent.worker.working import PostponedError, RetryLaterError, Tools
from database import jobs
from database.jobs import Job
from database.models import ConversationHistory, ConversationMessage, Escalation, OutgoingMessage, User
from shared.config import ChatwootMode
from shared.errors import ConflictError, NotFoundError
from shared.vocabularies import (
    ConversationStatus,
    EscalationSource,
    JobKind,
    MessageAuthor,
    OutgoingKind,
)

_PANIC_REASON: Final = "El botón de pánico está activado: atiende una persona."
_ERROR_REASON: Final = "El asistente no ha podido contestar por un error: {error}."
_FOR_EVER: Final = timedelta(days=3650)

_log = structlog.get_logger(__name__)


async def answer_client(tools: Tools, job: Job) -> None:
    """The handler of JobKind.ANSWER."""
    conversation_id = uuid.UUID(str(job.payload["conversation_id"]))
    async with tools.sessions() as session:
        waiting = await _unanswered(session, conversation_id)
        number = await session.scalar(
            select(ConversationHistory.chatwoot_conversation_id).where(
                ConversationHistory.id == conversation_id
            )
        )
    files = await fetch_attachments(tools, str(number), waiting)
    async with tools.sessions() as session:
        try:
            conversation = await lock_client(session, conversation_id)
        except (NotFoundError, ConflictError):
            _log.info("nothing to answer: the conversation is gone or erased")
            await session.rollback()
        else:
            await _answer(tools, session, conversation, files)
        await jobs.finish(session, job, now=tools.clock.now())
        await session.commit()


async def give_up_answer(tools: Tools, session: AsyncSession, job: Job, error: str) -> None:
    """No attempt has led to an answer: a person answers, and the client is told once."""
    conversation_id = uuid.UUID(str(job.payload["conversation_id"]))
    try:
        conversation = await lock_client(session, conversation_id)
    except (NotFoundError, ConflictError):
        return
    messages = await _unanswered(session, conversation_id)
    await _mark_answered(session, messages, tools.clock.now())
    reason = _ERROR_REASON.format(error=error)
    await escalate(
        session,
        reason,
        EscalationSource.ERROR,
        conversation_id=conversation.id,
        user_id=conversation.user_id,
    )
    await _hand_over(tools, session, conversation, reason, [])


async def lock_client(session: AsyncSession, conversation_id: uuid.UUID) -> ConversationHistory:
    """The conversation with its client locked, so that no other turn of theirs runs, in any conversation.

    Raises NotFoundError, ConflictError for an erased one, and RetryLaterError when it went over to another
    client at this moment.
    """
    user_id = (await get_conversation(session, conversation_id)).user_id
    if user_id is not None:
        await session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))
    conversation = await lock_conversation(session, conversation_id)
    if conversation.user_id != user_id:
        raise RetryLaterError("the conversation went over to another client", timedelta(seconds=1))
    return conversation


async def queue_turn(
    tools: Tools, session: AsyncSession, conversation: ConversationHistory, turn: Turn
) -> None:
    """Write what a turn says, and the hand-over or the reminder that it wants."""
    now = tools.clock.now()
    entries = entries_of(turn.replies)
    if turn.handover is not None:
        await _hand_over(tools, session, conversation, turn.handover.note, entries)
    elif entries:
        entries += passed_on_entries(turn.questions, tools.settings)
        await queue_entries(session, conversation.id, entries, now=now)
    if turn.remind_at is not None:
        # In no sequence: it waits for hours, and the client's next message must not.
        key = f"remind:{conversation.id}"
        await jobs.enqueue(
            session,
            JobKind.REMIND,
            {"conversation_id": str(conversation.id)},
            now=now,
            key=key,
            run_at=turn.remind_at,
            extend=_FOR_EVER,
        )


async def _answer(
    tools: Tools,
    session: AsyncSession,
    conversation: ConversationHistory,
    files: Mapping[uuid.UUID, tuple[Attachment, ...]],
) -> None:
    now = tools.clock.now()
    messages = await _unanswered(session, conversation.id)
    if any(message.id not in files for message in messages):
        raise PostponedError(now)  # it came while the files were fetched
    silence = await silence_of(session, conversation, rules_of(tools.settings))
    await _mark_answered(session, messages, now)
    if silence is not None:
        _log.info("the assistant is silent", why=silence.value, messages=len(messages))
        await _stay_silent(tools, session, conversation, silence, has_messages=bool(messages))
        return
    said = [message for message in messages if message.deleted_at is None]
    if not said:
        return
    abouts = await _abouts(session, said)
    turn = await answer(
        session,
        conversation.id,
        [
            ClientMessage(
                id=message.id,
                text=message.content,
                at=message.created_at,
                attachments=files[message.id],
                about=abouts.get(message.id),
            )
            for message in said
        ],
        now,
        store=tools.store,
    )
    await queue_turn(tools, session, conversation, turn)


async def _stay_silent(
    tools: Tools,
    session: AsyncSession,
    conversation: ConversationHistory,
    silence: Silence,
    *,
    has_messages: bool,
) -> None:
    """The panic button says its sentence and asks for a person, once; an escalation that Chatwoot does not
    show is shown there."""
    if silence is Silence.PANIC:
        if not has_messages or await _open_escalation(session, conversation.id) is not None:
            return
        await escalate(
            session,
            _PANIC_REASON,
            EscalationSource.AUTO,
            conversation_id=conversation.id,
            user_id=conversation.user_id,
        )
        sentence = (await panic_settings(session)).get(PANIC_MESSAGE, "").strip()
        said = [Entry(OutgoingKind.TEXT, sentence)] if sentence else []
        await _hand_over(tools, session, conversation, _PANIC_REASON, said)
    elif silence is Silence.ESCALATED and _is_unseen(tools, conversation):
        escalation = await _open_escalation(session, conversation.id)
        if escalation is None or await _was_shown(session, conversation.id, escalation.created_at):
            return
        entries, after = handover_entries(escalation.reason, [], tools.settings, tools.clock.now())
        silent = [entry for entry in (*entries, *after) if entry.kind is not OutgoingKind.TEXT]
        await queue_entries(session, conversation.id, silent, now=tools.clock.now(), is_handover=True)


def _is_unseen(tools: Tools, conversation: ConversationHistory) -> bool:
    is_pending = conversation.chatwoot_status in {None, ConversationStatus.PENDING}
    return tools.settings.CHATWOOT_MODE is ChatwootMode.ACCOUNT or is_pending


async def _hand_over(
    tools: Tools, session: AsyncSession, conversation: ConversationHistory, note: str, said: Sequence[Entry]
) -> None:
    now = tools.clock.now()
    entries, after = handover_entries(note, said, tools.settings, now)
    await queue_entries(session, conversation.id, [*entries, *after], now=now, is_handover=True)


async def _unanswered(session: AsyncSession, conversation_id: uuid.UUID) -> list[ConversationMessage]:
    return list(
        await session.scalars(
            select(ConversationMessage)
            .where(
                ConversationMessage.conversation_id == conversation_id,
                ConversationMessage.author == MessageAuthor.CLIENT.value,
                ConversationMessage.answered_at.is_(None),
            )
            .order_by(ConversationMessage.id)
            .execution_options(populate_existing=True)
        )
    )


async def _mark_answered(
    session: AsyncSession, messages: Sequence[ConversationMessage], now: datetime
) -> None:
    if messages:
        await session.execute(
            update(ConversationMessage)
            .where(ConversationMessage.id.in_([message.id for message in messages]))
            .values(answered_at=now)
            .execution_options(synchronize_session=False)
        )


async def _abouts(
    session: AsyncSession, messages: Sequence[ConversationMessage]
) -> dict[uuid.UUID, Reference]:
    """What the messages are about that quote or tap one of ours; one that is gone says nothing."""
    ids = {message.reply_to_id for message in messages if message.reply_to_id is not None}
    sources = {message.reply_to_source for message in messages if message.reply_to_source is not None}
    if not ids and not sources:
        return {}
    rows = await session.scalars(
        select(OutgoingMessage).where(
            or_(
                OutgoingMessage.chatwoot_message_id.in_(ids),
                OutgoingMessage.chatwoot_source_id.in_(sources),
            )
        )
    )
    by_name: dict[int | str | None, OutgoingMessage] = {}
    for row in rows:
        by_name |= {row.chatwoot_message_id: row, row.chatwoot_source_id: row}
    by_name.pop(None, None)
    found = {}
    for message in messages:
        quoted = by_name.get(message.reply_to_id) or by_name.get(message.reply_to_source)
        if quoted is not None and quoted.about:
            try:
                found[message.id] = Reference.model_validate(quoted.about)
            except ValidationError:
                _log.info("what was quoted is of an older version")
    return found


async def _open_escalation(session: AsyncSession, conversation_id: uuid.UUID) -> Escalation | None:
    found: Escalation | None = await session.scalar(
        select(Escalation).where(
            Escalation.conversation_id == conversation_id,
            Escalation.status.in_(OPEN_STATUSES),
            Escalation.hands_over,
        )
    )
    return found


async def _was_shown(session: AsyncSession, conversation_id: uuid.UUID, since: datetime) -> bool:
    shown = exists().where(
        OutgoingMessage.conversation_id == conversation_id,
        OutgoingMessage.kind == OutgoingKind.STATUS.value,
        OutgoingMessage.created_at >= since,
    )
    return bool(await session.scalar(select(shown)))
