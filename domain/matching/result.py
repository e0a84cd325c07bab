"""What the matcher answers: elements, questions, denied elements and words nothing explains."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ElementHit:
    """An element the client means. `score` is in (0, 1]; `words` are the client's words that caused it."""

    code: str
    quantity: int
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer to a question."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """A choice the client has left open.

    `element` is the code of the parent whose variant is open, or "" when unrelated elements share the
    client's word. `quantity` is what the answer will count, where the chosen element is countable.
    """

    element: str
    question: str
    options: tuple[Option, ...]
    words: tuple[str, ...]
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The reading of one message. `unresolved` holds folded words (lower case, no accents)."""

    elements: tuple[ElementHit, ...] = ()
    questions: tuple[Question, ...] = ()
    unresolved: tuple[str, ...] = ()
    negated: tuple[ElementHit, ...] = ()
