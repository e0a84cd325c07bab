"""What comes from a client and what goes back: the contract with whoever carries messages. Pure values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from agent.assistant.replies import Reply
from agent.assistant.state import Reference
from shared.vocabularies import EscalationSource


class AttachmentKind(StrEnum):
    """What came with a message, as far as the channel could tell."""

    IMAGE = "image"
    FILE = "file"
    AUDIO = "audio"
    VIDEO = "video"
    LOCATION = "location"
    STICKER = "sticker"
    CONTACT = "contact"
    UNSUPPORTED = "unsupported"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that came with a message; `content` of images and files only, fetched by the channel.

    `external_id` is the channel's own: answering twice stores it once.
    """

    kind: AttachmentKind
    filename: str | None
    content_type: str | None
    content: bytes | None
    external_id: str


@dataclass(frozen=True, slots=True)
class ClientMessage:
    """A message of the client. `about`: what the reply was about that it quotes or taps."""

    id: UUID
    text: str
    at: datetime
    attachments: tuple[Attachment, ...] = ()
    about: Reference | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """Why a person has to go on; `note` is a private summary for staff."""

    reason: str
    source: EscalationSource
    note: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What to send, in order, and whether a person has to go on.

    `questions`: what a person is to answer while the assistant goes on, for staff to read.
    `remind_at`: when to call `remind`, unless the client writes before; None where there is nothing to ask.
    """

    replies: tuple[Reply, ...]
    handover: Handover | None = None
    remind_at: datetime | None = None
    questions: tuple[str, ...] = ()
