"""The embedded PostgreSQL: a server of this machine, in MSIA_HOME, shared by every process that asks for it.

`start` finds or starts it, `stop` stops it, `status` looks. A file lock lets one process at a time start or
stop; the server outlives the process that started it. It listens on 127.0.0.1 only, on a port of its own,
and asks for a generated password. The reasons are in docs/decisions/0002-embedded-postgresql.md.
"""

import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO

import filelock
import psutil

from database.postgres_binaries import PostgresBinaries, find_binaries
from database.server_account import ServerAccount, account_for, grant_traverse, hand_over
from shared.config import settings, subprocess_environment
from shared.errors import MsiaError, ServerUnavailableError
from shared.logging import get_logger

DATABASE_NAME = "msia_db"
ROLE_NAME = "msia"
SUPERUSER_NAME = "postgres"
HOST = "127.0.0.1"

_LOCK_TIMEOUT = 180.0
_START_TIMEOUT = 120.0
_ORPHAN_PATIENCE = 5.0
_PORT_ATTEMPTS = 10
_LOG_LIMIT = 5_000_000

_log = get_logger(__name__)


class ServerState(StrEnum):
    """What `status` finds."""

    ABSENT = "absent"  # no data directory yet
    STOPPED = "stopped"
    STARTING = "starting"  # starting, recovering or stopping: not answering yet or any more
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that accepts connections. The URLs carry passwords and are left out of the repr."""

    url: str = field(repr=False)
    superuser_url: str = field(repr=False)
    host: str
    port: int
    data_dir: Path
    pid: int
    version: str
    binaries: PostgresBinaries

    def database_url(self, database: str, *, superuser: bool = False) -> str:
        """The URL of another database of this server."""
        return (self.superuser_url if superuser else self.url).rsplit("/", 1)[0] + "/" + database


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """State of the embedded server of a home; `server` is set when it is running."""

    state: ServerState
    data_dir: Path
    server: RunningServer | None = None


@dataclass(frozen=True, slots=True)
class _Layout:
    """The files of the server below MSIA_HOME."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def staging(self) -> Path:
        return self.root / "data.new"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def lock(self) -> Path:
        return self.root / "server.lock"

    @property
    def port(self) -> Path:
        return self.root / "port"

    def password(self, role: str) -> Path:
        return self.root / f"{role}.password"


@dataclass(frozen=True, slots=True)
class _Postmaster:
    """What postmaster.pid says of a live server of this data directory."""

    process: psutil.Process
    port: int | None
    status: str


def start(
    home: Path | None = None, *, bindir: Path | None = None, options: Mapping[str, str] | None = None
) -> RunningServer:
    """The running server of `home` (default MSIA_HOME), started, and created, when it is not there yet.

    `options` are server settings for this start only. Raises ServerUnavailableError with the server's own
    reason when it does not come up, InvalidInputError for unusable binaries.
    """
    layout = _layout(home)
    binaries = find_binaries(bindir)
    if (server := _running(layout, binaries)) is not None:
        return server
    with _locked(layout):
        account = account_for(layout.data)
        try:
            for changed in (
                *grant_traverse(layout.data, account),
                *grant_traverse(Path(binaries.program("postgres")), account),
            ):
                _log.info("traverse_granted", directory=str(changed), account=account and account.name)
            if not layout.data.exists():
                _create_cluster(layout, binaries, account)
            _check_major(layout, binaries)
            if _await_settled(layout) is None:
                _clear_remains(layout)
                _launch(layout, binaries, account, options or {})
        except OSError as error:
            raise ServerUnavailableError(
                "embedded_files_unusable",
                f"The embedded PostgreSQL can't use its files: {error}.",
                "MSIA_HOME",
                "Check the permissions and the free space of that directory, or choose another.",
            ) from error
        server = _running(layout, binaries)
    if server is None:
        raise _failure(layout, "stopped right after its start")
    return server


def stop(home: Path | None = None, *, timeout: float = 60.0) -> bool:
    """Stop the server of `home`, ending its connections cleanly; False when none was running.

    Raises ServerUnavailableError when it is still there after `timeout` seconds.
    """
    layout = _layout(home)
    if not layout.data.exists():
        return False
    with _locked(layout):
        postmaster = _postmaster(layout)
        if postmaster is None:
            return False
        pid = postmaster.process.pid
        _request_fast_shutdown(layout, postmaster.process)
        if not _all_gone(lambda: [pid] if _serves(pid, layout.data) else [], timeout):
            raise ServerUnavailableError(
                "embedded_server_not_stopping",
                f"The embedded PostgreSQL (pid {pid}) has not stopped in {timeout:g} s.",
                None,
                f"Look at {layout.log} and try again.",
            )
    return True


def status(home: Path | None = None, *, bindir: Path | None = None) -> ServerStatus:
    """What the embedded server of `home` is doing; starts and creates nothing."""
    layout = _layout(home)
    if not layout.data.exists():
        return ServerStatus(ServerState.ABSENT, layout.data)
    if _postmaster(layout) is None:
        return ServerStatus(ServerState.STOPPED, layout.data)
    server = _running(layout, find_binaries(bindir))
    return ServerStatus(ServerState.RUNNING if server else ServerState.STARTING, layout.data, server)


def _layout(home: Path | None) -> _Layout:
    return _Layout((home or settings.MSIA_HOME).expanduser().resolve() / "postgresql")


@contextmanager
def _locked(layout: _Layout) -> Iterator[None]:
    """Hold the right to create, start or stop the server of this home."""
    try:
        layout.root.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(layout.lock, timeout=_LOCK_TIMEOUT)
        with lock:
            _give_to_home_owner(layout, layout.lock)
            yield
    except filelock.Timeout as error:
        raise ServerUnavailableError(
            "embedded_server_busy",
            f"Another process has held {layout.lock} for {_LOCK_TIMEOUT:g} s.",
            None,
            "Wait for it or end it, then try again.",
        ) from error
    except OSError as error:
        raise ServerUnavailableError(
            "embedded_home_unusable",
            f"{layout.root} can't be used: {error.strerror or error}.",
            "MSIA_HOME",
            "Set it to a directory you may write to.",
        ) from error


def _give_to_home_owner(layout: _Layout, path: Path) -> None:
    """What root writes into the home of somebody else belongs to them."""
    owner = layout.root.parent.stat()
    if sys.platform != "win32" and path.stat().st_uid != owner.st_uid:
        try:
            shutil.chown(path, owner.st_uid, owner.st_gid)
        except PermissionError:
            _log.debug("owner_kept", path=str(path))


def _running(layout: _Layout, binaries: PostgresBinaries) -> RunningServer | None:
    postmaster = _postmaster(layout)
    if postmaster is None or postmaster.status != "ready" or postmaster.port is None:
        return None
    try:
        password = layout.password(ROLE_NAME).read_text("ascii").strip()
        super_password = layout.password(SUPERUSER_NAME).read_text("ascii").strip()
    except OSError as error:
        raise ServerUnavailableError(
            "embedded_password_unreadable",
            f"The password of the embedded PostgreSQL can't be read: {error}.",
            "MSIA_HOME",
            "Run msia as the user who created that directory.",
        ) from error
    address = f"{HOST}:{postmaster.port}"
    return RunningServer(
        url=f"postgresql+asyncpg://{ROLE_NAME}:{password}@{address}/{DATABASE_NAME}",
        superuser_url=f"postgresql+asyncpg://{SUPERUSER_NAME}:{super_password}@{address}/{DATABASE_NAME}",
        host=HOST,
        port=postmaster.port,
        data_dir=layout.data,
        pid=postmaster.process.pid,
        version=binaries.version,
        binaries=binaries,
    )


def _postmaster(layout: _Layout) -> _Postmaster | None:
    """The live server of this data directory, or None.

    A process id alone proves nothing: after a crash or a restart of the machine it may be a zombie or
    belong to another program, so the process must be a PostgreSQL at work in this very directory.
    """
    try:
        lines = (layout.data / "postmaster.pid").read_text("utf-8", errors="replace").splitlines()
        pid = abs(int(lines[0]))
    except (OSError, IndexError, ValueError):
        return None
    if not _serves(pid, layout.data):
        return None
    port = lines[3].strip() if len(lines) > 3 else ""
    status_word = lines[7].strip() if len(lines) > 7 else "starting"
    try:
        return _Postmaster(psutil.Process(pid), int(port) if port.isdigit() else None, status_word)
    except psutil.NoSuchProcess:
        return None


def _serves(pid: int, data_dir: Path) -> bool:
    """Whether `pid` is a live PostgreSQL process whose working directory is `data_dir`."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
            return False
        return Path(process.cwd()) == data_dir
    except (psutil.Error, OSError):
        return False


def _server_processes(data_dir: Path) -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["name"])
        if (process.info["name"] or "").startswith("postgres") and _serves(process.pid, data_dir)
    ]


def _all_gone(remaining: Callable[[], Sequence[object]], timeout: float) -> bool:
    """Wait until nothing remains; False after `timeout` seconds.

    We look ourselves because a process may end as a zombie that nobody collects (a container's first
    process often doesn't), and waiting for its id would never return.
    """
    deadline = time.monotonic() + timeout
    while remaining():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _await_settled(layout: _Layout) -> _Postmaster | None:
    """Wait for a server that is starting, recovering or stopping; the ready one, or None when it is gone."""
    deadline = time.monotonic() + _START_TIMEOUT
    while (postmaster := _postmaster(layout)) is not None:
        if postmaster.status == "ready":
            return postmaster
        if time.monotonic() > deadline:
            raise _failure(layout, f"is still {postmaster.status} after {_START_TIMEOUT:g} s")
        time.sleep(0.05)
    return None


def _clear_remains(layout: _Layout) -> None:
    """After a crash: wait for backends that outlived the postmaster, end them, remove the stale pid file.

    Orphans keep the shared memory of the dead server, and a new one refuses to start beside them. They can't
    commit anything any more, so ending them loses nothing; the write-ahead log brings back what was
    acknowledged.
    """

    def remaining() -> list[psutil.Process]:
        return _server_processes(layout.data)

    if not _all_gone(remaining, _ORPHAN_PATIENCE):
        for process in remaining():
            _log.warning("orphaned_backend_killed", pid=process.pid)
            process.kill()
        if not _all_gone(remaining, _ORPHAN_PATIENCE):
            raise _failure(layout, f"left processes behind that do not end: {[p.pid for p in remaining()]}")
    (layout.data / "postmaster.pid").unlink(missing_ok=True)


def _launch(
    layout: _Layout, binaries: PostgresBinaries, account: ServerAccount | None, options: Mapping[str, str]
) -> None:
    """Start the server and wait until it accepts connections, on another port when ours has been taken."""
    if layout.log.exists() and layout.log.stat().st_size > _LOG_LIMIT:
        layout.log.replace(layout.log.with_suffix(".log.1"))
    port = _preferred_port(layout)
    for _ in range(_PORT_ATTEMPTS):
        if port is None or not _port_is_free(port):
            port = _free_port()
        position = layout.log.stat().st_size if layout.log.exists() else 0
        with layout.log.open("ab") as log:
            layout.log.chmod(0o600)
            process = _spawn(layout, binaries, account, _server_options(port) | dict(options), log)
        if _await_ready(layout, process, port):
            layout.port.write_text(f"{port}\n", "ascii")
            _give_to_home_owner(layout, layout.port)
            _give_to_home_owner(layout, layout.log)
            # Should the server die while we live, this takes its exit status so that no zombie stays.
            threading.Thread(target=process.wait, name="postgres-reaper", daemon=True).start()
            return
        output = _log_since(layout, position)
        if not any(sign in output for sign in ("could not bind", "Address already in use", "TCP/IP sockets")):
            raise _failure(layout, "does not start", output)
        _log.info("port_taken", port=port)
        port = None
    raise _failure(layout, f"found no free port in {_PORT_ATTEMPTS} attempts")


def _server_options(port: int) -> dict[str, str]:
    return {
        "listen_addresses": HOST,
        "port": str(port),
        "unix_socket_directories": "",  # a socket path has 107 bytes at most; a home may be longer
        "max_connections": "200",  # several processes with a pool of 30 each
        "timezone": "UTC",
        "log_timezone": "UTC",
        "lc_messages": "C",
    }


def _spawn(
    layout: _Layout,
    binaries: PostgresBinaries,
    account: ServerAccount | None,
    options: Mapping[str, str],
    log: IO[bytes],
) -> "subprocess.Popen[bytes]":
    command = [binaries.program("postgres"), "-D", str(layout.data)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    if sys.platform == "win32":
        # Only pg_ctl knows how to drop an administrator's rights there.
        quoted = subprocess.list2cmdline(command[3:])
        command = [binaries.program("pg_ctl"), "-D", str(layout.data), "-W", "-o", quoted, "start"]
    return subprocess.Popen(
        command,
        cwd=layout.data,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        env=subprocess_environment({"LC_ALL": "C"}),
        # A session of its own: the terminal's Ctrl-C and hang-up are not for the server.
        start_new_session=True,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        umask=0o077 if sys.platform != "win32" else -1,
    )


def _await_ready(layout: _Layout, process: "subprocess.Popen[bytes]", port: int) -> bool:
    """True once the server answers on `port`; False when it ended instead."""
    deadline = time.monotonic() + _START_TIMEOUT
    while time.monotonic() < deadline:
        postmaster = _postmaster(layout)
        if postmaster is not None and postmaster.status == "ready" and postmaster.port == port:
            return True
        ended = process.poll() is not None
        if ended and (sys.platform != "win32" or process.returncode != 0):
            return False
        time.sleep(0.02)
    raise _failure(layout, f"is not ready after {_START_TIMEOUT:g} s")


def _request_fast_shutdown(layout: _Layout, process: psutil.Process) -> None:
    """Ask the server to end its connections, write a checkpoint and stop."""
    if sys.platform == "win32":
        program = find_binaries().program("pg_ctl")
        subprocess.run([program, "-D", str(layout.data), "-W", "-m", "fast", "stop"], check=False, timeout=60)
        return
    import signal

    try:
        process.send_signal(signal.SIGINT)  # PostgreSQL's name for it: fast shutdown
    except psutil.NoSuchProcess:
        _log.debug("server_already_gone", pid=process.pid)


def _create_cluster(layout: _Layout, binaries: PostgresBinaries, account: ServerAccount | None) -> None:
    """Create the data directory with the product's role and empty database.

    Everything happens in a directory beside it that is renamed at the end, so a creation cut short leaves
    nothing half made.
    """
    shutil.rmtree(layout.staging, ignore_errors=True)
    layout.staging.mkdir(mode=0o700)
    hand_over(layout.staging, account)
    grant_traverse(layout.staging, account)
    for role in (ROLE_NAME, SUPERUSER_NAME):
        _write_secret(layout.password(role), secrets.token_hex(24))
        _give_to_home_owner(layout, layout.password(role))
    super_password = layout.password(SUPERUSER_NAME).read_text("ascii").strip()
    password_file = layout.root / "initdb.password"  # a copy that initdb's account may read
    _write_secret(password_file, super_password)
    hand_over(password_file, account)
    try:
        common = [
            binaries.program("initdb"),
            f"--pgdata={layout.staging}",
            f"--username={SUPERUSER_NAME}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--data-checksums",
        ]
        attempt = _run(common + _locale_options(binaries, "C.UTF-8"), layout, account)
        if attempt.returncode != 0 and "locale" in attempt.stderr:
            # macOS and musl may lack C.UTF-8; the builtin provider of version 17 still folds case as UTF-8.
            shutil.rmtree(layout.staging)
            layout.staging.mkdir(mode=0o700)
            hand_over(layout.staging, account)
            attempt = _run(common + _locale_options(binaries, "C"), layout, account)
        if attempt.returncode != 0:
            raise _failure(layout, "can't create its data directory", attempt.stderr)
        role_password = layout.password(ROLE_NAME).read_text("ascii").strip()
        provisioning = (
            f"CREATE ROLE {ROLE_NAME} LOGIN PASSWORD '{role_password}';\n\n"
            f"CREATE DATABASE {DATABASE_NAME} OWNER {ROLE_NAME};\n\n"
        )
        single = [binaries.program("postgres"), "--single", "-j", "-D", str(layout.staging)]
        single += ["-c", "exit_on_error=on", "-c", "log_statement=none", "postgres"]
        provisioned = _run(single, layout, account, provisioning)
        if provisioned.returncode != 0 or "ERROR:" in provisioned.stderr:
            raise _failure(layout, "can't create its role and database", provisioned.stderr)
    finally:
        password_file.unlink(missing_ok=True)
    layout.staging.rename(layout.data)


def _locale_options(binaries: PostgresBinaries, locale: str) -> list[str]:
    options = [f"--locale={locale}", "--lc-messages=C"]
    if binaries.major >= 17:
        # The same order and case rules on every machine, whatever its C library.
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return options


def _run(
    command: list[str], layout: _Layout, account: ServerAccount | None, text: str | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=layout.staging,
        input=text,
        stdin=subprocess.DEVNULL if text is None else None,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=_START_TIMEOUT,
        env=subprocess_environment({"LC_ALL": "C"}),
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def _write_secret(path: Path, value: str) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(f"{value}\n", "ascii")


def _check_major(layout: _Layout, binaries: PostgresBinaries) -> None:
    try:
        found = (layout.data / "PG_VERSION").read_text("ascii").strip()
    except FileNotFoundError:
        found = "unknown"
    if found != str(binaries.major):
        raise ServerUnavailableError(
            "data_of_another_version",
            f"{layout.data} was written by PostgreSQL {found}, and these binaries are {binaries.version}.",
            "MSIA_POSTGRES_BINDIR",
            f"Point it to PostgreSQL {found} to dump the data (pg_dump), or move that directory away.",
        )


def _preferred_port(layout: _Layout) -> int | None:
    """The port of the last run: clients that wrote it down keep working."""
    try:
        return int(layout.port.read_text("ascii"))
    except (OSError, ValueError):
        return None


def _port_is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _log_since(layout: _Layout, position: int) -> str:
    with layout.log.open("rb") as log:
        log.seek(position)
        return log.read().decode("utf-8", errors="replace")


def _failure(layout: _Layout, what: str, output: str = "") -> MsiaError:
    """The error of a server that does not come up, with the most telling line of its own output."""
    telling = [
        line.split(mark, 1)[1].strip()
        for line in output.splitlines()
        for mark in ("FATAL:", "PANIC:", "error:")
        if mark in line
    ]
    reason = f": {telling[0]}" if telling else ""
    return ServerUnavailableError(
        "embedded_server_failed",
        f"The embedded PostgreSQL {what}{reason}.",
        None,
        f"Its log is {layout.log}.",
    )
