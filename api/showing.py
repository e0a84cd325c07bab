"""What staff change of a case by the API is shown in Chatwoot as well, whatever it is.

A dependency of the routes of one case: after one that writes has done so, the job that shows how things stand
is written in the same transaction.
"""

from collections.abc import AsyncIterator
from typing import Any, Final
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy import select

from agent.services.conversations import attributes_job
from api.dependencies import SessionDep, SettingsDep
from database import jobs
from database.models import Case

_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


async def show_afterwards(
    request: Request, session: SessionDep, settings: SettingsDep
) -> AsyncIterator[None]:
    """Let the case's conversation show what the request has changed; a refused request shows nothing."""
    yield
    case_id = request.path_params.get("case_id")
    is_shown = settings.answers_clients and settings.CHATWOOT_ATTRIBUTES
    if request.method in _READING or case_id is None or not is_shown:
        return
    conversation_id = await session.scalar(select(Case.conversation_id).where(Case.id == UUID(str(case_id))))
    if conversation_id is not None:
        now = request.app.state.clock.now()
        await jobs.enqueue_keyed(session, [attributes_job(conversation_id, now)], now=now)


SHOWN_AFTERWARDS: Final[Any] = Depends(show_afterwards, scope="function")
