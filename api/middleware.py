"""Around every request: its id, one log line with its duration, and a last safety net.

Plain ASGI: the middleware stands in the request's own task, so that values bound for the log reach
everything the request does.
"""

import logging
import re
import time
import uuid
from collections.abc import Iterable
from typing import Final

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import internal_error

REQUEST_ID_HEADER: Final = "X-Request-ID"
# Of a request whose client left before it had sent all of it; nobody gets it.
CLIENT_LEFT: Final = 499

_SANE_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")
# Asked by orchestrators every few seconds.
_QUIET_PATHS: Final = frozenset({"/health", "/ready"})

_REQUEST_ID: Final = REQUEST_ID_HEADER.lower().encode()
# Of every answer that does not say otherwise.
_DEFAULTS: Final = ((b"x-content-type-options", b"nosniff"), (b"cache-control", b"no-store"))

_Pairs = Iterable[tuple[bytes, bytes]]

_ACCESS: Final = "api.access"
_log = structlog.get_logger(_ACCESS)
# Asked whether a line is wanted before it is made.
_standard_log = logging.getLogger(_ACCESS)


class RequestContextMiddleware:
    """Takes the caller's X-Request-ID when it is sane, else makes one; returns it and logs under it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _sane_id(scope["headers"]) or uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _completed(message.get("headers", ()), request_id)
            await send(message)

        bound = structlog.contextvars.bind_contextvars(request_id=request_id)
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
            _write_line(scope, CLIENT_LEFT if scope["state"].get("client_left") else status, started)
            structlog.contextvars.reset_contextvars(**bound)


def _sane_id(headers: _Pairs) -> str | None:
    """The caller's id, where it may stand in our log."""
    given = next((value for name, value in headers if name == _REQUEST_ID), b"").decode("latin-1")
    return given if _SANE_ID.fullmatch(given) else None


def _completed(headers: _Pairs, request_id: str) -> list[tuple[bytes, bytes]]:
    """The headers of an answer with its id and what they do not say themselves."""
    kept = [pair for pair in headers if pair[0] != _REQUEST_ID]
    named = {name for name, _ in kept}
    kept += [pair for pair in _DEFAULTS if pair[0] not in named]
    kept.append((_REQUEST_ID, request_id.encode()))
    return kept


def _write_line(scope: Scope, status: int, started: float) -> None:
    level = logging.DEBUG if scope["path"] in _QUIET_PATHS else logging.INFO
    if _standard_log.isEnabledFor(level):
        _log.log(
            level,
            "client disconnected" if status == CLIENT_LEFT else "request",
            method=scope["method"],
            path=_template(scope),
            status=status,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )


def _template(scope: Scope) -> str:
    """The route's path as declared, without the ids of people; unknown paths are not repeated."""
    return str(getattr(scope.get("route"), "path", "(no route)"))
