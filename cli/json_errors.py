"""Errors of commands with `--json`: an `{"error": …}` object on standard output beside the line on stderr."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from shared.errors import MsiaError


@contextmanager
def errors_as_json(enabled: bool) -> Iterator[None]:
    """Print known errors of the block as JSON when `enabled`; they go on to the program's error handling."""
    try:
        yield
    except Exception as error:
        from database.availability import explain_database_failure

        known = error if isinstance(error, MsiaError) else explain_database_failure(error)
        if known is not None and enabled:
            tell_as_json(known)
        raise


_told: set[str] = set()


def tell_as_json(error: MsiaError) -> None:
    """Print the error as JSON on standard output, unless it is there already."""
    line = json.dumps({"error": error.as_dict()}, ensure_ascii=False)
    if line not in _told:
        _told.add(line)
        print(line)
