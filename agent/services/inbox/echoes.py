"""Events of our own messages that bring nothing but where the message is: most of what Chatwoot sends.

One statement takes them, without a lock, and only where everything else that the event tells is stored
already; whatever differs goes the long way (`receiving.py`).
"""

import uuid
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    String,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.inbox.events import ChatwootMessageEvent, StoredEvent
from agent.services.inbox.following import ON_THE_PHONE
from agent.services.inbox.parties import known_account, parties_of
from agent.services.inbox.receiving import Outcome, Receipt, Scope
from agent.services.inbox.standing import told_of
from database.models import ConversationHistory, ConversationMessage, OutgoingMessage, User
from database.models.base import utcnow
from shared.vocabularies import OutgoingKind, OutgoingStatus

_SOURCE_LENGTH: Final = 255


def may_be_echo(event: StoredEvent, scope: Scope) -> bool:
    """Whether the event is of a message of ours, and tells of nothing that has to be stored or seen to."""
    return (
        isinstance(event, ChatwootMessageEvent)
        and event.message_type == "outgoing"
        and not event.private
        and not event.is_deleted
        and event.content_attributes.msia_id is not None
        and event.content_attributes.external_error is None
        and event.status != "failed"
        and not event.attachments
        and scope.reason_to_park(event) is None
    )


async def take_echo(session: AsyncSession, event: StoredEvent, scope: Scope) -> Receipt | None:
    """Take an event of one of our messages of which all is stored already, noting that it is on the phone;
    None for any other. One statement, of a session that commits each."""
    if not isinstance(event, ChatwootMessageEvent) or not may_be_echo(event, scope):
        return None
    parties = parties_of(event)
    account = known_account(event, scope.account_id)
    try:
        mark = uuid.UUID(event.content_attributes.msia_id)
    except ValueError:
        return None
    if parties.author is not None or not account:
        return None
    standing = told_of(event)
    writes = event.event == "message_updated"
    given: dict[str, Any] = {
        "mark": mark,
        "account": account,
        "talk": str(event.conversation.id),
        "number": event.id,
        "contact": parties.contact.contact_id,
        "phone": parties.contact.phone,
        "moment": standing.moment,
        "inbox": standing.inbox_id,
        "status": standing.status,
        "assignee": standing.assignee_id,
        "labels": standing.labels,
        "on_the_phone": event.status in ON_THE_PHONE,
        "source": event.source_id[:_SOURCE_LENGTH] if event.source_id else None,
    }
    if writes:
        given["changed_at"] = utcnow()
    found = (await session.execute(_statement(writes=writes), given)).one_or_none()
    return Receipt(Outcome.DUPLICATE, found[0], found[1]) if found is not None else None


@cache
def _statement(*, writes: bool) -> Any:
    models: tuple[Any, ...] = (OutgoingMessage, ConversationHistory, ConversationMessage, User)
    ours, talks, said, people = (model.__table__ for model in models)
    on_the_phone = bindparam("on_the_phone", type_=Boolean())
    moment: Any = bindparam("moment", type_=talks.c.chatwoot_changed_at.type)
    phone = select(people.c.phone).where(people.c.id == talks.c.user_id).scalar_subquery()
    contact: Any = bindparam("contact", type_=BigInteger())
    number: Any = bindparam("number", type_=BigInteger())
    is_waited_for = and_(
        ours.c.kind == OutgoingKind.PICTURE.value, ours.c.status == OutgoingStatus.SENT.value, on_the_phone
    )
    is_known = and_(
        talks.c.chatwoot_inbox_id.is_not_distinct_from(bindparam("inbox", type_=BigInteger())),
        talks.c.chatwoot_status.is_not_distinct_from(bindparam("status", type_=String())),
        talks.c.chatwoot_assignee_id.is_not_distinct_from(bindparam("assignee", type_=BigInteger())),
        func.to_jsonb(talks.c.chatwoot_labels) == bindparam("labels", type_=JSONB()),
    )
    conditions = (
        ours.c.id == bindparam("mark", type_=ours.c.id.type),
        ours.c.chatwoot_message_id == number,
        ours.c.status.in_([OutgoingStatus.SENT.value, OutgoingStatus.CONFIRMED.value]),
        ~is_waited_for,
        talks.c.id == ours.c.conversation_id,
        talks.c.erased_at.is_(None),
        talks.c.chatwoot_account_id == bindparam("account", type_=BigInteger()),
        talks.c.chatwoot_conversation_id == bindparam("talk", type_=String()),
        or_(contact.is_(None), talks.c.chatwoot_contact_id == contact),
        phone.is_not_distinct_from(bindparam("phone", type_=String())),
        or_(talks.c.chatwoot_changed_at >= moment, is_known),
        said.c.conversation_id == talks.c.id,
        said.c.chatwoot_message_id == number,
    )
    source = bindparam("source", type_=String())
    if not writes:
        is_named = or_(source.is_(None), ours.c.chatwoot_source_id == source)
        is_there = or_(~on_the_phone, ours.c.status == OutgoingStatus.CONFIRMED.value)
        read = select(talks.c.id, said.c.id).where(*conditions, is_named, is_there)
        return read.execution_options(include_inactive=True)
    return (
        update(ours)
        .where(*conditions)
        .values(
            status=case((on_the_phone, literal(OutgoingStatus.CONFIRMED.value)), else_=ours.c.status),
            chatwoot_source_id=func.coalesce(source, ours.c.chatwoot_source_id),
            updated_at=bindparam("changed_at", type_=ours.c.updated_at.type),
        )
        .returning(talks.c.id, said.c.id)
    )
