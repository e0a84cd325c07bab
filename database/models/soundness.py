"""CHECKs that a column's type asks for, added to every table by one rule: JSON is of the kind its schema
says, and a number is a number. Those of phones are given by hand, where a phone is.
"""

from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from sqlalchemy import CheckConstraint, Column, ColumnElement, Float, MetaData, Numeric, Table, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import Boolean

from database.jsonb.types import ValidatedJSONB


class JsonKindIs(ColumnElement[bool]):
    """The condition that a JSONB column holds a JSON `kind`: object or array."""

    inherit_cache = False
    type = Boolean()

    def __init__(self, column: str, kind: str) -> None:
        self.column = column
        self.kind = kind


@compiles(JsonKindIs)
def _on_postgresql(element: JsonKindIs, _compiler: SQLCompiler, **_options: Any) -> str:
    return f"jsonb_typeof({element.column}) = '{element.kind}'"


@compiles(JsonKindIs, "sqlite")
def _on_sqlite(element: JsonKindIs, _compiler: SQLCompiler, **_options: Any) -> str:
    return f"json_type({element.column}) = '{element.kind}'"


def json_kind(schema: Any) -> str:
    """The kind of JSON a schema describes. Raises TypeError for one that is neither list nor object."""
    while get_origin(schema) is Annotated:
        schema = get_args(schema)[0]
    kind = get_origin(schema) or schema
    if kind is list:
        return "array"
    if kind is dict or (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return "object"
    raise TypeError(f"{schema!r} describes neither a JSON object nor a list")


def is_finite(column: str) -> str:
    """The condition that a number, if there is one, is neither NaN nor infinite.

    Said by a subtraction, since no literal for them means the same on both systems: NaN and the infinities
    differ from themselves, or from zero, or are NULL on SQLite.
    """
    return f"{column} IS NULL OR COALESCE({column} - {column}, 1) = 0"


def is_phone(column: str) -> str:
    """The condition that a text is a phone number in E.164: a plus and 7 to 15 digits."""
    return (
        f"{column} LIKE '+%' AND length({column}) BETWEEN 8 AND 16 "
        f"AND ltrim(substr({column}, 2), '0123456789') = ''"
    )


def keep_sound(metadata: MetaData) -> None:
    """From now on, give each column that joins a table of `metadata` the CHECKs its type asks for."""

    @event.listens_for(Column, "after_parent_attach")
    def add_check(column: Column[Any], table: Table) -> None:
        if table.metadata is not metadata:
            return
        if isinstance(column.type, ValidatedJSONB):
            kind = json_kind(column.type.schema)
            table.append_constraint(
                CheckConstraint(JsonKindIs(column.name, kind), name=f"{column.name}_is_{kind}")
            )
        elif isinstance(column.type, Numeric | Float):
            table.append_constraint(CheckConstraint(is_finite(column.name), name=f"{column.name}_finite"))
