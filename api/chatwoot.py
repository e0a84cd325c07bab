"""Chatwoot's calls: who may make them, and each event as one transaction.

An event may come twice, late, or at the same time as others of the same conversation.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy.exc import DBAPIError

from agent.services.inbox import Receipt, Scope, StoredEvent, park_unless_erased, receive
from agent.services.inbox.echoes import may_be_echo, take_echo
from agent.services.inbox.following import follow, pace_of
from api.problems import RETRY_SECONDS, ApiError, sql_state
from api.schemas.chatwoot import WebhookAnswer
from api.webhook_gate import CrowdedError, Gate
from api.webhook_losses import Losses
from database.autocommit import commit_each
from database.availability import is_database_away
from database.connection import get_async_session
from database.contention import is_refused_as_erased, is_refused_for_good, met_another
from database.models.base import utcnow
from shared.config import Settings
from shared.errors import ConflictError, InvalidInputError
from shared.vocabularies import ParkingReason

_ATTEMPTS: Final = 5
SECONDS: Final = 4.0
"""Chatwoot waits five for an answer, and repeats nothing that it has given up."""
_PAUSE: Final = 0.05
# What another attempt finds otherwise: somebody else was changing or erasing the same rows.
_PASSING_CODES: Final = frozenset({"user_busy", "user_erased", "conversation_erased", "escalation_busy"})

_GATES: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, Gate]] = WeakKeyDictionary()
_LOSSES: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, Losses]] = WeakKeyDictionary()

_log = structlog.get_logger(__name__)


async def receive_event(
    event: StoredEvent, settings: Settings, now: datetime | None = None, seconds: float | None = None
) -> WebhookAnswer:
    """Store or park an event, with the jobs that follow from it at `now`, in a transaction of its own, tried
    again when it meets another one.

    An event that the database refuses for good is parked too. What fails for now, or takes longer than
    `seconds` (SECONDS unless given), is a 500 that may be sent again: Chatwoot repeats an event on 429 and
    500 alone, and never on 409.
    """
    moment, limit = now or utcnow(), seconds or SECONDS
    losses = _LOSSES.setdefault(asyncio.get_running_loop(), Losses())
    try:
        answer = await _receive(event, settings, moment, limit)
    except ApiError:
        losses.note()
        await losses.look(get_async_session, moment)
        raise
    await losses.look(get_async_session, moment)
    return answer


async def _receive(event: StoredEvent, settings: Settings, now: datetime, seconds: float) -> WebhookAnswer:
    scope = scope_of(settings)
    is_echo = may_be_echo(event, scope)
    try:
        receipt = await _in_time(
            lambda: _take(event, scope, settings, now, is_echo=is_echo), seconds, urgent=not is_echo
        )
    except (ConflictError, InvalidInputError, DBAPIError) as error:
        if isinstance(error, DBAPIError) and not is_refused_for_good(error):
            raise
        _log.error("chatwoot event refused", code=getattr(error, "code", None), sqlstate=sql_state(error))
        refused = ParkingReason.REFUSED
        receipt = await _in_time(lambda: _park(event, scope, refused), seconds)
    return WebhookAnswer(
        status=receipt.outcome,
        event=event.event,
        conversation_id=receipt.conversation_id,
        message_id=receipt.message_id,
        parked_event_id=receipt.parked_id,
        reason=receipt.reason,
    )


async def _take(
    event: StoredEvent, scope: Scope, settings: Settings, now: datetime, *, is_echo: bool
) -> Receipt:
    if is_echo:
        async with get_async_session() as session:
            await commit_each(session)
            echo = await take_echo(session, event, scope)
        if echo is not None:
            return echo
    async with get_async_session() as session:
        receipt = await receive(session, event, scope)
        await follow(session, event, receipt, pace_of(settings), now)
        await session.commit()
    return receipt


async def _park(event: StoredEvent, scope: Scope, reason: ParkingReason) -> Receipt:
    async with get_async_session() as session:
        receipt = await park_unless_erased(session, event, scope, reason)
        await session.commit()
    return receipt


def scope_of(settings: Settings) -> Scope:
    """The account and inboxes that the settings name as the firm's."""
    return Scope(settings.CHATWOOT_ACCOUNT_ID, settings.CHATWOOT_INBOX_IDS)


async def _in_time(work: Callable[[], Awaitable[Receipt]], seconds: float, *, urgent: bool = True) -> Receipt:
    """Do it; again from the start when another transaction was in the way.

    Raises a 500 that may be sent again for what fails for now or takes too long, whatever else as it is.
    """
    try:
        async with asyncio.timeout(seconds), _gate().entered(urgent=urgent, seconds=seconds):
            return await _attempts(work)
    except CrowdedError as error:
        _log.warning("too many chatwoot events to store this one in time", seconds=seconds)
        raise _try_again() from error
    except TimeoutError as error:
        _log.error("chatwoot event not stored in time", seconds=seconds)
        raise _try_again() from error


def _gate() -> Gate:
    return _GATES.setdefault(asyncio.get_running_loop(), Gate())


async def _attempts(work: Callable[[], Awaitable[Receipt]]) -> Receipt:
    attempt = 1
    while True:
        try:
            return await work()
        except Exception as error:
            met = _met_another(error)
            if not met and not is_database_away(error):
                raise
            if not met or attempt == _ATTEMPTS:
                _log.error("chatwoot event not stored for now", sqlstate=sql_state(error), attempt=attempt)
                raise _try_again() from error
            _log.info("webhook transaction met another one", attempt=attempt)
        # Not at the same moment again.
        await asyncio.sleep(_PAUSE * attempt * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
        attempt += 1


def _met_another(error: Exception) -> bool:
    """Whether the event may succeed when it is tried again as it is, at once."""
    if isinstance(error, ConflictError):
        return error.code in _PASSING_CODES
    return isinstance(error, DBAPIError) and (met_another(error) or is_refused_as_erased(error))


def _try_again() -> ApiError:
    return ApiError(
        500,
        "try_again",
        "El aviso no se ha podido guardar en este momento.",
        "Envíalo otra vez en unos segundos.",
        headers={"Retry-After": RETRY_SECONDS},
    )
