"""One row per Chatwoot conversation.

Revision ID: 032_unique_conversation_id
Revises: 031_add_chatwoot_contact_id_to_users
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "032_unique_conversation_id"
down_revision = "031_add_chatwoot_contact_id_to_users"
branch_labels = None
depends_on = None

_history = sa.table(
    "conversation_history",
    *(sa.column(name, sa.Uuid()) for name in ("id", "user_id")),
    sa.column("chatwoot_conversation_id", sa.String()),
    sa.column("message_count", sa.Integer()),
    sa.column("summary", sa.Text()),
    sa.column("metadata", ddl.JSONB),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
# Every table that points to a conversation at this revision.
_REFERRING = ("cases", "escalations", "rag_queries", "tool_call_logs")


def _merge_duplicates() -> None:
    """Merge the rows of one conversation into the oldest: counts add up, texts and metadata are joined."""
    bind = ddl.connection()
    rows = bind.execute(sa.select(_history).order_by(_history.c.created_at, _history.c.id)).all()
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.chatwoot_conversation_id, []).append(row)
    duplicated = {key: group for key, group in groups.items() if len(group) > 1}
    ddl.refuse_rows(
        [key for key, group in duplicated.items() if len({row.user_id for row in group} - {None}) > 1],
        "These values of conversation_history.chatwoot_conversation_id are shared by rows of different users",
        "Correct user_id or chatwoot_conversation_id of these rows, then upgrade again.",
    )
    for group in duplicated.values():
        _merge(group[0], group[1:])


def _merge(kept: Any, others: list[Any]) -> None:
    bind = ddl.connection()
    group = [kept, *others]
    summaries = list(dict.fromkeys(row.summary for row in group if row.summary))
    metadata: dict[str, Any] = {}
    for row in group:
        metadata = {**row.metadata, **metadata}
    # A key with several values keeps the oldest; the others are written down beside it.
    conflicts = [
        {key: value for key, value in row.metadata.items() if metadata[key] != value} for row in others
    ]
    if any(conflicts):
        metadata["merged"] = [conflict for conflict in conflicts if conflict]
    bind.execute(
        _history.update()
        .where(_history.c.id == kept.id)
        .values(
            user_id=next((row.user_id for row in group if row.user_id is not None), None),
            message_count=sum(row.message_count for row in group),
            summary="\n\n".join(summaries) or None,
            metadata=metadata,
        )
    )
    ids = [row.id for row in others]
    for name in _REFERRING:
        table = sa.table(name, sa.column("conversation_id", sa.Uuid()))
        bind.execute(table.update().where(table.c.conversation_id.in_(ids)).values(conversation_id=kept.id))
    bind.execute(_history.delete().where(_history.c.id.in_(ids)))


def upgrade() -> None:
    """Apply changes."""
    _merge_duplicates()
    op.drop_index(op.f("ix_conversation_history_chatwoot_conversation_id"), table_name="conversation_history")
    with ddl.alter("conversation_history") as batch:
        batch.create_unique_constraint(
            op.f("uq_conversation_history_chatwoot_conversation_id"), ["chatwoot_conversation_id"]
        )


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("conversation_history") as batch:
        batch.drop_constraint(op.f("uq_conversation_history_chatwoot_conversation_id"), type_="unique")
    op.create_index(
        op.f("ix_conversation_history_chatwoot_conversation_id"),
        "conversation_history",
        ["chatwoot_conversation_id"],
    )
