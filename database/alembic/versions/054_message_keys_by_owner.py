"""Keys of messages that only the owner's functions write.

The application's role reads `conversation_message_keys` and changes it by nothing but messages: the trigger that
keeps the keys runs with the owner's rights, and dropping months of messages drops their keys.

Revision ID: 054_message_keys_by_owner
Revises: 053_vectors_and_search_text_of_regulations
"""

from database.alembic import ddl

revision = "054_message_keys_by_owner"
down_revision = "053_vectors_and_search_text_of_regulations"
branch_labels = None
depends_on = None

# What a function with the owner's rights finds by a bare name: never an object that its caller has made.
_AS_OWNER = "SECURITY DEFINER SET search_path = public, pg_temp"
_TRIGGERS = ("msia_keep_message_key()", "msia_forget_message_keys()")

_DROP_MONTHS = """\
CREATE OR REPLACE FUNCTION msia_drop_partitions(parent text, before date) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    dropped text;
    kept_from date;
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
        kept_from := greatest(
            kept_from, (to_date(right(dropped, 7), 'YYYY_MM') + interval '1 month')::date
        );
        RETURN NEXT dropped;
    END LOOP;
    -- Dropping a table fires no trigger of its rows.
    IF parent = 'conversation_messages' AND kept_from IS NOT NULL THEN
        DELETE FROM conversation_message_keys WHERE id < msia_month_key(kept_from);
    END IF;
    PERFORM msia_close_partitions(parent);
END
$$
"""
_OLD_DROP_MONTHS = """\
CREATE OR REPLACE FUNCTION msia_drop_partitions(parent text, before date) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
"""

_TAKE_RIGHTS = """\
DO $$
DECLARE
    given record;
BEGIN
    FOR given IN
        SELECT DISTINCT
            CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS role
        FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) AS acl
        WHERE c.oid = 'conversation_message_keys'::regclass
        AND acl.grantee <> c.relowner AND acl.privilege_type <> 'SELECT'
    LOOP
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER '
            'ON conversation_message_keys FROM %s', given.role);
    END LOOP;
    -- Who may run them could build triggers of their own that write whatever they like.
    FOR given IN
        SELECT DISTINCT p.oid::regprocedure AS name,
            CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS role
        FROM pg_proc p CROSS JOIN LATERAL aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) AS acl
        WHERE p.oid IN ('msia_keep_message_key()'::regprocedure, 'msia_forget_message_keys()'::regprocedure)
        AND acl.grantee <> p.proowner
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM %s', given.name, given.role);
    END LOOP;
END
$$
"""

# The trigger writes with the rights of who stores a message again.
_GIVE_RIGHTS_BACK = """\
DO $$
DECLARE
    given record;
BEGIN
    FOR given IN
        SELECT quote_ident(pg_get_userbyid(acl.grantee)) AS role
        FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) AS acl
        WHERE c.oid = 'conversation_messages'::regclass AND acl.privilege_type = 'INSERT'
        AND acl.grantee NOT IN (0, c.relowner)
    LOOP
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON conversation_message_keys TO %s', given.role);
    END LOOP;
END
$$
"""


def upgrade() -> None:
    """Apply changes."""
    ddl.execute_each(
        postgresql=(
            *(f"ALTER FUNCTION {name} {_AS_OWNER}" for name in _TRIGGERS),
            _DROP_MONTHS,
            _TAKE_RIGHTS,
        )
    )


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(
        postgresql=(
            *(f"ALTER FUNCTION {name} SECURITY INVOKER RESET search_path" for name in _TRIGGERS),
            *(f"GRANT EXECUTE ON FUNCTION {name} TO PUBLIC" for name in _TRIGGERS),
            _OLD_DROP_MONTHS,
            _GIVE_RIGHTS_BACK,
        )
    )
