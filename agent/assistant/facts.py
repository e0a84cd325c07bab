"""What the dialogue with a client knows of the world when a message comes: values, read beforehand. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final
from uuid import UUID

from agent.assistant.context import Context
from domain.fields import Scalar
from shared.vocabularies import CaseStatus


class Part(StrEnum):
    """Parts of a case, in the order in which they are asked for."""

    ELEMENTS = "elements"
    TARIFF = "tariff"
    PHOTO = "photo"
    FIELD = "field"
    PERSONAL = "personal"
    VEHICLE = "vehicle"
    WORKSHOP = "workshop"
    ITV = "itv"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that the case lacks: its column, field or photo code, and the question for it.

    `count`: how many images are still to come. `picture`: an example of it, where the catalogue has one.
    """

    part: Part
    name: str
    question: str
    element: str | None = None
    title: str = ""
    count: int = 1
    picture: str | None = None

    @property
    def key(self) -> str:
        """What tells it from the other needs of the case."""
        return f"{self.part}:{self.element or ''}:{self.name}"

    @property
    def is_image(self) -> bool:
        """Whether a photo or a document answers it."""
        return self.part in {Part.PHOTO, Part.DOCUMENT}


@dataclass(frozen=True, slots=True)
class SentImage:
    """An image of the case; `title` is that of the photo that it is, empty where nobody has said."""

    id: UUID
    element: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The client's case. `columns` and `person` hold what is known, by column name."""

    id: UUID
    category: str
    status: CaseStatus
    is_accepted: bool
    total: Decimal | None
    quantities: Mapping[str, int]
    needs: tuple[Need, ...]
    done: int
    asked: int
    to_review: int
    answers: Mapping[str, Mapping[str, Scalar]] = field(default_factory=dict)
    columns: Mapping[str, object] = field(default_factory=dict)
    person: Mapping[str, object] = field(default_factory=dict)
    images: tuple[SentImage, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A policy of the firm, as staff wrote it."""

    key: str
    category: str
    value: str


@dataclass(frozen=True, slots=True)
class Manner:
    """What staff may set about the assistant.

    Hours count from the client's last message; a reminder of 0 hours is not sent. A case whose client has
    been silent for `abandon_days` is given up (0: never). After `patience` messages in a row that it does not
    understand the assistant calls a person.
    """

    privacy_notice: str = ""
    first_reminder_hours: int = 4
    second_reminder_hours: int = 22
    abandon_days: int = 30
    patience: int = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a turn may depend on beside the client's words and the state."""

    context: Context
    now: datetime
    manner: Manner = Manner()
    policies: tuple[PolicyText, ...] = ()
    has_phone: bool = True
    case: CaseFacts | None = None
    kept_photos: int = 0


COLLECTING: Final = CaseStatus.COLLECTING
