"""Vehicle, workshop and inspection data: read as people write them, refused with field and remedy."""

import uuid

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases import abandon_case, cancel_case, get_case, progress, update_case_data
from database.models import AdminUser
from shared.errors import ConflictError, InvalidInputError, NotFoundError
from tests.cases.support import ITV, VEHICLE, WORKSHOP, new_case, small_catalogue


async def test_values_are_stored_typed_and_normalised(session: AsyncSession) -> None:
    case_id = await new_case(session, await small_catalogue(session))
    await update_case_data(session, case_id, {**VEHICLE, **WORKSHOP, **ITV})
    await update_case_data(
        session,
        case_id,
        {
            "anio": "2019",
            "nueva_altura_mm": "1.250",
            "nueva_anchura_mm": "80,5 cm",
            "nueva_longitud_mm": "2,1 m",
        },
    )
    case = await get_case(session, case_id)
    await session.refresh(case)
    assert (case.matricula, case.bastidor) == ("1234BCD", "ZDCRC74A0KF012345")
    assert (case.anio, case.plazas_iniciales, case.plazas_finales) == (2019, 2, 2)
    assert (case.nueva_altura_mm, case.nueva_anchura_mm, case.nueva_longitud_mm) == (1250, 805, 2100)
    assert (case.taller_propio, case.taller_telefono) == (True, "+34911234567")
    assert (case.taller_provincia, case.itv_comunidad) == ("Madrid", "Comunidad de Madrid")
    await update_case_data(session, case_id, {"anio": None, "taller_propio": False})
    assert (case.anio, case.taller_propio, case.marca) == (None, False, "Honda")


@pytest.mark.parametrize(
    ("column", "flag", "told", "new"),
    [
        ("plazas_finales", "plazas_sin_cambio", "No cambian.", 5),
        ("nueva_altura_mm", "altura_sin_cambio", "se queda igual", "2,60 m"),
        ("nueva_anchura_mm", "anchura_sin_cambio", "la misma que antes", 2100),
        ("nueva_longitud_mm", "longitud_sin_cambio", "SIN CAMBIOS", "7 m"),
    ],
)
async def test_asked_and_unchanged_is_kept_until_a_new_value_comes(
    session: AsyncSession, column: str, flag: str, told: str, new: str | int
) -> None:
    case_id = await new_case(session, await small_catalogue(session))
    case = await get_case(session, case_id)
    assert getattr(case, flag) is False
    await update_case_data(session, case_id, {column: told})
    assert (getattr(case, column), getattr(case, flag)) == (None, True)
    await update_case_data(session, case_id, {"marca": "Fiat"})
    assert getattr(case, flag) is True
    await update_case_data(session, case_id, {column: new})
    assert getattr(case, column) is not None
    assert getattr(case, flag) is False
    await update_case_data(session, case_id, {flag: "sí"})
    assert (getattr(case, column), getattr(case, flag)) == (None, True)
    with pytest.raises(InvalidInputError, match="contradice") as caught:
        await update_case_data(session, case_id, {column: new, flag: True})
    assert caught.value.field == flag
    await update_case_data(session, case_id, {column: None})
    assert getattr(case, flag) is False


async def test_unchanged_seats_are_not_asked_again(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    case = await update_case_data(session, case_id, {"plazas_iniciales": 2})
    assert "plazas_finales" in {item.name for item in progress(case, catalogue).missing}
    case = await update_case_data(session, case_id, {"plazas_finales": "las mismas"})
    assert not {"plazas_iniciales", "plazas_finales"} & {
        item.name for item in progress(case, catalogue).missing
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("matricula", "1234 ABC"),
        ("bastidor", "ZDCRC74A0KF01234O"),
        ("marca", ""),
        ("marca", True),
        ("anio", "1800"),
        ("anio", "3000"),
        ("anio", "hace mucho"),
        ("plazas_iniciales", 0),
        ("plazas_finales", True),
        ("plazas_finales", "dos"),
        ("nueva_altura_mm", "2,1"),
        ("nueva_altura_mm", "2,1055 m"),
        ("nueva_altura_mm", 99),
        ("nueva_longitud_mm", "1 km"),
        ("nueva_anchura_mm", True),
        ("taller_propio", "quizás"),
        ("taller_telefono", "123"),
        ("taller_provincia", "Burdeos"),
        ("itv_comunidad", "Occitania"),
        ("status", "completed"),
        ("tariff_amount", "0"),
    ],
)
async def test_wrong_values_name_their_field_and_store_nothing(
    session: AsyncSession, field: str, value: str | int | bool
) -> None:
    case_id = await new_case(session, await small_catalogue(session))
    with pytest.raises(InvalidInputError) as caught:
        await update_case_data(session, case_id, {"modelo": "CB 650 R", field: value})
    assert caught.value.field == field
    assert caught.value.remedy
    case = await get_case(session, case_id)
    await session.refresh(case)
    assert case.modelo is None


async def test_two_editors_collide(session: AsyncSession) -> None:
    case_id = await new_case(session, await small_catalogue(session))
    seen = (await get_case(session, case_id)).version
    await update_case_data(session, case_id, {"marca": "Honda"}, expected_version=seen)
    with pytest.raises(ConflictError, match="Otra persona") as caught:
        await update_case_data(session, case_id, {"marca": "Yamaha"}, expected_version=seen)
    assert (caught.value.code, caught.value.field) == ("case_changed", "version")
    case = await get_case(session, case_id)
    assert (case.marca, case.version) == ("Honda", seen + 1)


async def test_a_closed_case_takes_no_data(session: AsyncSession) -> None:
    case_id = await new_case(session, await small_catalogue(session))
    await cancel_case(session, case_id, "El cliente ya no lo quiere")
    with pytest.raises(ConflictError, match="cancelado y ya no admite cambios"):
        await update_case_data(session, case_id, {"marca": "Honda"})


async def test_who_closes_a_case_and_when_is_kept(session: AsyncSession) -> None:
    staff = AdminUser(username="ana", password_hash="$2b$12$" + "x" * 53)
    session.add(staff)
    await session.flush()
    case_id = await new_case(session, await small_catalogue(session))
    case = await abandon_case(session, case_id, "No contesta desde marzo", resolved_by=staff.id)
    await session.refresh(case)
    assert (case.status, case.resolved_by, case.completed_at) == ("abandoned", staff.id, None)
    assert case.resolved_at is not None
    assert (case.notes or "").endswith("abandoned: No contesta desde marzo")
    with pytest.raises(ConflictError, match="abandonado y ya no admite cambios"):
        await update_case_data(session, case_id, {"marca": "Honda"})


async def test_an_unknown_case_is_named(session: AsyncSession) -> None:
    with pytest.raises(NotFoundError, match="No existe el expediente"):
        await update_case_data(session, uuid.uuid4(), {"marca": "Honda"})
