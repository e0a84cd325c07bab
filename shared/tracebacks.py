"""Exceptions as a log may hold them: where it happened and of which kind, never what a person wrote.

Messages of exceptions quote the values that caused them (a duplicate phone, a text that can't be read), and
local variables hold whole requests. So neither is shown; of a message only facts that name no value are
left: the database's code and constraint, the system's error number, our own stable codes.
"""

import errno
import traceback
from collections.abc import Iterator
from typing import Any, Final

from shared.errors import InvariantError, MsiaError, ServerUnavailableError

_FRAMES: Final = 40
_LINKS: Final = 8
_DATABASE_FACTS: Final = ("sqlstate", "schema_name", "table_name", "column_name", "constraint_name")
_CAUSE: Final = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT: Final = "\nDuring handling of the above exception, another exception occurred:\n\n"


def describe(error: BaseException) -> str:
    """The exception's type and what may be told of it, such as `IntegrityError (sqlstate=23505)`."""
    facts = ", ".join(_facts(error))
    name = type(error).__qualname__
    return f"{name} ({facts})" if facts else name


def plain_traceback(error: BaseException) -> str:
    """The traceback with its causes: files, lines and code of the last frames, without any value."""
    links: list[tuple[BaseException, str]] = []
    current: BaseException | None = error
    joint = ""
    while current is not None and len(links) < _LINKS and all(current is not link for link, _ in links):
        links.append((current, joint))
        if current.__cause__ is not None:
            current, joint = current.__cause__, _CAUSE
        elif current.__suppress_context__:
            current = None
        else:
            current, joint = current.__context__, _CONTEXT
    return "".join(_part(link) + follow for link, follow in reversed(links)).rstrip("\n")


def _part(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__, limit=-_FRAMES))
    text = f"Traceback (most recent call last):\n{frames}{describe(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        inner = [f"  of the group: {describe(member)}\n" for member in error.exceptions[:_LINKS]]
        text += "".join(inner)
    return text


def _facts(error: BaseException) -> Iterator[str]:
    match error:
        case ServerUnavailableError() | InvariantError():
            # Written for who runs the program, about servers and codes.
            yield f"code={error.code}: {error}"
        case MsiaError():
            yield f"code={error.code}"
            if error.field is not None:
                yield f"field={error.field[:60]}"
        case AttributeError() | NameError() | ImportError():
            yield f"name={error.name!r}"
        case OSError() if error.errno is not None:
            yield errno.errorcode.get(error.errno, str(error.errno))
        case _:
            yield from _database_facts(error)


def _database_facts(error: BaseException) -> Iterator[str]:
    """What PostgreSQL's error names beside its message, looked for under SQLAlchemy's wrapping."""
    original: Any = getattr(error, "orig", None)
    for source in (error, original, getattr(original, "__cause__", None)):
        found = [f"{name}={value}" for name in _DATABASE_FACTS if (value := getattr(source, name, None))]
        if found:
            yield from found
            return
