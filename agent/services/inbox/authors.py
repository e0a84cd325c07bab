"""Who wrote a message, as far as Chatwoot's event tells.

A contact's sender has no type, staff are `user`, bots `agent_bot`; an answer typed in the phone's own app and
a template have no sender. What a campaign or an automation writes in somebody's name is no person's doing.
"""

from typing import Final

from agent.services.inbox.events import ChatwootMessageEvent
from shared.vocabularies import MessageAuthor

_STAFF: Final = "user"


def author_of(event: ChatwootMessageEvent) -> MessageAuthor:
    """The author's kind."""
    attributes, origin = event.content_attributes, event.additional_attributes
    if event.message_type == "incoming":
        return MessageAuthor.CLIENT
    if attributes.msia_id is not None:
        return MessageAuthor.ASSISTANT
    if attributes.external_echo:
        return MessageAuthor.STAFF
    is_automatic = attributes.automation_rule_id is not None or (
        origin is not None and origin.campaign_id is not None
    )
    if event.message_type == "template" or is_automatic:
        return MessageAuthor.AUTOMATIC
    is_person = event.sender is not None and (event.sender.type or "").lower() == _STAFF
    return MessageAuthor.STAFF if is_person else MessageAuthor.AUTOMATIC
