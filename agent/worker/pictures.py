"""The example pictures that are sent: files of the store, or addresses that the catalogue names."""

import asyncio
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from agent.chatwoot import (
    AttachmentFetcher,
    NotAllowedError,
    NotSentError,
    NotThereError,
    Picture,
    RefusedError,
)
from agent.services.images.kinds import EXTENSIONS, sniff
from agent.worker.working import Tools

_NOT_FOUND: Final = 404


async def picture_of(tools: Tools, source: str) -> Picture:
    """The picture of an address or of a name in the store.

    Raises NotSentError while it can't be fetched, RefusedError where there is none.
    """
    content = await (_fetched(tools, source) if "://" in source else _stored(tools, source))
    kind = sniff(content[:32])
    if kind is None or not kind.startswith("image/"):
        raise RefusedError(_NOT_FOUND, "the example is no picture")
    stem = PurePosixPath(urlsplit(source).path).stem[:60] or "ejemplo"
    return Picture(f"{stem}.{EXTENSIONS[kind]}", kind, content)


async def _stored(tools: Tools, name: str) -> bytes:
    path = tools.store.find(name)
    if path is None:
        raise RefusedError(_NOT_FOUND, "the example's file is not in the store")
    return await asyncio.to_thread(path.read_bytes)


async def _fetched(tools: Tools, url: str) -> bytes:
    if tools.http is None:
        raise RefusedError(_NOT_FOUND, "nothing to fetch with")
    # The catalogue's own address, typed by staff: its host is allowed for this picture.
    fetcher = AttachmentFetcher(tools.http, url)
    try:
        return (await fetcher.fetch(url)).content
    except NotThereError as error:
        raise NotSentError(f"example: {error}") from error
    except NotAllowedError as error:
        raise RefusedError(_NOT_FOUND, f"example: {error}") from error
