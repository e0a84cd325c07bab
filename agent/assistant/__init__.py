"""The dialogue with a client, from the first words to the data that a case needs; docs/dialogue.md."""

from agent.assistant.context import Context
from agent.assistant.outcome import outcome, price_line, quote_of, summary
from agent.assistant.replies import Reply, ReplyKind
from agent.assistant.state import Asked, DialogueState, Reference, Stage, state_of, stored_state
from agent.assistant.stepping import begin, next_question, step

__all__ = [
    "Asked",
    "Context",
    "DialogueState",
    "Reference",
    "Reply",
    "ReplyKind",
    "Stage",
    "begin",
    "next_question",
    "outcome",
    "price_line",
    "quote_of",
    "state_of",
    "step",
    "stored_state",
    "summary",
]
