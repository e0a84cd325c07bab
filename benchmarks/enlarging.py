"""Multiplies a seeded category in the database: copies of its elements with codes and words of their own.

Copies come with their pictures, fields, warnings and places in the tariff. Every longer word of a copy's
name, keywords and aliases takes the copy's ending, so the number of distinct words grows with the
catalogue, as in a real one, and the words stay near enough to each other to be hard on a typo search.
"""

from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_ENDING: Final = (
    "substr('bcdfglbcdf', k / 10 + 1, 1) || substr('aeiouaeiou', k / 10 + 1, 1) || "
    "substr('bcdfglbcdf', k % 10 + 1, 1) || substr('aeiouaeiou', k % 10 + 1, 1) || 'x'"
)


def _copied(column: str) -> str:
    return f"md5(source.{column}::text || ':' || k)::uuid"


def _renamed(column: str, kind: str) -> str:
    return f"regexp_replace(source.{column}::text, '([[:alpha:]]{{4,}})', '\\1' || {_ENDING}, 'g')::{kind}"


_CODE: Final = "source.code || '_' || k"
_MINE: Final = "source.element_id IN (SELECT id FROM originals)"
# Table, its changed columns, which rows.
_TABLES: Final = (
    (
        "elements",
        {
            "id": _copied("id"),
            "parent_element_id": _copied("parent_element_id"),
            "code": _CODE,
            "name": _renamed("name", "text"),
            "description": _renamed("description", "text"),
            "keywords": _renamed("keywords", "jsonb"),
            "aliases": _renamed("aliases", "jsonb"),
        },
        "source.id IN (SELECT id FROM originals)",
    ),
    ("element_images", {"id": _copied("id"), "element_id": _copied("element_id")}, _MINE),
    (
        "element_required_fields",
        {
            "id": _copied("id"),
            "element_id": _copied("element_id"),
            "condition_field_id": _copied("condition_field_id"),
        },
        _MINE,
    ),
    ("warnings", {"id": _copied("id"), "element_id": _copied("element_id"), "code": _CODE}, _MINE),
    (
        "element_warning_associations",
        {"id": _copied("id"), "element_id": _copied("element_id"), "warning_id": _copied("warning_id")},
        _MINE,
    ),
    ("tier_element_inclusions", {"id": _copied("id"), "element_id": _copied("element_id")}, _MINE),
)


async def enlarge(connection: AsyncConnection, slug: str, factor: int) -> None:
    """Make the category `factor` times as large (up to 100), in the connection's transaction.

    The connection must be a superuser's: the checks of the rows are set aside, as each original passed them.
    """
    await connection.execute(text("SET LOCAL session_replication_role = replica"))
    await connection.execute(
        text(
            "CREATE TEMPORARY TABLE originals ON COMMIT DROP AS SELECT id FROM elements "
            "WHERE category_id = (SELECT id FROM vehicle_categories WHERE slug = :slug)"
        ),
        {"slug": slug},
    )
    for table, changed, rows in _TABLES:
        columns = (
            await connection.scalars(
                text(
                    "SELECT attname FROM pg_attribute WHERE attrelid = CAST(:table AS regclass) "
                    "AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"
                ),
                {"table": table},
            )
        ).all()
        values = ", ".join(changed.get(column, f'source."{column}"') for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        await connection.exec_driver_sql(
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} source "
            f"CROSS JOIN generate_series(1, {factor - 1}) k WHERE {rows}"
        )
