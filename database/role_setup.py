"""Makes the roles of the configured database: who connects for it, and which roles they are."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from database import embedded
from database.cluster import OWNER_NAME, READ_ONLY_NAME, ROLE_NAME
from database.engines import create_engine, create_owner_engine
from database.roles import RoleReport, Roles, make_roles, roles_of_settings, timeouts
from database.urls import parse_database_url
from shared.config import Settings


def has_one_role(settings: Settings) -> bool:
    """Whether the application logs in as the owner of its tables, because no other is configured."""
    return bool(
        settings.DATABASE_URL
        and not settings.DATABASE_OWNER_URL
        and not parse_database_url(settings.DATABASE_URL).is_sqlite
    )


async def set_up_roles(settings: Settings, *, dry_run: bool = False) -> RoleReport:
    """Make the roles that the settings name, or those of the embedded server, which is started.

    On a configured server DATABASE_OWNER_URL does it, as far as its rights go. Raises InvalidInputError where
    the settings name no two roles, ServerUnavailableError when the server can't be reached.
    """
    engine: AsyncEngine
    if settings.DATABASE_URL:
        roles = roles_of_settings(settings)
        engine = create_owner_engine()
    else:
        server = await asyncio.to_thread(embedded.start)
        roles = Roles(OWNER_NAME, ROLE_NAME, READ_ONLY_NAME)
        engine = create_engine(server.superuser_url, pooled=False)
    try:
        async with engine.connect() as connection:
            return await make_roles(connection, roles, timeouts(settings, roles), dry_run=dry_run)
    finally:
        await engine.dispose()
