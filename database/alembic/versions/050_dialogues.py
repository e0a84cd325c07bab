"""Dialogues: where the assistant stands with each client, and photos that came before their case.

A client may begin a case of another vehicle once the first one is handed in: only a case that is still
collecting is the only one of its conversation and category.

Revision ID: 050_dialogues
Revises: 049_jobs_and_outbox
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "050_dialogues"
down_revision = "049_jobs_and_outbox"
branch_labels = None
depends_on = None

_ONE_OWNER = "(user_id IS NULL) <> (conversation_id IS NULL)"
_OPEN = "status IN ('collecting', 'pending_review', 'in_progress')"
_COLLECTING = "status = 'collecting'"
_GUARDED = {
    "dialogues": "state",
    "dialogue_photos": "content_hash, stored_filename, thumbnail_filename, original_filename, caption, "
    "chatwoot_attachment_id",
}


def upgrade() -> None:
    """Apply changes."""
    _create_dialogues()
    _create_dialogue_photos()
    ddl.execute_each(postgresql=_triggers(), sqlite=_sqlite_triggers())
    _index_cases("uq_cases_conversation_id_category_id_collecting", _COLLECTING)
    op.drop_index(op.f("uq_cases_conversation_id_category_id_open"), table_name="cases")


def downgrade() -> None:
    """Revert changes."""
    _refuse_two_open_cases()
    _index_cases("uq_cases_conversation_id_category_id_open", _OPEN)
    op.drop_index(op.f("uq_cases_conversation_id_category_id_collecting"), table_name="cases")
    op.drop_table("dialogue_photos")
    op.drop_table("dialogues")


def _create_dialogues() -> None:
    op.create_table(
        "dialogues",
        ddl.uuid_pk(),
        sa.Column("user_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("conversation_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("state", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        *ddl.timestamps(),
        sa.CheckConstraint(_ONE_OWNER, name=op.f("ck_dialogues_one_owner")),
        sa.CheckConstraint(ddl.is_json("state", "object"), name=op.f("ck_dialogues_state_is_object")),
        *_owners("dialogues"),
        sa.PrimaryKeyConstraint("id", name=op.f("dialogues_pkey")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_dialogues_conversation_id")),
        sa.UniqueConstraint("user_id", name=op.f("uq_dialogues_user_id")),
    )


def _create_dialogue_photos() -> None:
    table = "dialogue_photos"
    op.create_table(
        table,
        ddl.uuid_pk(),
        sa.Column("user_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("conversation_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column(
            "content_hash", sa.String(64), nullable=False, comment="SHA-256 of the file as it was sent"
        ),
        sa.Column("stored_filename", sa.String(255), nullable=False),
        sa.Column("thumbnail_filename", sa.String(255), nullable=True),
        sa.Column("original_filename", sa.String(255), nullable=True),
        sa.Column("mime_type", sa.String(100), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("chatwoot_attachment_id", sa.BigInteger(), nullable=True),
        sa.Column("caption", sa.Text(), nullable=True, comment="What the client wrote with it"),
        *ddl.timestamps(),
        sa.CheckConstraint(_ONE_OWNER, name=op.f("ck_dialogue_photos_one_owner")),
        sa.CheckConstraint("file_size >= 0", name=op.f("ck_dialogue_photos_file_size_not_negative")),
        *_owners(table),
        sa.PrimaryKeyConstraint("id", name=op.f("dialogue_photos_pkey")),
        sa.UniqueConstraint("user_id", "content_hash", name=op.f("uq_dialogue_photos_user_id_content_hash")),
    )
    op.create_index(op.f("ix_dialogue_photos_conversation_id"), table, ["conversation_id"])
    op.create_index(op.f("ix_dialogue_photos_stored_filename"), table, ["stored_filename"])
    op.create_index(op.f("ix_dialogue_photos_thumbnail_filename"), table, ["thumbnail_filename"])


def _owners(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint(
            [column], [f"{parent}.id"], name=op.f(f"{table}_{column}_fkey"), ondelete="CASCADE"
        )
        for column, parent in (("user_id", "users"), ("conversation_id", "conversation_history"))
    )


def _triggers() -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER msia_refuse_erased AFTER INSERT OR UPDATE OF {columns}, user_id, conversation_id "
        f"ON {table} FOR EACH ROW EXECUTE FUNCTION msia_refuse_erased()"
        for table, columns in _GUARDED.items()
    )


def _sqlite_triggers() -> tuple[str, ...]:
    erased = (
        "EXISTS (SELECT 1 FROM users u WHERE u.id = NEW.user_id AND u.erased_at IS NOT NULL) OR EXISTS "
        "(SELECT 1 FROM conversation_history h WHERE h.id = NEW.conversation_id AND h.erased_at IS NOT NULL)"
    )
    return tuple(
        f"CREATE TRIGGER msia_refuse_erased_{moment}_{table} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: erased, takes nothing new') WHERE {erased}; END"
        for table, columns in _GUARDED.items()
        for moment, event in (
            ("insert", "INSERT"),
            ("update", f"UPDATE OF {columns}, user_id, conversation_id"),
        )
    )


def _index_cases(name: str, condition: str) -> None:
    op.create_index(
        op.f(name),
        "cases",
        ["conversation_id", "category_id"],
        unique=True,
        postgresql_where=sa.text(condition),
        sqlite_where=sa.text(condition),
    )


def _refuse_two_open_cases() -> None:
    if op.get_context().as_sql:
        return  # a script leaves it to the index to find such rows
    rows = op.get_bind().execute(
        sa.text(
            f"SELECT c.id FROM cases c WHERE {_OPEN.replace('status', 'c.status')} AND EXISTS "
            f"(SELECT 1 FROM cases o WHERE o.id <> c.id AND {_OPEN.replace('status', 'o.status')} "
            "AND o.conversation_id = c.conversation_id AND o.category_id = c.category_id) ORDER BY 1"
        )
    )
    ddl.refuse_rows(
        [str(row[0]) for row in rows],
        "Open cases of the same conversation and category",
        "Complete or cancel those of each conversation but one, then downgrade again.",
    )
