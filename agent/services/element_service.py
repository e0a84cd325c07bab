"""What a client's own words name: the public face of the matcher."""

from agent.services.matching import (
    ElementHit,
    MatchResult,
    Option,
    Question,
    Vocabulary,
    compile_vocabulary,
    match_text,
    resolve_answer,
)

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
