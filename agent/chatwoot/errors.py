"""How a call to Chatwoot can fail, by what is known of its effect."""

from datetime import timedelta


class ChatwootError(Exception):
    """A call that did not succeed; its words name nobody."""


class NotSentError(ChatwootError):
    """Chatwoot was not reached, or took nothing: it may be sent again after `pause`."""

    def __init__(self, words: str, pause: timedelta | None = None) -> None:
        super().__init__(words)
        self.pause = pause


class FailedError(ChatwootError):
    """Chatwoot's own error ended the call: it has the message or never will, which can be looked up now."""


class UncertainError(ChatwootError):
    """No answer came: the call may still be under way."""


class RefusedError(ChatwootError):
    """Chatwoot refuses the call as it is. `is_access`: the token may not do it."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status

    @property
    def is_access(self) -> bool:
        """Whether a person has to look at the tokens."""
        return self.status in {401, 403}
