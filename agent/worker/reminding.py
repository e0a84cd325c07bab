"""Reminds a client who has been silent, where the assistant still has the word."""

import uuid

import structlog

from agent.assistant.answering import remind
from agent.services.outbox import rules_of, silence_of
from agent.worker.answering import queue_turn
from agent.worker.clients import lock_client
from agent.worker.working import Tools
from database import jobs
from database.jobs import Job
from shared.errors import ConflictError, NotFoundError

_log = structlog.get_logger(__name__)


async def remind_client(tools: Tools, job: Job) -> None:
    """The handler of JobKind.REMIND."""
    now = tools.clock.now()
    async with tools.sessions() as session:
        try:
            conversation = await lock_client(session, uuid.UUID(str(job.payload["conversation_id"])))
        except (NotFoundError, ConflictError):
            await session.rollback()
        else:
            silence = await silence_of(session, conversation, rules_of(tools.settings))
            if silence is None:
                turn = await remind(session, conversation.id, now)
                await queue_turn(tools, session, conversation, turn, job)
                await session.commit()
                return
            _log.info("the reminder is not sent", why=silence.value)
        await jobs.finish(session, job, now=now)
        await session.commit()
