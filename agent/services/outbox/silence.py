"""Who speaks: the assistant only where no person of the firm has the word.

Asked before a turn and again, under the conversation's lock, just before each message is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.escalations.transitions import OPEN_STATUSES
from database.models import ConversationHistory, Escalation, SystemSetting
from domain.folding import fold_line
from shared.config import ChatwootMode, Settings
from shared.vocabularies import ConversationStatus

PANIC: Final = "panic_button_enabled"
PANIC_MESSAGE: Final = "panic_button_message"


class Silence(StrEnum):
    """Why the assistant says nothing."""

    SWITCHED_OFF = "switched_off"
    PANIC = "panic_button"
    NOT_PENDING = "not_pending"
    ASSIGNED = "assigned"
    STAFF_WROTE = "staff_wrote"
    LABEL = "label"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the settings say about who speaks."""

    is_enabled: bool = True
    mode: ChatwootMode = ChatwootMode.BOT
    labels: frozenset[str] = frozenset()


def rules_of(settings: Settings) -> Rules:
    """The rules of the settings."""
    labels = frozenset(fold_line(label) for label in settings.CHATWOOT_SILENT_LABELS if label.strip())
    return Rules(settings.ASSISTANT_ENABLED, settings.CHATWOOT_MODE, labels)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database knows of who speaks beside the conversation's own row."""

    is_escalated: bool
    is_panic: bool


def standing_columns(
    conversation_id: Any,
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The columns of a Standing, for a query that brings them along. What they say is exact for whoever has
    locked the conversation before."""
    models: tuple[Any, ...] = (Escalation, SystemSetting)
    escalations, settings = (model.__table__.c for model in models)
    is_escalated = exists().where(
        escalations.conversation_id == conversation_id,
        escalations.status.in_(sorted(OPEN_STATUSES)),
        escalations.hands_over,
    )
    is_panic = exists().where(settings.key == PANIC, settings.value == "true")
    return is_escalated, is_panic


async def silence_of(
    session: AsyncSession, conversation: ConversationHistory, rules: Rules, *, in_handover: bool = False
) -> Silence | None:
    """Why the assistant is silent in a conversation, None where it speaks. One statement.

    What belongs to a hand-over is said although the conversation is escalated; a question that was passed on
    to a person silences nobody.
    """
    is_escalated, is_panic = (await session.execute(select(*standing_columns(conversation.id)))).one()
    return silence_in(Standing(is_escalated, is_panic), conversation, rules, in_handover=in_handover)


def silence_in(
    standing: Standing, conversation: ConversationHistory, rules: Rules, *, in_handover: bool = False
) -> Silence | None:
    """The same of what has been read already."""
    if not rules.is_enabled:
        return Silence.SWITCHED_OFF
    if standing.is_panic and not in_handover:
        return Silence.PANIC
    person = _person_has_it(conversation, rules)
    if person is not None:
        return person
    return Silence.ESCALATED if standing.is_escalated and not in_handover else None


async def panic_settings(session: AsyncSession) -> Mapping[str, str]:
    """The rows of the panic button."""
    rows = await session.execute(
        select(SystemSetting.key, SystemSetting.value).where(SystemSetting.key.in_((PANIC, PANIC_MESSAGE)))
    )
    return {key: value for key, value in rows}  # noqa: C416 - rows are no pairs to the type checker


def _person_has_it(conversation: ConversationHistory, rules: Rules) -> Silence | None:
    status = conversation.chatwoot_status
    if rules.mode is ChatwootMode.BOT:
        if status not in {None, ConversationStatus.PENDING}:
            return Silence.NOT_PENDING
    elif status in {ConversationStatus.RESOLVED, ConversationStatus.SNOOZED}:
        return Silence.NOT_PENDING
    if conversation.chatwoot_assignee_id is not None:
        return Silence.ASSIGNED
    if _is_after(conversation.staff_spoke_at, conversation.returned_at):
        return Silence.STAFF_WROTE
    if any(fold_line(label) in rules.labels for label in conversation.chatwoot_labels):
        return Silence.LABEL
    return None


def _is_after(moment: datetime | None, other: datetime | None) -> bool:
    return moment is not None and (other is None or moment > other)
