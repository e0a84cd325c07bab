"""What Chatwoot's events do here: the sender's user, the conversation and the message, each stored once.

An event may come twice, late, or at the same time as others of the same conversation. Each is one
transaction, tried again when it meets another one.
"""

import hashlib
import hmac
import re
import time
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from fastapi import Request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.conversations import append_message, get_or_create_conversation
from agent.services.users import get_or_create_user
from api.chatwoot_actor import name_client
from api.dependencies import is_equal_secret
from api.problems import ApiError, sql_state
from api.schemas.chatwoot import (
    ChatwootConversation,
    ChatwootConversationEvent,
    ChatwootMessageEvent,
    ChatwootSender,
    WebhookAnswer,
)
from database.connection import get_async_session
from database.models import ConversationHistory
from shared.config import Settings
from shared.errors import ConflictError, InvalidInputError
from shared.vocabularies import MessageRole

SIGNATURE_HEADER: Final = "X-Chatwoot-Signature"
TIMESTAMP_HEADER: Final = "X-Chatwoot-Timestamp"
TOKEN_HEADER: Final = "X-Chatwoot-Token"  # noqa: S105 - the name of a header
TOLERANCE_SECONDS: Final = 300

_ATTEMPTS: Final = 3
_MET_ANOTHER: Final = frozenset({"40001", "40P01"})
_ROLES: Final = {
    "incoming": MessageRole.USER,
    "outgoing": MessageRole.ASSISTANT,
    "template": MessageRole.ASSISTANT,
}

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


async def receive_message(event: ChatwootMessageEvent) -> WebhookAnswer:
    """Store the message, unless it is private, of no person, or stored already.

    A changed message that never came is stored too; one that did is kept as it was first written.
    """
    role = _ROLES.get(event.message_type)
    if event.private or role is None:
        return WebhookAnswer(status="ignored", event=event.event)
    images = sum(attachment.file_type == "image" for attachment in event.attachments or ())

    async def work(session: AsyncSession) -> WebhookAnswer:
        contact = event.sender if event.message_type == "incoming" else None
        conversation = await _conversation(session, event.conversation, contact)
        appended = await append_message(
            session,
            conversation.id,
            role,
            event.content or "",
            sent_at=event.created_at,
            chatwoot_message_id=event.id,
            image_count=images,
        )
        return WebhookAnswer(
            status="stored" if appended.created else "duplicate",
            event=event.event,
            conversation_id=conversation.id,
            message_id=appended.message.id,
        )

    return await _in_transaction(work)


async def receive_conversation(event: ChatwootConversationEvent) -> WebhookAnswer:
    """Store the conversation and its user, so that they are there before the first message."""

    async def work(session: AsyncSession) -> WebhookAnswer:
        conversation = await _conversation(session, event, None)
        return WebhookAnswer(status="stored", event=event.event, conversation_id=conversation.id)

    return await _in_transaction(work)


async def _in_transaction(work: Callable[[AsyncSession], Awaitable[WebhookAnswer]]) -> WebhookAnswer:
    """Run and commit; once more from the start when another transaction was in the way."""
    attempt = 1
    while True:
        try:
            async with get_async_session() as session:
                answer = await work(session)
                await session.commit()
                return answer
        except (ConflictError, DBAPIError) as error:
            met = error.code == "user_busy" if isinstance(error, ConflictError) else _is_met(error)
            if not met or attempt == _ATTEMPTS:
                raise
            _log.info("webhook transaction met another one", attempt=attempt)
            attempt += 1


def _is_met(error: DBAPIError) -> bool:
    return sql_state(error) in _MET_ANOTHER


async def _conversation(
    session: AsyncSession, given: ChatwootConversation, author: ChatwootSender | None
) -> ConversationHistory:
    """The stored conversation with its user; without one when Chatwoot gives no usable phone.

    A message must not be lost because its contact's phone is odd.
    """
    contact = (given.meta.sender if given.meta else None) or author
    phone = _phone(given, contact, author)
    user_id = None
    if phone is not None:
        contact_id = contact.id if contact is not None else None
        try:
            user_id = (await get_or_create_user(session, phone, chatwoot_contact_id=contact_id)).user.id
        except InvalidInputError as error:
            _log.warning("contact without a usable phone", code=error.code, conversation=given.id)
    name_client(session, user_id)
    return (await get_or_create_conversation(session, given.id, user_id)).conversation


def _phone(
    given: ChatwootConversation, contact: ChatwootSender | None, author: ChatwootSender | None
) -> str | None:
    """The contact's phone, else for WhatsApp the address that the channel gives."""
    for person in (contact, author):
        if person is not None and person.phone_number:
            return person.phone_number
    address = (given.contact_inbox.source_id if given.contact_inbox else None) or ""
    if given.channel == "Channel::Whatsapp" and re.fullmatch(r"[0-9]{7,15}", address):
        return f"+{address}"
    return None
