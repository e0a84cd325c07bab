"""Escalations: what a person of the firm has to take over."""

from agent.services.escalations.records import (
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
from agent.services.escalations.transitions import ESCALATION_LIFE, OPEN_STATUSES

__all__ = [
    "ESCALATION_LIFE",
    "OPEN_STATUSES",
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
