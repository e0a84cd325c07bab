"""Taking values out of the audit: the owner's function does it, leaves the rest, and says so."""

import uuid
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.privacy.audit_entries import redact
from database.acting_user import act_as
from database.models import AuditLog, User
from shared.acting import Actor
from shared.vocabularies import ActorKind

OPERATOR = Actor(ActorKind.OPERATOR, "ana")


async def _entry(session: AsyncSession, **values: Any) -> uuid.UUID:
    session.add(User(**values))
    await session.commit()
    found = await session.scalar(text("SELECT id FROM audit_log ORDER BY id DESC LIMIT 1"))
    assert isinstance(found, uuid.UUID)
    return found


async def test_columns_are_hidden_and_texts_taken_out_wherever_they_stand(session: AsyncSession) -> None:
    metadata = {
        "notes": ["llamó ana@example.es ayer", 7],
        "ana@example.es": {"deep": "sin nada"},
        "empty": {},
    }
    key = await _entry(session, phone="+34600111222", first_name="Ana", metadata_=metadata)
    act_as(session, OPERATOR)
    before = await session.get(AuditLog, key)
    assert before is not None
    assert await redact(session, [key], columns=["phone"], texts=["ana@example.es"]) == 1
    await session.commit()
    session.expunge_all()
    after = await session.get(AuditLog, key)
    assert after is not None
    assert after.changes["phone"] == {"new": "***"}
    assert after.changes["first_name"] == {"new": "Ana"}
    assert after.changes["metadata"] == {
        "new": {"notes": ["llamó [borrado] ayer", 7], "[borrado]": {"deep": "sin nada"}, "empty": {}}
    }
    kept = ("entity_type", "entity_id", "action", "actor_kind", "actor_name", "database_user", "created_at")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


async def test_each_redacted_entry_leaves_an_entry_of_who_did_it(session: AsyncSession) -> None:
    keys = [await _entry(session, phone=f"+3460011122{number}", first_name="Ana") for number in range(2)]
    act_as(session, OPERATOR)
    assert await redact(session, keys, columns=["phone", "first_name", "email"]) == 2
    assert await redact(session, keys, columns=["phone"]) == 0  # nothing is left to hide, nothing is said
    await session.commit()
    rows = await session.execute(
        text("SELECT * FROM audit_log WHERE entity_type = 'audit_log' ORDER BY entity_id")
    )
    entries = rows.mappings().all()
    assert [entry["entity_id"] for entry in entries] == keys
    assert {(entry["action"], entry["actor_kind"], entry["actor_name"]) for entry in entries} == {
        ("redact", "operator", "ana")
    }
    assert all(entry["changes"] == {"changes": {"new": ["first_name", "phone"]}} for entry in entries)


async def test_empty_values_stay_as_they_are(session: AsyncSession) -> None:
    key = await _entry(session, phone="+34600111222")
    user = (await session.scalars(text("SELECT id FROM users"))).one()
    await session.execute(text("UPDATE users SET first_name = 'Ana'"))
    await session.commit()
    changed = await session.scalar(text("SELECT id FROM audit_log ORDER BY id DESC LIMIT 1"))
    await redact(session, [key, changed], columns=["first_name", "metadata"])
    await session.commit()
    entry = await session.get(AuditLog, changed)
    assert entry is not None
    assert (entry.entity_id, entry.changes) == (user, {"first_name": {"old": None, "new": "***"}})
    first = await session.get(AuditLog, key)
    assert first is not None
    assert first.changes["metadata"] == {"new": {}}
