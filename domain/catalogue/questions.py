"""What has to be asked before there is an answer: the one shape of a question, wherever it comes from.

A parent of the catalogue asks for its variant, and so do a client's words that fit several elements.
"""

from pydantic import BaseModel, ConfigDict

from domain.catalogue.schemas import Listed


class Option(BaseModel):
    """One answer to a question: an element of the catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str


class Question(BaseModel):
    """What has to be asked, with the elements to choose from in catalogue order.

    `element` is the parent whose variant is open; None where unrelated elements share the client's word.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    element: str | None
    question: str
    options: Listed[Option]
