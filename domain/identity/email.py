"""E-mail addresses, by the syntax rules of email-validator; nothing is looked up on the network."""

from email_validator import EmailNotValidError, validate_email

from domain.identity.text import shown
from shared.errors import InvalidInputError

_MAX_LENGTH = 254


def parse_email(value: str, field: str = "email") -> str:
    """The address with its domain in lower case. Raises InvalidInputError naming `field`."""
    text = value.strip()
    try:
        if len(text) > _MAX_LENGTH:
            raise EmailNotValidError
        address = validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        reason = "no lleva la arroba (@)" if "@" not in text else "no tiene la forma nombre@dominio"
        raise InvalidInputError(
            "invalid_email",
            f"El correo electrónico {shown(value)} no es válido: {reason}.",
            field,
            "Escríbelo entero y sin espacios, por ejemplo nombre@ejemplo.es.",
        ) from None
    return address
