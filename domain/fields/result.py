"""What reading an answer gives: an accepted value or a rejection to tell the client."""

from dataclasses import dataclass

Scalar = str | int | float | bool
"""A stored answer: a JSON scalar. Dates are ISO text, numbers stand in the field's unit."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The answer as it is stored."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why the answer can't be taken and what to write instead, in Spanish, for the client."""

    message: str
