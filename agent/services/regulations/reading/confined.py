"""A PDF read by a process of its own. PDFium can be given no bound, and inflates what `bounds` can't see
into: the system bounds the memory and the time of that process, and its end is nobody else's.
"""

import asyncio
import contextlib
import json
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Any, Final, NoReturn

from pydantic import TypeAdapter

from agent.services.regulations.reading.documents import Tell, read_document
from domain.regulations import SourceText
from shared.config import subprocess_environment
from shared.errors import InvalidInputError, MsiaError
from shared.tracebacks import describe

MEMORY: Final = 512 * 2**20
"""Bytes a reading process may take beside the file: a gazette of hundreds of pages takes a fourth of them."""

SECONDS: Final = 1800
"""Of processor, for one file without its pictures, which Tesseract reads in processes of their own."""

_LAST_SECONDS: Final = 10
_LONGEST_LINE: Final = 2**30
_SOURCE: Final = TypeAdapter(SourceText)


class CutShortError(MsiaError):
    """The reading process ended without a word, and not for want of memory or time; trying again may help."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "reading_cut_short",
            f"El proceso que leía el PDF ha terminado antes de tiempo ({why}).",
            "file",
            "Si se repite con «msia rag retry», mira la memoria del servidor o envía el texto.",
        )


async def read_confined(path: Path, filename: str, tell: Tell, *, memory: int = MEMORY) -> SourceText:
    """What `read_document` makes of the file. Raises InvalidInputError, field `file`, for one that can't be
    read or takes too much, and CutShortError."""
    size = (await asyncio.to_thread(path.stat)).st_size
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-P", "-m", "agent.services.regulations.reading.confined"),
        *(str(path), filename, str(memory + 3 * size)),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=DEVNULL,
        env=subprocess_environment(),
        limit=_LONGEST_LINE,
    )
    try:
        found = await _heard(process, tell)
        status = await process.wait()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if found is None:
        _ended(status)
    return found


async def _heard(process: Process, tell: Tell) -> SourceText | None:
    """What the process read; None where it ended without saying."""
    assert process.stdout is not None
    while line := await process.stdout.readline():
        try:
            said = json.loads(line)
        except ValueError:  # it ended in the midst of a line
            return None
        match said:
            case {"share": share}:
                tell(float(share))
            case {"refused": refused}:
                raise InvalidInputError(**refused)
            case {"failed": reason}:
                raise CutShortError(str(reason))
            case {"read": read}:
                return await asyncio.to_thread(_SOURCE.validate_python, read)
    return None


def _ended(status: int) -> NoReturn:
    if status == _TOO_LARGE or -status in _BY_ITSELF:
        raise _too_costly()
    raise CutShortError(f"estado {status}")


_TOO_LARGE: Final = 3
_BY_ITSELF: Final = frozenset(
    getattr(signal, name)
    for name in ("SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGSEGV", "SIGTRAP", "SIGXCPU")
    if hasattr(signal, name)
)
"""How PDFium ends without memory, and a process without time. By other signals somebody has ended it."""


def _too_costly() -> InvalidInputError:
    return InvalidInputError(
        "pdf_too_large_inside",
        "Leer el PDF pide más memoria o tiempo de lo que se admite.",
        "file",
        "Imprímelo de nuevo a PDF desde un lector o envía el texto.",
    )


def _bound(memory: int) -> None:
    """Let the system end this process rather than the machine; Windows has no such bounds."""
    try:
        import resource
    except ImportError:
        return
    for what, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, SECONDS, SECONDS + _LAST_SECONDS),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        # macOS does not know all of them; a bound that the administrator has set may be lower.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (soft, hard))


def _say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


def main(path: str, filename: str, memory: str) -> int:
    """The reading process: progress, then what was read or why not, each as a line of JSON."""
    _bound(int(memory))
    try:
        source = read_document(Path(path).read_bytes(), filename, lambda share: _say(share=share))
        _say(read=_SOURCE.dump_python(source, mode="json"))
    except InvalidInputError as error:
        _say(
            refused={
                "code": error.code,
                "message": error.message,
                "field": error.field,
                "remedy": error.remedy,
            }
        )
    except MemoryError:
        return _TOO_LARGE
    except Exception as error:  # said to who waits, who has the log
        _say(failed=describe(error))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
