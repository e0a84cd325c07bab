"""Hears the notifications of one PostgreSQL channel on a connection of its own.

LISTEN belongs to one server session. A pooler that hands a session from client to client (PgBouncer in
transaction mode) accepts it and delivers nothing, and a half-open connection says nothing for ever; so a
listener proves that it hears by an echo: a notification sent on another connection.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, Never
from uuid import uuid4

import structlog
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.tracebacks import describe

# How often it is proved that notifications still arrive: a half-open connection says nothing.
HEARTBEAT_SECONDS = 15.0
# Longest wait for an echo; it comes back in milliseconds where it comes at all.
ECHO_SECONDS = 5.0
_ECHO = "echo "
# Waits between attempts to listen; the longest one where the server takes LISTEN but delivers nothing.
_FIRST_RETRY_SECONDS = 0.1
_LAST_RETRY_SECONDS = 5.0
_UNHEARD_RETRY_SECONDS = 300.0

_log = structlog.get_logger(__name__)


class UnheardError(ConnectionError):
    """Nothing sent to the channel arrives, although the server took the LISTEN."""


class Listener:
    """A channel being listened to. `lost` is set when the server closes the connection."""

    def __init__(self, engine: AsyncEngine, channel: str) -> None:
        self.lost = asyncio.Event()
        self._engine = engine
        self._channel = channel
        self._heard: dict[str, asyncio.Event] = {}

    async def hears(self) -> bool:
        """Whether an echo comes back in time. Raises the driver's error when none can be sent."""
        payload = _ECHO + uuid4().hex
        heard = self._heard[payload] = asyncio.Event()
        try:
            async with asyncio.timeout(ECHO_SECONDS):
                async with self._engine.connect() as connection:
                    await connection.execute(select(func.pg_notify(self._channel, payload)))
                    await connection.commit()
                await heard.wait()
        except TimeoutError:
            return False
        else:
            return True
        finally:
            del self._heard[payload]

    def is_echo(self, payload: str) -> bool:
        """Whether a notification is an echo, of ours or of another process, and notes ours."""
        if (heard := self._heard.get(payload)) is not None:
            heard.set()
        return payload.startswith(_ECHO)


@asynccontextmanager
async def listening(
    engine: AsyncEngine, channel: str, on_notification: Callable[[str], None], on_lost: Callable[[], None]
) -> AsyncIterator[Listener]:
    """Listen to `channel` of a PostgreSQL engine inside the block; it is proved that notifications arrive.

    `on_notification` is given the payload of each one but echoes, `on_lost` is called at once when the
    connection ends. Raises UnheardError where LISTEN is taken but nothing arrives, else the driver's error.
    """
    listener = Listener(engine, channel)

    def heard(*arguments: Any) -> None:
        payload = str(arguments[-1])
        if not listener.is_echo(payload):
            on_notification(payload)

    def ended(*_arguments: Any) -> None:
        listener.lost.set()
        on_lost()

    async with engine.connect() as connection:
        pooled = await connection.get_raw_connection()
        raw: Any = pooled.driver_connection
        # It is held for as long as the process lives: the pool's places are for those who come and go.
        pooled.detach()
        raw.add_termination_listener(ended)
        try:
            await raw.add_listener(channel, heard)
            if not await listener.hears():
                raise UnheardError(f"notifications of {channel} do not arrive")
            yield listener
        finally:
            raw.remove_termination_listener(ended)
            # Not remove_listener: that asks a server which may no longer answer. The connection ends here.
            raw.terminate()
            with suppress(Exception):
                await connection.invalidate()


async def keep_listening(
    engine: AsyncEngine,
    channel: str,
    on_notification: Callable[[str], None],
    on_lost: Callable[[], None],
    *,
    begin: Callable[[], Awaitable[None]],
    follow: Callable[[Listener], Awaitable[Never]],
    warning: str,
) -> Never:
    """Listen until cancelled: after a lost connection, again, with `warning` in the log.

    `begin` catches up with what was sent before LISTEN took effect; once it has, `follow` goes on until the
    connection ends or is found silent, which it raises.
    """
    delay = _FIRST_RETRY_SECONDS
    while True:
        try:
            async with listening(engine, channel, on_notification, on_lost) as listener:
                await begin()
                delay = _FIRST_RETRY_SECONDS
                await follow(listener)
        except Exception as error:
            delay = _UNHEARD_RETRY_SECONDS if isinstance(error, UnheardError) else delay
            _log.warning(warning, error=describe(error), retry_seconds=delay)
        await asyncio.sleep(delay)
        delay = min(delay * 2, _LAST_RETRY_SECONDS)
