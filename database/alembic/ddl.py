"""Idioms of the migrations: column shorthands, table changes that SQLite follows, triggers, data guards.

Nothing here names a table or a column: what a revision does stands in its own file and never changes.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from alembic.util import CommandError
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

_log = logging.getLogger("alembic.runtime.migration")

JSONB: TypeEngine[Any] = postgresql.JSONB(none_as_null=True).with_variant(
    sa.JSON(none_as_null=True), "sqlite"
)


def uuid_pk() -> sa.Column[Any]:
    """The key column `id`; its constraint is named in the table."""
    return sa.Column("id", sa.Uuid(as_uuid=True), nullable=False)


def timestamps() -> tuple[sa.Column[Any], sa.Column[Any]]:
    """`created_at` and `updated_at`, both filled by the database when the writer gives none."""
    return (
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )


def is_sqlite() -> bool:
    """Whether the database being migrated is SQLite."""
    return op.get_context().dialect.name == "sqlite"


def connection() -> sa.Connection:
    """The connection, for migrations that move data.

    Raises CommandError in offline mode (`--sql`): what they write depends on what they read.
    """
    if op.get_context().as_sql:
        raise CommandError(
            "This revision moves data and can't be written as a script: run it without --sql "
            "against the database."
        )
    return op.get_bind()


class RowsRefusedError(CommandError):
    """Rows that only a person can put right keep the schema from changing; it names them and the remedy."""


@contextmanager
def alter(table: str) -> Iterator[BatchOperations]:
    """Change a table: ALTER TABLE on PostgreSQL, a rebuilt copy on SQLite.

    The copy would lose the table's triggers, and its renaming stumbles over any trigger that names the
    table, so on SQLite all triggers are set aside meanwhile. Raises CommandError there when foreign keys are
    enforced, because dropping the old table would then delete the rows of its children.
    """
    if not is_sqlite():
        with op.batch_alter_table(table) as batch:
            yield batch
        return
    bind = connection()
    if bind.exec_driver_sql("PRAGMA foreign_keys").scalar():
        raise CommandError(
            "SQLite enforces foreign keys on this connection, and rebuilding a table would delete the rows "
            "of its children: connect with PRAGMA foreign_keys=OFF, as database/alembic/env.py does."
        )
    # The copy names the tables that its foreign keys lead to, and needs to know nothing else of them.
    alone = {"resolve_fks": False}
    with paused_triggers(), op.batch_alter_table(table, reflect_kwargs=alone) as batch:
        yield batch


@contextmanager
def paused_triggers(*tables: str) -> Iterator[None]:
    """Switch off our triggers while a migration moves rows: of `tables` on PostgreSQL, all on SQLite."""
    if not is_sqlite():
        for table in tables:
            op.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            op.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    bind = connection()
    found = bind.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _sql in found:
        bind.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in found:
        bind.exec_driver_sql(sql)


def execute_each(*, postgresql: Sequence[str] = (), sqlite: Sequence[str] = ()) -> None:
    """Run the statements meant for the database at hand (triggers and functions)."""
    for statement in sqlite if is_sqlite() else postgresql:
        op.execute(statement)


def name_not_null(table: str) -> None:
    """After a renaming: give the NOT NULL constraints of `table` the names a new table would have.

    PostgreSQL names them since version 18 and keeps the names of old; elsewhere there is nothing to do.
    """
    if is_sqlite():
        return
    op.execute(
        f"""
        DO $$
        DECLARE
            given record;
        BEGIN
            FOR given IN
                SELECT c.conname AS old, c.conrelid::regclass || '_' || a.attname || '_not_null' AS new
                FROM pg_constraint c
                JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                WHERE c.conrelid = '{table}'::regclass AND c.contype = 'n'
            LOOP
                IF given.old <> given.new THEN
                    EXECUTE format('ALTER TABLE {table} RENAME CONSTRAINT %I TO %I', given.old, given.new);
                END IF;
            END LOOP;
        END
        $$
        """  # noqa: S608 - a name of ours
    )


def copy_row(table: str, row_id: Any, changed: Mapping[str, Any]) -> None:
    """Insert a copy of a row with some columns changed; UUID values are given as `uuid.UUID`."""
    bind = connection()
    columns = [column["name"] for column in sa.inspect(bind).get_columns(table)]
    source = ", ".join(f":{name}" if name in changed else f'"{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    statement = sa.text(f"INSERT INTO {table} ({names}) SELECT {source} FROM {table} WHERE id = :copied_id")  # noqa: S608
    statement = statement.bindparams(
        sa.bindparam("copied_id", row_id, sa.Uuid()),
        *(
            sa.bindparam(name, value, sa.Uuid() if name.endswith("id") else None)
            for name, value in changed.items()
        ),
    )
    bind.execute(statement)


def refuse_rows(found: Sequence[str], what: str, remedy: str) -> None:
    """Raise RowsRefusedError naming the rows (`found`) that the other schema can't hold, if there are any."""
    if found:
        shown = ", ".join(found[:10]) + (f" and {len(found) - 10} more" if len(found) > 10 else "")
        raise RowsRefusedError(f"{what}: {shown}. {remedy}")


def refuse(query: str, what: str, remedy: str) -> None:
    """Refuse the migration when `query`, which gives names of rows, finds any; `refuse_rows` tells how.

    In a script (`--sql`) the database itself asks, and raises the same words.
    """
    if not op.get_context().as_sql:
        found = op.get_bind().exec_driver_sql(f"{query} ORDER BY 1").scalars()
        refuse_rows([str(name) for name in found], what, remedy)
        return
    quoted_what, quoted_remedy = (words.replace("'", "''") for words in (what, remedy))
    op.execute(
        f"""
        DO $$
        DECLARE
            found text;
        BEGIN
            SELECT string_agg(name, ', ') INTO found FROM ({query} ORDER BY 1 LIMIT 10) AS refused (name);
            IF found IS NOT NULL THEN
                RAISE EXCEPTION '%', '{quoted_what}: ' || found USING HINT = '{quoted_remedy}';
            END IF;
        END
        $$
        """  # noqa: S608 - a query of ours
    )


def is_json(column: str, kind: str) -> str:
    """The condition that a JSONB column holds a JSON `kind`: object, array, string or null."""
    if is_sqlite():
        return f"json_type({column}) = '{'text' if kind == 'string' else kind}'"
    return f"jsonb_typeof({column}) = '{kind}'"


def is_finite(column: str) -> str:
    """The condition that a number, if there is one, is neither NaN nor infinite.

    Said by a subtraction, since no literal for them means the same on both systems: NaN and the infinities
    differ from themselves, or from zero, or are NULL on SQLite.
    """
    return f"{column} IS NULL OR COALESCE({column} - {column}, 1) = 0"


def nothing_yet() -> None:
    """What a new revision holds until its change is written: nothing, and it says so in the log."""
    _log.warning("This revision changes nothing yet: write its upgrade() and downgrade().")


def free_name(wanted: str, taken: Callable[[str], bool], longest: int) -> str:
    """`wanted`, or `wanted_2`, `wanted_3` … until one is not taken, within `longest` characters."""
    name, number = wanted, 1
    while taken(name):
        number += 1
        suffix = f"_{number}"
        name = wanted[: longest - len(suffix)] + suffix
    return name
