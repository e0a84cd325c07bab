"""Who may call the webhook: Chatwoot, by a token or by its signature.

The head alone decides where it can. A signature covers the body, so its shape and age are looked at first,
and the body is read, within the bounds of all bodies, only when they may be Chatwoot's.
"""

import hashlib
import hmac
import re
import time
from typing import Final

from fastapi import Request

from api.authority import is_equal_secret, is_open_to, settings_of
from api.problems import ApiError

SIGNATURE_HEADER: Final = "X-Chatwoot-Signature"
TIMESTAMP_HEADER: Final = "X-Chatwoot-Timestamp"
TOKEN_HEADER: Final = "X-Chatwoot-Token"  # noqa: S105 - the name of a header
TOLERANCE_SECONDS: Final = 300

_SIGNATURE: Final = re.compile(r"sha256=[0-9a-f]{64}")
_TIMESTAMP: Final = re.compile(r"[0-9]{1,12}")


def require_sender(request: Request) -> None:
    """Raise a 401 unless the head shows the token, or a signature that the body may prove.

    Either is enough where both are set. With neither, calls pass where `is_open_to` lets them, and in
    production none does (503).
    """
    settings = settings_of(request)
    if settings.CHATWOOT_WEBHOOK_TOKEN is None and settings.CHATWOOT_WEBHOOK_SECRET is None:
        if settings.is_production:
            raise ApiError(
                503,
                "webhook_not_configured",
                "El webhook no está configurado.",
                "Define CHATWOOT_WEBHOOK_TOKEN o CHATWOOT_WEBHOOK_SECRET.",
            )
        if not is_open_to(request):
            raise _unauthorized()
        return
    may_be_signed = (
        settings.CHATWOOT_WEBHOOK_SECRET is not None
        and _SIGNATURE.fullmatch(request.headers.get(SIGNATURE_HEADER, "")) is not None
        and is_recent(request.headers.get(TIMESTAMP_HEADER, ""), time.time())
    )
    if not _has_token(request) and not may_be_signed:
        raise _unauthorized()


def require_signature(request: Request, body: bytes) -> None:
    """Raise a 401 when the call came by its signature and this is not the body that was signed."""
    secret = settings_of(request).CHATWOOT_WEBHOOK_SECRET
    if secret is None or _has_token(request):
        return
    timestamp = request.headers.get(TIMESTAMP_HEADER, "")
    signature = request.headers.get(SIGNATURE_HEADER, "")
    if not is_signed(body, timestamp, signature, secret.get_secret_value(), time.time()):
        raise _unauthorized()


def is_recent(timestamp: str, now: float) -> bool:
    """Whether these are seconds since 1970 of not too long ago."""
    return _TIMESTAMP.fullmatch(timestamp) is not None and abs(now - int(timestamp)) <= TOLERANCE_SECONDS


def is_signed(body: bytes, timestamp: str, signature: str, secret: str, now: float) -> bool:
    """Whether `signature` is Chatwoot's of this body (HMAC-SHA256 of `timestamp.body`) and not too old."""
    if not is_recent(timestamp, now):
        return False
    expected = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return is_equal_secret(signature, f"sha256={expected}")


def _has_token(request: Request) -> bool:
    token = settings_of(request).CHATWOOT_WEBHOOK_TOKEN
    given = request.headers.get(TOKEN_HEADER) or request.query_params.get("token", "")
    return token is not None and is_equal_secret(given, token.get_secret_value())


def _unauthorized() -> ApiError:
    return ApiError(
        401,
        "unauthorized",
        "La llamada no trae un token válido ni una firma vigente.",
        "Comprueba en Chatwoot la URL con su token, o el secreto de la firma y la hora del servidor.",
        headers={"WWW-Authenticate": 'Token realm="chatwoot"'},
    )
