"""Finding and storing where the assistant stands with a client.

A client is a user; somebody without a phone is the contact of the conversation until there is one. Nothing
here commits.
"""

import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from database.loading import ALONE
from database.models import ConversationHistory, Dialogue
from database.models.base import utcnow

Owner = dict[str, uuid.UUID | None]


def owner_of(conversation: ConversationHistory) -> Owner:
    """The columns that say whose something is: the user, or the conversation of somebody without one."""
    if conversation.user_id is not None:
        return {"user_id": conversation.user_id, "conversation_id": None}
    return {"user_id": None, "conversation_id": conversation.id}


async def stored_dialogue(session: AsyncSession, conversation: ConversationHistory) -> Dialogue | None:
    """The dialogue of the conversation's client, locked until the transaction ends; None before the first.

    What was said before the client had a user, or in an earlier conversation of the same contact, goes on as
    the present owner's.
    """
    found: list[Dialogue] = list(
        await session.scalars(
            _owned(),
            {
                "user": conversation.user_id,
                "conversation": conversation.id,
                "contact": conversation.chatwoot_contact_id,
            },
        )
    )
    if not found:
        return None
    chosen = next((row for row in found if row.user_id is not None), found[0])
    if chosen.user_id is None:
        owner = owner_of(conversation)
        chosen.user_id, chosen.conversation_id = owner["user_id"], owner["conversation_id"]
    return chosen


async def store_dialogue(
    session: AsyncSession,
    conversation: ConversationHistory,
    dialogue: Dialogue | None,
    state: Mapping[str, Any],
) -> None:
    """Store where the dialogue stands, of `dialogue` as `stored_dialogue` gave it. One statement."""
    values: dict[str, Any] = {**owner_of(conversation), "state": dict(state), "updated_at": utcnow()}
    if dialogue is None:
        await session.execute(_new(), {**values, "id": uuid.uuid4(), "created_at": values["updated_at"]})
        return
    await session.execute(_changed(), {**values, "dialogue": dialogue.id})
    # Whoever holds the object sees it, and no flush writes it once more.
    for name, value in values.items():
        set_committed_value(dialogue, name, value)


@cache
def _owned() -> Any:
    """Dialogues of a user, a conversation, or a contact's conversations; what is not known has none."""
    talk: Any = bindparam("conversation", type_=Dialogue.conversation_id.type)
    contact = bindparam("contact", type_=ConversationHistory.chatwoot_contact_id.type)
    same_contact = select(ConversationHistory.id).where(ConversationHistory.chatwoot_contact_id == contact)
    return (
        select(Dialogue)
        .options(ALONE)
        .where(
            or_(
                Dialogue.user_id == bindparam("user", type_=Dialogue.user_id.type),
                Dialogue.conversation_id == talk,
                Dialogue.conversation_id.in_(same_contact),
            )
        )
        .order_by(Dialogue.updated_at.desc(), Dialogue.id)
        .with_for_update()
        .execution_options(include_inactive=True)
    )


@cache
def _new() -> Any:
    table: Any = Dialogue.__table__
    return insert(table)


@cache
def _changed() -> Any:
    table: Any = Dialogue.__table__
    names = ("user_id", "conversation_id", "state", "updated_at")
    return (
        update(table)
        .where(table.c.id == bindparam("dialogue", type_=table.c.id.type))
        .values({name: bindparam(name, type_=table.c[name].type) for name in names})
    )
