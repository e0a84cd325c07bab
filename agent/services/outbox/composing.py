"""The assistant's replies as messages of WhatsApp. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from agent.assistant import Reply
from agent.chatwoot.texts import LONGEST_CAPTION, are_buttons, neutral, numbered, parts_of
from shared.vocabularies import OutgoingKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do in Chatwoot. `content` is as it was meant: neutralised when it is sent."""

    kind: OutgoingKind
    content: str
    options: tuple[str, ...] = ()
    picture: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)


def entries_of(replies: Iterable[Reply]) -> list[Entry]:
    """The messages of a turn: a picture before its text, options as buttons where they can be, long texts in
    parts; what a reply is about goes with each of its messages, so that any of them may be quoted."""
    return [entry for reply in replies for entry in _of(reply)]


def _of(reply: Reply) -> Iterator[Entry]:
    about = reply.about.model_dump(mode="json") if reply.about is not None else {}
    text = reply.text.strip()
    if reply.picture is not None:
        is_caption = not reply.options and len(neutral(text)) <= LONGEST_CAPTION
        caption = text if is_caption else ""
        yield Entry(OutgoingKind.PICTURE, caption, picture=reply.picture, about=about)
        if is_caption:
            return
    if are_buttons(text, reply.options):
        yield Entry(
            OutgoingKind.CHOICES, text, tuple(option.strip() for option in reply.options), about=about
        )
        return
    whole = numbered(text, reply.options) if reply.options else text
    for part in parts_of(whole):
        if part:
            yield Entry(OutgoingKind.TEXT, part, about=about)
