"""How many events are stored at once: a crowd would keep each other from ending in time.

Clients' messages go before the echoes of our own. Who would wait longer than there is time is told at once:
Chatwoot repeats an event that was refused, and none that it has given up itself.
"""

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Final

AT_ONCE: Final = 4
_WEIGHT: Final = 0.1
"""How much the last event counts in how long one takes."""


class CrowdedError(Exception):
    """There is no time for another one."""


class Gate:
    """Of one event loop. `seconds_each` is how long one has taken lately."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = at_once
        self._at_once = at_once
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self.seconds_each = 0.0

    def wait(self, *, urgent: bool) -> float:
        """For how many seconds another one would wait, as far as can be told."""
        if self._free and not self._waiting:
            return 0.0
        before = sum(1 for later, _, _ in self._waiting if not (urgent and later))
        return (before + 1) * self.seconds_each / self._at_once

    @asynccontextmanager
    async def entered(self, *, urgent: bool, seconds: float) -> AsyncIterator[None]:
        """One of those at once. Raises CrowdedError where the wait would be longer than `seconds`."""
        if self.wait(urgent=urgent) > seconds:
            raise CrowdedError
        await self._enter(urgent)
        begun = monotonic()
        try:
            yield
        finally:
            self.seconds_each += _WEIGHT * (monotonic() - begun - self.seconds_each)
            self._leave()

    async def _enter(self, urgent: bool) -> None:
        if self._free and not self._waiting:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (not urgent, next(self._numbers), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave()  # its turn had come already
            raise

    def _leave(self) -> None:
        while self._waiting:
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
