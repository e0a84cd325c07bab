"""Programs that start at once: each a process forked off one that has imported most of what they need.

Importing takes most of the time of a short program. Each is a process of its own all the same, with its own
arguments, environment, folder, streams and exit status, and its settings are those of its environment.
"""

import multiprocessing
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

from pydantic import ValidationError

_OURS = ("agent", "api", "cli", "database", "domain", "shared")
CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()


class ForkedProgram:
    """A Python module running as a program, with the part of `subprocess.Popen` that tests use.

    The three streams are files; the environment is `environment` alone.
    """

    def __init__(
        self,
        module: str,
        arguments: Sequence[str],
        *,
        environment: Mapping[str, str],
        folder: Path,
        streams: tuple[Path, Path, Path],
    ) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.preloaded"])
        self.arguments = [module, *arguments]
        self._process: BaseProcess = context.Process(
            target=_be, args=(self.arguments, dict(environment), str(folder), tuple(map(str, streams)))
        )
        self._process.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """The exit status, negative for a signal; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        """The exit status, as soon as there is one; raises TimeoutExpired."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self.arguments, timeout)
        return self._process.exitcode

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it without asking."""
        self._process.kill()


def _take_settings() -> None:
    """Let the settings be those of this environment, which they were not when they were imported."""
    import shared.config

    try:
        given = shared.config.Settings(_env_file=os.environ.get("MSIA_ENV_FILE"))
    except ValidationError:
        # The program shall find that itself, importing everything of ours as if for the first time.
        for name in [name for name in sys.modules if name.partition(".")[0] in _OURS]:
            del sys.modules[name]
        return
    vars(shared.config.settings).update(vars(given))
    shared.config.settings.__pydantic_fields_set__ = given.model_fields_set


def _be(arguments: list[str], environment: dict[str, str], folder: str, streams: tuple[str, ...]) -> None:
    """Become the program: runs in the new process."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for descriptor, (path, mode) in enumerate(
        zip(streams, (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT | os.O_APPEND] * 2), strict=True)
    ):
        os.dup2(os.open(path, mode, 0o600), descriptor)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - streams live as long as the process
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115
    _take_settings()
    module, *rest = arguments
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
