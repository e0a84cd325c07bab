"""The modules of seeding as programs: a known error ends them as it ends the `msia` command."""

import pytest

from tests.servers import run_msia, run_python

VERIFY = "database.seeds.verify_warning_sync"
ADMIN = "database.seeds.create_admin_user"
SEEDS = "database.seeds.run_all_seeds"
UNREACHABLE = "postgresql://u:secreto@127.0.0.1:1/d"


def end_of(module: str, **environment: str) -> tuple[int, str]:
    """Exit status and standard error of a module that has nothing to print on standard output."""
    done = run_python("-m", module, environment=environment)
    assert done.stdout == ""
    return done.returncode, done.stderr


@pytest.mark.parametrize("module", [VERIFY, ADMIN, SEEDS])
def test_a_missing_schema_is_one_line_and_status_1(module: str, empty_database_url: str) -> None:
    status, errors = end_of(module, DATABASE_URL=empty_database_url)
    assert status == 1
    assert len(errors.splitlines()) == 1, errors
    assert errors.startswith("Error: A la base de datos de DATABASE_URL le falta una tabla")
    assert "msia db upgrade" in errors


def test_the_line_is_that_of_the_command(empty_database_url: str) -> None:
    command = run_msia("verify", environment={"DATABASE_URL": empty_database_url})
    assert end_of(VERIFY, DATABASE_URL=empty_database_url) == (command.returncode, command.stderr)


def test_an_unreachable_server_is_one_line_and_status_1() -> None:
    status, errors = end_of(ADMIN, DATABASE_URL=UNREACHABLE)
    assert status == 1
    assert len(errors.splitlines()) == 1, errors
    assert "127.0.0.1:1/d" in errors
    assert "secreto" not in errors


@pytest.mark.parametrize(
    ("module", "environment", "named"),
    [
        (ADMIN, {"ENVIRONMENT": "production", "ADMIN_PASSWORD": "admin123"}, "contraseña"),
        (ADMIN, {"ADMIN_USERNAME": " "}, "usuario"),
        (VERIFY, {"DATABASE_POOL_SIZE": "0"}, "DATABASE_POOL_SIZE"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    module: str, environment: dict[str, str], named: str, database_url: str
) -> None:
    status, errors = end_of(module, DATABASE_URL=database_url, **environment)
    assert status == 2
    assert len(errors.splitlines()) == 1, errors
    assert named in errors


def test_the_administrator_is_made_once(database_url: str) -> None:
    for outcome in ("created", "exists"):
        done = run_python("-m", ADMIN, environment={"DATABASE_URL": database_url})
        assert (done.returncode, done.stdout, done.stderr) == (0, f"Administrator 'admin': {outcome}.\n", "")
