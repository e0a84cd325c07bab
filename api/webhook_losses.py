"""Events that were refused: Chatwoot repeats them a few times and gives them up. What it has given up is then
looked for at once, not at the next look of every minute.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from agent.worker.reconciling import look_by
from database.autocommit import commit_each
from shared.tracebacks import describe

GIVEN_UP: Final = timedelta(seconds=10)
"""A bot's event is tried three times, three seconds apart; an account's is not tried again."""
_SECONDS: Final = 0.5
_PAUSE: Final = 2.0

_log = structlog.get_logger(__name__)


class Losses:
    """Of one event loop: whether an event has been refused since the last look was hastened."""

    def __init__(self) -> None:
        self._is_owed = False
        self._asked_at = float("-inf")

    def note(self) -> None:
        """An event has been refused."""
        self._is_owed = True

    async def look(
        self, sessions: Callable[[], AbstractAsyncContextManager[AsyncSession]], now: datetime
    ) -> None:
        """Hasten the next look where an event was refused. One statement, seldom; where it can't be sent now
        it is with a later event."""
        if not self._is_owed or monotonic() - self._asked_at < _PAUSE:
            return
        self._is_owed, self._asked_at = False, monotonic()
        try:
            async with asyncio.timeout(_SECONDS), sessions() as session:
                await commit_each(session)
                await look_by(session, now + GIVEN_UP)
        except Exception as error:
            self._is_owed = True
            _log.warning("the look for lost messages is not hastened", error=describe(error))
