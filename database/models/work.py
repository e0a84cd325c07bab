"""Work that waits for a worker (PostgreSQL is the queue: database/jobs.py), and what waits to be sent."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from database.jsonb.records import OpenObject, Options
from database.keys import uuid7
from database.models.base import Base, fk, json_list, json_object, linked, vocabulary, word
from database.models.core import ConversationHistory
from shared.vocabularies import JobKind, JobStatus, OutgoingKind, OutgoingStatus

WAITING = "status = 'waiting'"
LIVE = "status IN ('waiting', 'running')"


class Job(Base):
    """A piece of work, written in the transaction that makes it necessary; a finished one is deleted.

    The payload names rows and holds nothing of people. A running job is its worker's until `leased_until`;
    then anybody may take it again.
    """

    __tablename__ = "jobs"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-10)
    kind: Mapped[str] = mapped_column(word())
    status: Mapped[str] = mapped_column(word(), default=JobStatus.WAITING, server_default=text("'waiting'"))
    payload: Mapped[dict[str, object]] = json_object(OpenObject)
    key: Mapped[str | None] = mapped_column(String(200), comment="One waiting job of a key at most")
    sequence: Mapped[str | None] = mapped_column(String(200), comment="One after the other, in order")
    position: Mapped[int] = mapped_column(
        BigInteger, default=0, server_default=text("0"), comment="The order within the sequence"
    )
    run_at: Mapped[datetime] = mapped_column(comment="Not before")
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    max_attempts: Mapped[int] = mapped_column(default=10, server_default=text("10"))
    leased_by: Mapped[str | None] = mapped_column(String(100), comment="The worker at it")
    leased_until: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(Text, comment="Of which kind, without anybody's data")

    __table_args__ = (
        vocabulary("kind", JobKind),
        vocabulary("status", JobStatus),
        CheckConstraint("attempts >= 0 AND max_attempts >= 1", name="attempts_counted"),
        CheckConstraint(
            "(status = 'running') = (leased_until IS NOT NULL) "
            "AND (leased_until IS NULL) = (leased_by IS NULL)",
            name="running_is_leased",
        ),
        Index(
            "uq_jobs_key_waiting",
            "key",
            unique=True,
            postgresql_where=text(WAITING),
            sqlite_where=text(WAITING),
        ),
        Index(
            "ix_jobs_sequence_live",
            "sequence",
            "position",
            "id",
            postgresql_where=text(LIVE),
            sqlite_where=text(LIVE),
        ),
        Index("ix_jobs_run_at_live", "run_at", "id", postgresql_where=text(LIVE), sqlite_where=text(LIVE)),
    )


class OutgoingMessage(Base):
    """Something to do in Chatwoot, written with the turn that decided it; a job sends it in its order.

    Its key goes with the message (`content_attributes`), so that it can be looked for when it is not known
    whether it arrived. `about` is what a reply to it answers.
    """

    __tablename__ = "outgoing_messages"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-10)
    conversation_id: Mapped[uuid.UUID] = mapped_column(
        fk("conversation_history.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(word())
    status: Mapped[str] = mapped_column(
        word(), default=OutgoingStatus.QUEUED, server_default=text("'queued'")
    )
    content: Mapped[str] = mapped_column(Text)
    options: Mapped[list[str]] = json_list(Options)
    picture: Mapped[str | None] = mapped_column(Text, comment="Its address, or its file among ours")
    about: Mapped[dict[str, object]] = json_object(OpenObject)
    is_handover: Mapped[bool] = mapped_column(default=False, server_default=false())
    posted_at: Mapped[datetime | None] = mapped_column(comment="When it was last given to Chatwoot")
    posted_after: Mapped[int | None] = mapped_column(BigInteger, comment="Chatwoot's newest message then")
    sent_at: Mapped[datetime | None]
    chatwoot_message_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    chatwoot_source_id: Mapped[str | None] = mapped_column(String(255), index=True, comment="WhatsApp's name")
    retries: Mapped[int] = mapped_column(
        default=0, server_default=text("0"), comment="After WhatsApp's limits"
    )
    reason: Mapped[str | None] = mapped_column(Text, comment="Why it failed or was not sent")

    conversation: Mapped[ConversationHistory] = linked("ConversationHistory")

    __table_args__ = (
        vocabulary("kind", OutgoingKind),
        vocabulary("status", OutgoingStatus),
        CheckConstraint("(kind = 'picture') = (picture IS NOT NULL)", name="picture_has_address"),
        CheckConstraint("status NOT IN ('sent', 'confirmed') OR sent_at IS NOT NULL", name="sent_has_moment"),
        CheckConstraint("retries >= 0", name="retries_not_negative"),
        CheckConstraint(
            "status NOT IN ('failed', 'dropped') OR reason IS NOT NULL", name="not_sent_has_reason"
        ),
    )
