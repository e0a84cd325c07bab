"""The JSONB column type, validated by a Pydantic schema whenever a value is written."""

from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import JSON, Column, Dialect, event
from sqlalchemy.dialects.postgresql import JSONB as PG_JSONB
from sqlalchemy.orm import Mapper
from sqlalchemy.sql.type_api import TypeEngine
from sqlalchemy.types import TypeDecorator

# JSONB on PostgreSQL; SQLite, which serves tests without a server, stores JSON text.
JSONB = PG_JSONB(none_as_null=True).with_variant(JSON(none_as_null=True), "sqlite")


class JsonbValidationError(ValueError):
    """A JSONB value does not fit its schema. `column` and `path` name the wrong key."""

    def __init__(self, column: str, problems: list[tuple[str, str]]) -> None:
        self.column = column
        self.problems = problems
        self.path = problems[0][0]
        super().__init__("; ".join(f"{path}: {message}" for path, message in problems))


def _problems(column: str, error: ValidationError) -> list[tuple[str, str]]:
    return [
        (".".join([column, *(str(part) for part in item["loc"])]), item["msg"]) for item in error.errors()
    ]


class ValidatedJSONB(TypeDecorator[Any]):
    """JSONB whose values must fit `schema` (a Pydantic model or any annotated type).

    The check runs for every write that goes through SQLAlchemy, ORM or Core, in-place changes included.
    Values stay plain dicts and lists.
    """

    impl = JSONB
    cache_ok = True

    def __init__(self, schema: Any) -> None:
        super().__init__()
        self.schema = schema
        self.column: Column[Any] | None = None
        self._adapter: TypeAdapter[Any] = TypeAdapter(schema)

    def validate(self, column: str, value: Any) -> None:
        """Raise `JsonbValidationError` naming `column` and the path of each wrong key."""
        try:
            self._adapter.validate_python(value, strict=True)
        except ValidationError as error:
            raise JsonbValidationError(column, _problems(column, error)) from None

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        if value is not None:
            self.validate(str(self.column.name) if self.column is not None else "jsonb", value)
        return value

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:  # noqa: ARG002
        # Operands of @>, ->, ? are fragments, not whole values: they are not validated.
        return JSONB


@event.listens_for(ValidatedJSONB, "after_parent_attach")
def _remember_column(column_type: ValidatedJSONB, column: Column[Any]) -> None:
    """So that an error of a Core statement names its column too."""
    column_type.column = column


@event.listens_for(Mapper, "mapper_configured")
def _validate_on_assignment(mapper: Mapper[Any], class_: type[Any]) -> None:
    """Check assignments at once, so that the error points at the line that wrote the wrong value."""
    for attribute in mapper.column_attrs:
        column = attribute.columns[0]
        column_type = column.type
        if isinstance(column_type, ValidatedJSONB):

            def check(
                _target: Any,
                value: Any,
                _old: Any,
                _initiator: Any,
                *,
                _type: ValidatedJSONB = column_type,
                _name: str = str(column.name),
            ) -> None:
                if value is not None:
                    _type.validate(_name, value)

            event.listen(getattr(class_, attribute.key), "set", check)
