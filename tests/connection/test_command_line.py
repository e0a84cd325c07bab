"""The server and schema commands as their users run them."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from database import embedded, migrate
from database.embedded import RunningServer
from tests.migrations import driving
from tests.migrations.ladder import start_at
from tests.servers import as_owner, run_msia

UNREACHABLE = {"DATABASE_URL": "postgresql://u:secreto@127.0.0.1:1/d"}


@pytest.mark.parametrize("command", [("up",), ("db", "upgrade"), ("db", "current"), ("db", "check")])
def test_an_unreachable_server_is_one_line_and_status_1(command: tuple[str, ...]) -> None:
    done = run_msia(*command, environment=UNREACHABLE)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "secreto" not in done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("Error:")]
    assert len(errors) == 1
    assert "127.0.0.1:1/d" in errors[0]
    assert done.stdout == ""


def test_debug_shows_where() -> None:
    done = run_msia("db", "current", environment={**UNREACHABLE, "DEBUG": "true"})
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "secreto" not in done.stderr


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
        ({"DATABASE_URL": "mysql://u:secreto@h/d"}, "DATABASE_URL"),
        ({"DATABASE_POOL_SIZE": "0"}, "DATABASE_POOL_SIZE"),
        ({"DATABASE_REPLICA_URL": "postgresql://u:secreto@h/d"}, "DATABASE_REPLICA_URL"),
    ],
)
def test_a_bad_setting_is_named_and_status_2(environment: dict[str, str], name: str) -> None:
    done = run_msia("db", "current", environment=environment)
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert "secreto" not in done.stderr


def test_an_unknown_revision_is_status_2(empty_database_url: str) -> None:
    done = run_msia("db", "upgrade", "no_such_revision", environment={"DATABASE_URL": empty_database_url})
    assert done.returncode == 2
    assert "no_such_revision" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [("up",), ("db", "upgrade")])
def test_rows_that_the_new_schema_refuses_are_named(
    command: tuple[str, ...], empty_database_url: str
) -> None:
    start_at(empty_database_url, "040_list_order_indexes")
    driving.insert(empty_database_url, "users", {"id": driving.key(30), "phone": "+abcdefghi"})
    done = run_msia(*command, environment={"DATABASE_URL": as_owner(empty_database_url)})
    assert done.returncode == 1
    message = done.stderr.strip().splitlines()[-1]
    assert message.startswith("Error: El esquema no puede cambiar con las filas que hay")
    assert str(driving.key(30)) in message
    assert "msia db psql" in message


def test_status_says_where_and_how_far(database_url: str, tmp_path: Path) -> None:
    done = run_msia("status", "--json", environment={"DATABASE_URL": database_url}, cwd=tmp_path)
    facts = json.loads(done.stdout)
    assert done.returncode == 0
    assert facts["answers"] is True
    assert facts["revision"] == facts["newest_revision"] == migrate.head_revision()


def test_status_of_a_home_without_server(tmp_path: Path) -> None:
    home = tmp_path / "none"
    done = run_msia("status", "--json", environment={"MSIA_HOME": str(home)})
    assert done.returncode == 1
    assert json.loads(done.stdout)["state"] == "absent"
    assert not home.exists()


def test_psql_gets_its_password_by_the_environment(pg_server: RunningServer, database_url: str) -> None:
    done = run_msia("db", "psql", "-XAtc", "SELECT current_user", environment={"DATABASE_URL": database_url})
    assert done.stdout.strip() == embedded.ROLE_NAME, done.stderr


def test_psql_needs_postgresql() -> None:
    done = run_msia("db", "psql", environment={"DATABASE_URL": "sqlite:///x.db"})
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("up",),
        ("down",),
        ("status",),
        *(("db", name) for name in ("upgrade", "downgrade", "current", "history", "check", "psql")),
    ],
)
def test_every_command_shows_an_example(command: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*command, "--help"])
    assert shown.exit_code == 0
    assert re.search(r"Ejemplos?:", shown.output)
    assert "msia " + " ".join(command) in shown.output
