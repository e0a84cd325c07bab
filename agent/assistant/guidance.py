"""What somebody who has heard the client better makes of a turn: a language model, where there is one. Pure.

It may say a client's words again so that the dialogue understands them, and ask for a person. What binds the
client (accepting, cancelling, handing in, a phone) counts in the client's own words alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from agent.assistant.effects import Accept, CancelCase, HandIn, SavePhone
from agent.assistant.hearing import Hearing
from agent.assistant.messages import ClientMessage
from shared.errors import ConflictError

_CLIENTS_OWN: Final = (Accept, CancelCase, HandIn, SavePhone)


@dataclass(frozen=True, slots=True)
class Guidance:
    """`restated`: messages in other words, by their id. `person`: why a person has to go on."""

    restated: Mapping[UUID, str] = field(default_factory=dict)
    person: str | None = None

    def heard(self, message: ClientMessage) -> ClientMessage:
        """The message as it is to be read."""
        text = self.restated.get(message.id)
        return message if text is None else replace(message, text=text)

    def check(self, turn: Hearing, message: ClientMessage) -> None:
        """Raise ConflictError where other words than the client's would bind the client."""
        if message.id in self.restated and any(isinstance(effect, _CLIENTS_OWN) for effect in turn.effects):
            raise ConflictError(
                "only_the_client",
                "Aceptar, cancelar y entregar solo lo hace el cliente con sus propias palabras.",
                "text",
                "Pregúntaselo.",
            )
