"""Random histories of a case against a model: service, database and model agree after every step."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases import (
    CASE_LIFE,
    ELEMENT_LIFE,
    NewImage,
    abandon_case,
    accept_tariff,
    add_image,
    cancel_case,
    complete_case,
    content_hash,
    get_case,
    progress,
    reopen_tariff,
    return_to_collecting,
    review_image,
    set_elements,
    start_work,
    submit_field_answers,
    submit_for_review,
    waive_review,
)
from database.connection import create_session_factory
from database.engines import create_engine
from domain.catalogue import Catalogue
from shared.errors import ConflictError
from shared.vocabularies import CaseElementStatus, CaseStatus
from tests.cases.support import give_forms, new_case, small_catalogue

Operation = Callable[[AsyncSession], Awaitable[Any]]


class World:
    """A database with the small catalogue, driven from synchronous rules."""

    def __init__(self, url: str) -> None:
        self.runner = asyncio.Runner()
        self.engine = create_engine(url)
        self.factory = create_session_factory(self.engine)
        self.cases = 0
        self.catalogue: Catalogue = self.run(small_catalogue)

    def run(self, operation: Operation) -> Any:
        """Run in a session of its own and commit."""

        async def transaction() -> Any:
            async with self.factory() as session:
                result = await operation(session)
                await session.commit()
                return result

        return self.runner.run(transaction())

    def is_refused(self, operation: Operation) -> bool:
        """Whether the service refuses the operation."""
        try:
            self.run(operation)
        except ConflictError:
            return True
        return False

    def database_refuses(self, statement: str) -> bool:
        """Whether the database refuses a plain statement, which is undone."""

        async def attempt(session: AsyncSession) -> bool:
            try:
                await session.execute(text(statement))
            except IntegrityError:
                return True
            finally:
                await session.rollback()
            return False

        return bool(self.run(attempt))

    def close(self) -> None:
        self.runner.run(self.engine.dispose())
        self.runner.close()


class CaseMachine(RuleBasedStateMachine):
    """A case on ESCAPE, which needs a valid photo and an answer; all forms are filled in at the start."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.status = CaseStatus.COLLECTING
        self.accepted = False
        self.revision = 0
        self.photos: list[bool | None] = []
        self.waived: list[bool] = []
        self.answered = False
        self.element = CaseElementStatus.PENDING_PHOTOS
        self.case_id = uuid.UUID(int=0)

    @initialize()
    def open(self) -> None:
        self.world.cases += 1

        async def prepare(session: AsyncSession) -> uuid.UUID:
            catalogue = self.world.catalogue
            case_id = await new_case(session, catalogue, f"{self.world.cases}")
            await set_elements(session, case_id, {"ESCAPE": 1}, catalogue)
            await give_forms(session, case_id)
            image = NewImage("Ficha", photo_code="FICHA_TECNICA", content_hash=content_hash(b"ficha"))
            sheet = (await add_image(session, case_id, image, catalogue)).image
            await review_image(session, case_id, sheet.id, catalogue, is_valid=True)
            return case_id

        self.case_id = self.world.run(prepare)

    @property
    def is_open(self) -> bool:
        return bool(CASE_LIFE.following[self.status])

    @property
    def has_photo(self) -> bool:
        return any(photo is not False for photo in self.photos)

    @property
    def is_complete(self) -> bool:
        return self.accepted and self.has_photo and self.answered

    @property
    def is_reviewed(self) -> bool:
        return all(
            waived or photo is not None for photo, waived in zip(self.photos, self.waived, strict=True)
        )

    def expect(self, operation: Operation, *, allowed: bool) -> bool:
        assert self.world.is_refused(operation) is not allowed
        return allowed

    def settle(self) -> None:
        """The element follows its photos and answers."""
        if not self.has_photo:
            self.element = CaseElementStatus.PENDING_PHOTOS
        else:
            self.element = CaseElementStatus.COMPLETED if self.answered else CaseElementStatus.PENDING_DATA

    @rule(wanted=st.sampled_from(CaseStatus))
    def change_status(self, wanted: CaseStatus) -> None:
        case_id, catalogue = self.case_id, self.world.catalogue
        operations: dict[CaseStatus, Operation] = {
            CaseStatus.PENDING_REVIEW: lambda session: submit_for_review(session, case_id, catalogue),
            CaseStatus.IN_PROGRESS: lambda session: start_work(session, case_id, catalogue),
            CaseStatus.COMPLETED: lambda session: complete_case(session, case_id, catalogue),
            CaseStatus.COLLECTING: lambda session: return_to_collecting(session, case_id, "motivo"),
            CaseStatus.CANCELLED: lambda session: cancel_case(session, case_id, "motivo"),
            CaseStatus.ABANDONED: lambda session: abandon_case(session, case_id, "motivo"),
        }
        needs_everything = wanted not in {CaseStatus.COLLECTING, CaseStatus.CANCELLED, CaseStatus.ABANDONED}
        allowed = wanted in CASE_LIFE.following[self.status] and (self.is_complete or not needs_everything)
        if wanted is CaseStatus.COMPLETED:
            allowed = allowed and self.is_reviewed
        if self.expect(operations[wanted], allowed=allowed):
            self.status = wanted

    @rule()
    def accept(self) -> None:
        catalogue = self.world.catalogue
        if self.expect(
            lambda session: accept_tariff(session, self.case_id, catalogue),
            allowed=self.is_open and not self.accepted,
        ):
            self.accepted = True

    @rule()
    def reopen(self) -> None:
        in_time = self.status in {CaseStatus.COLLECTING, CaseStatus.PENDING_REVIEW}
        if self.expect(
            lambda session: reopen_tariff(session, self.case_id, "motivo"), allowed=self.accepted and in_time
        ):
            self.accepted = False
            self.revision += 1

    @rule()
    def send_photo(self) -> None:
        image = NewImage(
            "Foto",
            element_code="ESCAPE",
            photo_code="LINEA",
            content_hash=content_hash(f"{len(self.photos)}".encode()),
        )
        if self.expect(
            lambda session: add_image(session, self.case_id, image, self.world.catalogue),
            allowed=self.is_open,
        ):
            self.photos.append(None)
            self.waived.append(False)
            self.settle()

    @rule(verdict=st.sampled_from([True, False, None]))
    def review_last_photo(self, verdict: bool | None) -> None:
        if not self.photos:
            return

        async def review(session: AsyncSession) -> None:
            case = await get_case(session, self.case_id)
            wanted = content_hash(f"{len(self.photos) - 1}".encode())
            image_id = next(image.id for image in case.images if image.content_hash == wanted)
            await review_image(
                session, self.case_id, image_id, self.world.catalogue, is_valid=verdict, notes="motivo"
            )

        if self.expect(review, allowed=self.is_open):
            self.photos[-1], self.waived[-1] = verdict, False
            self.settle()

    @rule()
    def waive_the_reviews(self) -> None:
        if self.expect(
            lambda session: waive_review(session, self.case_id, waived_by="Ana", reason="motivo"),
            allowed=self.is_open,
        ):
            self.waived = [
                waived or photo is None for photo, waived in zip(self.photos, self.waived, strict=True)
            ]

    @rule(answer=st.sampled_from(["Akrapovic", "Arrow"]))
    def answer(self, answer: str) -> None:
        if self.expect(
            lambda session: submit_field_answers(
                session, self.case_id, "ESCAPE", {"marca": answer}, self.world.catalogue
            ),
            allowed=self.is_open,
        ):
            self.answered = True
            self.settle()

    @rule()
    def give_what_is_missing(self) -> None:
        """Random steps alone would seldom get a case past its collection."""
        if not self.is_open:
            return
        if not self.accepted:
            self.accept()
        if not self.has_photo:
            self.send_photo()
        if not self.answered:
            self.answer("Akrapovic")
        assert self.is_complete

    @rule()
    def change_elements(self) -> None:
        self.expect(
            lambda session: set_elements(session, self.case_id, {"ESCAPE": 1}, self.world.catalogue),
            allowed=self.is_open and not self.accepted,
        )

    @rule(wanted=st.sampled_from(CaseStatus))
    def change_status_behind_the_service(self, wanted: CaseStatus) -> None:
        statement = (
            f"UPDATE cases SET status = '{wanted}', "
            f"completed_at = CASE WHEN '{wanted}' = 'completed' THEN now() END "
            f"WHERE id = '{self.case_id}'"
        )
        legal = wanted == self.status or wanted in CASE_LIFE.following[self.status]
        if wanted is CaseStatus.COMPLETED and wanted != self.status:
            legal = legal and self.is_reviewed
        assert self.world.database_refuses(statement) is not legal

    @rule()
    def send_a_photo_behind_the_service(self) -> None:
        statement = (
            "INSERT INTO case_images (id, case_id, display_name, content_hash) "
            f"VALUES (gen_random_uuid(), '{self.case_id}', 'x', 'x')"
        )
        assert self.world.database_refuses(statement) is (self.status is CaseStatus.COMPLETED)

    @rule(wanted=st.sampled_from(CaseElementStatus))
    def change_element_behind_the_service(self, wanted: CaseElementStatus) -> None:
        statement = f"UPDATE case_element_data SET status = '{wanted}' WHERE case_id = '{self.case_id}'"
        legal = wanted == self.element or wanted in ELEMENT_LIFE.following[self.element]
        assert self.world.database_refuses(statement) is not legal

    @rule()
    def change_price_behind_the_service(self) -> None:
        statement = f"UPDATE cases SET tariff_amount = 1 WHERE id = '{self.case_id}'"
        assert self.world.database_refuses(statement) is self.accepted

    @invariant()
    def database_and_model_agree(self) -> None:
        if self.case_id.int == 0:
            return

        async def look(session: AsyncSession) -> None:
            case = await get_case(session, self.case_id)
            assert case.status == self.status
            assert (case.tariff_accepted_at is not None) == self.accepted
            assert (case.tariff_amount is not None) == self.accepted
            assert case.tariff_revision == self.revision
            assert [data.status for data in case.element_data] == [self.element]
            state = progress(case, self.world.catalogue)
            assert state.is_complete == self.is_complete
            assert (not state.to_review) == self.is_reviewed

        self.world.run(look)


def test_random_histories_agree_with_the_model(database_url: str) -> None:
    world = World(database_url)
    try:
        machine = type("BoundCaseMachine", (CaseMachine,), {"world": world})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=20,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        world.close()
