"""How fast do files become passages, in how much memory, and does anything survive a killed worker badly?

    python -m benchmarks.ingestion [--regulations DIR] [--kills 20]

Reads the regulations of DIR, or a PDF and a text that it makes itself, and counts pages and passages a second
of processor time; then PDFs that it sets itself, whose articles and pages are known. Then a worker, a process
of its own, reads the longest text and is killed at random moments; each time the passages must be all there
or not at all, and at the end complete, each once.
"""

import argparse
import asyncio
import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from agent.services.images import ImageStore
from agent.services.regulations import NewDocument, Workshop, register, retry
from agent.services.regulations.embedding import passage_text
from agent.services.regulations.embeddings import find_embedder
from agent.services.regulations.reading import read_document
from agent.services.regulations.working import work_until_read
from benchmarks.typesetting import (
    ONE_COLUMN,
    SOFT_HYPHENS,
    TWO_COLUMNS,
    Layout,
    some_articles,
    typeset,
)
from database import embedded
from database.connection import create_session_factory
from database.engines import create_engine
from database.leases import worker_name
from database.migrate import upgrade
from database.models import DocumentChunk
from database.models.base import utcnow
from domain.regulations import chunks_of
from shared.vocabularies import DocumentStatus

LEASE = 0.5
LINES = 52
ARTICLES = 400
EMBEDDED = 30
SEEDS = 8
"""PDFs set in each layout, of twenty-five articles."""

_READY = "ready"


@dataclass(frozen=True, slots=True)
class Speed:
    """What reading one file took, in seconds of processor time."""

    name: str
    pages: int | None
    passages: int
    seconds: float
    mebibytes: float


def own_text() -> str:
    """A law of many articles."""
    articles = (
        f"###### Artículo {number}. Requisitos de ensayo {number}.\n\n"
        + "\n\n".join(
            f"{paragraph}. Los vehículos de la clase {number} llevarán {paragraph} dispositivos de ensayo "
            "homologados, según las características que fije la administración competente en cada caso."
            for paragraph in range(1, 9)
        )
        for number in range(1, ARTICLES + 1)
    )
    return "# Real Decreto 1/2031, de 2 de enero, de ensayos\n\n" + "\n\n".join(articles)


def own_pdf(text: str) -> bytes:
    """The text set in one column, page after page."""
    lines = [line for paragraph in text.split("\n") for line in _wrapped(paragraph.lstrip("# "))]
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for start in range(0, len(lines), LINES):
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = b"".join(_shown(line) for line in lines[start : start + LINES])
        page.Contents = document.make_stream(b"BT /F1 10 Tf 13 TL 70 760 Td " + shown + b" ET")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _wrapped(paragraph: str) -> Iterator[str]:
    line = ""
    for word in paragraph.split():
        if len(line) + len(word) > 85:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def _shown(line: str) -> bytes:
    text = line.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        text = text.replace(sign, b"\\" + sign)
    return b"(" + text + b") Tj T* "


def exactness(layout: Layout, seeds: Iterable[int]) -> tuple[int, int, int]:
    """Of PDFs set in a layout: how many articles there are, of how many the text is exact, and of how many
    the pages that their passages cite."""
    count = texts = pages = 0
    for seed in seeds:
        written = some_articles(seed)
        printed = typeset("Orden 5/2031, de 3 de mayo, de ensayo", written, layout)
        chunks = chunks_of(read_document(printed.content, "law.pdf"))
        for number, article in enumerate(written, 1):
            own = [chunk for chunk in chunks if chunk.article_number == str(number)]
            count += 1
            texts += "\n\n".join(chunk.content for chunk in own) == "\n\n".join(article.paragraphs)
            cited = sorted({page for chunk in own for page in chunk.pages})
            pages += cited == printed.pages[article.heading]
    return count, texts, pages


async def show_vectors(console: Console, text: bytes) -> None:
    """Print how fast passages of the text become vectors, and what the process then takes in all."""
    embedder = find_embedder()
    if embedder is None:
        console.print("No embedder is installed: no vectors")
        return
    chunks = chunks_of(read_document(text, "law.md"))[:EMBEDDED]
    passages = [passage_text(chunk.headings, None, chunk.content) for chunk in chunks]
    await embedder.embed_passages(passages[:1])  # loads the model
    started = time.process_time()
    await embedder.embed_passages(passages)
    seconds = time.process_time() - started
    console.print(
        f"vectors: {len(passages) / seconds:.1f} passages a second of processor, "
        f"peak {peak_mebibytes():.0f} MiB"
    )


def files_of(directory: Path | None) -> dict[str, bytes]:
    """The files to be read, by name."""
    if directory is None:
        text = own_text()
        return {"own.md": text.encode(), "own.pdf": own_pdf(text)}
    kinds = {".md", ".pdf", ".html", ".txt"}
    paths = [path for path in sorted(directory.iterdir()) if path.suffix in kinds and path.stem != "README"]
    return {path.name: path.read_bytes() for path in paths}


def speed_of(name: str, content: bytes) -> Speed:
    """Read and part one file."""
    started = time.process_time()
    source = read_document(content, name)
    passages = len(chunks_of(source))
    seconds = time.process_time() - started
    return Speed(name, source.page_count, passages, seconds, peak_mebibytes())


def peak_mebibytes() -> float:
    """The most that this process has taken so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


async def killed(content: bytes, kills: int, home: Path) -> list[str]:
    """Kill a worker again and again; what was wrong, and nothing when all was well."""
    server = await asyncio.to_thread(embedded.start, home)
    try:
        await asyncio.to_thread(upgrade, "head", server.owner_url)
        return await _killed(content, kills, home, server.url)
    finally:
        await asyncio.to_thread(embedded.stop, home)


async def _killed(content: bytes, kills: int, home: Path, url: str) -> list[str]:
    expected = [chunk.content_hash for chunk in chunks_of(read_document(content, "law.md"))]
    engine = create_engine(url)
    sessions = create_session_factory(engine)
    workshop = Workshop(sessions, ImageStore(home / "regulations"), utcnow)
    wrong: list[str] = []
    source = random.Random(20)
    async with sessions() as session:
        new = NewDocument(content, "law.md")
        document_id = (await register(session, workshop.store, new, now=utcnow())).document_id
        await session.commit()

    async def stored() -> list[str]:
        async with sessions() as session:
            rows = await session.scalars(
                select(DocumentChunk.content_hash)
                .where(DocumentChunk.document_id == document_id)
                .order_by(DocumentChunk.chunk_index)
            )
            return list(rows)

    for kill in range(1, kills + 1):
        command = [sys.executable, "-m", "benchmarks.ingestion", "--work", str(document_id)]
        environment = {**os.environ, "DATABASE_URL": url, "MSIA_HOME": str(home)}
        worker = await asyncio.to_thread(_started, command, environment)
        await asyncio.sleep(source.uniform(0, 1.5))
        worker.kill()
        await asyncio.to_thread(worker.wait)
        found = await stored()
        if found and found != expected:
            wrong.append(f"after kill {kill}: {len(found)} of {len(expected)} passages")
        async with sessions() as session:  # as staff would, once it has been killed too often
            await retry(session, document_id, now=utcnow())
            await session.commit()
    view = await work_until_read(workshop, document_id, worker=worker_name(), seconds=LEASE)
    if view.status is not DocumentStatus.INDEXED:
        wrong.append(f"at the end it is {view.status.value}: {view.error}")
    if await stored() != expected:
        wrong.append("at the end passages are missing or there twice")
    await engine.dispose()
    return wrong


def _started(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[str]":
    worker = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    worker.stdout.readline()
    return worker


async def work(document_id: str) -> None:
    """The worker that is killed."""
    import uuid

    from agent.services.regulations import regulation_store
    from database.connection import AsyncSessionLocal

    async def embed(
        _sessions: object, _document_id: uuid.UUID, *, progress: Callable[[int, int], None]
    ) -> None:
        await asyncio.sleep(0.2)
        progress(1, 1)

    workshop = Workshop(AsyncSessionLocal, regulation_store(), utcnow, embed)
    print(_READY, flush=True)
    await work_until_read(workshop, uuid.UUID(document_id), worker=worker_name(), seconds=LEASE)


def main() -> int:
    """Measure and print; 1 when a killed worker has left anything wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--regulations", type=Path, default=None)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--work", default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work is not None:
        asyncio.run(work(options.work))
        return 0
    console = Console()
    files = files_of(options.regulations)
    table = Table("file", "pages", "pages/s", "passages", "passages/s", "CPU s", "peak MiB", title="Reading")
    for name, content in files.items():
        speed = speed_of(name, content)
        per_second = f"{speed.pages / speed.seconds:.0f}" if speed.pages else "-"
        rate = f"{speed.passages / speed.seconds:.0f}"
        cells = (per_second, str(speed.passages), rate, f"{speed.seconds:.2f}", f"{speed.mebibytes:.0f}")
        table.add_row(name, str(speed.pages or "-"), *cells)
    console.print(table)
    for what, layout in (
        ("one column", ONE_COLUMN),
        ("two columns", TWO_COLUMNS),
        ("two with soft hyphens", SOFT_HYPHENS),
    ):
        count, texts, pages = exactness(layout, range(SEEDS))
        console.print(
            f"PDFs in {what}: {count} articles, text of {texts} exact, pages cited of {pages} exact"
        )
    longest = max((content for name, content in files.items() if name.endswith(".md")), key=len, default=None)
    if longest is not None:
        asyncio.run(show_vectors(console, longest))
    if longest is None or options.kills == 0:
        return 0
    with tempfile.TemporaryDirectory(prefix="msia-bench-") as home:
        wrong = asyncio.run(killed(longest, options.kills, Path(home)))
    console.print(f"killed {options.kills} times: {'; '.join(wrong) or 'complete, each passage once'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
