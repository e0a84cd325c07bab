"""Answers the messages of a client that wait: files fetched first, then one transaction for all the rest.

Whatever the turn decides is written with it: the dialogue's state, the messages as answered, the replies as
entries of the outbox with their jobs. Where a person has the word, the messages are taken without an answer,
so that nothing is replayed when the conversation comes back.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

import structlog
from pydantic import ValidationError
from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant import Reference
from agent.assistant.answering import Attachment, ClientMessage, Turn, answer
from agent.services.conversations import attributes_job
from agent.services.escalations import escalate
from agent.services.escalations.transitions import OPEN_STATUSES
from agent.services.inbox.following import WITH_FILES
from agent.services.outbox import (
    Entry,
    Silence,
    entries_of,
    handover_entries,
    passed_on_entries,
    queue_entries,
    rules_of,
    silence_in,
    silence_of,
    told_hours,
)
from agent.services.outbox.silence import PANIC_MESSAGE, panic_settings
from agent.worker.attachments import fetch_attachments, is_fetched
from agent.worker.clients import lock_client
from agent.worker.on_its_way import begun, may_leave_at_once
from agent.worker.waiting import Taken, Waiting, read_numbered, read_waiting, take_waiting
from agent.worker.working import LEASE_SECONDS, PostponedError, Tools
from database import jobs
from database.jobs import Job, Keyed
from database.loading import ALONE
from database.models import ConversationHistory, Escalation, OutgoingMessage
from shared.config import ChatwootMode
from shared.errors import ConflictError, NotFoundError
from shared.vocabularies import (
    ConversationStatus,
    EscalationSource,
    JobKind,
    OutgoingKind,
)

if TYPE_CHECKING:
    from agent.assistant.llm.guide import Guided

_PANIC_REASON: Final = "El botón de pánico está activado: atiende una persona."
_ERROR_REASON: Final = "El asistente no ha podido contestar por un error: {error}."

_log = structlog.get_logger(__name__)


async def answer_client(tools: Tools, job: Job) -> Job | None:
    """The handler of JobKind.ANSWER; what it returns is the first message to send."""
    conversation_id = uuid.UUID(str(job.payload["conversation_id"]))
    files = await _announced_files(tools, job, conversation_id)
    guided = await _guided(tools, conversation_id)
    while True:
        async with tools.sessions() as session:
            try:
                conversation = await lock_client(session, conversation_id)
            except (NotFoundError, ConflictError):
                _log.info("nothing to answer: the conversation is gone or erased")
                await session.rollback()
                await jobs.finish(session, job, now=tools.clock.now())
                await session.commit()
                return None
            taken = await take_waiting(session, conversation_id, tools.clock.now())
            lacking = [message for message in taken.messages if message.id not in files]
            number = conversation.chatwoot_conversation_id
            if not any(is_fetched(message) for message in lacking):
                files |= await fetch_attachments(tools, number, lacking)
                sending = await _answer(tools, session, conversation, taken, files, job, guided)
                await session.commit()
                return sending
        if files:
            raise PostponedError(tools.clock.now())  # more came while the files were fetched
        # No lock is held meanwhile; the messages are taken again with their files.
        files |= await fetch_attachments(tools, number, lacking)


async def _announced_files(
    tools: Tools, job: Job, conversation_id: uuid.UUID
) -> dict[uuid.UUID, tuple[Attachment, ...]]:
    """The files that the job says have come, fetched before anything is locked; none where it says nothing.

    Files that came later are found under the lock, and cost a turn the statements of another one.
    """
    if not job.payload.get(WITH_FILES):
        return {}
    async with tools.sessions() as session:
        number, messages = await read_numbered(session, conversation_id)
    return await fetch_attachments(tools, number, [message for message in messages if is_fetched(message)])


async def give_up_answer(tools: Tools, session: AsyncSession, job: Job, error: str) -> None:
    """No attempt has led to an answer: a person answers, and the client is told once."""
    conversation_id = uuid.UUID(str(job.payload["conversation_id"]))
    try:
        conversation = await lock_client(session, conversation_id)
    except (NotFoundError, ConflictError):
        return
    await take_waiting(session, conversation_id, tools.clock.now())
    reason = _ERROR_REASON.format(error=error)
    await escalate(
        session,
        reason,
        EscalationSource.ERROR,
        conversation_id=conversation.id,
        user_id=conversation.user_id,
    )
    await _hand_over(tools, session, conversation, reason, [])


async def queue_turn(
    tools: Tools,
    session: AsyncSession,
    conversation: ConversationHistory,
    turn: Turn,
    job: Job,
    taken: Taken | None = None,
) -> Job | None:
    """Write what a turn says, and the hand-over or the reminder that it wants, and finish the job that it is.

    Where nothing waits before it, the first message is on its way with that, and its job is this worker's.
    """
    now = tools.clock.now()
    entries = entries_of(turn.replies)
    beside = _beside(tools, conversation, turn, now)
    if turn.handover is not None:
        await _hand_over(tools, session, conversation, turn.handover.note, entries, beside)
    elif entries:
        entries += passed_on_entries(turn.questions, tools.settings)
        is_next = taken is not None and taken.is_idle
        leaves = is_next and tools.chatwoot is not None and may_leave_at_once(conversation, entries, now)
        after = taken.newest if taken is not None and leaves else None
        sending = await queue_entries(
            session,
            conversation.id,
            entries,
            now=now,
            beside=beside,
            leased_by=(job.worker, LEASE_SECONDS) if is_next else None,
            posted_after=after,
            finishing=job,
        )
        if sending is None or after is None:
            return sending
        return replace(sending, known=begun(sending, conversation, entries[0], after))
    else:
        await jobs.enqueue_keyed(session, beside, now=now)
    await jobs.finish(session, job, now=now)
    return None


def _beside(tools: Tools, conversation: ConversationHistory, turn: Turn, now: datetime) -> list[Keyed]:
    """The jobs that follow from a turn whatever it says: the reminder, and showing how things stand now."""
    found: list[Keyed] = []
    if turn.remind_at is not None:
        # In no sequence: it waits for hours, and the client's next message must not.
        payload = {"conversation_id": str(conversation.id)}
        found.append(Keyed(JobKind.REMIND, payload, f"remind:{conversation.id}", turn.remind_at))
    if tools.chatwoot is not None and tools.settings.CHATWOOT_ATTRIBUTES:
        found.append(attributes_job(conversation.id, now))
    return found


async def _answer(
    tools: Tools,
    session: AsyncSession,
    conversation: ConversationHistory,
    taken: Taken,
    files: Mapping[uuid.UUID, tuple[Attachment, ...]],
    job: Job,
    guided: "Guided | None",
) -> Job | None:
    messages = taken.messages
    standing = taken.standing
    if standing is None:
        silence = await silence_of(session, conversation, rules_of(tools.settings))
    else:
        silence = silence_in(standing, conversation, rules_of(tools.settings))
    if silence is not None:
        _log.info("the assistant is silent", why=silence.value, messages=len(messages))
        await _stay_silent(tools, session, conversation, silence, has_messages=bool(messages))
    said = [message for message in messages if message.deleted_at is None]
    if silence is not None or not said:
        await jobs.finish(session, job, now=tools.clock.now())
        return None
    turn = await _turn(tools, session, conversation, await _heard(session, said, files), guided)
    return await queue_turn(tools, session, conversation, turn, job, taken)


async def _turn(
    tools: Tools,
    session: AsyncSession,
    conversation: ConversationHistory,
    messages: Sequence[ClientMessage],
    guided: "Guided | None",
) -> Turn:
    """The dialogue's turn, as a language model has heard and said it where all is as it was then."""
    now, hours = tools.clock.now(), told_hours(tools.settings)
    if guided is not None:
        try:
            async with session.begin_nested():
                turn = await answer(
                    session,
                    conversation.id,
                    messages,
                    now,
                    store=tools.store,
                    guidance=guided.guidance,
                    hours=hours,
                )
            return guided.spoken(turn)
        except ConflictError:
            _log.info("what a language model has heard fits no more")
    return await answer(session, conversation.id, messages, now, store=tools.store, hours=hours)


async def _guided(tools: Tools, conversation_id: uuid.UUID) -> "Guided | None":
    """What a language model makes of the messages that wait; none where one of them brings a file."""
    if tools.guide is None:
        return None
    from agent.worker.guiding import guided_by_model

    async with tools.sessions() as session:
        said = await read_waiting(session, conversation_id)
        if not said or any(message.attachments for message in said):
            return None
        messages = await _heard(session, said, {})
    return await guided_by_model(tools, conversation_id, messages)


async def _heard(
    session: AsyncSession,
    messages: Sequence[Waiting],
    files: Mapping[uuid.UUID, tuple[Attachment, ...]],
) -> list[ClientMessage]:
    """The messages as the dialogue takes them."""
    abouts = await _abouts(session, messages)
    return [
        ClientMessage(
            id=message.id,
            text=message.content,
            at=message.created_at,
            attachments=files.get(message.id, ()),
            about=abouts.get(message.id),
        )
        for message in messages
    ]


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
    tools: Tools,
    session: AsyncSession,
    conversation: ConversationHistory,
    note: str,
    said: Sequence[Entry],
    beside: Sequence[Keyed] = (),
) -> None:
    now = tools.clock.now()
    entries, after = handover_entries(note, said, tools.settings, now)
    await queue_entries(
        session, conversation.id, [*entries, *after], now=now, is_handover=True, beside=beside
    )


async def _abouts(session: AsyncSession, messages: Sequence[Waiting]) -> dict[uuid.UUID, Reference]:
    """What the messages are about that quote or tap one of ours; one that is gone says nothing."""
    ids = {message.reply_to_id for message in messages if message.reply_to_id is not None}
    sources = {message.reply_to_source for message in messages if message.reply_to_source is not None}
    if not ids and not sources:
        return {}
    rows = await session.scalars(
        select(OutgoingMessage)
        .options(ALONE)
        .where(
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
        select(Escalation)
        .options(ALONE)
        .where(
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
