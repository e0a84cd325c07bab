"""Closing a connection of PostgreSQL whose server does not answer the goodbye."""

from contextlib import suppress
from typing import Final

import asyncpg

# What the driver says of a server that is silent or has gone; it has closed its own end by then.
_GONE: Final = (
    TimeoutError,
    OSError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)


class PartingConnection(asyncpg.Connection):  # type: ignore[misc]
    """A connection that takes silence for an answer when it is closed.

    The pool closes what it has too much of in the middle of other people's requests, and reports each failure
    with its traceback; where the server no longer answers there is nothing to mend.
    """

    async def close(self, *, timeout: float | None = None) -> None:  # noqa: ASYNC109 (the driver's signature)
        """Say goodbye and wait `timeout` seconds for the server's end (None: the limit of a statement)."""
        with suppress(*_GONE):
            await super().close(timeout=timeout)
