"""Runs the modules of this package that are programs of their own, with the errors of the `msia` command."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any

from database.availability import explain_database_failure
from shared.acting import acting_as, operator
from shared.errors import MsiaError, exit_status


def run(program: Coroutine[Any, Any, int]) -> int:
    """The exit status of `program`; a known error is one line on stderr and the status it means.

    What it writes is recorded for the operating system's user. Raises what is no known error.
    """
    try:
        with acting_as(operator()):
            return asyncio.run(program)
    except Exception as error:
        known = error if isinstance(error, MsiaError) else explain_database_failure(error)
        if known is None:
            raise
        print(f"Error: {known}".replace("\n", " "), file=sys.stderr)
        return exit_status(known)
