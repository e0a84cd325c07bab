"""Which user and which conversation an event belongs to.

A contact that Chatwoot has merged into another brings a known conversation under a new person. WhatsApp's own
address decides first: while it is the phone of the conversation's user, nothing has changed. Otherwise the
conversation goes over to the new person if nothing but the thread itself is known of the one before; if there
are cases or personal data, somebody of the firm decides, so that no data crosses from one person to another.
"""

import uuid
from dataclasses import dataclass

import structlog
from sqlalchemy import and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.conversations import find_or_insert_conversation
from agent.services.inbox.actor import name_client
from agent.services.inbox.events import ChatwootConversation
from agent.services.inbox.parties import Parties, Party
from agent.services.users import PERSONAL_FIELDS, get_or_create_user
from database.loading import ALONE
from database.models import Case, ConversationHistory, User

_log = structlog.get_logger(__name__)


class ContactChangedError(Exception):
    """A conversation with data of one person now comes with another: staff decide."""

    def __init__(self, conversation_id: uuid.UUID) -> None:
        super().__init__(conversation_id)
        self.conversation_id = conversation_id


@dataclass(frozen=True, slots=True)
class Placed:
    """The conversation, whether this call created it, and the user who wrote where that is another one."""

    conversation: ConversationHistory
    created: bool
    author_id: uuid.UUID | None


async def place(
    session: AsyncSession, given: ChatwootConversation, parties: Parties, account_id: int, *, decided: bool
) -> Placed:
    """Find or create the users and the conversation, which is locked after them.

    With `decided`, somebody of the firm has said that the conversation is the new contact's. Raises
    ContactChangedError otherwise, and ConflictError when others change the same rows at the same time.
    """
    user = await _user_of(session, parties.contact)
    author = await _user_of(session, parties.author) if parties.author is not None else None
    writer = author or user
    name_client(session, writer.id if writer is not None else None)
    found = await find_or_insert_conversation(
        session,
        given.id,
        user.id if user is not None else None,
        account_id=account_id or None,
        contact_id=parties.contact.contact_id,
        locks=True,
    )
    conversation = found.conversation
    if not found.created:
        await _reconcile(session, conversation, user, parties, decided=decided)
    is_other = author is not None and author.id != conversation.user_id
    return Placed(conversation, found.created, author.id if author is not None and is_other else None)


async def _user_of(session: AsyncSession, party: Party) -> User | None:
    """The user of a phone; without one, who is known by the contact."""
    if party.phone is not None:
        return (await get_or_create_user(session, party.phone, chatwoot_contact_id=party.contact_id)).user
    if party.contact_id is None:
        return None
    found: User | None = await session.scalar(
        select(User)
        .options(ALONE)
        .where(User.chatwoot_contact_id == party.contact_id)
        .with_for_update(read=True, key_share=True)
        .execution_options(populate_existing=True)
    )
    return found


async def _reconcile(
    session: AsyncSession,
    conversation: ConversationHistory,
    user: User | None,
    parties: Parties,
    *,
    decided: bool,
) -> None:
    """Bring a known conversation and the contact it comes with together."""
    user_id = user.id if user is not None else None
    contact_id = parties.contact.contact_id
    if conversation.user_id == user_id and contact_id in {None, conversation.chatwoot_contact_id}:
        return
    known_contact = conversation.chatwoot_contact_id
    if conversation.user_id == user_id and user_id is not None:
        conversation.chatwoot_contact_id = contact_id or known_contact
    elif await _is_the_same(session, conversation, user_id, parties):
        if contact_id is not None and (user_id is not None or known_contact is None):
            conversation.chatwoot_contact_id = contact_id
        if conversation.user_id is None:
            conversation.user_id = user_id
    else:
        if not decided and await _has_data(session, conversation):
            raise ContactChangedError(conversation.id)
        _log.info("conversation goes over to another contact", conversation=str(conversation.id))
        conversation.user_id, conversation.chatwoot_contact_id = user_id, contact_id
    await session.flush()


async def _is_the_same(
    session: AsyncSession, conversation: ConversationHistory, user_id: uuid.UUID | None, parties: Parties
) -> bool:
    """Whether nothing says that the conversation's person is another one now."""
    contact_id = parties.contact.contact_id
    if conversation.user_id is None or user_id is None:
        # One of the two is without a phone: then the contact is all there is to compare.
        return contact_id is None or conversation.chatwoot_contact_id in {None, contact_id}
    if parties.address is None:
        return False
    phone = await session.scalar(select(User.phone).where(User.id == conversation.user_id))
    return phone == parties.address


async def _has_data(session: AsyncSession, conversation: ConversationHistory) -> bool:
    """Whether more than the thread is known of the conversation's person: cases or personal data."""
    is_theirs = Case.conversation_id == conversation.id
    if conversation.user_id is None:
        return bool(await session.scalar(select(exists().where(is_theirs))))
    told = or_(*(getattr(User, name).is_not(None) for name in sorted(PERSONAL_FIELDS)))
    return bool(
        await session.scalar(
            select(
                or_(
                    exists().where(or_(is_theirs, Case.user_id == conversation.user_id)),
                    exists().where(and_(User.id == conversation.user_id, told)),
                )
            )
        )
    )
