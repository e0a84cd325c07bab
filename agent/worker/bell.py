"""Tells a worker of jobs at the moment in which somebody commits them: PostgreSQL announces each that waits.

The worker asks by itself all the same, more often while nothing can be heard: behind PgBouncer in transaction
mode, or while the connection is lost.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, Never

from sqlalchemy.ext.asyncio import AsyncEngine

from database.listener import HEARTBEAT_SECONDS, Listener, keep_listening

CHANNEL: Final = "msia_jobs"

Ring = Callable[[str | None, datetime | None], None]
"""Called with a job's kind and when it may be done; without them where anything may have been missed."""


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

        async def begin() -> None:
            self.is_heard = True
            ring(None, None)  # what was committed before LISTEN took effect was not announced to us

        await keep_listening(
            self._engine,
            CHANNEL,
            announced,
            lost,
            begin=begin,
            follow=self._stay,
            warning="jobs are not announced",
        )

    async def _stay(self, listener: Listener) -> Never:
        """Prove now and then that announcements arrive. Ends with the connection, by an error."""
        try:
            while True:
                try:
                    await asyncio.wait_for(listener.lost.wait(), self._heartbeat_seconds)
                except TimeoutError:
                    if not await listener.hears():
                        raise ConnectionError("the connection has gone silent") from None
                else:
                    raise ConnectionError("the server closed the connection")
        finally:
            self.is_heard = False


def _read(payload: str) -> tuple[str | None, datetime | None]:
    """Kind and moment of an announcement; nothing of what is none."""
    kind, _, seconds = payload.partition(" ")
    try:
        return kind, datetime.fromtimestamp(float(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None, None
