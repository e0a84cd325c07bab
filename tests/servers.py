"""Databases for tests on one embedded server: empty ones, and clones of templates made once.

The server lives in a temporary home that all workers of a run share; durability is off, which only a
crash of the machine would show.
"""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import filelock
from sqlalchemy.engine import make_url

from database import embedded, migrate
from database.cluster import READ_ONLY_NAME
from database.embedded import RunningServer
from database.engines import create_engine
from database.role_statements import extension_steps
from database.roles import Roles, make_roles
from tests.forked import CAN_FORK, ForkedProgram

FAST = {
    "fsync": "off",  # what the operating system has is enough; a killed server still loses nothing
    "full_page_writes": "off",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "max_connections": "300",
    "autovacuum": "off",  # it would work through each copy of a template
    "jit": "off",
}
ROOT = Path(__file__).resolve().parent.parent
# For a program that hangs, however busy the machine is.
PATIENCE_SECONDS = 240


T = TypeVar("T")

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


def server_of(database_url: str) -> RunningServer:
    """The test server that has the database."""
    return _started[make_url(database_url).port or 0]


def patient(database_url: str) -> str:
    """The same database, for a crowd in which each waits for its turn, however busy the machine is."""
    limits = {"lock_timeout": "120s", "statement_timeout": "0"}
    return make_url(database_url).update_query_dict(limits).render_as_string(hide_password=False)


def in_thread(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call something that runs an event loop of its own, whether or not one is running here."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(function, *arguments).result()


def on_lasting_loop(work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, done on a loop that lasts as long as the run, as its connections may."""
    return asyncio.run_coroutine_threadsafe(work, _lasting_loop()).result()


@cache
def _lasting_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return loop


def execute(server: RunningServer, *statements: str) -> list[Any]:
    """Run statements as superuser, outside any transaction; returns the rows of the last one."""

    superuser = _superusers.setdefault(server.superuser_url, _Superuser(server.superuser_url))
    return superuser.execute(statements)


class _Superuser:
    """The superuser's connection to a server, kept: making one takes longer than what is said on it."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._lock = threading.Lock()
        self._connection: asyncpg.Connection | None = None

    def execute(self, statements: Sequence[str]) -> list[Any]:
        with self._lock:
            return on_lasting_loop(self._execute(statements))

    async def _execute(self, statements: Sequence[str]) -> list[Any]:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(
                host=self._url.host,
                port=self._url.port,
                user=self._url.username,
                password=self._url.password,
                database="postgres",
            )
        rows: list[Any] = []
        for statement in statements:
            rows = await self._connection.fetch(statement)
        return rows


_superusers: dict[str, _Superuser] = {}


@contextmanager
def temporary_database(server: RunningServer, template: str = "template1") -> Iterator[str]:
    """The application's URL of a new database cloned from `template`, dropped at the end whoever is in it.

    Without a template there is nothing that the application could use yet: the URL is its owner's.
    """
    name = f"test_{uuid.uuid4().hex}"
    execute(server, _copying(template, name))
    try:
        yield server.database_url(name, owner=template == "template1")
    finally:
        execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def refill(database_url: str, template: str) -> None:
    """Put a copy of `template` in the place of a temporary database that nobody is in."""
    name = make_url(database_url).database or ""
    execute(server_of(database_url), f"DROP DATABASE {name}", _copying(template, name))


def _copying(template: str, name: str) -> str:
    # Copying files takes half the time of logging each page.
    return f"CREATE DATABASE {name} OWNER {embedded.OWNER_NAME} TEMPLATE {template} STRATEGY FILE_COPY"


def migrated_template(server: RunningServer) -> str:
    """The name of a database at head, made once per server."""
    return template(server, "tmpl_migrated", lambda: "template1", _migrate)


def seeded_template(server: RunningServer) -> str:
    """The name of a database at head with both categories seeded, made once per server."""
    return template(server, "tmpl_seeded", lambda: migrated_template(server), _seed)


def template(server: RunningServer, name: str, base: Callable[[], str], fill: Callable[[str], None]) -> str:
    """The name of a database made once per server: a copy of the one that `base` names, filled by its URL."""
    assert re.fullmatch(r"[a-z_0-9]+", name)
    _started[server.port] = server  # perhaps a test started it itself
    with filelock.FileLock(server.data_dir.parent / f"{name}.lock"):
        if not execute(server, f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            building = f"{name}_building"
            remove = f"DROP DATABASE IF EXISTS {building} WITH (FORCE)"
            execute(server, remove, _copying(base(), building))
            fill(server.database_url(building))
            execute(server, f"ALTER DATABASE {building} RENAME TO {name}")
    return name


def run_python(
    *arguments: str, environment: dict[str, str] | None = None, **options: Any
) -> "subprocess.CompletedProcess[str]":
    """Run a Python process in the repository with the tests' settings and `environment` on top.

    A module (`-m`) is forked off a process that has its imports already, where nothing speaks against it.
    """
    folder = options.pop("cwd", ROOT)
    everything = {**os.environ, **(environment or {})}
    if CAN_FORK and arguments[0] == "-m" and options.keys() <= {"input"}:
        return _run_forked(list(arguments[1:]), everything, folder, options.get("input", ""))
    return subprocess.run(
        [sys.executable, *arguments],
        env=everything,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
        **options,
    )


def _run_forked(
    arguments: list[str], environment: dict[str, str], folder: Path, text: str
) -> "subprocess.CompletedProcess[str]":
    with tempfile.TemporaryDirectory(prefix="msia-program-") as directory:
        given, printed, told = (Path(directory, name) for name in ("stdin", "stdout", "stderr"))
        for stream, content in ((given, text), (printed, ""), (told, "")):
            stream.write_text(content)
        module, *rest = arguments
        program = ForkedProgram(
            module, rest, environment=environment, folder=folder, streams=(given, printed, told)
        )
        try:
            status = program.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            program.kill()
            raise
        return subprocess.CompletedProcess(arguments, status, printed.read_text(), told.read_text())


def run_msia(
    *arguments: str, environment: dict[str, str] | None = None, **options: Any
) -> "subprocess.CompletedProcess[str]":
    """Run the `msia` command as its users do."""
    return run_python("-m", "cli.main", *arguments, environment=environment, **options)


def _migrate(url: str) -> None:
    """The schema as `msia up` makes it on a new server: pgvector and rights first, then the tables."""
    install_vectors(url)
    in_thread(asyncio.run, _make_roles(url))
    in_thread(migrate.upgrade, "head", as_owner(url))


def install_vectors(database_url: str) -> None:
    """Put pgvector into the database, as only the superuser of a server that has it may."""
    superuser = server_of(database_url).database_url(make_url(database_url).database or "", superuser=True)

    async def run() -> None:
        engine = create_engine(superuser, pooled=False)
        try:
            async with engine.begin() as connection:
                for step in await extension_steps(connection):
                    await connection.exec_driver_sql(step.statement)
        finally:
            await engine.dispose()

    in_thread(asyncio.run, run())


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
