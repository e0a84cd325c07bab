"""Are the right passages of the regulations found, first, in time, and is «no answer» said if none?

    python -m benchmarks.regulations [--regulations DIR] [--questions FILE] [--vectors FILE] [--development]
    make bench REGULATIONS=DIR

Indexes every Markdown text of DIR (without one, a document of our own) on an embedded PostgreSQL of its own
and asks the questions of each FILE (without one, those beside the texts, else ours to the seven texts:
`development*.json`, by which search is developed, and `heldout.json`, which is only ever counted): a JSON
list of `question`, `answers` (`document`, `article` and, to count by passage too, a `phrase`; none where no
text answers) and `kind` (`everyday`, `identifier`, `unanswerable`). `--vectors` keeps the vectors between
runs: a passage costs half a second of processor. `--development` leaves out what is only ever counted.
"""

import argparse
import asyncio
import hashlib
import json
import re
import sqlite3
import statistics
import struct
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.services.images.store import ImageStore
from agent.services.regulations import NewDocument, Workshop, register
from agent.services.regulations.embedding import embed_missing
from agent.services.regulations.embeddings import Embedder, ModelIdentity, find_embedder
from agent.services.regulations.glossary import glossary
from agent.services.regulations.search import SearchFilters, legs
from agent.services.regulations.search.asking import article_of, is_answerable, look
from agent.services.regulations.search.documents import IndexState, index_state
from agent.services.regulations.search.stopwatch import Stopwatch
from agent.services.regulations.working import work_until_read
from database import embedded
from database.connection import create_session_factory
from database.engines import create_engine
from database.leases import worker_name
from database.migrate import upgrade
from database.models import DocumentChunk, RegulatoryDocument
from database.models.base import utcnow
from database.seeds.run_all_seeds import seed_everyday_words

OWN = Path(__file__).parent / "data" / "regulations"
DEVELOPMENT = OWN / "development.json"
DEVELOPMENTS = (DEVELOPMENT, *(OWN / f"development{number}.json" for number in (2, 3, 4)))
HELD_OUT = OWN / "heldout.json"
DEPTH = 60
EVERY = 250


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all its right places; `kind` is everyday, identifier or unanswerable."""

    words: str
    kind: str
    places: frozenset[tuple[str, str]]
    phrases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question got: the rank of a right article and passage by each way (0: none)."""

    question: Question
    is_answerable: bool
    articles: dict[str, int]
    passages: dict[str, int]
    timings: dict[str, float]


class KeptVectors:
    """An embedder whose vectors are kept in a file, so that a text is embedded once for all runs."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder = embedder
        self._kept = sqlite3.connect(path, timeout=60)
        self._kept.execute("CREATE TABLE IF NOT EXISTS v (k TEXT PRIMARY KEY, v BLOB)")
        self._model = ""

    async def identity(self) -> ModelIdentity:
        """That of the embedder."""
        return await self._embedder.identity()

    async def embed_question(self, words: str) -> list[float]:
        """Always made anew: its time is measured."""
        return await self._embedder.embed_question(words)

    async def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        """Kept ones, and new ones for the rest."""
        self._model = self._model or (await self.identity()).fingerprint[:16]
        return [await self._passage(words) for words in texts]

    async def _passage(self, words: str) -> list[float]:
        key = f"{self._model} {hashlib.sha256(words.encode()).hexdigest()}"
        found = self._kept.execute("SELECT v FROM v WHERE k = ?", (key,)).fetchone()
        if found:
            return list(struct.unpack(f"{len(found[0]) // 4}f", found[0]))
        (vector,) = await self._embedder.embed_passages([words])
        self._kept.execute(
            "INSERT OR REPLACE INTO v VALUES (?, ?)", (key, struct.pack(f"{len(vector)}f", *vector))
        )
        self._kept.commit()
        return vector


def questions_to(folder: Path) -> list[Path]:
    """The questions beside the texts, else ours to the texts of that name."""
    beside = folder / "questions.json"
    if beside.exists():
        return [beside]
    named = {document for question in read_questions(DEVELOPMENT) for document, _ in question.places}
    return list(DEVELOPMENTS) if named <= {path.stem for path in _texts(folder)} else []


def measured_by(folder: Path, *, developing: bool = False) -> list[Path]:
    """The same with those of ours that are only ever counted, unless somebody is developing."""
    found = questions_to(folder)
    if developing:
        return found
    return [*found, HELD_OUT] if found == list(DEVELOPMENTS) else found


def read_questions(path: Path) -> list[Question]:
    """The questions of a file."""
    return [
        Question(
            entry["question"],
            entry["kind"],
            frozenset(
                (Path(place["document"]).stem, place["article"].casefold()) for place in entry["answers"]
            ),
            tuple(
                (Path(place["document"]).stem, _plain(place["phrase"]))
                for place in entry["answers"]
                if "phrase" in place
            ),
        )
        for entry in json.loads(path.read_text("utf-8"))
    ]


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


@dataclass(frozen=True, slots=True)
class Library:
    """Texts that can be asked: the server that holds them, its sessions, and what made their vectors."""

    server: embedded.RunningServer
    sessions: async_sessionmaker[AsyncSession]
    embedder: Embedder | None


@asynccontextmanager
async def indexed(
    console: Console, folder: Path, vectors: Path | None, *, pooled: bool = False
) -> AsyncIterator[Library]:
    """The texts of a folder on a server of their own, which ends with this."""
    with tempfile.TemporaryDirectory(prefix="msia-bench-") as home:
        server = await asyncio.to_thread(embedded.start, Path(home))
        engine = create_engine(server.url, pooled=pooled)
        try:
            await _prepare(server)
            sessions = create_session_factory(engine)
            async with sessions() as session:
                await seed_everyday_words(session, quiet=True)
                await session.commit()
            embedder = find_embedder()
            if embedder is not None and vectors is not None:
                embedder = KeptVectors(embedder, vectors)
            await _index_texts(console, sessions, folder, Path(home) / "files", embedder)
            yield Library(server, sessions, embedder)
        finally:
            await engine.dispose()
            await asyncio.to_thread(embedded.stop, Path(home))


async def run(folder: Path, questions: Sequence[Path], vectors: Path | None) -> None:
    """Index, ask, and print the figures."""
    console = Console()
    async with indexed(console, folder, vectors) as library:
        for path in questions:
            asked = await _ask_all(library.sessions, read_questions(path), library.embedder)
            _show(console, path.stem, asked)


async def _prepare(server: embedded.RunningServer) -> None:
    """The extension and the schema, on a server of the benchmark's own."""
    owner = create_engine(server.superuser_url, pooled=False)
    async with owner.begin() as connection:
        await connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public")
    await owner.dispose()
    await asyncio.to_thread(upgrade, "head", server.owner_url)


async def _index_texts(
    console: Console,
    sessions: async_sessionmaker[AsyncSession],
    folder: Path,
    files: Path,
    embedder: Embedder | None,
) -> None:
    """Read every text of the folder and make its vectors; says how long it took."""
    started = time.perf_counter()
    passages = 0
    workshop = Workshop(sessions, ImageStore(files), utcnow)
    for path in _texts(folder):
        content = await asyncio.to_thread(path.read_bytes)
        async with sessions() as session:
            new = NewDocument(content, path.name)
            registered = await register(session, workshop.store, new, now=utcnow())
            await session.commit()
        view = await work_until_read(workshop, registered.document_id, worker=worker_name())
        passages += view.chunks
    read = time.perf_counter() - started
    console.print(f"{passages} passages read and stored in {read:.1f} s ({passages / read:.0f} a second)")
    if embedder is None:
        console.print("No embedder is installed: full text alone")
        return
    started = time.perf_counter()
    processor = time.process_time()
    made = await embed_missing(sessions, embedder=embedder, progress=_told(console, EVERY))
    console.print(
        f"{made} vectors in {time.perf_counter() - started:.1f} s, "
        f"{(spent := time.process_time() - processor):.1f} s of processor ({made / spent:.1f} a second of it)"
        + (" (those kept cost nothing)" if isinstance(embedder, KeptVectors) else "")
    )


def _told(console: Console, every: int) -> Callable[[int, int], None]:
    """Tells how many vectors there are: they take minutes."""
    due = every

    def tell(made: int, wanted: int) -> None:
        nonlocal due
        if made >= due:
            console.print(f"  {made} of {wanted} vectors")
            due = made + every

    return tell


def _texts(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.md")) if path.stem.casefold() != "readme"]


@dataclass(frozen=True, slots=True)
class _Chunk:
    place: tuple[str, str]
    content: str


async def _chunks(session: AsyncSession) -> dict[uuid.UUID, _Chunk]:
    rows = await session.execute(
        select(
            DocumentChunk.id,
            RegulatoryDocument.original_filename,
            DocumentChunk.article_number,
            DocumentChunk.metadata_.label("details"),
            DocumentChunk.content,
        ).join(RegulatoryDocument, RegulatoryDocument.id == DocumentChunk.document_id)
    )
    return {
        row.id: _Chunk(
            (
                Path(row.original_filename or "").stem,
                (article_of(row.article_number, row.details) or "").casefold(),
            ),
            _plain(row.content),
        )
        for row in rows
    }


async def _ask_all(
    sessions: async_sessionmaker[AsyncSession], questions: Sequence[Question], embedder: Embedder | None
) -> list[Asked]:
    async with sessions() as session:
        chunks = await _chunks(session)
    asked = []
    for question in questions:
        async with sessions() as session:
            asked.append(await _ask(session, question, embedder, chunks))
    return asked


async def _ask(
    session: AsyncSession,
    question: Question,
    embedder: Embedder | None,
    chunks: dict[uuid.UUID, _Chunk] | None,
) -> Asked:
    await legs.prepare(session)
    state: IndexState = await index_state(session, SearchFilters())
    watch = Stopwatch()
    words = await glossary(session)
    found, _ = await look(session, question.words, state, embedder, watch, words.glossary)
    with watch.step("fusion"):
        order, _ = found.ranked()
    timings = watch.timings | {"total": watch.total()}
    if chunks is None:
        return Asked(question, is_answerable(found), {}, {}, timings)
    ways = {
        "dense": [hit.chunk_id for hit in found.dense],
        "text": [hit.chunk_id for hit in found.text],
        "fused": order,
    }
    return Asked(
        question,
        is_answerable(found),
        {name: _article_rank(question, ids, chunks) for name, ids in ways.items()},
        {name: _passage_rank(question, ids, chunks) for name, ids in ways.items()},
        timings,
    )


async def ask_timed(
    sessions: async_sessionmaker[AsyncSession], question: Question, embedder: Embedder | None
) -> Asked:
    """What a question takes; what it finds is not looked at."""
    async with sessions() as session:
        return await _ask(session, question, embedder, None)


def _article_rank(question: Question, ids: Sequence[uuid.UUID], chunks: dict[uuid.UUID, _Chunk]) -> int:
    places = list(dict.fromkeys(chunks[chunk].place for chunk in ids))
    return min((place for place, found in enumerate(places, 1) if found in question.places), default=0)


def _passage_rank(question: Question, ids: Sequence[uuid.UUID], chunks: dict[uuid.UUID, _Chunk]) -> int:
    for rank, chunk in enumerate(ids, 1):
        (document, _), content = chunks[chunk].place, chunks[chunk].content
        if any(document == wanted and phrase in content for wanted, phrase in question.phrases):
            return rank
    return 0


def _show(console: Console, name: str, asked: Sequence[Asked]) -> None:
    everyday = [one for one in asked if one.question.kind == "everyday"]
    table = Table(title=f"{name}: {len(everyday)} everyday questions", title_justify="left")
    for heading in ("by", "way", "recall@1", "recall@5", "recall@10", "MRR"):
        table.add_column(heading, justify="left" if heading in {"by", "way"} else "right")
    has_phrases = any(one.question.phrases for one in everyday)
    for what in ("articles", "passages") if has_phrases else ("articles",):
        for way in ("dense", "text", "fused"):
            ranks = [getattr(one, what)[way] for one in everyday]
            table.add_row(what[:-1], way, *_figures(ranks))
    console.print(table)
    named = [one for one in asked if one.question.kind == "identifier"]
    first = sum(one.articles["fused"] == 1 for one in named)
    without = [one for one in asked if one.question.kind == "unanswerable"]
    refused = sum(not one.is_answerable for one in without)
    lost = sum(not one.is_answerable for one in [*everyday, *named])
    for what, count, of in (
        ("identifiers first", first, len(named)),
        ("unanswerable: «no answer»", refused, len(without)),
        ("answerable: lost by «no answer»", lost, len(everyday) + len(named)),
    ):
        if of:
            console.print(f"{what}: {count} of {of} ({100 * count / of:.1f} %)")
    show_times(console, asked)


def _figures(ranks: Sequence[int]) -> list[str]:
    if not ranks:
        return ["-"] * 4
    shares = [sum(0 < rank <= depth for rank in ranks) / len(ranks) for depth in (1, 5, 10)]
    mean = statistics.fmean(1 / rank if rank else 0.0 for rank in ranks)
    return [f"{share:.3f}" for share in [*shares, mean]]


def show_times(console: Console, asked: Sequence[Asked]) -> None:
    """Print how long each step took."""
    steps = ("names", "embedding", "vectors", "text", "fusion", "total")
    parts = []
    for step in steps:
        values = sorted(one.timings[step] for one in asked if step in one.timings)
        if values:
            parts.append(f"{step} {statistics.median(values):.1f} / {values[int(len(values) * 0.95)]:.1f}")
    console.print("milliseconds, median / 95 %: " + ", ".join(parts))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.regulations")
    parser.add_argument("--regulations", type=Path, default=OWN)
    parser.add_argument("--questions", type=Path, action="append", default=[])
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--development", action="store_true")
    given = parser.parse_args(arguments)
    questions = given.questions or measured_by(given.regulations, developing=given.development)
    asyncio.run(run(given.regulations, questions, given.vectors))


if __name__ == "__main__":
    main()
