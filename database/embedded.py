"""The embedded PostgreSQL: a server of this machine, in MSIA_HOME, shared by every process that asks for it.

`start` finds or starts it, `stop` stops it, `status` looks. A file lock lets one process at a time start or
stop; the server outlives the process that started it. It listens on 127.0.0.1 only, on a port of its own,
and asks for a generated password. The reasons are in docs/decisions/0002-embedded-postgresql.md.
"""

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

from database.cluster import (
    DATABASE_NAME,
    OWNER_NAME,
    ROLE_NAME,
    SUPERUSER_NAME,
    ServerFiles,
    check_major,
    create_cluster,
    give_to_home_owner,
    server_failure,
)
from database.embedded_roles import make_embedded_roles, roles_are_made
from database.postgres_binaries import PostgresBinaries, find_binaries
from database.server_account import ServerAccount, account_for, grant_traverse
from shared.config import settings, subprocess_environment
from shared.errors import ServerUnavailableError
from shared.logging import get_logger

HOST = "127.0.0.1"

_LOCK_TIMEOUT = 180.0
_START_TIMEOUT = 120.0
_ORPHAN_PATIENCE = 5.0
_PORT_ATTEMPTS = 10
_LOG_LIMIT = 5_000_000

__all__ = [
    "DATABASE_NAME",
    "HOST",
    "OWNER_NAME",
    "ROLE_NAME",
    "SUPERUSER_NAME",
    "RunningServer",
    "ServerState",
    "ServerStatus",
    "start",
    "status",
    "stop",
]

_log = get_logger(__name__)


class ServerState(StrEnum):
    """What `status` finds."""

    ABSENT = "absent"  # no data directory yet
    STOPPED = "stopped"
    STARTING = "starting"  # starting, recovering or stopping: not answering yet or any more
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that accepts connections. The URLs carry passwords and are left out of the repr.

    `url` is the application's, which reads and writes rows; `owner_url` is for migrations.
    """

    url: str = field(repr=False)
    owner_url: str = field(repr=False)
    superuser_url: str = field(repr=False)
    host: str
    port: int
    data_dir: Path
    pid: int
    version: str
    binaries: PostgresBinaries

    def database_url(self, database: str, *, owner: bool = False, superuser: bool = False) -> str:
        """The URL of another database of this server, for the application, its owner or the superuser."""
        url = self.superuser_url if superuser else self.owner_url if owner else self.url
        return url.rsplit("/", 1)[0] + "/" + database


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """State of the embedded server of a home; `server` is set when it is running."""

    state: ServerState
    data_dir: Path
    server: RunningServer | None = None


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
    files = _files(home)
    binaries = find_binaries(bindir)
    if (server := _running(files, binaries)) is not None and roles_are_made(files):
        return server
    with _locked(files):
        account = account_for(files.data)
        try:
            for changed in (
                *grant_traverse(files.data, account),
                *grant_traverse(Path(binaries.program("postgres")), account),
            ):
                _log.info("traverse_granted", directory=str(changed), account=account and account.name)
            if not files.data.exists():
                create_cluster(files, binaries, account)
            check_major(files, binaries)
            if _await_settled(files) is None:
                _clear_remains(files)
                _launch(files, binaries, account, options or {})
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ServerUnavailableError(
                "embedded_files_unusable",
                f"El PostgreSQL incluido no puede usar sus ficheros: {error}.",
                "MSIA_HOME",
                "Comprueba los permisos y el espacio libre de esa carpeta, o elige otra.",
            ) from error
        server = _running(files, binaries)
        if server is not None and not roles_are_made(files):
            make_embedded_roles(files, server.superuser_url)
            server = _running(files, binaries)
    if server is None:
        raise server_failure(files, "se ha parado nada más arrancar")
    return server


def stop(home: Path | None = None, *, timeout: float = 60.0) -> bool:
    """Stop the server of `home`, ending its connections cleanly; False when none was running.

    Raises ServerUnavailableError when it is still there after `timeout` seconds.
    """
    files = _files(home)
    if not files.data.exists():
        return False
    with _locked(files):
        postmaster = _postmaster(files)
        if postmaster is None:
            return False
        pid = postmaster.process.pid
        _request_fast_shutdown(files, postmaster.process)
        if not _all_gone(lambda: [pid] if _serves(pid, files.data) else [], timeout):
            raise ServerUnavailableError(
                "embedded_server_not_stopping",
                f"El PostgreSQL incluido (proceso {pid}) no se ha parado en {timeout:g} s.",
                None,
                f"Mira {files.log} e inténtalo otra vez.",
            )
    return True


def status(home: Path | None = None, *, bindir: Path | None = None) -> ServerStatus:
    """What the embedded server of `home` is doing; starts and creates nothing."""
    files = _files(home)
    if not files.data.exists():
        return ServerStatus(ServerState.ABSENT, files.data)
    if _postmaster(files) is None:
        return ServerStatus(ServerState.STOPPED, files.data)
    server = _running(files, find_binaries(bindir))
    return ServerStatus(ServerState.RUNNING if server else ServerState.STARTING, files.data, server)


def _files(home: Path | None) -> ServerFiles:
    return ServerFiles((home or settings.MSIA_HOME).expanduser().resolve() / "postgresql")


@contextmanager
def _locked(files: ServerFiles) -> Iterator[None]:
    """Hold the right to create, start or stop the server of this home."""
    try:
        files.root.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(files.lock, timeout=_LOCK_TIMEOUT)
        with lock:
            give_to_home_owner(files, files.lock)
            yield
    except filelock.Timeout as error:
        raise ServerUnavailableError(
            "embedded_server_busy",
            f"Otro proceso tiene {files.lock} desde hace {_LOCK_TIMEOUT:g} s.",
            None,
            "Espera a que acabe o termínalo, e inténtalo otra vez.",
        ) from error
    except OSError as error:
        raise ServerUnavailableError(
            "embedded_home_unusable",
            f"No se puede usar {files.root}: {error.strerror or error}.",
            "MSIA_HOME",
            "Pon una carpeta en la que puedas escribir.",
        ) from error


def _running(files: ServerFiles, binaries: PostgresBinaries) -> RunningServer | None:
    postmaster = _postmaster(files)
    if postmaster is None or postmaster.status != "ready" or postmaster.port is None:
        return None
    # A server that is older than the owner's role: until it is made, the application's owns all.
    owner = OWNER_NAME if roles_are_made(files) else ROLE_NAME
    try:
        urls = {
            role: f"postgresql+asyncpg://{role}:{files.password(role).read_text('ascii').strip()}"
            f"@{HOST}:{postmaster.port}/{DATABASE_NAME}"
            for role in {ROLE_NAME, owner, SUPERUSER_NAME}
        }
    except OSError as error:
        raise ServerUnavailableError(
            "embedded_password_unreadable",
            f"No se puede leer la contraseña del PostgreSQL incluido: {error}.",
            "MSIA_HOME",
            "Ejecuta msia con el usuario que creó esa carpeta.",
        ) from error
    return RunningServer(
        url=urls[ROLE_NAME],
        owner_url=urls[owner],
        superuser_url=urls[SUPERUSER_NAME],
        host=HOST,
        port=postmaster.port,
        data_dir=files.data,
        pid=postmaster.process.pid,
        version=binaries.version,
        binaries=binaries,
    )


def _postmaster(files: ServerFiles) -> _Postmaster | None:
    """The live server of this data directory, or None.

    A process id alone proves nothing: after a crash or a restart of the machine it may be a zombie or
    belong to another program, so the process must be a PostgreSQL at work in this very directory.
    """
    try:
        lines = (files.data / "postmaster.pid").read_text("utf-8", errors="replace").splitlines()
        pid = abs(int(lines[0]))
    except (OSError, IndexError, ValueError):
        return None
    if not _serves(pid, files.data):
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
        return Path(process.cwd()) == data_dir.resolve()
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


def _await_settled(files: ServerFiles) -> _Postmaster | None:
    """Wait for a server that is starting, recovering or stopping; the ready one, or None when it is gone."""
    deadline = time.monotonic() + _START_TIMEOUT
    while (postmaster := _postmaster(files)) is not None:
        if postmaster.status == "ready":
            return postmaster
        if time.monotonic() > deadline:
            raise server_failure(files, f"sigue {postmaster.status} después de {_START_TIMEOUT:g} s")
        time.sleep(0.05)
    return None


def _clear_remains(files: ServerFiles) -> None:
    """After a crash: wait for backends that outlived the postmaster, end them, remove the stale pid file.

    Orphans keep the shared memory of the dead server, and a new one refuses to start beside them. They can't
    commit anything any more, so ending them loses nothing; the write-ahead log brings back what was
    acknowledged.
    """

    def remaining() -> list[psutil.Process]:
        return _server_processes(files.data)

    if not _all_gone(remaining, _ORPHAN_PATIENCE):
        for process in remaining():
            _log.warning("orphaned_backend_killed", pid=process.pid)
            process.kill()
        if not _all_gone(remaining, _ORPHAN_PATIENCE):
            pids = ", ".join(str(process.pid) for process in remaining())
            raise server_failure(files, f"ha dejado procesos que no acaban: {pids}")
    (files.data / "postmaster.pid").unlink(missing_ok=True)


def _launch(
    files: ServerFiles, binaries: PostgresBinaries, account: ServerAccount | None, options: Mapping[str, str]
) -> None:
    """Start the server and wait until it accepts connections, on another port when ours has been taken."""
    if files.log.exists() and files.log.stat().st_size > _LOG_LIMIT:
        files.log.replace(files.log.with_suffix(".log.1"))
    port = _preferred_port(files)
    for _ in range(_PORT_ATTEMPTS):
        if port is None or not _port_is_free(port):
            port = _free_port()
        position = files.log.stat().st_size if files.log.exists() else 0
        with files.log.open("ab") as log:
            files.log.chmod(0o600)
            process = _spawn(files, binaries, account, _server_options(port) | dict(options), log)
        if _await_ready(files, process, port):
            files.port.write_text(f"{port}\n", "ascii")
            give_to_home_owner(files, files.port)
            give_to_home_owner(files, files.log)
            # Should the server die while we live, this takes its exit status so that no zombie stays.
            threading.Thread(target=process.wait, name="postgres-reaper", daemon=True).start()
            return
        output = _log_since(files, position)
        if not any(sign in output for sign in ("could not bind", "Address already in use", "TCP/IP sockets")):
            raise server_failure(files, "no arranca", output)
        _log.info("port_taken", port=port)
        port = None
    raise server_failure(files, f"no ha encontrado un puerto libre en {_PORT_ATTEMPTS} intentos")


def _server_options(port: int) -> dict[str, str]:
    return {
        "listen_addresses": HOST,
        "port": str(port),
        "unix_socket_directories": "",  # a socket path has 107 bytes at most; a home may be longer
        "max_connections": "200",  # several processes with a pool of 30 each
        "timezone": "UTC",
        "log_timezone": "UTC",
        "lc_messages": "C",
        # The log must not keep rows: the detail of a refused one ("Failing row contains …") is left out, and
        # statements too, which may hold values.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0",
    }


def _spawn(
    files: ServerFiles,
    binaries: PostgresBinaries,
    account: ServerAccount | None,
    options: Mapping[str, str],
    log: IO[bytes],
) -> "subprocess.Popen[bytes]":
    command = [binaries.program("postgres"), "-D", str(files.data)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    if sys.platform == "win32":
        # Only pg_ctl knows how to drop an administrator's rights there.
        quoted = subprocess.list2cmdline(command[3:])
        command = [binaries.program("pg_ctl"), "-D", str(files.data), "-W", "-o", quoted, "start"]
    return subprocess.Popen(
        command,
        cwd=files.data,
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


def _await_ready(files: ServerFiles, process: "subprocess.Popen[bytes]", port: int) -> bool:
    """True once the server answers on `port`; False when it ended instead."""
    deadline = time.monotonic() + _START_TIMEOUT
    while time.monotonic() < deadline:
        postmaster = _postmaster(files)
        if postmaster is not None and postmaster.status == "ready" and postmaster.port == port:
            return True
        ended = process.poll() is not None
        if ended and (sys.platform != "win32" or process.returncode != 0):
            return False
        time.sleep(0.02)
    raise server_failure(files, f"no está listo después de {_START_TIMEOUT:g} s")


def _request_fast_shutdown(files: ServerFiles, process: psutil.Process) -> None:
    """Ask the server to end its connections, write a checkpoint and stop."""
    if sys.platform == "win32":
        program = find_binaries().program("pg_ctl")
        subprocess.run([program, "-D", str(files.data), "-W", "-m", "fast", "stop"], check=False, timeout=60)
        return
    import signal

    try:
        process.send_signal(signal.SIGINT)  # PostgreSQL's name for it: fast shutdown
    except psutil.NoSuchProcess:
        _log.debug("server_already_gone", pid=process.pid)


def _preferred_port(files: ServerFiles) -> int | None:
    """The port of the last run: clients that wrote it down keep working."""
    try:
        return int(files.port.read_text("ascii"))
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


def _log_since(files: ServerFiles, position: int) -> str:
    with files.log.open("rb") as log:
        log.seek(position)
        return log.read().decode("utf-8", errors="replace")
