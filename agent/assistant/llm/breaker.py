"""When a tier that fails is left alone: after several failures in a row for a while, and as long as it says.

What has failed stands in `llm_usage_metrics`, so that all processes know it; what a server asks for in
`retry-after`, and that one call at a time tries a tier that has rested, is of the process.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from agent.services.monitoring import PastAttempt
from shared.config import ModelTier


@dataclass(slots=True)
class Breaker:
    """The breaker of a process: `failures` in a row open it for `pause`."""

    failures: int
    pause: timedelta
    _until: dict[ModelTier, datetime] = field(default_factory=dict)
    _trying: set[ModelTier] = field(default_factory=set)

    def lets_through(self, tier: ModelTier, recent: Sequence[PastAttempt], now: datetime) -> bool:
        """Whether the tier may be asked now; `recent` are its last attempts, the latest first."""
        until = self._until.get(tier)
        if until is not None and now < until:
            return False
        if not self.has_failed(recent):
            return True
        return now >= recent[0].at + self.pause and tier not in self._trying

    def has_failed(self, recent: Sequence[PastAttempt]) -> bool:
        """Whether the last attempts have all failed, and there were enough of them."""
        return len(recent) >= self.failures and not any(item.success for item in recent[: self.failures])

    @contextmanager
    def trying(self, tier: ModelTier) -> Iterator[None]:
        """While the tier is being asked."""
        is_first = tier not in self._trying
        self._trying.add(tier)
        try:
            yield
        finally:
            if is_first:
                self._trying.discard(tier)

    def rest(self, tier: ModelTier, seconds: float, now: datetime) -> None:
        """Leave the tier alone for so long."""
        self._until[tier] = now + timedelta(seconds=seconds)
