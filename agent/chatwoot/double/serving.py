"""Serves an application on a free port of this machine, in the running event loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn


@asynccontextmanager
async def served(app: Any) -> AsyncIterator[str]:
    """The address at which the application answers inside the block; its lifespan does not run."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, lifespan="off", log_config=None, access_log=False, ws="none"
    )
    server = _Quiet(config)
    task = asyncio.create_task(server.serve(), name="served")
    try:
        while not server.started:
            if task.done():
                await task
                raise RuntimeError("the server ended before it began")
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = server.force_exit = True
        await task


class _Quiet(uvicorn.Server):
    """Leaves the signals to the program around it."""

    def install_signal_handlers(self) -> None:
        """Nothing."""

    def capture_signals(self) -> Any:
        """Nothing is captured."""
        from contextlib import nullcontext

        return nullcontext()
