"""Search of the whole database for values: every column of every row of every table, as text."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

# Partitions are read through their parent.
_TABLES = text(
    "SELECT format('%I.%I', t.table_schema, t.table_name) AS qualified, t.table_name "
    "FROM information_schema.tables t "
    "JOIN pg_class c ON c.oid = format('%I.%I', t.table_schema, t.table_name)::regclass "
    "WHERE t.table_type = 'BASE TABLE' AND NOT c.relispartition "
    "AND t.table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 2"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a value stands. `row_id` is None in tables without an id."""

    table: str
    column: str
    row_id: str | None
    value: str


async def search_database(session: AsyncSession, values: Iterable[str]) -> tuple[Finding, ...]:
    """Where any of the values stands, in any spelling of case, alone or within a longer text.

    Reads all tables from end to end: for rare checks, not for requests.
    """
    wanted = {value for value in values if value.strip()}
    if not wanted:
        return ()
    # Within JSON, quotes and backslashes are written escaped. Lower case is that of the server's locale,
    # which may know no accents: so the value as given is looked for as well.
    spellings = {value: {value, json.dumps(value, ensure_ascii=False)[1:-1]} for value in wanted}
    patterns = [f"%{_escaped(spelling)}%" for found in spellings.values() for spelling in found]
    findings = []
    for qualified, table in (await session.execute(_TABLES)).all():
        rows = await session.execute(
            text(  # the server has quoted the name
                "SELECT to_jsonb(r) ->> 'id' AS row_id, e.key AS name, e.value AS content "  # noqa: S608
                f"FROM {qualified} r "
                "CROSS JOIN LATERAL jsonb_each_text(to_jsonb(r)) e "
                "WHERE e.value LIKE ANY (CAST(:patterns AS text[])) "
                "OR lower(e.value) LIKE ANY (CAST(:lowered AS text[]))"
            ),
            {"patterns": patterns, "lowered": [pattern.lower() for pattern in patterns]},
        )
        findings += [
            Finding(table, row.name, row.row_id, value)
            for row in rows
            for value, forms in spellings.items()
            if any(form.lower() in row.content.lower() for form in forms)
        ]
    return tuple(findings)


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
