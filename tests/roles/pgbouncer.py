"""A PgBouncer in transaction mode in front of a test server, as a process of its own."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from database.embedded import RunningServer
from tests.api.serving import free_port

START_SECONDS = 60
PROGRAM = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")

_CONFIGURATION = """\
[databases]
* = host={host} port={port}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = trust
auth_file = {directory}/users
pool_mode = transaction
default_pool_size = {pool}
logfile = {directory}/log
"""


@contextmanager
def pgbouncer(server: RunningServer, *, pool: int) -> Iterator[int]:
    """The port of a PgBouncer that shares `pool` connections for each user and database among its clients.

    Skips the test where the program is not installed.
    """
    if PROGRAM is None or sys.platform == "win32":
        pytest.skip("no pgbouncer here (install the package pgbouncer)")
    account = "nobody" if os.geteuid() == 0 else None  # it refuses to run as root
    with tempfile.TemporaryDirectory() as name:
        directory, listen = Path(name), free_port()
        users = [make_url(url) for url in (server.url, server.owner_url)]
        (directory / "users").write_text("".join(f'"{url.username}" "{url.password}"\n' for url in users))
        (directory / "ini").write_text(
            _CONFIGURATION.format(
                host=server.host, port=server.port, listen=listen, directory=directory, pool=pool
            )
        )
        if account is not None:
            for path in (directory, *directory.iterdir()):
                shutil.chown(path, account)
        with subprocess.Popen(
            [PROGRAM, str(directory / "ini")],
            user=account,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                _await_listening(process, listen, directory / "log")
                yield listen
            finally:
                process.terminate()


def _await_listening(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                text = log.read_text() if log.exists() else "it wrote no log"
                raise AssertionError(f"PgBouncer does not listen: {text}") from error
            time.sleep(0.02)
        else:
            return
