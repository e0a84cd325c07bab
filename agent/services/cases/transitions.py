"""The life of cases and of their elements; triggers in the database keep the same tables."""

from types import MappingProxyType
from typing import Final

from agent.services.transitions import Lifecycle
from shared.vocabularies import CaseElementStatus as Element
from shared.vocabularies import CaseStatus as Status

_FINAL: Final = "Es un estado final: abre un expediente nuevo."

CASE_LIFE: Final = Lifecycle(
    following=MappingProxyType(
        {
            Status.COLLECTING: frozenset({Status.PENDING_REVIEW, Status.CANCELLED, Status.ABANDONED}),
            Status.PENDING_REVIEW: frozenset(
                {Status.COLLECTING, Status.IN_PROGRESS, Status.CANCELLED, Status.ABANDONED}
            ),
            # Whoever works on it may find something missing, and asks the client again.
            Status.IN_PROGRESS: frozenset(
                {Status.COLLECTING, Status.COMPLETED, Status.CANCELLED, Status.ABANDONED}
            ),
            Status.COMPLETED: frozenset(),
            Status.CANCELLED: frozenset(),
            # The client no longer answers; whoever comes back opens a new one.
            Status.ABANDONED: frozenset(),
        }
    ),
    spanish=MappingProxyType(
        {
            Status.COLLECTING: "recogiendo datos",
            Status.PENDING_REVIEW: "pendiente de revisión",
            Status.IN_PROGRESS: "en trámite",
            Status.COMPLETED: "terminado",
            Status.CANCELLED: "cancelado",
            Status.ABANDONED: "abandonado",
        }
    ),
    final_remedy=_FINAL,
)

ELEMENT_LIFE: Final = Lifecycle(
    following=MappingProxyType(
        {
            Element.PENDING_PHOTOS: frozenset({Element.PENDING_DATA}),
            Element.PENDING_DATA: frozenset({Element.PENDING_PHOTOS, Element.COMPLETED}),
            Element.COMPLETED: frozenset({Element.PENDING_PHOTOS, Element.PENDING_DATA}),
        }
    ),
    spanish=MappingProxyType(
        {
            Element.PENDING_PHOTOS: "a falta de fotos",
            Element.PENDING_DATA: "a falta de datos",
            Element.COMPLETED: "completo",
        }
    ),
    final_remedy=_FINAL,
)

OPEN_STATUSES: Final = CASE_LIFE.open_statuses


def steps_between(current: Element, wanted: Element) -> tuple[Element, ...]:
    """The statuses an element passes through to reach `wanted`: forwards one by one, backwards at once."""
    order = list(Element)
    if order.index(wanted) <= order.index(current):
        return (wanted,) if wanted != current else ()
    return tuple(order[order.index(current) + 1 : order.index(wanted) + 1])
