"""One request to a server of models: the API of OpenAI and its like, for chats, written answers and vectors.

Who asks says which failure is which; here is only what all of them need: a key in its header, no redirect
followed, and an answer that ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    headers: httpx.Headers
    content: bytes


class EndlessReplyError(Exception):
    """The answer is longer than any that makes sense."""


async def post(
    http: httpx.AsyncClient,
    url: str,
    body: Mapping[str, object],
    *,
    key: str | None,
    limits: httpx.Timeout | None,
    most_bytes: int,
) -> Reply:
    """The server's answer to a JSON body, whatever its status; without `limits` who asks bounds the time.
    Raises httpx.HTTPError, and EndlessReplyError past so many bytes."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with http.stream(
        "POST", url, json=body, headers=headers, timeout=limits, follow_redirects=False
    ) as response:
        content = bytearray()
        async for part in response.aiter_bytes():
            content += part
            if len(content) > most_bytes:
                raise EndlessReplyError
        return Reply(response.status_code, response.headers, bytes(content))
