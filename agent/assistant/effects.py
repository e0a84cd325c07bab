"""What a turn wants done in the database, and what became of it: values of the dialogue. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from agent.assistant.messages import Attachment
from shared.vocabularies import ClientType


@dataclass(frozen=True, slots=True)
class KeepPhoto:
    """Keep an image until there is a case; `caption` tells later what it is."""

    attachment: Attachment
    caption: str


@dataclass(frozen=True, slots=True)
class PutPhoto:
    """Put an image into the case, as a photo of an element or a document; `field`: it answers this field."""

    attachment: Attachment
    element: str | None
    place: str | None
    title: str = ""
    field: str | None = None


@dataclass(frozen=True, slots=True)
class MovePhoto:
    """Say what an image of the case is."""

    image_id: UUID
    element: str | None
    place: str | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Accept:
    """Open the case, or take the open one, give it these elements and accept the total that was shown.

    Without a total nothing is accepted: a person has to say the price. `text` of message `message_id` is what
    the client accepted with.
    """

    category: str
    quantities: Mapping[str, int]
    total: Decimal | None
    message_id: UUID
    text: str
    case_id: UUID | None = None
    former: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReopenTariff:
    """Take the acceptance back, because the client changes the request."""

    reason: str


@dataclass(frozen=True, slots=True)
class SaveAnswers:
    """Data of an element as the client said them."""

    element: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SaveColumns:
    """Data of the vehicle, the workshop or the inspection."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SavePerson:
    """Data of the petitioner."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SaveClientType:
    """Whether the client asks as a private person or as a professional."""

    client_type: ClientType


@dataclass(frozen=True, slots=True)
class SavePhone:
    """The phone of somebody whose channel does not give it."""

    phone: str


@dataclass(frozen=True, slots=True)
class CancelCase:
    """The client gives the case up."""

    reason: str


@dataclass(frozen=True, slots=True)
class HandIn:
    """Everything is there: the engineers' turn."""


@dataclass(frozen=True, slots=True)
class Consult:
    """A question about the rules, for whoever knows them."""

    question: str


Effect = (
    KeepPhoto
    | PutPhoto
    | MovePhoto
    | Accept
    | ReopenTariff
    | SaveAnswers
    | SaveColumns
    | SavePerson
    | SaveClientType
    | SavePhone
    | CancelCase
    | HandIn
    | Consult
)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an effect: why it was refused, for the client to read; or what came out of it.

    `placed`: titles of the photos that had come before the case and are in it now, `images` these in their
    order; `unplaced`: those of them that nobody has said what they are.
    """

    effect: Effect
    refusal: str | None = None
    code: str | None = None
    answer: str | None = None
    image_id: UUID | None = None
    case_id: UUID | None = None
    placed: tuple[str, ...] = ()
    images: tuple[UUID, ...] = ()
    unplaced: tuple[UUID, ...] = ()
