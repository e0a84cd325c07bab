"""What a case still needs, and its way from the first message to completion."""

import uuid
from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases import (
    NewImage,
    Progress,
    Step,
    accept_tariff,
    add_image,
    cancel_case,
    complete_case,
    content_hash,
    get_case,
    open_case,
    progress,
    return_to_collecting,
    review_image,
    set_elements,
    start_work,
    submit_field_answers,
    submit_for_review,
    update_case_data,
)
from agent.services.catalogue.loader import load_catalogue
from agent.services.conversations import get_or_create_conversation
from agent.services.users import get_or_create_user, set_client_type, update_personal_data
from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import effective_fields, effective_images
from shared.errors import ConflictError, InvalidInputError
from shared.vocabularies import ClientType
from tests.cases.support import (
    ITV,
    PERSON,
    VEHICLE,
    WORKSHOP,
    give_everything,
    new_case,
    review_everything,
    small_catalogue,
)


def steps(state: Progress) -> list[str]:
    """The parts that lack something, in order, each once."""
    return list(dict.fromkeys(item.step.value for item in state.missing))


async def test_an_empty_case_lacks_everything_in_the_firms_order(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    case = await get_case(session, case_id)
    state = progress(case, catalogue)
    assert steps(state) == ["elements", "tariff", "personal", "vehicle", "workshop", "itv", "document"]
    assert (state.done, state.percentage, state.is_complete) == (0, 0, False)
    assert state.next_question == "¿Qué reformas has hecho o quieres hacer en el vehículo?"
    await set_elements(session, case_id, {"ESCAPE": 1}, catalogue)
    state = progress(case, catalogue)
    assert state.next_question == "El precio es de 100,00 € (sin IVA). ¿Lo aceptas?"
    assert steps(state)[:3] == ["tariff", "photo", "field"]
    await accept_tariff(session, case_id, catalogue)
    state = progress(case, catalogue)
    assert state.next_question == "Escape. Haz una foto de toda la línea."
    assert [(item.step, item.name, item.element_code) for item in state.missing][:2] == [
        (Step.PHOTO, "LINEA", "ESCAPE"),
        (Step.FIELD, "marca", "ESCAPE"),
    ]


async def test_each_thing_given_is_asked_no_more(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    case = await set_elements(session, case_id, {"ESCAPE": 1}, catalogue)
    await accept_tariff(session, case_id, catalogue)
    before = progress(case, catalogue)
    await submit_field_answers(session, case_id, "ESCAPE", {"marca": "Akrapovic"}, catalogue)
    after = progress(case, catalogue)
    assert after.done == before.done + 1
    assert "field" not in steps(after)
    assert case.user_id is not None
    await update_personal_data(session, case.user_id, PERSON)
    assert "personal" not in steps(progress(await get_case(session, case_id), catalogue))
    await update_case_data(session, case_id, VEHICLE)
    assert "vehicle" not in steps(progress(case, catalogue))
    await update_case_data(session, case_id, ITV)
    assert "itv" not in steps(progress(case, catalogue))


async def test_only_the_clients_own_workshop_is_described(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)

    def asked(state: Progress) -> list[str]:
        return [item.name for item in state.missing if item.step is Step.WORKSHOP]

    case = await get_case(session, case_id)
    assert asked(progress(case, catalogue)) == ["taller_propio"]
    await update_case_data(session, case_id, {"taller_propio": "no"})
    assert asked(progress(case, catalogue)) == []
    await update_case_data(session, case_id, {"taller_propio": "sí"})
    assert asked(progress(case, catalogue)) == [name for name in WORKSHOP if name != "taller_propio"]


async def test_a_company_is_asked_its_name_and_a_person_theirs(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    case = await get_case(session, case_id)
    assert case.user_id is not None

    async def asked() -> set[str]:
        state = progress(await get_case(session, case_id), catalogue)
        return {item.name for item in state.missing if item.step is Step.PERSONAL}

    assert {"first_name", "last_name"} <= await asked()
    await set_client_type(session, case.user_id, ClientType.PROFESSIONAL)
    assert "company_name" in await asked()
    assert "first_name" not in await asked()
    # A professional with a person's tax number is self-employed, and has a name.
    await update_personal_data(session, case.user_id, {"nif_cif": "12345678Z"})
    assert "company_name" not in await asked()
    await update_personal_data(session, case.user_id, {"nif_cif": "B12345674"})
    assert "company_name" in await asked()


async def test_a_refused_photo_is_asked_again_with_its_reason(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await set_elements(session, case_id, {"ESCAPE": 1}, catalogue)
    case = await accept_tariff(session, case_id, catalogue)
    image = (
        await add_image(
            session,
            case_id,
            NewImage("Foto", element_code="ESCAPE", photo_code="LINEA", content_hash=content_hash(b"1")),
            catalogue,
        )
    ).image
    assert "photo" not in steps(progress(case, catalogue))
    await review_image(session, case_id, image.id, catalogue, is_valid=False, notes="Está borrosa.")
    assert progress(case, catalogue).next_question == (
        "La foto «Línea completa» no sirve: Está borrosa. Escape. Haz una foto de toda la línea."
    )


async def test_a_document_of_several_images_needs_them_all(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    (sheet, _form) = catalogue.documentation
    views = replace(sheet, code="FOTOS_EXTERIORES", title="Fotos exteriores", description="", min_images=3)
    catalogue = replace(catalogue, documentation=(views,))
    case_id = await new_case(session, catalogue)

    async def send(number: int) -> uuid.UUID:
        image = NewImage(
            "Foto", photo_code="FOTOS_EXTERIORES", content_hash=content_hash(str(number).encode())
        )
        return (await add_image(session, case_id, image, catalogue)).image.id

    async def asked() -> str | None:
        missing = progress(await get_case(session, case_id), catalogue).missing
        return next((item.question for item in missing if item.step is Step.DOCUMENT), None)

    assert await asked() == "Fotos exteriores."
    first = await send(1)
    assert await asked() == "Fotos exteriores (tenemos 1; faltan 2)."
    await send(2)
    assert await send(1) == first
    assert await asked() == "Fotos exteriores (tenemos 2; falta 1)."
    await send(3)
    assert await asked() is None
    await review_image(session, case_id, first, catalogue, is_valid=False, notes="Está cortada.")
    assert await asked() == (
        "La foto «Fotos exteriores» no sirve: Está cortada. Fotos exteriores (tenemos 2; falta 1)."
    )


async def test_rejected_answers_change_nothing(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await set_elements(session, case_id, {"ESCAPE": 1}, catalogue)
    version = (await get_case(session, case_id)).version
    result = await submit_field_answers(session, case_id, "ESCAPE", {"color": "rojo", "marca": ""}, catalogue)
    assert set(result.submission.rejected) == {"color", "marca"}
    assert result.data.field_values == {}
    assert (await get_case(session, case_id)).version == version


async def test_from_first_message_to_completion(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await set_elements(session, case_id, {"ESCAPE": 1, "MANILLAR": 1}, catalogue)
    await accept_tariff(session, case_id, catalogue)
    with pytest.raises(ConflictError) as caught:
        await submit_for_review(session, case_id, catalogue)
    assert caught.value.code == "case_incomplete"
    assert caught.value.field == "ESCAPE.LINEA"
    await give_everything(session, case_id, catalogue)
    case = await get_case(session, case_id)
    assert progress(case, catalogue).percentage == 100
    assert {data.status for data in case.element_data} == {"completed"}
    with pytest.raises(ConflictError, match="no puede pasar a"):
        await complete_case(session, case_id, catalogue)
    await submit_for_review(session, case_id, catalogue)
    await return_to_collecting(session, case_id, "Falta comprobar una foto")
    await submit_for_review(session, case_id, catalogue)
    await start_work(session, case_id, catalogue)
    with pytest.raises(ConflictError) as caught:
        await complete_case(session, case_id, catalogue)
    assert caught.value.code == "images_not_reviewed"
    await review_everything(session, case_id, catalogue)
    await complete_case(session, case_id, catalogue)
    await session.refresh(case)
    assert (case.status, case.completed_at is not None) == ("completed", True)
    assert case.notes is not None
    assert "Falta comprobar una foto" in case.notes
    with pytest.raises(ConflictError, match="estado final"):
        await cancel_case(session, case_id, "Demasiado tarde")


async def test_a_photo_refused_in_review_stops_the_work(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await set_elements(session, case_id, {"ESCAPE": 1}, catalogue)
    await accept_tariff(session, case_id, catalogue)
    await give_everything(session, case_id, catalogue)
    case = await submit_for_review(session, case_id, catalogue)
    image = next(image for image in case.images if image.photo_code == "LINEA")
    await review_image(session, case_id, image.id, catalogue, is_valid=False, notes="No se lee")
    with pytest.raises(ConflictError) as caught:
        await start_work(session, case_id, catalogue)
    assert caught.value.code == "case_incomplete"


async def test_opening_twice_gives_the_same_case_and_a_closed_one_makes_room(session: AsyncSession) -> None:
    catalogue = await small_catalogue(session)
    user = (await get_or_create_user(session, "600112233")).user
    other = (await get_or_create_user(session, "611222333")).user
    conversation = (await get_or_create_conversation(session, "1", user.id)).conversation
    first = await open_case(session, user.id, conversation.id, catalogue.category_id)
    again = await open_case(session, user.id, conversation.id, catalogue.category_id)
    assert (first.created, again.created) == (True, False)
    assert first.case.id == again.case.id
    with pytest.raises(ConflictError, match="otro usuario"):
        await open_case(session, other.id, conversation.id, catalogue.category_id)
    await cancel_case(session, first.case.id, "Otro vehículo")
    third = await open_case(session, user.id, conversation.id, catalogue.category_id)
    assert third.created
    assert third.case.id != first.case.id


async def test_the_catalogue_of_another_category_is_refused(seeded_session: AsyncSession) -> None:
    motos = await load_catalogue(seeded_session, "motos-part")
    aseicars = await load_catalogue(seeded_session, "aseicars-prof")
    case_id = await new_case(seeded_session, motos)
    with pytest.raises(InvalidInputError, match="no es de la categoría"):
        await set_elements(seeded_session, case_id, {"TOLDO_LAT": 1}, aseicars)
    with pytest.raises(InvalidInputError) as caught:
        await set_elements(seeded_session, case_id, {"SUSPENSION": 1}, motos)
    assert caught.value.code == "variant_needed"
    assert "SUSPENSION_DEL" in str(caught.value)


def demanding(catalogue: Catalogue, count: int) -> dict[str, int]:
    """The elements that ask for most data and photos, without those whose price is still open."""
    priced = [
        code
        for code in catalogue.elements
        if not catalogue.is_abstract(code) and not catalogue.elements[code].child_codes
    ]

    def demand(code: str) -> int:
        return len(effective_fields(catalogue, code)) + len(effective_images(catalogue, code))

    return dict.fromkeys(sorted(priced, key=demand, reverse=True)[:count], 1)


@pytest.mark.parametrize("slug", ["motos-part", "aseicars-prof"])
async def test_cases_of_the_real_catalogue_reach_completion(seeded_session: AsyncSession, slug: str) -> None:
    catalogue = await load_catalogue(seeded_session, slug)
    case_id = await new_case(seeded_session, catalogue)
    case = await set_elements(seeded_session, case_id, demanding(catalogue, 6), catalogue)
    state = progress(case, catalogue)
    assert {Step.PHOTO, Step.FIELD, Step.DOCUMENT} <= {item.step for item in state.missing}
    assert all(item.question.strip() for item in state.missing)
    await accept_tariff(seeded_session, case_id, catalogue)
    await give_everything(seeded_session, case_id, catalogue)
    await submit_for_review(seeded_session, case_id, catalogue)
    await start_work(seeded_session, case_id, catalogue)
    await review_everything(seeded_session, case_id, catalogue)
    done = await complete_case(seeded_session, case_id, catalogue)
    assert done.status == "completed"
    assert {data.status for data in done.element_data} == {"completed"}


async def test_a_photo_answer_refers_to_a_valid_image_of_the_same_case(seeded_session: AsyncSession) -> None:
    catalogue = await load_catalogue(seeded_session, "aseicars-prof")
    code, field = next(
        (code, field.name)
        for code in catalogue.elements
        for field in effective_fields(catalogue, code)
        if field.field_type == "photo" and not catalogue.is_abstract(code)
    )
    ids = []
    for conversation in ("1", "2"):
        case_id = await new_case(seeded_session, catalogue, conversation)
        await set_elements(seeded_session, case_id, {code: 1}, catalogue)
        image = NewImage("Foto", content_hash=content_hash(conversation.encode()))
        ids.append((case_id, (await add_image(seeded_session, case_id, image, catalogue)).image.id))
        await give_everything(seeded_session, case_id, catalogue)
    (case_id, own), (_, other) = ids

    async def submit(value: object) -> set[str]:
        result = await submit_field_answers(seeded_session, case_id, code, {field: value}, catalogue)
        assert result.data.field_values.get(field) != str(other)
        return set(result.submission.rejected)

    assert await submit(str(other)) == {field}
    assert await submit(str(own)) == set()
    case = await get_case(seeded_session, case_id)
    assert case.element_data[0].status == "completed"
    await review_image(seeded_session, case_id, own, catalogue, is_valid=False, notes="No se lee")
    assert case.element_data[0].status == "pending_data"
    assert [item.name for item in progress(case, catalogue).missing if item.step is Step.FIELD] == [field]


async def test_every_element_of_the_real_catalogues_can_be_asked_about(
    seeded_session: AsyncSession,
) -> None:
    for slug in ("motos-part", "aseicars-prof"):
        catalogue = await load_catalogue(seeded_session, slug)
        codes = [code for code in catalogue.elements if not catalogue.is_abstract(code)]
        case_id = await new_case(seeded_session, catalogue, slug)
        case = await set_elements(seeded_session, case_id, dict.fromkeys(codes, 1), catalogue)
        state = progress(case, catalogue)
        asked = {item.element_code for item in state.missing if item.step in {Step.PHOTO, Step.FIELD}}
        complete = {data.element_code for data in case.element_data if data.status == "completed"}
        assert asked | complete == set(codes)
        assert not asked & complete
