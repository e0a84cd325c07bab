"""Errors that a library answers in plain text, as for a malformed Range, become problems like all others."""

from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import http_problem

# Headers of the plain answer that still hold for the problem.
_KEPT: Final = ("Content-Range", "Allow", "Retry-After", "Connection")


class PlainErrorMiddleware:
    """Replaces the body of an answer from 400 on that is text by a problem of the same status."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        replaced = False

        async def send_problem(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_plain_error(message):
                replaced = True
                headers = Headers(raw=message["headers"])
                kept = {name: headers[name] for name in _KEPT if name in headers}
                await http_problem(scope, message["status"], kept)(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, send_problem)


def _is_plain_error(message: Message) -> bool:
    if message["status"] < 400:
        return False
    return Headers(raw=message.get("headers", [])).get("content-type", "").startswith("text/")
