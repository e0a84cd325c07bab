"""A program of its own that quotes for as long as its input stays open and prints each new state it sees.

A state is the prices of two tiers and the most that one takes of the other, read once from the catalogue
and once through a quote. The two must always fit each other: else it prints the contradiction and fails.
"""

import asyncio
import json
import sys
from decimal import Decimal
from typing import Any

from agent.services.catalogue.cache import CatalogueCache
from database.connection import AsyncSessionLocal, close_db, engine
from domain.catalogue import Catalogue
from domain.quote.composing import quote_elements

REQUEST = {"ESCAPE": 1, "MANILLAR": 1}


def state_of(catalogue: Catalogue) -> dict[str, Any]:
    """Prices of T4 and T5 of the motorcycles, and how many units of T4's list T5 takes."""
    inherited = catalogue.tariff.tiers["T5"].inherited
    return {
        "T4": str(catalogue.tiers["T4"].price),
        "T5": str(catalogue.tiers["T5"].price),
        "takes": next(row.maximum for row in inherited if row.source == "T4"),
    }


def contradiction(catalogue: Catalogue) -> str | None:
    """What is wrong when compiled tariff and tiers are not of one moment."""
    state = state_of(catalogue)
    quote = quote_elements(catalogue, REQUEST)
    expected = "T5" if state["takes"] >= 2 else "T4"
    tier = quote.tier.code if quote.tier is not None else None
    if tier != expected or quote.total != Decimal(state[expected]):
        return f"{state} but quoted {tier} {quote.total}"
    return None


async def main() -> int:
    loop = asyncio.get_running_loop()
    ended = loop.run_in_executor(None, sys.stdin.read)
    shown: dict[str, Any] = {}
    async with CatalogueCache(AsyncSessionLocal, engine, check_seconds=0.05) as cache:
        while not ended.done():
            catalogue = await cache.catalogue("motos-part")
            if wrong := contradiction(catalogue):
                print(json.dumps({"wrong": wrong}), flush=True)
                return 1
            if (state := state_of(catalogue)) != shown:
                shown = state
                print(json.dumps(state), flush=True)
            await asyncio.sleep(0.01)
    await close_db()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
