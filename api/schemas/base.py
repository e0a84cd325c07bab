"""Bases and field types of all schemas: what comes in is strict and storable, what goes out is documented."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
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
    model_validator,
)
from pydantic_core import PydanticCustomError

LARGEST_ID = 2**63 - 1

_UNKNOWN_SHOWN = 20
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def storable(value: Any) -> Any:
    """The value itself. Raises for what PostgreSQL can't store: null characters, lone surrogates, NaN."""
    if isinstance(value, str):
        if _UNSTORABLE.search(value) is not None:
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


def at_most(count: int) -> BeforeValidator:
    """Refuses a longer mapping or list at once: each of its values would be validated, and could be wrong."""

    def check(value: Any) -> Any:
        if isinstance(value, Mapping | list) and len(value) > count:
            raise PydanticCustomError("too_long", "Hay demasiados valores.", {"max_length": count})
        return value

    return BeforeValidator(check)


def _only_text(value: Any) -> Any:
    # Pydantic would take a number for seconds since 1970.
    if not isinstance(value, str | datetime):
        raise PydanticCustomError("datetime_type", "No es una fecha y hora.")
    return value


def _only_day(value: Any) -> Any:
    # Here too, and in queries, where each value is text.
    if not isinstance(value, date) and not (isinstance(value, str) and _DAY.fullmatch(value)):
        raise PydanticCustomError("date_parsing", "No es una fecha.")
    return value


def _in_utc(value: datetime) -> datetime:
    # SQLite gives its moments back without their zone, which is always UTC.
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value


StorableText = Annotated[str, AfterValidator(storable)]
ChatwootId = Annotated[StrictInt, Field(ge=1, le=LARGEST_ID)]
# Chatwoot's ids are numbers; a conversation's may also be written as text.
WrittenChatwootId = ChatwootId | Annotated[str, Field(pattern=r"^[1-9][0-9]{0,17}$", examples=["4711"])]
Moment = Annotated[AwareDatetime, BeforeValidator(_only_text)]
Day = Annotated[date, BeforeValidator(_only_day)]
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

    @model_validator(mode="before")
    @classmethod
    def _few_unknown(cls, value: Any) -> Any:
        """Each unknown key would be an error of its own: beyond a few they are one."""
        if isinstance(value, Mapping) and len(value) > len(cls.model_fields) + _UNKNOWN_SHOWN:
            names = ", ".join(cls.model_fields)
            raise PydanticCustomError("too_many_keys", "Hay demasiados datos.", {"known": names})
        return value

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
