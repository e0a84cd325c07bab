"""Monitoring and audit: errors, token usage, LLM metrics, tool calls, response rules, change trail."""

import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from database.jsonb.records import ChangedValues, Context
from database.keys import uuid7
from database.models.admin import AdminUser
from database.models.base import (
    PARTITIONED_BY_MONTH,
    Base,
    SoftDelete,
    fk,
    json_object,
    linked,
    vocabulary,
    word,
)
from database.models.core import ConversationHistory
from database.models.tariff import VehicleCategory
from shared.vocabularies import ActorKind, AuditAction, ErrorLevel, ErrorStatus, LLMTier, ToolResultType


class ContainerErrorLog(Base):
    """An error line read from a service's log."""

    __tablename__ = "container_error_logs"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-10)
    service_name: Mapped[str] = mapped_column(String(100), index=True)
    container_name: Mapped[str | None] = mapped_column(String(100))
    level: Mapped[str] = mapped_column(word(), default=ErrorLevel.ERROR, server_default=text("'ERROR'"))
    message: Mapped[str] = mapped_column(Text)
    stack_trace: Mapped[str | None] = mapped_column(Text)
    raw_log: Mapped[str | None] = mapped_column(Text, comment="The line as the service wrote it")
    context: Mapped[dict[str, object]] = json_object(Context)
    logged_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(
        word(), default=ErrorStatus.OPEN, server_default=text("'open'"), index=True
    )
    resolved_by: Mapped[uuid.UUID | None] = mapped_column(
        fk("admin_users.id", ondelete="SET NULL"), index=True
    )
    resolved_at: Mapped[datetime | None]
    resolution_notes: Mapped[str | None] = mapped_column(Text)

    resolver: Mapped[AdminUser | None] = linked("AdminUser")

    __table_args__ = (
        vocabulary("level", ErrorLevel),
        vocabulary("status", ErrorStatus),
        PARTITIONED_BY_MONTH,
    )


class TokenUsage(Base):
    """LLM tokens of one calendar month (UTC)."""

    __tablename__ = "token_usage"

    year: Mapped[int]
    month: Mapped[int]
    input_tokens: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    output_tokens: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))
    total_requests: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    cost_usd: Mapped[Decimal] = mapped_column(Numeric(14, 6), default=Decimal(0), server_default=text("0"))

    __table_args__ = (
        UniqueConstraint("year", "month"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month_range"),
        CheckConstraint(
            "input_tokens >= 0 AND output_tokens >= 0 AND total_requests >= 0", name="counts_not_negative"
        ),
        CheckConstraint("cost_usd >= 0", name="cost_not_negative"),
    )


class LLMUsageMetric(Base):
    """One call to a language model of the hybrid architecture."""

    __tablename__ = "llm_usage_metrics"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-10)
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("conversation_history.id", ondelete="SET NULL"), index=True
    )
    task_type: Mapped[str] = mapped_column(String(50), index=True)
    tier: Mapped[str] = mapped_column(word())
    original_tier: Mapped[str | None] = mapped_column(word(), comment="The tier wanted before a fallback")
    provider: Mapped[str] = mapped_column(String(50))
    model: Mapped[str | None] = mapped_column(String(100))
    input_tokens: Mapped[int | None]
    output_tokens: Mapped[int | None]
    latency_ms: Mapped[int | None]
    estimated_cost_usd: Mapped[Decimal | None] = mapped_column(Numeric(12, 6))
    success: Mapped[bool] = mapped_column(default=True, server_default=true())
    error_message: Mapped[str | None] = mapped_column(Text)
    fallback_used: Mapped[bool] = mapped_column(default=False, server_default=false())

    conversation: Mapped[ConversationHistory | None] = linked("ConversationHistory")

    __table_args__ = (
        vocabulary("tier", LLMTier),
        vocabulary("original_tier", LLMTier),
        CheckConstraint("latency_ms IS NULL OR latency_ms >= 0", name="latency_not_negative"),
        PARTITIONED_BY_MONTH,
    )


class ToolCallLog(Base):
    """One tool call of the agent."""

    __tablename__ = "tool_call_logs"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-10)
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("conversation_history.id", ondelete="SET NULL"), index=True
    )
    tool_name: Mapped[str] = mapped_column(String(100), index=True)
    parameters: Mapped[dict[str, object]] = json_object(Context)
    result_type: Mapped[str] = mapped_column(word())
    result_summary: Mapped[str | None] = mapped_column(Text)
    error_message: Mapped[str | None] = mapped_column(Text)
    execution_time_ms: Mapped[int | None]
    iteration: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    conversation: Mapped[ConversationHistory | None] = linked("ConversationHistory")

    __table_args__ = (vocabulary("result_type", ToolResultType), PARTITIONED_BY_MONTH)


class ResponseConstraint(SoftDelete, Base):
    """An anti-hallucination rule: an answer that matches the pattern needs the tool to have been called."""

    __tablename__ = "response_constraints"

    category_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("vehicle_categories.id", ondelete="CASCADE"), index=True
    )
    constraint_type: Mapped[str] = mapped_column(
        String(50), default="tool_required", server_default=text("'tool_required'")
    )
    detection_pattern: Mapped[str] = mapped_column(Text, comment="Regular expression (RE2)")
    required_tool: Mapped[str] = mapped_column(String(100))
    error_injection: Mapped[str] = mapped_column(Text, comment="What the assistant is told when it fails")
    priority: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    category: Mapped[VehicleCategory | None] = linked("VehicleCategory")


class AuditLog(Base):
    """One audited change of an entity, with the old and new values of the changed columns.

    Triggers write it on PostgreSQL; `entity_type` is the table. `actor_kind` and `actor_name` are what the
    program says of who acts, `user_id` the member of staff if it is one, `database_user` what the server
    itself knows: the user who logged in (`session_user`).
    """

    __tablename__ = "audit_log"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-10)
    entity_type: Mapped[str] = mapped_column(String(50))
    entity_id: Mapped[uuid.UUID]
    action: Mapped[str] = mapped_column(word())
    changes: Mapped[dict[str, object]] = json_object(ChangedValues)
    user_id: Mapped[uuid.UUID | None] = mapped_column(fk("admin_users.id", ondelete="SET NULL"), index=True)
    actor_kind: Mapped[str] = mapped_column(word())
    actor_name: Mapped[str] = mapped_column(String(100))
    database_user: Mapped[str] = mapped_column(String(63), comment="Who logged in: session_user")

    user: Mapped[AdminUser | None] = linked("AdminUser")

    __table_args__ = (
        vocabulary("action", AuditAction),
        vocabulary("actor_kind", ActorKind),
        Index("ix_audit_log_entity_type_entity_id_created_at", "entity_type", "entity_id", "created_at"),
        PARTITIONED_BY_MONTH,
    )
