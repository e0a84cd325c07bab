"""Arguments in any encoding, and results on a terminal that lacks some of our characters."""

import codecs
import io
import sys
from typing import Final

_ESCAPING: Final = "msia-escape"


def take_any_text() -> None:
    """Read arguments that are no UTF-8 with a mark for each byte that can't be read, as from a pipe, and
    write what the output's encoding lacks (€ in Latin-1) as JSON escapes it, so that JSON stays JSON."""
    sys.argv[1:] = [readable_argument(argument) for argument in sys.argv[1:]]
    codecs.register_error(_ESCAPING, _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ESCAPING)


def readable_argument(argument: str) -> str:
    """The argument without the lone surrogates that stand for bytes Python could not decode."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    escapes = (f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))
    return "".join(escapes), error.end
