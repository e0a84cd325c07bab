"""A turn while a model is asked about it: what was written, what the dialogue would do, what tools said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant.guidance import Guidance
from agent.assistant.llm.masking import Mask
from agent.assistant.llm.rehearsing import Rehearsal, Rehearse
from agent.assistant.llm.routing import Task
from agent.assistant.messages import ClientMessage


class ToolRefusedError(Exception):
    """A call that can't be done; the message is for the model to read."""


@dataclass(slots=True)
class UnderWay:
    """A turn that a model is asked about, with what its tools have answered and changed.

    `results`: what was answered, by the tools' names; `guidance` and `rehearsal` are the turn as it stands.
    """

    conversation_id: UUID
    messages: Sequence[ClientMessage]
    task: Task
    rehearse: Rehearse
    rehearsal: Rehearsal
    sessions: async_sessionmaker[AsyncSession]
    mask: Mask
    guidance: Guidance = field(default_factory=Guidance)
    results: dict[str, list[str]] = field(default_factory=dict)
    calls: int = 0

    async def retell(self, guidance: Guidance) -> Rehearsal:
        """Try the turn out with other words; from now on that is the turn. Raises ToolRefusedError."""
        rehearsal = await self.rehearse(guidance)
        if rehearsal is None:
            raise ToolRefusedError("Ahora no se puede contestar.")
        self.guidance, self.rehearsal = guidance, rehearsal
        return rehearsal
