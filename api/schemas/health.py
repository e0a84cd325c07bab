"""Answers of the health checks."""

from typing import Literal

from pydantic import Field

from api.schemas.base import Output


class Health(Output):
    """The process runs."""

    status: Literal["ok"] = "ok"


class Readiness(Output):
    """Whether requests can be served, and what each part says."""

    status: Literal["ready", "not_ready"] = Field(examples=["ready"])
    database: bool = Field(description="La base de datos responde.")
    schema_current: bool = Field(description="El esquema está en la última revisión.")
    catalogue: bool = Field(description="Hay categorías cargadas.")
    catalogue_pushed: bool = Field(description="Los cambios del catálogo llegan sin preguntar.")
