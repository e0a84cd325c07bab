"""Waiting for what happens in other tasks and processes: by looking again until a deadline, no sleeps."""

import asyncio
from collections.abc import Awaitable, Callable

DEADLINE_SECONDS = 120.0


async def eventually(holds: Callable[[], Awaitable[bool]], what: str) -> None:
    """Return once `holds()` is true; fail naming `what` when it is not within a generous deadline."""
    try:
        async with asyncio.timeout(DEADLINE_SECONDS):
            while not await holds():  # noqa: ASYNC110 - what is awaited sets no event
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"still not so after {DEADLINE_SECONDS} s: {what}") from None
