"""Alembic as functions, from any working directory: the configuration points at the package's own files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from database.alembic.ddl import RowsRefusedError
from shared.errors import InvariantError

# A migration that waits longer for a table than this would block everybody queueing behind it.
LOCK_TIMEOUT = "10s"
SCRIPT_LOCATION = Path(__file__).resolve().parent / "alembic"


def alembic_config(database_url: str | None = None, script_location: Path = SCRIPT_LOCATION) -> Config:
    """Alembic's configuration without an ini file.

    `database_url` replaces the setting DATABASE_URL (and the embedded server).
    """
    config = Config()
    # A percent sign in a path would be taken for an interpolation.
    config.set_main_option("script_location", str(script_location).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("file_template", "%%(rev)s")
    if database_url is not None:
        config.attributes["url"] = database_url
    return config


def upgrade(revision: str = "head", database_url: str | None = None) -> None:
    """Upgrade the schema to `revision`. Must not be called from a running event loop's thread."""
    command.upgrade(alembic_config(database_url), revision)


def downgrade(revision: str, database_url: str | None = None) -> None:
    """Downgrade the schema to `revision`. Must not be called from a running event loop's thread."""
    command.downgrade(alembic_config(database_url), revision)


def begin_step(connection: Connection) -> None:
    """What a migration's transaction on PostgreSQL begins with.

    For this transaction only: a setting of the session would stay behind in PgBouncer's pool. Migrations may
    last; what they change in audited tables is their doing.
    """
    connection.exec_driver_sql(
        f"SELECT set_config('lock_timeout', '{LOCK_TIMEOUT}', true), "
        "set_config('statement_timeout', '0', true), "
        "set_config('msia.actor_kind', 'job', true), set_config('msia.actor_name', 'migrations', true)"
    )


@contextmanager
def refusals_explained() -> Iterator[None]:
    """Turn a migration's refusal of rows into InvariantError `rows_refused`, which names them."""
    try:
        yield
    except RowsRefusedError as error:
        raise InvariantError(
            "rows_refused",
            f"El esquema no puede cambiar con las filas que hay, y no ha tocado ninguna. {error}",
            None,
            "msia db psql abre la base de datos para corregirlas.",
        ) from error


def head_revision() -> str | None:
    """The newest revision that this version of the product knows."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()
