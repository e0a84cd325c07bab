"""A model on a server: the API of OpenAI (`…/v1`), which many servers speak, or Ollama's (`…/api`)."""

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
from pydantic import BaseModel, FiniteFloat, ValidationError

from agent.model_servers import EndlessReplyError, post
from agent.services.regulations.embeddings.protocol import ModelIdentity, Vector, clean
from shared.errors import ServerUnavailableError

_BATCH: Final = 32
_MOST_BYTES: Final = 50_000_000
_TIMEOUT: Final = httpx.Timeout(60.0, connect=5.0)


class _Embedding(BaseModel):
    embedding: list[FiniteFloat]
    index: int


class _OpenAIAnswer(BaseModel):
    data: list[_Embedding]


class _OllamaAnswer(BaseModel):
    embeddings: list[list[FiniteFloat]]


@dataclass(frozen=True, slots=True)
class RemoteModel:
    """Where the model is and how it wants its texts: some ask for «query: » and «passage: » before them."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    question_prefix: str = ""
    passage_prefix: str = ""

    @property
    def is_ollama(self) -> bool:
        """Whether the address is of Ollama's own API."""
        return self.url.rstrip("/").endswith("/api")


class RemoteEmbedder:
    """An Embedder that asks a server. `transport` is for tests."""

    def __init__(self, model: RemoteModel, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._model = model
        self._transport = transport
        self._identity: ModelIdentity | None = None

    async def identity(self) -> ModelIdentity:
        """The address, the model's name and its prefixes; the length of its vectors by asking for one."""
        if self._identity is None:
            (vector,) = await self._embed([self._model.question_prefix + "reforma"])
            parts = (
                self._model.url.rstrip("/"),
                self._model.model,
                self._model.question_prefix,
                self._model.passage_prefix,
            )
            fingerprint = hashlib.sha256("\n".join(parts).encode()).hexdigest()
            self._identity = ModelIdentity(
                f"{self._model.model} ({parts[0]})"[:200], fingerprint, len(vector)
            )
        return self._identity

    async def embed_question(self, text: str) -> Vector:
        """The vector of a question. Raises ServerUnavailableError."""
        return (await self._embed([self._model.question_prefix + clean(text)]))[0]

    async def embed_passages(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of passages, asked for in batches. Raises ServerUnavailableError."""
        prefixed = [self._model.passage_prefix + clean(text) for text in texts]
        vectors: list[Vector] = []
        for start in range(0, len(prefixed), _BATCH):
            vectors += await self._embed(prefixed[start : start + _BATCH])
        return vectors

    async def _embed(self, texts: Sequence[str]) -> list[Vector]:
        path = "embed" if self._model.is_ollama else "embeddings"
        url = f"{self._model.url.rstrip('/')}/{path}"
        body = {"model": self._model.model, "input": list(texts)}
        try:
            async with httpx.AsyncClient(transport=self._transport) as client:
                reply = await post(
                    client, url, body, key=self._model.key, limits=_TIMEOUT, most_bytes=_MOST_BYTES
                )
            if reply.status != httpx.codes.OK:
                raise self._unavailable(f"estado {reply.status}")
            vectors = self._read(json.loads(reply.content))
        except (httpx.HTTPError, EndlessReplyError, ValueError) as error:
            raise self._unavailable(type(error).__name__) from error
        lengths = {len(vector) for vector in vectors}
        if self._identity is not None:
            lengths.add(self._identity.dimensions)
        if len(vectors) != len(texts) or len(lengths) != 1 or any(not any(vector) for vector in vectors):
            raise self._unavailable(None)
        return [_of_length_one(vector) for vector in vectors]

    def _read(self, answer: Any) -> list[Vector]:
        try:
            if self._model.is_ollama:
                return _OllamaAnswer.model_validate(answer).embeddings
            data = _OpenAIAnswer.model_validate(answer).data
        except ValidationError:
            raise self._unavailable(None) from None
        data.sort(key=lambda entry: entry.index)
        if [entry.index for entry in data] != list(range(len(data))):
            raise self._unavailable(None)
        return [entry.embedding for entry in data]

    def _unavailable(self, cause: str | None) -> ServerUnavailableError:
        why = f": {cause}" if cause is not None else " con algo que no son sus vectores"
        return ServerUnavailableError(
            "embedding_server_unavailable",
            f"El servidor de vectores {self._model.url} no ha respondido bien{why}.",
            "EMBEDDING_URL",
            "Comprueba que está en marcha y que tiene el modelo de EMBEDDING_MODEL.",
        )


def _of_length_one(vector: Vector) -> Vector:
    length = math.sqrt(sum(value * value for value in vector))
    return [value / length for value in vector]
