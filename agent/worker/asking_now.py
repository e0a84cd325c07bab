"""Who has a conversation at this moment, asked of Chatwoot just before a message leaves.

Events tell it late: one waits in Chatwoot's queue while a person takes the conversation. What was said to be
nobody's is taken to be so for a few seconds; where Chatwoot does not answer, what the events told holds.
Open without anybody is no sign of a person: Chatwoot opens a conversation itself when an event fails.
"""

from datetime import timedelta
from typing import Final

import structlog

from agent.chatwoot import Chatwoot, ChatwootError
from agent.services.outbox import Silence
from agent.worker.working import Tools
from shared.vocabularies import ConversationStatus

_FRESH: Final = timedelta(seconds=3)
_MOST_KEPT: Final = 2_000
_ENDED: Final = frozenset({ConversationStatus.RESOLVED.value, ConversationStatus.SNOOZED.value})

_log = structlog.get_logger(__name__)


async def taken_now(tools: Tools, chatwoot: Chatwoot, conversation: str) -> Silence | None:
    """Why the assistant must not speak in the conversation, as Chatwoot says now; None where it may."""
    now = tools.clock.now()
    until = tools.free_until.get(conversation)
    if until is not None and now < until:
        return None
    try:
        live = await chatwoot.standing(conversation)
    except ChatwootError as error:
        _log.info("chatwoot does not say who has the conversation", error=str(error))
        return None
    if live.is_assigned:
        return Silence.ASSIGNED
    if live.status in _ENDED:
        return Silence.NOT_PENDING
    if len(tools.free_until) >= _MOST_KEPT:
        tools.free_until.clear()
    tools.free_until[conversation] = now + _FRESH
    return None
