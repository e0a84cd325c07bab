"""Questions that are only understood with the one before: «¿y para motos?», «¿y si es un remolque?»."""

import re
from typing import Final

from domain.folding import fold_line
from domain.regulations.identifiers import identifiers_in

_OPENING: Final = re.compile(r"^\W*(?:y|pero|entonces|o|e|tambien|lo mismo|igual)\b")
_WORDS: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 9


def is_follow_up(question: str) -> bool:
    """Whether a question leans on the one before: it goes on with «y», «pero» … and is short, or says hardly
    anything by itself."""
    folded = fold_line(question)
    count = len(_WORDS.findall(folded))
    if not identifiers_in(question).is_empty:
        return False
    return count <= 3 or (bool(_OPENING.search(folded)) and count <= _LONGEST)


def with_previous(question: str, previous: str | None) -> str:
    """The question as it is to be looked for: after the one before where it leans on it."""
    if previous is None or not previous.strip() or not is_follow_up(question):
        return question
    return f"{previous.strip()} {question.strip()}"
