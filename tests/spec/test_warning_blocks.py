"""The specification's dual warnings: how seeds write them, and how both systems are read."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from structlog.testing import capture_logs

from agent.services.element_service import get_element_warnings
from agent.services.tarifa_service import get_warnings_by_scope
from database.models import Element, ElementWarningAssociation, Warning
from database.seeds.seed_utils import assoc_uuid, element_uuid, warning_uuid
from database.seeds.seeders import BaseSeeder
from database.seeds.verify_warning_sync import check_warning_sync, report_lines
from tests.spec.samples import run

SLUG = "motos-part"
Sessions = async_sessionmaker[AsyncSession]


class OneWarning(BaseSeeder):
    """A seeder whose `seed` is the block."""

    def __init__(self, session: AsyncSession) -> None:
        super().__init__("OneWarning")
        self.session = session

    async def seed(self) -> dict[str, Any]:
        return await run(
            "15",
            self=self,
            category_slug=SLUG,
            element_id=element_uuid(SLUG, "ESCAPE"),
            warning_data={"code": "nuevo", "message": "Comprueba el nivel sonoro.", "severity": "info"},
            Warning=Warning,
            ElementWarningAssociation=ElementWarningAssociation,
            warning_uuid=warning_uuid,
            assoc_uuid=assoc_uuid,
        )


async def test_both_systems_are_written(seeded: Sessions) -> None:
    element_id, told = element_uuid(SLUG, "ESCAPE"), []
    async with seeded() as session:
        for _ in range(2):
            with capture_logs() as logged:
                block = await OneWarning(session).seed()
            told.append(logged[-1]["event"])
            assert block["warning_id"] == warning_uuid(SLUG, "nuevo")
            row = await session.scalar(
                select(ElementWarningAssociation.id).where(
                    ElementWarningAssociation.warning_id == block["warning_id"]
                )
            )
            assert row == assoc_uuid(element_id, block["warning_id"])
        assert (await check_warning_sync(session)).is_synced
    assert told == [
        "✅ OneWarning: Created 2, Updated 0, Skipped 0",
        "✅ OneWarning: Created 0, Updated 0, Skipped 2",
    ]


async def test_both_systems_give_the_same_warnings(seeded: Sessions) -> None:
    async with seeded() as session:
        given = {"session": session, "UUID": UUID, "select": select, "Warning": Warning}
        inline = (await run("17", **given))["get_warnings_by_scope"]
        associated = (await run("18", **given, ElementWarningAssociation=ElementWarningAssociation))[
            "get_element_warnings"
        ]
        warned = 0
        for element_id in await session.scalars(select(Element.id)):
            one = {row.code for row in (await inline(element_id)).scalars()}
            other = {row.code for row in (await associated(element_id)).scalars()}
            ours = {row.code for row in await get_warnings_by_scope(session, element_id)}
            theirs = {row.code for row in await get_element_warnings(session, element_id)}
            assert one == other == ours == theirs
            warned += bool(one)
    assert warned > 50


async def test_each_check_looks_at_other_warnings(seeded: Sessions) -> None:
    async with seeded() as session:
        checks = [await check_warning_sync(session) for _ in range(4)]
        assert len({check.sample for check in checks}) > 1
        assert all(len(check.sample) == 5 for check in checks)
        assert all(item.is_in_both for check in checks for item in check.sample)
        count = len(checks[0].inline)
        lines = report_lines(checks[0])
    assert lines[:5] == [
        f"✅ SUCCESS: Both systems have {count} warnings (SYNCED)",
        "",
        f"Inline warnings (via warnings.element_id):    {count}",
        f"Association warnings (via associations):       {count}",
        "✅ Counts match!",
    ]
    assert [line[2:] for line in lines[7:]] == [item.label for item in checks[0].sample]


async def test_a_warning_that_is_switched_off_is_in_both_systems_still(seeded: Sessions) -> None:
    async with seeded() as session:
        before = len((await check_warning_sync(session)).inline)
        warning = (await session.scalars(select(Warning).where(Warning.element_id.is_not(None)))).first()
        assert warning is not None
        warning.is_active = False
        await session.commit()
        sync = await check_warning_sync(session)
    assert sync.is_synced
    assert len(sync.inline) == before
