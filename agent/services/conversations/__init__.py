"""Conversations and their messages."""

from agent.services.conversations.records import (
    AppendedMessage,
    FoundConversation,
    MessagePage,
    append_message,
    get_conversation,
    get_or_create_conversation,
    lock_conversation,
    message_page,
    set_summary,
)

__all__ = [
    "AppendedMessage",
    "FoundConversation",
    "MessagePage",
    "append_message",
    "get_conversation",
    "get_or_create_conversation",
    "lock_conversation",
    "message_page",
    "set_summary",
]
