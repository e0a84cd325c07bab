"""Does the latest page of a conversation cost the same with millions of messages as with thousands?

    python -m benchmarks.growth [--messages 5000000]

Fills `conversation_messages` on an embedded PostgreSQL of its own, two years of monthly partitions, and reads
the same conversation's latest page at each size: buffers and partitions from EXPLAIN, times as measured.

The smallest table has so few pages that neighbours of a conversation share them; from then on the page costs
at most one buffer for each of its messages plus the descents of the index, however large the table is.
"""

import argparse
import asyncio
import json
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from agent.services.conversations import message_page
from database import embedded
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from database.migrate import upgrade

SMALL = 5_000
MIDDLE = 100_000
PAGE = 50
MONTHS = 24
RUNS = 30
PER_CONVERSATION = 1_000
CHUNK = 500_000

# Messages spread evenly over two years; every conversation has PER_CONVERSATION of them, over all months.
_FILL = """
INSERT INTO conversation_messages (id, conversation_id, role, content, created_at, updated_at)
SELECT (lpad(to_hex(floor(extract(epoch FROM moment) * 1000)::bigint), 12, '0')
        || '7' || substr(hash, 1, 3) || 'a' || substr(hash, 4, 15))::uuid,
       conversation, CASE n % 2 WHEN 0 THEN 'user' ELSE 'assistant' END,
       'Mensaje número ' || n || ' sobre la homologación del escape y del manillar.', moment, moment
FROM (
    SELECT n, md5(n::text) AS hash,
           (lpad(to_hex(n % :conversations), 32, '0'))::uuid AS conversation,
           date_trunc('month', now()) - make_interval(months => :months - 1)
             + (now() - date_trunc('month', now()) + make_interval(months => :months - 1))
               * (n::double precision / :total) AS moment
    FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n
) AS generated
"""


@dataclass(frozen=True, slots=True)
class PageCost:
    """What the latest page costs at one size of the table."""

    messages: int
    buffers: int
    partitions: int
    milliseconds: float
    table_mib: float


async def run(messages: int) -> list[PageCost]:
    """The cost at SMALL, MIDDLE and `messages` messages, in one run."""
    with tempfile.TemporaryDirectory(prefix="msia-bench-") as home:
        server = await asyncio.to_thread(embedded.start, Path(home))
        try:
            return [await _cost_at(server, size) for size in (SMALL, MIDDLE, messages)]
        finally:
            await asyncio.to_thread(embedded.stop, Path(home))


async def _cost_at(server: RunningServer, messages: int) -> PageCost:
    name = f"growth_{messages}"
    admin = create_engine(server.superuser_url)
    async with admin.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.execute(text(f"CREATE DATABASE {name} OWNER {embedded.OWNER_NAME}"))
    await admin.dispose()
    await asyncio.to_thread(upgrade, "head", server.database_url(name, owner=True))
    owner = create_engine(server.database_url(name, superuser=True))
    try:
        await _fill(owner, messages)
        return await _measure(owner, messages)
    finally:
        await owner.dispose()


async def _fill(engine: AsyncEngine, messages: int) -> None:
    conversations = max(1, messages // PER_CONVERSATION)
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO conversation_history (id, chatwoot_conversation_id, message_count) "
                "SELECT (lpad(to_hex(n), 32, '0'))::uuid, 'bench-' || n, :per "
                "FROM generate_series(0, CAST(:last AS integer)) AS n"
            ),
            {"per": PER_CONVERSATION, "last": conversations - 1},
        )
        await connection.execute(
            text(
                "SELECT msia_ensure_partitions('conversation_messages', "
                "(now() - make_interval(months => :months))::date, now()::date)"
            ),
            {"months": MONTHS},
        )
    for first in range(0, messages, CHUNK):
        async with engine.begin() as connection:
            # Bulk load as a restore would: the rows are consistent by construction.
            await connection.execute(text("SET LOCAL session_replication_role = replica"))
            await connection.execute(
                text(_FILL),
                {
                    "conversations": conversations,
                    "months": MONTHS,
                    "total": messages,
                    "first": first,
                    "last": min(first + CHUNK, messages) - 1,
                },
            )
    async with engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.execute(text("VACUUM ANALYZE conversation_messages"))


async def _measure(engine: AsyncEngine, messages: int) -> PageCost:
    sessions = create_session_factory(engine)
    conversation = uuid.UUID(int=0)
    sent: list[tuple[str, Any]] = []

    def record(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        sent.append((statement, parameters))

    times: list[float] = []
    async with sessions() as session:
        event.listen(engine.sync_engine, "before_cursor_execute", record)
        await message_page(session, conversation, limit=PAGE)
        event.remove(engine.sync_engine, "before_cursor_execute", record)
        for _ in range(RUNS):
            session.expunge_all()
            start = time.perf_counter()
            await message_page(session, conversation, limit=PAGE)
            times.append((time.perf_counter() - start) * 1000)
    statement, parameters = next(item for item in sent if "FROM conversation_messages" in item[0])
    async with engine.connect() as connection:
        explained = await connection.exec_driver_sql(
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", parameters
        )
        found = explained.scalar_one()
        plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
        size = await connection.scalar(
            text(
                "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits "
                "WHERE inhparent = 'conversation_messages'::regclass"
            )
        )
    return PageCost(
        messages,
        plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
        len(_scanned(plan)),
        median(times),
        float(size or 0) / 2**20,
    )


def _scanned(plan: dict[str, Any]) -> set[str]:
    """Names of the partitions that the plan really read."""
    own = {plan["Relation Name"]} if "Relation Name" in plan and plan["Actual Loops"] else set()
    return own.union(*(_scanned(child) for child in plan.get("Plans", [])))


def print_costs(costs: list[PageCost]) -> None:
    """The table of costs and the ratio between the sizes."""
    console = Console()
    table = Table(title=f"Latest page ({PAGE} messages) of a conversation, {MONTHS} monthly partitions")
    for heading in ("messages", "table MiB", "buffers read", "partitions read", "median ms"):
        table.add_column(heading, justify="right")
    for cost in costs:
        table.add_row(
            f"{cost.messages:,}",
            f"{cost.table_mib:,.0f}",
            str(cost.buffers),
            str(cost.partitions),
            f"{cost.milliseconds:.2f}",
        )
    console.print(table)
    large = costs[-1]
    for cost in costs[:-1]:
        console.print(
            f"{large.messages // cost.messages:,} times the messages: "
            f"{large.buffers / cost.buffers:.2f} times the buffers, "
            f"{large.milliseconds / cost.milliseconds:.2f} times the time"
        )


def main() -> None:
    """Command line: measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--messages", type=int, default=5_000_000, help="messages of the large table")
    print_costs(asyncio.run(run(parser.parse_args().messages)))


if __name__ == "__main__":
    main()
