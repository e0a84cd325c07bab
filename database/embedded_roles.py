"""The roles of the embedded server, made by its superuser when it runs: new ones and those of an older home.

A home made before the roles were parted has one, which owns everything. Its tables go to the owner in place;
the application keeps its role and its password.
"""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor

from database.cluster import (
    OWNER_NAME,
    READ_ONLY_NAME,
    ROLE_NAME,
    ServerFiles,
    give_to_home_owner,
    write_secret,
)
from shared.config import settings

_NEW_ROLES = (READ_ONLY_NAME, OWNER_NAME)


def roles_are_made(files: ServerFiles) -> bool:
    """Whether the owner's role exists: its password is written down last of all."""
    return files.password(OWNER_NAME).exists()


def make_embedded_roles(files: ServerFiles, superuser_url: str) -> None:
    """Make the roles of a running server and write down their passwords. Hold the server's lock.

    Cut short, it starts again with new passwords: those of a role that exists already are replaced.
    """
    passwords = {role: secrets.token_hex(24) for role in _NEW_ROLES}
    with ThreadPoolExecutor(1) as executor:  # perhaps an event loop runs in this thread
        executor.submit(asyncio.run, _make(superuser_url, passwords)).result()
    for role in _NEW_ROLES:
        write_secret(files.password(role), passwords[role])
        give_to_home_owner(files, files.password(role))


async def _make(superuser_url: str, passwords: dict[str, str]) -> None:
    # Only here: a server whose roles are made needs none of it to start.
    from sqlalchemy.ext.asyncio import create_async_engine
    from sqlalchemy.pool import NullPool

    from database.roles import Roles, make_roles, timeouts

    roles = Roles(OWNER_NAME, ROLE_NAME, READ_ONLY_NAME, passwords)
    engine = create_async_engine(superuser_url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await make_roles(
                connection, roles, timeouts(settings, roles), renew_passwords=frozenset(_NEW_ROLES)
            )
    finally:
        await engine.dispose()
