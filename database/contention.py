"""Transactions that met another one: which errors say so, and may be tried again from the start."""

from typing import Final

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

# Serialization failure, deadlock, lock not available (also by lock_timeout).
_MET_ANOTHER: Final = frozenset({"40001", "40P01", "55P03"})

# A value that has no place, a broken constraint, a limit of the program (an index entry that is too long), a
# trigger's refusal.
_REFUSALS: Final = ("22", "23", "54", "P0001")

# The names that the triggers give their refusals.
_ERASED: Final = frozenset({"erased_user", "erased_conversation"})


def met_another(error: DBAPIError) -> bool:
    """Whether a transaction failed only because of others at the same time."""
    return str(getattr(error.orig, "sqlstate", None) or "") in _MET_ANOTHER


def is_refused_for_good(error: DBAPIError) -> bool:
    """Whether the same values would be refused again.

    By the state alone: the driver of PostgreSQL raises one class for whatever is no broken constraint.
    """
    state = str(getattr(error.orig, "sqlstate", None) or "")
    return state.startswith(_REFUSALS) or isinstance(error, DataError | IntegrityError)


def is_refused_as_erased(error: DBAPIError) -> bool:
    """Whether the database refused new content for somebody who has been erased meanwhile."""
    cause: BaseException | None = error.orig
    while cause is not None:
        if getattr(cause, "constraint_name", None) in _ERASED:
            return True
        cause = cause.__cause__
    return False
