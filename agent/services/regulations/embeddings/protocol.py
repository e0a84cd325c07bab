"""What every embedder is: an identity, and vectors of length 1 for questions and for passages.

Vectors of different identities never meet: each is stored with the model that made it.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

Vector = list[float]


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model: its name with the version of its program, the SHA-256 of its weights (of its address and
    settings where they are elsewhere), and the length of its vectors."""

    name: str
    fingerprint: str
    dimensions: int


class Embedder(Protocol):
    """Makes vectors without holding up the event loop. `identity` may load the model, or ask its server."""

    async def identity(self) -> ModelIdentity:
        """Which model this is. Raises ServerUnavailableError where it can't be asked."""

    async def embed_question(self, text: str) -> Vector:
        """The vector of a question."""

    async def embed_passages(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of passages, in their order."""


def clean(text: str) -> str:
    """The text as a model may have it: composed, and without what would cut it short (NUL) or can't be
    encoded (half of a surrogate pair)."""
    composed = unicodedata.normalize("NFC", text.replace("\0", " "))
    return composed.encode("utf-8", "ignore").decode("utf-8")
