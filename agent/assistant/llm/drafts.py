"""The dialogue's replies as a draft that a model writes anew, part by part, and reading what it wrote. Pure.

A price as it was offered, a summary, a list and the greeting, which says that a machine speaks, stay as they
are.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agent.assistant import phrases
from agent.assistant.replies import Reply, ReplyKind

EXTRA: Final = 0
"""The number of what the model answers of its own, before the draft's parts."""
_FIXED: Final = frozenset({ReplyKind.QUOTE, ReplyKind.SUMMARY, ReplyKind.PRICE})
_LONGEST: Final = 700
_MARK: Final = re.compile(r"^[ \t>*_]*\[(\d{1,2})\][ \t*_:]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the draft; only those with a number are written anew."""

    reply: Reply
    number: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """The replies of a turn."""

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, replies: Sequence[Reply]) -> "Draft":
        """The draft of these replies."""
        parts = []
        number = 0
        for reply in replies:
            if _is_fixed(reply):
                parts.append(Part(reply, None))
            else:
                number += 1
                parts.append(Part(reply, number))
        return cls(tuple(parts))

    @property
    def open(self) -> Mapping[int, str]:
        """The texts to be written anew, by number."""
        return {part.number: part.reply.text for part in self.parts if part.number is not None}

    @property
    def text(self) -> str:
        """All that the dialogue says, options included."""
        return "\n".join(
            "\n".join((part.reply.text, *part.reply.options)) for part in self.parts if part.reply.text
        )

    def phrased(self, texts: Mapping[int, str]) -> tuple[Reply, ...]:
        """The replies with these texts, and what the model says of its own before the first of them."""
        replies: list[Reply] = []
        extra = texts.get(EXTRA, "").strip()
        for part in self.parts:
            if part.number is None:
                replies.append(part.reply)
                continue
            if extra:
                replies.append(Reply(kind=ReplyKind.NOTICE, text=extra))
                extra = ""
            replies.append(part.reply.model_copy(update={"text": texts[part.number].strip()}))
        return tuple(replies)


def shown(draft: Draft) -> str:
    """The draft as a model reads it."""
    lines = []
    for part in draft.parts:
        label = f"[{part.number}]" if part.number is not None else "(fijo, se envía tal cual)"
        options = " | ".join(part.reply.options)
        lines.append(f"{label} {part.reply.text}" + (f"\n   (botones: {options})" if options else ""))
    return "\n".join(lines)


def texts_in(draft: Draft, answer: str) -> Mapping[int, str]:
    """What the model wrote, by number. An answer without any number is the only part's where there is one.

    What stands before the first number is no part of the answer.
    """
    marks = list(_MARK.finditer(answer))
    if not marks:
        numbers = list(draft.open)
        return {numbers[0]: answer.strip()} if len(numbers) == 1 and answer.strip() else {}
    ends = [mark.start() for mark in marks[1:]] + [len(answer)]
    found: dict[int, str] = {}
    for mark, end in zip(marks, ends, strict=True):
        text = answer[mark.end() : end].strip()
        if text:
            found.setdefault(int(mark[1]), text)
    return found


def _is_fixed(reply: Reply) -> bool:
    text = reply.text
    is_list = "\n•" in text or len(text) > _LONGEST
    return reply.kind in _FIXED or is_list or text.startswith(phrases.GREETING) or not text.strip()
