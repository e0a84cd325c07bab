"""Creates the default administrator of the panel.

    python -m database.seeds.create_admin_user

admin/admin123 is for development only: with ENVIRONMENT=production a default or weak password is refused
(design, decision 12).
"""

import asyncio
import sys
from enum import StrEnum

import bcrypt
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import AdminUser
from database.seeds import standalone
from shared.errors import InvalidInputError
from shared.vocabularies import AdminRole

DEFAULT_USERNAME = "admin"
DEFAULT_PASSWORD = "admin123"  # noqa: S105 - refused in production
MIN_PASSWORD_LENGTH = 12
# bcrypt reads 72 bytes; a longer password would be cut without a word.
MAX_PASSWORD_BYTES = 72


class AdminOutcome(StrEnum):
    """What happened to the account."""

    CREATED = "created"
    UPDATED = "updated"
    EXISTS = "exists"


def check_password(password: str, *, production: bool) -> None:
    """Raise InvalidInputError for a password bcrypt can't hold or, in production, a weak one."""
    if not password:
        raise InvalidInputError("empty_password", "La contraseña está vacía.", "password", "Escribe una.")
    if len(password.encode()) > MAX_PASSWORD_BYTES:
        raise InvalidInputError(
            "long_password",
            f"La contraseña pasa de {MAX_PASSWORD_BYTES} bytes.",
            "password",
            "Acórtala: bcrypt no lee más.",
        )
    if not production:
        return
    kinds = [str.islower, str.isupper, str.isdigit]
    mixed = all(any(kind(character) for character in password) for kind in kinds)
    if password == DEFAULT_PASSWORD or len(password) < MIN_PASSWORD_LENGTH or not mixed:
        raise InvalidInputError(
            "weak_password",
            "Esta contraseña no se admite en producción.",
            "password",
            f"Usa al menos {MIN_PASSWORD_LENGTH} caracteres, con minúsculas, mayúsculas y cifras.",
        )


async def create_admin_user(
    session: AsyncSession,
    username: str = DEFAULT_USERNAME,
    password: str = DEFAULT_PASSWORD,
    *,
    production: bool = False,
    reset_password: bool = False,
) -> AdminOutcome:
    """Create the administrator unless the name exists; `reset_password` gives it the new password.

    The caller commits. Raises InvalidInputError for a weak password in production or an empty name.
    """
    if not username.strip():
        raise InvalidInputError("empty_username", "El usuario está vacío.", "username", "Escribe uno.")
    existing = await session.scalar(select(AdminUser).where(AdminUser.username == username))
    if existing is not None and not reset_password:
        return AdminOutcome.EXISTS
    check_password(password, production=production)
    password_hash = (await asyncio.to_thread(bcrypt.hashpw, password.encode(), bcrypt.gensalt())).decode()
    if existing is not None:
        existing.password_hash = password_hash
        await session.flush()
        return AdminOutcome.UPDATED
    insert = pg_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    # Two runs at once: the second finds the name taken and changes nothing.
    created = await session.execute(
        insert(AdminUser)
        .values(username=username, password_hash=password_hash, role=AdminRole.ADMIN.value)
        .on_conflict_do_nothing(index_elements=["username"])
        .returning(AdminUser.id)
    )
    return AdminOutcome.CREATED if created.first() else AdminOutcome.EXISTS


async def main() -> int:
    """Create the administrator of the settings; the exit status is 0. Raises as `create_admin_user` does."""
    from database.connection import close_db, get_async_session
    from shared.config import settings

    password = settings.ADMIN_PASSWORD.get_secret_value() if settings.ADMIN_PASSWORD else DEFAULT_PASSWORD
    try:
        async with get_async_session() as session:
            outcome = await create_admin_user(
                session, settings.ADMIN_USERNAME, password, production=settings.is_production
            )
            await session.commit()
    finally:
        await close_db()
    print(f"Administrator '{settings.ADMIN_USERNAME}': {outcome.value}.")
    return 0


if __name__ == "__main__":
    sys.exit(standalone.run(main()))
