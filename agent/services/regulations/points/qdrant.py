"""The points of a Qdrant server: a collection for each model, in it a point for each passage with a vector.

A point has the id of its passage, so that it is the same whoever writes it and however often; its payload
says of which document and of which text it is.
"""

import hashlib
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import httpx
from qdrant_client import models
from qdrant_client.http.exceptions import ApiException, UnexpectedResponse

from agent.services.regulations.embeddings.protocol import Vector
from database.models import EmbeddingModel
from shared.errors import ServerUnavailableError
from shared.tracebacks import describe

_PAGE: Final = 1000
_BATCH: Final = 64


@dataclass(frozen=True, slots=True)
class Point:
    """A vector as it stands on the server; `id` is the passage's."""

    id: uuid.UUID
    document_id: uuid.UUID
    text_hash: str
    vector: Vector


class QdrantPoints:
    """What is asked of the server. Everything raises ServerUnavailableError where it can't be asked."""

    def __init__(self, client: Any, prefix: str = "msia") -> None:
        self._client = client
        self._prefix = prefix

    def collection_of(self, model: EmbeddingModel) -> str:
        """The model's collection, named by what the model is: a restored copy may have another row for it."""
        told = f"{model.name}\n{model.fingerprint}\n{model.dimensions}"
        return f"{self._prefix}-{hashlib.sha256(told.encode()).hexdigest()[:24]}"

    async def ensure(self, model: EmbeddingModel) -> None:
        """Make the model's collection where it is not there, or is for vectors of another length."""
        name = self.collection_of(model)
        async with _asked():
            if await self._client.collection_exists(name):
                size = (await self._client.get_collection(name)).config.params.vectors.size
                if size == model.dimensions:
                    return
                await self._client.delete_collection(name)
            await self._client.create_collection(
                name,
                vectors_config=models.VectorParams(
                    size=model.dimensions, distance=models.Distance.COSINE, on_disk=True
                ),
            )
            await self._client.create_payload_index(
                name, "document", field_schema=models.PayloadSchemaType.KEYWORD
            )

    async def nearest(
        self, model: EmbeddingModel, vector: Vector, documents: Sequence[uuid.UUID], limit: int
    ) -> list[tuple[uuid.UUID, float]] | None:
        """The nearest points of these documents with their cosine; None where the collection is not there."""
        name = self.collection_of(model)
        try:
            async with _asked():
                if not await self._client.collection_exists(name):
                    return None
                found = await self._client.query_points(
                    name,
                    query=vector,
                    query_filter=_of_documents(documents),
                    limit=limit,
                    with_payload=False,
                )
        except ServerUnavailableError as error:
            if isinstance(error.__cause__, UnexpectedResponse) and error.__cause__.status_code == 404:
                return None
            raise
        return [(uuid.UUID(str(point.id)), float(point.score)) for point in found.points]

    async def texts(
        self, model: EmbeddingModel, document_id: uuid.UUID | None = None
    ) -> dict[uuid.UUID, str]:
        """The points there are (of a document), and of which text each is; none without a collection."""
        name = self.collection_of(model)
        found: dict[uuid.UUID, str] = {}
        offset: Any = None
        async with _asked():
            if not await self._client.collection_exists(name):
                return found
            while True:
                page, offset = await self._client.scroll(
                    name,
                    scroll_filter=_of_documents([document_id]) if document_id is not None else None,
                    limit=_PAGE,
                    offset=offset,
                    with_payload=["text", "document"],
                )
                for point in page:
                    payload = point.payload or {}
                    found[uuid.UUID(str(point.id))] = f"{payload.get('document')} {payload.get('text')}"
                if offset is None:
                    return found

    async def put(self, model: EmbeddingModel, points: Sequence[Point]) -> None:
        """Write the points; those that are there already are replaced."""
        name = self.collection_of(model)
        for start in range(0, len(points), _BATCH):
            batch = [
                models.PointStruct(
                    id=str(point.id),
                    vector=list(point.vector),
                    payload={"document": str(point.document_id), "text": point.text_hash},
                )
                for point in points[start : start + _BATCH]
            ]
            async with _asked():
                await self._client.upsert(name, points=batch, wait=True)

    async def remove(self, model: EmbeddingModel, ids: Sequence[uuid.UUID]) -> None:
        """Take the points away; those that are gone already are passed over."""
        name = self.collection_of(model)
        for start in range(0, len(ids), _PAGE):
            chosen = [str(one) for one in ids[start : start + _PAGE]]
            async with _asked():
                await self._client.delete(name, points_selector=models.PointIdsList(points=chosen), wait=True)

    async def drop(self, model: EmbeddingModel) -> None:
        """Take the model's collection away."""
        async with _asked():
            await self._client.delete_collection(self.collection_of(model))


def text_of(document_id: uuid.UUID, text_hash: str) -> str:
    """How `texts` says of which text a point is."""
    return f"{document_id} {text_hash}"


def _of_documents(documents: Sequence[uuid.UUID]) -> Any:
    named = [str(document) for document in documents]
    return models.Filter(must=[models.FieldCondition(key="document", match=models.MatchAny(any=named))])


@asynccontextmanager
async def _asked() -> AsyncIterator[None]:
    """What goes wrong between here and the server is one error, whatever the client calls it."""
    try:
        yield
    except (ApiException, httpx.HTTPError, OSError, ValueError) as error:
        raise ServerUnavailableError(
            "qdrant_unavailable",
            f"El servidor Qdrant no ha respondido bien: {describe(error)}.",
            "QDRANT_URL",
            "Comprueba que está en marcha y que QDRANT_API_KEY es la suya.",
        ) from error
