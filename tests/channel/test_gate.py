"""The webhook's gate: clients first, so many at once, and who would wait too long is told at once."""

import asyncio

import pytest

from api.webhook_gate import CrowdedError, Gate


async def test_clients_go_before_echoes() -> None:
    gate, order = Gate(at_once=1), []

    async def come(name: str, *, urgent: bool) -> None:
        async with gate.entered(urgent=urgent, seconds=60):
            order.append(name)
            await asyncio.sleep(0)

    async with gate.entered(urgent=True, seconds=60):
        coming = [
            asyncio.create_task(come("echo", urgent=False)),
            asyncio.create_task(come("another echo", urgent=False)),
            asyncio.create_task(come("client", urgent=True)),
        ]
        await asyncio.sleep(0)
    await asyncio.gather(*coming)
    assert order == ["client", "echo", "another echo"]


async def test_who_would_wait_too_long_is_told_at_once() -> None:
    gate = Gate(at_once=1)
    gate.seconds_each = 1.0
    async with gate.entered(urgent=True, seconds=0.5):  # nobody waits yet
        with pytest.raises(CrowdedError):
            async with gate.entered(urgent=True, seconds=0.5):
                pass
        assert gate.wait(urgent=True) == 1.0
    async with gate.entered(urgent=False, seconds=0.5):
        pass


async def test_who_gives_up_waiting_takes_nobodys_place() -> None:
    gate = Gate(at_once=1)

    async def come() -> None:
        async with gate.entered(urgent=True, seconds=60):
            pass

    async with gate.entered(urgent=True, seconds=60):
        tired, patient = asyncio.create_task(come()), asyncio.create_task(come())
        await asyncio.sleep(0)
        tired.cancel()
        await asyncio.gather(tired, return_exceptions=True)
    await patient
    async with gate.entered(urgent=True, seconds=60):
        pass
    assert gate.wait(urgent=True) == 0.0
