"""Alembic's environment with small revisions of its own: locks, transactions, ways to name the database."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from database import migrate
from database.engines import create_engine
from tests import servers

REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "{name}"
down_revision = {previous!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
"""


@pytest.fixture
def revisions(tmp_path: Path) -> Callable[..., Path]:
    """Writes a chain of revisions, given as (upgrade, downgrade) statements, into a folder with an accent."""

    def write(*steps: tuple[str, str]) -> Path:
        folder = tmp_path / "revisiónes de prueba"
        folder.mkdir()
        previous = None
        for number, (upgrade, downgrade) in enumerate(steps, start=1):
            name = f"r{number}"
            content = REVISION.format(name=name, previous=previous, upgrade=upgrade, downgrade=downgrade)
            (folder / f"{name}.py").write_text(content, "utf-8")
            previous = name
        return folder

    return write


@pytest.fixture(params=["postgresql", "sqlite"])
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'base de datos.db'}"
    url: str = request.getfixturevalue("empty_database_url")
    return url


def config_for(url: str | None, folder: Path) -> Config:
    config = migrate.alembic_config(url)
    config.set_main_option("version_locations", str(folder))
    return config


async def scalars(url: str, sql: str) -> list[object]:
    engine = create_engine(url, pooled=False)
    try:
        async with engine.connect() as opened:
            return list((await opened.execute(text(sql))).scalars())
    finally:
        await engine.dispose()


def create(table: str) -> tuple[str, str]:
    return (
        f'op.create_table("{table}", sa.Column("id", sa.Integer, primary_key=True))',
        f'op.drop_table("{table}")',
    )


async def test_up_and_down(target_url: str, revisions: Callable[..., Path]) -> None:
    config = config_for(target_url, revisions(create("a"), create("b")))
    servers.in_thread(command.upgrade, config, "head")
    assert await scalars(target_url, "SELECT version_num FROM alembic_version") == ["r2"]
    servers.in_thread(command.downgrade, config, "-1")
    assert await scalars(target_url, "SELECT version_num FROM alembic_version") == ["r1"]
    servers.in_thread(command.downgrade, config, "base")
    assert await scalars(target_url, "SELECT version_num FROM alembic_version") == []


async def test_a_failing_migration_leaves_nothing_and_keeps_the_earlier(
    target_url: str, revisions: Callable[..., Path]
) -> None:
    half_done = (
        'op.create_table("half", sa.Column("id", sa.Integer)); op.execute("SELECT * FROM no_such_table")',
        'op.drop_table("half")',
    )
    config = config_for(target_url, revisions(create("a"), half_done))
    with pytest.raises(DBAPIError, match="no_such_table"):
        servers.in_thread(command.upgrade, config, "head")
    assert await scalars(target_url, "SELECT version_num FROM alembic_version") == ["r1"]
    assert await scalars(target_url, "SELECT count(*) FROM a") == [0]
    with pytest.raises(DBAPIError):
        await scalars(target_url, "SELECT * FROM half")


async def test_a_migration_waits_for_no_table_for_ever_may_last_and_names_itself(
    empty_database_url: str, revisions: Callable[..., Path]
) -> None:
    names = ("lock_timeout", "statement_timeout", "msia.actor_kind", "msia.actor_name")
    values = " || ' ' || ".join(f"current_setting('{name}')" for name in names)
    seen = (f'op.execute("CREATE TABLE seen AS SELECT {values} AS value")', "pass")
    servers.in_thread(command.upgrade, config_for(empty_database_url, revisions(seen)), "head")
    assert await scalars(empty_database_url, "SELECT value FROM seen") == ["10s 0 job migrations"]


async def test_upgrades_at_once_wait_for_each_other(target_url: str, revisions: Callable[..., Path]) -> None:
    # Each step reads, waits and writes: two at work at once would collide or count twice.
    slow = (
        'op.execute("CREATE TABLE steps (n integer)"); import time; time.sleep(0.3); '
        'op.execute("INSERT INTO steps VALUES (1)")',
        'op.drop_table("steps")',
    )
    folder = revisions(
        slow, ('op.execute("INSERT INTO steps VALUES (2)")', 'op.execute("DELETE FROM steps WHERE n = 2")')
    )
    statuses, errors = _upgrade_at_once(target_url, folder, 4)
    assert statuses == [0] * 4, errors
    assert await scalars(target_url, "SELECT n FROM steps ORDER BY n") == [1, 2]


async def test_sqlite_keeps_the_children_of_a_rebuilt_table(
    tmp_path: Path, revisions: Callable[..., Path]
) -> None:
    family = (
        'op.execute("CREATE TABLE parent (id integer PRIMARY KEY, name text)"); '
        'op.execute("CREATE TABLE child (id integer PRIMARY KEY, '
        'parent_id integer REFERENCES parent (id) ON DELETE CASCADE)"); '
        'op.execute("INSERT INTO parent VALUES (1, \'x\')"); op.execute("INSERT INTO child VALUES (1, 1)")',
        'op.drop_table("child"); op.drop_table("parent")',
    )
    rebuild = (
        'b = op.batch_alter_table("parent", recreate="always"); c = b.__enter__(); '
        'c.alter_column("name", nullable=False, server_default="-"); b.__exit__(None, None, None)',
        'op.execute("SELECT 1")',
    )
    url = f"sqlite:///{tmp_path / 'family.db'}"
    servers.in_thread(command.upgrade, config_for(url, revisions(family, rebuild)), "head")
    assert await scalars(url, "SELECT parent_id FROM child") == [1]


async def test_a_connection_of_the_caller_is_used(
    empty_database_url: str, revisions: Callable[..., Path]
) -> None:
    config = config_for(None, revisions(create("a")))

    def run(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    engine = create_engine(empty_database_url)
    async with engine.connect() as opened:
        await opened.run_sync(run)
        assert (await opened.execute(text("SELECT version_num FROM alembic_version"))).scalar_one() == "r1"
    await engine.dispose()


def test_offline_mode_writes_sql_and_needs_no_server(revisions: Callable[..., Path]) -> None:
    config = config_for("postgresql://u:secreto@127.0.0.1:1/d", revisions(create("a")))
    config.output_buffer = output = io.StringIO()
    servers.in_thread(lambda: command.upgrade(config, "head", sql=True))
    assert "CREATE TABLE a (" in output.getvalue()
    assert output.getvalue().rstrip().endswith("COMMIT;")
    assert "secreto" not in output.getvalue()


async def test_the_alembic_command_and_ours_agree_from_anywhere(
    empty_database_url: str, tmp_path: Path
) -> None:
    environment = {"DATABASE_URL": empty_database_url}
    up = servers.run_python("-m", "alembic", "upgrade", "head", environment=environment)
    assert up.returncode == 0, up.stderr
    assert "Running upgrade" in up.stderr
    elsewhere = servers.run_msia("db", "current", environment=environment, cwd=tmp_path)
    assert elsewhere.stdout.split() == [str(migrate.head_revision()), "(head)"], elsewhere.stderr
    history = servers.run_msia("db", "history", environment=environment, cwd=tmp_path)
    assert str(migrate.head_revision()) in history.stdout


def _upgrade_at_once(url: str, folder: Path, count: int) -> tuple[list[int], list[str]]:
    code = (
        "import sys\nfrom alembic import command\nfrom database import migrate\n"
        "config = migrate.alembic_config(sys.argv[1])\n"
        "config.set_main_option('version_locations', sys.argv[2])\ncommand.upgrade(config, 'head')\n"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, url, str(folder)],
            cwd=servers.ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    errors = [process.communicate()[1] for process in processes]
    return [process.returncode for process in processes], errors
