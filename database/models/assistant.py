"""What the assistant keeps of a client between messages: where the dialogue stands, photos without a case."""

import uuid

from sqlalchemy import BigInteger, CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from database.jsonb.records import StoredDialogue
from database.models.base import Base, fk, json_object

_ONE_OWNER = "(user_id IS NULL) <> (conversation_id IS NULL)"


class Dialogue(Base):
    """Where the assistant's dialogue with a client stands, one for each: a resolved conversation comes back
    under a new number and goes on here. Of somebody without a phone, who is no user yet, it is the
    conversation's."""

    __tablename__ = "dialogues"

    user_id: Mapped[uuid.UUID | None] = mapped_column(fk("users.id", ondelete="CASCADE"), unique=True)
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("conversation_history.id", ondelete="CASCADE"), unique=True
    )
    state: Mapped[dict[str, object]] = json_object(StoredDialogue)

    __table_args__ = (CheckConstraint(_ONE_OWNER, name="one_owner"),)


class DialoguePhoto(Base):
    """A photo or document that came before there was a case to put it in; it moves there, the file stays."""

    __tablename__ = "dialogue_photos"

    user_id: Mapped[uuid.UUID | None] = mapped_column(fk("users.id", ondelete="CASCADE"))
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("conversation_history.id", ondelete="CASCADE"), index=True
    )
    content_hash: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the file as it was sent")
    stored_filename: Mapped[str] = mapped_column(String(255), index=True)
    thumbnail_filename: Mapped[str | None] = mapped_column(String(255), index=True)
    original_filename: Mapped[str | None] = mapped_column(String(255))
    mime_type: Mapped[str] = mapped_column(String(100))
    file_size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    chatwoot_attachment_id: Mapped[int | None] = mapped_column(BigInteger)
    caption: Mapped[str | None] = mapped_column(Text, comment="What the client wrote with it")

    __table_args__ = (
        CheckConstraint(_ONE_OWNER, name="one_owner"),
        CheckConstraint("file_size >= 0", name="file_size_not_negative"),
        # Equal images are one.
        UniqueConstraint("user_id", "content_hash"),
    )
