"""Where the assistant stands with a client: one frozen value, stored as JSON under its version.

It outlives conversations and cases: the request that is being talked about, and what has been said.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

from pydantic import ValidationError

from agent.assistant.state import DialogueState, Value
from shared.errors import InvariantError

VERSION: Final = 1

Upgrade = Callable[[Mapping[str, Any]], dict[str, Any]]
UPGRADES: Final[Mapping[int, Upgrade]] = MappingProxyType({})
"""For each older version the step to the next one. Version 1 is the first."""


class ClientState(Value):
    """What is known of the dialogue with a client; `request` is None before the first message."""

    version: Literal[1] = VERSION
    request: DialogueState | None = None
    greeted: bool = False

    def moved(self, **changes: Any) -> "ClientState":
        """The state with these fields changed."""
        return self.model_copy(update=changes)


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
