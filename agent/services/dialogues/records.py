"""Finding and storing where the assistant stands with a client.

A client is a user; somebody without a phone is the contact of the conversation until there is one. Nothing
here commits.
"""

import uuid

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from database.loading import ALONE
from database.models import ConversationHistory, Dialogue

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
    own = or_(
        Dialogue.user_id == conversation.user_id if conversation.user_id is not None else False,
        Dialogue.conversation_id == conversation.id,
        Dialogue.conversation_id.in_(
            select(ConversationHistory.id).where(
                ConversationHistory.chatwoot_contact_id == conversation.chatwoot_contact_id
            )
        ),
    )
    found = list(
        await session.scalars(
            select(Dialogue)
            .options(ALONE)
            .where(own)
            .order_by(Dialogue.updated_at.desc(), Dialogue.id)
            .with_for_update()
        )
    )
    if not found:
        return None
    chosen = next((row for row in found if row.user_id is not None), found[0])
    if chosen.user_id is None:
        owner = owner_of(conversation)
        chosen.user_id, chosen.conversation_id = owner["user_id"], owner["conversation_id"]
    return chosen
