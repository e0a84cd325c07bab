"""The life of an escalation; a trigger in the database keeps the same table."""

from types import MappingProxyType
from typing import Final

from agent.services.transitions import Lifecycle
from shared.vocabularies import EscalationStatus as Status

ESCALATION_LIFE: Final = Lifecycle(
    following=MappingProxyType(
        {
            Status.PENDING: frozenset({Status.IN_PROGRESS, Status.RESOLVED}),
            Status.IN_PROGRESS: frozenset({Status.PENDING, Status.RESOLVED}),
            Status.RESOLVED: frozenset({Status.PENDING}),
        }
    ),
    spanish=MappingProxyType(
        {Status.PENDING: "pendiente", Status.IN_PROGRESS: "en curso", Status.RESOLVED: "resuelta"}
    ),
    final_remedy="Es un estado final: abre una escalación nueva.",
)

# Resolved ones may be reopened, but nobody has to attend them.
OPEN_STATUSES: Final = frozenset({Status.PENDING, Status.IN_PROGRESS})
