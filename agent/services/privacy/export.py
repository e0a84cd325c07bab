"""Everything stored about a person, as JSON (GDPR, right of access and to data portability)."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.privacy.audit_entries import AUDIT, about
from agent.services.privacy.person import find_person
from agent.services.privacy.personal_data import PERSONAL_TABLES
from database.models.base import utcnow

Json = dict[str, Any]

# How the tables are called in the export.
_SECTIONS: Mapping[str, str] = {
    "conversation_history": "conversations",
    "conversation_messages": "messages",
    "cases": "cases",
    "case_images": "images",
    "case_element_data": "elements",
    "escalations": "escalations",
    "rag_queries": "queries",
    "tool_call_logs": "tool_calls",
    "llm_usage_metrics": "model_calls",
    "parked_events": "parked_events",
    "dialogues": "dialogues",
    "dialogue_photos": "photos_without_case",
}

_ACTORS = frozenset({"user_id", "actor_name", "database_user"})


async def export_person(session: AsyncSession, who: str | uuid.UUID) -> Json:
    """All data of a person, named as `find_person` takes it, ready for `json.dumps`.

    Messages and calls stand within their conversation, images and answers within their case, messages in
    conversations of others (groups) by themselves; `audit` has the changes of these data, without who made
    them. `user` is null for somebody without a phone. Raises NotFoundError and InvalidInputError.
    """
    person = await find_person(session, who)
    rows: dict[str, list[Json]] = {}
    for personal in PERSONAL_TABLES:
        table = personal.table
        found = await session.execute(
            select(*table.c).where(personal.of_person(person)).order_by(table.c.created_at, table.c.id)
        )
        rows[personal.name] = [_as_json(row) for row in found.mappings()]
    entries = await session.execute(
        select(*(column for column in AUDIT.c if column.name not in _ACTORS))
        .where(about(person))
        .order_by(AUDIT.c.created_at, AUDIT.c.id)
    )
    conversations = _nested(
        rows,
        "conversation_history",
        "conversation_id",
        "conversation_messages",
        "tool_call_logs",
        "llm_usage_metrics",
    )
    cases = _nested(rows, "cases", "case_id", "case_images", "case_element_data")
    return {
        "format": "msia-person-export",
        "version": 1,
        "exported_at": utcnow().isoformat(),
        "user": next(iter(rows["users"]), None),
        "conversations": conversations,
        "messages_in_groups": [
            row
            for row in rows["conversation_messages"]
            if row["conversation_id"] not in {conversation["id"] for conversation in conversations}
        ],
        "cases": cases,
        **{
            _SECTIONS[name]: rows[name]
            for name in ("escalations", "rag_queries", "parked_events", "dialogues", "dialogue_photos")
        },
        "audit": [_as_json(row) for row in entries.mappings()],
    }


def _nested(rows: Mapping[str, list[Json]], parent: str, link: str, *children: str) -> list[Json]:
    by_parent: dict[tuple[str, str], list[Json]] = {}
    for child in children:
        for row in rows[child]:
            by_parent.setdefault((child, row[link]), []).append(row)
    return [
        {**row, **{_SECTIONS[child]: by_parent.get((child, row["id"]), []) for child in children}}
        for row in rows[parent]
    ]


def _as_json(row: Mapping[Any, Any]) -> Json:
    return {str(name): _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
