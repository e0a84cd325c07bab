"""The legal changes of status of what has a life: one mechanism, whose tables stand with each subject.

Triggers in the database keep the same tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from shared.errors import ConflictError, InvariantError

State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Lifecycle(Generic[State]):
    """Which statuses may follow each, and what each is called in Spanish.

    `final_remedy` is what to do about a final one. Raises InvariantError when a member of the vocabulary is
    missing from either table, so that a new status is noticed at once.
    """

    following: Mapping[State, frozenset[State]]
    spanish: Mapping[State, str]
    final_remedy: str

    def __post_init__(self) -> None:
        members = set(type(next(iter(self.following))))
        for table in (self.following, self.spanish):
            if missing := members - set(table):
                raise InvariantError(
                    "status_without_rules",
                    f"No se sabe nada del estado {', '.join(sorted(missing))}.",
                    "status",
                    "Di qué estados pueden seguirle y cómo se llama.",
                )

    @property
    def open_statuses(self) -> frozenset[State]:
        """The statuses that another one may follow."""
        return frozenset(status for status, following in self.following.items() if following)

    def allows(self, current: State, wanted: State) -> bool:
        """Whether `wanted` may follow `current`."""
        return wanted in self.following[current]

    def require(self, current: State, wanted: State, subject: str) -> None:
        """Raise ConflictError, naming the statuses allowed, unless `wanted` may follow `current`."""
        if not self.allows(current, wanted):
            raise self.refusal(current, wanted, subject)

    def refusal(
        self, current: State, wanted: State, subject: str, remedy: str | None = None
    ) -> ConflictError:
        """The error of a change that is not legal, or not by this way (`remedy` says by which)."""
        allowed = self.following[current]
        names = [f"«{self.spanish[status]}» ({status})" for status in self.following if status in allowed]
        return ConflictError(
            "illegal_transition",
            f"{subject} está «{self.spanish[current]}» ({current}) y no puede pasar a "
            f"«{self.spanish[wanted]}» ({wanted}).",
            "status",
            remedy or (f"Puede pasar a {' o '.join(names)}." if names else self.final_remedy),
        )
