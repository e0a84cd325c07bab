"""Files of clients, sent whole and in a form in which a browser runs nothing of them."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Final

from fastapi.responses import FileResponse
from starlette.types import Receive, Scope, Send

_SAFETY: Final = {
    # Whoever opens the address itself gets a page without scripts, forms, frames and origin.
    "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Accept-Ranges": "none",
}


class WholeFileResponse(FileResponse):
    """The file from its first byte to its last, with headers that let a browser only show it.

    A Range is not looked at, whatever it says, as RFC 9110 allows: the files are small.
    """

    def __init__(self, path: Path, status_code: int = 200, **options: Any) -> None:
        # FastAPI reads the status of its documentation from this signature.
        super().__init__(path, status_code, **options)
        self.headers.update(_SAFETY)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().__call__(_without_ranges(scope), receive, send)


def _without_ranges(scope: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    headers = [(name, value) for name, value in scope["headers"] if name not in {b"range", b"if-range"}]
    return {**scope, "headers": headers}
