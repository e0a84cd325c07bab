"""Bases and field types of all schemas: what comes in is strict and storable, what goes out is documented."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    field_validator,
)
from pydantic_core import PydanticCustomError

LARGEST_ID = 2**63 - 1


def storable(value: Any) -> Any:
    """The value itself. Raises for what PostgreSQL can't store: null characters, lone surrogates, NaN."""
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise PydanticCustomError(
                "bad_characters", "El texto contiene caracteres nulos o sustitutos sueltos de Unicode."
            )
    elif isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("finite_number", "No es un número.")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            storable(key)
            storable(item)
    elif isinstance(value, list | tuple):
        for item in value:
            storable(item)
    return value


def _only_text(value: Any) -> Any:
    # Pydantic would take a number for seconds since 1970.
    if not isinstance(value, str | datetime):
        raise PydanticCustomError("datetime_type", "No es una fecha y hora.")
    return value


def _in_utc(value: datetime) -> datetime:
    # SQLite gives its moments back without their zone, which is always UTC.
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value


StorableText = Annotated[str, AfterValidator(storable)]
ChatwootId = Annotated[StrictInt, Field(ge=1, le=LARGEST_ID)]
Moment = Annotated[AwareDatetime, BeforeValidator(_only_text)]
UtcMoment = Annotated[datetime, AfterValidator(_in_utc)]
Amount = Annotated[
    str, Field(pattern=r"^\d+\.\d{2}$", description="EUR sin IVA, con dos decimales.", examples=["140.00"])
]
Slug = Annotated[str, Field(min_length=1, max_length=100, examples=["motos-part"])]
ElementCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,50}$", examples=["ESCAPE"])]
Reason = Annotated[str, Field(min_length=1, max_length=500, examples=["El cliente añade otra reforma."])]


class Input(BaseModel):
    """A request body: unknown keys are errors, as a misspelt one would be lost without notice."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        return storable(value)


class Output(BaseModel):
    """A part of an answer, made from an object's attributes or from keywords."""

    model_config = ConfigDict(from_attributes=True, extra="ignore")


class Page(Output):
    """The cursors of a page: `older` for `before`, `newer` for `after`; null where there is no such page."""

    older: str | None = Field(description="Cursor de la página anterior en el tiempo, para «before».")
    newer: str | None = Field(description="Cursor de la página posterior en el tiempo, para «after».")
