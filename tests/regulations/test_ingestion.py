"""Documents become passages once, whatever happens on the way, and only one version of each answers."""

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from agent.services.regulations import (
    activate,
    answers,
    deactivate,
    edit_document,
    find_document,
    list_documents,
    retry,
)
from agent.services.regulations.working import work_until_read
from benchmarks.typesetting import ONE_COLUMN, scanned_page, typeset
from database import jobs
from database.models import AuditLog, DocumentChunk, Job, RegulatoryDocument
from domain.regulations import chunks_of, read_markdown
from shared.errors import ConflictError, InvalidInputError, NotFoundError
from shared.vocabularies import DocumentStatus, JobKind
from tests.regulations.conftest import LONG, Office
from tests.regulations.texts import LAW, ORDER

NEWER = LAW.replace("pendiente del 16 %", "pendiente del 18 %")


async def chunks(office: Office, document_id: uuid.UUID) -> list[DocumentChunk]:
    async with office.workshop.sessions() as session:
        return list(
            await session.scalars(
                select(DocumentChunk)
                .where(DocumentChunk.document_id == document_id)
                .order_by(DocumentChunk.chunk_index)
            )
        )


async def answering(office: Office) -> set[uuid.UUID]:
    async with office.workshop.sessions() as session:
        return set(await session.scalars(select(RegulatoryDocument.id).where(answers())))


async def do(office: Office, change: Any, *arguments: Any, **named: Any) -> Any:
    async with office.workshop.sessions() as session:
        done = await change(session, *arguments, **named)
        await session.commit()
    return done


async def test_a_document_is_read_and_answers(office: Office) -> None:
    view = await office.add(tags=["remolques"])
    assert (view.status, view.progress, view.answers) == (DocumentStatus.INDEXED, 100, True)
    assert view.title.startswith("Real Decreto 123/2019")
    assert (view.document_number, str(view.consolidated_on), view.tags) == (
        "123/2019",
        "2023-11-08",
        ("remolques",),
    )
    expected = chunks_of(read_markdown(LAW))
    stored = await chunks(office, view.id)
    assert [row.content_hash for row in stored] == [chunk.content_hash for chunk in expected]
    assert [row.chunk_index for row in stored] == list(range(len(expected)))
    assert view.section_mappings["3 bis"] == "Freno de estacionamiento."
    assert await answering(office) == {view.id}


async def test_pages_are_stored_and_none_is_beyond_the_document(office: Office) -> None:
    from benchmarks.typesetting import some_articles

    printed = typeset("Orden 5/2031, de 3 de mayo, de ensayo", some_articles(7), ONE_COLUMN)
    view = await office.add(printed.content, "orden.pdf")
    pages = {page for row in await chunks(office, view.id) for page in row.page_numbers}
    assert view.page_count == printed.page_count
    assert pages == set(range(1, printed.page_count + 1))
    mapped = view.section_mappings["20"]
    heading = next(heading for heading in printed.pages if heading.startswith("Artículo 20."))
    assert mapped == {"title": heading.removeprefix("Artículo 20. "), "page": printed.pages[heading][0]}
    assert view.section_mappings.keys() == {str(number) for number in range(1, 26)}


async def test_the_same_file_is_one_document(office: Office) -> None:
    first = await office.add()
    again = await office.add(filename="copia.md")
    assert again.id == first.id
    assert again.chunks == first.chunks


async def test_reading_again_keeps_the_rows_of_what_is_the_same(office: Office) -> None:
    view = await office.add()
    before = {row.content_hash: row.id for row in await chunks(office, view.id)}
    async with office.workshop.sessions() as session:  # as if the grammar had read one of them otherwise
        row = await session.get_one(DocumentChunk, before[max(before)])
        row.content_hash = "0" * 64
        await session.commit()
    await do(office, retry, view.id, now=office.clock.now())
    again = await office.read(view.id)
    after = {row.content_hash: row.id for row in await chunks(office, view.id)}
    assert again.chunks == view.chunks
    assert after.keys() == before.keys()
    assert {key for key in before if after[key] != before[key]} == {max(before)}


async def test_the_old_version_answers_until_the_new_one_is_ready(
    make_office: Callable[..., Office],
) -> None:
    seen: list[set[uuid.UUID]] = []

    async def embed(_sessions: Any, _document_id: uuid.UUID, *, progress: Any) -> None:
        seen.append(await answering(office))

    office = make_office(embed)
    old = await office.add()
    new = await office.add(NEWER, supersedes=old.id)
    assert seen[-1] == {old.id}
    assert await answering(office) == {new.id}
    assert (new.version, new.supersedes_id) == (2, old.id)
    assert not (await office.view(old.id)).is_active


async def test_a_new_version_that_fails_leaves_the_old_one(office: Office) -> None:
    old = await office.add()
    failed = await office.add(scanned_page(with_text_page=False), "nueva.pdf", supersedes=old.id)
    assert failed.status is DocumentStatus.FAILED
    assert await answering(office) == {old.id}


async def test_a_document_answers_by_its_text_before_its_vectors_come(
    make_office: Callable[..., Office],
) -> None:
    async def embed(_sessions: Any, document_id: uuid.UUID, *, progress: Any) -> None:
        assert await answering(office) == {document_id}
        assert await chunks(office, document_id)

    office = make_office(embed)
    assert (await office.add()).status is DocumentStatus.INDEXED


async def test_progress_is_told_while_vectors_are_made(make_office: Callable[..., Office]) -> None:
    seen: list[tuple[str | None, int]] = []

    async def embed(_sessions: Any, document_id: uuid.UUID, *, progress: Any) -> None:
        progress(5, 10)
        while not any(percent > 50 for _, percent in seen):
            view = await office.view(document_id)
            seen.append((view.stage, view.progress))
            await asyncio.sleep(0.05)

    office = make_office(embed)
    view = await office.add()
    assert seen[-1] == ("embedding", 74)
    assert (view.stage, view.progress) == (None, 100)


async def test_going_back_to_a_former_version(office: Office) -> None:
    old = await office.add()
    new = await office.add(NEWER, supersedes=old.id)
    await do(office, activate, old.id, now=office.clock.now())
    assert await answering(office) == {old.id}
    # It can be read anew as any other.
    await do(office, retry, old.id, now=office.clock.now())
    assert (await office.read(old.id)).status is DocumentStatus.INDEXED
    assert await answering(office) == {old.id}
    await do(office, activate, new.id, now=office.clock.now())
    assert await answering(office) == {new.id}


async def test_versions_that_are_activated_at_once_do_not_wait_for_one_another(office: Office) -> None:
    first = await office.add()
    second = await office.add(LAW + "\n\nFin.", "otra.md", supersedes=first.id)
    third = await office.add(LAW + "\n\nFin, de verdad.", "ultima.md", supersedes=second.id)
    every = [first.id, second.id, third.id]

    async def activated(document_id: uuid.UUID) -> None:
        async with office.workshop.sessions() as session:
            await activate(session, document_id, now=office.clock.now())
            await asyncio.sleep(0.02)  # time for the others to lock what is theirs
            await session.commit()

    for _ in range(3):
        await asyncio.gather(*map(activated, every))
        assert len(await answering(office)) == 1


async def test_a_document_switched_off_while_it_is_read_stays_off(make_office: Callable[..., Office]) -> None:
    async def embed(_sessions: Any, document_id: uuid.UUID, *, progress: Any) -> None:
        await do(office, deactivate, document_id, now=office.clock.now())

    office = make_office(embed)
    view = await office.add()
    assert (view.status, view.answers, view.is_active) == (DocumentStatus.INDEXED, False, False)
    assert await answering(office) == set()


async def test_a_file_that_was_switched_off_answers_again_when_it_is_added_again(office: Office) -> None:
    view = await office.add()
    await do(office, deactivate, view.id, now=office.clock.now())
    assert await answering(office) == set()
    again = await office.add()
    assert (again.id, again.answers) == (view.id, True)


async def test_a_failure_says_why_and_can_be_tried_again(office: Office) -> None:
    view = await office.add(scanned_page(with_text_page=False), "escaneado.pdf")
    assert view.status is DocumentStatus.FAILED
    assert view.error is not None
    assert "imagen sin texto" in view.error
    with pytest.raises(ConflictError):
        await do(office, activate, view.id, now=office.clock.now())
    await do(office, retry, view.id, now=office.clock.now())
    assert (await office.view(view.id)).status is DocumentStatus.PENDING
    assert (await office.read(view.id)).status is DocumentStatus.FAILED


async def test_a_picture_among_pages_is_named(office: Office) -> None:
    view = await office.add(scanned_page(with_text_page=True), "mixto.pdf")
    assert (view.status, view.pages_without_text, view.page_count) == (DocumentStatus.INDEXED, (2,), 2)


async def test_nothing_is_being_processed_without_a_live_lease(office: Office) -> None:
    document_id = await office.register()
    assert (await office.view(document_id)).status is DocumentStatus.PENDING
    for attempt in range(1, 6):  # a worker takes it and vanishes, again and again
        async with office.workshop.sessions() as session:
            job = await jobs.lease(
                session, {JobKind.INGEST}, now=office.clock.now(), seconds=50, worker=f"gone {attempt}"
            )
            assert job is not None
            row = await session.get_one(RegulatoryDocument, document_id)
            row.status = DocumentStatus.PROCESSING.value
            await session.commit()
        assert (await office.view(document_id)).status is DocumentStatus.PROCESSING
        office.clock.pass_by(seconds=60)
        left = (await office.view(document_id)).status
        assert left is (DocumentStatus.FAILED if attempt == 5 else DocumentStatus.PENDING)
    final = await office.read(document_id)
    assert final.status is DocumentStatus.FAILED
    assert final.error
    await do(office, retry, document_id, now=office.clock.now())
    assert (await office.read(document_id)).status is DocumentStatus.INDEXED


async def test_an_error_of_the_moment_is_tried_again(make_office: Callable[..., Office]) -> None:
    calls: list[uuid.UUID] = []

    async def embed(_sessions: Any, document_id: uuid.UUID, *, progress: Any) -> None:
        calls.append(document_id)
        office.clock.pass_by(minutes=20)
        if len(calls) == 1:
            raise OSError("the model does not answer")

    office = make_office(embed)
    assert (await office.add()).status is DocumentStatus.INDEXED
    assert len(calls) == 2


async def test_an_error_that_stays_ends_as_a_failure_with_its_reason(
    make_office: Callable[..., Office],
) -> None:
    async def embed(_sessions: Any, _document_id: uuid.UUID, *, progress: Any) -> None:
        office.clock.pass_by(minutes=20)
        raise OSError("the model does not answer")

    office = make_office(embed)
    view = await office.add()
    assert view.status is DocumentStatus.FAILED
    assert "OSError" in (view.error or "")


async def test_a_document_exists_with_its_job_or_not_at_all(office: Office) -> None:
    from agent.services.regulations import NewDocument, register

    async with office.workshop.sessions() as session:
        await register(
            session, office.workshop.store, NewDocument(LAW.encode(), "norma.md"), now=office.clock.now()
        )
        await session.rollback()
        models = (RegulatoryDocument, Job)
        models = (RegulatoryDocument, Job)
        counted = [await session.scalar(select(func.count()).select_from(model)) for model in models]
    assert counted == [0, 0]


async def test_who_waits_for_a_document_reads_no_other(office: Office) -> None:
    waiting = await office.register(ORDER, "otra.md")
    assert (await office.add()).status is DocumentStatus.INDEXED
    assert (await office.view(waiting)).status is DocumentStatus.PENDING


async def test_several_workers_read_each_document_once(office: Office) -> None:
    texts = [LAW, ORDER, NEWER, f"{ORDER}\n\nFin."]
    added = [await office.register(text, f"norma-{place}.md") for place, text in enumerate(texts)]
    workers = [
        work_until_read(office.workshop, one, worker=f"worker {one} {twin}", seconds=LONG)
        for one in added
        for twin in range(2)
    ]
    views = await asyncio.gather(*workers)
    assert {view.status for view in views} == {DocumentStatus.INDEXED}
    for place, document_id in enumerate(added):
        stored = await chunks(office, document_id)
        assert len(stored) == len(chunks_of(read_markdown(texts[place])))
        assert len({row.chunk_index for row in stored}) == len(stored)


async def test_what_staff_writes_outlives_another_reading(office: Office) -> None:
    view = await office.add()
    await do(
        office,
        edit_document,
        view.id,
        title="Remolques",
        tags=["a", "a", " b "],
        section_mappings={"3": "Los frenos"},
    )
    await do(office, retry, view.id, now=office.clock.now())
    again = await office.read(view.id)
    assert (again.title, again.tags, again.section_mappings["3"]) == ("Remolques", ("a", "b"), "Los frenos")
    titles = {row.section_title for row in await chunks(office, view.id) if row.article_number == "3"}
    assert titles == {"Los frenos"}


async def test_a_title_that_is_given_stays(office: Office) -> None:
    assert (await office.add(title="Mi norma")).title == "Mi norma"


async def test_documents_are_found_by_what_people_call_them(office: Office) -> None:
    view = await office.add(filename="rd-123-2019.md")
    async with office.workshop.sessions() as session:
        for named in (str(view.id), "123/2019", "RD 123/2019", "rd-123-2019", "RD-123-2019.md", view.title):
            assert await find_document(session, named) == view.id
        with pytest.raises(NotFoundError):
            await find_document(session, "999/2019")
        listed = await list_documents(session, now=office.clock.now())
    assert [one.id for one in listed] == [view.id]


async def test_the_audit_tells_no_progress(office: Office) -> None:
    view = await office.add()
    async with office.workshop.sessions() as session:
        rows = await session.scalars(select(AuditLog.changes).where(AuditLog.entity_id == view.id))
        told = [set(changes) for changes in rows if "file_hash" not in changes]
    assert told
    assert not any(changes & {"stage", "progress"} for changes in told)


async def test_a_file_that_is_no_document_is_refused_at_once(office: Office) -> None:
    with pytest.raises(InvalidInputError):
        await office.register(b"PK\x03\x04\x00\x00", "norma.docx")
    assert await answering(office) == set()
