"""How a conversation stands in Chatwoot: status, who has it, labels; when people and the client last wrote.

Each event carries the conversation as it was when the event's job ran, so newer ones come first now and
then: what is older than what is known changes nothing. Given back to the assistant is what was open or
somebody's and is pending and nobody's now; an escalation that was open ends with it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, assert_never

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.escalations import resolve_escalation
from agent.services.escalations.transitions import OPEN_STATUSES
from agent.services.inbox.events import (
    ChatwootConversation,
    ChatwootMessageEvent,
    StoredEvent,
    conversation_of,
    inbox_of,
)
from database.models import ConversationHistory, Escalation
from shared.vocabularies import ConversationStatus, MessageAuthor

_GIVEN_BACK: Final = "La conversación se ha devuelto al asistente en Chatwoot."
_STATUSES: Final = frozenset(status.value for status in ConversationStatus)


@dataclass(frozen=True, slots=True)
class Told:
    """What an event tells of its conversation, and of when that is."""

    inbox_id: int | None
    status: str | None
    assignee_id: int | None
    labels: list[str]
    moment: datetime | None


def told_of(event: StoredEvent) -> Told:
    """What an event tells of its conversation."""
    given = conversation_of(event)
    return Told(*_given(given, event), _moment(given, event))


def brings_news(conversation: ConversationHistory, event: StoredEvent) -> bool:
    """Whether the event tells something newer of the conversation than is stored."""
    given = conversation_of(event)
    if given.status not in _STATUSES:
        return False
    moment = _moment(given, event)
    if conversation.chatwoot_changed_at is not None and (
        moment is None or moment <= conversation.chatwoot_changed_at
    ):
        return False
    return conversation.chatwoot_changed_at is None or _given(given, event) != (
        conversation.chatwoot_inbox_id,
        conversation.chatwoot_status,
        conversation.chatwoot_assignee_id,
        list(conversation.chatwoot_labels),
    )


async def note_standing(session: AsyncSession, conversation: ConversationHistory, event: StoredEvent) -> None:
    """Take over what the event tells of the conversation, which is locked."""
    if not brings_news(conversation, event):
        return
    given = conversation_of(event)
    was_assigned = conversation.chatwoot_assignee_id is not None
    was_others = was_assigned or conversation.chatwoot_status in {
        ConversationStatus.OPEN,
        ConversationStatus.SNOOZED,
        ConversationStatus.RESOLVED,
    }
    moment = _moment(given, event)
    (
        conversation.chatwoot_inbox_id,
        conversation.chatwoot_status,
        conversation.chatwoot_assignee_id,
        conversation.chatwoot_labels,
    ) = _given(given, event)
    conversation.chatwoot_changed_at = moment
    # Without an agent bot nothing is pending: then taking the person away gives it back.
    is_ours = conversation.chatwoot_assignee_id is None and (
        conversation.chatwoot_status == ConversationStatus.PENDING
        or (was_assigned and conversation.chatwoot_status == ConversationStatus.OPEN)
    )
    if conversation.chatwoot_status == ConversationStatus.RESOLVED:
        starts = [found for found in (moment, conversation.started_at) if found is not None]
        conversation.ended_at = max(starts) if starts else None
    else:
        conversation.ended_at = None
    if was_others and is_ours:
        conversation.returned_at = moment
        for escalation_id in await session.scalars(
            select(Escalation.id).where(
                Escalation.conversation_id == conversation.id, Escalation.status.in_(OPEN_STATUSES)
            )
        ):
            await resolve_escalation(session, escalation_id, _GIVEN_BACK)
    await session.flush()


def note_writing(
    conversation: ConversationHistory, event: ChatwootMessageEvent, author: MessageAuthor
) -> None:
    """Note when the client or a person of the firm last wrote, of a message that is new."""
    moment = event.created_at
    match author:
        case MessageAuthor.CLIENT:
            conversation.last_client_at = _later(conversation.last_client_at, moment)
        case MessageAuthor.STAFF:
            conversation.staff_spoke_at = _later(conversation.staff_spoke_at, moment)
        case MessageAuthor.ASSISTANT | MessageAuthor.AUTOMATIC:
            pass
        case _:
            assert_never(author)


def _given(
    given: ChatwootConversation, event: StoredEvent
) -> tuple[int | None, str | None, int | None, list[str]]:
    assignee = given.meta.assignee if given.meta is not None else None
    is_bot = given.meta is not None and (given.meta.assignee_type or "").lower() == "agentbot"
    assignee_id = assignee.id if assignee is not None and not is_bot else None
    labels = sorted({label[:200] for label in given.labels if label})
    return inbox_of(event), given.status, assignee_id, labels


def _moment(given: ChatwootConversation, event: StoredEvent) -> datetime | None:
    if given.updated_at is not None:
        return given.updated_at
    return event.created_at if isinstance(event, ChatwootMessageEvent) else None


def _later(known: datetime | None, moment: datetime) -> datetime:
    return moment if known is None or moment > known else known
