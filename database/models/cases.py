"""Cases (expedientes): vehicle, workshop and ITV data, images, per-element answers, escalations."""

import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from database.jsonb.records import CodeList, FieldValues, OpenObject
from database.models.admin import AdminUser
from database.models.base import (
    Base,
    fk,
    json_list,
    json_object,
    linked,
    owned,
    vocabulary,
    word,
)
from database.models.core import ConversationHistory, User
from database.models.soundness import is_phone
from database.models.tariff import TariffTier, VehicleCategory
from domain.quote.snapshot import TariffSnapshot
from shared.vocabularies import CaseElementStatus, CaseStatus, EscalationSource, EscalationStatus

OPEN_CASE = "status IN ('collecting', 'pending_review', 'in_progress')"
COLLECTING_CASE = "status = 'collecting'"
OPEN_ESCALATION = "status IN ('pending', 'in_progress')"


def unchanged(what: str) -> Mapped[bool]:
    """Whether the client, asked about it, has said that the reform leaves it as it is."""
    return mapped_column(
        default=False, server_default=false(), comment=f"Asked: the reform leaves {what} as is"
    )


class Case(Base):
    """One homologation case. It outlives its user and category: their keys become NULL, never the case.

    Triggers refuse illegal changes of `status` and, once a tariff is accepted, any change of it or of the
    elements it prices; only clearing all of it together with a higher `tariff_revision` reopens it.
    """

    __tablename__ = "cases"

    user_id: Mapped[uuid.UUID | None] = mapped_column(fk("users.id", ondelete="SET NULL"), index=True)
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("conversation_history.id", ondelete="SET NULL"), index=True
    )
    category_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("vehicle_categories.id", ondelete="SET NULL"), index=True
    )
    status: Mapped[str] = mapped_column(
        word(), default=CaseStatus.COLLECTING, server_default=text("'collecting'"), index=True
    )
    element_codes: Mapped[list[str]] = json_list(CodeList)

    marca: Mapped[str | None] = mapped_column(String(100))
    modelo: Mapped[str | None] = mapped_column(String(100))
    matricula: Mapped[str | None] = mapped_column(String(20), index=True)
    bastidor: Mapped[str | None] = mapped_column(
        String(50), index=True, comment="VIN or older chassis number"
    )
    anio: Mapped[int | None]
    plazas_iniciales: Mapped[int | None]
    plazas_finales: Mapped[int | None]
    nueva_altura_mm: Mapped[int | None]
    nueva_anchura_mm: Mapped[int | None]
    nueva_longitud_mm: Mapped[int | None]
    plazas_sin_cambio: Mapped[bool] = unchanged("plazas")
    altura_sin_cambio: Mapped[bool] = unchanged("altura")
    anchura_sin_cambio: Mapped[bool] = unchanged("anchura")
    longitud_sin_cambio: Mapped[bool] = unchanged("longitud")

    itv_comunidad: Mapped[str | None] = mapped_column(String(100))
    itv_nombre: Mapped[str | None] = mapped_column(String(200))

    taller_propio: Mapped[bool | None] = mapped_column(
        comment="True: the client's workshop certifies; False: the firm provides the certificate"
    )
    taller_nombre: Mapped[str | None] = mapped_column(String(200))
    taller_responsable: Mapped[str | None] = mapped_column(String(200))
    taller_domicilio: Mapped[str | None] = mapped_column(String(255))
    taller_provincia: Mapped[str | None] = mapped_column(String(100))
    taller_ciudad: Mapped[str | None] = mapped_column(String(100))
    taller_telefono: Mapped[str | None] = mapped_column(String(20))
    taller_registro_industrial: Mapped[str | None] = mapped_column(String(100))
    taller_actividad: Mapped[str | None] = mapped_column(String(200))

    tariff_tier_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("tariff_tiers.id", ondelete="SET NULL"), index=True
    )
    tariff_amount: Mapped[Decimal | None] = mapped_column(Numeric(10, 2), comment="EUR without VAT, frozen")
    tariff_snapshot: Mapped[dict[str, object]] = json_object(TariffSnapshot)
    tariff_accepted_at: Mapped[datetime | None]
    tariff_revision: Mapped[int] = mapped_column(
        default=0, server_default=text("0"), comment="How often an accepted tariff was reopened"
    )

    notes: Mapped[str | None] = mapped_column(Text)
    metadata_: Mapped[dict[str, object]] = json_object(OpenObject, name="metadata")
    completed_at: Mapped[datetime | None]
    resolved_by: Mapped[uuid.UUID | None] = mapped_column(
        fk("admin_users.id", ondelete="SET NULL"), index=True
    )
    resolved_at: Mapped[datetime | None] = mapped_column(
        comment="When it was completed, cancelled or abandoned"
    )
    version: Mapped[int] = mapped_column(
        default=1, server_default=text("1"), comment="Counts the changes; two editors collide on it"
    )

    user: Mapped[User | None] = linked("User", back_populates="cases")
    conversation: Mapped[ConversationHistory | None] = linked("ConversationHistory")
    category: Mapped[VehicleCategory | None] = linked("VehicleCategory")
    tariff_tier: Mapped[TariffTier | None] = linked("TariffTier")
    images: Mapped[list["CaseImage"]] = owned("CaseImage", back_populates="case")
    element_data: Mapped[list["CaseElementData"]] = owned("CaseElementData", back_populates="case")
    escalations: Mapped[list["Escalation"]] = linked(
        "Escalation", back_populates="case", passive_deletes=True
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling
    __table_args__ = (
        vocabulary("status", CaseStatus),
        Index(
            "uq_cases_conversation_id_category_id_collecting",
            "conversation_id",
            "category_id",
            unique=True,
            postgresql_where=text(COLLECTING_CASE),
            sqlite_where=text(COLLECTING_CASE),
        ),
        Index("ix_cases_created_at_id", "created_at", "id"),
        CheckConstraint("tariff_revision >= 0", name="tariff_revision_not_negative"),
        CheckConstraint("version >= 1", name="version_positive"),
        CheckConstraint(
            "tariff_accepted_at IS NULL OR tariff_amount IS NOT NULL", name="accepted_has_amount"
        ),
        CheckConstraint("(status = 'completed') = (completed_at IS NOT NULL)", name="completed_when"),
        CheckConstraint(f"resolved_at IS NULL OR NOT {OPEN_CASE}", name="resolved_when"),
        CheckConstraint("resolved_by IS NULL OR resolved_at IS NOT NULL", name="resolved_by_when"),
        CheckConstraint(
            f"taller_telefono IS NULL OR ({is_phone('taller_telefono')} AND taller_telefono NOT LIKE '+0%')",
            name="taller_telefono_e164",
        ),
        CheckConstraint("anio IS NULL OR anio BETWEEN 1885 AND 2200", name="anio_range"),
        CheckConstraint("tariff_amount IS NULL OR tariff_amount >= 0", name="tariff_amount_not_negative"),
        CheckConstraint(
            "(plazas_iniciales IS NULL OR plazas_iniciales > 0) AND "
            "(plazas_finales IS NULL OR plazas_finales > 0)",
            name="plazas_positive",
        ),
        CheckConstraint(
            "(nueva_altura_mm IS NULL OR nueva_altura_mm > 0) AND "
            "(nueva_anchura_mm IS NULL OR nueva_anchura_mm > 0) AND "
            "(nueva_longitud_mm IS NULL OR nueva_longitud_mm > 0)",
            name="dimensions_positive",
        ),
        CheckConstraint(
            "NOT plazas_sin_cambio OR plazas_finales IS NULL OR plazas_finales = plazas_iniciales",
            name="plazas_sin_cambio",
        ),
        CheckConstraint(
            "NOT (altura_sin_cambio AND nueva_altura_mm IS NOT NULL) AND "
            "NOT (anchura_sin_cambio AND nueva_anchura_mm IS NOT NULL) AND "
            "NOT (longitud_sin_cambio AND nueva_longitud_mm IS NOT NULL)",
            name="dimensions_sin_cambio",
        ),
    )


class CaseImage(Base):
    """An image sent for a case. `is_valid` is tri-state: NULL means not reviewed yet.

    A completed case has none that is neither reviewed nor has its review waived by somebody named: triggers
    keep it so.
    """

    __tablename__ = "case_images"

    case_id: Mapped[uuid.UUID] = mapped_column(fk("cases.id", ondelete="CASCADE"), index=True)
    display_name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None] = mapped_column(Text)
    element_code: Mapped[str | None] = mapped_column(String(50))
    photo_code: Mapped[str | None] = mapped_column(
        String(50), comment="Code of the photo of the element, or of the base document, that it is"
    )
    image_type: Mapped[str | None] = mapped_column(String(50))
    stored_filename: Mapped[str | None] = mapped_column(String(255), index=True)
    original_filename: Mapped[str | None] = mapped_column(
        String(255), comment="As the client's device named it"
    )
    thumbnail_filename: Mapped[str | None] = mapped_column(String(255), index=True)
    mime_type: Mapped[str | None] = mapped_column(String(100))
    file_size: Mapped[int | None] = mapped_column(comment="Bytes")
    width: Mapped[int | None] = mapped_column(comment="Pixels")
    height: Mapped[int | None] = mapped_column(comment="Pixels")
    content_hash: Mapped[str | None] = mapped_column(
        String(64), comment="SHA-256, hexadecimal, of the file as it was sent"
    )
    chatwoot_message_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    chatwoot_attachment_id: Mapped[int | None] = mapped_column(BigInteger)
    is_valid: Mapped[bool | None]
    validation_notes: Mapped[str | None] = mapped_column(Text)
    review_waived_by: Mapped[str | None] = mapped_column(
        String(100), comment="Who answers for its not being reviewed"
    )
    review_waiver_reason: Mapped[str | None] = mapped_column(Text)

    case: Mapped[Case] = linked("Case", back_populates="images")

    __table_args__ = (
        CheckConstraint(
            "(review_waived_by IS NULL) = (review_waiver_reason IS NULL) AND (review_waived_by IS NULL "
            "OR (trim(review_waived_by) <> '' AND trim(review_waiver_reason) <> ''))",
            name="waiver_complete",
        ),
        CheckConstraint(
            "(width IS NULL) = (height IS NULL) AND (width IS NULL OR (width > 0 AND height > 0))",
            name="size_positive",
        ),
        CheckConstraint(
            "thumbnail_filename IS NULL OR stored_filename IS NOT NULL", name="thumbnail_of_file"
        ),
        UniqueConstraint("case_id", "content_hash"),
        UniqueConstraint(
            "case_id",
            "chatwoot_message_id",
            "chatwoot_attachment_id",
            name="uq_case_images_case_id_attachment",
        ),
    )


class CaseElementData(Base):
    """What a case has collected for one of its elements."""

    __tablename__ = "case_element_data"

    case_id: Mapped[uuid.UUID] = mapped_column(fk("cases.id", ondelete="CASCADE"), index=True)
    element_code: Mapped[str] = mapped_column(String(50))
    quantity: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    field_values: Mapped[dict[str, object]] = json_object(FieldValues)
    status: Mapped[str] = mapped_column(
        word(), default=CaseElementStatus.PENDING_PHOTOS, server_default=text("'pending_photos'")
    )
    photos_completed_at: Mapped[datetime | None]
    data_completed_at: Mapped[datetime | None]

    case: Mapped[Case] = linked("Case", back_populates="element_data")

    __table_args__ = (
        UniqueConstraint("case_id", "element_code"),
        vocabulary("status", CaseElementStatus),
        CheckConstraint("quantity >= 1", name="quantity_positive"),
    )


class Escalation(Base):
    """A request for a human agent. A conversation has at most one that is not resolved."""

    __tablename__ = "escalations"

    conversation_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("conversation_history.id", ondelete="SET NULL"), index=True
    )
    user_id: Mapped[uuid.UUID | None] = mapped_column(fk("users.id", ondelete="SET NULL"), index=True)
    case_id: Mapped[uuid.UUID | None] = mapped_column(fk("cases.id", ondelete="SET NULL"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(word())
    status: Mapped[str] = mapped_column(
        word(), default=EscalationStatus.PENDING, server_default=text("'pending'")
    )
    metadata_: Mapped[dict[str, object]] = json_object(OpenObject, name="metadata")
    hands_over: Mapped[bool] = mapped_column(
        default=True,
        server_default=true(),
        comment="false: one question for a person, and the assistant goes on",
    )
    taken_by: Mapped[uuid.UUID | None] = mapped_column(fk("admin_users.id", ondelete="SET NULL"), index=True)
    taken_at: Mapped[datetime | None]
    resolved_by: Mapped[uuid.UUID | None] = mapped_column(
        fk("admin_users.id", ondelete="SET NULL"), index=True
    )
    resolved_at: Mapped[datetime | None]
    resolution: Mapped[str | None] = mapped_column(Text)

    conversation: Mapped[ConversationHistory | None] = linked("ConversationHistory")
    user: Mapped[User | None] = linked("User")
    case: Mapped[Case | None] = linked("Case", back_populates="escalations")
    taker: Mapped[AdminUser | None] = linked("AdminUser", foreign_keys=[taken_by])
    resolver: Mapped[AdminUser | None] = linked("AdminUser", foreign_keys=[resolved_by])

    __table_args__ = (
        vocabulary("source", EscalationSource),
        vocabulary("status", EscalationStatus),
        Index("ix_escalations_status_created_at", "status", "created_at"),
        CheckConstraint("status <> 'resolved' OR resolved_at IS NOT NULL", name="resolved_when"),
        CheckConstraint(
            "status <> 'resolved' OR (resolution IS NOT NULL AND trim(resolution) <> '')",
            name="resolution_given",
        ),
        Index(
            "uq_escalations_conversation_id_open",
            "conversation_id",
            unique=True,
            postgresql_where=text(OPEN_ESCALATION),
            sqlite_where=text(OPEN_ESCALATION),
        ),
    )
