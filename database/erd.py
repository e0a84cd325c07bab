"""The entity-relationship diagram of the models, as Mermaid text. Deterministic: tables by name, columns in
the order of their definition, so that a diff shows what changed in the models and nothing else.
"""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Column, ForeignKeyConstraint, MetaData, Table, UniqueConstraint
from sqlalchemy.dialects import postgresql

_HEADER: Final = """\
# Entity-relationship diagram

Generated from the models by `msia erd`; don't edit. Every table with its columns, keys and relationships.
A relationship reads from the referenced table to the referring one, and its label is the referring column:
`||` exactly one, `|o` and `o|` none or one, `o{` any number. "NULL" marks columns that may be empty.

"""
_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]


def mermaid(metadata: MetaData) -> str:
    """The `erDiagram` of all tables of `metadata`."""
    tables = sorted(metadata.tables.values(), key=lambda table: table.name)
    lines = ["erDiagram"]
    for table in tables:
        lines += [f"    {table.name} {{", *(_column(table, column) for column in table.columns), "    }"]
    for table in tables:
        keys = sorted(table.foreign_key_constraints, key=lambda key: list(key.column_keys))
        lines += [_relationship(table, key) for key in keys]
    return "\n".join(lines) + "\n"


def markdown(metadata: MetaData) -> str:
    """The diagram as a Markdown page, which forges render."""
    return f"{_HEADER}```mermaid\n{mermaid(metadata)}```\n"


def _column(table: Table, column: Column[Any]) -> str:
    keys = []
    if column.primary_key:
        keys.append("PK")
    elif _is_unique(table, {column.name}):
        keys.append("UK")
    if column.foreign_keys:
        keys.append("FK")
    empty = '"NULL"' if column.nullable else ""
    parts = (_type_name(column), column.name, ", ".join(keys), empty)
    return "        " + " ".join(part for part in parts if part)


def _type_name(column: Column[Any]) -> str:
    """The PostgreSQL type in Mermaid's alphabet, which has neither spaces nor commas."""
    name = column.type.compile(dialect=_DIALECT).lower()
    return name.replace("timestamp with time zone", "timestamptz").replace(", ", "-").replace(" ", "_")


def _relationship(table: Table, key: ForeignKeyConstraint) -> str:
    """One line; the cardinalities follow from nullability and uniqueness."""
    columns = list(key.columns)
    referenced = "|o" if any(column.nullable for column in columns) else "||"
    referring = "o|" if _is_unique(table, {column.name for column in columns}) else "o{"
    label = ", ".join(column.name for column in columns)
    return f'    {key.referred_table.name} {referenced}--{referring} {table.name} : "{label}"'


def _is_unique(table: Table, names: Collection[str]) -> bool:
    """Whether these columns, or some of them, never hold the same values twice."""
    unique = [item.columns for item in table.constraints if isinstance(item, UniqueConstraint)]
    unique += [
        index.columns
        for index in table.indexes
        # A partial index says nothing of the rows it leaves out.
        if index.unique and index.dialect_options["postgresql"].get("where") is None
    ]
    candidates = [{column.name for column in columns} for columns in (table.primary_key.columns, *unique)]
    return any(candidate and candidate <= set(names) for candidate in candidates)
