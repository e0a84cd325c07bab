"""Declarative base and column types shared by all models (spec: "Critical Rules")."""

import uuid
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    MetaData,
    String,
    Uuid,
    func,
    inspect,
    text,
    true,
)
from sqlalchemy.ext.asyncio import AsyncAttrs
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, synonym

from database.jsonb.types import JSONB, ValidatedJSONB
from database.models.soundness import keep_sound

# `{table}_{column}_fkey` is the spec's rule for foreign keys; the others follow PostgreSQL's own names.
NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}


# Table argument of the tables that grow without bound; their keys are UUIDv7 (migration 038).
PARTITIONED_BY_MONTH = {"postgresql_partition_by": "RANGE (id)"}


class _NoColumn:
    """`metadata` of a model without such a column: SQLAlchemy's to read, and nobody's to write by mistake."""

    def __init__(self, found: MetaData) -> None:
        self._found = found

    def __get__(self, row: object, model: type) -> MetaData:
        return self._found

    def __set__(self, row: object, value: object) -> None:
        raise AttributeError(f"{type(row).__name__} has no column metadata: what was given would be lost")


def utcnow() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


class Base(AsyncAttrs, DeclarativeBase):
    """Base of all models: UUID key, UTC time stamps, one naming convention for constraints."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    keep_sound(metadata)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        uuid.UUID: Uuid(as_uuid=True),
        datetime: DateTime(timezone=True),
    }

    def __init_subclass__(cls, **options: Any) -> None:
        """Map the class, and let `metadata` name its column of this name where it has one.

        SQLAlchemy keeps the attribute for the MetaData and refuses it in the body of a class, so the column's
        own attribute is `metadata_`; the synonym serves `row.metadata = …`, `Model(metadata=…)` and queries
        (spec: "JSONB Usage").
        """
        super().__init_subclass__(**options)
        if "metadata_" in cls.__dict__:
            own = property(lambda row: row.metadata_, lambda row, value: setattr(row, "metadata_", value))
            inspect(cls).add_property("metadata", synonym("metadata_", descriptor=own))
        else:
            cls.metadata = _NoColumn(cls.metadata)  # type: ignore[assignment]

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4, sort_order=-10)
    created_at: Mapped[datetime] = mapped_column(default=utcnow, server_default=func.now(), sort_order=90)
    updated_at: Mapped[datetime] = mapped_column(
        default=utcnow, onupdate=utcnow, server_default=func.now(), sort_order=91
    )

    def __repr__(self) -> str:
        # Reads only what is loaded: a repr must never emit SQL.
        loaded = self.__dict__
        label = next((name for name in ("code", "slug", "key", "username", "title") if name in loaded), None)
        extra = f", {label}={loaded[label]}" if label else ""
        return f"<{type(self).__name__}(id={loaded.get('id')}{extra})>"


class SoftDelete:
    """Rows that are switched off instead of deleted (spec: "Soft Delete Pattern")."""

    is_active: Mapped[bool] = mapped_column(default=True, server_default=true(), sort_order=80)


def fk(target: str, *, ondelete: str) -> ForeignKey:
    """A foreign key with its `ondelete` policy, CASCADE or SET NULL (spec: "Foreign Keys")."""
    return ForeignKey(target, ondelete=ondelete)


def vocabulary(column: str, values: type[StrEnum]) -> CheckConstraint:
    """CHECK that keeps `column` inside a closed vocabulary (design, decision 10). NULL passes."""
    allowed = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=f"{column}_vocabulary")


def word() -> String:
    """Text type of a vocabulary column: wide enough for its words and for later ones."""
    return String(30)


def json_object(schema: Any, *, name: str | None = None) -> Any:
    """Column for a JSONB object that is never NULL, validated against `schema` when written.

    `name` is the column's name where the attribute can't have it (`metadata` is taken by SQLAlchemy).
    """
    column_type = ValidatedJSONB(schema)
    if name is None:
        return mapped_column(column_type, default=dict, server_default=text("'{}'"))
    return mapped_column(name, column_type, default=dict, server_default=text("'{}'"))


def json_list(schema: Any, *, comment: str | None = None) -> Any:
    """Column for a JSONB list that is never NULL, validated against `schema` when written."""
    return mapped_column(ValidatedJSONB(schema), default=list, server_default=text("'[]'"), comment=comment)


def linked(*args: Any, **kwargs: Any) -> Any:
    """A relationship that loads by SELECT IN, one level deep.

    Without `join_depth` one row would pull in the whole catalogue through its neighbours (design,
    decision 7); whoever needs two levels says so with `selectinload`.
    """
    return relationship(*args, lazy="selectin", join_depth=1, **kwargs)


def owned(*args: Any, **kwargs: Any) -> Any:
    """A bounded one-to-many collection whose rows live and die with their parent."""
    return linked(*args, cascade="all, delete-orphan", passive_deletes=True, **kwargs)


def attached(*args: Any, **kwargs: Any) -> Any:
    """Like `owned`, for rows with several possible parents: leaving one of them deletes nothing."""
    return linked(*args, cascade="all", passive_deletes=True, **kwargs)


__all__ = [
    "JSONB",
    "PARTITIONED_BY_MONTH",
    "Base",
    "SoftDelete",
    "attached",
    "fk",
    "json_list",
    "json_object",
    "linked",
    "owned",
    "utcnow",
    "vocabulary",
    "word",
]
