"""Which Qdrant server the settings name; its client is optional and loaded where it is named alone."""

import asyncio
import importlib.util
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from shared.config import Settings, settings
from shared.errors import InvalidInputError

if TYPE_CHECKING:
    from agent.services.regulations.points.qdrant import QdrantPoints

_SECONDS: Final = 10
# A client's connections belong to the loop that has opened them.
_by_loop: "WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, QdrantPoints]]" = WeakKeyDictionary()


def find_points(current: Settings = settings) -> "QdrantPoints | None":
    """The server's points, by the same client each time; None where no server is named.

    Raises InvalidInputError where its client is not installed.
    """
    if not current.QDRANT_URL:
        return None
    if importlib.util.find_spec("qdrant_client") is None:
        raise InvalidInputError(
            "qdrant_client_missing",
            "QDRANT_URL pide qdrant-client, que no está instalado.",
            "QDRANT_URL",
            "Instálalo: pip install --require-hashes -r requirements-qdrant.txt",
        )
    from qdrant_client import AsyncQdrantClient

    from agent.services.regulations.points.qdrant import QdrantPoints

    key = current.QDRANT_API_KEY.get_secret_value() if current.QDRANT_API_KEY is not None else None
    known = _by_loop.setdefault(asyncio.get_running_loop(), {})
    name = f"{current.QDRANT_URL} {current.QDRANT_PREFIX} {key}"
    if name not in known:
        client = AsyncQdrantClient(
            url=current.QDRANT_URL, api_key=key, timeout=_SECONDS, check_compatibility=False
        )
        known[name] = QdrantPoints(client, current.QDRANT_PREFIX)
    return known[name]
