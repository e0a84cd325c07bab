"""A language model behind the API of OpenAI (`…/v1/chat/completions`), which Ollama and others speak too."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import httpx
from pydantic import BaseModel, Field, ValidationError

from agent.model_servers import EndlessReplyError, Reply, post
from shared.errors import ServerUnavailableError

_LONGEST_ANSWER: Final = 2_000_000
_TOKENS: Final = 1200


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Where the model is, and how long an answer may take."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = 30.0


class OpenAIWriter:
    """A Writer that asks a server. `transport` is for tests."""

    def __init__(self, model: LanguageModel, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._model = model
        self._transport = transport

    @property
    def model(self) -> str:
        """The model's name."""
        return self._model.model[:100]

    @property
    def seconds(self) -> float:
        """How long an answer may take, all tries together."""
        return self._model.seconds

    async def write(self, instructions: str, request: str) -> str:
        """The text of the first choice. Raises ServerUnavailableError."""
        body = {
            "model": self._model.model,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": request},
            ],
            "temperature": 0,
            "max_tokens": _TOKENS,
        }
        answer = await self._post({**body, "response_format": {"type": "json_object"}})
        if answer.status in {400, 422}:  # servers that know no such format
            answer = await self._post(body)
        if answer.status != httpx.codes.OK:
            raise self._unavailable(f"estado {answer.status}")
        try:
            return _Completion.model_validate_json(answer.content).choices[0].message.content
        except ValidationError as error:
            raise self._unavailable("una respuesta que no es la de su API") from error

    async def _post(self, body: Mapping[str, object]) -> Reply:
        url = f"{self._model.url.rstrip('/')}/chat/completions"
        timeout = httpx.Timeout(self._model.seconds, connect=min(5.0, self._model.seconds))
        try:
            async with httpx.AsyncClient(transport=self._transport, trust_env=False) as client:
                return await post(
                    client, url, body, key=self._model.key, limits=timeout, most_bytes=_LONGEST_ANSWER
                )
        except EndlessReplyError:
            raise self._unavailable("una respuesta sin fin") from None
        except httpx.HTTPError as error:
            raise self._unavailable(type(error).__name__) from error

    def _unavailable(self, why: str) -> ServerUnavailableError:
        return ServerUnavailableError(
            "language_model_unavailable",
            f"El modelo de lenguaje {self._model.model} no ha respondido bien: {why}.",
            "REGULATION_LLM_URL",
            "Comprueba que está en marcha y que la clave es correcta.",
        )
