"""Changes made in one process as another process quotes them: soon, and never half old, half new."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from database.engines import create_engine
from tests.catalogue.waiting import DEADLINE_SECONDS
from tests.catalogue.writing import commit, price, takes
from tests.servers import ROOT, run_python

SEEDED = {"T4": "220.00", "T5": "175.00", "takes": 2}
# Small steps: T4 stays between T5 and T3, so that the cheapest tier is known.
ROUNDS = 12


@asynccontextmanager
async def reader_process(url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`tests.catalogue.reader_process`, reading its catalogue from `url`; it must end well."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.catalogue.reader_process",
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
        rest, errors = await asyncio.wait_for(process.communicate(b""), DEADLINE_SECONDS)
        assert process.returncode == 0, (rest, errors)
        assert b"wrong" not in rest
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def next_state(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), DEADLINE_SECONDS)
    assert line, "the reader ended"
    state: dict[str, Any] = json.loads(line)
    assert "wrong" not in state, state
    return state


async def until(process: asyncio.subprocess.Process, wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """The states the reader prints up to the wanted one."""
    states = [await next_state(process)]
    while states[-1] != wanted:
        states.append(await next_state(process))
    return states


async def test_a_price_changed_here_is_quoted_there(any_seeded_url: str) -> None:
    engine = create_engine(any_seeded_url)
    async with reader_process(any_seeded_url) as reader:
        assert await next_state(reader) == SEEDED
        for amount in (181, 182, 183):
            await commit(engine, price("T5", amount))
            assert await next_state(reader) == {**SEEDED, "T5": f"{amount}.00"}
    await engine.dispose()


async def test_a_change_of_several_rows_is_seen_whole_or_not_at_all(any_seeded_url: str) -> None:
    engine = create_engine(any_seeded_url)
    async with reader_process(any_seeded_url) as first, reader_process(any_seeded_url) as second:
        readers = (first, second)
        for reader in readers:
            assert await next_state(reader) == SEEDED
        written: list[dict[str, Any]] = []
        for number in range(1, ROUNDS + 1):
            state = {"T4": f"{230 + number}.00", "T5": f"{180 + number}.00", "takes": 1 + number % 2}
            written.append(state)
            await commit(engine, price("T4", 230 + number), takes(1 + number % 2), price("T5", 180 + number))
        for reader in readers:
            seen = await until(reader, written[-1])
            assert all(state in written for state in seen), "a state that never was"
            order = [written.index(state) for state in seen]
            assert order == sorted(order), "an older state after a newer one"
    await engine.dispose()


async def test_readers_of_a_catalogue_that_is_seeded_again(any_seeded_url: str) -> None:
    engine = create_engine(any_seeded_url)
    async with reader_process(any_seeded_url) as reader:
        assert await next_state(reader) == SEEDED
        for number in range(2):
            changed = {"T4": f"{240 + number}.00", "T5": f"{190 + number}.00", "takes": 1}
            await commit(engine, price("T4", 240 + number), price("T5", 190 + number), takes(1))
            assert await until(reader, changed) == [changed]
            await _seed_again(any_seeded_url)
            assert await until(reader, SEEDED) == [SEEDED]
    await engine.dispose()


async def _seed_again(url: str) -> None:
    environment = {"DATABASE_URL": url}
    done = await asyncio.to_thread(
        run_python, "-m", "database.seeds.run_all_seeds", "--force", environment=environment
    )
    assert done.returncode == 0, done.stderr
