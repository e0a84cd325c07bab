"""The values that name a person, in the spellings they are written in, and taking them out of logs."""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, Text, cast, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.privacy.audit_entries import AUDIT, redact
from agent.services.privacy.person import Person
from agent.services.privacy.personal_data import ERASED, table_of
from database.models import (
    Case,
    CaseImage,
    ContainerErrorLog,
    LLMUsageMetric,
    RAGQuery,
    ToolCallLog,
    User,
)
from domain.identity import other_spelling

# Shorter ones stand in other words by chance.
_SHORTEST: Final = 6
_LOGS: Final[tuple[tuple[Table, tuple[str, ...]], ...]] = (
    (table_of(ContainerErrorLog), ("message", "stack_trace", "raw_log", "context", "resolution_notes")),
    (table_of(ToolCallLog), ("parameters", "result_summary", "error_message")),
    (table_of(LLMUsageMetric), ("error_message",)),
    (table_of(RAGQuery), ("query_text", "answer", "filters")),
)


async def identifiers_of(session: AsyncSession, person: Person) -> frozenset[str]:
    """What tells a person from others wherever it stands: phones, NIF, e-mail, full name, street, plates,
    chassis numbers and names of files, each as stored and as people write it."""
    cases, images = table_of(Case), table_of(CaseImage)
    found: set[str] = set()
    for phone in person.phones:
        found |= _phone_spellings(phone)
    if person.user_id is not None:
        found |= await _of_user(session, person.user_id)
    for plate, chassis in await session.execute(
        select(cases.c.matricula, cases.c.bastidor).where(cases.c.id.in_(person.case_ids))
    ):
        found |= {value for value in (chassis, *_plate_spellings(plate or "")) if value}
    files = select(images.c.stored_filename, images.c.thumbnail_filename)
    for names in await session.execute(files.where(images.c.case_id.in_(person.case_ids))):
        found |= {name for name in names if name}
    return frozenset(value for value in found if len(value) >= _SHORTEST)


async def _of_user(session: AsyncSession, user_id: uuid.UUID) -> set[str]:
    users = table_of(User)
    user = (await session.execute(select(users).where(users.c.id == user_id))).mappings().one()
    full_name = " ".join(part for part in (user["first_name"], user["last_name"]) if part)
    names = (user["nif_cif"], user["email"], user["company_name"], user["domicilio_calle"], full_name)
    return {value for value in names if value}


async def redact_logs(session: AsyncSession, values: Iterable[str]) -> int:
    """Take the values out of the texts of logs and trails, whosever they are; returns how many rows have
    changed. Reads those tables from end to end."""
    wanted = sorted(values, key=len, reverse=True)  # the longer first: one may be part of another
    if not wanted:
        return 0
    pattern = re.compile("|".join(map(re.escape, wanted)), re.IGNORECASE)
    changed = 0
    for table, columns in _LOGS:
        rows = await session.execute(
            select(table.c.id, *(table.c[name] for name in columns)).where(_mentions(table, columns, wanted))
        )
        for row in rows.mappings().all():
            cleaned = {name: _redacted(row[name], pattern) for name in columns}
            different = {name: value for name, value in cleaned.items() if value != row[name]}
            if different:
                await session.execute(update(table).where(table.c.id == row["id"]).values(different))
                changed += 1
    return changed + await _redact_audit(session, wanted, pattern)


async def _redact_audit(session: AsyncSession, wanted: Sequence[str], pattern: re.Pattern[str]) -> int:
    """The same in the audit, each entry with the values in the spelling that stands in it."""
    columns = select(AUDIT.c.id, AUDIT.c.changes).where(_mentions(AUDIT, ("changes",), wanted))
    changed = 0
    for row in (await session.execute(columns)).all():
        spellings = set(_found(row.changes, pattern))
        if spellings:
            changed += await redact(session, [row.id], texts=spellings)
    return changed


def _mentions(table: Table, columns: Iterable[str], values: Iterable[str]) -> ColumnElement[bool]:
    texts = [cast(table.c[name], Text) for name in columns]
    return or_(
        *(
            condition
            for text in texts
            for value in values
            for condition in (text.contains(value, autoescape=True), text.icontains(value, autoescape=True))
        )
    )


def _redacted(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(ERASED, value)
    if isinstance(value, Mapping):
        return {pattern.sub(ERASED, str(key)): _redacted(item, pattern) for key, item in value.items()}
    if isinstance(value, list):
        return [_redacted(item, pattern) for item in value]
    return value


def _found(value: Any, pattern: re.Pattern[str]) -> Iterator[str]:
    """What `_redacted` would replace, as it is written."""
    if isinstance(value, str):
        yield from pattern.findall(value)
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from pattern.findall(str(key))
            yield from _found(item, pattern)
    if isinstance(value, list):
        for item in value:
            yield from _found(item, pattern)


def _phone_spellings(phone: str) -> set[str]:
    """+34600111222, 600111222, 600 111 222, 600 11 12 22 …; foreign numbers with and without the plus, and in
    both spellings where they have two."""
    if not phone.startswith("+34") or len(phone) != 12:
        spellings = {phone, other_spelling(phone) or phone}
        return spellings | {spelling.removeprefix("+") for spelling in spellings}
    national = phone[3:]
    cuts = ((3, 6), (3, 5, 7), (2, 5, 7))
    grouped = {
        " ".join(national[start:end] for start, end in zip((0, *cut), (*cut, None), strict=True))
        for cut in cuts
    }
    return {phone, national, *grouped, *(spelling.replace(" ", "-") for spelling in grouped)}


def _plate_spellings(plate: str) -> set[str]:
    """1234BCD, 1234 BCD, 1234-BCD: a blank or a hyphen wherever digits and letters meet."""
    parts = re.findall(r"\d+|[^\W\d_]+", plate)
    return {separator.join(parts) for separator in ("", " ", "-")} if parts else set()
