"""What no writer may do, kept by triggers: a life begun in the middle, a version lowered, priced elements changed
after acceptance, a variant of what is switched off, one of the two warning tables emptied; and a message stored
twice, by a key table that is not partitioned, so that its uniqueness holds at every isolation level.

Revision ID: 042_guards
Revises: 041_sound_rows
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "042_guards"
down_revision = "041_sound_rows"
branch_labels = None
depends_on = None

_KEYS = "conversation_message_keys"

# The status that a row of each table begins its life with.
_FIRST = {"cases": "collecting", "case_element_data": "pending_photos", "escalations": "pending"}
_VERSIONED = ("cases", "tariff_prompt_sections")
# Trees whose rows can be switched off: link to the parent, what a row is called, number of the lock.
_TREES = {
    "elements": ("parent_element_id", "code", 6),
    "element_required_fields": ("condition_field_id", "field_name", 7),
}

_FUNCTIONS = (
    """\
CREATE FUNCTION msia_check_first_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.status: a new row is %, not %', TG_TABLE_NAME, TG_ARGV[0], NEW.status
    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, COLUMN = 'status',
        CONSTRAINT = TG_TABLE_NAME || '_first_status',
        HINT = format('Insert it as %s and change its status step by step.', TG_ARGV[0]);
END
$$
""",
    """\
CREATE FUNCTION msia_check_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%.version: can not go back from % to %', TG_TABLE_NAME, OLD.version, NEW.version
    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, COLUMN = 'version',
        CONSTRAINT = TG_TABLE_NAME || '_version_grows',
        HINT = 'Load the row again and write the next version.';
END
$$
""",
    # The lock on the case keeps acceptance and a change of what it prices apart.
    """\
CREATE FUNCTION msia_check_priced_element() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched uuid[] := CASE TG_OP
        WHEN 'INSERT' THEN ARRAY[NEW.case_id] WHEN 'DELETE' THEN ARRAY[OLD.case_id]
        ELSE ARRAY[OLD.case_id, NEW.case_id]
    END;
    codes text[] := CASE TG_OP
        WHEN 'INSERT' THEN ARRAY[NEW.element_code] WHEN 'DELETE' THEN ARRAY[OLD.element_code]
        ELSE ARRAY[OLD.element_code, NEW.element_code]
    END;
    accepted record;
BEGIN
    FOR accepted IN SELECT * FROM cases WHERE id = ANY (touched) ORDER BY id FOR NO KEY UPDATE LOOP
        IF accepted.tariff_accepted_at IS NOT NULL AND accepted.element_codes ?| codes THEN
            RAISE EXCEPTION 'case_element_data: % of case % is priced by its accepted tariff',
                array_to_string(codes, ', '), accepted.id
            USING ERRCODE = 'check_violation', TABLE = 'case_element_data',
                CONSTRAINT = 'case_element_data_priced',
                HINT = 'Reopen the tariff of the case first; answers and photos may change without it.';
        END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$
""",
    # Read as the rows are when the check comes, which may be late. The lock: two transactions could switch a
    # parent off and a child on, neither seeing the other's half.
    """\
CREATE FUNCTION msia_check_active_parent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    pairs text := format(
        'SELECT min(p.%2$I), string_agg(x.%2$I, '', '' ORDER BY x.%2$I) FROM %1$I x JOIN %1$I p ON p.id = x.%3$I '
        'WHERE x.is_active AND NOT p.is_active AND ', TG_TABLE_NAME, TG_ARGV[1], TG_ARGV[0]);
    parent text;
    children text;
BEGIN
    PERFORM pg_advisory_xact_lock(1836280161, TG_ARGV[2]::integer);
    EXECUTE pairs || 'x.id = $1' INTO parent, children USING NEW.id;
    IF parent IS NOT NULL THEN
        RAISE EXCEPTION '%.%: % is active and hangs on %, which is not', TG_TABLE_NAME, TG_ARGV[0], children, parent
        USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, COLUMN = TG_ARGV[0],
            CONSTRAINT = TG_TABLE_NAME || '_active_parent',
            HINT = format('Switch %s on first, or choose another one.', parent);
    END IF;
    EXECUTE pairs || 'p.id = $1' INTO parent, children USING NEW.id;
    IF parent IS NOT NULL THEN
        RAISE EXCEPTION '%.is_active: % can not be switched off while % hang on it', TG_TABLE_NAME, parent, children
        USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, COLUMN = 'is_active',
            CONSTRAINT = TG_TABLE_NAME || '_active_parent',
            HINT = format('Switch %s off too, in the same statement or before.', children);
    END IF;
    RETURN NULL;
END
$$
""",
    """\
CREATE FUNCTION msia_check_warnings_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM warnings WHERE element_id IS NOT NULL) THEN
        RAISE EXCEPTION 'element_warning_associations can not be emptied alone: warnings has their other half'
        USING ERRCODE = 'check_violation', TABLE = 'element_warning_associations',
            CONSTRAINT = 'element_warning_associations_emptied',
            HINT = 'Delete the rows, which deletes their warnings, or TRUNCATE warnings CASCADE.';
    END IF;
    RETURN NULL;
END
$$
""",
    # The unique index of the key table waits for concurrent writers, and under REPEATABLE READ refuses what
    # the snapshot does not show, which a look into the partitioned table could not.
    """\
CREATE FUNCTION msia_keep_message_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM conversation_message_keys
        WHERE conversation_id = OLD.conversation_id AND chatwoot_message_id = OLD.chatwoot_message_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.chatwoot_message_id IS NOT NULL THEN
        INSERT INTO conversation_message_keys (id, conversation_id, chatwoot_message_id)
        VALUES (NEW.id, NEW.conversation_id, NEW.chatwoot_message_id) ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'conversation % already has the Chatwoot message %',
                NEW.conversation_id, NEW.chatwoot_message_id
            USING ERRCODE = 'unique_violation', TABLE = 'conversation_messages',
                CONSTRAINT = 'uq_conversation_messages_conversation_id_chatwoot_message_id';
        END IF;
    END IF;
    RETURN NULL;
END
$$
""",
    """\
CREATE FUNCTION msia_forget_message_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM conversation_message_keys;
    RETURN NULL;
END
$$
""",
)

_TRIGGERS = (
    *(
        f"CREATE TRIGGER msia_first_status BEFORE INSERT ON {table} "
        f"FOR EACH ROW WHEN (NEW.status <> '{status}') EXECUTE FUNCTION msia_check_first_status('{status}')"
        for table, status in _FIRST.items()
    ),
    *(
        f"CREATE TRIGGER msia_version BEFORE UPDATE OF version ON {table} "
        "FOR EACH ROW WHEN (NEW.version < OLD.version) EXECUTE FUNCTION msia_check_version()"
        for table in _VERSIONED
    ),
    "CREATE TRIGGER msia_priced_element BEFORE INSERT OR DELETE ON case_element_data "
    "FOR EACH ROW EXECUTE FUNCTION msia_check_priced_element()",
    "CREATE TRIGGER msia_priced_element_changed BEFORE UPDATE OF case_id, element_code, quantity "
    "ON case_element_data FOR EACH ROW WHEN ((OLD.case_id, OLD.element_code, OLD.quantity) "
    "IS DISTINCT FROM (NEW.case_id, NEW.element_code, NEW.quantity)) "
    "EXECUTE FUNCTION msia_check_priced_element()",
    *(
        statement
        for table, (link, label, lock) in _TREES.items()
        for statement in (
            f"CREATE CONSTRAINT TRIGGER msia_active_parent_insert AFTER INSERT ON {table} "
            f"DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN (NEW.is_active AND NEW.{link} IS NOT NULL) "
            f"EXECUTE FUNCTION msia_check_active_parent('{link}', '{label}', '{lock}')",
            f"CREATE CONSTRAINT TRIGGER msia_active_parent_update AFTER UPDATE OF is_active, {link} ON {table} "
            f"DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW "
            f"WHEN ((OLD.is_active, OLD.{link}) IS DISTINCT FROM (NEW.is_active, NEW.{link})) "
            f"EXECUTE FUNCTION msia_check_active_parent('{link}', '{label}', '{lock}')",
        )
    ),
    "CREATE TRIGGER msia_warnings_emptied AFTER TRUNCATE ON element_warning_associations "
    "FOR EACH STATEMENT EXECUTE FUNCTION msia_check_warnings_emptied()",
    "CREATE TRIGGER msia_message_key AFTER INSERT ON conversation_messages "
    "FOR EACH ROW WHEN (NEW.chatwoot_message_id IS NOT NULL) EXECUTE FUNCTION msia_keep_message_key()",
    "CREATE TRIGGER msia_message_key_gone AFTER DELETE ON conversation_messages "
    "FOR EACH ROW WHEN (OLD.chatwoot_message_id IS NOT NULL) EXECUTE FUNCTION msia_keep_message_key()",
    "CREATE TRIGGER msia_message_key_changed AFTER UPDATE OF conversation_id, chatwoot_message_id "
    "ON conversation_messages FOR EACH ROW WHEN ((OLD.conversation_id, OLD.chatwoot_message_id) "
    "IS DISTINCT FROM (NEW.conversation_id, NEW.chatwoot_message_id)) EXECUTE FUNCTION msia_keep_message_key()",
    "CREATE TRIGGER msia_message_keys_gone AFTER TRUNCATE ON conversation_messages "
    "FOR EACH STATEMENT EXECUTE FUNCTION msia_forget_message_keys()",
)

# The older way of 038, which looked for the message: exact under READ COMMITTED alone.
_MESSAGE_ONCE = """\
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
"""
_MESSAGE_ONCE_TRIGGER = """\
CREATE TRIGGER msia_message_once BEFORE INSERT ON conversation_messages
FOR EACH ROW WHEN (NEW.chatwoot_message_id IS NOT NULL) EXECUTE FUNCTION msia_check_message_once()
"""
_SQLITE_MESSAGE_ONCE = """\
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

_POSTGRESQL = (
    "DROP TRIGGER msia_message_once ON conversation_messages",
    "DROP FUNCTION msia_check_message_once()",
    *_FUNCTIONS,
    *_TRIGGERS,
)
_POSTGRESQL_DROP = (
    *(
        f"DROP TRIGGER {name} ON conversation_messages"
        for name in (
            "msia_message_keys_gone",
            "msia_message_key_changed",
            "msia_message_key_gone",
            "msia_message_key",
        )
    ),
    "DROP TRIGGER msia_warnings_emptied ON element_warning_associations",
    *(
        f"DROP TRIGGER msia_active_parent_{event} ON {table}"
        for table in reversed(_TREES)
        for event in ("update", "insert")
    ),
    "DROP TRIGGER msia_priced_element_changed ON case_element_data",
    "DROP TRIGGER msia_priced_element ON case_element_data",
    *(f"DROP TRIGGER msia_version ON {table}" for table in reversed(_VERSIONED)),
    *(f"DROP TRIGGER msia_first_status ON {table}" for table in reversed(_FIRST)),
    *(
        f"DROP FUNCTION msia_{name}()"
        for name in (
            "forget_message_keys",
            "keep_message_key",
            "check_warnings_emptied",
            "check_active_parent",
            "check_priced_element",
            "check_version",
            "check_first_status",
        )
    ),
    _MESSAGE_ONCE,
    _MESSAGE_ONCE_TRIGGER,
)


def _sqlite_triggers() -> dict[str, str]:
    """The same rules on SQLite, but for what it can't tell: its triggers look after each row, so that a parent
    and its children could not be switched off in one statement; TRUNCATE it has not."""
    priced = (
        "SELECT RAISE(ABORT, 'case_element_data: the element is priced by the accepted tariff of its case') "
        "WHERE EXISTS (SELECT 1 FROM cases c, json_each(c.element_codes) e WHERE c.tariff_accepted_at IS NOT NULL "
        "AND c.id = {0}.case_id AND e.value = {0}.element_code);"
    )
    remember = (
        f"INSERT INTO {_KEYS} (id, conversation_id, chatwoot_message_id) "
        "SELECT NEW.id, NEW.conversation_id, NEW.chatwoot_message_id WHERE NEW.chatwoot_message_id IS NOT NULL;"
    )
    forget = (
        f"DELETE FROM {_KEYS} WHERE conversation_id = OLD.conversation_id "
        "AND chatwoot_message_id = OLD.chatwoot_message_id;"
    )
    triggers = {
        **{
            f"msia_{table}_first_status": f"BEFORE INSERT ON {table} WHEN NEW.status <> '{status}' BEGIN "
            f"SELECT RAISE(ABORT, '{table}.status: a new row is {status}'); END"
            for table, status in _FIRST.items()
        },
        **{
            f"msia_{table}_version": f"BEFORE UPDATE OF version ON {table} WHEN NEW.version < OLD.version BEGIN "
            f"SELECT RAISE(ABORT, '{table}.version: can not go back'); END"
            for table in _VERSIONED
        },
        "msia_priced_element_insert": f"BEFORE INSERT ON case_element_data BEGIN {priced.format('NEW')} END",
        "msia_priced_element_delete": f"BEFORE DELETE ON case_element_data BEGIN {priced.format('OLD')} END",
        "msia_priced_element_update": (
            "BEFORE UPDATE OF case_id, element_code, quantity ON case_element_data "
            "WHEN OLD.case_id <> NEW.case_id OR OLD.element_code <> NEW.element_code "
            f"OR OLD.quantity <> NEW.quantity BEGIN {priced.format('OLD')} {priced.format('NEW')} END"
        ),
        "msia_message_key": f"AFTER INSERT ON conversation_messages BEGIN {remember} END",
        "msia_message_key_gone": f"AFTER DELETE ON conversation_messages BEGIN {forget} END",
        "msia_message_key_changed": (
            "AFTER UPDATE OF conversation_id, chatwoot_message_id ON conversation_messages "
            f"BEGIN {forget} {remember} END"
        ),
    }
    for table, (link, _label, _lock) in _TREES.items():
        alone = (
            f"SELECT RAISE(ABORT, '{table}.{link}: an active row can not hang on one that is switched off') "
            f"WHERE EXISTS (SELECT 1 FROM {table} p WHERE p.id = NEW.{link} AND NOT p.is_active);"
        )
        triggers |= {
            f"msia_{table}_active_insert": f"AFTER INSERT ON {table} WHEN NEW.is_active BEGIN {alone} END",
            f"msia_{table}_active_update": (
                f"AFTER UPDATE OF is_active, {link} ON {table} WHEN NEW.is_active BEGIN {alone} END"
            ),
        }
    return triggers


def upgrade() -> None:
    """Apply changes."""
    _pair_warnings()
    op.create_table(
        _KEYS,
        sa.Column("id", sa.Uuid(as_uuid=True), nullable=False, comment="Key of the message"),
        sa.Column("conversation_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("chatwoot_message_id", sa.BigInteger(), nullable=False),
        *ddl.timestamps(),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation_history.id"],
            name=op.f(f"{_KEYS}_conversation_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{_KEYS}_pkey")),
        sa.UniqueConstraint(
            "conversation_id",
            "chatwoot_message_id",
            name=op.f(f"uq_{_KEYS}_conversation_id_chatwoot_message_id"),
        ),
        comment="Chatwoot ids of stored messages, unique at every isolation level",
    )
    _tell_repeated_messages_apart()
    op.execute(
        f"INSERT INTO {_KEYS} (id, conversation_id, chatwoot_message_id, created_at, updated_at) "
        "SELECT id, conversation_id, chatwoot_message_id, created_at, created_at FROM conversation_messages "
        "WHERE chatwoot_message_id IS NOT NULL"
    )
    triggers = _sqlite_triggers()
    ddl.execute_each(
        postgresql=_POSTGRESQL,
        sqlite=(
            "DROP TRIGGER msia_message_once",
            *(f"CREATE TRIGGER {name} {rule}" for name, rule in triggers.items()),
        ),
    )


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(
        postgresql=_POSTGRESQL_DROP,
        sqlite=(*(f"DROP TRIGGER {name}" for name in _sqlite_triggers()), _SQLITE_MESSAGE_ONCE),
    )
    op.drop_table(_KEYS)


def _pair_warnings() -> None:
    """An element warning whose association was truncated gets it back, as its trigger would have made it."""
    key = "lower(hex(randomblob(16)))" if ddl.is_sqlite() else "gen_random_uuid()"
    op.execute(
        "INSERT INTO element_warning_associations (id, element_id, warning_id, show_condition) "
        f"SELECT {key}, w.element_id, w.id, 'always' FROM warnings w WHERE w.element_id IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM element_warning_associations a WHERE a.warning_id = w.id)"
    )


def _tell_repeated_messages_apart() -> None:
    """Of messages stored twice under one Chatwoot id, the first keeps it; no text is lost."""
    op.execute(
        "UPDATE conversation_messages SET chatwoot_message_id = NULL WHERE EXISTS ("
        "SELECT 1 FROM conversation_messages first WHERE first.id < conversation_messages.id "
        "AND first.conversation_id = conversation_messages.conversation_id "
        "AND first.chatwoot_message_id = conversation_messages.chatwoot_message_id)"
    )
