"""Cases (expedientes): what is sent to change them, and how they are given."""

from typing import Annotated
from uuid import UUID

from pydantic import AliasPath, ConfigDict, Field, StrictBool, StrictFloat, StrictInt

from agent.services.cases import Step
from api.schemas.base import Amount, ElementCode, Input, Output, Page, Reason, Slug, UtcMoment, at_most
from api.schemas.quote import RequestedElements
from api.schemas.user import UserOut
from domain.quote.contract import Quote
from shared.vocabularies import CaseElementStatus, CaseStatus

Text = Annotated[str, Field(min_length=1, max_length=255)] | None
Number = Annotated[StrictInt, Field(ge=-(2**31), lt=2**31)] | Annotated[str, Field(max_length=40)] | None
YesOrNo = StrictBool | Annotated[str, Field(max_length=40)] | None


class NewCase(Input):
    """A case of a conversation for a category, with the elements of its quote."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "conversation_id": "0f7f0a6e-55a5-4b35-9a0c-2b1f5f1f7d10",
                    "category": "motos-part",
                    "elements": [{"code": "ESCAPE", "quantity": 1}],
                }
            ]
        }
    )

    conversation_id: UUID
    category: Slug
    elements: RequestedElements | None = Field(
        default=None, description="Los del presupuesto; si falta, se deciden más tarde."
    )


class CaseElements(Input):
    """All elements of the case, instead of those it has."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"elements": [{"code": "ESCAPE"}, {"code": "MANILLAR"}]}]}
    )

    elements: RequestedElements


class CaseUpdate(Input):
    """Data of vehicle, dimensions, workshop and ITV, and notes; null clears one, and what is not named stays.

    Text is read as people write it: «2,10 m», «sí», «Vizcaya»; of seats and dimensions also «no cambia».
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "matricula": "1234 BCD",
                    "marca": "Honda",
                    "plazas_iniciales": 2,
                    "nueva_altura_mm": "1,20 m",
                    "taller_propio": "sí",
                    "itv_comunidad": "Madrid",
                }
            ]
        }
    )

    matricula: Text = None
    bastidor: Text = None
    marca: Text = None
    modelo: Text = None
    anio: Number = None
    plazas_iniciales: Number = None
    plazas_finales: Number = None
    nueva_altura_mm: Number = None
    nueva_anchura_mm: Number = None
    nueva_longitud_mm: Number = None
    plazas_sin_cambio: YesOrNo = None
    altura_sin_cambio: YesOrNo = None
    anchura_sin_cambio: YesOrNo = None
    longitud_sin_cambio: YesOrNo = None
    taller_propio: YesOrNo = None
    taller_nombre: Text = None
    taller_responsable: Text = None
    taller_domicilio: Text = None
    taller_provincia: Text = None
    taller_ciudad: Text = None
    taller_telefono: Text = None
    taller_registro_industrial: Text = None
    taller_actividad: Text = None
    itv_comunidad: Text = None
    itv_nombre: Text = None
    notes: Annotated[str, Field(min_length=1, max_length=10_000)] | None = Field(
        default=None, description="Notas internas, de varias líneas; sustituyen a las que hay."
    )


class TariffAcceptance(Input):
    """The total the client was shown and accepted."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"seen_total": "140.00"}]})

    seen_total: Annotated[str, Field(pattern=r"^[0-9]{1,8}\.[0-9]{2}$")]


class TariffReopening(Input):
    """Why the accepted tariff is opened again."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "El cliente añade el manillar."}]})

    reason: Reason


class Transition(Input):
    """The status wanted; going back to collecting, cancelling and abandoning need a reason."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"to": "pending_review"}]})

    to: CaseStatus
    reason: Reason | None = None


Answer = (
    StrictBool
    | StrictInt
    | Annotated[StrictFloat, Field(allow_inf_nan=False)]
    | Annotated[str, Field(max_length=4000)]
)


class FieldAnswers(Input):
    """Answers by field name, in the client's words or typed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"answers": {"marca": "Akrapovic"}}]})

    answers: Annotated[
        dict[Annotated[str, Field(min_length=1, max_length=100)], Answer],
        at_most(200),
        Field(min_length=1, max_length=200),
    ]


class MissingField(Output):
    """A required field without an answer."""

    name: str
    label: str


class AnswersOut(Output):
    """What became of the answers: stored, rejected with the reason for the client, or not applicable."""

    element_code: str
    status: CaseElementStatus
    answers: dict[str, bool | int | float | str | None]
    accepted: dict[str, bool | int | float | str | None]
    rejected: dict[str, str]
    dropped: list[str]
    missing: list[MissingField]


class CaseElementOut(Output):
    """What a case has collected for one of its elements."""

    element_code: str
    quantity: int
    status: CaseElementStatus
    field_values: dict[str, bool | int | float | str | None]


class CaseBrief(Output):
    """A case in a list."""

    id: UUID
    status: CaseStatus
    version: int
    user_id: UUID | None
    conversation_id: UUID | None
    category: str | None = Field(default=None, validation_alias=AliasPath("category", "slug"))
    element_codes: list[str]
    matricula: str | None
    created_at: UtcMoment
    updated_at: UtcMoment
    completed_at: UtcMoment | None
    resolved_at: UtcMoment | None


class CaseOut(CaseBrief):
    """A case with everything it has collected, except its images. `version` is also its ETag."""

    bastidor: str | None
    marca: str | None
    modelo: str | None
    anio: int | None
    plazas_iniciales: int | None
    plazas_finales: int | None
    nueva_altura_mm: int | None
    nueva_anchura_mm: int | None
    nueva_longitud_mm: int | None
    plazas_sin_cambio: bool
    altura_sin_cambio: bool
    anchura_sin_cambio: bool
    longitud_sin_cambio: bool
    taller_propio: bool | None
    taller_nombre: str | None
    taller_responsable: str | None
    taller_domicilio: str | None
    taller_provincia: str | None
    taller_ciudad: str | None
    taller_telefono: str | None
    taller_registro_industrial: str | None
    taller_actividad: str | None
    itv_comunidad: str | None
    itv_nombre: str | None
    tariff_amount: Amount | None
    tariff_accepted_at: UtcMoment | None
    tariff_revision: int
    tariff_snapshot: Quote | None = Field(description="El presupuesto aceptado, tal como se aceptó.")
    notes: str | None
    elements: list[CaseElementOut]
    owner: UserOut | None


class CasePage(Page):
    """Cases, newest first."""

    items: list[CaseBrief]


class MissingOut(Output):
    """One thing a case lacks, and how to ask for it."""

    step: Step
    name: str
    question: str
    element_code: str | None


class WaitingImage(Output):
    """An image that nobody of the firm has looked at."""

    id: UUID
    display_name: str
    element_code: str | None
    photo_code: str | None


class ProgressOut(Output):
    """What a case has and lacks, in the order to ask for it.

    `is_complete`: the client has nothing more to give. `to_review`: the images without a review or a waiver
    of it; while there are any, the case can't be completed.
    """

    is_complete: bool
    percentage: Annotated[int, Field(ge=0, le=100)]
    done: int
    total: int
    next_question: str | None
    missing: list[MissingOut]
    to_review: list[WaitingImage]


class ImageOut(Output):
    """An image of a case. `is_valid` null: not reviewed yet. `has_content`: its file is kept here.

    `file_size`, `width` and `height` are those of the stored file, `content_hash` is that of the file as it
    was sent.
    """

    id: UUID
    case_id: UUID
    display_name: str
    original_filename: str | None
    description: str | None
    element_code: str | None
    photo_code: str | None
    image_type: str | None
    mime_type: str | None
    file_size: int | None
    width: int | None
    height: int | None
    content_hash: str | None
    chatwoot_message_id: int | None
    chatwoot_attachment_id: int | None
    is_valid: bool | None
    validation_notes: str | None
    review_waived_by: str | None
    review_waiver_reason: str | None
    has_content: bool
    has_thumbnail: bool
    created_at: UtcMoment


class NewImageData(Input):
    """An image kept elsewhere: what is known of it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "display_name": "escape.jpg",
                    "element_code": "ESCAPE",
                    "chatwoot_message_id": 815,
                    "chatwoot_attachment_id": 42,
                }
            ]
        }
    )

    display_name: Annotated[str, Field(min_length=1, max_length=200)]
    element_code: ElementCode | None = None
    photo_code: Annotated[str, Field(min_length=1, max_length=50)] | None = None
    image_type: Annotated[str, Field(min_length=1, max_length=50)] | None = None
    description: Annotated[str, Field(min_length=1, max_length=2000)] | None = None
    mime_type: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    file_size: Annotated[StrictInt, Field(ge=0, lt=2**31)] | None = None
    content_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    chatwoot_message_id: Annotated[StrictInt, Field(ge=1, lt=2**63)] | None = None
    chatwoot_attachment_id: Annotated[StrictInt, Field(ge=1, lt=2**63)] | None = None


class ImagePlace(Input):
    """Which photo an image is: of an element, or a base document without one."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"element_code": "ESCAPE", "photo_code": "ESCAPE_INSTALADO"}]}
    )

    element_code: ElementCode | None
    photo_code: Annotated[str, Field(min_length=1, max_length=50)] | None


class ImageReview(Input):
    """Valid, invalid (with the reason the client is told) or not reviewed."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"is_valid": False, "notes": "La foto está borrosa."}]}
    )

    is_valid: StrictBool | None
    notes: Annotated[str, Field(min_length=1, max_length=1000)] | None = None


class ReviewWaiver(Input):
    """Who answers for the images that nobody has reviewed staying so, and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"waived_by": "Ana Ruiz", "reason": "Vistas en el taller con el vehículo delante."}]
        }
    )

    waived_by: Annotated[str, Field(min_length=1, max_length=100)]
    reason: Reason
