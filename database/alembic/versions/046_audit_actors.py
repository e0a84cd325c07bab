"""Who acts in every entry of the audit, and an audit that only its owner's functions write.

Entries name the actor (a member of staff, a client, the operating system's user, a job) and, beside what the
program says, the user who logged in to the database. What has to be done to the audit and to the monthly
partitions is done by functions that run with the owner's rights (SECURITY DEFINER): the application's role
needs none of its own on them, can add nothing to the audit but by changing rows, and can take away only what a
redaction or an expired period takes, which leaves an entry itself.

Grants are made by `msia db roles` for roles that have names of their own; here rights are only taken away.

Revision ID: 046_audit_actors
Revises: 045_firm_and_provisional_prices
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "046_audit_actors"
down_revision = "045_firm_and_provisional_prices"
branch_labels = None
depends_on = None

_ACTIONS_BEFORE = "action IN ('create', 'update', 'delete')"
_ACTIONS = "action IN ('create', 'update', 'delete', 'redact')"
_KINDS = "'staff', 'api', 'client', 'operator', 'job', 'database', 'unrecorded'"
# What a function with the owner's rights finds by a bare name: never an object that its caller has made.
# PostgreSQL's own catalogue comes before both, and new tables go into the first.
_AS_OWNER = "SECURITY DEFINER SET search_path = public, pg_temp"

_AUDIT_FUNCTIONS = (
    """\
CREATE FUNCTION msia_audit_write(entity_type text, entity_id uuid, action text, changes jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    moment timestamptz := clock_timestamp();
    kind text := NULLIF(current_setting('msia.actor_kind', true), '');
    actor text := NULLIF(current_setting('msia.actor_name', true), '');
    given_id uuid := NULLIF(current_setting('msia.user_id', true), '')::uuid;
    staff_id uuid;
    staff_name text;
BEGIN
    IF given_id IS NOT NULL THEN
        -- Looked up, so that somebody deleted meanwhile does not make every change fail.
        SELECT id, username INTO staff_id, staff_name FROM admin_users WHERE id = given_id;
    ELSIF kind = 'staff' THEN
        SELECT id, username INTO staff_id, staff_name FROM admin_users WHERE username = actor AND is_active;
        IF staff_id IS NULL THEN
            kind := 'api';
            actor := format('API_TOKEN (%s)', actor);
        END IF;
    END IF;
    IF staff_id IS NOT NULL THEN
        kind := 'staff';
        actor := staff_name;
    ELSIF kind IS NULL OR actor IS NULL OR kind NOT IN ('staff', 'api', 'client', 'operator', 'job') THEN
        kind := 'database';
        actor := session_user;
    END IF;
    INSERT INTO audit_log (
        id, entity_type, entity_id, action, changes, user_id, actor_kind, actor_name, database_user,
        created_at, updated_at
    )
    VALUES (
        msia_uuidv7(moment), entity_type, entity_id, action, changes, staff_id, kind, left(actor, 100),
        session_user, moment, moment
    );
END
$$
""",
    f"""\
CREATE OR REPLACE FUNCTION msia_audit_row() RETURNS trigger LANGUAGE plpgsql {_AS_OWNER} AS $$
DECLARE
    ignored text[] := ARRAY['id', 'created_at', 'updated_at'] || TG_ARGV;
    before jsonb;
    after jsonb;
    changed jsonb;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        before := to_jsonb(OLD);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := to_jsonb(NEW);
    END IF;
    -- Counted by the database itself with every change of the catalogue.
    IF TG_TABLE_NAME = 'system_settings' AND COALESCE(after, before) ->> 'key' = 'catalogue_version' THEN
        RETURN NULL;
    END IF;
    changed := msia_audit_changes(before, after, ignored);
    IF TG_OP = 'UPDATE' AND changed = '{{}}' THEN
        RETURN NULL;
    END IF;
    PERFORM msia_audit_write(
        TG_TABLE_NAME, (COALESCE(after, before) ->> 'id')::uuid,
        CASE TG_OP WHEN 'INSERT' THEN 'create' WHEN 'UPDATE' THEN 'update' ELSE 'delete' END, changed
    );
    RETURN NULL;
END
$$
""",
    f"""\
CREATE OR REPLACE FUNCTION msia_audit_truncate() RETURNS trigger LANGUAGE plpgsql {_AS_OWNER} AS $$
BEGIN
    EXECUTE format(
        'SELECT msia_audit_write(%L, gone.id, ''delete'', msia_audit_changes(to_jsonb(gone), NULL, $1)) '
        'FROM %s AS gone',
        TG_TABLE_NAME, TG_RELID::regclass
    ) USING ARRAY['id', 'created_at', 'updated_at'] || TG_ARGV;
    RETURN NULL;
END
$$
""",
)

_REDACTION_FUNCTIONS = (
    # Texts taken out of a JSON value wherever they stand, names of members included.
    """\
CREATE FUNCTION msia_without_texts(content jsonb, texts text[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    cleaned text;
    found text;
BEGIN
    CASE jsonb_typeof(content)
        WHEN 'object' THEN
            RETURN COALESCE(
                (
                    SELECT jsonb_object_agg(
                        msia_without_texts(to_jsonb(key), texts) #>> '{}', msia_without_texts(value, texts)
                    )
                    FROM jsonb_each(content)
                ),
                '{}'
            );
        WHEN 'array' THEN
            RETURN COALESCE(
                (
                    SELECT jsonb_agg(msia_without_texts(value, texts) ORDER BY position)
                    FROM jsonb_array_elements(content) WITH ORDINALITY AS item (value, position)
                ),
                '[]'
            );
        WHEN 'string' THEN
            cleaned := content #>> '{}';
            FOREACH found IN ARRAY texts LOOP
                cleaned := replace(cleaned, found, '[borrado]');
            END LOOP;
            RETURN to_jsonb(cleaned);
        ELSE
            RETURN content;
    END CASE;
END
$$
""",
    # What changed, when and by whom stays; each entry that loses values gets one that says so.
    f"""\
CREATE FUNCTION msia_redact_audit(entries uuid[], hidden_columns text[], texts text[]) RETURNS integer
LANGUAGE plpgsql {_AS_OWNER} AS $$
DECLARE
    entry audit_log;
    redacted jsonb;
    affected text[];
    count integer := 0;
BEGIN
    IF EXISTS (SELECT 1 FROM unnest(texts) AS given WHERE given IS NULL OR length(given) < 6) THEN
        RAISE EXCEPTION 'msia_redact_audit: texts of fewer than 6 characters stand in others by chance'
        USING ERRCODE = 'invalid_parameter_value';
    END IF;
    FOR entry IN SELECT * FROM audit_log WHERE id = ANY (entries) ORDER BY id FOR UPDATE LOOP
        SELECT
            COALESCE(jsonb_object_agg(key, shown), '{{}}'),
            array_agg(key ORDER BY key) FILTER (WHERE shown <> value)
        INTO redacted, affected
        FROM (
            SELECT
                key, value,
                CASE
                    WHEN key = ANY (hidden_columns) AND jsonb_typeof(value) = 'object' THEN (
                        SELECT COALESCE(
                            jsonb_object_agg(
                                side.key,
                                CASE WHEN side.value IN ('null', '{{}}', '[]') THEN side.value ELSE '"***"' END
                            ),
                            '{{}}'
                        )
                        FROM jsonb_each(value) AS side
                    )
                    ELSE msia_without_texts(value, texts)
                END AS shown
            FROM jsonb_each(entry.changes)
        ) AS compared;
        IF affected IS NOT NULL THEN
            UPDATE audit_log SET changes = redacted WHERE id = entry.id;
            PERFORM msia_audit_write(
                'audit_log', entry.id, 'redact', jsonb_build_object('changes', jsonb_build_object('new', affected))
            );
            count := count + 1;
        END IF;
    END LOOP;
    RETURN count;
END
$$
""",
    # Only the owner may make the audit forget what is younger than a year.
    """\
CREATE FUNCTION msia_require_old_audit(before timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF before > now() - interval '1 year' AND NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
        RAISE EXCEPTION 'audit_log: entries of the last year stay, and % is later than a year ago', before
        USING ERRCODE = 'insufficient_privilege', TABLE = 'audit_log';
    END IF;
END
$$
""",
    f"""\
CREATE FUNCTION msia_delete_expired_audit(before timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql {_AS_OWNER} AS $$
DECLARE
    limit_key uuid := msia_uuid7_floor(before);
    gone integer;
BEGIN
    PERFORM msia_require_old_audit(before);
    DELETE FROM audit_log WHERE id IN (SELECT id FROM audit_log WHERE id < limit_key LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 THEN
        PERFORM msia_audit_write(
            'audit_log', limit_key, 'delete', jsonb_build_object('rows', jsonb_build_object('old', gone))
        );
    END IF;
    RETURN gone;
END
$$
""",
)

_PARTITION_FUNCTIONS = (
    "ALTER FUNCTION msia_ensure_partitions(text, date, date) RENAME TO msia_make_months",
    "ALTER FUNCTION msia_drop_partitions(text, date) RENAME TO msia_drop_months",
    """\
CREATE FUNCTION msia_require_months(parent text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM pg_class
        WHERE relname = parent AND relnamespace = 'public'::regnamespace AND relkind = 'p'
    ) THEN
        RAISE EXCEPTION '% is not a table with monthly partitions', parent
        USING ERRCODE = 'invalid_parameter_value';
    END IF;
END
$$
""",
    # Rows are reached through their parent, whose rights count; a partition with rights of its own would be a
    # way round them. New tables get them by default privileges.
    """\
CREATE FUNCTION msia_close_partitions(parent text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    given record;
BEGIN
    FOR given IN
        SELECT DISTINCT c.oid::regclass AS partition,
            CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS role
        FROM pg_inherits i
        JOIN pg_class c ON c.oid = i.inhrelid
        CROSS JOIN LATERAL aclexplode(c.relacl) AS acl
        WHERE i.inhparent = format('public.%I', parent)::regclass AND acl.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON TABLE %s FROM %s', given.partition, given.role);
    END LOOP;
END
$$
""",
    f"""\
CREATE FUNCTION msia_ensure_partitions(parent text, first_month date, last_month date) RETURNS integer
LANGUAGE plpgsql {_AS_OWNER} AS $$
DECLARE
    made integer;
BEGIN
    PERFORM msia_require_months(parent);
    IF first_month < now() - interval '30 years' OR last_month > now() + interval '10 years' THEN
        RAISE EXCEPTION 'months from % to % are too far away', first_month, last_month
        USING ERRCODE = 'invalid_parameter_value';
    END IF;
    made := msia_make_months(parent, first_month, last_month);
    PERFORM msia_close_partitions(parent);
    RETURN made;
END
$$
""",
    f"""\
CREATE FUNCTION msia_drop_partitions(parent text, before date) RETURNS SETOF text
LANGUAGE plpgsql {_AS_OWNER} AS $$
DECLARE
    dropped text;
BEGIN
    PERFORM msia_require_months(parent);
    IF parent = 'audit_log' THEN
        PERFORM msia_require_old_audit(before);
    END IF;
    FOR dropped IN SELECT msia_drop_months(parent, before) LOOP
        IF parent = 'audit_log' THEN
            PERFORM msia_audit_write(
                'audit_log', msia_month_key(to_date(right(dropped, 7), 'YYYY_MM')), 'delete',
                jsonb_build_object('partition', jsonb_build_object('old', dropped))
            );
        END IF;
        RETURN NEXT dropped;
    END LOOP;
    PERFORM msia_close_partitions(parent);
END
$$
""",
)

_OWNER_FUNCTIONS = (
    "msia_redact_audit(uuid[], text[], text[])",
    "msia_delete_expired_audit(timestamptz, integer)",
    "msia_ensure_partitions(text, date, date)",
    "msia_drop_partitions(text, date)",
)

# The application reads its schema's revision and its audit, and writes neither.
_TAKE_RIGHTS = """\
DO $$
DECLARE
    given record;
BEGIN
    PERFORM msia_close_partitions(relname) FROM pg_class
    WHERE relkind = 'p' AND relnamespace = 'public'::regnamespace;
    FOR given IN
        SELECT DISTINCT c.oid::regclass AS name,
            CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS role
        FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) AS acl
        WHERE c.oid IN ('audit_log'::regclass, to_regclass('alembic_version'))
        AND acl.grantee <> c.relowner AND acl.privilege_type <> 'SELECT'
    LOOP
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON %s FROM %s',
            given.name, given.role);
    END LOOP;
    -- Who may run them could build triggers of their own that write whatever they like into the audit.
    FOR given IN
        SELECT DISTINCT p.oid::regprocedure AS name,
            CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS role
        FROM pg_proc p CROSS JOIN LATERAL aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) AS acl
        WHERE p.oid IN ('msia_audit_row()'::regprocedure, 'msia_audit_truncate()'::regprocedure)
        AND acl.grantee <> p.proowner
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM %s', given.name, given.role);
    END LOOP;
END
$$
"""

# The audit's triggers write with the rights of who changes a row again.
_GIVE_RIGHTS_BACK = """\
DO $$
DECLARE
    given record;
BEGIN
    FOR given IN
        SELECT quote_ident(pg_get_userbyid(acl.grantee)) AS role
        FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) AS acl
        WHERE c.oid = 'users'::regclass AND acl.privilege_type = 'INSERT'
        AND acl.grantee NOT IN (0, c.relowner)
    LOOP
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON audit_log TO %s', given.role);
    END LOOP;
END
$$
"""

_OLD_AUDIT_FUNCTIONS = (
    """\
CREATE OR REPLACE FUNCTION msia_audit_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ignored text[] := ARRAY['id', 'created_at', 'updated_at'] || TG_ARGV;
    moment timestamptz := clock_timestamp();
    before jsonb;
    after jsonb;
    changed jsonb;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        before := to_jsonb(OLD);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := to_jsonb(NEW);
    END IF;
    -- Counted by the database itself with every change of the catalogue.
    IF TG_TABLE_NAME = 'system_settings' AND COALESCE(after, before) ->> 'key' = 'catalogue_version' THEN
        RETURN NULL;
    END IF;
    changed := msia_audit_changes(before, after, ignored);
    IF TG_OP = 'UPDATE' AND changed = '{}' THEN
        RETURN NULL;
    END IF;
    INSERT INTO audit_log (id, entity_type, entity_id, action, changes, user_id, created_at, updated_at)
    VALUES (
        msia_uuidv7(moment), TG_TABLE_NAME, (COALESCE(after, before) ->> 'id')::uuid,
        CASE TG_OP WHEN 'INSERT' THEN 'create' WHEN 'UPDATE' THEN 'update' ELSE 'delete' END,
        changed, msia_audit_user(), moment, moment
    );
    RETURN NULL;
END
$$
""",
    """\
CREATE OR REPLACE FUNCTION msia_audit_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO audit_log (id, entity_type, entity_id, action, changes, user_id) '
        'SELECT msia_uuidv7(), %L, gone.id, ''delete'', msia_audit_changes(to_jsonb(gone), NULL, $1), '
        'msia_audit_user() FROM %s AS gone',
        TG_TABLE_NAME, TG_RELID::regclass
    ) USING ARRAY['id', 'created_at', 'updated_at'] || TG_ARGV;
    RETURN NULL;
END
$$
""",
)

_POSTGRESQL = (
    *_AUDIT_FUNCTIONS,
    *_REDACTION_FUNCTIONS,
    *_PARTITION_FUNCTIONS,
    "DROP FUNCTION msia_audit_user()",
    *(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC" for function in _OWNER_FUNCTIONS),
    _TAKE_RIGHTS,
)

_POSTGRESQL_DROP = (
    "DROP FUNCTION msia_drop_partitions(text, date)",
    "DROP FUNCTION msia_ensure_partitions(text, date, date)",
    "DROP FUNCTION msia_close_partitions(text)",
    "DROP FUNCTION msia_require_months(text)",
    "ALTER FUNCTION msia_drop_months(text, date) RENAME TO msia_drop_partitions",
    "ALTER FUNCTION msia_make_months(text, date, date) RENAME TO msia_ensure_partitions",
    "DROP FUNCTION msia_delete_expired_audit(timestamptz, integer)",
    "DROP FUNCTION msia_require_old_audit(timestamptz)",
    "DROP FUNCTION msia_redact_audit(uuid[], text[], text[])",
    "DROP FUNCTION msia_without_texts(jsonb, text[])",
    """\
CREATE FUNCTION msia_audit_user() RETURNS uuid LANGUAGE sql STABLE AS $$
    -- Looked up, so that somebody deleted meanwhile does not make every change fail.
    SELECT id FROM admin_users WHERE id = NULLIF(current_setting('msia.user_id', true), '')::uuid
$$
""",
    *_OLD_AUDIT_FUNCTIONS,
    "GRANT EXECUTE ON FUNCTION msia_audit_row(), msia_audit_truncate() TO PUBLIC",
    "DROP FUNCTION msia_audit_write(text, uuid, text, jsonb)",
    _GIVE_RIGHTS_BACK,
)


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("audit_log") as batch:
        for name, length in (("actor_kind", 30), ("actor_name", 100), ("database_user", 63)):
            batch.add_column(
                sa.Column(
                    name,
                    sa.String(length),
                    server_default=sa.text("'unrecorded'"),
                    nullable=False,
                    comment="Who logged in: session_user" if name == "database_user" else None,
                )
            )
    with ddl.alter("audit_log") as batch:
        for name in ("actor_kind", "actor_name", "database_user"):
            batch.alter_column(name, server_default=None)
        batch.drop_constraint(op.f("ck_audit_log_action_vocabulary"), type_="check")
        batch.create_check_constraint(op.f("ck_audit_log_action_vocabulary"), _ACTIONS)
        batch.create_check_constraint(op.f("ck_audit_log_actor_kind_vocabulary"), f"actor_kind IN ({_KINDS})")
    ddl.execute_each(postgresql=_POSTGRESQL)


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(postgresql=_POSTGRESQL_DROP)
    # The older schema has no word for them.
    op.execute("DELETE FROM audit_log WHERE action = 'redact'")
    with ddl.alter("audit_log") as batch:
        batch.drop_constraint(op.f("ck_audit_log_actor_kind_vocabulary"), type_="check")
        batch.drop_constraint(op.f("ck_audit_log_action_vocabulary"), type_="check")
        batch.create_check_constraint(op.f("ck_audit_log_action_vocabulary"), _ACTIONS_BEFORE)
        batch.drop_column("database_user")
        batch.drop_column("actor_name")
        batch.drop_column("actor_kind")
