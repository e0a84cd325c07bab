"""Whether an answer speaks of another element than the one that is asked about. Pure."""

from typing import Final

from agent.assistant.facts import CaseFacts
from agent.assistant.hearing import Hearing
from agent.assistant.wording import spoken
from domain.matching import match_text

_SENTENCE_WORDS: Final = 4


def other_element(turn: Hearing, case: CaseFacts, element: str, text: str) -> str | None:
    """The other element of the case that a whole sentence is about; a word or two are an answer."""
    if turn.known is None or len(spoken(text)) < _SENTENCE_WORDS:
        return None
    named = {hit.code for hit in match_text(turn.known.vocabulary, text).elements}
    others = [code for code in case.quantities if code in named]
    return others[0] if len(others) == 1 and element not in named else None
