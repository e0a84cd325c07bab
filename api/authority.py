"""Who may call: the API's token, the documentation's readers, and settings that must not serve.

The checks see the request's head only, so that nobody's body is read before they pass.
"""

import base64
import binascii
import hmac
import ipaddress
from functools import lru_cache
from typing import Final

from fastapi import Request
from fastapi.security import HTTPBearer
from pydantic import SecretStr

from api.problems import ApiError
from shared.config import Settings
from shared.errors import InvalidInputError

# Chatwoot makes its webhooks' secrets itself, of 24 letters and digits.
LEAST_LENGTHS: Final = {"API_TOKEN": 32, "CHATWOOT_WEBHOOK_TOKEN": 32, "CHATWOOT_WEBHOOK_SECRET": 24}
LEAST_DIFFERENT: Final = 8

# Shown in the OpenAPI document; `require_token` is what checks it.
TOKEN_SCHEME: Final = HTTPBearer(
    auto_error=False, scheme_name="API token", description="El valor del ajuste API_TOKEN, como Bearer."
)


def check_serving(settings: Settings, host: str | None = None) -> None:
    """Raise InvalidInputError when the settings must not serve, on `host` where it is known."""
    if settings.is_production:
        _check_production(settings)
    elif host is not None and settings.API_TOKEN is None and not settings.API_WITHOUT_TOKEN:
        if is_local(host):
            return
        raise InvalidInputError(
            "missing_api_token",
            f"Sin API_TOKEN, cualquiera que llegue a {host} podría leer y cambiar todos los expedientes.",
            "API_TOKEN",
            "Define API_TOKEN, sirve en 127.0.0.1 o, solo para desarrollo, define API_WITHOUT_TOKEN=true.",
        )


def _check_production(settings: Settings) -> None:
    make = "Haz uno nuevo con «python -c 'import secrets; print(secrets.token_urlsafe(32))'»."
    if settings.API_WITHOUT_TOKEN:
        raise InvalidInputError(
            "token_needed",
            "API_WITHOUT_TOKEN es solo para desarrollo.",
            "API_WITHOUT_TOKEN",
            "Quítalo y define API_TOKEN.",
        )
    if settings.API_TOKEN is None:
        raise InvalidInputError(
            "missing_api_token",
            "Falta API_TOKEN: cualquiera podría leer y cambiar todos los expedientes.",
            "API_TOKEN",
            make,
        )
    for name, least in LEAST_LENGTHS.items():
        secret: SecretStr | None = getattr(settings, name)
        if secret is None:
            continue
        value = secret.get_secret_value()
        if len(value) < least or len(set(value)) < LEAST_DIFFERENT:
            raise InvalidInputError(
                "weak_secret",
                f"{name} se puede adivinar: en producción tiene al menos {least} caracteres, variados.",
                name,
                make,
            )


def settings_of(request: Request) -> Settings:
    """The settings that the application was made with."""
    settings: Settings = request.app.state.settings
    return settings


def is_equal_secret(given: str, expected: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())


@lru_cache(maxsize=256)
def is_local(host: str) -> bool:
    """Whether an address means this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def is_open_to(request: Request) -> bool:
    """Whether the caller needs no proof where none is set: in development, on this machine, or by
    API_WITHOUT_TOKEN from anywhere."""
    settings = settings_of(request)
    if settings.is_production:
        return False
    return settings.API_WITHOUT_TOKEN or request.client is None or is_local(request.client.host)


def require_token(request: Request) -> None:
    """Raise a 401 unless the call carries API_TOKEN; without that setting, unless `is_open_to` the caller."""
    token = settings_of(request).API_TOKEN
    if token is None and is_open_to(request):
        return
    if token is None or not is_equal_secret(_bearer(request), token.get_secret_value()):
        raise ApiError(
            401,
            "unauthorized",
            "Falta el token de la API o no es correcto.",
            "Envía la cabecera «Authorization: Bearer …» con el valor de API_TOKEN.",
            "Authorization",
            {"WWW-Authenticate": 'Bearer realm="msia"'},
        )


def require_reader(request: Request) -> None:
    """Raise a 401 in production unless the call carries API_TOKEN, as Bearer or as the password that a
    browser asks for."""
    settings = settings_of(request)
    token = settings.API_TOKEN
    if not settings.is_production or token is None:
        return
    expected = token.get_secret_value()
    if not (is_equal_secret(_bearer(request), expected) or is_equal_secret(_password(request), expected)):
        raise ApiError(
            401,
            "unauthorized",
            "La documentación pide el token de la API.",
            "Escribe cualquier usuario y, como contraseña, el valor de API_TOKEN.",
            "Authorization",
            {"WWW-Authenticate": 'Basic realm="msia", charset="UTF-8"'},
        )


def _bearer(request: Request) -> str:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def _password(request: Request) -> str:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode("utf-8", "replace").partition(":")[2]
    except binascii.Error:
        return ""
