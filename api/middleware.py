"""Around every request: its id, one log line with its duration, and a last safety net.

Plain ASGI: the middleware stands in the request's own task, so that values bound for the log reach
everything the request does.
"""

import re
import time
import uuid
from typing import Final

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import internal_error
from shared.logging import request_context

REQUEST_ID_HEADER: Final = "X-Request-ID"
# Of a request whose client left before it had sent all of it; nobody gets it.
CLIENT_LEFT: Final = 499

_SANE_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")
# Asked by orchestrators every few seconds.
_QUIET_PATHS: Final = frozenset({"/health", "/ready"})

_log = structlog.get_logger("api.access")


class RequestContextMiddleware:
    """Takes the caller's X-Request-ID when it is sane, else makes one; returns it and logs under it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID_HEADER, "")
        request_id = given if _SANE_ID.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID_HEADER] = request_id
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        with request_context(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_id)
            except ClientDisconnect:
                # Nothing of ours failed, and nobody is there to be told.
                status = CLIENT_LEFT
            except Exception:
                _log.exception("the request failed", method=scope["method"], path=_template(scope))
                if status:
                    raise  # too late for another answer: the connection is closed
                await internal_error(scope)(scope, receive, send_with_id)
            finally:
                if scope["state"].get("client_left"):
                    status = CLIENT_LEFT
                log = _log.debug if scope["path"] in _QUIET_PATHS else _log.info
                log(
                    "client disconnected" if status == CLIENT_LEFT else "request",
                    method=scope["method"],
                    path=_template(scope),
                    status=status,
                    ms=round((time.perf_counter() - started) * 1000, 1),
                )


def _template(scope: Scope) -> str:
    """The route's path as declared, without the ids of people; unknown paths are not repeated."""
    return str(getattr(scope.get("route"), "path", "(no route)"))
