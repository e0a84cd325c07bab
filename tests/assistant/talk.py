"""A dialogue in a test: every state goes through JSON before the next message, as a stored one does."""

import json
from decimal import Decimal

from agent.assistant import (
    Asked,
    Context,
    DialogueState,
    Reply,
    begin,
    quote_of,
    state_of,
    step,
    stored_state,
)


class Talk:
    """What has been said so far; `replies` are those to the last message."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.state, self.replies = begin(context)

    def say(self, *messages: str) -> "Talk":
        """Send these messages one after another."""
        for message in messages:
            resumed = state_of(json.loads(json.dumps(stored_state(self.state))))
            assert resumed == self.state
            self.state, self.replies = step(self.context, resumed, message)
        return self

    def answer(self, reply: Reply, message: str) -> "Talk":
        """Send a message that quotes a reply."""
        self.state, self.replies = step(self.context, self.state, message, reply.about)
        return self

    @property
    def wanted(self) -> dict[str, int]:
        """The request."""
        return self.state.quantities

    @property
    def open(self) -> list[str | None]:
        """The elements of the questions that are asked or were given up."""
        return [item.asked.element for item in self.state.questions]

    @property
    def total(self) -> Decimal | None:
        """The total of the quote, None where it has none."""
        quote = quote_of(self.context, self.state)
        return quote.total if quote else None

    @property
    def asked(self) -> Asked:
        """What is asked now."""
        return self.state.waiting.asked

    @property
    def text(self) -> str:
        """Everything that was answered to the last message."""
        return "\n".join(reply.text for reply in self.replies)

    def data(self, element: str) -> dict[str, object]:
        """The answers about an element."""
        return dict(self.state.answers_of(element))


def is_resumed(state: DialogueState) -> bool:
    """Whether the state comes back from JSON as it was."""
    return state_of(json.loads(json.dumps(stored_state(state)))) == state
