"""Who acts: the person or the program on whose behalf the work at hand is done, for the audit.

Each door says it once (the API, the webhook, the command line, a job), and whatever is written inside carries
it, across awaits and the tasks started there. No database here: `database/acting_user.py` hands it on.
"""

import getpass
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from shared.vocabularies import ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who changes data. `user_id` is the row of a member of staff in admin_users.

    The name of a client is the id of their row in users, never a name or a phone: it outlives an erasure.
    """

    kind: ActorKind
    name: str
    user_id: uuid.UUID | None = None


_acting: ContextVar[Actor | None] = ContextVar("msia_actor", default=None)


def current_actor() -> Actor | None:
    """Whom the work at hand is done for; None when no door has said."""
    return _acting.get()


@contextmanager
def acting_as(actor: Actor | None) -> Iterator[None]:
    """What is written inside is recorded for `actor`, None for nobody known."""
    token = _acting.set(actor)
    try:
        yield
    finally:
        _acting.reset(token)


def start_acting(actor: Actor) -> None:
    """Like `acting_as`, for the rest of this process or task."""
    _acting.set(actor)


@contextmanager
def acting_as_job(name: str) -> Iterator[None]:
    """What is written inside is recorded for the job `name`, and for the operator who started it, if any."""
    outer = current_actor()
    started_by = f" ({outer.name})" if outer is not None and outer.kind is ActorKind.OPERATOR else ""
    with acting_as(Actor(ActorKind.JOB, f"{name}{started_by}")):
        yield


def operator() -> Actor:
    """The operating system's user of this process; what the environment claims is not asked."""
    if sys.platform == "win32":
        return Actor(ActorKind.OPERATOR, getpass.getuser())
    import os
    import pwd

    uid = os.getuid()
    try:
        return Actor(ActorKind.OPERATOR, pwd.getpwuid(uid).pw_name)
    except KeyError:  # a container's user without a name
        return Actor(ActorKind.OPERATOR, f"uid {uid}")
