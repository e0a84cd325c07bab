"""What a passage has to speak of to answer a question, where the question is about a subject of its own."""

from functools import lru_cache

from domain.regulations.es.subjects import SUBJECTS
from domain.regulations.everyday import stems_of


def subjects_of(question: str) -> tuple[tuple[str, ...], ...]:
    """The subjects of the question: of each, the groups of words of which a passage must have one."""
    stems = stems_of(question)
    return tuple(
        wanted
        for phrases, wanted in _rows()
        if any(
            stems[place : place + len(phrase)] == phrase
            for phrase in phrases
            for place in range(len(stems) - len(phrase) + 1)
        )
    )


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[tuple[tuple[str, ...], ...], tuple[str, ...]], ...]:
    return tuple((tuple(stems_of(phrase) for phrase in phrases), wanted) for phrases, wanted in SUBJECTS)
