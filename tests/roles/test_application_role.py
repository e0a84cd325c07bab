"""What the application's role can and can't do: rows yes; tables, triggers and the audit no."""

import re
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from database import embedded
from database.cluster import READ_ONLY_NAME
from database.engines import create_engine
from database.models import Base
from database.partitions import PARTITIONED_TABLES
from tests.migrations import driving
from tests.roles.support import as_role

MONTH = f"{datetime.now(UTC):%Y_%m}"
RECENT = (datetime.now(UTC) + timedelta(days=40)).isoformat()

# Each by itself, with what the server says to it.
REFUSED: dict[str, tuple[str, ...]] = {
    "drop the audit": ("DROP TABLE audit_log",),
    "drop a month of the audit": (f"DROP TABLE audit_log_{MONTH}",),
    "drop a month by the function": (f"SELECT msia_drop_partitions('audit_log', '{RECENT}')",),
    "expire young entries": (f"SELECT msia_delete_expired_audit('{RECENT}', 1000)",),
    "drop a table": ("DROP TABLE cases CASCADE",),
    "rename a table": ("ALTER TABLE cases RENAME TO expedientes",),
    "change a column": ("ALTER TABLE cases DROP COLUMN notes",),
    "drop a constraint": ("ALTER TABLE tariff_tiers DROP CONSTRAINT tariff_tiers_pkey CASCADE",),
    "empty a table": ("TRUNCATE cases CASCADE",),
    "empty the associations": ("TRUNCATE element_warning_associations",),
    "empty the audit": ("TRUNCATE audit_log",),
    "disable the triggers": ("ALTER TABLE users DISABLE TRIGGER ALL",),
    "disable the audit's trigger": ("ALTER TABLE users DISABLE TRIGGER msia_audit_row",),
    "drop the audit's trigger": ("DROP TRIGGER msia_audit_row ON users",),
    "play the replica": ("SET session_replication_role = 'replica'",),
    "rewrite entries": ("UPDATE audit_log SET changes = '{}'",),
    "rewrite who did it": ("UPDATE audit_log SET actor_name = 'otro'",),
    "rewrite a month": (f"UPDATE audit_log_{MONTH} SET changes = '{{}}'",),
    "read a month past its table": (f"SELECT * FROM audit_log_{MONTH}",),
    "delete entries": ("DELETE FROM audit_log",),
    "forget which messages are stored": ("DELETE FROM conversation_message_keys",),
    "keep a message away": (
        "INSERT INTO conversation_message_keys (id, conversation_id, chatwoot_message_id) "
        "VALUES (gen_random_uuid(), gen_random_uuid(), 1)",
    ),
    "delete messages past their table": (f"DELETE FROM conversation_messages_{MONTH}",),
    "forge an entry": (
        "INSERT INTO audit_log (id, entity_type, entity_id, action, actor_kind, actor_name, database_user) "
        "VALUES (gen_random_uuid(), 'users', gen_random_uuid(), 'create', 'staff', 'ana', 'msia_owner')",
    ),
    "forge an entry by the function": (
        "SELECT msia_audit_write('users', gen_random_uuid(), 'create', '{}')",
    ),
    "replace the audit's function": (
        "CREATE OR REPLACE FUNCTION msia_audit_row() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RETURN NULL; END'",
    ),
    "drop the audit's function": ("DROP FUNCTION msia_audit_row() CASCADE",),
    "run the audit's function elsewhere": (
        "CREATE TEMP TABLE forged (id uuid)",
        "CREATE TRIGGER forged AFTER INSERT ON forged FOR EACH ROW EXECUTE FUNCTION msia_audit_row()",
    ),
    "take the audit's trigger to another table": (
        "CREATE TRIGGER again AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION msia_audit_row()",
    ),
    "make a table": ("CREATE TABLE mine (id integer)",),
    "make a function": ("CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",),
    "claim another schema": ("UPDATE alembic_version SET version_num = '001_initial_schema'",),
    "become the owner": (f"SET ROLE {embedded.OWNER_NAME}",),
    "become the superuser": ("SET SESSION AUTHORIZATION postgres",),
    "take power": (f"ALTER ROLE {embedded.ROLE_NAME} SUPERUSER",),
    "own a table": (f"ALTER TABLE audit_log OWNER TO {embedded.ROLE_NAME}",),
    "partition another's table": ("SELECT msia_ensure_partitions('cases', '2026-01-01', '2026-02-01')",),
    "make months without end": ("SELECT msia_ensure_partitions('audit_log', '2026-01-01', '9999-01-01')",),
    "redact by short texts": (
        "SELECT msia_redact_audit(ARRAY(SELECT id FROM audit_log), ARRAY[]::text[], ARRAY['a'])",
    ),
}


@pytest.fixture(scope="module")
async def connection(shared_seeded_database_url: str) -> AsyncIterator[AsyncConnection]:
    """The application's connection, rolled back at the end."""
    engine = create_engine(shared_seeded_database_url, pooled=False)
    async with engine.connect() as opened:
        yield opened
        await opened.rollback()
    await engine.dispose()


async def _try(connection: AsyncConnection, *statements: str) -> None:
    async with connection.begin_nested():
        for statement in statements:
            await connection.exec_driver_sql(statement)


@pytest.mark.parametrize("attempt", REFUSED)
async def test_the_application_can_not(connection: AsyncConnection, attempt: str) -> None:
    with pytest.raises(DBAPIError) as refused:
        await _try(connection, *REFUSED[attempt])
    words = "permission denied|must be owner|must be superuser|entries of the last year|not a table with"
    assert re.search(f"{words}|too far away|fewer than 6|permission to", str(refused.value.orig))


async def test_what_was_tried_changed_nothing(connection: AsyncConnection) -> None:
    """The refusals above were refusals of rights, on a database that works. A grant by somebody who may not
    is only warned of."""
    await _try(connection, f"GRANT ALL ON audit_log TO {embedded.ROLE_NAME}")
    assert await connection.scalar(text("SELECT count(*) FROM audit_log")) > 1000
    assert await connection.scalar(text("SELECT current_user")) == embedded.ROLE_NAME


async def test_rights_are_rows_on_every_table_and_nothing_else(connection: AsyncConnection) -> None:
    rows = await connection.execute(
        text(
            "SELECT c.relname, c.relispartition, a.grantee::regrole::text AS role, a.privilege_type AS word "
            "FROM pg_class c, aclexplode(c.relacl) a "
            "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
            "AND a.grantee <> c.relowner"
        )
    )
    held: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        assert not row.relispartition, f"{row.role} has {row.word} on the partition {row.relname}"
        held.setdefault((row.relname, row.role), set()).add(row.word)
    only_read = {"audit_log", "alembic_version", "conversation_message_keys"}
    expected: dict[tuple[str, str], set[str]] = {}
    for table in {*Base.metadata.tables, "alembic_version"}:
        expected[table, READ_ONLY_NAME] = {"SELECT"}
        expected[table, embedded.ROLE_NAME] = {"SELECT"} | (
            set() if table in only_read else {"INSERT", "UPDATE", "DELETE"}
        )
    assert held == expected


async def test_functions_with_the_owners_rights_are_closed_and_find_their_own_names(
    connection: AsyncConnection,
) -> None:
    functions = (
        await connection.execute(
            text(
                "SELECT proname, proconfig, prorettype = 'trigger'::regtype AS is_trigger, "
                "array(SELECT a.grantee FROM aclexplode(COALESCE(proacl, acldefault('f', proowner))) a) "
                "@> ARRAY[0::oid] AS is_public, has_function_privilege(oid, 'EXECUTE') AS is_ours "
                "FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
            )
        )
    ).all()
    assert len(functions) >= 6
    for function in functions:
        assert function.proconfig == ["search_path=public, pg_temp"], function.proname
        assert not function.is_public, function.proname
        assert function.is_ours is not function.is_trigger, function.proname


async def test_who_logged_in_stands_beside_whoever_is_said_to_act(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "SELECT set_config('msia.actor_kind', 'operator', true), "
                "set_config('msia.actor_name', 'x', true)"
            )
        )
        await connection.execute(
            text("INSERT INTO users (id, phone) VALUES (:id, '+34600111222')"), {"id": uuid.uuid4()}
        )
    async with engine.connect() as connection:
        entry = (await connection.execute(text("SELECT * FROM audit_log WHERE entity_type = 'users'"))).one()
    assert (entry.actor_kind, entry.actor_name, entry.database_user) == ("operator", "x", embedded.ROLE_NAME)


async def test_tables_and_months_made_later_have_their_rights(engine: AsyncEngine, database_url: str) -> None:
    driving.execute(database_url, "CREATE TABLE later (id integer PRIMARY KEY, word text)")
    async with engine.begin() as connection:
        await connection.execute(text("INSERT INTO later VALUES (1, 'a')"))
        await connection.execute(text("UPDATE later SET word = 'b'"))
        far = datetime.now(UTC).date().replace(day=1) + timedelta(days=400)
        for table in PARTITIONED_TABLES:
            made = await connection.scalar(
                text("SELECT msia_ensure_partitions(:table, :first, :last)"),
                {"table": table, "first": datetime.now(UTC).date(), "last": far},
            )
            assert made >= 9
        names = await connection.execute(
            text("SELECT relname, relacl FROM pg_class WHERE relispartition AND relkind = 'r'")
        )
        for name, rights in names:
            assert rights is None or not [word for word in rights if not word.startswith("msia_owner=")], name
        await connection.execute(text("DELETE FROM later"))


async def test_the_reader_reads_and_writes_nothing(seeded_database_url: str) -> None:
    async with as_role(seeded_database_url, READ_ONLY_NAME) as connection:
        for table in Base.metadata.tables:
            await connection.execute(text(f"SELECT 1 FROM {table} LIMIT 1"))
            for statement in (f"DELETE FROM {table}", f"INSERT INTO {table} DEFAULT VALUES"):
                with pytest.raises(DBAPIError, match="permission denied"):
                    await _try(connection, statement)
        for call in (
            "msia_drop_partitions('audit_log', '2000-01-01')",
            "msia_delete_expired_audit(now(), 1)",
        ):
            with pytest.raises(DBAPIError, match="permission denied for function"):
                await _try(connection, f"SELECT {call}")
