"""The process that plays: `python -m cli.simulation CATEGORY FILE…`, one line of JSON for each file."""

import asyncio
import json
import sys
from pathlib import Path


async def _play(paths: list[Path], category: str) -> None:
    from api.main import create_app
    from cli.simulation.playing import scene
    from cli.simulation.script import read_script
    from database.connection import AsyncSessionLocal, close_db
    from shared.config import settings

    try:
        async with scene(create_app(settings), settings, AsyncSessionLocal) as played:
            for path in paths:
                result = await played.play(read_script(path), path.parent, category)
                print(json.dumps(result, ensure_ascii=False, default=str), flush=True)
    finally:
        await close_db()


def main(arguments: list[str]) -> None:
    """Play the files."""
    from shared.acting import operator, start_acting
    from shared.config import LogLevel
    from shared.logging import configure_logging

    configure_logging(unless_set=LogLevel.WARNING)
    start_acting(operator())
    category, *files = arguments
    asyncio.run(_play([Path(file) for file in files], category))


if __name__ == "__main__":
    main(sys.argv[1:])
