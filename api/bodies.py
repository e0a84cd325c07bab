"""Bodies within bounds of size and time, and what becomes of one that nobody reads to its end.

Plain ASGI, inside the request's own task.
"""

import asyncio
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_JSON_BYTES: Final = 1024 * 1024
# A file, and the other parts of its form.
MAX_FILE_BYTES: Final = 20 * 1024 * 1024
MAX_FORM_BYTES: Final = MAX_FILE_BYTES + 1024 * 1024
# How long a sender whose request has been answered may go on before the connection closes: closed at once,
# it would see a broken connection instead of the answer.
LINGER_SECONDS: Final = 1.0


class BodyLimitMiddleware:
    """Refuses bodies above the size of their kind, declared or sent, with 413, and slow ones with 408.

    A body that is not read to its end (refused by its head, too long, too slow) closes the connection.
    """

    def __init__(self, app: ASGIApp, *, seconds: float, form_seconds: float) -> None:
        self.app = app
        self.seconds = seconds
        self.form_seconds = form_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Of a header that is given twice the first counts, as for everybody who reads them after us.
        headers = dict(reversed(scope["headers"]))
        if headers.get(b"content-type", b"").lower().startswith(b"multipart/form-data"):
            incoming = _Incoming(receive, headers, MAX_FORM_BYTES, self.form_seconds)
        else:
            incoming = _Incoming(receive, headers, MAX_JSON_BYTES, self.seconds)
        outgoing = _Outgoing(send, incoming)
        try:
            await self.app(scope, incoming.receive, outgoing.send)
        finally:
            scope.setdefault("state", {})["client_left"] = incoming.is_cut


class _Incoming:
    """The body as it comes. `is_complete`: all of it is here; `is_cut`: the client left before that."""

    def __init__(self, receive: Receive, headers: Mapping[bytes, bytes], limit: int, seconds: float) -> None:
        declared = headers.get(b"content-length", b"")
        self.is_complete = declared in {b"", b"0"} and b"transfer-encoding" not in headers
        self.is_cut = False
        self._receive = receive
        self._limit = limit
        self._seconds = seconds
        self._deadline: float | None = None
        self._received = 0
        self._is_late = False
        self._is_declared_too_long = declared.isdigit() and int(declared) > limit
        # Whoever asks first is only told to send when the application reads.
        self._waits_for_leave = b"expect" in headers

    async def receive(self) -> Message:
        """The next message. Raises HTTPException: 413, 408."""
        if self._is_declared_too_long:
            raise HTTPException(413)
        if self.is_complete:
            return await self._receive()
        if self._deadline is None:
            self._deadline = asyncio.get_running_loop().time() + self._seconds
        self._waits_for_leave = False
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._noted()
        except TimeoutError:
            self._is_late = True
            raise HTTPException(408) from None
        if self._received > self._limit:
            raise HTTPException(413)
        return message

    async def discard(self, seconds: float) -> None:
        """Read on for so long at most, keeping nothing; with 0 only what has arrived already.

        Nothing is read of one who waits to be told to send, or who has had its time.
        """
        if self._waits_for_leave or self._is_late:
            return
        try:
            async with asyncio.timeout(seconds):
                while not self.is_complete and not self.is_cut:
                    await self._noted()
        except TimeoutError:
            return

    async def _noted(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._received += len(message.get("body", b""))
            self.is_complete = not message.get("more_body", False)
        else:
            self.is_cut = True
        return message


class _Outgoing:
    """The answer; before a body that is not read it announces that the connection ends, and lingers."""

    def __init__(self, send: Send, incoming: _Incoming) -> None:
        self._send = send
        self._incoming = incoming
        self._closes = False

    async def send(self, message: Message) -> None:
        """Send on; the last part comes when the client has stopped sending, or its time is up."""
        if message["type"] == "http.response.start":
            if not self._incoming.is_complete:
                await self._incoming.discard(0)
            if not self._incoming.is_complete:
                self._closes = True
                MutableHeaders(scope=message)["Connection"] = "close"
        elif self._closes and not message.get("more_body", False):
            await self._send({**message, "more_body": True})
            await self._incoming.discard(LINGER_SECONDS)
            message = {"type": "http.response.body", "body": b"", "more_body": False}
        await self._send(message)
