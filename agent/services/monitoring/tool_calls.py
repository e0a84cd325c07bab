"""The tools that language models have called: one row each, without personal data. Nothing here commits."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from database.models import ToolCallLog
from shared.vocabularies import ToolResultType

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class CalledTool:
    """A call of a tool; whoever makes it has taken personal data out. `iteration` counts the model's answers
    in the turn, from 1."""

    conversation_id: uuid.UUID | None
    tool_name: str
    parameters: Mapping[str, Any]
    result_type: ToolResultType
    result_summary: str | None
    error_message: str | None
    execution_time_ms: int
    iteration: int


async def log_tool_call(session: AsyncSession, call: CalledTool) -> None:
    """Store the call."""
    session.add(
        ToolCallLog(
            conversation_id=call.conversation_id,
            tool_name=call.tool_name[:100],
            parameters=dict(call.parameters),
            result_type=call.result_type.value,
            result_summary=call.result_summary[:_LONGEST] if call.result_summary is not None else None,
            error_message=call.error_message[:_LONGEST] if call.error_message is not None else None,
            execution_time_ms=call.execution_time_ms,
            iteration=call.iteration,
        )
    )
    await session.flush()
