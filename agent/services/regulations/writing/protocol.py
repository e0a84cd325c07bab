"""What writes answers: given instructions and what is asked, a text."""

from typing import Protocol


class Writer(Protocol):
    """A language model, wherever it is."""

    @property
    def model(self) -> str:
        """Its name, as it is kept with the answers."""

    @property
    def seconds(self) -> float:
        """How long an answer may take, all tries together."""

    async def write(self, instructions: str, request: str) -> str:
        """What it writes, a JSON object if it does as it is told. Raises ServerUnavailableError."""
