"""Questions to the regulations: what is asked, the passages that answer, what has been asked in all."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, StrictBool

from api.schemas.base import Input, Output, StorableText
from shared.vocabularies import DocumentType

_Filter = Annotated[StorableText, Field(min_length=1, max_length=500)]


class RegulationQuestion(Input):
    """A question in everyday words. What it leans on («¿y para motos?») is the question `follows` names, the
    words in `after`, or the last one of its conversation."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "¿cada cuánto pasa la ITV una moto?", "limit": 5}]}
    )

    question: Annotated[StorableText, Field(min_length=1, max_length=2000)]
    limit: Annotated[int, Field(ge=1, le=50, description="Cuántos pasajes como mucho.")] = 10
    document: _Filter | None = Field(
        default=None, description="Solo en ese documento: identificador, número o parte del título."
    )
    document_type: DocumentType | None = Field(default=None, description="Solo en documentos de este tipo.")
    tag: _Filter | None = Field(default=None, description="Solo en documentos con esta etiqueta.")
    category: _Filter | None = Field(
        default=None, description="Solo en documentos de esta categoría de vehículos."
    )
    passages_only: StrictBool = Field(default=False, description="Sin respuesta en palabras.")
    after: Annotated[StorableText, Field(max_length=2000)] | None = Field(
        default=None, description="La pregunta anterior, si esta la sigue."
    )
    follows: UUID | None = Field(default=None, description="El «query_id» de la pregunta a la que sigue.")
    conversation_id: UUID | None = Field(default=None, description="La conversación en la que se pregunta.")


class PassageOut(Output):
    """A passage with all that cites it."""

    id: UUID
    document: UUID
    title: str = Field(examples=["Real Decreto 866/2010, de 2 de julio"])
    number: str | None = Field(examples=["866/2010"])
    filename: str | None
    consolidated_on: date | None = Field(description="Hasta cuándo recoge el texto sus modificaciones.")
    article: str | None = Field(examples=["8", "disposición transitoria quinta"])
    headings: list[str]
    pages: list[int] = Field(description="De la primera a la última, contadas desde el principio del PDF.")
    text: str
    scores: dict[str, float] = Field(
        description="«dense» es un coseno; «text» y «fused» solo dan orden; «named»: la pregunta lo nombra."
    )


class CitationOut(Output):
    """What a sentence of a written answer rests on."""

    passage: int = Field(description="El lugar del pasaje en «passages», desde 1.")
    id: UUID
    document: UUID
    title: str
    article: str | None
    pages: list[int]
    consolidated_on: date | None
    quotes: list[str] = Field(description="Palabras del pasaje, tal cual.")


class WrittenAnswerOut(Output):
    """An answer in words, each sentence of which cites passages: `[1]` is the first of `passages`."""

    text: str = Field(examples=["La inspección se hace cada dos años. [1]"])
    citations: list[CitationOut]
    model: str


class RegulationAnswer(Output):
    """What was found, best first; `answerable` says whether it answers the question."""

    question: str
    query_id: UUID | None = Field(description="Para preguntar después con «follows».")
    answerable: bool
    passages: list[PassageOut]
    answer: WrittenAnswerOut | None = Field(description="En palabras, si hay un modelo de lenguaje.")
    answer_problem: str | None = Field(description="Por qué no la hay, si el modelo no la ha dado.")
    timings_ms: dict[str, float]
    without_vectors: bool = Field(description="Se ha buscado solo por palabras.")
    cached: bool


class AskedQuestionOut(Output):
    """A question and how often it was asked."""

    question: str
    times: int
    milliseconds: int | None = Field(description="De la vez que más tardó.")


class CitedPlaceOut(Output):
    """A place and how often it led an answer."""

    title: str
    article: str | None
    times: int


class RegulationAnalytics(Output):
    """What has been asked. The milliseconds are of answers that did not come from the cache."""

    questions: int
    answered: int
    from_cache: int
    median_ms: float | None
    slowest_ms: float | None
    unanswered: list[AskedQuestionOut]
    slow: list[AskedQuestionOut]
    most_cited: list[CitedPlaceOut]
