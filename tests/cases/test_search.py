"""Cases are found as people ask for them; every test rolls back."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases import CaseSearch, case_search, cases_found, day_named
from database.connection import create_session_factory
from database.engines import create_engine
from database.models import Case, User, VehicleCategory
from shared.errors import InvalidInputError
from shared.vocabularies import CaseStatus

PEOPLE = {
    "ana": {"phone": "+34600111222", "first_name": "Ana María", "last_name": "Núñez-Peña"},
    "luis": {"phone": "+34600111333", "first_name": "LUIS", "last_name": "Gómez"},
    "firm": {"phone": "+34600111444", "company_name": "Talleres Núñez, S.L."},
}
CASES: dict[str, dict[str, Any]] = {
    "ana": {"matricula": "1234BCD", "created_at": datetime(2026, 3, 12, 23, 30, tzinfo=UTC)},
    "luis": {"bastidor": "ZDCRC74A0KF012345", "created_at": datetime(2026, 3, 12, 10, tzinfo=UTC)},
    "firm": {"created_at": datetime(2026, 4, 1, 10, tzinfo=UTC)},
}


@pytest.fixture
async def session(shared_seeded_database_url: str) -> AsyncIterator[AsyncSession]:
    """Three people with a case each, in a transaction that is never committed."""
    engine = create_engine(shared_seeded_database_url)
    async with create_session_factory(engine)() as opened:
        category = await opened.scalar(select(VehicleCategory).where(VehicleCategory.slug == "motos-part"))
        assert category is not None
        for key, data in PEOPLE.items():
            user = User(**data)
            opened.add(user)
            await opened.flush()
            case = Case(user_id=user.id, category_id=category.id, **CASES[key])
            opened.add(case)
            await opened.flush()
            if key == "firm":
                case.status = CaseStatus.CANCELLED.value
        await opened.flush()
        yield opened
    await engine.dispose()


async def found(session: AsyncSession, search: CaseSearch) -> set[str]:
    phones = {data["phone"]: key for key, data in PEOPLE.items()}
    cases = await session.scalars(cases_found(search))
    return {phones[case.user.phone] for case in cases if case.user is not None}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"ana", "luis", "firm"}),
        ({"matricula": " 1234-bcd "}, {"ana"}),
        ({"matricula": "9999 BCD"}, set()),
        ({"bastidor": "zdcrc74a0 kf012345"}, {"luis"}),
        ({"phone": "600 111 333"}, {"luis"}),
        ({"phone": "whatsapp:+34600111222"}, {"ana"}),
        ({"name": "nunez"}, {"ana", "firm"}),
        ({"name": "PEÑA ana"}, {"ana"}),
        ({"name": "Núñez-Peña"}, {"ana"}),
        ({"name": "gom"}, {"luis"}),
        ({"name": "nunez s.l."}, {"firm"}),
        ({"name": "o'hara & | ! :* <->"}, set()),
        ({"status": CaseStatus.CANCELLED}, {"firm"}),
        ({"category": "Motos-PART", "name": "luis"}, {"luis"}),
        ({"category": "aseicars-prof"}, set()),
        ({"since": date(2026, 3, 13), "until": date(2026, 3, 13)}, {"ana"}),
        ({"until": date(2026, 3, 12)}, {"luis"}),
        ({"since": date.min, "until": date.max}, {"ana", "luis", "firm"}),
        ({"since": date(2026, 3, 13)}, {"ana", "firm"}),
        ({"name": "nunez", "status": CaseStatus.COLLECTING}, {"ana"}),
    ],
)
async def test_found(session: AsyncSession, asked: dict[str, Any], expected: set[str]) -> None:
    assert await found(session, case_search(**asked)) == expected


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"matricula": "ZZZ"}, "matricula"),
        ({"bastidor": "?"}, "bastidor"),
        ({"phone": "12"}, "phone"),
        ({"name": "  "}, "name"),
        ({"name": "--"}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"since": date(2026, 2, 2), "until": date(2026, 2, 1)}, "until"),
    ],
)
def test_what_cannot_be_read_is_named(asked: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        case_search(**asked)
    assert refused.value.field == field
    assert refused.value.remedy


def test_days_as_people_write_them() -> None:
    today = date(2026, 3, 12)
    assert day_named("1 de marzo de 2026", "since", today) == date(2026, 3, 1)
    assert day_named("ayer", "since", today) == date(2026, 3, 11)
    with pytest.raises(InvalidInputError) as refused:
        day_named("marzo", "since", today)
    assert refused.value.field == "since"


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({"name": "ana"}, "ix_users_name_words"),
        ({"bastidor": "ZDCRC74A0KF012345"}, "ix_cases_bastidor"),
        ({"matricula": "1234BCD"}, "ix_cases_matricula"),
    ],
)
async def test_an_index_serves_it(session: AsyncSession, asked: dict[str, Any], index: str) -> None:
    statement = cases_found(case_search(**asked)).compile(
        dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
        compile_kwargs={"literal_binds": True},
    )
    await session.execute(text("SET LOCAL enable_seqscan = off"))
    plan = await session.scalars(text("EXPLAIN " + str(statement).replace(":", r"\:")))
    assert index in "\n".join(plan)
