"""How long a question to the regulations takes among 1,000, 10,000 and 100,000 passages more, by step.

    python -m benchmarks.regulations_at_size [--regulations DIR] [--vectors FILE] [--sizes N,N]

Beside the texts of DIR (without one, a document of our own) stand passages made up of their words in random
order, with random vectors: what they find means nothing, and words are spread as no law spreads them. They
are loaded by COPY, the indexes built afterwards without parallel workers. The first round is not timed.
"""

import argparse
import asyncio
import random
import time
import uuid
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import asyncpg
from rich.console import Console
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from benchmarks.regulations import (
    OWN,
    Asked,
    Library,
    Question,
    ask_timed,
    indexed,
    show_times,
)
from database.models import RegulatoryDocument

WORDS = 150
ROUNDS = 4
SAMPLE = (
    "¿cada cuánto tengo que pasar la ITV con la furgoneta?",
    "¿qué luces tiene que llevar el remolque?",
    "¿puedo circular con la inspección caducada?",
    "¿quién firma el proyecto de la reforma?",
    "¿qué es una reforma de importancia?",
)


async def run(folder: Path, vectors: Path | None, sizes: Sequence[int]) -> None:
    """Index, enlarge and ask, and print the times."""
    console = Console()
    async with indexed(console, folder, vectors, pooled=True) as library:
        await _show(console, library, "No made-up passages")
        document = await _document(library.sessions)
        had = 0
        for size in sorted(sizes):
            built = await _enlarge(library.server.superuser_url, document, had, size)
            had = size
            await _show(console, library, f"{size} made-up passages (loaded and indexed in {built:.0f} s)")


async def _document(sessions: async_sessionmaker[AsyncSession]) -> uuid.UUID:
    """A document that answers, for the passages."""
    async with sessions() as session:
        document = RegulatoryDocument(
            title="made-up", document_type="other", file_hash="0" * 64, original_filename="made-up"
        )
        document.status = "indexed"
        session.add(document)
        await session.flush()
        await session.execute(
            text("UPDATE regulatory_documents SET activated_at = COALESCE(activated_at, now())")
        )
        await session.commit()
        return document.id


async def _enlarge(url: str, document: uuid.UUID, had: int, size: int) -> float:
    """Add passages and vectors up to `size` of each; how many seconds that and the indexes took."""
    started = time.perf_counter()
    connection = await asyncpg.connect(url.replace("+asyncpg", ""), command_timeout=3600)
    try:
        await connection.execute(
            "SET statement_timeout = 0; SET maintenance_work_mem = '1GB'; "
            "SET max_parallel_maintenance_workers = 0; DROP INDEX ix_document_chunks_search_text"
        )
        model = await connection.fetchrow(
            "SELECT id, dimensions FROM embedding_models WHERE status = 'active'"
        )
        if model is not None:
            await connection.execute("SELECT msia_drop_vector_index($1)", model["id"])
        words = [
            word
            for row in await connection.fetch(
                "SELECT content FROM document_chunks WHERE document_id <> $1", document
            )
            for word in row["content"].split()
        ]
        ids = [uuid.uuid4() for _ in range(size - had)]
        await connection.copy_records_to_table(
            "document_chunks",
            records=_chunks(ids, document, had, words),
            columns=("id", "document_id", "chunk_index", "content", "content_hash", "heading_hierarchy"),
        )
        if model is not None:
            await connection.copy_records_to_table(
                "chunk_vectors",
                records=_vectors(ids, model["id"], model["dimensions"]),
                columns=("id", "chunk_id", "model_id", "text_hash", "vector"),
            )
            await connection.execute("SELECT msia_index_vectors($1)", model["id"])
        await connection.execute(
            "CREATE INDEX ix_document_chunks_search_text ON document_chunks USING gin (search_text)"
        )
        # What was counted of the smaller index is not to be taken for this one's.
        await connection.execute("UPDATE regulatory_documents SET updated_at = clock_timestamp()")
        await connection.execute("VACUUM ANALYZE document_chunks")
        await connection.execute("VACUUM ANALYZE chunk_vectors")
    finally:
        await connection.close()
    return time.perf_counter() - started


def _chunks(
    ids: Sequence[uuid.UUID], document: uuid.UUID, had: int, words: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(had)
    for number, chunk in enumerate(ids, had + 1):
        yield chunk, document, number, " ".join(chance.choices(words, k=WORDS)), f"{number:064d}", "[]"


def _vectors(ids: Sequence[uuid.UUID], model: uuid.UUID, dimensions: int) -> Iterator[tuple[Any, ...]]:
    """Stretches of one long row of random numbers: no two alike, and cheap."""
    chance = random.Random(dimensions)
    numbers = array("d", (chance.gauss(0.0, 1.0) for _ in range(1_000_000)))
    for chunk in ids:
        start = chance.randrange(len(numbers) - dimensions)
        yield uuid.uuid4(), chunk, model, "0" * 64, list(numbers[start : start + dimensions])


async def _show(console: Console, library: Library, what: str) -> None:
    asked: list[Asked] = []
    for _ in range(ROUNDS + 1):
        for words in SAMPLE:
            question = Question(words, "everyday", frozenset(), ())
            asked.append(await ask_timed(library.sessions, question, library.embedder))
    console.print(f"{what}:")
    show_times(console, asked[len(SAMPLE) :])


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.regulations_at_size")
    parser.add_argument("--regulations", type=Path, default=OWN)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--sizes", default="1000,10000,100000")
    given = parser.parse_args(arguments)
    sizes = [int(size) for size in given.sizes.split(",") if size]
    asyncio.run(run(given.regulations, given.vectors, sizes))


if __name__ == "__main__":
    main()
