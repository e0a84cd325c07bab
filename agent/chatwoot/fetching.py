"""Files that clients sent, fetched from where Chatwoot keeps them.

Its address redirects to a storage (disk, S3, GCS): at most three times, each to a host on the list, without
our token, within a size and a time. A file may be missing for a moment, or its signed address have run out.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

import httpx

MOST_REDIRECTS: Final = 3
MOST_BYTES: Final = 25 * 1024 * 1024
SECONDS: Final = 60.0
_FOR_NOW: Final = frozenset({403, 404, 408, 425, 429})
_ENDED: Final = 500


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it came."""

    content: bytes
    content_type: str | None
    filename: str | None


class NotThereError(Exception):
    """Not there for now: the address has run out, the storage is behind, or nobody answered."""


class NotAllowedError(Exception):
    """Not to be fetched: another host, too many redirects, too large, or refused for good."""


class AttachmentFetcher:
    """Fetches from Chatwoot's own host and from `hosts`; `http` is the caller's, who closes it."""

    def __init__(self, http: httpx.AsyncClient, base_url: str, hosts: Iterable[str] = ()) -> None:
        self._http = http
        own = urlsplit(base_url)
        self._is_plain = own.scheme == "http"
        self._hosts = frozenset({(own.hostname or "").lower(), *(host.lower() for host in hosts)})

    async def fetch(self, url: str) -> Fetched:
        """The file behind an address. Raises NotThereError and NotAllowedError."""
        try:
            async with asyncio.timeout(SECONDS):
                return await self._follow(url)
        except (httpx.HTTPError, TimeoutError) as error:
            raise NotThereError(type(error).__name__) from error

    async def _follow(self, url: str) -> Fetched:
        for _ in range(MOST_REDIRECTS + 1):
            self._require_allowed(url)
            async with self._http.stream("GET", url, follow_redirects=False) as answer:
                if answer.is_redirect:
                    url = urljoin(url, answer.headers.get("Location", ""))
                    continue
                if answer.status_code in _FOR_NOW or answer.status_code >= _ENDED:
                    raise NotThereError(f"HTTP {answer.status_code}")
                if not answer.is_success:
                    raise NotAllowedError(f"HTTP {answer.status_code}")
                return Fetched(await _read(answer), _type(answer), _name(url))
        raise NotAllowedError("too many redirects")

    def _require_allowed(self, url: str) -> None:
        parts = urlsplit(url)
        schemes = {"https", "http"} if self._is_plain else {"https"}
        if parts.scheme not in schemes or (parts.hostname or "").lower() not in self._hosts:
            raise NotAllowedError("a host that CHATWOOT_ATTACHMENT_HOSTS does not name")


async def _read(answer: httpx.Response) -> bytes:
    parts, size = [], 0
    async for part in answer.aiter_bytes():
        size += len(part)
        if size > MOST_BYTES:
            raise NotAllowedError("too large")
        parts.append(part)
    return b"".join(parts)


def _type(answer: httpx.Response) -> str | None:
    given = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
    return given or None


def _name(url: str) -> str | None:
    name = unquote(urlsplit(url).path.rpartition("/")[2])
    return name[:200] or None
