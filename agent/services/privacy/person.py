"""Who a person is in the database: the user, and what is theirs through conversations and cases.

Who writes without a phone number has no user: then their conversations, known by the Chatwoot contact, are
all there is.
"""

import re
import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import Case, ConversationHistory, User
from domain.identity import other_spelling, parse_phone
from shared.errors import InvalidInputError, NotFoundError

_CONTACT = re.compile(r"contact:([0-9]{1,18})")
_CONVERSATION = re.compile(r"conversation:(?:([0-9]{1,18})/)?([0-9A-Za-z_-]{1,50})")


@dataclass(frozen=True, slots=True)
class Person:
    """The keys by which everything of a person is found; `user_id` is None without a user.

    `phones` and `contact_ids` hold the present ones and those before.
    """

    user_id: uuid.UUID | None
    conversation_ids: tuple[uuid.UUID, ...]
    case_ids: tuple[uuid.UUID, ...]
    phones: tuple[str, ...] = ()
    contact_ids: tuple[int, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Phones and contacts as parked events name the people they are about."""
        phones = {
            spelling for phone in self.phones for spelling in (phone, other_spelling(phone)) if spelling
        }
        return (
            *(f"phone:{phone}" for phone in sorted(phones)),
            *(f"contact:{contact_id}" for contact_id in self.contact_ids),
        )


async def find_person(session: AsyncSession, who: str | uuid.UUID, *, lock: bool = False) -> Person:
    """The person of a phone in any spelling, of the id of a user or conversation, of `contact:31` or of
    `conversation:4711` (with its account where several have that number: `conversation:2/4711`).

    With `lock`, user, conversations and cases stay locked, in this order, until the transaction ends, even
    against rows that would refer to them. Raises NotFoundError, and InvalidInputError for what is none of
    these.
    """
    user_id, talk = await _found(session, who)
    if user_id is not None:
        chosen = select(User).where(User.id == user_id)
        user = (
            await session.scalars(
                (chosen.with_for_update() if lock else chosen).execution_options(populate_existing=True)
            )
        ).one_or_none()
        if user is None or not _is_still(user, who):
            raise _nobody(who)
        phones, contacts = await _names_of(session, user)
        return await _with_rows(session, user.id, phones, contacts, None, lock=lock)
    assert talk is not None
    contacts = (talk.chatwoot_contact_id,) if talk.chatwoot_contact_id is not None else ()
    return await _with_rows(session, None, (), contacts, talk.id, lock=lock)


async def _found(
    session: AsyncSession, who: str | uuid.UUID
) -> tuple[uuid.UUID | None, ConversationHistory | None]:
    """The user's id, or one of the conversations of somebody without a user."""
    condition = _user_condition(who)
    if condition is not None and (user_id := await session.scalar(select(User.id).where(condition))):
        return user_id, None
    condition = _conversation_condition(who)
    if condition is None:
        raise _nobody(who)
    found = (await session.scalars(select(ConversationHistory).where(condition).limit(2))).all()
    if not found:
        raise _nobody(who)
    if len(found) > 1 and not _is_contact(who):
        raise InvalidInputError(
            "ambiguous_conversation",
            f"Varias cuentas de Chatwoot tienen la conversación «{str(who)[:60]}».",
            "user",
            f"Di de qué cuenta: conversation:{found[0].chatwoot_account_id}/…",
        )
    talk = found[0]
    if talk.user_id is not None:
        return talk.user_id, None
    if talk.chatwoot_contact_id is not None and (
        user_id := await session.scalar(
            select(User.id).where(User.chatwoot_contact_id == talk.chatwoot_contact_id)
        )
    ):
        return user_id, None
    return None, talk


def _user_condition(who: str | uuid.UUID) -> ColumnElement[bool] | None:
    if isinstance(who, uuid.UUID):
        return User.id == who
    text = who.strip()
    if match := _CONTACT.fullmatch(text):
        return User.chatwoot_contact_id == int(match[1])
    if _CONVERSATION.fullmatch(text):
        return None
    try:
        return User.id == uuid.UUID(text)
    except ValueError:
        return User.phone == parse_phone(text, "user")


def _conversation_condition(who: str | uuid.UUID) -> ColumnElement[bool] | None:
    if isinstance(who, uuid.UUID):
        return ConversationHistory.id == who
    text = who.strip()
    if match := _CONTACT.fullmatch(text):
        return and_(
            ConversationHistory.chatwoot_contact_id == int(match[1]), ConversationHistory.user_id.is_(None)
        )
    if match := _CONVERSATION.fullmatch(text):
        number = ConversationHistory.chatwoot_conversation_id == match[2]
        return and_(number, ConversationHistory.chatwoot_account_id == int(match[1])) if match[1] else number
    try:
        return ConversationHistory.id == uuid.UUID(text)
    except ValueError:
        return None


def _is_contact(who: str | uuid.UUID) -> bool:
    return isinstance(who, str) and _CONTACT.fullmatch(who.strip()) is not None


def _is_still(user: User, who: str | uuid.UUID) -> bool:
    """Whether the user, now that it is locked, still is the one asked for: a phone may have been erased."""
    if isinstance(who, uuid.UUID) or user.erased_at is None:
        return True
    try:
        uuid.UUID(who.strip())
    except ValueError:
        return False
    return True


async def _names_of(session: AsyncSession, user: User) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Phones and contacts of the user; a former one that somebody else has now is theirs."""
    if user.erased_at is not None:
        return (), ()
    phones = {phone for phone in _listed(user, "former_phones") if isinstance(phone, str)}
    contacts = {
        contact for contact in _listed(user, "former_chatwoot_contact_ids") if isinstance(contact, int)
    }
    taken = (
        await session.execute(
            select(User.phone, User.chatwoot_contact_id).where(
                User.id != user.id, or_(User.phone.in_(phones), User.chatwoot_contact_id.in_(contacts))
            )
        )
    ).all()
    phones -= {phone for phone, _contact in taken}
    contacts -= {contact for _phone, contact in taken if contact is not None}
    if user.chatwoot_contact_id is not None:
        contacts.add(user.chatwoot_contact_id)
    return tuple(sorted(phones | {user.phone})), tuple(sorted(contacts))


def _listed(user: User, key: str) -> list[object]:
    found = user.metadata_.get(key)
    return list(found) if isinstance(found, list) else []


async def _with_rows(
    session: AsyncSession,
    user_id: uuid.UUID | None,
    phones: tuple[str, ...],
    contact_ids: tuple[int, ...],
    talk_id: uuid.UUID | None,
    *,
    lock: bool,
) -> Person:
    table = ConversationHistory
    owned = [and_(table.user_id.is_(None), table.chatwoot_contact_id.in_(contact_ids))]
    if user_id is not None:
        owned.append(table.user_id == user_id)
    if talk_id is not None:
        owned.append(and_(table.id == talk_id, table.user_id.is_(None)))
    conversations = select(table.id).where(or_(*owned)).order_by(table.id)
    conversation_ids = (await session.scalars(_locked(conversations) if lock else conversations)).all()
    # A case without a user is of whom its conversation is.
    of_conversation = and_(Case.user_id.is_(None), Case.conversation_id.in_(conversation_ids))
    cases = select(Case.id).where(
        or_(Case.user_id == user_id, of_conversation) if user_id is not None else of_conversation
    )
    cases = cases.order_by(Case.id)
    case_ids = (await session.scalars(_locked(cases) if lock else cases)).all()
    return Person(user_id, tuple(conversation_ids), tuple(case_ids), phones, contact_ids)


def _nobody(who: str | uuid.UUID) -> NotFoundError:
    return NotFoundError(
        "unknown_user",
        f"No hay ninguna persona con «{str(who)[:60]}».",
        "user",
        "Comprueba el teléfono o el identificador (también contact:31 o conversation:4711).",
    )


def _locked(query: Select[uuid.UUID]) -> Select[uuid.UUID]:
    # The strongest lock: whoever would add a row that refers to one of these waits, and finds it erased.
    return query.with_for_update()
