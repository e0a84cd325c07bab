"""The legal changes of status of cases and their elements; triggers in the database keep the same tables."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from shared.errors import ConflictError
from shared.vocabularies import CaseElementStatus as Element
from shared.vocabularies import CaseStatus as Status

State = TypeVar("State", Status, Element)

CASE_TRANSITIONS: Final[Mapping[Status, frozenset[Status]]] = MappingProxyType(
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
)

ELEMENT_TRANSITIONS: Final[Mapping[Element, frozenset[Element]]] = MappingProxyType(
    {
        Element.PENDING_PHOTOS: frozenset({Element.PENDING_DATA}),
        Element.PENDING_DATA: frozenset({Element.PENDING_PHOTOS, Element.COMPLETED}),
        Element.COMPLETED: frozenset({Element.PENDING_PHOTOS, Element.PENDING_DATA}),
    }
)

OPEN_STATUSES: Final = frozenset(status for status, following in CASE_TRANSITIONS.items() if following)

# One mapping for each: members of two vocabularies with the same word are equal.
_NAMES: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = MappingProxyType(
    {
        Status: {
            Status.COLLECTING: "recogiendo datos",
            Status.PENDING_REVIEW: "pendiente de revisión",
            Status.IN_PROGRESS: "en trámite",
            Status.COMPLETED: "terminado",
            Status.CANCELLED: "cancelado",
            Status.ABANDONED: "abandonado",
        },
        Element: {
            Element.PENDING_PHOTOS: "a falta de fotos",
            Element.PENDING_DATA: "a falta de datos",
            Element.COMPLETED: "completo",
        },
    }
)


def status_name(status: Status | Element) -> str:
    """The status of a case, or of one of its elements, as people say it."""
    return _NAMES[type(status)][status]


def require_transition(
    table: Mapping[State, frozenset[State]], current: State, wanted: State, subject: str
) -> None:
    """Raise ConflictError, naming the statuses allowed, unless `wanted` may follow `current`."""
    allowed = table[current]
    if wanted in allowed:
        return
    names = [f"«{status_name(status)}» ({status})" for status in table if status in allowed]
    raise ConflictError(
        "illegal_transition",
        f"{subject} está «{status_name(current)}» ({current}) y no puede pasar a "
        f"«{status_name(wanted)}» ({wanted}).",
        "status",
        f"Puede pasar a {' o '.join(names)}." if names else "Es un estado final: abre un expediente nuevo.",
    )


def steps_between(current: Element, wanted: Element) -> tuple[Element, ...]:
    """The statuses an element passes through to reach `wanted`: forwards one by one, backwards at once."""
    order = list(Element)
    if order.index(wanted) <= order.index(current):
        return (wanted,) if wanted != current else ()
    return tuple(order[order.index(current) + 1 : order.index(wanted) + 1])
