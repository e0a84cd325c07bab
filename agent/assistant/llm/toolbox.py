"""The tools of a turn: those of its phase only, each call read, done and kept without personal data.

Tools are bound to this conversation's client: none takes a number or a name of somebody. What a model writes
wrongly (no JSON, other keys, unknown tools) is told to it as an error.
"""

import time
from typing import Any, Final

import structlog
from pydantic import BaseModel, ValidationError

from agent.assistant.llm.masking import sanitised
from agent.assistant.llm.protocol import ToolCall, ToolOffer
from agent.assistant.llm.tools import TOOLS, Phase, Tool, phase_of
from agent.assistant.llm.under_way import ToolRefusedError, UnderWay
from agent.services.monitoring import CalledTool, log_tool_call
from shared.errors import MsiaError
from shared.vocabularies import ToolResultType

_MOST_CALLS: Final = 12
_LONGEST_RESULT: Final = 6_000
_log = structlog.get_logger(__name__)


class Toolbox(UnderWay):
    """The tools of a turn that is under way."""

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
