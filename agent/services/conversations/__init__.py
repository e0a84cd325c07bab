"""Conversations and their messages."""

from agent.services.conversations.changes import add_attachments, delete_message, edit_message, find_message
from agent.services.conversations.records import (
    AppendedMessage,
    FoundConversation,
    MessagePage,
    append_message,
    erased_meanwhile,
    find_conversation,
    find_or_insert_conversation,
    get_conversation,
    get_or_create_conversation,
    lock_conversation,
    message_page,
    set_summary,
    unknown_conversation,
)
from agent.services.conversations.showing import attributes_job

__all__ = [
    "AppendedMessage",
    "FoundConversation",
    "MessagePage",
    "add_attachments",
    "append_message",
    "attributes_job",
    "delete_message",
    "edit_message",
    "erased_meanwhile",
    "find_conversation",
    "find_message",
    "find_or_insert_conversation",
    "get_conversation",
    "get_or_create_conversation",
    "lock_conversation",
    "message_page",
    "set_summary",
    "unknown_conversation",
]
