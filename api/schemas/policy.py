"""Policies of the firm."""

from typing import Annotated

from pydantic import ConfigDict, Field

from agent.services.policies import LONGEST_POLICY
from api.schemas.base import Input, Output


class PolicyOut(Output):
    """What the firm tells its clients about something, as staff wrote it."""

    key: str = Field(examples=["horario"])
    value: str
    category: str
    description: str | None
    is_active: bool = Field(description="Si no, lo contesta una persona.")


class PolicyIn(Input):
    """The text, told to clients as it stands."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"value": "Atendemos de lunes a viernes, de 9 a 14."}]}
    )

    value: Annotated[str, Field(min_length=1, max_length=LONGEST_POLICY)]
    category: Annotated[str, Field(min_length=1, max_length=50)] | None = None
    description: Annotated[str, Field(min_length=1, max_length=500)] | None = None
