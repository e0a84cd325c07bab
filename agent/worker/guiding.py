"""What a language model makes of the messages that wait, before the turn is done."""

import uuid
from collections.abc import Sequence

import structlog

from agent.assistant.guidance import Guidance
from agent.assistant.llm.guide import Guided
from agent.assistant.llm.rehearsing import Rehearsal
from agent.assistant.llm.trying_out import try_out
from agent.assistant.messages import ClientMessage
from agent.services.outbox import rules_of, silence_of, told_hours
from agent.worker.clients import lock_client
from agent.worker.working import RetryLaterError, Tools
from shared.errors import ConflictError, NotFoundError

_log = structlog.get_logger(__name__)


async def guided_by_model(
    tools: Tools, conversation_id: uuid.UUID, messages: Sequence[ClientMessage]
) -> Guided | None:
    """How a model hears the messages and says the reply to them. Holds no transaction while it waits."""
    if tools.guide is None:
        return None

    async def rehearse(guidance: Guidance) -> Rehearsal | None:
        async with tools.sessions() as session:
            try:
                conversation = await lock_client(session, conversation_id)
            except (NotFoundError, ConflictError):
                return None
            if await silence_of(session, conversation, rules_of(tools.settings)) is not None:
                return None
            try:
                hours = told_hours(tools.settings)
                return await try_out(session, conversation, messages, tools.clock.now(), guidance, hours)
            finally:
                await session.rollback()

    try:
        return await tools.guide.guide(conversation_id, messages, rehearse)
    except RetryLaterError:
        raise
    except Exception:
        # The dialogue needs no model; what is wrong with more than that, its own turn will show.
        _log.exception("the turn goes on without a language model")
        return None
