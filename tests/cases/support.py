"""A small catalogue in the database, cases on it, and a way to give a case everything it asks for."""

import uuid
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases import (
    NewImage,
    Step,
    add_image,
    content_hash,
    get_case,
    images_to_review,
    open_case,
    progress,
    review_image,
    submit_field_answers,
    update_case_data,
)
from agent.services.catalogue.loader import load_catalogue
from agent.services.conversations import get_or_create_conversation
from agent.services.users import get_or_create_user, update_personal_data
from database.models import (
    BaseDocumentation,
    Element,
    ElementImage,
    ElementRequiredField,
    TariffTier,
    TierElementInclusion,
    VehicleCategory,
)
from domain.catalogue import Catalogue, CatalogueField
from domain.catalogue.hierarchy import effective_fields
from shared.vocabularies import FieldType

SLUG = "motos-prueba"

PERSON = {
    "nif_cif": "12345678Z",
    "first_name": "Ana",
    "last_name": "Ruiz Gómez",
    "domicilio_calle": "Calle Mayor 1",
    "domicilio_localidad": "Madrid",
    "domicilio_cp": "28013",
    "email": "ana@ejemplo.es",
}
VEHICLE: dict[str, str | int | None] = {
    "marca": "Honda",
    "modelo": "CB 650 R",
    "matricula": "1234 BCD",
    "bastidor": "ZDCRC74A0KF012345",
    "plazas_iniciales": "2",
    "plazas_finales": 2,
}
WORKSHOP = {
    "taller_propio": "sí",
    "taller_nombre": "Talleres Ruiz",
    "taller_responsable": "Luis Ruiz",
    "taller_domicilio": "Calle del Taller 3",
    "taller_ciudad": "Getafe",
    "taller_provincia": "madrid",
    "taller_telefono": "91 123 45 67",
    "taller_registro_industrial": "28/123456",
    "taller_actividad": "Mecánica",
}
ITV = {"itv_comunidad": "madrid", "itv_nombre": "ITV Getafe"}


async def small_catalogue(session: AsyncSession) -> Catalogue:
    """ESCAPE asks for a photo and a text, MANILLAR for nothing; T1 takes one of them, T2 both."""
    category = VehicleCategory(slug=SLUG, name="Motos de prueba", client_type="particular")
    session.add(category)
    await session.flush()
    tiers = [
        TariffTier(category_id=category.id, code=code, name=f"Tarifa {code}", price=Decimal(price))
        for code, price in (("T1", 100), ("T2", 180))
    ]
    elements = [
        Element(category_id=category.id, code="ESCAPE", name="Escape", sort_order=1),
        Element(category_id=category.id, code="MANILLAR", name="Manillar", sort_order=2),
    ]
    session.add_all([*tiers, *elements])
    await session.flush()
    session.add_all(
        [
            *(
                TierElementInclusion(
                    tier_id=tier.id, element_id=element.id, quota_group="CUALQUIERA", group_max=most
                )
                for tier, most in zip(tiers, (1, 2), strict=True)
                for element in elements
            ),
            ElementImage(
                element_id=elements[0].id,
                code="LINEA",
                title="Línea completa",
                image_type="required_document",
                is_required=True,
                user_instruction="Haz una foto de toda la línea.",
            ),
            ElementRequiredField(
                element_id=elements[0].id, field_name="marca", field_label="Marca del escape"
            ),
            BaseDocumentation(
                category_id=category.id,
                code="FICHA_TECNICA",
                title="Ficha técnica",
                description="Todas las caras.",
            ),
            BaseDocumentation(
                category_id=category.id,
                code="DATOS_VEHICULO",
                title="Datos del vehículo",
                description="Del impreso.",
            ),
        ]
    )
    await session.flush()
    return await load_catalogue(session, SLUG)


async def new_case(session: AsyncSession, catalogue: Catalogue, conversation: str = "1") -> uuid.UUID:
    """An open case of one user, in a conversation of its own."""
    user = (await get_or_create_user(session, "600112233")).user
    found = await get_or_create_conversation(session, conversation, user.id)
    return (await open_case(session, user.id, found.conversation.id, catalogue.category_id)).case.id


async def review_everything(session: AsyncSession, case_id: uuid.UUID, catalogue: Catalogue) -> None:
    """Find every image valid that nobody has looked at."""
    for image in images_to_review(await get_case(session, case_id)):
        await review_image(session, case_id, image.id, catalogue, is_valid=True)


async def give_forms(session: AsyncSession, case_id: uuid.UUID) -> None:
    """Personal data, vehicle, workshop and inspection station."""
    case = await get_case(session, case_id)
    assert case.user_id is not None
    await update_personal_data(session, case.user_id, PERSON)
    await update_case_data(session, case_id, {**VEHICLE, **WORKSHOP, **ITV})


async def give_everything(session: AsyncSession, case_id: uuid.UUID, catalogue: Catalogue) -> None:
    """Answer whatever the case asks for, except the elements and the tariff."""
    await give_forms(session, case_id)
    while True:
        case = await get_case(session, case_id)
        open_items = [
            item
            for item in progress(case, catalogue).missing
            if item.step not in {Step.ELEMENTS, Step.TARIFF}
        ]
        if not open_items:
            return
        for item in open_items:
            if item.step is Step.FIELD:
                assert item.element_code is not None
                fields = {field.name: field for field in effective_fields(catalogue, item.element_code)}
                field = fields[item.name]
                if field.field_type == FieldType.PHOTO:
                    name = f"{item.element_code}-{field.name}.jpg"
                    image = NewImage(name, content_hash=content_hash(name.encode()), stored_filename=name)
                    await add_image(session, case_id, image, catalogue)
                    answer: object = name
                else:
                    answer = answer_to(field)
                given = await submit_field_answers(
                    session, case_id, item.element_code, {item.name: answer}, catalogue
                )
                assert not given.submission.rejected, given.submission.rejected
            else:
                assert item.step in {Step.PHOTO, Step.DOCUMENT}, item
                # Some documents take several images; each is another one.
                case = await get_case(session, case_id)
                key = f"{item.element_code}/{item.name}/{len(case.images)}"
                await add_image(
                    session,
                    case_id,
                    NewImage(
                        key,
                        element_code=item.element_code,
                        photo_code=item.name,
                        content_hash=content_hash(key.encode()),
                    ),
                    catalogue,
                )


def answer_to(field: CatalogueField) -> object:
    """Something the field accepts."""
    match field.field_type:
        case FieldType.BOOLEAN:
            return True
        case FieldType.SELECT:
            return field.options[0]
        case FieldType.NUMBER:
            return field.example or str(field.rules.min_value or 1)
        case FieldType.DATE:
            return field.example or "01/02/2026"
        case _:
            return field.example or "Marca Modelo 1"
