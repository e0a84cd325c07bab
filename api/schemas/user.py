"""Users: persons and companies, one for each phone."""

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from api.schemas.base import ChatwootId, Input, Output, Page, UtcMoment
from shared.vocabularies import ClientType

Datum = Annotated[str, Field(min_length=1, max_length=254)] | None


class PersonalData(Input):
    """Data to change; null clears one, and what is not named stays."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"nif_cif": "12345678Z", "first_name": "Ana", "domicilio_cp": "28013"}]
        }
    )

    first_name: Datum = None
    last_name: Datum = None
    company_name: Datum = None
    nif_cif: Datum = None
    email: Datum = None
    domicilio_calle: Datum = None
    domicilio_localidad: Datum = None
    domicilio_provincia: Datum = None
    domicilio_cp: Datum = None


class NewUser(PersonalData):
    """A phone in any spelling (without a country code it is Spanish), and what is known of its person."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"phone": "600 11 12 22", "client_type": "particular", "first_name": "Ana"}]
        }
    )

    phone: Annotated[str, Field(min_length=1, max_length=40)]
    chatwoot_contact_id: ChatwootId | None = None
    client_type: ClientType = ClientType.PARTICULAR


class UserUpdate(PersonalData):
    """Personal data and the kind of client."""

    client_type: ClientType = Field(default=ClientType.PARTICULAR, description="Si falta, no cambia.")


class UserOut(Output):
    """A user with the personal data of their cases."""

    id: UUID
    phone: str = Field(examples=["+34600111222"])
    client_type: ClientType
    chatwoot_contact_id: int | None
    first_name: str | None
    last_name: str | None
    company_name: str | None
    nif_cif: str | None
    email: str | None
    domicilio_calle: str | None
    domicilio_localidad: str | None
    domicilio_provincia: str | None
    domicilio_cp: str | None
    created_at: UtcMoment
    updated_at: UtcMoment


class UserPage(Page):
    """Users, newest first."""

    items: list[UserOut]
