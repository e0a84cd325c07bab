"""What the matcher answers: elements, questions, denied elements and words nothing explains."""

from dataclasses import dataclass

from domain.catalogue import CatalogueWork
from domain.catalogue.questions import Question


@dataclass(frozen=True, slots=True)
class ElementHit:
    """An element the client means. `score` is in (0, 1]; `words` are the client's words that caused it."""

    code: str
    quantity: int
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A choice the client has left open, with the client's words that caused it.

    `quantity` is what the answer will count, where the chosen element is countable.
    """

    asked: Question
    words: tuple[str, ...]
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class BeyondHit:
    """Work the client asks for that the tariff does not price, and the client's words for it as written."""

    work: CatalogueWork
    words: str


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The reading of one message. `unresolved` holds words as the client wrote them.

    `doubtful` are elements and parents that the message names and may or may not ask for, and elements of
    which it is not sure how many, or which variant, it asks for.
    `beyond` is work that the tariff does not price; `beyond_negated` the codes of such work that is denied.
    """

    elements: tuple[ElementHit, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    unresolved: tuple[str, ...] = ()
    negated: tuple[ElementHit, ...] = ()
    beyond: tuple[BeyondHit, ...] = ()
    beyond_negated: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
