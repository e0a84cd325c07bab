"""What arrives from Chatwoot and can't be placed, and what must not come back."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from database.jsonb.records import OpenObject, People
from database.models.base import Base, fk, json_list, json_object, vocabulary, word
from shared.vocabularies import ParkedResolution, ParkingReason, TombstoneKind


class Tombstone(Base):
    """That somebody, a conversation or a message was erased: a keyed hash and a moment, nobody's data."""

    __tablename__ = "tombstones"

    kind: Mapped[str] = mapped_column(word())
    key_fingerprint: Mapped[str] = mapped_column(String(16), comment="Which key made the hash")
    key_hash: Mapped[str] = mapped_column(String(64), comment="HMAC-SHA256, in hexadecimal")
    covers_until: Mapped[datetime] = mapped_column(comment="Events written until then change nothing")

    __table_args__ = (
        vocabulary("kind", TombstoneKind),
        UniqueConstraint("key_hash"),
        # Those made with another key are few or none, and looked for with each event.
        Index("ix_tombstones_key_fingerprint_covers_until", "key_fingerprint", "covers_until"),
    )


class ParkedEvent(Base):
    """An event of Chatwoot that waits for a decision of staff, with the reason and all that a replay needs.

    Resolving it removes what it held of people.
    """

    __tablename__ = "parked_events"

    reason: Mapped[str] = mapped_column(word())
    event: Mapped[str] = mapped_column(String(50), comment="Its name in Chatwoot: message_created …")
    event_hash: Mapped[str] = mapped_column(
        String(64), unique=True, comment="The same event again is not parked again"
    )
    chatwoot_account_id: Mapped[int | None] = mapped_column(BigInteger)
    chatwoot_inbox_id: Mapped[int | None] = mapped_column(BigInteger)
    chatwoot_conversation_id: Mapped[str | None] = mapped_column(String(50))
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("conversation_history.id", ondelete="CASCADE"), index=True
    )
    people: Mapped[list[str]] = json_list(People)
    payload: Mapped[dict[str, object]] = json_object(OpenObject)
    written_at: Mapped[datetime | None] = mapped_column(comment="When its sender wrote it")
    resolution: Mapped[str | None] = mapped_column(word())
    resolved_at: Mapped[datetime | None] = mapped_column()
    resolved_by: Mapped[uuid.UUID | None] = mapped_column(
        fk("admin_users.id", ondelete="SET NULL"), index=True
    )

    __table_args__ = (
        vocabulary("reason", ParkingReason),
        vocabulary("resolution", ParkedResolution),
        CheckConstraint("(resolved_at IS NULL) = (resolution IS NULL)", name="resolution_dated"),
        CheckConstraint(
            "resolution IS NULL OR (payload = '{}' AND people = '[]')", name="resolved_without_people"
        ),
        # The list of what waits, oldest first.
        Index("ix_parked_events_created_at_id", "created_at", "id"),
    )
