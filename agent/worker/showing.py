"""Brings what a conversation shows of itself in Chatwoot up to date: custom attributes for staff.

In no order with the messages, so that whatever fails here keeps none of them back.
"""

import uuid
from collections.abc import Mapping

import structlog

from agent.assistant.answering import attributes_for
from agent.chatwoot import ChatwootError, NotSentError, RefusedError
from agent.services.conversations import get_conversation
from agent.worker.working import RetryLaterError, Tools
from database import jobs
from database.jobs import Job
from shared.errors import NotFoundError

_log = structlog.get_logger(__name__)


async def show_attributes(tools: Tools, job: Job) -> None:
    """The handler of JobKind.ATTRIBUTES. No transaction is held while Chatwoot is asked."""
    shown = await _shown(tools, uuid.UUID(str(job.payload["conversation_id"])))
    if shown is not None and tools.chatwoot is not None:
        try:
            await tools.chatwoot.set_attributes(*shown)
        except RefusedError as error:
            if error.is_access:
                raise RetryLaterError(str(error)) from error
            _log.warning("chatwoot refuses the attributes", error=str(error))
        except ChatwootError as error:
            pause = error.pause if isinstance(error, NotSentError) else None
            raise RetryLaterError(str(error), pause) from error
    async with tools.sessions() as session:
        await jobs.finish(session, job, now=tools.clock.now())
        await session.commit()


async def _shown(tools: Tools, conversation_id: uuid.UUID) -> tuple[str, Mapping[str, str | None]] | None:
    """Chatwoot's number of the conversation and its attributes; None for one that is gone or erased."""
    async with tools.sessions() as session:
        try:
            conversation = await get_conversation(session, conversation_id)
        except NotFoundError:
            return None
        if conversation.erased_at is not None:
            return None
        number = conversation.chatwoot_conversation_id
        found = await attributes_for(session, conversation_id, tools.clock.now())
        await session.rollback()
    return number, found
