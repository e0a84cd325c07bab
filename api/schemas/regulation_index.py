"""The index of the regulations: whether it is sound, and what is being done to it."""

from pydantic import Field

from agent.services.regulations.upkeep import IndexTask
from api.schemas.base import Output
from shared.vocabularies import JobStatus


class IndexTaskOut(Output):
    """Work ordered and not yet done; `dead` has been given up."""

    task: IndexTask
    status: JobStatus
    attempts: int
    error: str | None


class PreparedModelOut(Output):
    """A model that takes over when nothing is missing."""

    name: str
    vectors: int
    missing: int


class PointsOut(Output):
    """A Qdrant server beside the vectors, and how it differs from them."""

    is_there: bool
    missing: int
    stale: int = Field(description="Puntos de un texto anterior.")
    surplus: int = Field(description="Puntos sin pasaje.")
    mistaken: int = Field(description="Pasajes que no dicen bien si tienen punto.")


class RegulationIndex(Output):
    """What `msia rag verify --json` says, and the work that waits."""

    sound: bool
    has_pgvector: bool
    model: str | None = Field(description="De quién son los vectores con los que se responde.")
    is_model_here: bool = Field(description="Si es el modelo de los ajustes.")
    vectors: int
    missing: int = Field(description="Pasajes sin vector.")
    stale: int = Field(description="Vectores de un texto anterior.")
    lacks_index: bool
    points: PointsOut | None = Field(description="Con QDRANT_URL.")
    preparing: list[PreparedModelOut]
    tasks: list[IndexTaskOut]
