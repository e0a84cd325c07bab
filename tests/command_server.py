"""`msia` processes that start at once: forked off a process that has imported the program already.

Importing takes most of the time of a command. Each run is a process of its own all the same, with its own
arguments, streams and exit status; only the environment is common to all. Where processes can't be forked
(Windows) each starts anew.
"""

import gc
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import ROOT, run_msia

Done = subprocess.CompletedProcess[str]
RunMsia = Callable[..., Done]
_TIMEOUT_SECONDS = 240


@contextmanager
def msia_on(database_url: str, **settings: str) -> Iterator[RunMsia]:
    """A function that runs `msia` with the arguments given, and `input` as its standard input.

    `settings` go into the environment of all.
    """
    environment = {"DATABASE_URL": database_url, **settings}
    if not hasattr(os, "fork"):
        yield lambda *arguments, input="": run_msia(*arguments, environment=environment, input=input)
        return
    here, there = socket.socketpair()
    here.settimeout(_TIMEOUT_SECONDS)
    with tempfile.TemporaryDirectory(prefix="msia-commands-") as directory, here:
        with there:
            server = subprocess.Popen(
                [sys.executable, "-m", "tests.command_server", str(there.fileno()), directory],
                env={**os.environ, **environment},
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                pass_fds=[there.fileno()],
            )
        try:
            yield lambda *arguments, input="": _ask(here, Path(directory), arguments, input)
        finally:
            here.close()
            server.wait(_TIMEOUT_SECONDS)


def _ask(server: socket.socket, directory: Path, arguments: tuple[str, ...], text: str) -> Done:
    (directory / "stdin").write_text(text)
    server.sendall(json.dumps(arguments).encode() + b"\n")
    answer = server.recv(64)
    if not answer:
        raise AssertionError("the command server has ended")
    streams = ((directory / name).read_text() for name in ("stdout", "stderr"))
    return subprocess.CompletedProcess(["msia", *arguments], int(answer), *streams)


def _serve(control: socket.socket, directory: Path) -> list[str] | None:
    """Fork for every line of arguments: returns them in the new process, None at last in the server."""
    with control.makefile("rb") as lines:
        for line in lines:
            process = os.fork()
            if process == 0:
                _use_streams(directory)
                arguments: list[str] = json.loads(line)
                return arguments
            _, status = os.waitpid(process, 0)
            control.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    return None


def _use_streams(directory: Path) -> None:
    for descriptor, name, mode in (
        (0, "stdin", os.O_RDONLY),
        (1, "stdout", os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        (2, "stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        os.dup2(os.open(directory / name, mode, 0o600), descriptor)


def main() -> None:
    """Import what the commands need, then be whatever command is asked for."""
    from sqlalchemy.orm import configure_mappers

    import cli.chat
    import cli.loading
    import cli.main
    import cli.quote_view
    import database.connection  # noqa: F401 - only preloaded, as the others

    configure_mappers()
    # What is imported stays for good: looking through it for garbage, each process would copy all of it.
    gc.freeze()
    arguments = _serve(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2]))
    if arguments is not None:
        sys.argv = ["msia", *arguments]
        cli.main.main()


if __name__ == "__main__":
    main()
