"""Audit of every catalogue, case and admin table by triggers, life of escalations, erased users.

On PostgreSQL each changed row of an audited table leaves an entry in `audit_log`: old and new values of the
changed columns, secrets left out, and the member of staff named by the session's `msia.user_id`. Changes
made by psql are recorded too, without a user. With `msia.audit_values` set to 'redacted', entries keep the
names of the columns and not their values (erasing a person must not copy what it erases). SQLite, which
serves tests without a server, keeps no audit.

Revision ID: 037_audit_triggers
Revises: 036_catalogue_version
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "037_audit_triggers"
down_revision = "036_catalogue_version"
branch_labels = None
depends_on = None

# The audited tables, with the columns whose changes are of no interest: counters and marks of the program.
_AUDITED = {
    "vehicle_categories": (),
    "tariff_tiers": (),
    "warnings": (),
    "additional_services": (),
    "base_documentation": (),
    "tariff_prompt_sections": (),
    "elements": (),
    "element_images": (),
    "element_required_fields": (),
    "element_warning_associations": (),
    "tier_element_inclusions": (),
    "cases": ("version",),
    "case_images": (),
    "case_element_data": (),
    "escalations": (),
    "users": (),
    "admin_users": ("last_login_at",),
    "system_settings": (),
    "policies": (),
    "response_constraints": (),
    "regulatory_documents": (),
    "uploaded_images": (),
}

_FUNCTIONS = (
    # PostgreSQL 18 has uuidv7(); this one also serves 15 to 17, and takes the moment.
    """\
CREATE FUNCTION msia_uuidv7(moment timestamptz DEFAULT clock_timestamp()) RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    -- 48 bits of milliseconds, version 7 with 12 bits of the microseconds within them, 62 random bits.
    SELECT encode(
        substring(int8send(micros / 1000) FROM 3 FOR 6)
        || substring(int8send(28672 + micros % 1000 * 4096 / 1000) FROM 7 FOR 2)
        || substring(uuid_send(gen_random_uuid()) FROM 9 FOR 8),
        'hex'
    )::uuid
    FROM (SELECT (extract(epoch FROM moment) * 1000000)::bigint AS micros) AS clock
$$
""",
    """\
CREATE FUNCTION msia_audit_user() RETURNS uuid LANGUAGE sql STABLE AS $$
    -- Looked up, so that somebody deleted meanwhile does not make every change fail.
    SELECT id FROM admin_users WHERE id = NULLIF(current_setting('msia.user_id', true), '')::uuid
$$
""",
    """\
CREATE FUNCTION msia_audit_changes(before jsonb, after jsonb, ignored text[]) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT COALESCE(
        jsonb_object_agg(
            name,
            CASE
                WHEN before IS NULL THEN jsonb_build_object('new', shown_new)
                WHEN after IS NULL THEN jsonb_build_object('old', shown_old)
                ELSE jsonb_build_object('old', shown_old, 'new', shown_new)
            END
        ),
        '{}'
    )
    FROM (
        SELECT
            name,
            CASE WHEN hidden AND old_value <> 'null' THEN '"***"' ELSE old_value END AS shown_old,
            CASE WHEN hidden AND new_value <> 'null' THEN '"***"' ELSE new_value END AS shown_new
        FROM (
            SELECT
                name,
                COALESCE(before -> name, 'null') AS old_value,
                COALESCE(after -> name, 'null') AS new_value,
                current_setting('msia.audit_values', true) IS NOT DISTINCT FROM 'redacted'
                OR name ~ '(^|_)(password|secret|token|api_?key|credentials?)(_|$)'
                -- A setting holds its secret under an innocent column name.
                OR name = 'value' AND COALESCE(after, before) ->> 'key'
                    ~* '(^|_)(password|secret|token|api_?key|credentials?)(_|$)' AS hidden
            FROM jsonb_object_keys(COALESCE(after, before)) AS name
            WHERE name <> ALL (ignored)
        ) AS compared
        WHERE old_value <> new_value
    ) AS changed
$$
""",
    """\
CREATE FUNCTION msia_audit_row() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE FUNCTION msia_audit_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
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
    """\
CREATE FUNCTION msia_check_escalation_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'escalations.status: % can not become %; allowed: pending', OLD.status, NEW.status
    USING ERRCODE = 'check_violation', TABLE = 'escalations', COLUMN = 'status',
        CONSTRAINT = 'escalations_status_transition';
END
$$
""",
)

_POSTGRESQL = (
    *_FUNCTIONS,
    *(
        statement
        for table, ignored in _AUDITED.items()
        for statement in (
            f"""\
CREATE TRIGGER msia_audit_row AFTER INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION msia_audit_row({", ".join(f"'{name}'" for name in ignored)})
""",
            f"""\
CREATE TRIGGER msia_audit_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION msia_audit_truncate({", ".join(f"'{name}'" for name in ignored)})
""",
        )
    ),
    """\
CREATE TRIGGER msia_escalation_status BEFORE UPDATE OF status ON escalations
FOR EACH ROW WHEN (OLD.status = 'resolved' AND NEW.status NOT IN ('resolved', 'pending'))
EXECUTE FUNCTION msia_check_escalation_status()
""",
)

_POSTGRESQL_DROP = (
    "DROP TRIGGER msia_escalation_status ON escalations",
    *(
        f"DROP TRIGGER {trigger} ON {table}"
        for table in reversed(_AUDITED)
        for trigger in ("msia_audit_truncate", "msia_audit_row")
    ),
    "DROP FUNCTION msia_check_escalation_status()",
    "DROP FUNCTION msia_audit_truncate()",
    "DROP FUNCTION msia_audit_row()",
    "DROP FUNCTION msia_audit_changes(jsonb, jsonb, text[])",
    "DROP FUNCTION msia_audit_user()",
    "DROP FUNCTION msia_uuidv7(timestamptz)",
)

_SQLITE = (
    """\
CREATE TRIGGER msia_escalation_status BEFORE UPDATE OF status ON escalations
WHEN OLD.status = 'resolved' AND NEW.status NOT IN ('resolved', 'pending')
BEGIN
    SELECT RAISE(ABORT, 'escalations.status: resolved can only become pending');
END
""",
)
_SQLITE_DROP = ("DROP TRIGGER msia_escalation_status",)

_OPEN = "status IN ('pending', 'in_progress')"
_NO_IDENTITY = (
    "chatwoot_contact_id IS NULL AND first_name IS NULL AND last_name IS NULL AND company_name IS NULL "
    "AND nif_cif IS NULL AND email IS NULL AND domicilio_calle IS NULL AND domicilio_localidad IS NULL "
    "AND domicilio_provincia IS NULL AND domicilio_cp IS NULL"
)


def upgrade() -> None:
    """Apply changes."""
    _refuse_what_the_new_schema_can_not_hold()
    with ddl.alter("users") as batch:
        batch.add_column(
            sa.Column(
                "erased_at",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="When the identity was removed on request",
            )
        )
    # A downgrade has left these without their mark.
    op.execute("UPDATE users SET erased_at = updated_at WHERE phone LIKE '+0%'")
    with ddl.alter("users") as batch:
        batch.create_check_constraint(
            op.f("ck_users_erased_phone"), "(erased_at IS NOT NULL) = (phone LIKE '+0%')"
        )
        batch.create_check_constraint(
            op.f("ck_users_erased_identity"), f"erased_at IS NULL OR ({_NO_IDENTITY})"
        )
    op.execute(
        "UPDATE escalations SET resolution = 'Sin explicación' "
        "WHERE status = 'resolved' AND (resolution IS NULL OR trim(resolution) = '')"
    )
    with ddl.alter("escalations") as batch:
        batch.add_column(sa.Column("taken_by", sa.Uuid(as_uuid=True), nullable=True))
        batch.add_column(sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True))
        batch.create_foreign_key(
            op.f("escalations_taken_by_fkey"), "admin_users", ["taken_by"], ["id"], ondelete="SET NULL"
        )
        batch.create_check_constraint(
            op.f("ck_escalations_resolution_given"),
            "status <> 'resolved' OR (resolution IS NOT NULL AND trim(resolution) <> '')",
        )
    op.create_index(op.f("ix_escalations_taken_by"), "escalations", ["taken_by"])
    op.create_index(
        op.f("uq_escalations_conversation_id_open"),
        "escalations",
        ["conversation_id"],
        unique=True,
        postgresql_where=sa.text(_OPEN),
        sqlite_where=sa.text(_OPEN),
    )
    ddl.execute_each(postgresql=_POSTGRESQL, sqlite=_SQLITE)


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(postgresql=_POSTGRESQL_DROP, sqlite=_SQLITE_DROP)
    op.drop_index(op.f("uq_escalations_conversation_id_open"), table_name="escalations")
    op.drop_index(op.f("ix_escalations_taken_by"), table_name="escalations")
    with ddl.alter("escalations") as batch:
        batch.drop_constraint(op.f("ck_escalations_resolution_given"), type_="check")
        batch.drop_constraint(op.f("escalations_taken_by_fkey"), type_="foreignkey")
        batch.drop_column("taken_at")
        batch.drop_column("taken_by")
    with ddl.alter("users") as batch:
        batch.drop_constraint(op.f("ck_users_erased_identity"), type_="check")
        batch.drop_constraint(op.f("ck_users_erased_phone"), type_="check")
        batch.drop_column("erased_at")


def _refuse_what_the_new_schema_can_not_hold() -> None:
    if op.get_context().as_sql:
        return  # a script leaves it to the constraints to find such rows
    bind = op.get_bind()
    for query, what, remedy in (
        (
            f"SELECT e.id FROM escalations e WHERE e.{_OPEN} AND EXISTS (SELECT 1 FROM escalations o "
            f"WHERE o.id <> e.id AND o.conversation_id = e.conversation_id AND o.{_OPEN}) ORDER BY 1",
            "Open escalations that share a conversation",
            "Resolve all but one of each, then upgrade again.",
        ),
        (
            f"SELECT id FROM users WHERE phone LIKE '+0%' AND NOT ({_NO_IDENTITY}) ORDER BY 1",
            "Users whose phone starts with +0, which no country has",
            "Correct their phone, then upgrade again.",
        ),
    ):
        ddl.refuse_rows([str(row[0]) for row in bind.execute(sa.text(query))], what, remedy)
