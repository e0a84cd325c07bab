"""Erased stays erased: marks, tombstones and triggers; conversations by account; parked events; texts that
edits replaced; phones of three countries in one spelling.

A phone whose other spelling has a user already keeps its own: the two are left for staff to tell apart.

Revision ID: 048_erased_stays_erased
Revises: 047_image_review
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "048_erased_stays_erased"
down_revision = "047_image_review"
branch_labels = None
depends_on = None

# Which columns of which tables hold what is said of a person; what links a row to one comes last.
_GUARDED = {
    "conversation_history": ("summary, metadata", ("user_id",)),
    "conversation_messages": (
        "content, previous_texts, chatwoot_message_id",
        ("conversation_id", "user_id"),
    ),
    "tool_call_logs": ("parameters, result_summary, error_message", ("conversation_id",)),
    "llm_usage_metrics": ("error_message", ("conversation_id",)),
    "rag_queries": ("query_text, query_hash, cache_key, answer", ("user_id", "conversation_id")),
    "escalations": ("reason, resolution, metadata", ("user_id", "conversation_id")),
    "cases": (
        "matricula, bastidor, itv_nombre, taller_nombre, taller_responsable, taller_domicilio, taller_ciudad, "
        "taller_telefono, taller_registro_industrial, taller_actividad, notes, metadata",
        ("user_id", "conversation_id"),
    ),
    "case_images": (
        "display_name, description, stored_filename, thumbnail_filename, original_filename, content_hash, "
        "validation_notes, review_waived_by, review_waiver_reason, chatwoot_message_id, chatwoot_attachment_id",
        ("case_id",),
    ),
    "case_element_data": ("field_values", ("case_id",)),
    "parked_events": ("payload, people", ("conversation_id",)),
}

_FUNCTIONS = (
    # After the foreign keys have been checked: they wait for an erasure that is under way, and the look here
    # comes after the wait. Letting go of a row and clearing a value are no content.
    """\
CREATE FUNCTION msia_refuse_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    after jsonb := to_jsonb(NEW);
    before jsonb;
    owner_id uuid := (after ->> 'user_id')::uuid;
    talk_id uuid := (after ->> 'conversation_id')::uuid;
BEGIN
    IF current_setting('msia.erasing', true) IS NOT DISTINCT FROM 'on' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        before := to_jsonb(OLD);
        IF NOT EXISTS (
            SELECT FROM jsonb_each(after) AS changed
            WHERE changed.value IS DISTINCT FROM before -> changed.key AND changed.value <> 'null'
        ) THEN
            RETURN NULL;
        END IF;
    END IF;
    IF after ? 'case_id' AND owner_id IS NULL AND talk_id IS NULL THEN
        SELECT user_id, conversation_id INTO owner_id, talk_id
        FROM cases WHERE id = (after ->> 'case_id')::uuid FOR KEY SHARE;
    END IF;
    PERFORM 1 FROM users WHERE id = owner_id AND erased_at IS NOT NULL FOR KEY SHARE;
    IF FOUND THEN
        RAISE EXCEPTION '%: user % is erased and takes nothing new', TG_TABLE_NAME, owner_id
        USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'erased_user';
    END IF;
    -- What has an owner is that person's, whatever became of the conversation; messages are of both.
    IF owner_id IS NULL OR TG_TABLE_NAME ^@ 'conversation_messages' THEN
        PERFORM 1 FROM conversation_history WHERE id = talk_id AND erased_at IS NOT NULL FOR KEY SHARE;
        IF FOUND THEN
            RAISE EXCEPTION '%: conversation % is erased and takes nothing new', TG_TABLE_NAME, talk_id
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'erased_conversation';
        END IF;
    END IF;
    RETURN NULL;
END
$$
""",
    """\
CREATE FUNCTION msia_erased_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: what is erased stays erased', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, COLUMN = 'erased_at', CONSTRAINT = 'erased_stays';
END
$$
""",
)


def _triggers() -> tuple[str, ...]:
    guards = tuple(
        f"CREATE TRIGGER msia_refuse_erased AFTER INSERT OR UPDATE OF {columns}, {', '.join(links)} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION msia_refuse_erased()"
        for table, (columns, links) in _GUARDED.items()
    )
    stays = tuple(
        f"CREATE TRIGGER msia_erased_stays BEFORE UPDATE OF erased_at ON {table} FOR EACH ROW "
        "WHEN (OLD.erased_at IS NOT NULL AND NEW.erased_at IS NULL) EXECUTE FUNCTION msia_erased_stays()"
        for table in ("users", "conversation_history")
    )
    return guards + stays


def _sqlite_triggers() -> tuple[str, ...]:
    owners = {
        "user_id": "SELECT 1 FROM users u WHERE u.id = NEW.user_id AND u.erased_at IS NOT NULL",
        "conversation_id": "SELECT 1 FROM conversation_history h WHERE h.id = NEW.conversation_id "
        "AND h.erased_at IS NOT NULL",
        "case_id": "SELECT 1 FROM cases c JOIN users u ON u.id = c.user_id WHERE c.id = NEW.case_id "
        "AND u.erased_at IS NOT NULL",
    }
    return tuple(
        f"CREATE TRIGGER msia_refuse_erased_{moment}_{table} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: erased, takes nothing new') "
        f"WHERE {' OR '.join(f'EXISTS ({owners[link]})' for link in links)}; END"
        for table, (columns, links) in _GUARDED.items()
        for moment, event in (("insert", "INSERT"), ("update", f"UPDATE OF {columns}"))
    ) + tuple(
        f"CREATE TRIGGER msia_erased_stays_{table} BEFORE UPDATE OF erased_at ON {table} "
        "WHEN OLD.erased_at IS NOT NULL AND NEW.erased_at IS NULL "
        f"BEGIN SELECT RAISE(ABORT, '{table}: what is erased stays erased'); END"
        for table in ("users", "conversation_history")
    )


_NOT_ERASED = (
    "erased_at IS NULL OR (summary IS NULL AND metadata = '{}' AND chatwoot_contact_id IS NULL "
    "AND chatwoot_conversation_id LIKE 'erased-%')"
)


def upgrade() -> None:
    """Apply changes."""
    _spell_phones()
    op.execute("UPDATE users SET metadata = '{}' WHERE erased_at IS NOT NULL")
    with ddl.alter("users") as batch:
        batch.create_check_constraint(
            op.f("ck_users_erased_metadata"), "erased_at IS NULL OR metadata = '{}'"
        )
    _change_conversations()
    _change_messages()
    _create_tombstones()
    _create_parked_events()
    ddl.execute_each(postgresql=(*_FUNCTIONS, *_triggers()), sqlite=_sqlite_triggers())


def downgrade() -> None:
    """Revert changes."""
    _refuse_what_the_old_schema_can_not_hold()
    if ddl.is_sqlite():
        for table in _GUARDED:
            op.execute(f"DROP TRIGGER msia_refuse_erased_insert_{table}")
            op.execute(f"DROP TRIGGER msia_refuse_erased_update_{table}")
        for table in ("users", "conversation_history"):
            op.execute(f"DROP TRIGGER msia_erased_stays_{table}")
    else:
        for table in _GUARDED:
            op.execute(f"DROP TRIGGER msia_refuse_erased ON {table}")
        for table in ("users", "conversation_history"):
            op.execute(f"DROP TRIGGER msia_erased_stays ON {table}")
        op.execute("DROP FUNCTION msia_erased_stays()")
        op.execute("DROP FUNCTION msia_refuse_erased()")
    op.drop_table("parked_events")
    op.drop_table("tombstones")
    op.drop_index(op.f("ix_conversation_messages_user_id"), table_name="conversation_messages")
    with ddl.alter("conversation_messages") as batch:
        batch.drop_constraint(op.f("ck_conversation_messages_deleted_text"), type_="check")
        batch.drop_constraint(op.f("ck_conversation_messages_previous_texts_is_array"), type_="check")
        batch.drop_constraint(op.f("conversation_messages_user_id_fkey"), type_="foreignkey")
        for column in ("deleted_at", "edited_at", "previous_texts", "user_id"):
            batch.drop_column(column)
    op.drop_index(op.f("ix_conversation_history_chatwoot_contact_id"), table_name="conversation_history")
    with ddl.alter("conversation_history") as batch:
        batch.drop_constraint(op.f("ck_conversation_history_erased_content"), type_="check")
        batch.drop_constraint(op.f("uq_conversation_history_account_conversation"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_conversation_history_chatwoot_conversation_id"), ["chatwoot_conversation_id"]
        )
        for column in ("erased_at", "chatwoot_contact_id", "chatwoot_account_id"):
            batch.drop_column(column)
    with ddl.alter("users") as batch:
        batch.drop_constraint(op.f("ck_users_erased_metadata"), type_="check")


def _spell_phones() -> None:
    """Mexican mobiles without the 1, Brazilian ones with their ninth digit, Argentine ones with their 9."""
    if ddl.is_sqlite():
        rules = (
            ("+521__________", "'+52' || substr(phone, 5)"),
            ("+55__[6-9]_______", "substr(phone, 1, 5) || '9' || substr(phone, 6)"),
            ("+54[1-8]_________", "'+549' || substr(phone, 4)"),
        )
        spelled = [(f"phone GLOB '{form.replace('_', '[0-9]')}'", canonical) for form, canonical in rules]
    else:
        spelled = [
            (r"phone ~ '^\+521[0-9]{10}$'", "'+52' || substr(phone, 5)"),
            (
                r"phone ~ '^\+55[1-9][0-9][6-9][0-9]{7}$'",
                "substr(phone, 1, 5) || '9' || substr(phone, 6)",
            ),
            (r"phone ~ '^\+54[1-8][0-9]{9}$'", "'+549' || substr(phone, 4)"),
        ]
    for form, canonical in spelled:
        op.execute(
            f"UPDATE users SET phone = {canonical} WHERE {form} "
            f"AND NOT EXISTS (SELECT 1 FROM users AS other WHERE other.phone = {_of_outer(canonical)})"
        )


def _of_outer(canonical: str) -> str:
    return canonical.replace("phone", "users.phone")


def _change_conversations() -> None:
    table = "conversation_history"
    with ddl.alter(table) as batch:
        batch.add_column(
            sa.Column(
                "chatwoot_account_id",
                sa.BigInteger(),
                server_default=sa.text("0"),
                nullable=False,
                comment="0: not known yet",
            )
        )
        batch.add_column(sa.Column("chatwoot_contact_id", sa.BigInteger(), nullable=True))
        batch.add_column(
            sa.Column(
                "erased_at",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="When its content was removed on request",
            )
        )
        batch.drop_constraint(op.f("uq_conversation_history_chatwoot_conversation_id"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_conversation_history_account_conversation"),
            ["chatwoot_account_id", "chatwoot_conversation_id"],
        )
    op.execute(
        "UPDATE conversation_history SET chatwoot_contact_id = "
        "(SELECT u.chatwoot_contact_id FROM users u WHERE u.id = conversation_history.user_id)"
    )
    # Erased before there was a mark; what has come into it since is no longer wanted either.
    op.execute(
        "UPDATE conversation_history SET erased_at = updated_at, summary = NULL, metadata = '{}', "
        "chatwoot_contact_id = NULL WHERE chatwoot_conversation_id LIKE 'erased-%' "
        "AND EXISTS (SELECT 1 FROM users u WHERE u.id = user_id AND u.erased_at IS NOT NULL)"
    )
    op.execute(
        "UPDATE conversation_messages SET content = '[borrado]', chatwoot_message_id = NULL "
        "WHERE content <> '[borrado]' AND conversation_id IN "
        "(SELECT h.id FROM conversation_history h WHERE h.erased_at IS NOT NULL)"
    )
    with ddl.alter(table) as batch:
        batch.create_check_constraint(op.f("ck_conversation_history_erased_content"), _NOT_ERASED)
    op.create_index(op.f("ix_conversation_history_chatwoot_contact_id"), table, ["chatwoot_contact_id"])


def _change_messages() -> None:
    table = "conversation_messages"
    with ddl.alter(table) as batch:
        batch.add_column(sa.Column("user_id", sa.Uuid(as_uuid=True), nullable=True))
        batch.add_column(
            sa.Column("previous_texts", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False)
        )
        batch.add_column(sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(
            sa.Column(
                "deleted_at",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="When it was deleted in Chatwoot",
            )
        )
        batch.create_foreign_key(
            op.f("conversation_messages_user_id_fkey"), "users", ["user_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_check_constraint(
            op.f("ck_conversation_messages_previous_texts_is_array"), ddl.is_json("previous_texts", "array")
        )
        batch.create_check_constraint(
            op.f("ck_conversation_messages_deleted_text"),
            "deleted_at IS NULL OR (content IN ('', '[borrado]') AND previous_texts = '[]')",
        )
    op.create_index(op.f("ix_conversation_messages_user_id"), table, ["user_id"])


def _create_tombstones() -> None:
    op.create_table(
        "tombstones",
        ddl.uuid_pk(),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("key_fingerprint", sa.String(16), nullable=False, comment="Which key made the hash"),
        sa.Column("key_hash", sa.String(64), nullable=False, comment="HMAC-SHA256, in hexadecimal"),
        sa.Column(
            "covers_until",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="Events written until then change nothing",
        ),
        *ddl.timestamps(),
        sa.CheckConstraint(
            "kind IN ('conversation', 'contact', 'phone', 'message')",
            name=op.f("ck_tombstones_kind_vocabulary"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("tombstones_pkey")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_tombstones_key_hash")),
    )
    op.create_index(
        op.f("ix_tombstones_key_fingerprint_covers_until"), "tombstones", ["key_fingerprint", "covers_until"]
    )


def _create_parked_events() -> None:
    table = "parked_events"
    op.create_table(
        table,
        ddl.uuid_pk(),
        sa.Column("reason", sa.String(30), nullable=False),
        sa.Column("event", sa.String(50), nullable=False, comment="Its name in Chatwoot: message_created …"),
        sa.Column(
            "event_hash", sa.String(64), nullable=False, comment="The same event again is not parked again"
        ),
        sa.Column("chatwoot_account_id", sa.BigInteger(), nullable=True),
        sa.Column("chatwoot_inbox_id", sa.BigInteger(), nullable=True),
        sa.Column("chatwoot_conversation_id", sa.String(50), nullable=True),
        sa.Column("conversation_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("people", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("payload", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column(
            "written_at", sa.DateTime(timezone=True), nullable=True, comment="When its sender wrote it"
        ),
        sa.Column("resolution", sa.String(30), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.Uuid(as_uuid=True), nullable=True),
        *ddl.timestamps(),
        sa.CheckConstraint(
            "reason IN ('contact_changed', 'other_account', 'other_inbox', 'refused')",
            name=op.f("ck_parked_events_reason_vocabulary"),
        ),
        sa.CheckConstraint(
            "resolution IN ('replayed', 'dismissed')", name=op.f("ck_parked_events_resolution_vocabulary")
        ),
        sa.CheckConstraint(
            "(resolved_at IS NULL) = (resolution IS NULL)", name=op.f("ck_parked_events_resolution_dated")
        ),
        sa.CheckConstraint(
            "resolution IS NULL OR (payload = '{}' AND people = '[]')",
            name=op.f("ck_parked_events_resolved_without_people"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation_history.id"],
            name=op.f("parked_events_conversation_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resolved_by"],
            ["admin_users.id"],
            name=op.f("parked_events_resolved_by_fkey"),
            ondelete="SET NULL",
        ),
        sa.CheckConstraint(ddl.is_json("people", "array"), name=op.f("ck_parked_events_people_is_array")),
        sa.CheckConstraint(ddl.is_json("payload", "object"), name=op.f("ck_parked_events_payload_is_object")),
        sa.PrimaryKeyConstraint("id", name=op.f("parked_events_pkey")),
        sa.UniqueConstraint("event_hash", name=op.f("uq_parked_events_event_hash")),
    )
    op.create_index(op.f("ix_parked_events_conversation_id"), table, ["conversation_id"])
    op.create_index(op.f("ix_parked_events_resolved_by"), table, ["resolved_by"])
    op.create_index(op.f("ix_parked_events_created_at_id"), table, ["created_at", "id"])


def _refuse_what_the_old_schema_can_not_hold() -> None:
    if op.get_context().as_sql:
        return  # a script leaves it to the constraint to find such rows
    rows = op.get_bind().execute(
        sa.text(
            "SELECT c.id FROM conversation_history c WHERE EXISTS (SELECT 1 FROM conversation_history o "
            "WHERE o.id <> c.id AND o.chatwoot_conversation_id = c.chatwoot_conversation_id) ORDER BY 1"
        )
    )
    ddl.refuse_rows(
        [str(row[0]) for row in rows],
        "Conversations of different Chatwoot accounts with the same number",
        "Delete or renumber those of all accounts but one, then downgrade again.",
    )
