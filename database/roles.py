"""The three roles of the database: its owner, the application, which reads and writes rows, and a reader.

The owner makes tables, partitions and functions; the application's role can't change, empty or drop them, nor
write the audit but by the owner's functions (migration 046). Made again and again without harm; where whoever
is connected lacks the right to a statement, it is left for an administrator.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from database.role_statements import (
    Roles,
    Step,
    default_privilege_steps,
    extension_steps,
    function_steps,
    ownership_steps,
    password_steps,
    role_steps,
    schema_steps,
    table_steps,
    timeout_steps,
)
from database.urls import parse_database_url
from shared.config import Settings
from shared.errors import InvalidInputError

READ_ONLY_SUFFIX: Final = "_readonly"
# insufficient_privilege, and undefined_object where a role is still to be made by somebody else.
_NOT_OURS: Final = frozenset({"42501", "42704"})
# Two processes may come up at once ("msia" and "role" in ASCII).
_LOCK: Final = 0x6D736961726F6C65

__all__ = ["READ_ONLY_SUFFIX", "RoleReport", "Roles", "Step", "make_roles", "roles_of_settings", "timeouts"]


@dataclass(frozen=True, slots=True)
class RoleReport:
    """What has been done, and what is left to an administrator. Both empty: all was as it should be."""

    done: tuple[Step, ...] = ()
    left: tuple[Step, ...] = ()


def roles_of_settings(settings: Settings) -> Roles:
    """The roles that DATABASE_OWNER_URL and DATABASE_URL name; the reader is called as the application's,
    with `_readonly`, and gets no password.

    Raises InvalidInputError where they name no two users of one PostgreSQL.
    """
    if not settings.DATABASE_OWNER_URL or not settings.DATABASE_URL:
        raise InvalidInputError(
            "owner_url_missing",
            "Falta DATABASE_OWNER_URL, así que no hay dos usuarios que separar.",
            "DATABASE_OWNER_URL",
            "Escribe en ella el usuario dueño de las tablas, y en DATABASE_URL otro para la aplicación.",
        )
    owner = parse_database_url(settings.DATABASE_OWNER_URL, "DATABASE_OWNER_URL")
    application = parse_database_url(settings.DATABASE_URL)
    if owner.is_sqlite or application.is_sqlite:
        raise InvalidInputError(
            "roles_need_postgresql", "SQLite no tiene roles.", "DATABASE_URL", "Usa PostgreSQL."
        )
    owner_name, application_name = owner.url.username, application.url.username
    if not owner_name or not application_name or owner_name == application_name:
        raise InvalidInputError(
            "roles_not_parted",
            "DATABASE_URL y DATABASE_OWNER_URL no nombran dos usuarios distintos.",
            "DATABASE_URL",
            "Da a la aplicación un usuario propio, por ejemplo msia; el dueño puede ser msia_owner.",
        )
    # The driver's URL may hold the password as a wrapper of its own; the setting has it as it was typed.
    password = make_url(settings.DATABASE_URL).password
    passwords = {application_name: password} if password else {}
    return Roles(owner_name, application_name, f"{application_name}{READ_ONLY_SUFFIX}", passwords)


def timeouts(settings: Settings, roles: Roles) -> dict[str, dict[str, float]]:
    """The time-outs of the settings for those who serve requests, and none for the owner, who migrates."""
    limits = {
        "statement_timeout": settings.DATABASE_STATEMENT_TIMEOUT,
        "lock_timeout": settings.DATABASE_LOCK_TIMEOUT,
        "idle_in_transaction_session_timeout": settings.DATABASE_IDLE_IN_TRANSACTION_TIMEOUT,
    }
    return {
        roles.application: limits,
        roles.read_only: limits,
        roles.owner: dict.fromkeys(limits, 0.0),
    }


async def make_roles(
    connection: AsyncConnection,
    roles: Roles,
    limits: Mapping[str, Mapping[str, float]],
    *,
    renew_passwords: frozenset[str] = frozenset(),
    dry_run: bool = False,
) -> RoleReport:
    """Bring the roles, their rights on this database and their time-outs into order; commits.

    `renew_passwords` names roles whose password is set even where they exist. With `dry_run` nothing is done
    and every statement is left.
    """
    report = RoleReport()
    await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    existing = set(await connection.scalars(text("SELECT rolname::text FROM pg_roles")))
    stages: tuple[Callable[[], Awaitable[list[Step]]], ...] = (
        lambda: role_steps(connection, roles),
        lambda: password_steps(roles, sorted(renew_passwords & existing)),
        lambda: ownership_steps(connection, roles),
        lambda: schema_steps(connection, roles),
        lambda: table_steps(connection, roles),
        lambda: function_steps(connection, roles),
        lambda: default_privilege_steps(connection, roles),
        lambda: timeout_steps(connection, limits),
        lambda: extension_steps(connection),
    )
    for stage in stages:
        # Each looks at what those before it have left.
        report = await _carry_out(connection, stage(), report, dry_run=dry_run)
    await connection.commit()
    return report


async def _carry_out(
    connection: AsyncConnection, planned: Awaitable[list[Step]], report: RoleReport, *, dry_run: bool
) -> RoleReport:
    for step in await planned:
        if not dry_run and await _is_done(connection, step):
            report = replace(report, done=(*report.done, step))
        else:
            report = replace(report, left=(*report.left, step))
    return report


async def _is_done(connection: AsyncConnection, step: Step) -> bool:
    """Whether the statement ran; False when it needs more rights than this connection has."""
    try:
        async with connection.begin_nested():
            await connection.exec_driver_sql(step.statement)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in _NOT_OURS:
            return False
        raise
    return True
