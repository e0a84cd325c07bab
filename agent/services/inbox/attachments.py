"""What came with a message, as it is stored with it; the worker fetches the files later."""

from typing import Any, Final

from agent.services.inbox.events import ChatwootMessageEvent

_LONGEST_URL: Final = 4000
_LONGEST_NAME: Final = 200
_UNSUPPORTED: Final = "unsupported"


def attachments_of(event: ChatwootMessageEvent) -> list[dict[str, Any]]:
    """The attachments of an event that have a number, in their order.

    A message of a kind that Chatwoot does not know has one that says so.
    """
    if event.content_attributes.is_unsupported:
        return [{"id": event.id, "kind": _UNSUPPORTED}]
    found = []
    for attachment in event.attachments or ():
        if attachment.id is None:
            continue
        entry: dict[str, Any] = {"id": attachment.id, "kind": attachment.file_type or _UNSUPPORTED}
        if attachment.data_url and len(attachment.data_url) <= _LONGEST_URL:
            entry["url"] = attachment.data_url
        if attachment.fallback_title:
            entry["name"] = attachment.fallback_title[:_LONGEST_NAME]
        if attachment.coordinates_lat is not None and attachment.coordinates_long is not None:
            entry["latitude"] = attachment.coordinates_lat
            entry["longitude"] = attachment.coordinates_long
        found.append(entry)
    return found
