"""The glossary by which questions to the regulations are read."""

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, StrictBool

from api.schemas.base import Input, Output
from shared.vocabularies import EverydayKind

Phrases = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=200)]], Field(min_length=1, max_length=100)
]


class EverydayWordOut(Output):
    """How people say it and how the law does."""

    id: UUID
    code: str = Field(examples=["tubo-de-escape"])
    kind: EverydayKind
    phrases: list[str]
    legal_words: list[str]
    is_active: bool


class EverydayWordIn(Input):
    """The row as a whole."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "meaning",
                    "phrases": ["tubarro"],
                    "legal_words": ["silenciador escape ruido"],
                }
            ]
        }
    )

    kind: EverydayKind = Field(
        default=EverydayKind.MEANING,
        description="Lo que la norma llama igual, cómo se escribe entero o de qué debe hablar un pasaje.",
    )
    phrases: Phrases
    legal_words: Phrases
    is_active: StrictBool = True
