"""Erasing a person (GDPR, article 17): the identity goes, figures and records of contracts stay.

The user's row stays with a placeholder for a phone, and with it the number and dates of conversations,
messages and cases, their elements and their accepted tariff. Texts, identifiers, answers and images go, from
the audit trail and the logs as well. What becomes of each column is data: personal_data.py. Tombstones keep
late events from bringing anything back, and the database refuses new content of whom it knows to be erased.
"""

import asyncio
import random
import secrets
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases.transitions import OPEN_STATUSES
from agent.services.images import ImageStore, remove_unused, used_files
from agent.services.privacy.audit_entries import scrub
from agent.services.privacy.identifiers import identifiers_of, redact_logs
from agent.services.privacy.person import Person, find_person
from agent.services.privacy.personal_data import ERASED, PERSONAL_TABLES, PersonalTable, table_of
from agent.services.privacy.search import Finding, search_database
from agent.services.privacy.settings import whole_days
from agent.services.privacy.tombstones import (
    Mark,
    contact_mark,
    conversation_marks,
    leave_tombstones,
    phone_marks,
)
from database.contention import met_another
from database.models import Case, ConversationHistory, Escalation, User
from database.models.base import utcnow
from shared.errors import ConflictError
from shared.vocabularies import CaseStatus, EscalationStatus

LEGAL_HOLD = "legal_hold_days"
"""Setting: for how many days after its completion a case keeps the identity of its client (0: not at all)."""

_FILE_COLUMNS: Final = ("stored_filename", "thumbnail_filename")
_ATTEMPTS: Final = 6
_FIRST_PAUSE: Final = 0.1
# Longer than any transaction of the API takes; then the erasure lets the others go on and tries again.
_LOCK_TIMEOUT: Final = "10s"


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What has been done. `rows` counts by table, `remaining` are places in which a value of the person
    still stands, of other people's data or unknown tables, for somebody to look at."""

    user_id: uuid.UUID | None
    erased_at: datetime
    rows: Mapping[str, int]
    files_deleted: int
    files_missing: int
    audit_entries: int
    log_rows: int
    remaining: tuple[Finding, ...]
    tombstones: int = 0


async def erase_and_commit(
    session: AsyncSession, who: str | uuid.UUID, image_store: ImageStore, *, verify: bool = True
) -> ErasureReport:
    """`erase_person` and the commit, tried again while other transactions are in the way.

    What the session holds uncommitted is rolled back first. Raises ConflictError when others kept being in
    the way, and as `erase_person`; then nothing is erased.
    """
    for attempt in range(_ATTEMPTS):
        await session.rollback()
        try:
            report = await erase_person(session, who, image_store, verify=verify)
            await session.commit()
            return report
        except DBAPIError as error:
            await session.rollback()
            if not met_another(error):
                raise
        # Not all at once again.
        await asyncio.sleep(_FIRST_PAUSE * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
    raise ConflictError(
        "erasure_busy",
        "Otros procesos están escribiendo datos de esta persona a la vez.",
        "user",
        "Repite el borrado dentro de un minuto.",
    )


async def erase_person(
    session: AsyncSession, who: str | uuid.UUID, image_store: ImageStore, *, verify: bool = True
) -> ErasureReport:
    """Erase a person, named as `find_person` takes it; commit afterwards. Repeating it does no harm.

    Open cases are cancelled and open escalations resolved. `verify` searches the whole database for the
    person's identifiers at the end. Files go before the commit: if that fails, repeat it.
    Raises ConflictError while the legal hold lasts, NotFoundError, InvalidInputError.
    """
    await session.flush()
    await _set_local(session, "lock_timeout", _LOCK_TIMEOUT)
    person = await find_person(session, who, lock=True)
    # Later than all that was committed before: whoever writes from here on waits for our locks.
    now = utcnow()
    await _require_no_hold(session, person, now)
    identifiers = await identifiers_of(session, person)
    files = await _files_of(session, person)
    # Entries of these changes keep the names of the columns: copying the values would undo the work.
    await _set_local(session, "msia.audit_values", "redacted")
    await _set_local(session, "msia.erasing", "on")
    tombstones = await leave_tombstones(session, await _marks(session, person), now)
    await _close(session, person, now)
    rows = {personal.name: await _erase(session, personal, person, now) for personal in PERSONAL_TABLES}
    await _set_local(session, "msia.audit_values", "")
    audit_entries = await scrub(session, person)
    log_rows = await redact_logs(session, identifiers)
    await _set_local(session, "msia.erasing", "")
    removed = await remove_unused(session, image_store, files)
    in_use = await used_files(session, files)
    session.expire_all()
    return ErasureReport(
        person.user_id,
        now,
        rows,
        files_deleted=len(removed),
        files_missing=len(files) - len(in_use) - len(removed),
        audit_entries=audit_entries,
        log_rows=log_rows,
        remaining=await search_database(session, identifiers) if verify else (),
        tombstones=tombstones,
    )


async def _marks(session: AsyncSession, person: Person) -> Iterable[Mark]:
    """By what late events could still name the person and the conversations."""
    talks = table_of(ConversationHistory)
    found = await session.execute(
        select(talks.c.chatwoot_account_id, talks.c.chatwoot_conversation_id, talks.c.chatwoot_contact_id)
        .where(talks.c.id.in_(person.conversation_ids), talks.c.erased_at.is_(None))
        .order_by(talks.c.id)
    )
    marks = [contact_mark(contact_id) for contact_id in person.contact_ids]
    marks += [mark for phone in person.phones for mark in phone_marks(phone)]
    for account_id, number, contact_id in found:
        marks += conversation_marks(account_id, number)
        if contact_id is not None and person.user_id is None:
            marks.append(contact_mark(contact_id))
    return marks


async def _require_no_hold(session: AsyncSession, person: Person, now: datetime) -> None:
    days = await whole_days(session, LEGAL_HOLD, 0)
    last = await session.scalar(select(func.max(Case.completed_at)).where(Case.id.in_(person.case_ids)))
    if last is None or last + timedelta(days=days) <= now:
        return
    raise ConflictError(
        "legal_hold",
        f"Los datos se conservan por obligación legal hasta el {last + timedelta(days=days):%d/%m/%Y}.",
        LEGAL_HOLD,
        f"Bórralos entonces. El ajuste {LEGAL_HOLD} da {days} días desde el último expediente terminado.",
    )


async def _files_of(session: AsyncSession, person: Person) -> set[str]:
    """The names of all files of the person's images; others may use the same."""
    found: set[str] = set()
    for personal in PERSONAL_TABLES:
        columns = [personal.table.c[name] for name in _FILE_COLUMNS if name in personal.table.c]
        if columns:
            rows = await session.execute(select(*columns).where(personal.of_person(person)))
            found |= {name for row in rows for name in row if name}
    return found


async def _close(session: AsyncSession, person: Person, now: datetime) -> None:
    """Nobody can go on with cases and escalations of whom nothing is known."""
    cases, escalations = table_of(Case), table_of(Escalation)
    await session.execute(
        update(cases)
        .where(cases.c.id.in_(person.case_ids), cases.c.status.in_(OPEN_STATUSES))
        .values(status=CaseStatus.CANCELLED.value, resolved_at=now, version=cases.c.version + 1)
    )
    personal = next(found for found in PERSONAL_TABLES if found.table is escalations)
    await session.execute(
        update(escalations)
        .where(personal.of_person(person), escalations.c.status != EscalationStatus.RESOLVED)
        .values(status=EscalationStatus.RESOLVED.value, resolved_at=now, resolution=ERASED)
    )


async def _erase(session: AsyncSession, personal: PersonalTable, person: Person, now: datetime) -> int:
    table, condition = personal.table, personal.of_person(person)
    if personal.by_trigger:
        return 0
    if personal.deleted:
        result = await session.execute(delete(table).where(condition))
    else:
        values = dict(personal.erased)
        if table is table_of(User):
            values |= {"phone": _placeholder_phone(), "erased_at": now}
        elif table is table_of(ConversationHistory):
            values["erased_at"] = now
        elif table is table_of(Case):
            values["version"] = table.c.version + 1
        result = await session.execute(update(table).where(condition).values(values))
    return int(result.rowcount)  # type: ignore[attr-defined]


def _placeholder_phone() -> str:
    """A number no phone has: no country code starts with 0 (ITU-T E.164)."""
    return f"+0{secrets.randbelow(10**14):014d}"


async def _set_local(session: AsyncSession, name: str, value: str) -> None:
    """Set a parameter until the transaction ends."""
    await session.execute(text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})
