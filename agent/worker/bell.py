"""Tells a worker of jobs at the moment in which somebody commits them: PostgreSQL announces each that waits.

The worker asks by itself all the same, more often while nothing can be heard: behind PgBouncer in transaction
mode, or while the connection is lost.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from database.listener import Listener, UnheardError, listening
from shared.tracebacks import describe

CHANNEL: Final = "msia_jobs"
HEARTBEAT_SECONDS: Final = 15.0
_FIRST_RETRY_SECONDS: Final = 0.1
_LAST_RETRY_SECONDS: Final = 5.0
_UNHEARD_RETRY_SECONDS: Final = 300.0

Ring = Callable[[str | None, datetime | None], None]
"""Called with a job's kind and when it may be done; without them where anything may have been missed."""

_log = structlog.get_logger(__name__)


class Bell:
    """Announcements heard on a connection of its own, made again when it is lost."""

    def __init__(self, engine: AsyncEngine, *, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        self._engine = engine
        self._heartbeat_seconds = heartbeat_seconds
        self.is_heard = False

    async def listen(self, ring: Ring) -> None:
        """Ring until cancelled."""

        def announced(payload: str) -> None:
            ring(*_read(payload))

        def lost() -> None:
            self.is_heard = False
            ring(None, None)

        delay = _FIRST_RETRY_SECONDS
        while True:
            try:
                async with listening(self._engine, CHANNEL, announced, lost) as listener:
                    self.is_heard, delay = True, _FIRST_RETRY_SECONDS
                    ring(None, None)  # what was committed before LISTEN took effect was not announced to us
                    await self._stay(listener)
            except Exception as error:
                delay = _UNHEARD_RETRY_SECONDS if isinstance(error, UnheardError) else delay
                _log.warning("jobs are not announced", error=describe(error), retry_seconds=delay)
            finally:
                self.is_heard = False
            await asyncio.sleep(delay)
            delay = min(delay * 2, _LAST_RETRY_SECONDS)

    async def _stay(self, listener: Listener) -> None:
        """Prove now and then that announcements arrive. Ends with the connection, by an error."""
        while True:
            try:
                await asyncio.wait_for(listener.lost.wait(), self._heartbeat_seconds)
            except TimeoutError:
                if not await listener.hears():
                    raise ConnectionError("the connection has gone silent") from None
            else:
                raise ConnectionError("the server closed the connection")


def _read(payload: str) -> tuple[str | None, datetime | None]:
    """Kind and moment of an announcement; nothing of what is none."""
    kind, _, seconds = payload.partition(" ")
    try:
        return kind, datetime.fromtimestamp(float(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None, None
