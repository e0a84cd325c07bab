"""Databases for tests on one embedded server: empty ones, and clones of templates made once.

The server lives in a temporary home that all workers of a run share; durability is off, which only a
crash of the machine would show.
"""

import asyncio
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import filelock
from sqlalchemy.engine import make_url

from database import embedded, migrate
from database.cluster import READ_ONLY_NAME
from database.embedded import RunningServer
from database.engines import create_engine
from database.roles import Roles, make_roles

FAST = {
    "fsync": "off",  # what the operating system has is enough; a killed server still loses nothing
    "full_page_writes": "off",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "max_connections": "300",
}
ROOT = Path(__file__).resolve().parent.parent


_started: dict[int, RunningServer] = {}


def start_test_server(home: Path, bindir: Path | None = None) -> RunningServer:
    """The test server of `home`, started by whichever worker comes first."""
    server = embedded.start(home, bindir=bindir, options=FAST)
    _started[server.port] = server
    return server


def as_owner(database_url: str) -> str:
    """The same database for its owner, if it is a test server's: for what the application may not do."""
    url = make_url(database_url)
    server = _started.get(url.port or 0) if url.username == embedded.ROLE_NAME else None
    return server.database_url(url.database or "", owner=True) if server else database_url


def in_thread(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call something that runs an event loop of its own, whether or not one is running here."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(function, *arguments).result()


def execute(server: RunningServer, *statements: str) -> list[Any]:
    """Run statements as superuser, outside any transaction; returns the rows of the last one."""

    async def run() -> list[Any]:
        url = make_url(server.superuser_url)
        connection = await asyncpg.connect(
            host=url.host, port=url.port, user=url.username, password=url.password, database="postgres"
        )
        try:
            rows: list[Any] = []
            for statement in statements:
                rows = await connection.fetch(statement)
            return rows
        finally:
            await connection.close()

    result: list[Any] = in_thread(asyncio.run, run())
    return result


@contextmanager
def temporary_database(server: RunningServer, template: str = "template1") -> Iterator[str]:
    """The application's URL of a new database cloned from `template`, dropped at the end whoever is in it.

    Without a template there is nothing that the application could use yet: the URL is its owner's.
    """
    name = f"test_{uuid.uuid4().hex}"
    # Copying files takes half the time of logging each page.
    create = f"CREATE DATABASE {name} OWNER {embedded.OWNER_NAME} TEMPLATE {template} STRATEGY FILE_COPY"
    execute(server, create)
    try:
        yield server.database_url(name, owner=template == "template1")
    finally:
        execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def migrated_template(server: RunningServer) -> str:
    """The name of a database at head, made once per server."""
    return _template(server, "tmpl_migrated", "template1", _migrate)


def seeded_template(server: RunningServer) -> str:
    """The name of a database at head with both categories seeded, made once per server."""
    return _template(server, "tmpl_seeded", migrated_template(server), _seed)


def run_python(
    *arguments: str, environment: dict[str, str] | None = None, **options: Any
) -> "subprocess.CompletedProcess[str]":
    """Run a Python process in the repository with the tests' settings and `environment` on top."""
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, **(environment or {})},
        cwd=options.pop("cwd", ROOT),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        **options,
    )


def run_msia(
    *arguments: str, environment: dict[str, str] | None = None, **options: Any
) -> "subprocess.CompletedProcess[str]":
    """Run the `msia` command as its users do."""
    return run_python("-m", "cli.main", *arguments, environment=environment, **options)


def _migrate(url: str) -> None:
    """The schema as `msia up` makes it on a new server: rights first, then the tables that get them."""
    in_thread(asyncio.run, _make_roles(url))
    in_thread(migrate.upgrade, "head", as_owner(url))


async def _make_roles(url: str) -> None:
    roles = Roles(embedded.OWNER_NAME, embedded.ROLE_NAME, READ_ONLY_NAME)
    engine = create_engine(as_owner(url), pooled=False)
    try:
        async with engine.connect() as connection:
            report = await make_roles(connection, roles, {})
        if report.left:
            raise RuntimeError(f"left to an administrator: {report.left}")
    finally:
        await engine.dispose()


def _seed(url: str) -> None:
    done = run_python("-m", "database.seeds.run_all_seeds", environment={"DATABASE_URL": url})
    if done.returncode != 0:
        raise RuntimeError(f"Seeding failed: {done.stdout}{done.stderr}")


def _template(server: RunningServer, name: str, base: str, fill: Callable[[str], None]) -> str:
    assert re.fullmatch(r"[a-z_0-9]+", name)
    _started[server.port] = server  # perhaps a test started it itself
    with filelock.FileLock(server.data_dir.parent / f"{name}.lock"):
        if not execute(server, f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            building = f"{name}_building"
            execute(
                server,
                f"DROP DATABASE IF EXISTS {building} WITH (FORCE)",
                f"CREATE DATABASE {building} OWNER {embedded.OWNER_NAME} TEMPLATE {base}",
            )
            fill(server.database_url(building))
            execute(server, f"ALTER DATABASE {building} RENAME TO {name}")
    return name
