"""Where a dialogue stands: one frozen value that is stored as JSON after each message and read back.

It holds codes, names of fields and what the client said; prices and texts come from the catalogue each time,
so that a dialogue that rests for days goes on with today's.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    ValidationError,
)

from domain.catalogue.questions import Question
from domain.catalogue.schemas import Listed
from domain.matching import OpenQuestion
from domain.quote.composing import MAX_QUANTITY
from shared.errors import InvariantError

VERSION: Final = 1
KEPT_FOR_UNDO: Final = 5
"""How many earlier positions a state keeps; the size of a state is bounded by it."""

Upgrade = Callable[[Mapping[str, Any]], dict[str, Any]]
UPGRADES: Final[Mapping[int, Upgrade]] = MappingProxyType({})
"""For each older version the step to the next one. Version 1 is the first."""


class Value(BaseModel):
    """A part of the state or of a reply: it never changes, and keys that it does not know are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Asked(StrEnum):
    """What the client was asked last."""

    CATEGORY = "category"
    REQUEST = "request"
    VARIANT = "variant"
    DATUM = "datum"
    WHICH_ELEMENT = "which_element"
    WHICH_DATUM = "which_datum"
    REVIEW = "review"
    CLIENT_TYPE = "client_type"
    VAN = "van"
    OFFER = "offer"
    PHONE = "phone"
    PHOTO = "photo"
    COLUMN = "column"
    WHICH_PHOTO = "which_photo"
    CANCEL = "cancel"
    PENDING = "pending"
    NOTHING = "nothing"


class Stage(StrEnum):
    """How far the dialogue has come; going back to an earlier stage is always possible."""

    REQUEST = "request"
    DATA = "data"
    DONE = "done"


class Datum(Value):
    """A field of an element."""

    element: str
    field: str


class Reference(Value):
    """What a message answers: the question with what it is about.

    `options`: codes to choose from; `data`: fields to choose from. What was said already and waits for the
    choice: `value` of a datum, `change` of a quantity or the whole new `amount`.
    """

    asked: Asked
    element: str | None = None
    field: str | None = None
    options: Listed[str] = ()
    data: Listed[Datum] = ()
    value: str | None = None
    change: int = 0
    amount: int | None = None


class Wanted(Value):
    """An element that is asked for."""

    code: str
    quantity: Annotated[int, Field(ge=1, le=MAX_QUANTITY)]


class Pending(Value):
    """A question that is still open, with the client's words that caused it."""

    asked: Question
    words: Listed[str] = ()
    quantity: Annotated[int, Field(ge=1)] = 1

    @classmethod
    def of(cls, question: OpenQuestion) -> "Pending":
        """The matcher's question as it is kept."""
        return cls(asked=question.asked, words=question.words, quantity=max(1, question.quantity))

    def as_question(self) -> OpenQuestion:
        """The question as the matcher reads answers to it."""
        return OpenQuestion(self.asked, self.words, self.quantity)


class Taken(Value):
    """What the client took back last, so that it can be restored."""

    wanted: Listed[Wanted] = ()
    questions: Listed[Pending] = ()


class Beyond(Value):
    """Work that the tariff does not price, and the client's words for it."""

    code: str
    words: str


class Answer(Value):
    """A datum as it is stored."""

    element: str
    field: str
    value: StrictBool | StrictInt | StrictFloat | StrictStr


class Position(Value):
    """Everything of a state but the way that led to it.

    `given_up`: questions that nobody could answer; they stay open and are not asked again by themselves.
    `last`: codes added by the last change. `doubtful`: codes of elements and parents that the client's words
    name and may or may not ask for. `tries`: vain answers to what is being asked. `person_wanted`: the
    client asked for a person; it stays so until whoever answers clears it.
    """

    stage: Stage = Stage.REQUEST
    category: str | None = None
    wanted: Listed[Wanted] = ()
    open: Listed[Pending] = ()
    given_up: Listed[Pending] = ()
    taken: Taken = Taken()
    last: Listed[str] = ()
    unresolved: Listed[str] = ()
    doubtful: Listed[str] = ()
    beyond: Listed[Beyond] = ()
    answers: Listed[Answer] = ()
    skipped: Listed[Datum] = ()
    waiting: Reference = Reference(asked=Asked.REQUEST)
    tries: Annotated[int, Field(ge=0)] = 0
    person_wanted: bool = False

    @property
    def quantities(self) -> dict[str, int]:
        """The request, in the order in which it came."""
        return {item.code: item.quantity for item in self.wanted}

    @property
    def questions(self) -> tuple[Pending, ...]:
        """All that is open."""
        return (*self.open, *self.given_up)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.wanted or self.open or self.given_up)

    def answers_of(self, element: str) -> dict[str, bool | int | float | str]:
        """The data of an element by field name, in the order in which they were given."""
        return {item.field: item.value for item in self.answers if item.element == element}


class DialogueState(Position):
    """A position with its version and the positions before it, the latest last."""

    version: Literal[1] = VERSION
    history: Annotated[Listed[Position], Field(max_length=KEPT_FOR_UNDO)] = ()

    @property
    def position(self) -> Position:
        """The state without its history."""
        return Position.model_construct(**{name: getattr(self, name) for name in Position.model_fields})

    def moved(self, **changes: Any) -> "DialogueState":
        """The state with these fields changed."""
        return self.model_copy(update=changes)


def stored_state(state: DialogueState) -> dict[str, Any]:
    """The state as JSON values, to be stored."""
    return state.model_dump(mode="json")


def state_of(stored: Mapping[str, Any], upgrades: Mapping[int, Upgrade] = UPGRADES) -> DialogueState:
    """The state that was stored, of this or an older version.

    Raises InvariantError, naming the key at fault, for what no version of the program has written.
    """
    values = dict(stored)
    version = values.get("version")
    while isinstance(version, int) and version != VERSION and version in upgrades:
        values = upgrades[version](values)
        version = values.get("version")
    if isinstance(version, bool) or version != VERSION:
        raise _unreadable("version", f"es {version!r} y este programa conoce hasta la {VERSION}")
    try:
        return DialogueState.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise _unreadable(".".join(str(part) for part in first["loc"]), first["msg"]) from None


def _unreadable(key: str, why: str) -> InvariantError:
    return InvariantError(
        "unreadable_dialogue",
        f"La conversación guardada no se puede leer: «{key}» {why}.",
        f"state.{key}",
        "Actualiza el programa o empieza la conversación de nuevo.",
    )
