"""The present moment, as a thing that can be handed over: conversations of days are played in seconds."""

import asyncio
from datetime import datetime, timedelta
from typing import Protocol

from database.models.base import utcnow


class Clock(Protocol):
    """Where the worker and the webhook take the moment from."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return when so much time has passed."""
        ...


class WallClock:
    """The computer's own."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return utcnow()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class SetClock:
    """A clock that moves when it is set, and never back."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """Where it stands."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Move it forward."""
        self._moment = max(self._moment, moment)

    async def sleep(self, seconds: float) -> None:
        """Move it forward by so much, at once."""
        self.set(self._moment + timedelta(seconds=seconds))
        await asyncio.sleep(0)
