"""The embedded server: creation, sharing, restarts, crashes, odd paths, root."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from database import embedded
from database.embedded import RunningServer, ServerState
from shared.errors import InvalidInputError, ServerUnavailableError
from tests import servers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process signals of POSIX")


@pytest.fixture
def home() -> Iterator[Path]:
    """A home whose path has spaces, accents and shell characters.

    Not below pytest's own directory: another run of pytest takes away the rights of others to pass there.
    """
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / 'casa de "María" $HOME ñ'
        yield path
        embedded.stop(path)


@pytest.fixture(scope="module")
def created() -> Iterator[Path]:
    """A home whose server has been made and stopped: making one takes longer than most that is tried here."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "home"
        start(path)
        embedded.stop(path)
        yield path


@pytest.fixture
def used_home(home: Path, created: Path) -> Path:
    """A copy of one that was used before, with its owners and rights."""
    subprocess.run(["cp", "-a", str(created), str(home)], check=True)
    return home


def start(home: Path) -> RunningServer:
    return servers.start_test_server(home)


def query(server: RunningServer, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in servers.execute(server, sql)]


def kill(server: RunningServer) -> None:
    """kill -9 of the postmaster, and wait for its end: a signal takes a moment to arrive."""
    process = psutil.Process(server.pid)
    process.kill()
    process.wait(60)


def spawn_start(home: Path) -> "subprocess.Popen[str]":
    code = (
        "import sys; from pathlib import Path; from database import embedded\n"
        "print(embedded.start(Path(sys.argv[1])).pid)"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, str(home)], cwd=servers.ROOT, stdout=subprocess.PIPE, text=True
    )


def test_a_new_home_gets_the_product_database(home: Path) -> None:
    assert embedded.status(home).state is ServerState.ABSENT
    server = start(home)
    assert embedded.status(home).server == server
    rows = query(
        server,
        "SELECT pg_encoding_to_char(encoding), datcollate, pg_get_userbyid(datdba) "
        "FROM pg_database WHERE datname = 'msia_db'",
    )
    assert rows == [("UTF8", "C.UTF-8", "msia_owner")]
    roles = "SELECT rolname, rolsuper FROM pg_roles WHERE rolname LIKE 'msia%' ORDER BY 1"
    assert query(server, roles) == [("msia", False), ("msia_owner", False), ("msia_readonly", False)]
    assert start(home) == server


def test_passwords_are_needed_and_private(used_home: Path) -> None:
    server = start(used_home)
    for name in ("msia", "msia_owner", "msia_readonly", "postgres"):
        assert (server.data_dir.parent / f"{name}.password").stat().st_mode & 0o077 == 0
    password = (server.data_dir.parent / "msia.password").read_text().strip()
    assert password not in repr(server)
    psql = server.binaries.program("psql")
    arguments = [
        psql,
        "-h",
        server.host,
        "-p",
        str(server.port),
        "-U",
        "postgres",
        "-w",
        "-c",
        "SELECT 1",
        "postgres",
    ]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env={"PGPASSWORD": "wrong"})
    assert done.returncode != 0
    assert "password authentication failed" in done.stderr


def test_several_processes_at_once_share_one_server_that_outlives_them(home: Path) -> None:
    processes = [spawn_start(home) for _ in range(4)]
    pids = {process.communicate()[0].strip() for process in processes}
    assert [process.returncode for process in processes] == [0] * 4
    assert len(pids) == 1
    server = embedded.status(home).server
    assert server is not None
    assert str(server.pid) in pids
    assert query(server, "SELECT 1") == [(1,)]


def test_a_restart_keeps_data_and_port(used_home: Path) -> None:
    before = start(used_home)
    servers.execute(before, "CREATE TABLE kept (value text)", "INSERT INTO kept VALUES ('año')")
    assert embedded.stop(used_home) is True
    assert embedded.status(used_home).state is ServerState.STOPPED
    assert embedded.stop(used_home) is False
    after = start(used_home)
    assert after.port == before.port
    assert after.pid != before.pid
    assert query(after, "SELECT value FROM kept") == [("año",)]


def test_a_killed_postmaster_is_replaced_and_nothing_committed_is_lost(used_home: Path) -> None:
    before = start(used_home)
    servers.execute(before, "CREATE TABLE kept (value text)", "INSERT INTO kept VALUES ('committed')")
    kill(before)
    after = start(used_home)
    assert after.pid != before.pid
    assert query(after, "SELECT value FROM kept") == [("committed",)]


def test_an_orphan_that_holds_shared_memory_is_ended(
    used_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "_ORPHAN_PATIENCE", 1.0)
    before = start(used_home)
    orphan = next(p for p in psutil.Process(before.pid).children() if "checkpointer" in "".join(p.cmdline()))
    orphan.suspend()  # it can't notice that its postmaster dies
    kill(before)
    after = start(used_home)
    assert query(after, "SELECT 1") == [(1,)]
    assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE


def test_a_stale_pid_file_that_names_another_program_is_no_server(used_home: Path) -> None:
    before = start(used_home)
    pid_file = before.data_dir / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    kill(before)
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert embedded.status(used_home).state is ServerState.STOPPED
    assert query(start(used_home), "SELECT 1") == [(1,)]


def test_a_port_taken_meanwhile_is_replaced(used_home: Path) -> None:
    before = start(used_home)
    embedded.stop(used_home)
    with socket.create_server((embedded.HOST, before.port)):
        after = start(used_home)
        assert after.port != before.port
        assert query(after, "SELECT 1") == [(1,)]


def test_a_port_lost_between_choice_and_start_is_replaced(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server((embedded.HOST, 0)) as other:
        taken = other.getsockname()[1]
        answers = iter([taken])
        real = embedded._free_port
        monkeypatch.setattr(embedded, "_free_port", lambda: next(answers, None) or real())
        server = start(home)
        assert server.port != taken
        assert next(answers, None) is None


def test_a_creation_cut_short_leaves_nothing_in_the_way(home: Path) -> None:
    half_made = home / "postgresql" / "data.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    assert query(start(home), "SELECT 1") == [(1,)]
    assert not half_made.exists()


def test_a_path_longer_than_a_socket_path_works(home: Path) -> None:
    long = home / ("larga " * 25).strip()
    assert len(str(long)) > 150
    try:
        assert query(start(long), "SELECT 1") == [(1,)]
    finally:
        embedded.stop(long)


def test_data_of_another_major_version_is_one_clear_line(used_home: Path) -> None:
    server = start(used_home)
    embedded.stop(used_home)
    (server.data_dir / "PG_VERSION").write_text("14\n")
    with pytest.raises(
        ServerUnavailableError, match=r"es de PostgreSQL 14 y estos programas son de la 18"
    ) as caught:
        start(used_home)
    assert "\n" not in str(caught.value)


def test_a_server_that_can_not_start_says_why(used_home: Path) -> None:
    server = start(used_home)
    embedded.stop(used_home)
    (server.data_dir / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(ServerUnavailableError, match=r"no_such_setting|configuration file"):
        start(used_home)


def test_a_directory_without_postgresql_is_refused(home: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="un PostgreSQL que funcione") as caught:
        embedded.start(home, bindir=tmp_path)
    assert caught.value.field == "MSIA_POSTGRES_BINDIR"


def test_a_file_in_the_place_of_the_home_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(ServerUnavailableError, match="No se puede usar") as caught:
        embedded.start(tmp_path / "home")
    assert caught.value.field == "MSIA_HOME"


def test_version_15_of_the_system_serves_too(pg15_server: RunningServer) -> None:
    assert pg15_server.version.startswith("15.")
    rows = query(
        pg15_server,
        "SELECT pg_encoding_to_char(encoding), datctype FROM pg_database WHERE datname = 'msia_db'",
    )
    assert rows[0][0] == "UTF8"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
class TestAsRoot:
    """PostgreSQL refuses root, so root starts it as somebody else."""

    def test_the_server_does_not_run_as_root(self, home: Path) -> None:
        server = start(home)
        process = psutil.Process(server.pid)
        assert 0 not in {process.uids().real, process.uids().effective, process.uids().saved}
        assert process.gids().real != 0
        assert server.data_dir.stat().st_uid == process.uids().real

    def test_ancestors_are_opened_for_passing_only(self, home: Path) -> None:
        with tempfile.TemporaryDirectory() as private:
            Path(private).chmod(0o700)
            inner = Path(private) / "home"
            server = start(inner)
            try:
                mode = Path(private).stat().st_mode
                assert mode & 0o066 == 0  # nobody else may list or write
                uid = psutil.Process(server.pid).uids().real
                assert _listing_fails(uid, Path(private))
            finally:
                embedded.stop(inner)

    def test_an_ordinary_user_runs_it_as_themselves(self) -> None:
        nobody = 65534
        base = Path(tempfile.mkdtemp())
        try:
            base.chmod(0o755)
            own = base / "casa"
            own.mkdir()
            os.chown(own, nobody, nobody)
            # Python itself may live where that user can't read, so everything is imported before the change.
            code = (
                "import os, sys, encodings.ascii, encodings.idna, asyncpg\nfrom pathlib import Path\n"
                "from database import embedded, embedded_roles, roles\n"
                "from database.postgres_binaries import find_binaries\nimport psutil\n"
                f"os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})\n"
                "home = Path(sys.argv[1])\nserver = embedded.start(home)\n"
                "uid = psutil.Process(server.pid).uids().real\n"
                "print(uid, embedded.status(home).state, embedded.stop(home))\n"
            )
            done = servers.run_python("-c", code, str(own / "datos"), environment={"HOME": str(own)})
            assert done.stdout.split() == [str(nobody), "running", "True"], done.stderr
        finally:
            embedded.stop(base / "casa" / "datos")
            shutil.rmtree(base)


def _listing_fails(uid: int, directory: Path) -> bool:
    done = subprocess.run(["ls", str(directory)], user=uid, extra_groups=[], capture_output=True, check=False)
    return done.returncode != 0
