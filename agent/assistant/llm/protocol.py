"""What a language model is to us: speeches and offered tools in, a completion or a failure out. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that the model wants called. `arguments` is JSON as the model wrote it, unread."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Speech:
    """One part of the exchange with the model; `call_id` says which call a tool's answer is for."""

    role: Literal["system", "user", "assistant", "tool"]
    text: str
    calls: tuple[ToolCall, ...] = ()
    call_id: str | None = None


@dataclass(frozen=True, slots=True)
class ToolOffer:
    """A tool that the model may call; `parameters` is the JSON schema of its arguments."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model answered. `is_cut`: it had more to say. Tokens are None where the server tells none."""

    text: str
    calls: tuple[ToolCall, ...] = ()
    is_cut: bool = False
    input_tokens: int | None = None
    output_tokens: int | None = None


class FailureKind(StrEnum):
    """Why an attempt came to nothing."""

    TIMEOUT = "timeout"
    CONNECTION = "connection"
    RATE_LIMITED = "rate_limited"
    SERVER = "server"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class ModelFailureError(Exception):
    """An attempt came to nothing. `retry_after`: for how many seconds the server wants to be left alone.

    The message holds no text of the exchange and no key.
    """

    def __init__(self, kind: FailureKind, message: str, retry_after: float | None = None) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind, self.retry_after = kind, retry_after

    @property
    def was_read(self) -> bool:
        """Whether the server may have read what was sent, and may ask money for it."""
        return self.kind in {FailureKind.TIMEOUT, FailureKind.UNREADABLE}


class ChatModel(Protocol):
    """A language model."""

    async def complete(
        self, speeches: Sequence[Speech], offers: Sequence[ToolOffer], seconds: float
    ) -> Completion:
        """What the model says next, within so many seconds. Raises ModelFailureError."""
        ...
