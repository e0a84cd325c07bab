"""Free Spanish text to elements: see docs/decisions/0005-matching.md."""

from agent.services.matching.answers import resolve_answer
from agent.services.matching.matcher import match_text
from agent.services.matching.result import ElementHit, MatchResult, Option, Question
from agent.services.matching.vocabulary import Vocabulary, compile_vocabulary

__all__ = [
    "ElementHit",
    "MatchResult",
    "Option",
    "Question",
    "Vocabulary",
    "compile_vocabulary",
    "match_text",
    "resolve_answer",
]
