"""Valid rows for every table, made from the metadata alone: any table, any number, linked by its keys."""

import itertools
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, Numeric, String, Table, Uuid
from sqlalchemy.sql.type_api import TypeEngine

from database.models import Base
from shared import vocabularies as v

_counter = itertools.count(1)

# What a column's type does not say: vocabularies and CHECKs.
_SPECIAL: Mapping[str, Any] = {
    "admin_access_log.action": v.AccessAction.LOGIN,
    "admin_users.password_hash": "$2b$12$" + "x" * 53,
    "audit_log.action": v.AuditAction.CREATE,
    "audit_log.actor_kind": v.ActorKind.JOB,
    "conversation_messages.role": v.MessageRole.USER,
    "chunk_vectors.vector": [0.6, 0.8],
    "embedding_models.dimensions": 2,
    "embedding_models.fingerprint": "0" * 64,
    "embedding_models.status": v.EmbeddingModelStatus.PREPARING,
    "escalations.source": v.EscalationSource.AUTO,
    "everyday_words.kind": v.EverydayKind.MEANING,
    "jobs.kind": v.JobKind.ANSWER,
    "llm_usage_metrics.tier": v.LLMTier.CLOUD,
    "outgoing_messages.kind": v.OutgoingKind.TEXT,
    "parked_events.reason": v.ParkingReason.REFUSED,
    "regulatory_documents.document_type": v.DocumentType.OTHER,
    "tariff_prompt_sections.section_type": v.PromptSectionType.FOOTER,
    "tombstones.kind": v.TombstoneKind.PHONE,
    "tool_call_logs.result_type": v.ToolResultType.SUCCESS,
    "untariffed_works.what": v.BeyondKind.PERSON,
    "vehicle_categories.client_type": v.ClientType.PARTICULAR,
}


def table(name: str) -> Table:
    """The table of this name."""
    return Base.metadata.tables[name]


def row(name: str, **values: Any) -> dict[str, Any]:
    """A valid row: the given values, and something for each other column that has to be given."""
    found = {"id": uuid.uuid4(), **values}
    for column in table(name).c:
        if column.name in found or column.nullable or column.server_default is not None:
            continue
        if column.foreign_keys:
            raise LookupError(f"{name}.{column.name} refers to another row: give it")
        found[column.name] = _value(name, column, next(_counter))
    return found


def _value(name: str, column: Column[Any], number: int) -> Any:
    key = f"{name}.{column.name}"
    if key in _SPECIAL:
        special = _SPECIAL[key]
        return getattr(special, "value", special)
    if key == "users.phone":
        return f"+346{number:08d}"
    if key == "token_usage.month":
        return number % 12 + 1
    column_type: TypeEngine[Any] = column.type
    match column_type:
        case Uuid():
            return uuid.uuid4()
        case Boolean():
            return False
        case Float() | Numeric():
            return Decimal(number % 1000)
        case Integer():
            return number
        case DateTime():
            return datetime(2026, 1, 1, tzinfo=UTC)
        case Date():
            return date(2026, 1, 1)
        case String():
            return _text(column_type.length, number, column.name)
    raise LookupError(f"{key}: no value for {column_type!r}")


def _text(length: int | None, number: int, name: str) -> str:
    if name.endswith("_hash"):
        return f"{number:064d}"
    return f"T{number}"[: length or 50]


def world(size: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows for all tables, parents first, in which every relationship of every model has rows.

    The first row of each table is the richest one; `size` rows hang on it in every collection, and the whole
    catalogue grows with it.
    """
    category = row("vehicle_categories", slug="mundo")
    category_id = category["id"]
    uppers, lowers = (
        [row("tariff_tiers", category_id=category_id, code=f"{letter}{i}") for i in range(size)]
        for letter in "UL"
    )
    tier = row("tariff_tiers", category_id=category_id, code="M")
    tier_id = tier["id"]
    first = row("elements", category_id=category_id, code="E0")
    middle = row("elements", category_id=category_id, code="E1", parent_element_id=first["id"])
    leaves = [
        row("elements", category_id=category_id, code=f"E{i + 2}", parent_element_id=middle["id"])
        for i in range(size)
    ]
    elements = [middle, first, *leaves]
    element_id = middle["id"]
    top = row("element_required_fields", element_id=element_id)
    condition = {"condition_operator": "equals", "condition_value": "x"}
    field = row("element_required_fields", element_id=element_id, condition_field_id=top["id"], **condition)
    fields = [
        row("element_required_fields", element_id=element_id, condition_field_id=field["id"], **condition)
        for _ in range(size)
    ]
    warnings = [row("warnings", element_id=element_id) for _ in range(size)]
    warnings += [row("warnings", category_id=category_id) for _ in range(size)]
    warnings += [row("warnings", tier_id=tier_id) for _ in range(size)]
    boss = row("admin_users")
    admin = row("admin_users", created_by=boss["id"])
    admins = [admin, boss, *(row("admin_users", created_by=admin["id"]) for _ in range(size))]
    admin_id = admin["id"]
    user = row("users")
    user_id = user["id"]
    conversations = [row("conversation_history", user_id=user_id) for _ in range(size)]
    conversation_id = conversations[0]["id"]
    links = {"user_id": user_id, "conversation_id": conversation_id}
    # A conversation has one open case of a category.
    cases = [
        row(
            "cases",
            user_id=user_id,
            conversation_id=conversation["id"],
            category_id=category_id,
            tariff_tier_id=tier_id,
        )
        for conversation in conversations
    ]
    case_id = cases[0]["id"]
    former = row("regulatory_documents", uploaded_by=admin_id)
    document = row("regulatory_documents", uploaded_by=admin_id, supersedes_id=former["id"], version=2)
    chunks = [row("document_chunks", document_id=document["id"]) for _ in range(size)]
    queries = [row("rag_queries", **links) for _ in range(size)]

    yield "vehicle_categories", [category]
    yield "tariff_tiers", [tier, *uppers, *lowers]
    # Parents stand before their children.
    yield "elements", [first, middle, *leaves]
    yield (
        "element_contrary_words",
        [row("element_contrary_words", element_id=element_id) for _ in range(size)],
    )
    yield (
        "untariffed_works",
        [
            row("untariffed_works", category_id=category_id, reverse_of_element_id=element_id)
            for _ in range(size)
        ],
    )
    yield "element_images", [row("element_images", element_id=element_id) for _ in range(size)]
    yield "element_required_fields", [top, field, *fields]
    yield "warnings", warnings
    yield (
        "element_warning_associations",
        [
            row("element_warning_associations", element_id=element_id, warning_id=warning["id"])
            for warning in warnings
            if warning.get("element_id")
        ],
    )
    yield (
        "tier_element_inclusions",
        [
            *(
                row("tier_element_inclusions", tier_id=tier_id, element_id=element["id"])
                for element in elements
            ),
            *(row("tier_element_inclusions", tier_id=lower["id"], element_id=element_id) for lower in lowers),
            *(
                row("tier_element_inclusions", tier_id=above["id"], included_tier_id=below["id"])
                for above, below in [
                    *((tier, lower) for lower in lowers),
                    *((upper, tier) for upper in uppers),
                ]
            ),
        ],
    )
    yield (
        "additional_services",
        [row("additional_services", category_id=category_id, element_id=element_id) for _ in range(size)],
    )
    for name in ("base_documentation", "tariff_prompt_sections", "response_constraints"):
        yield name, [row(name, category_id=category_id) for _ in range(size)]
    yield "admin_users", [boss, admin, *admins[2:]]
    yield "admin_access_log", [row("admin_access_log", admin_user_id=admin_id) for _ in range(size)]
    yield "uploaded_images", [row("uploaded_images", uploaded_by=admin_id) for _ in range(size)]
    yield "users", [user]
    yield "conversation_history", conversations
    yield (
        "conversation_messages",
        [row("conversation_messages", conversation_id=conversation_id) for _ in range(size)],
    )
    yield (
        "outgoing_messages",
        [row("outgoing_messages", conversation_id=conversation_id) for _ in range(size)],
    )
    yield (
        "parked_events",
        [row("parked_events", conversation_id=conversation_id, resolved_by=admin_id) for _ in range(size)],
    )
    yield (
        "dialogues",
        [
            row("dialogues", user_id=user_id, state={"version": 1}),
            *(row("dialogues", conversation_id=talk["id"], state={"version": 1}) for talk in conversations),
        ][:size],
    )
    yield "dialogue_photos", [row("dialogue_photos", conversation_id=conversation_id) for _ in range(size)]
    yield "tombstones", [row("tombstones") for _ in range(size)]
    yield "cases", cases
    for name in ("case_images", "case_element_data"):
        yield name, [row(name, case_id=case_id) for _ in range(size)]
    yield (
        "escalations",
        [
            row(
                "escalations",
                user_id=user_id,
                conversation_id=conversation["id"],
                case_id=case_id,
                taken_by=admin_id,
                resolved_by=admin_id,
            )
            for conversation in conversations
        ],
    )
    yield "regulatory_documents", [{**former, "supersedes_id": None, "version": 1}, document]
    yield "document_chunks", chunks
    models = [row("embedding_models") for _ in range(size)]
    yield "embedding_models", models
    yield (
        "chunk_vectors",
        [row("chunk_vectors", chunk_id=chunk["id"], model_id=models[0]["id"]) for chunk in chunks],
    )
    yield "rag_queries", queries
    yield (
        "query_citations",
        [
            row(
                "query_citations",
                query_id=queries[0]["id"],
                chunk_id=chunk["id"],
                document_id=document["id"],
                rank=rank,
            )
            for rank, chunk in enumerate(chunks, start=1)
        ],
    )
    yield "container_error_logs", [row("container_error_logs", resolved_by=admin_id) for _ in range(size)]
    yield (
        "llm_usage_metrics",
        [row("llm_usage_metrics", conversation_id=conversation_id) for _ in range(size)],
    )
    yield "tool_call_logs", [row("tool_call_logs", conversation_id=conversation_id) for _ in range(size)]
    yield "audit_log", [row("audit_log", user_id=admin_id) for _ in range(size)]
    for name in ("policies", "system_settings", "token_usage", "jobs", "everyday_words"):
        yield name, [row(name) for _ in range(size)]


def richest(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, uuid.UUID]:
    """For each table the key of the row on which most other rows hang."""
    keys = {name: found[0]["id"] for name, found in rows.items()}
    # In trees it is the one between parent and children, of documents the later version.
    for name in ("elements", "element_required_fields", "admin_users", "regulatory_documents"):
        keys[name] = rows[name][1]["id"]
    return keys
