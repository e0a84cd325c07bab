"""How long each table's rows are kept, as data, and the run that enforces it.

Staff change a period by the setting `retention_days_{table}` (0: for ever). Partitioned tables lose whole
months by dropping partitions and the rest by key; other rows go in batches, each committed by itself, so
that no run blocks anybody for long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Table,
    and_,
    cast,
    delete,
    exists,
    func,
    not_,
    or_,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.images import ImageStore
from agent.services.privacy.erasure import LEGAL_HOLD, erase_and_commit
from agent.services.privacy.personal_data import table_of
from agent.services.privacy.settings import whole_days
from database.acting_user import name_actor
from database.keys import uuid7_floor
from database.models import Base, Case, ConversationHistory, User
from database.partitions import PARTITIONED_TABLES, drop_expired_partitions, ensure_partitions
from shared.acting import acting_as_job
from shared.errors import InvalidInputError

SETTING_PREFIX: Final = "retention_days_"
_LOCK_TIMEOUT: Final = "5s"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """Rows of `table` go `days` after they were written; of users, whom nothing has been heard of for so
    long, the identity goes. No setting makes it fewer than `least` days (0, for ever, is allowed)."""

    table: str
    days: int
    why: str
    least: int = 1


@dataclass(frozen=True, slots=True)
class RetentionResult:
    """What a run did, or with `dry_run` would do, for one table. `rows` is known without those of dropped
    partitions, except in a dry run; `days` 0 means kept for ever."""

    table: str
    days: int
    before: datetime | None
    rows: int
    partitions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetentionReport:
    """All results of a run."""

    dry_run: bool
    results: tuple[RetentionResult, ...]


RETENTION: Final = (
    RetentionRule("container_error_logs", 90, "errores técnicos: bastan para corregirlos"),
    RetentionRule("tool_call_logs", 180, "llamadas del asistente, con datos de clientes: para depurarlo"),
    RetentionRule("parked_events", 90, "avisos de Chatwoot sin colocar: tiempo de sobra para decidir"),
    RetentionRule("outgoing_messages", 90, "lo enviado: su texto queda en los mensajes de la conversación"),
    RetentionRule("admin_access_log", 365, "direcciones IP del personal: seguridad de un año"),
    RetentionRule("rag_queries", 365, "preguntas de clientes: mejora de las respuestas"),
    RetentionRule("llm_usage_metrics", 730, "costes y latencias: comparación de dos ejercicios"),
    RetentionRule("conversation_messages", 1095, "mensajes: prueba de lo acordado con el cliente"),
    RetentionRule("tombstones", 3650, "huellas de lo borrado: más que lo que se guarda cualquier mensaje"),
    RetentionRule("audit_log", 2190, "seis años, como la documentación mercantil (art. 30 CCom)", 366),
    RetentionRule("users", 2190, "seis años sin actividad: se borra la identidad"),
)
"""The periods, in days, unless a setting says otherwise. What is not named is kept."""


async def run_retention(
    session: AsyncSession,
    image_store: ImageStore,
    *,
    now: datetime,
    dry_run: bool = False,
    batch_size: int = 1000,
) -> RetentionReport:
    """Remove what is older than its period and make the coming months' partitions.

    Commits batch by batch; `dry_run` only counts. What it removes is recorded as its doing. Raises
    InvalidInputError for a period that is no number of days or too short, before anything is removed.
    """
    with acting_as_job("retention"):
        return await _run(session, image_store, now, dry_run=dry_run, batch_size=batch_size)


async def _run(
    session: AsyncSession, image_store: ImageStore, now: datetime, *, dry_run: bool, batch_size: int
) -> RetentionReport:
    periods = {rule.table: await _period(session, rule) for rule in RETENTION}
    if not dry_run:
        await ensure_partitions(session, today=now.date())
        await session.commit()
    results = []
    for rule in RETENTION:
        days = periods[rule.table]
        if days == 0:
            results.append(RetentionResult(rule.table, 0, None, 0, ()))
            continue
        before = now - timedelta(days=days)
        partitions: Sequence[str] = ()
        if rule.table in PARTITIONED_TABLES:
            partitions = await _drop_partitions(session, rule.table, before, dry_run=dry_run)
        if rule.table == "users":
            rows = await _forget_users(session, image_store, before, now, dry_run=dry_run)
        else:
            rows = await _delete_rows(session, rule.table, before, batch_size, dry_run=dry_run)
        results.append(RetentionResult(rule.table, days, before, rows, tuple(partitions)))
    if dry_run:
        await session.rollback()
    return RetentionReport(dry_run, tuple(results))


async def _period(session: AsyncSession, rule: RetentionRule) -> int:
    setting = SETTING_PREFIX + rule.table
    days = await whole_days(session, setting, rule.days)
    if 0 < days < rule.least:
        raise InvalidInputError(
            "short_period",
            f"El ajuste {setting} da {days} días, y {rule.table} se conserva al menos {rule.least}.",
            setting,
            f"Escribe 0 (para siempre) o un número desde {rule.least}.",
        )
    return days


async def _drop_partitions(
    session: AsyncSession, table: str, before: datetime, *, dry_run: bool
) -> list[str]:
    if not dry_run:
        # Dropping needs the table for itself; who waits for it would make everybody else wait too.
        await session.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'"))
    dropped = await drop_expired_partitions(session, table, before.date(), dry_run=dry_run)
    if not dry_run:
        await session.commit()
    return [partition.name for partition in dropped]


async def _delete_rows(
    session: AsyncSession, name: str, before: datetime, batch_size: int, *, dry_run: bool
) -> int:
    table = Base.metadata.tables[name]
    expired = (
        # Of partitioned tables the key is the time, and its index the way in.
        table.c.id < uuid7_floor(before) if name in PARTITIONED_TABLES else table.c.created_at < before
    )
    if dry_run:
        return await session.scalar(select(func.count()).select_from(table).where(expired)) or 0
    removed = 0
    while True:
        if name == "audit_log":
            found = await _delete_audit(session, before, batch_size)
        else:
            found = await _delete_batch(session, table, expired, batch_size)
        await session.commit()
        removed += found
        if found < batch_size:
            return removed


async def _delete_batch(
    session: AsyncSession, table: Table, expired: ColumnElement[bool], batch_size: int
) -> int:
    batch = select(table.c.id).where(expired).limit(batch_size)
    gone = await session.scalars(delete(table).where(table.c.id.in_(batch)).returning(table.c.id))
    return len(gone.all())


async def _delete_audit(session: AsyncSession, before: datetime, batch_size: int) -> int:
    """The owner's function deletes them, and writes down that it did."""
    await name_actor(session)
    gone = await session.scalar(
        text("SELECT msia_delete_expired_audit(:before, :most)"), {"before": before, "most": batch_size}
    )
    return int(gone or 0)


async def _forget_users(
    session: AsyncSession, image_store: ImageStore, before: datetime, now: datetime, *, dry_run: bool
) -> int:
    """Erase the persons of whom nothing is newer than `before`, each in a transaction of its own."""
    users, talks = table_of(User), table_of(ConversationHistory)
    hold = now - timedelta(days=await whole_days(session, LEGAL_HOLD, 0))
    forgotten = list(
        await session.scalars(select(users.c.id).where(_silent(before, hold)).order_by(users.c.id))
    )
    # Who never gave a phone is known by conversations alone; those of one contact are erased together.
    forgotten += await session.scalars(
        select(func.min(cast(talks.c.id, String)))
        .where(talks.c.user_id.is_(None), talks.c.erased_at.is_(None))
        .group_by(func.coalesce(cast(talks.c.chatwoot_contact_id, String), cast(talks.c.id, String)))
        .having(func.max(talks.c.updated_at) < before)
    )
    if not dry_run:
        for who in forgotten:
            await erase_and_commit(session, who, image_store, verify=False)
    return len(forgotten)


def _silent_without_phone(before: datetime, hold: datetime) -> Select[str]:
    """One conversation of each person who never gave a phone; those of one contact are erased together."""
    talks, cases = table_of(ConversationHistory), table_of(Case)
    lives = or_(
        talks.c.updated_at >= before,
        exists().where(
            cases.c.conversation_id == talks.c.id,
            or_(cases.c.updated_at >= before, cases.c.completed_at > hold),
        ),
    )
    return (
        select(func.min(cast(talks.c.id, String)))
        .where(talks.c.user_id.is_(None), talks.c.erased_at.is_(None))
        .group_by(func.coalesce(cast(talks.c.chatwoot_contact_id, String), cast(talks.c.id, String)))
        .having(not_(func.bool_or(lives)))
    )


def _silent(before: datetime, hold: datetime) -> ColumnElement[bool]:
    users, conversations, cases = table_of(User), table_of(ConversationHistory), table_of(Case)
    return and_(
        users.c.erased_at.is_(None),
        users.c.updated_at < before,
        ~exists().where(conversations.c.user_id == users.c.id, conversations.c.updated_at >= before),
        ~exists().where(
            cases.c.user_id == users.c.id, or_(cases.c.updated_at >= before, cases.c.completed_at > hold)
        ),
    )
