"""The files of an embedded server: where they are, and how a new data directory comes to be."""

import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from database.postgres_binaries import PostgresBinaries
from database.server_account import ServerAccount, grant_traverse, hand_over
from shared.config import subprocess_environment
from shared.errors import ServerUnavailableError
from shared.logging import get_logger

DATABASE_NAME = "msia_db"
ROLE_NAME = "msia"  # the application's
OWNER_NAME = "msia_owner"
READ_ONLY_NAME = "msia_readonly"
SUPERUSER_NAME = "postgres"

_TIMEOUT = 120.0

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ServerFiles:
    """The files of the server, all in the folder `postgresql` of MSIA_HOME (`root`)."""

    root: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.root / "data"

    @property
    def staging(self) -> Path:
        """Where a new data directory is made before it takes its place."""
        return self.root / "data.new"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.root / "server.log"

    @property
    def lock(self) -> Path:
        """Held while the server is created, started or stopped."""
        return self.root / "server.lock"

    @property
    def port(self) -> Path:
        """The port of the last start."""
        return self.root / "port"

    def password(self, role: str) -> Path:
        """The password of a database role, readable by its owner only."""
        return self.root / f"{role}.password"


def create_cluster(files: ServerFiles, binaries: PostgresBinaries, account: ServerAccount | None) -> None:
    """Create the data directory with the application's role and an empty database.

    The other roles are made when the server runs (embedded_roles.py), as they are for one that is older than
    them. Everything happens in a directory beside it that is renamed at the end, so a creation cut short
    leaves nothing half made. Raises ServerUnavailableError with initdb's reason.
    """
    shutil.rmtree(files.staging, ignore_errors=True)
    files.staging.mkdir(mode=0o700)
    hand_over(files.staging, account)
    grant_traverse(files.staging, account)
    for role in (ROLE_NAME, SUPERUSER_NAME):
        write_secret(files.password(role), secrets.token_hex(24))
        give_to_home_owner(files, files.password(role))
    super_password = files.password(SUPERUSER_NAME).read_text("ascii").strip()
    password_file = files.root / "initdb.password"  # a copy that initdb's account may read
    write_secret(password_file, super_password)
    hand_over(password_file, account)
    try:
        common = [
            binaries.program("initdb"),
            f"--pgdata={files.staging}",
            f"--username={SUPERUSER_NAME}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--data-checksums",
        ]
        attempt = _run(common + _locale_options(binaries, "C.UTF-8"), files, account)
        if attempt.returncode != 0 and "locale" in attempt.stderr:
            # macOS and musl may lack C.UTF-8; the builtin provider of version 17 still folds case as UTF-8.
            shutil.rmtree(files.staging)
            files.staging.mkdir(mode=0o700)
            hand_over(files.staging, account)
            attempt = _run(common + _locale_options(binaries, "C"), files, account)
        if attempt.returncode != 0:
            raise server_failure(files, "no puede crear su carpeta de datos", attempt.stderr)
        role_password = files.password(ROLE_NAME).read_text("ascii").strip()
        provisioning = (
            f"CREATE ROLE {ROLE_NAME} LOGIN PASSWORD '{role_password}';\n\n"
            f"CREATE DATABASE {DATABASE_NAME} OWNER {ROLE_NAME};\n\n"
        )
        single = [binaries.program("postgres"), "--single", "-j", "-D", str(files.staging)]
        single += ["-c", "exit_on_error=on", "-c", "log_statement=none", "postgres"]
        provisioned = _run(single, files, account, provisioning)
        if provisioned.returncode != 0 or "ERROR:" in provisioned.stderr:
            raise server_failure(files, "no puede crear su rol y su base de datos", provisioned.stderr)
    finally:
        password_file.unlink(missing_ok=True)
    files.staging.rename(files.data)


def write_secret(path: Path, value: str) -> None:
    """Write a file that nobody else may read."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(f"{value}\n", "ascii")


def check_major(files: ServerFiles, binaries: PostgresBinaries) -> None:
    """Raise ServerUnavailableError when the data were written by another major version than the programs'."""
    try:
        found = (files.data / "PG_VERSION").read_text("ascii").strip()
    except FileNotFoundError:
        found = "versión desconocida"
    if found != str(binaries.major):
        raise ServerUnavailableError(
            "data_of_another_version",
            f"{files.data} es de PostgreSQL {found} y estos programas son de la {binaries.version}.",
            "MSIA_POSTGRES_BINDIR",
            f"Pon aquí los de PostgreSQL {found} para volcar los datos (pg_dump), o aparta esa carpeta.",
        )


def give_to_home_owner(files: ServerFiles, path: Path) -> None:
    """What root writes into the home of somebody else belongs to them."""
    owner = files.root.parent.stat()
    if sys.platform != "win32" and path.stat().st_uid != owner.st_uid:
        try:
            shutil.chown(path, owner.st_uid, owner.st_gid)
        except PermissionError:
            _log.debug("owner_kept", path=str(path))


def server_failure(files: ServerFiles, what: str, output: str = "") -> ServerUnavailableError:
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
        f"El PostgreSQL incluido {what}{reason}.",
        None,
        f"Su registro es {files.log}.",
    )


def _locale_options(binaries: PostgresBinaries, locale: str) -> list[str]:
    options = [f"--locale={locale}", "--lc-messages=C"]
    if binaries.major >= 17:
        # The same order and case rules on every machine, whatever its C library.
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return options


def _run(
    command: list[str], files: ServerFiles, account: ServerAccount | None, text: str | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=files.staging,
        input=text,
        stdin=subprocess.DEVNULL if text is None else None,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=_TIMEOUT,
        env=subprocess_environment({"LC_ALL": "C"}),
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )
