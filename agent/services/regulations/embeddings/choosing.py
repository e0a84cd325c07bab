"""Which embedder the settings ask for: a server by URL, else the first bundled model that is installed."""

from functools import lru_cache

from agent.services.regulations.embeddings.bundled import E5_SMALL, SENTENCE_ENCODER, Bundle, BundledEmbedder
from agent.services.regulations.embeddings.protocol import Embedder
from agent.services.regulations.embeddings.remote import RemoteEmbedder, RemoteModel
from shared.config import EmbeddingChoice, Settings, settings
from shared.errors import InvalidInputError


def find_embedder(current: Settings = settings) -> Embedder | None:
    """The embedder of the settings, the same one each time; None where there is none and full text has to do.

    Raises InvalidInputError where EMBEDDINGS names a model that is not installed.
    """
    if current.EMBEDDING_URL:
        return _remote(
            RemoteModel(
                current.EMBEDDING_URL,
                current.EMBEDDING_MODEL or "",
                current.EMBEDDING_API_KEY.get_secret_value() if current.EMBEDDING_API_KEY else None,
                current.EMBEDDING_QUESTION_PREFIX,
                current.EMBEDDING_PASSAGE_PREFIX,
            )
        )
    return _bundled(current.EMBEDDINGS, current.EMBEDDING_THREADS)


def installed_embedders(current: Settings = settings) -> list[Embedder]:
    """The bundled models that are installed, whichever the settings ask for."""
    choices = (EmbeddingChoice.E5, EmbeddingChoice.USE)
    threads = current.EMBEDDING_THREADS
    return [_of_bundle(bundle, threads) for bundle in map(_bundle_of, choices) if bundle.is_installed]


@lru_cache(maxsize=4)
def _remote(model: RemoteModel) -> Embedder:
    return RemoteEmbedder(model)


@lru_cache(maxsize=4)
def _of_bundle(bundle: Bundle, threads: int | None) -> Embedder:
    return BundledEmbedder(bundle, threads)


def _bundle_of(choice: EmbeddingChoice) -> Bundle:
    return E5_SMALL if choice is EmbeddingChoice.E5 else SENTENCE_ENCODER


def _bundled(choice: EmbeddingChoice, threads: int | None) -> Embedder | None:
    by_choice = {
        EmbeddingChoice.AUTO: (E5_SMALL, SENTENCE_ENCODER),
        EmbeddingChoice.E5: (E5_SMALL,),
        EmbeddingChoice.USE: (SENTENCE_ENCODER,),
        EmbeddingChoice.NONE: (),
    }
    for bundle in by_choice[choice]:
        if bundle.is_installed:
            return _of_bundle(bundle, threads)
    if choice in {EmbeddingChoice.AUTO, EmbeddingChoice.NONE}:
        return None
    wanted = by_choice[choice][0].distribution
    raise InvalidInputError(
        "embedding_model_missing",
        f"EMBEDDINGS pide {wanted}, que no está instalado.",
        "EMBEDDINGS",
        "Instálalo con make up, o quita el ajuste: sin modelo se busca por texto.",
    )
