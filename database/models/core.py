"""Core models: WhatsApp users, their conversations, policies and settings."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text, UniqueConstraint, text, true
from sqlalchemy.orm import Mapped, WriteOnlyMapped, mapped_column, relationship

from database.jsonb.records import Labels, MessageAttachments, OpenObject, PreviousTexts
from database.keys import uuid7
from database.models.base import (
    PARTITIONED_BY_MONTH,
    Base,
    SoftDelete,
    fk,
    json_list,
    json_object,
    linked,
    owned,
    utcnow,
    vocabulary,
    word,
)
from database.models.soundness import is_phone
from database.person_names import NAME_WORDS_SQL
from shared.vocabularies import ClientType, ConversationStatus, MessageAuthor, MessageRole, SettingValueType

UNANSWERED = "author = 'client' AND answered_at IS NULL"


class User(Base):
    """A person or company that writes on WhatsApp; holds the personal data of their cases.

    Of an erased person the row stays for the statistics, without identity: its phone is a random number
    that starts with +0, which no country has.
    """

    __tablename__ = "users"

    phone: Mapped[str] = mapped_column(String(20), unique=True, comment="E.164, e.g. +34600111222")
    client_type: Mapped[str] = mapped_column(
        word(), default=ClientType.PARTICULAR, server_default=text("'particular'")
    )
    chatwoot_contact_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    first_name: Mapped[str | None] = mapped_column(String(100))
    last_name: Mapped[str | None] = mapped_column(String(150))
    company_name: Mapped[str | None] = mapped_column(String(200))
    nif_cif: Mapped[str | None] = mapped_column(String(20), index=True, comment="NIF, NIE or CIF, compact")
    email: Mapped[str | None] = mapped_column(String(254))
    domicilio_calle: Mapped[str | None] = mapped_column(String(255))
    domicilio_localidad: Mapped[str | None] = mapped_column(String(100))
    domicilio_provincia: Mapped[str | None] = mapped_column(String(100))
    domicilio_cp: Mapped[str | None] = mapped_column(String(10))
    metadata_: Mapped[dict[str, object]] = json_object(OpenObject, name="metadata")
    erased_at: Mapped[datetime | None] = mapped_column(comment="When the identity was removed on request")

    conversations: Mapped[list["ConversationHistory"]] = owned("ConversationHistory", back_populates="user")
    # Rows of Case, whose module imports this one.
    cases: Mapped[list[Base]] = linked("Case", back_populates="user", passive_deletes=True)

    __table_args__ = (
        vocabulary("client_type", ClientType),
        CheckConstraint(is_phone("phone"), name="phone_e164"),
        CheckConstraint("(erased_at IS NOT NULL) = (phone LIKE '+0%')", name="erased_phone"),
        CheckConstraint(
            "erased_at IS NULL OR (chatwoot_contact_id IS NULL AND first_name IS NULL AND last_name IS NULL "
            "AND company_name IS NULL AND nif_cif IS NULL AND email IS NULL AND domicilio_calle IS NULL "
            "AND domicilio_localidad IS NULL AND domicilio_provincia IS NULL AND domicilio_cp IS NULL)",
            name="erased_identity",
        ),
        CheckConstraint("erased_at IS NULL OR metadata = '{}'", name="erased_metadata"),
        # Pages of all users, newest first.
        Index("ix_users_created_at_id", "created_at", "id"),
        # Staff look for people by parts of their names.
        Index("ix_users_name_words", text(NAME_WORDS_SQL), postgresql_using="gin").ddl_if(
            dialect="postgresql"
        ),
    )


class ConversationHistory(Base):
    """One Chatwoot conversation; its messages are stored apart, as they grow without bound.

    Chatwoot numbers conversations by account, contacts and messages by installation. Of an erased one the row
    stays for the statistics, and takes no content any more.
    """

    __tablename__ = "conversation_history"

    user_id: Mapped[uuid.UUID | None] = mapped_column(fk("users.id", ondelete="CASCADE"), index=True)
    chatwoot_account_id: Mapped[int] = mapped_column(
        BigInteger, default=0, server_default=text("0"), comment="0: not known yet"
    )
    chatwoot_conversation_id: Mapped[str] = mapped_column(String(50))
    chatwoot_contact_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    chatwoot_inbox_id: Mapped[int | None] = mapped_column(BigInteger)
    chatwoot_status: Mapped[str | None] = mapped_column(word())
    chatwoot_assignee_id: Mapped[int | None] = mapped_column(BigInteger, comment="The person who has it")
    chatwoot_labels: Mapped[list[str]] = json_list(Labels)
    chatwoot_changed_at: Mapped[datetime | None] = mapped_column(comment="Of when the columns above are")
    last_client_at: Mapped[datetime | None] = mapped_column(comment="WhatsApp takes free text for a day more")
    staff_spoke_at: Mapped[datetime | None] = mapped_column(comment="Since then the assistant is silent")
    returned_at: Mapped[datetime | None] = mapped_column(comment="When it was given back to the assistant")
    message_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    summary: Mapped[str | None] = mapped_column(Text, comment="Summary written by the assistant")
    started_at: Mapped[datetime | None] = mapped_column(
        default=utcnow, comment="When its first message was written"
    )
    ended_at: Mapped[datetime | None] = mapped_column(comment="When it was resolved in Chatwoot")
    metadata_: Mapped[dict[str, object]] = json_object(OpenObject, name="metadata")
    erased_at: Mapped[datetime | None] = mapped_column(comment="When its content was removed on request")

    user: Mapped[User | None] = linked("User", back_populates="conversations")
    messages: WriteOnlyMapped["ConversationMessage"] = relationship(
        back_populates="conversation",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="ConversationMessage.id",
    )

    __table_args__ = (
        UniqueConstraint(
            "chatwoot_account_id",
            "chatwoot_conversation_id",
            name="uq_conversation_history_account_conversation",
        ),
        vocabulary("chatwoot_status", ConversationStatus),
        CheckConstraint("message_count >= 0", name="message_count_not_negative"),
        CheckConstraint(
            "erased_at IS NULL OR (summary IS NULL AND metadata = '{}' AND chatwoot_contact_id IS NULL "
            "AND chatwoot_conversation_id LIKE 'erased-%')",
            name="erased_content",
        ),
        CheckConstraint("ended_at >= started_at", name="ended_after_start"),
        Index("ix_conversation_history_created_at_id", "created_at", "id"),
    )


class ConversationMessage(Base):
    """One message of a conversation. A webhook retry repeats `chatwoot_message_id` and is stored once.

    `created_at` is when the sender wrote it; the key is of the same moment, so keys sort as messages do.
    `user_id` is the author where that is not the conversation's user: in groups, and after merged contacts.
    An edit keeps the texts before it, oldest first; of a deleted message no text is left.
    """

    __tablename__ = "conversation_messages"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-10)
    conversation_id: Mapped[uuid.UUID] = mapped_column(fk("conversation_history.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(word())
    author: Mapped[str | None] = mapped_column(word())
    content: Mapped[str] = mapped_column(Text)
    has_images: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    image_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    chatwoot_message_id: Mapped[int | None] = mapped_column(BigInteger)
    attachments: Mapped[list[dict[str, object]]] = json_list(MessageAttachments)
    reply_to_id: Mapped[int | None] = mapped_column(BigInteger, comment="Chatwoot's message that it quotes")
    reply_to_source: Mapped[str | None] = mapped_column(String(255), comment="The same, as WhatsApp names it")
    answered_at: Mapped[datetime | None] = mapped_column(
        comment="When the assistant took a client's message: answered, or silent with a reason"
    )
    user_id: Mapped[uuid.UUID | None] = mapped_column(fk("users.id", ondelete="SET NULL"), index=True)
    previous_texts: Mapped[list[dict[str, object]]] = json_list(PreviousTexts)
    edited_at: Mapped[datetime | None] = mapped_column()
    deleted_at: Mapped[datetime | None] = mapped_column(comment="When it was deleted in Chatwoot")

    conversation: Mapped[ConversationHistory] = linked("ConversationHistory", back_populates="messages")

    __table_args__ = (
        vocabulary("role", MessageRole),
        vocabulary("author", MessageAuthor),
        CheckConstraint("deleted_at IS NULL OR attachments = '[]'", name="deleted_attachments"),
        CheckConstraint("image_count >= 0", name="image_count_not_negative"),
        CheckConstraint(
            "deleted_at IS NULL OR (content IN ('', '[borrado]') AND previous_texts = '[]')",
            name="deleted_text",
        ),
        # The order of histories, page by page; keys are in time order.
        Index("ix_conversation_messages_conversation_id_id", "conversation_id", "id"),
        # What waits for an answer.
        Index(
            "ix_conversation_messages_unanswered",
            "conversation_id",
            "id",
            postgresql_where=text(UNANSWERED),
            sqlite_where=text(UNANSWERED),
        ),
        # A trigger keeps the pair unique: a unique constraint would have to hold the partitions' key.
        Index(
            "ix_conversation_messages_conversation_id_chatwoot_message_id",
            "conversation_id",
            "chatwoot_message_id",
        ),
        PARTITIONED_BY_MONTH,
    )


class Policy(SoftDelete, Base):
    """A business policy or FAQ entry, in markdown."""

    __tablename__ = "policies"

    key: Mapped[str] = mapped_column(String(100), unique=True)
    value: Mapped[str] = mapped_column(Text, comment="Markdown")
    category: Mapped[str] = mapped_column(String(50), index=True)
    description: Mapped[str | None] = mapped_column(Text)


class SystemSetting(Base):
    """One setting that staff may change while the system runs."""

    __tablename__ = "system_settings"

    key: Mapped[str] = mapped_column(String(100), unique=True)
    value: Mapped[str] = mapped_column(Text)
    value_type: Mapped[str] = mapped_column(
        word(), default=SettingValueType.STRING, server_default=text("'string'")
    )
    description: Mapped[str | None] = mapped_column(Text)
    is_mutable: Mapped[bool] = mapped_column(default=True, server_default=true())

    __table_args__ = (
        vocabulary("value_type", SettingValueType),
        # Prices are told with VAT: a rate that is no whole percent would break every quote.
        CheckConstraint(
            "key <> 'vat_rate' OR (value_type = 'integer' AND length(value) BETWEEN 1 AND 2 "
            "AND trim(value, '0123456789') = '')",
            name="vat_rate_percent",
        ),
    )
