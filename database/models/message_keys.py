"""Which Chatwoot messages are stored: what keeps each one unique, at every isolation level.

Not one of the 33 domain models and not mapped: triggers of `conversation_messages` write it. That table is
partitioned, and a unique constraint of a partitioned table would have to hold the partitions' key.
"""

from sqlalchemy import BigInteger, Column, DateTime, Table, UniqueConstraint, Uuid, func

from database.models.base import Base, fk, utcnow

conversation_message_keys = Table(
    "conversation_message_keys",
    Base.metadata,
    Column("id", Uuid(as_uuid=True), primary_key=True, comment="Key of the message"),
    Column(
        "conversation_id",
        Uuid(as_uuid=True),
        fk("conversation_history.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("chatwoot_message_id", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, default=utcnow, server_default=func.now()),
    Column(
        "updated_at",
        DateTime(timezone=True),
        nullable=False,
        default=utcnow,
        onupdate=utcnow,
        server_default=func.now(),
    ),
    UniqueConstraint("conversation_id", "chatwoot_message_id"),
    comment="Chatwoot ids of stored messages, unique at every isolation level",
)
