"""Who an event is with and who wrote it: phone and contact always of the same person.

In a group the contact is the group and each author has a phone of their own; in an ordinary conversation both
are one. WhatsApp also gives the number as the address of the channel.
"""

import re
from dataclasses import dataclass

from agent.services.inbox.events import (
    ChatwootConversation,
    ChatwootMessageEvent,
    ChatwootSender,
    StoredEvent,
    account_of,
    conversation_of,
)
from agent.services.privacy.tombstones import (
    Mark,
    contact_mark,
    conversation_marks,
    message_mark,
    phone_marks,
)
from domain.identity import parse_phone
from shared.errors import InvalidInputError

_WHATSAPP = "Channel::Whatsapp"


@dataclass(frozen=True, slots=True)
class Party:
    """A person as Chatwoot names them; `phone` in E.164, None without a usable one."""

    contact_id: int | None
    phone: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """As parked events name the people they are about."""
        found = []
        if self.contact_id is not None:
            found.append(f"contact:{self.contact_id}")
        if self.phone is not None:
            found.append(f"phone:{self.phone}")
        return tuple(found)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """By what an erasure may have left a tombstone of them."""
        contact = (contact_mark(self.contact_id),) if self.contact_id is not None else ()
        return (*contact, *phone_marks(self.phone)) if self.phone is not None else contact


@dataclass(frozen=True, slots=True)
class Parties:
    """Whom the conversation is with, and the author of a message where that is somebody else."""

    contact: Party
    author: Party | None
    address: str | None
    """The channel's own address of the contact as a phone, where it is one."""


def parties_of(event: StoredEvent) -> Parties:
    """The people of an event."""
    conversation = conversation_of(event)
    address = _address(conversation)
    given = conversation.meta.sender if conversation.meta is not None else None
    author = None
    if isinstance(event, ChatwootMessageEvent) and event.message_type == "incoming":
        author = event.sender
    if given is None or author is None or _is_same(given, author):
        phone = next((found for found in map(_phone, (given, author)) if found), None) or address
        ids = [sender.id for sender in (given, author) if sender is not None and sender.id is not None]
        return Parties(Party(_valid(ids[0]) if ids else None, phone), None, address)
    # Two people, or a group and one of it: the address of the channel is the contact's.
    return Parties(
        Party(_valid(given.id), _phone(given) or address), Party(_valid(author.id), _phone(author)), address
    )


def marks_of(event: StoredEvent, parties: Parties, account_id: int) -> tuple[Mark, ...]:
    """All by which what an event tells of may have been erased."""
    marks = [*conversation_marks(account_id, conversation_of(event).id), *parties.contact.marks]
    if parties.author is not None:
        marks += parties.author.marks
    if isinstance(event, ChatwootMessageEvent):
        marks.append(message_mark(event.id))
    return tuple(marks)


def people_of(parties: Parties) -> list[str]:
    """The names under which a parked event is found by whom it is about."""
    author = parties.author.names if parties.author is not None else ()
    return list(dict.fromkeys([*parties.contact.names, *author]))


def known_account(event: StoredEvent, configured: int | None) -> int:
    """The account of an event: its own, else the configured one, else 0 for unknown."""
    return account_of(event) or configured or 0


def _is_same(given: ChatwootSender, author: ChatwootSender) -> bool:
    if given.id is not None and author.id is not None:
        return given.id == author.id
    phones = _phone(given), _phone(author)
    return None in phones or phones[0] == phones[1]


def _valid(contact_id: int | None) -> int | None:
    return contact_id if contact_id is not None and 0 < contact_id < 2**63 else None


def _phone(sender: ChatwootSender | None) -> str | None:
    if sender is None or not sender.phone_number:
        return None
    try:
        return parse_phone(sender.phone_number)
    except InvalidInputError:
        # A message must not be lost because its contact's phone is odd.
        return None


def _address(conversation: ChatwootConversation) -> str | None:
    source = (conversation.contact_inbox.source_id if conversation.contact_inbox else None) or ""
    if conversation.channel != _WHATSAPP or not re.fullmatch(r"[0-9]{7,15}", source):
        return None
    try:
        return parse_phone(f"+{source}")
    except InvalidInputError:
        return None
