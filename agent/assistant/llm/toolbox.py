"""The tools of a turn: those of its phase only, each call read, done and kept without personal data.

Tools are bound to this conversation's client: none takes a number or a name of somebody. What a model writes
wrongly (no JSON, other keys, unknown tools) is told to it as an error.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import structlog
from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant.guidance import Guidance
from agent.assistant.llm.masking import Mask, sanitised
from agent.assistant.llm.protocol import ToolCall, ToolOffer
from agent.assistant.llm.rehearsing import Rehearsal, Rehearse
from agent.assistant.llm.routing import Task
from agent.assistant.llm.tools import TOOLS, Phase, Tool, ToolRefusedError, phase_of
from agent.assistant.messages import ClientMessage
from agent.services.monitoring import CalledTool, log_tool_call
from shared.errors import MsiaError
from shared.vocabularies import ToolResultType

_MOST_CALLS: Final = 12
_LONGEST_RESULT: Final = 6_000
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Toolbox:
    """The tools of one turn, with what they have answered and what they have changed of it.

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

    @property
    def phase(self) -> Phase:
        """How far the client's case is."""
        return phase_of(self.rehearsal.facts)

    def offers(self) -> list[ToolOffer]:
        """The tools of the phase."""
        return [tool.offer() for tool in TOOLS.values() if self._allows(tool)]

    async def call(self, call: ToolCall, iteration: int) -> str:
        """What the tool answers, or what is wrong with the call; kept either way."""
        started = time.monotonic()
        self.calls += 1
        parameters: dict[str, Any] = {}
        tool = TOOLS.get(call.name)
        error = None
        answer = ""
        outcome = ToolResultType.ERROR
        try:
            if tool is None or not self._allows(tool) or self.calls > _MOST_CALLS:
                outcome = ToolResultType.BLOCKED
                raise ToolRefusedError(self._why_not(tool, call.name))
            arguments = _read(tool, call.arguments)
            parameters = sanitised(self.mask, arguments.model_dump(mode="json"), is_data=tool.holds_data)
            answer = self.mask.hide(await tool.run(self, arguments))[:_LONGEST_RESULT]
            outcome = ToolResultType.SUCCESS
            self.results.setdefault(tool.name, []).append(answer)
        except ToolRefusedError as refused:
            error = str(refused)
        except MsiaError as refused:
            error = f"{refused.message} {refused.remedy or ''}".strip()
        kept = CalledTool(
            self.conversation_id,
            call.name if tool is not None else "unknown",
            parameters,
            outcome,
            sanitised(self.mask, answer) if error is None else None,
            sanitised(self.mask, error) if error is not None else None,
            round((time.monotonic() - started) * 1000),
            iteration,
        )
        async with self.sessions() as session:
            await log_tool_call(session, kept)
            await session.commit()
        return answer if error is None else f"ERROR: {self.mask.hide(error)}"

    async def retell(self, guidance: Guidance) -> Rehearsal:
        """Try the turn out with other words; from now on that is the turn. Raises ToolRefusedError."""
        rehearsal = await self.rehearse(guidance)
        if rehearsal is None:
            raise ToolRefusedError("Ahora no se puede contestar.")
        self.guidance, self.rehearsal = guidance, rehearsal
        return rehearsal

    def _allows(self, tool: Tool) -> bool:
        return self.phase in tool.phases and self.task in tool.tasks

    def _why_not(self, tool: Tool | None, name: str) -> str:
        known = ", ".join(offer.name for offer in self.offers())
        if tool is None:
            return f"No hay ninguna herramienta «{name[:60]}». Las que hay: {known}."
        if self.calls > _MOST_CALLS:
            return "Demasiadas llamadas: escribe ya la respuesta."
        return f"«{name}» no se puede usar en esta fase. Las que hay: {known}."


def _read(tool: Tool, arguments: str) -> BaseModel:
    try:
        return tool.arguments.model_validate_json(arguments.strip() or "{}")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        names = ", ".join(tool.arguments.model_fields) or "ninguno"
        if first["type"] == "json_invalid":
            raise ToolRefusedError(f"Los argumentos no son JSON. Campos que admite: {names}.") from None
        raise ToolRefusedError(
            f"Los argumentos no valen («{place[:60]}»: {first['type']}). Campos que admite: {names}."
        ) from None
