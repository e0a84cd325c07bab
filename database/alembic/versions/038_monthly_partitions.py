"""Tables that grow without bound, partitioned by month of their time-ordered UUIDv7 key (PostgreSQL).

SQLite has no partitions; there only the indexes of the messages change.

Revision ID: 038_monthly_partitions
Revises: 037_audit_triggers
"""

from collections.abc import Callable

from alembic import op

from database.alembic import ddl

revision = "038_monthly_partitions"
down_revision = "037_audit_triggers"
branch_labels = None
depends_on = None

_TABLES = (
    "conversation_messages",
    "tool_call_logs",
    "llm_usage_metrics",
    "container_error_logs",
    "audit_log",
)

_FUNCTIONS = (
    # The smallest UUIDv7 of a moment: where its range of keys starts.
    """\
CREATE FUNCTION msia_uuid7_floor(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$
""",
    """\
CREATE FUNCTION msia_month_key(month date) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT msia_uuid7_floor(month::timestamp AT TIME ZONE 'UTC')
$$
""",
    # One month, with the rows that waited for it in the detached `waiting` table.
    """\
CREATE FUNCTION msia_make_partition(parent text, month date, waiting text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    child text := parent || to_char(month, '_YYYY_MM');
    lower_key uuid := msia_month_key(month);
    upper_key uuid := msia_month_key((month + interval '1 month')::date);
BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', child, parent);
    EXECUTE format(
        'WITH moved AS (DELETE FROM %I WHERE id >= %L AND id < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
        waiting, lower_key, upper_key, child
    );
    EXECUTE format(
        'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, child, lower_key, upper_key
    );
END
$$
""",
    # A key of the row's own moment for keys that hold no time; its random bits stay.
    """\
CREATE FUNCTION msia_uuid7_rekey(old_key uuid, moment timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN substr(old_key::text, 15, 1) = '7' THEN old_key ELSE (
        lpad(to_hex(floor(extract(epoch FROM moment) * 1000)::bigint), 12, '0')
        || '7' || substr(replace(old_key::text, '-', ''), 14, 3)
        || 'a' || substr(replace(old_key::text, '-', ''), 18)
    )::uuid END
$$
""",
    # Two partitions without months, `_past` and `_future`, take what the months do not. They are ranges, not
    # a default partition: with a default one PostgreSQL could not read the months in order, latest first.
    # Months are made without gaps; rows that waited in `_past` or `_future` move over.
    """\
CREATE FUNCTION msia_ensure_partitions(parent text, first_month date, last_month date) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    made integer := 0;
    oldest date;
    newest date;
    month date;
    pattern text := '^' || parent || '_[0-9]{4}_[0-9]{2}$';
BEGIN
    first_month := date_trunc('month', first_month)::date;
    last_month := date_trunc('month', last_month)::date;
    PERFORM pg_advisory_xact_lock(hashtextextended('msia:partitions:' || parent, 0));
    SELECT min(to_date(right(c.relname, 7), 'YYYY_MM')), max(to_date(right(c.relname, 7), 'YYYY_MM'))
    INTO oldest, newest
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = to_regclass(parent) AND c.relname ~ pattern;
    IF oldest IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (MINVALUE) TO (%L)',
            parent || '_past', parent, msia_month_key(first_month));
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (MAXVALUE)',
            parent || '_future', parent, msia_month_key(first_month));
        oldest := first_month;
        newest := (first_month - interval '1 month')::date;
    END IF;
    IF last_month > newest THEN
        EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, parent || '_future');
        FOR month IN SELECT generate_series(newest + interval '1 month', last_month, interval '1 month') LOOP
            PERFORM msia_make_partition(parent, month, parent || '_future');
            made := made + 1;
        END LOOP;
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (MAXVALUE)',
            parent, parent || '_future', msia_month_key((last_month + interval '1 month')::date));
    END IF;
    IF first_month < oldest THEN
        EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, parent || '_past');
        FOR month IN SELECT generate_series(first_month, oldest - interval '1 month', interval '1 month') LOOP
            PERFORM msia_make_partition(parent, month, parent || '_past');
            made := made + 1;
        END LOOP;
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)',
            parent, parent || '_past', msia_month_key(first_month));
    END IF;
    RETURN made;
END
$$
""",
    # Drops the months that end before `before`, and with them whatever is older; `_past` grows up to the
    # oldest month that stays. The newest month always stays.
    """\
CREATE FUNCTION msia_drop_partitions(parent text, before date) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    expired text[];
    oldest date;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('msia:partitions:' || parent, 0));
    SELECT array_agg(name ORDER BY name) FILTER (WHERE month < newest AND month + interval '1 month' <= before),
        min(month) FILTER (WHERE month = newest OR month + interval '1 month' > before)
    INTO expired, oldest
    FROM (
        SELECT c.relname::text AS name, to_date(right(c.relname, 7), 'YYYY_MM') AS month,
            max(to_date(right(c.relname, 7), 'YYYY_MM')) OVER () AS newest
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = to_regclass(parent) AND c.relname ~ ('^' || parent || '_[0-9]{4}_[0-9]{2}$')
    ) AS months;
    IF expired IS NULL THEN
        RETURN;
    END IF;
    FOR i IN 1 .. array_length(expired, 1) LOOP
        EXECUTE format('DROP TABLE %I', expired[i]);
    END LOOP;
    EXECUTE format('DROP TABLE %I', parent || '_past');
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (MINVALUE) TO (%L)',
        parent || '_past', parent, msia_month_key(oldest));
    RETURN QUERY SELECT unnest(expired);
END
$$
""",
    # A unique constraint of a partitioned table must hold its key, so the webhook's id is kept unique here:
    # the lock on the conversation makes looking first exact.
    """\
CREATE FUNCTION msia_check_message_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM conversation_history WHERE id = NEW.conversation_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM conversation_messages
        WHERE conversation_id = NEW.conversation_id AND chatwoot_message_id = NEW.chatwoot_message_id
    ) THEN
        RAISE EXCEPTION 'conversation % already has the Chatwoot message %',
            NEW.conversation_id, NEW.chatwoot_message_id
        USING ERRCODE = 'unique_violation', TABLE = 'conversation_messages',
            CONSTRAINT = 'uq_conversation_messages_conversation_id_chatwoot_message_id';
    END IF;
    RETURN NEW;
END
$$
""",
)

_MESSAGE_TRIGGER = """\
CREATE TRIGGER msia_message_once BEFORE INSERT ON conversation_messages
FOR EACH ROW WHEN (NEW.chatwoot_message_id IS NOT NULL) EXECUTE FUNCTION msia_check_message_once()
"""

_SQLITE_MESSAGE_TRIGGER = """\
CREATE TRIGGER msia_message_once BEFORE INSERT ON conversation_messages
WHEN NEW.chatwoot_message_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'UNIQUE constraint failed: conversation_id, chatwoot_message_id')
    WHERE EXISTS (
        SELECT 1 FROM conversation_messages
        WHERE conversation_id = NEW.conversation_id AND chatwoot_message_id = NEW.chatwoot_message_id
    );
END
"""


def upgrade() -> None:
    """Apply changes."""
    _message_indexes_up()
    if ddl.is_sqlite():
        op.execute(_SQLITE_MESSAGE_TRIGGER)
        return
    ddl.execute_each(postgresql=_FUNCTIONS)
    for table in _TABLES:
        _partition(table)
        _CONSTRAINTS[table]()
    op.execute(_MESSAGE_TRIGGER)


def downgrade() -> None:
    """Revert changes."""
    if ddl.is_sqlite():
        op.execute("DROP TRIGGER msia_message_once")
    else:
        op.execute("DROP TRIGGER msia_message_once ON conversation_messages")
        for table in _TABLES:
            _merge(table)
            _CONSTRAINTS[table]()
        op.execute("DROP FUNCTION msia_check_message_once()")
        op.execute("DROP FUNCTION msia_drop_partitions(text, date)")
        op.execute("DROP FUNCTION msia_ensure_partitions(text, date, date)")
        op.execute("DROP FUNCTION msia_make_partition(text, date, text)")
        op.execute("DROP FUNCTION msia_month_key(date)")
        op.execute("DROP FUNCTION msia_uuid7_rekey(uuid, timestamptz)")
        op.execute("DROP FUNCTION msia_uuid7_floor(timestamptz)")
    _message_indexes_down()


def _partition(table: str) -> None:
    """Replace `table` by a partitioned one with the same rows, checks and comments."""
    old = f"{table}_unpartitioned"
    op.execute(f"ALTER TABLE {table} RENAME TO {old}")
    op.execute(
        f"CREATE TABLE {table} (LIKE {old} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS) "
        "PARTITION BY RANGE (id)"
    )
    op.execute(
        f"SELECT msia_ensure_partitions('{table}', "
        f"LEAST((SELECT min(created_at) FROM {old}), now())::date, (now() + interval '3 months')::date)"
    )
    names = _columns(old)
    values = ", ".join("msia_uuid7_rekey(id, created_at)" if name == "id" else name for name in names)
    op.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {old}")
    op.execute(f"DROP TABLE {old}")
    ddl.name_not_null(table)


def _merge(table: str) -> None:
    """Replace the partitioned table by one plain table with the same rows."""
    old = f"{table}_partitioned"
    op.execute(f"ALTER TABLE {table} RENAME TO {old}")
    op.execute(
        f"CREATE TABLE {table} (LIKE {old} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS)"
    )
    names = ", ".join(_columns(old))
    op.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {old}")
    op.execute(f"DROP TABLE {old}")
    ddl.name_not_null(table)


def _columns(table: str) -> list[str]:
    rows = ddl.connection().exec_driver_sql(
        f"SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass "
        "AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
    )
    return [name for (name,) in rows]


def _conversation_messages() -> None:
    table = "conversation_messages"
    op.create_primary_key(op.f("conversation_messages_pkey"), table, ["id"])
    op.create_foreign_key(
        op.f("conversation_messages_conversation_id_fkey"),
        table,
        "conversation_history",
        ["conversation_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_index(op.f("ix_conversation_messages_conversation_id_id"), table, ["conversation_id", "id"])
    op.create_index(
        op.f("ix_conversation_messages_conversation_id_chatwoot_message_id"),
        table,
        ["conversation_id", "chatwoot_message_id"],
    )


def _tool_call_logs() -> None:
    table = "tool_call_logs"
    op.create_primary_key(op.f("tool_call_logs_pkey"), table, ["id"])
    op.create_foreign_key(
        op.f("tool_call_logs_conversation_id_fkey"),
        table,
        "conversation_history",
        ["conversation_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index(op.f("ix_tool_call_logs_conversation_id"), table, ["conversation_id"])
    op.create_index(op.f("ix_tool_call_logs_tool_name"), table, ["tool_name"])


def _llm_usage_metrics() -> None:
    table = "llm_usage_metrics"
    op.create_primary_key(op.f("llm_usage_metrics_pkey"), table, ["id"])
    op.create_foreign_key(
        op.f("llm_usage_metrics_conversation_id_fkey"),
        table,
        "conversation_history",
        ["conversation_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index(op.f("ix_llm_usage_metrics_conversation_id"), table, ["conversation_id"])
    op.create_index(op.f("ix_llm_usage_metrics_task_type"), table, ["task_type"])


def _container_error_logs() -> None:
    table = "container_error_logs"
    op.create_primary_key(op.f("container_error_logs_pkey"), table, ["id"])
    op.create_foreign_key(
        op.f("container_error_logs_resolved_by_fkey"),
        table,
        "admin_users",
        ["resolved_by"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index(op.f("ix_container_error_logs_resolved_by"), table, ["resolved_by"])
    op.create_index(op.f("ix_container_error_logs_service_name"), table, ["service_name"])
    op.create_index(op.f("ix_container_error_logs_status"), table, ["status"])


def _audit_log() -> None:
    table = "audit_log"
    op.create_primary_key(op.f("audit_log_pkey"), table, ["id"])
    op.create_foreign_key(
        op.f("audit_log_user_id_fkey"), table, "admin_users", ["user_id"], ["id"], ondelete="SET NULL"
    )
    op.create_index(op.f("ix_audit_log_user_id"), table, ["user_id"])
    op.create_index(
        op.f("ix_audit_log_entity_type_entity_id_created_at"),
        table,
        ["entity_type", "entity_id", "created_at"],
    )


_CONSTRAINTS: dict[str, Callable[[], None]] = {
    "conversation_messages": _conversation_messages,
    "tool_call_logs": _tool_call_logs,
    "llm_usage_metrics": _llm_usage_metrics,
    "container_error_logs": _container_error_logs,
    "audit_log": _audit_log,
}


def _message_indexes_up() -> None:
    """The key is in time order, so (conversation, key) is both the history's index and the foreign key's."""
    table = "conversation_messages"
    op.drop_index(op.f("ix_conversation_messages_conversation_id_created_at_id"), table_name=table)
    op.drop_index(op.f("ix_conversation_messages_conversation_id"), table_name=table)
    with ddl.alter(table) as batch:
        batch.drop_constraint(
            op.f("uq_conversation_messages_conversation_id_chatwoot_message_id"), type_="unique"
        )
    op.create_index(op.f("ix_conversation_messages_conversation_id_id"), table, ["conversation_id", "id"])
    op.create_index(
        op.f("ix_conversation_messages_conversation_id_chatwoot_message_id"),
        table,
        ["conversation_id", "chatwoot_message_id"],
    )


def _message_indexes_down() -> None:
    table = "conversation_messages"
    op.drop_index(op.f("ix_conversation_messages_conversation_id_chatwoot_message_id"), table_name=table)
    op.drop_index(op.f("ix_conversation_messages_conversation_id_id"), table_name=table)
    with ddl.alter(table) as batch:
        batch.create_unique_constraint(
            op.f("uq_conversation_messages_conversation_id_chatwoot_message_id"),
            ["conversation_id", "chatwoot_message_id"],
        )
    op.create_index(op.f("ix_conversation_messages_conversation_id"), table, ["conversation_id"])
    op.create_index(
        op.f("ix_conversation_messages_conversation_id_created_at_id"),
        table,
        ["conversation_id", "created_at", "id"],
    )
