"""Chatwoot's calls: who may make them, and each event as one transaction.

An event may come twice, late, or at the same time as others of the same conversation.
"""

import asyncio
import hashlib
import hmac
import random
import re
import time
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from fastapi import Request
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.inbox import Receipt, Scope, StoredEvent, park_unless_erased, receive
from api.dependencies import is_equal_secret
from api.problems import RETRY_SECONDS, ApiError, sql_state
from api.schemas.chatwoot import WebhookAnswer
from database.availability import explain_database_failure
from database.connection import get_async_session
from database.contention import is_refused_as_erased, met_another
from shared.config import Settings
from shared.errors import ConflictError, InvalidInputError, ServerUnavailableError
from shared.vocabularies import ParkingReason

SIGNATURE_HEADER: Final = "X-Chatwoot-Signature"
TIMESTAMP_HEADER: Final = "X-Chatwoot-Timestamp"
TOKEN_HEADER: Final = "X-Chatwoot-Token"  # noqa: S105 - the name of a header
TOLERANCE_SECONDS: Final = 300

_ATTEMPTS: Final = 5
_PAUSE: Final = 0.05
# What another attempt finds otherwise: somebody else was changing or erasing the same rows.
_PASSING_CODES: Final = frozenset({"user_busy", "user_erased", "conversation_erased", "escalation_busy"})

_log = structlog.get_logger(__name__)


def require_sender(request: Request, body: bytes, settings: Settings) -> None:
    """Raise a 401 unless the call carries the token or the signature that the settings ask for.

    Either is enough where both are set. With neither, calls pass in development only.
    """
    token, secret = settings.CHATWOOT_WEBHOOK_TOKEN, settings.CHATWOOT_WEBHOOK_SECRET
    if token is None and secret is None:
        if settings.is_production:
            raise ApiError(
                503,
                "webhook_not_configured",
                "El webhook no está configurado.",
                "Define CHATWOOT_WEBHOOK_TOKEN o CHATWOOT_WEBHOOK_SECRET.",
            )
        return
    if token is not None:
        given = request.headers.get(TOKEN_HEADER) or request.query_params.get("token", "")
        if is_equal_secret(given, token.get_secret_value()):
            return
    if secret is not None and is_signed(
        body,
        request.headers.get(TIMESTAMP_HEADER, ""),
        request.headers.get(SIGNATURE_HEADER, ""),
        secret.get_secret_value(),
        time.time(),
    ):
        return
    raise ApiError(
        401,
        "unauthorized",
        "La llamada no trae un token válido ni una firma vigente.",
        "Comprueba en Chatwoot la URL con su token, o el secreto de la firma y la hora del servidor.",
        headers={"WWW-Authenticate": 'Token realm="chatwoot"'},
    )


def is_signed(body: bytes, timestamp: str, signature: str, secret: str, now: float) -> bool:
    """Whether `signature` is Chatwoot's of this body (HMAC-SHA256 of `timestamp.body`) and not too old."""
    if not re.fullmatch(r"[0-9]{1,12}", timestamp) or abs(now - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    expected = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return is_equal_secret(signature, f"sha256={expected}")


async def receive_event(event: StoredEvent, settings: Settings) -> WebhookAnswer:
    """Store or park an event in a transaction of its own, tried again when it meets another one.

    An event that the database refuses for good is parked too. What fails for now is a 500 that may be sent
    again: Chatwoot repeats an event on 429 and 500 alone, and never on 409.
    """
    scope = scope_of(settings)
    try:
        receipt = await _in_transaction(lambda session: receive(session, event, scope))
    except (ConflictError, InvalidInputError, IntegrityError, DataError) as error:
        _log.error("chatwoot event refused", code=getattr(error, "code", None), sqlstate=sql_state(error))
        refused = ParkingReason.REFUSED
        receipt = await _in_transaction(lambda session: park_unless_erased(session, event, scope, refused))
    return WebhookAnswer(
        status=receipt.outcome,
        event=event.event,
        conversation_id=receipt.conversation_id,
        message_id=receipt.message_id,
        parked_event_id=receipt.parked_id,
        reason=receipt.reason,
    )


def scope_of(settings: Settings) -> Scope:
    """The account and inboxes that the settings name as the firm's."""
    return Scope(settings.CHATWOOT_ACCOUNT_ID, settings.CHATWOOT_INBOX_IDS)


async def _in_transaction(work: Callable[[AsyncSession], Awaitable[Receipt]]) -> Receipt:
    """Run and commit; again from the start when another transaction was in the way.

    Raises a 500 that may be sent again for what fails for now, whatever else as it is.
    """
    attempt = 1
    while True:
        try:
            async with get_async_session() as session:
                receipt = await work(session)
                await session.commit()
                return receipt
        except Exception as error:
            met = _met_another(error)
            if not met and not _is_unavailable(error):
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


def _is_unavailable(error: Exception) -> bool:
    """Whether the database is away, full or silent."""
    is_known = isinstance(error, ServerUnavailableError | OSError)
    return is_known or explain_database_failure(error) is not None


def _try_again() -> ApiError:
    return ApiError(
        500,
        "try_again",
        "El aviso no se ha podido guardar en este momento.",
        "Envíalo otra vez en unos segundos.",
        headers={"Retry-After": RETRY_SECONDS},
    )
