"""JSON lines in, JSON lines out: an answer for each in the same order, or an error object."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

from shared.errors import InvalidInputError, MsiaError

STDIN: Final = "-"
# A line that nobody means: what is read is capped far below it.
_LONGEST: Final = 1_000_000


def answer_lines(source: str, answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> int:
    """Print the answer to each line of a file (`-`: standard input) as it comes; how many had none.

    A line that is no JSON object, or for which `answer` raises MsiaError, gets `{"error": …}` in its place.
    Raises InvalidInputError for a file that can't be read.
    """
    failed = 0
    for row in rows_of(source):
        try:
            said = answer(read(row))
        except MsiaError as error:
            failed += 1
            said = {"error": error.as_dict()}
        print(json.dumps(said, ensure_ascii=False), flush=True)
    return failed


def rows_of(source: str) -> Iterator[Mapping[str, Any] | InvalidInputError]:
    """Each line of a file (`-`: standard input) as it comes: its JSON object, or why it is none.

    Raises InvalidInputError for a file that can't be read.
    """
    with _opened(source) as stream:
        for line in stream:
            try:
                yield _object(line)
            except InvalidInputError as error:
                yield error


def read(row: Mapping[str, Any] | InvalidInputError) -> Mapping[str, Any]:
    """The object of a line. Raises InvalidInputError where it has none."""
    if isinstance(row, InvalidInputError):
        raise row
    return row


def text_of(row: Mapping[str, Any], name: str) -> str:
    """A text that a line has to have. Raises InvalidInputError for none, an empty one, or another kind."""
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise InvalidInputError(
            f"missing_{name}" if value is None else f"bad_{name}",
            f"Falta «{name}»." if value is None else f"«{name}» no es un texto con contenido.",
            name,
            f'Escribe en cada línea un objeto JSON con «{name}» como texto: {{"{name}": "…"}}.',
        )
    return value


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(source).open("rb")  # noqa: SIM115 - what is raised inside the block is not the file's
    except OSError as error:
        raise InvalidInputError(
            "unreadable_file",
            f"No se puede leer «{source}»: {error.strerror}.",
            "--batch",
            "Da la ruta de un archivo con un objeto JSON por línea, o - para la entrada estándar.",
        ) from None
    with stream:
        yield stream


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        if len(line) > _LONGEST:
            raise ValueError
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise InvalidInputError(
            "bad_line",
            "La línea no es un objeto JSON.",
            None,
            "Escribe un objeto por línea, en UTF-8 y sin saltos de línea dentro.",
        )
    return row
