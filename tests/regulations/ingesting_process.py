"""A worker of its own process that reads one document; its tests end it without asking.

Arguments: the document's id, the directory of the files, the seconds of its lease, seconds to wait at each
batch of vectors.
"""

import asyncio
import sys
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.services.images import ImageStore
from agent.services.regulations import Workshop
from agent.services.regulations.working import work_until_read
from database.connection import AsyncSessionLocal, close_db
from database.leases import worker_name
from database.models.base import utcnow


async def main(document_id: str, directory: str, lease: str, pause: str) -> None:
    """Read the document."""

    async def embed(
        _sessions: async_sessionmaker[AsyncSession], _document_id: uuid.UUID, *, progress: object
    ) -> Any:
        await asyncio.sleep(float(pause))

    workshop = Workshop(AsyncSessionLocal, ImageStore(Path(directory)), utcnow, embed)
    print("ready", flush=True)
    try:
        await work_until_read(workshop, uuid.UUID(document_id), worker=worker_name(), seconds=float(lease))
    finally:
        await close_db()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
