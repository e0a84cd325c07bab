"""The evidence the rules are judged by, and the table of verdicts at the end of the run."""

import asyncio
import re
from typing import Any

import pytest
from sqlalchemy import MetaData, Table, select
from sqlalchemy.orm import configure_mappers

from database.engines import create_engine
from database.models import Base
from tests.rules.rule import PACKAGES, Evidence, sources
from tests.servers import in_thread

_PARTITION = re.compile(r"_(\d{4}_\d{2}|past|future)$")


async def _read_server(url: str) -> tuple[list[Table], dict[str, Any]]:
    """The tables of a live database, and the rows of its catalogue."""
    engine = create_engine(url)
    live = MetaData()
    try:
        async with engine.connect() as connection:
            # A partition has what its parent has, under names that PostgreSQL chooses.
            await connection.run_sync(live.reflect, only=lambda name, _: not _PARTITION.search(name))
            rows = {
                table.name: [dict(row) for row in (await connection.execute(select(table))).mappings()]
                for table in Base.metadata.sorted_tables
                if table.name != "seed_records"
            }
    finally:
        await engine.dispose()
    for table in live.tables.values():
        table.info["reflected"] = True
    return list(live.tables.values()), rows


@pytest.fixture(scope="session")
def evidence(shared_seeded_database_url: str) -> Evidence:
    """Models, sources, and a live seeded PostgreSQL at head."""
    configure_mappers()
    live, seeded = in_thread(asyncio.run, _read_server(shared_seeded_database_url))
    return Evidence(
        tables=[*Base.metadata.sorted_tables, *live],
        mappers=list(Base.registry.mappers),
        sources=sources(*PACKAGES),
        seeded=seeded,
    )


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print each rule beside its verdict, by section."""
    verdicts: dict[str, dict[str, str]] = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            found = dict(getattr(report, "user_properties", []))
            if "rule" in found and report.when == "call":
                verdicts.setdefault(found["section"], {})[found["rule"]] = outcome
    if not verdicts:
        return
    kept = sum(verdict == "passed" for rules in verdicts.values() for verdict in rules.values())
    total = sum(len(rules) for rules in verdicts.values())
    terminalreporter.section(f"rules of the specification: {kept} of {total} kept")
    for section, rules in sorted(verdicts.items()):
        terminalreporter.write_line(section, bold=True)
        for text, verdict in rules.items():
            mark, colour = ("kept  ", "green") if verdict == "passed" else ("BROKEN", "red")
            terminalreporter.write(f"  {mark}", **{colour: True})
            terminalreporter.write_line(f"  {text}")
