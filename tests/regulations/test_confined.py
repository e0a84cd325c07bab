"""A PDF is read by a process whose memory is bounded and whose end ends nothing else."""

import asyncio
import io
import os
import stat
import sys
from pathlib import Path

import pikepdf
import pytest

from agent.services.regulations.reading import read_document
from agent.services.regulations.reading.confined import CutShortError, read_confined
from agent.worker import ingesting
from agent.worker.clock import WallClock
from agent.worker.working import RetryLaterError, Tools
from benchmarks.typesetting import ONE_COLUMN, some_articles, typeset
from database import jobs
from shared.config import settings
from shared.errors import InvalidInputError
from shared.vocabularies import DocumentStatus, JobKind
from tests.regulations.conftest import LONG, Office
from tests.regulations.test_bounds import TEXT, pdf_of

PRINTED = typeset("Orden 5/2031, de 3 de mayo, de ensayo", some_articles(7)[:6], ONE_COLUMN).content
MEBIBYTE = 2**20


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "norma.pdf"
    path.write_bytes(content)
    return path


def encrypted(content: bytes) -> bytes:
    """The same with the streams encrypted, so that nobody sees how large they are."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="", user=""), recompress_flate=False)
    return target.getvalue()


def ending(folder: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reading process be a shell's line."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "executable", str(program))


async def test_it_reads_what_is_read_here_and_tells_how_far_it_is(tmp_path: Path) -> None:
    shares: list[float] = []
    found = await read_confined(kept(tmp_path, PRINTED), "norma.pdf", shares.append)
    assert found == read_document(PRINTED, "norma.pdf")
    assert shares == sorted(shares) != []


@pytest.mark.skipif(sys.platform != "linux", reason="the system bounds no memory")
async def test_an_encrypted_file_that_inflates_without_end_is_refused(tmp_path: Path) -> None:
    # Here nothing sees that it is large before PDFium has it.
    path = kept(tmp_path, encrypted(pdf_of(TEXT + b" " * (200 * MEBIBYTE))))
    assert path.stat().st_size < MEBIBYTE
    with pytest.raises(InvalidInputError) as told:
        await read_confined(path, "norma.pdf", lambda _: None, memory=200 * MEBIBYTE)
    assert (told.value.code, told.value.field) == ("pdf_too_large_inside", "file")


async def test_why_a_file_is_refused_comes_through(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as here:
        read_document(b"%PDF-1.7 nothing", "norma.pdf")
    with pytest.raises(InvalidInputError) as told:
        await read_confined(kept(tmp_path, b"%PDF-1.7 nothing"), "norma.pdf", lambda _: None)
    assert told.value.as_dict() == here.value.as_dict()


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("kill -SEGV $$", InvalidInputError),
        ("kill -XCPU $$", InvalidInputError),
        # By these somebody else has ended it: the next attempt may be let alone.
        ("kill -KILL $$", CutShortError),
        ("kill -TERM $$", CutShortError),
        ("exit 1", CutShortError),
        ("""printf '{"share": 0.5}\\n{"rea'""", CutShortError),
    ],
)
async def test_how_it_ends_says_whether_another_attempt_helps(
    line: str, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending(tmp_path, line, monkeypatch)
    with pytest.raises(error):
        await read_confined(kept(tmp_path, PRINTED), "norma.pdf", lambda _: None)


async def test_nothing_goes_on_reading_for_who_has_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending(tmp_path, """printf '{"share": %d}\\n' $$; exec sleep 1000""", monkeypatch)
    begun: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    reading = asyncio.create_task(
        read_confined(kept(tmp_path, PRINTED), "norma.pdf", lambda share: begun.set_result(int(share)))
    )
    process = await begun
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


async def test_a_reader_that_is_killed_is_followed_by_another(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, first = sys.executable, tmp_path / "first"
    first.touch()
    ending(tmp_path, f'rm "{first}" 2>/dev/null && kill -KILL $$; exec "{own}" "$@"', monkeypatch)
    view = await office.add(PRINTED, "norma.pdf")
    assert not first.exists()
    assert (view.status, view.page_count) == (DocumentStatus.INDEXED, 2)


async def test_staff_reads_in_plain_words_why_a_worker_could_not(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingesting, "regulation_store", lambda: office.workshop.store)
    ending(tmp_path, "kill -KILL $$", monkeypatch)
    await office.register(PRINTED, "norma.pdf")
    async with office.workshop.sessions() as session:
        job = await jobs.lease(session, {JobKind.INGEST}, now=office.clock.now(), seconds=LONG, worker="test")
        await session.commit()
    assert job is not None
    tools = Tools(office.workshop.sessions, settings, WallClock(), office.workshop.store)
    with pytest.raises(RetryLaterError, match="El proceso que leía el PDF ha terminado antes de tiempo"):
        await ingesting.read_document(tools, job)
