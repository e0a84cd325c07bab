"""What the database refuses of the seed data, as one line that says which row and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from database.jsonb import JsonbValidationError
from shared.errors import ConflictError, InvalidInputError, MsiaError

# SQLSTATE classes: 22 data exception, 23 integrity constraint violation.
_OF_THE_DATA = ("22", "23")


@contextmanager
def refusals_explained(slug: str) -> Iterator[None]:
    """Raise InvalidInputError for seed data of category `slug` that break a rule of the database, and
    ConflictError for a row made by hand in the way of a seeded one. Other failures pass unchanged.
    """
    try:
        yield
    except StatementError as error:
        known = _explain(slug, error)
        if known is None:
            raise
        raise known from error


def _explain(slug: str, error: StatementError) -> MsiaError | None:
    if isinstance(error.orig, JsonbValidationError):
        return _invalid(slug, str(error.orig))
    if not isinstance(error, DBAPIError):
        return None
    driver: Any = error.orig
    cause = getattr(driver, "__cause__", None) or driver
    state = getattr(cause, "sqlstate", None) or ""
    if not isinstance(error, IntegrityError) and not state.startswith(_OF_THE_DATA):
        return None
    message = str(cause).splitlines()[0]
    detail = getattr(cause, "detail", None)
    if state != "23505" and "UNIQUE constraint failed" not in message:
        return _invalid(slug, f"{message}. {detail}" if detail else f"{message}.")
    return ConflictError(
        "seed_conflict",
        f"La categoría «{slug}» no se ha cargado: {detail or message}",
        "seeds",
        "Cambia o quita la fila hecha a mano, o su código en los datos; no se ha escrito nada.",
    )


def _invalid(slug: str, reason: str) -> InvalidInputError:
    return InvalidInputError(
        "invalid_seed_data",
        f"La categoría «{slug}» no se ha cargado: {' '.join(reason.split())}",
        "seeds",
        "Corrige los datos (msia validate); no se ha escrito nada.",
    )
