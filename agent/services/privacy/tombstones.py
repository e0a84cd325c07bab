"""Erased stays erased: what an erasure leaves behind, and which events must change nothing because of it.

Chatwoot delivers late and out of order, so an event written before an erasure may come after it. A tombstone
knows the erased conversation, contact, phone or message by a keyed hash alone.

Should the key be lost, its tombstones can't be read any more. Then everything written up to the newest of
them counts as erased: an old event may be dropped that nobody wanted erased, none brings a person back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.privacy.erasure_key import ErasureKey, existing_key, key_to_erase_with
from database.models import Tombstone
from database.models.base import utcnow
from domain.identity import other_spelling
from shared.vocabularies import TombstoneKind

_NO_KEY = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What may have been erased, by the name that Chatwoot or the telephone network gives it."""

    kind: TombstoneKind
    name: str

    def hash_by(self, key: ErasureKey) -> str:
        """Its keyed hash; that of a phone number is no conversation's by chance."""
        return key.hash_of(f"{self.kind}:{self.name}")


@dataclass(frozen=True, slots=True)
class Erasures:
    """When what was asked for was erased last; `unreadable`: the newest erasure by a key that is gone."""

    known: datetime | None = None
    unreadable: datetime | None = None

    def cover(self, written_at: datetime | None) -> bool:
        """Whether something written then, or nobody knows when, belongs to what was erased."""
        if written_at is None:
            return self.known is not None
        return any(moment is not None and written_at <= moment for moment in (self.known, self.unreadable))


def conversation_marks(account_id: int, conversation_id: int | str) -> tuple[Mark, ...]:
    """The marks of a conversation: also the one of before its account was known."""
    return tuple(
        Mark(TombstoneKind.CONVERSATION, f"{account}/{conversation_id}") for account in {account_id, 0}
    )


def contact_mark(contact_id: int) -> Mark:
    """The mark of a Chatwoot contact."""
    return Mark(TombstoneKind.CONTACT, str(contact_id))


def phone_marks(phone: str) -> tuple[Mark, ...]:
    """The marks of an E.164 number, in both spellings where it has two."""
    other = other_spelling(phone)
    return tuple(Mark(TombstoneKind.PHONE, spelling) for spelling in (phone, other) if spelling)


def message_mark(message_id: int) -> Mark:
    """The mark of a Chatwoot message."""
    return Mark(TombstoneKind.MESSAGE, str(message_id))


async def leave_tombstones(session: AsyncSession, marks: Iterable[Mark], covers_until: datetime) -> int:
    """Leave a tombstone for each mark, or move the one that is there to the later moment; how many there are.

    Raises as `key_to_erase_with`.
    """
    wanted = sorted(set(marks), key=lambda mark: (mark.kind, mark.name))
    if not wanted:
        return 0
    key = key_to_erase_with()
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(Tombstone).values(
        [
            {
                "kind": mark.kind.value,
                "key_fingerprint": key.fingerprint,
                "key_hash": mark.hash_by(key),
                "covers_until": covers_until,
            }
            for mark in wanted
        ]
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Tombstone.key_hash],
            # As old as the last erasure: retention counts from there.
            set_={
                "covers_until": statement.excluded.covers_until,
                "created_at": utcnow(),
                "updated_at": utcnow(),
            },
            where=Tombstone.covers_until < statement.excluded.covers_until,
        )
    )
    return len(wanted)


async def erasures_of(session: AsyncSession, marks: Iterable[Mark]) -> Erasures:
    """What has been erased of the marks. Raises InvariantError for a key that can't be read."""
    key = existing_key()
    fingerprint = key.fingerprint if key is not None else _NO_KEY
    hashes = [mark.hash_by(key) for mark in set(marks)] if key is not None else []
    found = (await session.execute(_erasures(), {"hashes": hashes, "fingerprint": fingerprint})).one()
    return Erasures(*(_aware(moment) for moment in found))


@cache
def _erasures() -> Any:
    """The newest erasure by these hashes, and by keys that are gone; made once, as each event asks."""
    table: Any = Tombstone.__table__
    row = table.c
    fingerprint = bindparam("fingerprint", type_=row.key_fingerprint.type)
    known = select(func.max(row.covers_until)).where(row.key_hash.in_(bindparam("hashes", expanding=True)))
    unreadable = select(func.max(row.covers_until)).where(
        # Two ranges of the index; "other than" would read it all.
        or_(row.key_fingerprint < fingerprint, row.key_fingerprint > fingerprint)
    )
    both = select(known.scalar_subquery(), unreadable.scalar_subquery())
    return both.execution_options(include_inactive=True)


def _aware(moment: datetime | None) -> datetime | None:
    # SQLite gives its moments back without their zone, which is always UTC.
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
