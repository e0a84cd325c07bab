"""Who a person is in the database: the user, and what is theirs through conversations and cases."""

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import Case, ConversationHistory, User
from domain.identity import parse_phone
from shared.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Person:
    """The keys by which everything of a person is found."""

    user_id: uuid.UUID
    conversation_ids: tuple[uuid.UUID, ...]
    case_ids: tuple[uuid.UUID, ...]


async def find_person(session: AsyncSession, who: str | uuid.UUID, *, lock: bool = False) -> Person:
    """The person of a phone, in any spelling, or of a user id.

    With `lock`, user, conversations and cases stay locked, in this order, until the transaction ends.
    Raises NotFoundError, and InvalidInputError for what is neither a phone nor an id.
    """
    chosen = select(User.id).where(_condition(who))
    user_id = await session.scalar(_locked(chosen) if lock else chosen)
    if user_id is None:
        raise NotFoundError(
            "unknown_user",
            f"No hay ninguna persona con «{str(who)[:60]}».",
            "user",
            "Comprueba el teléfono o el identificador.",
        )
    conversations = select(ConversationHistory.id).where(ConversationHistory.user_id == user_id)
    conversations = conversations.order_by(ConversationHistory.id)
    conversation_ids = (await session.scalars(_locked(conversations) if lock else conversations)).all()
    # A case without a user is of whom its conversation is.
    cases = select(Case.id).where(
        or_(
            Case.user_id == user_id,
            and_(Case.user_id.is_(None), Case.conversation_id.in_(conversation_ids)),
        )
    )
    cases = cases.order_by(Case.id)
    case_ids = (await session.scalars(_locked(cases) if lock else cases)).all()
    return Person(user_id, tuple(conversation_ids), tuple(case_ids))


def _condition(who: str | uuid.UUID) -> ColumnElement[bool]:
    if isinstance(who, uuid.UUID):
        return User.id == who
    try:
        return User.id == uuid.UUID(who.strip())
    except ValueError:
        return User.phone == parse_phone(who, "user")


def _locked(query: Select[uuid.UUID]) -> Select[uuid.UUID]:
    return query.with_for_update(key_share=True)
