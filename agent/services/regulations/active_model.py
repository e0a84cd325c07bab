"""Which model's vectors are used now."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import EmbeddingModel
from shared.vocabularies import EmbeddingModelStatus


async def active_model(session: AsyncSession) -> EmbeddingModel | None:
    """The model whose vectors queries use; None before the first."""
    found: EmbeddingModel | None = await session.scalar(
        select(EmbeddingModel).where(EmbeddingModel.status == EmbeddingModelStatus.ACTIVE)
    )
    return found
