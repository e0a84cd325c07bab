"""Work that the tariff does not price, and what elements are not."""

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, StrictBool

from api.schemas.base import ElementCode, Input, Output
from shared.vocabularies import BeyondKind

Phrase = Annotated[str, Field(min_length=1, max_length=200)]
Phrases = Annotated[list[Phrase], Field(max_length=500)]


class UntariffedWorkOut(Output):
    """Work that clients ask for without a price, with what they are told."""

    id: UUID
    code: str = Field(examples=["HEATED_GRIPS"])
    name: str
    what: BeyondKind
    answer: str
    keywords: list[str]
    contrary_words: list[str] = Field(description="Palabras junto a las que no se trata de él.")
    reverse_of: str | None = Field(description="El elemento del que es lo contrario.")
    covers_request: bool = Field(description="Si lo demás de la petición es parte de él.")
    is_active: bool


class UntariffedWorkIn(Input):
    """The work as a whole."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Puños calefactables",
                    "what": "no_reform",
                    "answer": "Los puños calefactables no son reforma.",
                    "keywords": ["punos calefactables"],
                }
            ]
        }
    )

    name: Annotated[str, Field(min_length=1, max_length=200)]
    what: BeyondKind
    answer: Annotated[str, Field(min_length=1, max_length=2000)]
    keywords: Annotated[list[Phrase], Field(min_length=1, max_length=500)]
    contrary_words: Phrases = Field(default_factory=list)
    reverse_of: ElementCode | None = None
    covers_request: StrictBool = False
    is_active: StrictBool = True


class ContraryWords(Input):
    """All contrary words of an element."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"words": ["giratorio", "bancada"]}]})

    words: Phrases


class ContraryWordsOut(Output):
    """The words beside which an element's own mean another thing."""

    element: str = Field(examples=["AUMENTO_PLAZAS"])
    words: list[str]
