"""When a silent client is reminded, and when the case is given up: functions of state and moment. Pure.

The channel keeps the time: it asks at the moment that a turn names, unless the client has written before.
"""

from datetime import datetime, timedelta
from typing import Final

from agent.assistant import phrases
from agent.assistant.asking import question_again
from agent.assistant.client import ClientState
from agent.assistant.facts import Facts, Manner
from agent.assistant.replies import Reply, ReplyKind

MOST_REMINDERS: Final = 2


def next_moment(manner: Manner, state: ClientState) -> datetime | None:
    """When to look after the client next, None where nothing is due any more."""
    if state.heard_at is None or state.stopped:
        return None
    hours = (manner.first_reminder_hours, manner.second_reminder_hours)
    for number in range(state.reminders, MOST_REMINDERS):
        if hours[number] > 0:
            return state.heard_at + timedelta(hours=hours[number])
    if state.case_id is not None and manner.abandon_days > 0:
        return state.heard_at + timedelta(days=manner.abandon_days)
    return None


def is_given_up(facts: Facts, state: ClientState) -> bool:
    """Whether the client has been silent for so long that the case is given up."""
    days = facts.manner.abandon_days
    if state.heard_at is None or facts.case is None or days <= 0:
        return False
    return facts.now - state.heard_at >= timedelta(days=days)


def reminder(facts: Facts, state: ClientState) -> tuple[ClientState, tuple[Reply, ...]]:
    """The reminder that is due now, with the state after it; nothing where none is."""
    due = next_moment(facts.manner, state)
    hours = (facts.manner.first_reminder_hours, facts.manner.second_reminder_hours)
    if due is None or facts.now < due or state.reminders >= MOST_REMINDERS:
        return state, ()
    number = next(place for place in range(state.reminders, MOST_REMINDERS) if hours[place] > 0)
    after = state.moved(reminders=number + 1)
    question = question_again(facts, state)
    if question is None:
        return after, ()
    text = (phrases.FIRST_REMINDER, phrases.SECOND_REMINDER)[number]
    after = after.moved(waiting=question.about) if question.about is not None else after
    return after, (Reply(kind=ReplyKind.NOTICE, text=text), question)
