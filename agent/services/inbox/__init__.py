"""What arrives from Chatwoot: events, whose they are, storing and parking them."""

from agent.services.inbox.events import (
    ChatwootConversationEvent,
    ChatwootMessageEvent,
    ChatwootOtherEvent,
    StoredEvent,
    parse_event,
)
from agent.services.inbox.parking import get_parked, park, text_of
from agent.services.inbox.receiving import (
    Outcome,
    Receipt,
    Scope,
    park_unless_erased,
    receive,
    resolve_parked,
)

__all__ = [
    "ChatwootConversationEvent",
    "ChatwootMessageEvent",
    "ChatwootOtherEvent",
    "Outcome",
    "Receipt",
    "Scope",
    "StoredEvent",
    "get_parked",
    "park",
    "park_unless_erased",
    "parse_event",
    "receive",
    "resolve_parked",
    "text_of",
]
