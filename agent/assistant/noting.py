"""The private note with which a conversation goes to a person: what is wanted and what is missing. Pure."""

from agent.assistant import phrases
from agent.assistant.client import ClientState
from agent.assistant.facts import Facts
from agent.assistant.hearing import quote_now
from agent.assistant.outcome import request_line
from agent.assistant.showing import names_of

_MOST_NAMES = 12
_LONGEST = 3_500


def note_for(facts: Facts, state: ClientState, reason: str, last: str) -> str:
    """The summary for staff."""
    lines = [reason]
    quote = quote_now(facts, state)
    case = facts.case
    if quote is not None and quote.elements:
        lines.append(phrases.NOTE_WANTED.format(names=request_line(quote)))
        lines += list(quote.provisional_reasons)
    elif state.before:
        lines += [phrases.NOTE_SAID.format(text=text) for text in state.before]
    else:
        lines.append(phrases.NOTE_NOTHING)
    if case is not None and case.needs:
        names = names_of(case.needs)
        shown = ", ".join(names[:_MOST_NAMES])
        lines.append(phrases.NOTE_MISSING.format(count=len(names), names=shown))
    if state.further:
        lines.append(phrases.NOTE_FURTHER.format(texts=" | ".join(state.further)))
    if last.strip():
        lines.append(phrases.NOTE_SAID.format(text=last.strip()[:500]))
    return "\n".join(lines)[:_LONGEST]
