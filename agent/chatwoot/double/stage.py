"""Plays what happens in its order: events are delivered, jobs done, and the clock goes to what is next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from agent.chatwoot.double.delivering import Delivery
from agent.chatwoot.double.state import Double
from agent.worker.clock import SetClock
from agent.worker.loop import Worker
from database import jobs
from shared.vocabularies import JobKind

SPOKEN: Final = (JobKind.ANSWER, JobKind.SEND)
_NUDGE: Final = timedelta(seconds=1)
_MOST_STEPS: Final = 100_000


@dataclass
class Stage:
    """A double, the product's webhook and its worker, on one clock."""

    clock: SetClock
    double: Double
    delivery: Delivery
    worker: Worker

    async def settle(self, until: datetime) -> None:
        """Let everything happen until a moment, and stand there."""
        for _ in range(_MOST_STEPS):
            if await self._step():
                continue
            following = await self._next(self.worker.kinds)
            if following is None or following > until:
                self.clock.set(until)
                return
            # What waits for something of before is due already: time passes all the same.
            self.clock.set(max(following, self.clock.now()))
            if not await self._step():
                self.clock.set(min(self.clock.now() + _NUDGE, until))
                if self.clock.now() >= until:
                    return
        raise RuntimeError("the scene does not come to rest")

    async def quiet(self, within: timedelta) -> None:
        """Let everything happen until nothing more is to be answered or sent, at most for so long."""
        end = self.clock.now() + within
        while (following := await self._next(SPOKEN)) is not None and following <= end:
            await self.settle(max(following, self.clock.now()))
            if self.clock.now() >= end:
                return
            if await self._next(SPOKEN) == following:
                await self.settle(min(self.clock.now() + _NUDGE, end))
        await self.settle(self.clock.now())

    async def _step(self) -> int:
        """Whatever happens now; how much that was."""
        return self.double.run_due() + await self.delivery.pump(self.double) + await self.worker.drain()

    async def _next(self, kinds: Collection[JobKind]) -> datetime | None:
        async with self.worker.tools.sessions() as session:
            job = await jobs.next_due(session, kinds)
        waiting = self.clock.now() if self.delivery.waiting else None
        moments = [moment for moment in (job, self.double.due(), waiting) if moment is not None]
        return min(moments, default=None)
