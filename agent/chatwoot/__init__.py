"""Chatwoot, the WhatsApp inbox: its API, the files of its messages, and what its texts go through."""

from agent.chatwoot.client import MARK, Chatwoot, Picture, Template
from agent.chatwoot.errors import ChatwootError, FailedError, NotSentError, RefusedError, UncertainError
from agent.chatwoot.fetching import AttachmentFetcher, Fetched, NotAllowedError, NotThereError

__all__ = [
    "MARK",
    "AttachmentFetcher",
    "Chatwoot",
    "ChatwootError",
    "FailedError",
    "Fetched",
    "NotAllowedError",
    "NotSentError",
    "NotThereError",
    "Picture",
    "RefusedError",
    "Template",
    "UncertainError",
]
