"""What the assistant answers: values that any channel can show, never markup of one of them."""

from enum import StrEnum

from agent.assistant.state import Reference, Value
from domain.catalogue.schemas import Listed


class ReplyKind(StrEnum):
    """What a reply is, for channels that show kinds differently."""

    NOTICE = "notice"
    NOT_UNDERSTOOD = "not_understood"
    PRICE = "price"
    QUOTE = "quote"
    SUMMARY = "summary"
    QUESTION = "question"


class Reply(Value):
    """A message to the client.

    `options` may be tapped; a tap comes back as the option's own text, or as its number from 1. `about` says
    what a question is about: a channel that knows what was quoted or tapped hands it back to `step`.
    `picture`: an example to send with it, a URL or the name of a file in the image store.
    """

    kind: ReplyKind
    text: str
    options: Listed[str] = ()
    about: Reference | None = None
    picture: str | None = None
