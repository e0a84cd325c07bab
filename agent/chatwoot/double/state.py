"""Contacts, conversations and messages of the double, what happens to them, and what the phone shows.

Nothing waits here: what happens later stands in a list by its moment, and whoever has the clock lets it
happen.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Any, Final

from agent.chatwoot.double.rendering import liquid, markdown
from agent.worker.clock import Clock

WINDOW: Final = timedelta(hours=24)
PICTURES_LEAVE_AFTER: Final = timedelta(seconds=2)
DELIVERED_AFTER: Final = timedelta(seconds=1)
LONGEST_TEXT: Final = 4096
_PAIR_PAUSE: Final = timedelta(seconds=6)
_PAIR_BURST: Final = 45
_REENGAGEMENT: Final = "131047: Re-engagement message"
_PAIR_LIMIT: Final = "131056: (Business Account, Consumer Account) pair rate limit hit"
_TOO_LONG: Final = "100: Invalid parameter"
_TYPES: Final = ("incoming", "outgoing", "activity", "template")


class Fault(StrEnum):
    """How a call of the API fails."""

    NONE = "none"
    FAILS = "fails"  # 500, and nothing is done
    FAILS_LATE = "fails_late"  # it is done, and the answer never comes


@dataclass
class File:
    """A file as WhatsApp brought it. `missing`: how often it is not there when it is asked for."""

    kind: str
    name: str | None = None
    content: bytes = b""
    content_type: str = "application/octet-stream"
    latitude: float | None = None
    longitude: float | None = None
    missing: int = 0
    id: int = 0


@dataclass
class Contact:
    """Somebody on WhatsApp; one by username has no phone."""

    id: int
    name: str
    phone: str | None
    source_id: str


@dataclass
class Message:
    """A message as Chatwoot keeps it."""

    id: int
    conversation_id: int
    type: str
    content: str | None
    created_at: datetime
    sender: dict[str, Any] | None = None
    private: bool = False
    content_type: str = "text"
    attributes: dict[str, Any] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)
    status: str = "sent"
    source_id: str | None = None
    is_template: bool = False


@dataclass
class Talk:
    """A conversation as Chatwoot keeps it."""

    id: int
    contact: Contact
    created_at: datetime
    updated_at: datetime
    last_activity_at: datetime
    status: str = "pending"
    assignee: dict[str, Any] | None = None
    team_id: int | None = None
    labels: list[str] = field(default_factory=list)
    custom_attributes: dict[str, Any] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    last_incoming_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the client's phone shows, in its order."""

    at: datetime
    contact_id: int
    conversation_id: int
    message_id: int
    text: str
    images: int
    options: tuple[str, ...] = ()
    sender: str = "assistant"


class Double:
    """An account with one inbox of WhatsApp. `emit` takes each event; delivering is not the state's."""

    def __init__(
        self,
        clock: Clock,
        emit: Callable[[dict[str, Any]], None],
        *,
        account_id: int = 1,
        has_bot: bool = True,
        first_id: int = 1,
    ) -> None:
        self.clock, self.account_id, self.inbox_id = clock, account_id, 3
        self.base_url = ""
        self.has_bot = has_bot
        self.talks: dict[int, Talk] = {}
        self.contacts: dict[int, Contact] = {}
        self.files: dict[int, File] = {}
        self.phone: list[Shown] = []
        self.posts = 0
        self._emit = emit
        self._ids = count(first_id)
        self._talk_ids = count(first_id)
        self._later: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()
        self._pairs: dict[int, list[datetime]] = {}

    # --- what the client does

    def contact(self, phone: str | None, name: str = "Cliente") -> Contact:
        """Somebody new on WhatsApp."""
        number = next(self._ids)
        source = phone.lstrip("+") if phone else f"ES.{number:012}"
        self.contacts[number] = made = Contact(number, name, phone, source)
        return made

    def client_writes(
        self,
        contact: Contact,
        text: str | None,
        files: Sequence[File] = (),
        *,
        quoting: Message | None = None,
        unsupported: bool = False,
    ) -> Message:
        """A message of the client: into the conversation that is not resolved, else into a new one."""
        talk = self._current(contact) or self._new_talk(contact)
        attributes: dict[str, Any] = {}
        if quoting is not None:
            attributes["in_reply_to_external_id"] = quoting.source_id
            if any(message is quoting for message in talk.messages):
                attributes["in_reply_to"] = quoting.id
        if unsupported:
            attributes["is_unsupported"] = True
        for file in files:
            file.id = next(self._ids)
            self.files[file.id] = file
        message = self._add(talk, "incoming", text, self._contact_sender(contact), attributes=attributes)
        message.files = list(files)
        talk.last_incoming_at = message.created_at
        self.event("message_created", message)
        return message

    # --- what staff do

    def staff_writes(
        self, talk: Talk, text: str, *, private: bool = False, from_phone: bool = False
    ) -> Message:
        """A message of a person of the firm, in Chatwoot or in the phone's own app."""
        sender = None if from_phone else {"id": 7, "name": "Ana", "type": "user"}
        attributes = {"external_echo": True} if from_phone else {}
        message = self._add(talk, "outgoing", text, sender, private=private, attributes=attributes)
        self.event("message_created", message)
        if not private:
            self._show(talk, message, sender="staff")
        return message

    def set_standing(
        self, talk: Talk, *, status: str | None = None, assignee: dict[str, Any] | str | None = "as it is"
    ) -> None:
        """Change who has the conversation."""
        changed = status is not None and status != talk.status
        if status is not None:
            talk.status = status
        if not isinstance(assignee, str):
            talk.assignee = assignee
        self._touch(talk)
        if changed:
            self.talk_event("conversation_status_changed", talk)
            if status in {"open", "resolved"}:
                self.talk_event("conversation_opened" if status == "open" else "conversation_resolved", talk)
        self.talk_event("conversation_updated", talk)

    def set_labels(self, talk: Talk, labels: Sequence[str]) -> None:
        """The labels from now on; whatever there was is replaced."""
        talk.labels = list(labels)
        self._touch(talk)
        self.talk_event("conversation_updated", talk)

    def set_attributes(self, talk: Talk, attributes: Mapping[str, Any]) -> None:
        """The custom attributes from now on; whatever there was is replaced."""
        talk.custom_attributes = dict(attributes)
        self._touch(talk)
        self.talk_event("conversation_updated", talk)

    def delete(self, message: Message) -> None:
        """Somebody deletes a message in Chatwoot."""
        message.content = "This message was deleted"
        message.attributes = {"deleted": True}
        message.files = []
        self.event("message_updated", message)

    def fail(self, message: Message, error: str) -> None:
        """WhatsApp says later that it could not deliver."""
        message.status = "failed"
        message.attributes = {**message.attributes, "external_error": error}
        self.phone = [shown for shown in self.phone if shown.message_id != message.id]
        self.event("message_updated", message)

    # --- what the API does

    def create(self, talk: Talk, sender: dict[str, Any], body: dict[str, Any], files: list[File]) -> Message:
        """A message by the API; one attachment at most is sent."""
        for file in files:
            file.id = next(self._ids)
            self.files[file.id] = file
        message = self._add(
            talk,
            "outgoing",
            liquid(str(body.get("content") or ""), {"contact.name": talk.contact.name}),
            sender,
            private=bool(body.get("private")),
            attributes=dict(body.get("content_attributes") or {}),
        )
        message.content_type = str(body.get("content_type") or "text")
        message.files = files[:1]
        message.is_template = bool(body.get("template_params"))
        self.posts += 1
        self.event("message_created", message)
        if not message.private:
            leaves = self.clock.now() + (PICTURES_LEAVE_AFTER if files else timedelta())
            self.later(leaves, lambda: self._leave(talk, message))
        return message

    def retry(self, message: Message) -> None:
        """What the button of the interface does: the attributes go, the message leaves again."""
        message.attributes, message.status = {}, "sent"
        talk = self.talks[message.conversation_id]
        self.event("message_updated", message)
        self.later(self.clock.now(), lambda: self._leave(talk, message))

    # --- time

    def later(self, moment: datetime, action: Callable[[], None]) -> None:
        """Let something happen at a moment."""
        heapq.heappush(self._later, (moment, next(self._order), action))

    def due(self) -> datetime | None:
        """When the next thing happens."""
        return self._later[0][0] if self._later else None

    def run_due(self) -> int:
        """Let happen what is due; how much that was."""
        done = 0
        while self._later and self._later[0][0] <= self.clock.now():
            heapq.heappop(self._later)[2]()
            done += 1
        return done

    # --- events

    def event(self, name: str, message: Message) -> None:
        """Tell of a message, with its conversation as it stands now."""
        talk = self.talks[message.conversation_id]
        self._emit(
            {
                **self.message_json(message),
                "event": name,
                "message_type": message.type,
                "created_at": message.created_at.isoformat(),
                "account": {"id": self.account_id, "name": "MSI"},
                "inbox": {"id": self.inbox_id, "name": "WhatsApp"},
                "conversation": {**self.talk_json(talk), "channel": "Channel::Whatsapp"},
            }
        )

    def talk_event(self, name: str, talk: Talk) -> None:
        """Tell of a conversation."""
        self._emit(
            {
                **self.talk_json(talk),
                "event": name,
                "channel": "Channel::Whatsapp",
                "account": {"id": self.account_id},
            }
        )

    def message_json(self, message: Message) -> dict[str, Any]:
        """A message as the API gives it."""
        sender = message.sender
        if sender is not None and sender.get("type") == "contact":
            sender = {key: value for key, value in sender.items() if key != "type"}  # a contact has none
        return {
            "id": message.id,
            "content": message.content,
            "conversation_id": message.conversation_id,
            "message_type": _TYPES.index(message.type),
            "content_type": message.content_type,
            "content_attributes": dict(message.attributes),
            "created_at": int(message.created_at.timestamp()),
            "private": message.private,
            "source_id": message.source_id,
            "status": message.status,
            "sender": sender,
            **(
                {"attachments": [self._file_json(file, message) for file in message.files]}
                if message.files
                else {}
            ),
        }

    def talk_json(self, talk: Talk) -> dict[str, Any]:
        """A conversation as the API gives it; its nested message is not to be relied on."""
        can_reply = talk.last_incoming_at is not None and self.clock.now() < talk.last_incoming_at + WINDOW
        nested = [self.message_json(talk.messages[0])] if talk.messages else []
        return {
            "id": talk.id,
            "inbox_id": self.inbox_id,
            "status": talk.status,
            "labels": list(talk.labels),
            "custom_attributes": dict(talk.custom_attributes),
            "can_reply": can_reply,
            "messages": nested,
            "meta": {
                "sender": self._contact_sender(talk.contact),
                "channel": "Channel::Whatsapp",
                "assignee": talk.assignee,
                "assignee_type": "User" if talk.assignee else None,
                "team": {"id": talk.team_id} if talk.team_id else None,
            },
            "contact_inbox": {"source_id": talk.contact.source_id},
            "created_at": int(talk.created_at.timestamp()),
            "timestamp": int(talk.last_activity_at.timestamp()),
            "last_activity_at": int(talk.last_activity_at.timestamp()),
            "updated_at": talk.updated_at.timestamp(),
        }

    def message(self, message_id: int) -> Message | None:
        """The message of a number."""
        return next(
            (found for talk in self.talks.values() for found in talk.messages if found.id == message_id), None
        )

    def open_talk(self, contact: Contact) -> Talk:
        """A conversation that the firm begins."""
        return self._current(contact) or self._new_talk(contact)

    def current(self, contact: Contact) -> Talk | None:
        """The contact's conversation that is not resolved."""
        return self._current(contact)

    # --- within

    def _leave(self, talk: Talk, message: Message) -> None:
        """The message goes to WhatsApp."""
        now = self.clock.now()
        last = talk.last_incoming_at
        if message.content and len(markdown(message.content)) > LONGEST_TEXT:
            self.fail(message, _TOO_LONG)
            return
        if not message.is_template and (last is None or now >= last + WINDOW):
            self.fail(message, _REENGAGEMENT)
            return
        if self._is_too_fast(talk.contact.id, now):
            self.fail(message, _PAIR_LIMIT)
            return
        message.source_id = f"wamid.{message.id}"
        self._show(talk, message)
        self.later(now + DELIVERED_AFTER, lambda: self._delivered(message))

    def _delivered(self, message: Message) -> None:
        if message.status != "failed":
            message.status = "delivered"
            self.event("message_updated", message)

    def _is_too_fast(self, contact_id: int, now: datetime) -> bool:
        """One message in six seconds, and 45 ahead of that."""
        sent = [
            moment for moment in self._pairs.get(contact_id, []) if moment > now - _PAIR_PAUSE * _PAIR_BURST
        ]
        if len(sent) >= _PAIR_BURST:
            return True
        self._pairs[contact_id] = [*sent, now]
        return False

    def _show(self, talk: Talk, message: Message, sender: str = "assistant") -> None:
        items = message.attributes.get("items") if message.content_type == "input_select" else None
        self.phone.append(
            Shown(
                self.clock.now(),
                talk.contact.id,
                talk.id,
                message.id,
                markdown(message.content or ""),
                len(message.files),
                tuple(str(item["title"]) for item in items or ()),
                sender,
            )
        )

    def _add(
        self,
        talk: Talk,
        kind: str,
        content: str | None,
        sender: dict[str, Any] | None,
        *,
        private: bool = False,
        attributes: dict[str, Any] | None = None,
    ) -> Message:
        now = self.clock.now()
        message = Message(
            next(self._ids), talk.id, kind, content, now, sender, private, attributes=dict(attributes or {})
        )
        talk.messages.append(message)
        talk.last_activity_at = now
        self._touch(talk)
        return message

    def _touch(self, talk: Talk) -> None:
        # Each change is later than the one before, also within one tick of a clock that stands.
        talk.updated_at = max(self.clock.now(), talk.updated_at + timedelta(milliseconds=1))

    def _current(self, contact: Contact) -> Talk | None:
        talks = [
            talk for talk in self.talks.values() if talk.contact is contact and talk.status != "resolved"
        ]
        return talks[-1] if talks else None

    def _new_talk(self, contact: Contact) -> Talk:
        now = self.clock.now()
        talk = Talk(next(self._talk_ids), contact, now, now, now)
        talk.status = "pending" if self.has_bot else "open"
        self.talks[talk.id] = talk
        self.talk_event("conversation_created", talk)
        return talk

    def _contact_sender(self, contact: Contact) -> dict[str, Any]:
        return {"id": contact.id, "name": contact.name, "phone_number": contact.phone, "type": "contact"}

    def _file_json(self, file: File, message: Message) -> dict[str, Any]:
        found: dict[str, Any] = {"id": file.id, "message_id": message.id, "file_type": file.kind}
        if file.kind == "location":
            return found | {"coordinates_lat": file.latitude, "coordinates_long": file.longitude}
        name = file.name or f"archivo-{file.id}"
        return found | {"data_url": f"{self.base_url}/rails/blobs/redirect/{file.id}/{name}"}
