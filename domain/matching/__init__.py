"""Free Spanish text to elements: see docs/decisions/0005-matching.md."""

from domain.matching.answers import resolve_answer
from domain.matching.matcher import match_text
from domain.matching.result import BeyondHit, ElementHit, MatchResult, OpenQuestion
from domain.matching.vocabulary import Vocabulary, compile_vocabulary

__all__ = [
    "BeyondHit",
    "ElementHit",
    "MatchResult",
    "OpenQuestion",
    "Vocabulary",
    "compile_vocabulary",
    "match_text",
    "resolve_answer",
]
