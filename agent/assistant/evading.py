"""What looks like an answer and is none: a question, «no lo sé», «ya te lo dije». Pure.

Whoever asks for words of the client's own would take any sentence for them.
"""

from enum import StrEnum
from typing import Final

from agent.assistant.topics import Topic, topic_in
from agent.assistant.wording import meanings, spoken

_SHORT: Final = 2


class Evasion(StrEnum):
    """Why a text is no datum."""

    QUESTION = "question"
    UNKNOWN = "unknown"
    ALREADY = "already"


def evades(text: str) -> Evasion | None:
    """Why the text can't be the words that were asked for; None where it can."""
    if is_question(text):
        return Evasion.QUESTION
    said = topic_in(text, {Topic.ALREADY, Topic.UNKNOWN})
    if said is None:
        return None
    return Evasion.ALREADY if said.command is Topic.ALREADY else Evasion.UNKNOWN


def asks_anything(text: str) -> bool:
    """Whether the text asks something where no answer could be put as a question."""
    return is_question(text) or ("?" in text and len(spoken(text)) > _SHORT)


def is_question(text: str) -> bool:
    """Whether the text asks something: «¿Akrapovic?» only says that the client is not sure."""
    words = [word.text for word in spoken(text) if word.text not in meanings("courtesy")]
    if not words:
        return False
    if "?" not in text and topic_in(text, {Topic.DEFER}) is not None:
        return False  # «cuando llegue a casa» asks nothing
    if "?" in text or "¿" in text:
        after = [word.text for word in spoken(text.rpartition("?")[2])] if "?" in text else []
        if any(word not in meanings("courtesy") for word in after):
            return False  # «¿qué taller? ninguno» has its answer
        return len(words) > 1 and any(word in meanings("asking") for word in words)
    return words[0] in meanings("asks_first") and len(words) > 2
