"""What turns texts into vectors: a bundled model or a server by URL, behind one Protocol."""

from agent.services.regulations.embeddings.choosing import find_embedder, installed_embedders
from agent.services.regulations.embeddings.protocol import Embedder, ModelIdentity

__all__ = ["Embedder", "ModelIdentity", "find_embedder", "installed_embedders"]
