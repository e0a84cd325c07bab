"""Work that waits for a worker: jobs and an outbox; who wrote a message, what came with it, and how a
conversation stands in Chatwoot.

Messages of before count as answered.

Revision ID: 049_jobs_and_outbox
Revises: 048_erased_stays_erased
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "049_jobs_and_outbox"
down_revision = "048_erased_stays_erased"
branch_labels = None
depends_on = None

_LIVE = "status IN ('waiting', 'running')"
_UNANSWERED = "author = 'client' AND answered_at IS NULL"
_OF_CONVERSATIONS = (
    "chatwoot_inbox_id",
    "chatwoot_status",
    "chatwoot_assignee_id",
    "chatwoot_labels",
    "chatwoot_changed_at",
    "last_client_at",
    "staff_spoke_at",
    "returned_at",
)
_OUTGOING = (
    "content, options, picture, about, reason, chatwoot_message_id, chatwoot_source_id, conversation_id"
)
_GUARDED_BEFORE = {
    "conversation_history": "summary, metadata, user_id",
    "conversation_messages": "content, previous_texts, chatwoot_message_id, conversation_id, user_id",
}
_GUARDED_AFTER = {
    "conversation_history": "summary, metadata, chatwoot_labels, user_id",
    "conversation_messages": "content, previous_texts, chatwoot_message_id, attachments, reply_to_id, "
    "reply_to_source, conversation_id, user_id",
}


def upgrade() -> None:
    """Apply changes."""
    _create_jobs()
    _create_outbox()
    _change_conversations()
    _change_messages()
    ddl.execute_each(
        postgresql=(_guard("outgoing_messages", _OUTGOING), *_guarded_anew(_GUARDED_AFTER)),
        sqlite=_sqlite_guards("outgoing_messages", _OUTGOING),
    )


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(postgresql=_guarded_anew(_GUARDED_BEFORE))
    op.drop_index(op.f("ix_conversation_messages_unanswered"), table_name="conversation_messages")
    with ddl.alter("conversation_messages") as batch:
        batch.drop_constraint(op.f("ck_conversation_messages_deleted_attachments"), type_="check")
        batch.drop_constraint(op.f("ck_conversation_messages_attachments_is_array"), type_="check")
        batch.drop_constraint(op.f("ck_conversation_messages_author_vocabulary"), type_="check")
        for column in ("answered_at", "reply_to_source", "reply_to_id", "attachments", "author"):
            batch.drop_column(column)
    with ddl.alter("conversation_history") as batch:
        batch.drop_constraint(op.f("ck_conversation_history_chatwoot_labels_is_array"), type_="check")
        batch.drop_constraint(op.f("ck_conversation_history_chatwoot_status_vocabulary"), type_="check")
        for column in reversed(_OF_CONVERSATIONS):
            batch.drop_column(column)
    op.drop_table("outgoing_messages")
    op.drop_table("jobs")


def _guard(table: str, columns: str) -> str:
    return (
        f"CREATE TRIGGER msia_refuse_erased AFTER INSERT OR UPDATE OF {columns} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION msia_refuse_erased()"
    )


def _guarded_anew(tables: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        statement
        for table, columns in tables.items()
        for statement in (f"DROP TRIGGER msia_refuse_erased ON {table}", _guard(table, columns))
    )


def _sqlite_guards(table: str, columns: str) -> tuple[str, ...]:
    erased = (
        "SELECT 1 FROM conversation_history h WHERE h.id = NEW.conversation_id AND h.erased_at IS NOT NULL"
    )
    return tuple(
        f"CREATE TRIGGER msia_refuse_erased_{moment}_{table} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: erased, takes nothing new') WHERE EXISTS ({erased}); END"
        for moment, event in (("insert", "INSERT"), ("update", f"UPDATE OF {columns}"))
    )


def _moment(name: str, comment: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True, comment=comment)


def _change_conversations() -> None:
    with ddl.alter("conversation_history") as batch:
        batch.add_column(sa.Column("chatwoot_inbox_id", sa.BigInteger(), nullable=True))
        batch.add_column(sa.Column("chatwoot_status", sa.String(30), nullable=True))
        batch.add_column(
            sa.Column("chatwoot_assignee_id", sa.BigInteger(), nullable=True, comment="The person who has it")
        )
        batch.add_column(
            sa.Column("chatwoot_labels", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False)
        )
        batch.add_column(_moment("chatwoot_changed_at", "Of when the columns above are"))
        batch.add_column(_moment("last_client_at", "WhatsApp takes free text for a day more"))
        batch.add_column(_moment("staff_spoke_at", "Since then the assistant is silent"))
        batch.add_column(_moment("returned_at", "When it was given back to the assistant"))
        batch.create_check_constraint(
            op.f("ck_conversation_history_chatwoot_status_vocabulary"),
            "chatwoot_status IN ('pending', 'open', 'resolved', 'snoozed')",
        )
        batch.create_check_constraint(
            op.f("ck_conversation_history_chatwoot_labels_is_array"), ddl.is_json("chatwoot_labels", "array")
        )


def _change_messages() -> None:
    table = "conversation_messages"
    with ddl.alter(table) as batch:
        batch.add_column(sa.Column("author", sa.String(30), nullable=True))
        batch.add_column(sa.Column("attachments", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False))
        batch.add_column(
            sa.Column(
                "reply_to_id", sa.BigInteger(), nullable=True, comment="Chatwoot's message that it quotes"
            )
        )
        batch.add_column(
            sa.Column(
                "reply_to_source", sa.String(255), nullable=True, comment="The same, as WhatsApp names it"
            )
        )
        batch.add_column(
            _moment(
                "answered_at", "When the assistant took a client's message: answered, or silent with a reason"
            )
        )
        batch.create_check_constraint(
            op.f("ck_conversation_messages_author_vocabulary"),
            "author IN ('client', 'assistant', 'staff', 'automatic')",
        )
        batch.create_check_constraint(
            op.f("ck_conversation_messages_attachments_is_array"), ddl.is_json("attachments", "array")
        )
        batch.create_check_constraint(
            op.f("ck_conversation_messages_deleted_attachments"),
            "deleted_at IS NULL OR attachments = '[]'",
        )
    with ddl.paused_triggers(table):
        op.execute(f"UPDATE {table} SET author = 'client', answered_at = created_at WHERE role = 'user'")
    op.create_index(
        op.f("ix_conversation_messages_unanswered"),
        table,
        ["conversation_id", "id"],
        postgresql_where=sa.text(_UNANSWERED),
        sqlite_where=sa.text(_UNANSWERED),
    )


def _create_outbox() -> None:
    table = "outgoing_messages"
    op.create_table(
        table,
        ddl.uuid_pk(),
        sa.Column("conversation_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("status", sa.String(30), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("options", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("picture", sa.Text(), nullable=True, comment="Its address, or its file among ours"),
        sa.Column("about", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("is_handover", sa.Boolean(), server_default=sa.false(), nullable=False),
        _moment("posted_at", "When it was last given to Chatwoot"),
        sa.Column("posted_after", sa.BigInteger(), nullable=True, comment="Chatwoot's newest message then"),
        _moment("sent_at"),
        sa.Column("chatwoot_message_id", sa.BigInteger(), nullable=True),
        sa.Column("chatwoot_source_id", sa.String(255), nullable=True, comment="WhatsApp's name"),
        sa.Column(
            "retries",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="After WhatsApp's limits",
        ),
        sa.Column("reason", sa.Text(), nullable=True, comment="Why it failed or was not sent"),
        *ddl.timestamps(),
        sa.CheckConstraint(
            "kind IN ('text', 'choices', 'picture', 'template', 'note', 'status', 'team', 'labels')",
            name=op.f("ck_outgoing_messages_kind_vocabulary"),
        ),
        sa.CheckConstraint(
            "status IN ('queued', 'posting', 'sent', 'confirmed', 'failed', 'dropped')",
            name=op.f("ck_outgoing_messages_status_vocabulary"),
        ),
        sa.CheckConstraint(
            "(kind = 'picture') = (picture IS NOT NULL)",
            name=op.f("ck_outgoing_messages_picture_has_address"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('sent', 'confirmed') OR sent_at IS NOT NULL",
            name=op.f("ck_outgoing_messages_sent_has_moment"),
        ),
        sa.CheckConstraint("retries >= 0", name=op.f("ck_outgoing_messages_retries_not_negative")),
        sa.CheckConstraint(
            "status NOT IN ('failed', 'dropped') OR reason IS NOT NULL",
            name=op.f("ck_outgoing_messages_not_sent_has_reason"),
        ),
        sa.CheckConstraint(
            ddl.is_json("options", "array"), name=op.f("ck_outgoing_messages_options_is_array")
        ),
        sa.CheckConstraint(ddl.is_json("about", "object"), name=op.f("ck_outgoing_messages_about_is_object")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation_history.id"],
            name=op.f("outgoing_messages_conversation_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("outgoing_messages_pkey")),
    )
    for column in ("conversation_id", "chatwoot_message_id", "chatwoot_source_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _create_jobs() -> None:
    op.create_table(
        "jobs",
        ddl.uuid_pk(),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("status", sa.String(30), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("payload", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("key", sa.String(200), nullable=True, comment="One waiting job of a key at most"),
        sa.Column("sequence", sa.String(200), nullable=True, comment="One after the other, in order"),
        sa.Column(
            "position",
            sa.BigInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="The order within the sequence",
        ),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False, comment="Not before"),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("max_attempts", sa.Integer(), server_default=sa.text("10"), nullable=False),
        sa.Column("leased_by", sa.String(100), nullable=True, comment="The worker at it"),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True, comment="Of which kind, without anybody's data"),
        *ddl.timestamps(),
        sa.CheckConstraint(
            "kind IN ('answer', 'send', 'reconcile', 'remind', 'ingest', 'embed', 'index', 'maintain')",
            name=op.f("ck_jobs_kind_vocabulary"),
        ),
        sa.CheckConstraint(
            "status IN ('waiting', 'running', 'dead')", name=op.f("ck_jobs_status_vocabulary")
        ),
        sa.CheckConstraint("attempts >= 0 AND max_attempts >= 1", name=op.f("ck_jobs_attempts_counted")),
        sa.CheckConstraint(
            "(status = 'running') = (leased_until IS NOT NULL) "
            "AND (leased_until IS NULL) = (leased_by IS NULL)",
            name=op.f("ck_jobs_running_is_leased"),
        ),
        sa.CheckConstraint(ddl.is_json("payload", "object"), name=op.f("ck_jobs_payload_is_object")),
        sa.PrimaryKeyConstraint("id", name=op.f("jobs_pkey")),
    )
    _index("uq_jobs_key_waiting", ["key"], "status = 'waiting'", unique=True)
    _index("ix_jobs_sequence_live", ["sequence", "position", "id"], _LIVE)
    _index("ix_jobs_run_at_live", ["run_at", "id"], _LIVE)


def _index(name: str, columns: list[str], condition: str, *, unique: bool = False) -> None:
    op.create_index(
        op.f(name),
        "jobs",
        columns,
        unique=unique,
        postgresql_where=sa.text(condition),
        sqlite_where=sa.text(condition),
    )
