"""The dialogue's own turn, tried out before it is done: what it would say and know, and nothing stored."""

from dataclasses import dataclass
from typing import Protocol

from agent.assistant.client import ClientState
from agent.assistant.facts import Facts
from agent.assistant.guidance import Guidance
from agent.assistant.messages import Turn
from agent.assistant.state import Reference


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A turn with what is known after it. `asked`: what the client had been asked before; `personal`: what is
    stored of their person."""

    turn: Turn
    facts: Facts
    state: ClientState
    asked: Reference
    personal: tuple[str, ...] = ()


class Rehearse(Protocol):
    """Tries the turn out. None where the assistant would be silent, or the client is gone."""

    async def __call__(self, guidance: Guidance) -> Rehearsal | None:
        """What the turn would be. Raises ConflictError as `answer` does."""
        ...
