"""A database of its own on the embedded server: a copy of one at head with the seeds, made once for each."""

import asyncio
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import uuid4

import filelock

_PREFIX: Final = "msia_simulation_"
_MADE_OF: Final = ("database/alembic/versions", "database/seeds")


@contextmanager
def temporary_database() -> Iterator[str]:
    """The URL of a seeded database that is dropped at the end."""
    from database import embedded

    server = embedded.start()
    template = _PREFIX + _digest()
    with filelock.FileLock(server.data_dir.parent / f"{_PREFIX}template.lock"):
        if template not in _databases(server):
            _build(server, template)
    name = f"{_PREFIX}run_{uuid4().hex[:12]}"
    _execute(server, _copying(server, template, name))
    # What is kept in files of the template's catalogue is the copy's as well.
    _execute(server, f"ALTER DATABASE {name} SET msia.copy_of = '{template}'")
    try:
        yield server.database_url(name, owner=True)
    finally:
        _execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _build(server: Any, template: str) -> None:
    from database import migrate
    from database.seeds import run_all_seeds  # noqa: F401 - its absence would show only in the child

    building = f"{template}_building"
    _execute(server, f"DROP DATABASE IF EXISTS {building} WITH (FORCE)")
    _execute(server, _copying(server, "template1", building))
    url = server.database_url(building, owner=True)
    migrate.upgrade("head", url)
    run_child("database.seeds.run_all_seeds", [], url)
    for old in _databases(server):
        if old.startswith(_PREFIX) and old != building and "_run_" not in old:
            _execute(server, f"DROP DATABASE IF EXISTS {old} WITH (FORCE)")
    _execute(server, f"ALTER DATABASE {building} RENAME TO {template}")


def run_child(module: str, arguments: list[str], url: str, **environment: str) -> str:
    """Run a module with another database; what it printed. Raises InvariantError when it fails."""
    import subprocess
    import sys

    from shared.config import PROJECT_ROOT, program_environment
    from shared.errors import InvariantError

    others = {"DATABASE_OWNER_URL": "", "DATABASE_REPLICA_URL": ""}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=program_environment({"DATABASE_URL": url, **others, **environment}),
        cwd=PROJECT_ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise InvariantError(
            "simulation_failed", "La simulación ha fallado.", None, "El motivo está en la salida de errores."
        )
    return done.stdout


def _digest() -> str:
    from shared.config import PROJECT_ROOT

    digest = hashlib.sha256()
    for folder in _MADE_OF:
        for file in sorted((PROJECT_ROOT / folder).rglob("*.py")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _copying(server: Any, template: str, name: str) -> str:
    from sqlalchemy.engine import make_url

    owner = make_url(server.owner_url).username
    return f"CREATE DATABASE {name} OWNER {owner} TEMPLATE {template} STRATEGY FILE_COPY"


def _databases(server: Any) -> set[str]:
    return {str(row["datname"]) for row in _execute(server, "SELECT datname FROM pg_database")}


def _execute(server: Any, statement: str) -> list[Any]:
    async def run() -> list[Any]:
        import asyncpg
        from sqlalchemy.engine import make_url

        url = make_url(server.superuser_url)
        connection = await asyncpg.connect(
            host=url.host, port=url.port, user=url.username, password=url.password, database="postgres"
        )
        try:
            rows: list[Any] = await connection.fetch(statement)
            return rows
        finally:
            await connection.close()

    return asyncio.run(run())
