"""Where the assistant stands with a client: one frozen value, stored as JSON under its version.

It outlives conversations and cases: the request that is talked about, what has been asked and said.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, ValidationError

from agent.assistant.state import Asked, DialogueState, Reference, Value
from domain.catalogue.schemas import Listed
from shared.errors import InvariantError
from shared.vocabularies import ClientType

VERSION: Final = 2
MOST_TEXTS: Final = 12
LONGEST_TEXT: Final = 1_000
MOST_SKIPPED: Final = 200

Upgrade = Callable[[Mapping[str, Any]], dict[str, Any]]


def _with_cases(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Version 1 knew nothing but the request; what version 2 adds has its defaults."""
    return {**stored, "version": 2}


UPGRADES: Final[Mapping[int, Upgrade]] = MappingProxyType({1: _with_cases})
"""For each older version the step to the next one."""

Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
Texts = Annotated[Listed[Text], Field(max_length=MOST_TEXTS)]


class ClientState(Value):
    """What is known of the dialogue with a client; `request` is None before the first message.

    `before`: what was said before the vehicle was known. `early`: what may hold data of a case that is not
    open yet. `further`: what was said of other vehicles, which come after this one. `offered`: the total that
    the client was shown last. `skipped`: keys of needs that the client has put off. `placed`: the images of
    the last message. `abandoned`: the case that was given up while the client was silent.
    """

    version: Literal[2] = VERSION
    request: DialogueState | None = None
    greeted: bool = False
    client_type: ClientType | None = None
    type_asked: Annotated[int, Field(ge=0)] = 0
    before: Texts = ()
    early: Texts = ()
    further: Texts = ()
    case_id: UUID | None = None
    offered: str | None = None
    waiting: Reference = Reference(asked=Asked.REQUEST)
    misunderstood: Annotated[int, Field(ge=0)] = 0
    introduced: Annotated[Listed[str], Field(max_length=MOST_TEXTS)] = ()
    told: Annotated[Listed[str], Field(max_length=40)] = ()
    skipped: Annotated[Listed[str], Field(max_length=MOST_SKIPPED)] = ()
    placed: Annotated[Listed[UUID], Field(max_length=60)] = ()
    abandoned: UUID | None = None
    heard_at: datetime | None = None
    reminders: Annotated[int, Field(ge=0)] = 0
    stopped: bool = False

    def moved(self, **changes: Any) -> "ClientState":
        """The state with these fields changed."""
        return self.model_copy(update=changes)


def kept_texts(known: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The texts with one more, the latest MOST_TEXTS of them, none longer than LONGEST_TEXT."""
    bounded = text.strip()[:LONGEST_TEXT]
    return (*known, bounded)[-MOST_TEXTS:] if bounded else known


def stored_client(state: ClientState) -> dict[str, Any]:
    """The state as JSON values, to be stored."""
    return state.model_dump(mode="json")


def client_of(stored: Mapping[str, Any], upgrades: Mapping[int, Upgrade] = UPGRADES) -> ClientState:
    """The state that was stored, of this or an older version.

    Raises InvariantError, naming the key at fault, for what no version of the program has written.
    """
    values = dict(stored)
    version = values.get("version")
    while isinstance(version, int) and version != VERSION and version in upgrades:
        values = upgrades[version](values)
        version = values.get("version")
    try:
        return ClientState.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InvariantError(
            "unreadable_dialogue",
            f"La conversación guardada no se puede leer: «{key}» {first['msg']}.",
            f"state.{key}",
            "Actualiza el programa o empieza la conversación de nuevo.",
        ) from None
