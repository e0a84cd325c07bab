"""The files of messages that wait, fetched before the turn: no lock is held meanwhile.

A file that is not there yet is waited for, and asked for again by the address that Chatwoot gives then; the
client notices nothing. What never comes is told to the dialogue as unavailable.
"""

import io
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import structlog
from PIL import Image, UnidentifiedImageError

from agent.assistant.answering import Attachment, AttachmentKind
from agent.chatwoot import ChatwootError, Fetched, NotAllowedError, NotThereError
from agent.services.images.kinds import sniff
from agent.worker.waiting import Waiting
from agent.worker.working import PostponedError, Tools

WAIT: Final = timedelta(minutes=2)
PAUSE: Final = timedelta(seconds=5)
_STICKER: Final = (512, 512)
_KINDS: Final[Mapping[str, AttachmentKind]] = {
    "image": AttachmentKind.IMAGE,
    "file": AttachmentKind.FILE,
    "audio": AttachmentKind.AUDIO,
    "video": AttachmentKind.VIDEO,
    "location": AttachmentKind.LOCATION,
    "sticker": AttachmentKind.STICKER,
    "contact": AttachmentKind.CONTACT,
}
_FETCHED: Final = frozenset({AttachmentKind.IMAGE, AttachmentKind.FILE})

_log = structlog.get_logger(__name__)


def is_fetched(message: Waiting) -> bool:
    """Whether anything that came with a message has to be fetched."""
    kinds = (_KINDS.get(str(entry["kind"])) for entry in message.attachments)
    return message.deleted_at is None and any(kind in _FETCHED for kind in kinds)


async def fetch_attachments(
    tools: Tools, conversation: str, messages: Sequence[Waiting]
) -> dict[uuid.UUID, tuple[Attachment, ...]]:
    """What came with each message. Raises PostponedError while a file of a new message is not there."""
    return {message.id: await _of_message(tools, conversation, message) for message in messages}


async def _of_message(tools: Tools, conversation: str, message: Waiting) -> tuple[Attachment, ...]:
    if message.deleted_at is not None:
        return ()
    if not message.attachments and not message.content.strip():
        # A download that failed at Chatwoot leaves a message with nothing in it.
        name = f"message:{message.chatwoot_message_id or message.id}"
        return (Attachment(AttachmentKind.UNAVAILABLE, None, None, None, name),)
    return tuple([await _attachment(tools, conversation, message, entry) for entry in message.attachments])


async def _attachment(
    tools: Tools, conversation: str, message: Waiting, entry: Mapping[str, Any]
) -> Attachment:
    kind = _KINDS.get(str(entry["kind"]), AttachmentKind.UNSUPPORTED)
    name, external_id = entry.get("name"), str(entry["id"])
    if kind not in _FETCHED:
        return Attachment(kind, name, None, None, external_id)
    try:
        fetched = await _fetch(tools, conversation, message, entry)
    except NotThereError as error:
        now = tools.clock.now()
        if now < message.created_at + WAIT:
            raise PostponedError(now + PAUSE) from error
        _log.warning("an attachment never came", error=str(error))
        return Attachment(AttachmentKind.UNAVAILABLE, name, None, None, external_id)
    except NotAllowedError as error:
        _log.warning("an attachment was not fetched", error=str(error))
        return Attachment(AttachmentKind.UNAVAILABLE, name, None, None, external_id)
    seen = sniff(fetched.content[:32])
    if seen is not None and seen.startswith("image/"):
        kind = AttachmentKind.STICKER if _is_sticker(seen, fetched.content) else AttachmentKind.IMAGE
    return Attachment(
        kind, name or fetched.filename, seen or fetched.content_type, fetched.content, external_id
    )


async def _fetch(tools: Tools, conversation: str, message: Waiting, entry: Mapping[str, Any]) -> Fetched:
    if tools.fetcher is None or tools.chatwoot is None:
        raise NotAllowedError("no Chatwoot is configured")
    url = entry.get("url")
    try:
        if not isinstance(url, str):
            raise NotThereError("without an address")
        return await tools.fetcher.fetch(url)
    except NotThereError:
        if message.chatwoot_message_id is None:
            raise
        try:
            fresh = await tools.chatwoot.attachment_url(
                conversation, message.chatwoot_message_id, int(entry["id"])
            )
        except ChatwootError as error:
            raise NotThereError(str(error)) from error
        if fresh is None:
            raise
        return await tools.fetcher.fetch(fresh)


def _is_sticker(media_type: str, content: bytes) -> bool:
    """WhatsApp's stickers come as pictures: WebP of one size."""
    if media_type != "image/webp":
        return False
    try:
        with Image.open(io.BytesIO(content), formats=("WEBP",)) as picture:
            return picture.size == _STICKER
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        return False
