"""A PostgreSQL proxy that swallows notifications, as a pooler in transaction mode does, or goes silent.

Frozen, it is like a server stopped by SIGSTOP: connections are taken and kept, and nothing is answered.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy.engine import make_url

_NOTIFICATION = b"A"


@dataclass(slots=True)
class MuteProxy:
    """`url` goes through the proxy. With `swallows`, NotificationResponse messages do not pass; with
    `holds_ends`, the last words of a server that closes a connection pass, but not yet the end itself;
    `ended` is set then."""

    url: str
    swallows: bool = True
    holds_ends: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    _flowing: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def freeze(self) -> None:
        """Answer nothing from now on."""
        self._flowing.clear()

    def thaw(self) -> None:
        """Go on where it stopped."""
        self._flowing.set()


@asynccontextmanager
async def mute_proxy(database_url: str, *, swallows: bool = True) -> AsyncIterator[MuteProxy]:
    """A proxy in front of the server of `database_url`, open inside the block."""
    target = make_url(database_url)
    proxy = MuteProxy("", swallows)
    proxy.thaw()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        proxy._tasks.add(task)
        server_reader, server_writer = await asyncio.open_connection(target.host, target.port)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_copy(proxy, reader, server_writer))
                group.create_task(_copy_messages(proxy, server_reader, writer))
        except* (OSError, asyncio.IncompleteReadError):
            pass  # either side has gone: so has the other
        finally:
            proxy._tasks.discard(task)
            for end in (writer, server_writer):
                end.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    proxy.url = (
        target.set(port=port).update_query_dict({"ssl": "disable"}).render_as_string(hide_password=False)
    )
    try:
        yield proxy
    finally:
        server.close()
        for task in list(proxy._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _copy(proxy: MuteProxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        await proxy._flowing.wait()
        writer.write(data)
        await writer.drain()
    raise ConnectionResetError


async def _copy_messages(
    proxy: MuteProxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    while True:
        try:
            head = await reader.readexactly(5)
        except asyncio.IncompleteReadError:
            proxy.ended.set()
            if proxy.holds_ends:
                await asyncio.Event().wait()
            raise
        body = await reader.readexactly(int.from_bytes(head[1:]) - 4)
        await proxy._flowing.wait()
        if not (proxy.swallows and head[:1] == _NOTIFICATION):
            writer.write(head + body)
            await writer.drain()
