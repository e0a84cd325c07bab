"""Where texts are read: a few at a time in threads, so that a flood of them leaves the process answering."""

from collections.abc import Callable
from functools import partial
from typing import Final, ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

from api.problems import RETRY_SECONDS, ApiError

# Reading is computing, of which Python does one thing at a time: more threads only make everybody wait.
AT_ONCE: Final = 2
WAITING: Final = 50
# Characters of an ordinary message.
SHORT_TEXT: Final = 300

Given = ParamSpec("Given")
Value = TypeVar("Value")


class Reading:
    """The places in which texts are read, and the queue before them."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._places = CapacityLimiter(at_once)
        self._waiting = waiting

    async def read(
        self,
        text: str,
        function: Callable[Given, Value],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Value:
        """What the function makes of the text: at once of a short one, which takes less than a thread's turn
        would, else in a thread, as `in_thread` does."""
        if len(text) <= SHORT_TEXT:
            return function(*given, **named)
        return await self.in_thread(function, *given, **named)

    async def in_thread(
        self, function: Callable[Given, Value], *given: Given.args, **named: Given.kwargs
    ) -> Value:
        """What the function returns. Raises ApiError (503) when too many wait already."""
        if self._places.statistics().tasks_waiting >= self._waiting:
            raise ApiError(
                503,
                "busy",
                "Hay demasiados textos esperando a ser leídos.",
                "Inténtalo otra vez en unos segundos.",
                headers={"Retry-After": RETRY_SECONDS},
            )
        return await to_thread.run_sync(partial(function, *given, **named), limiter=self._places)
