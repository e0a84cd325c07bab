"""Escalations: what a person of the firm has to take over."""

from agent.services.escalations.records import (
    OPEN_STATUSES,
    TRANSITIONS,
    EscalationPage,
    FoundEscalation,
    escalate,
    get_escalation,
    give_back_escalation,
    list_escalations,
    lock_escalation,
    reopen_escalation,
    resolve_escalation,
    take_escalation,
)

__all__ = [
    "OPEN_STATUSES",
    "TRANSITIONS",
    "EscalationPage",
    "FoundEscalation",
    "escalate",
    "get_escalation",
    "give_back_escalation",
    "list_escalations",
    "lock_escalation",
    "reopen_escalation",
    "resolve_escalation",
    "take_escalation",
]
