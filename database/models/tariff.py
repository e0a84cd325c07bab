"""Tariff system: categories, tiers, elements and everything that hangs on them."""

import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
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
from sqlalchemy.sql.elements import conv

from database.models.base import (
    Base,
    SoftDelete,
    attached,
    fk,
    json_list,
    json_object,
    linked,
    owned,
    vocabulary,
    word,
)
from domain.catalogue.schemas import (
    ClassificationRules,
    Codes,
    ElementMetadata,
    Options,
    Phrases,
    TriggerConditions,
    ValidationRules,
)
from shared.vocabularies import (
    BeyondKind,
    ClientType,
    ConditionOperator,
    FieldType,
    ImageStatus,
    ImageType,
    PromptSectionType,
    ServiceKind,
    ServiceScope,
    Severity,
    ShowCondition,
)


def position() -> Mapped[int]:
    """Position among siblings, ascending."""
    return mapped_column(default=0, server_default=text("0"))


class VehicleCategory(SoftDelete, Base):
    """A kind of vehicle for one type of client; owns a tariff and a catalogue."""

    __tablename__ = "vehicle_categories"

    slug: Mapped[str] = mapped_column(String(50), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    description: Mapped[str | None] = mapped_column(Text)
    client_type: Mapped[str] = mapped_column(word(), index=True)
    icon: Mapped[str | None] = mapped_column(String(50))
    sort_order: Mapped[int] = position()

    tiers: Mapped[list["TariffTier"]] = owned(
        "TariffTier", back_populates="category", order_by="TariffTier.sort_order"
    )
    elements: Mapped[list["Element"]] = owned(
        "Element", back_populates="category", order_by="Element.sort_order"
    )
    base_documentation: Mapped[list["BaseDocumentation"]] = owned(
        "BaseDocumentation", back_populates="category", order_by="BaseDocumentation.sort_order"
    )
    warnings: Mapped[list["Warning"]] = attached("Warning", back_populates="category")
    additional_services: Mapped[list["AdditionalService"]] = owned(
        "AdditionalService", back_populates="category", order_by="AdditionalService.sort_order"
    )
    prompt_sections: Mapped[list["TariffPromptSection"]] = owned(
        "TariffPromptSection", back_populates="category"
    )
    untariffed_works: Mapped[list["UntariffedWork"]] = owned(
        "UntariffedWork", back_populates="category", order_by="UntariffedWork.sort_order"
    )

    __table_args__ = (vocabulary("client_type", ClientType),)


class TariffTier(SoftDelete, Base):
    """One price of a tariff. What it admits stands in `tier_element_inclusions`."""

    __tablename__ = "tariff_tiers"

    category_id: Mapped[uuid.UUID] = mapped_column(
        fk("vehicle_categories.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None] = mapped_column(Text)
    conditions: Mapped[str | None] = mapped_column(Text, comment="What the client is told of when it applies")
    price: Mapped[Decimal] = mapped_column(Numeric(10, 2), comment="EUR without VAT")
    requires_project: Mapped[bool] = mapped_column(default=False, server_default=false())
    classification_rules: Mapped[dict[str, object]] = json_object(ClassificationRules)
    min_elements: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    max_elements: Mapped[int | None] = mapped_column(comment="NULL: no bound")
    sort_order: Mapped[int] = position()

    category: Mapped[VehicleCategory] = linked("VehicleCategory", back_populates="tiers")
    inclusions: Mapped[list["TierElementInclusion"]] = attached(
        "TierElementInclusion", back_populates="tier", foreign_keys="TierElementInclusion.tier_id"
    )
    included_in: Mapped[list["TierElementInclusion"]] = attached(
        "TierElementInclusion",
        back_populates="included_tier",
        foreign_keys="TierElementInclusion.included_tier_id",
    )
    warnings: Mapped[list["Warning"]] = attached("Warning", back_populates="tier")

    __table_args__ = (
        UniqueConstraint("category_id", "code", name="uq_tariff_tiers_category_id_code"),
        CheckConstraint("price >= 0", name="price_not_negative"),
        CheckConstraint("min_elements >= 0", name="min_elements_not_negative"),
        CheckConstraint("max_elements IS NULL OR max_elements >= min_elements", name="elements_range"),
    )


class BaseDocumentation(SoftDelete, Base):
    """A document or photo that every case of a category needs."""

    __tablename__ = "base_documentation"

    category_id: Mapped[uuid.UUID] = mapped_column(
        fk("vehicle_categories.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str | None] = mapped_column(String(50))
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text)
    image_url: Mapped[str | None] = mapped_column(String(500), comment="Example of what has to be sent")
    is_mandatory: Mapped[bool] = mapped_column(default=True, server_default=true())
    min_images: Mapped[int] = mapped_column(
        default=1, server_default=text("1"), comment="Images it takes: four outside views are four"
    )
    sort_order: Mapped[int] = position()

    category: Mapped[VehicleCategory] = linked("VehicleCategory", back_populates="base_documentation")

    __table_args__ = (
        UniqueConstraint("category_id", "code"),
        CheckConstraint("min_images BETWEEN 1 AND 50", name="min_images_range"),
    )


class Element(SoftDelete, Base):
    """A homologable element (reform) of a category, possibly a variant of another one."""

    __tablename__ = "elements"

    category_id: Mapped[uuid.UUID] = mapped_column(
        fk("vehicle_categories.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str] = mapped_column(String(50), comment="Unique element code (e.g. 'ESCAPE')")
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None] = mapped_column(Text)
    keywords: Mapped[list[str]] = json_list(Phrases)
    aliases: Mapped[list[str]] = json_list(Phrases)
    metadata_: Mapped[dict[str, object]] = json_object(ElementMetadata, name="metadata")
    sort_order: Mapped[int] = position()
    is_countable: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="Units count: two solar panels are two reforms"
    )
    parent_element_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("elements.id", ondelete="SET NULL"), index=True
    )
    variant_type: Mapped[str | None] = mapped_column(String(50))
    variant_code: Mapped[str | None] = mapped_column(String(50))
    question_hint: Mapped[str | None] = mapped_column(Text, comment="Question that tells the variants apart")
    multi_select_keywords: Mapped[list[str]] = json_list(Phrases)
    inherit_parent_data: Mapped[bool] = mapped_column(default=False, server_default=false())
    brings_along: Mapped[list[str]] = json_list(
        Codes, comment="Codes of the elements that this one always changes too"
    )

    category: Mapped[VehicleCategory] = linked("VehicleCategory", back_populates="elements")
    parent: Mapped["Element | None"] = linked("Element", back_populates="children", remote_side="Element.id")
    children: Mapped[list["Element"]] = linked(
        "Element", back_populates="parent", passive_deletes=True, order_by="Element.sort_order"
    )
    images: Mapped[list["ElementImage"]] = owned(
        "ElementImage", back_populates="element", order_by="ElementImage.sort_order"
    )
    required_fields: Mapped[list["ElementRequiredField"]] = owned(
        "ElementRequiredField", back_populates="element", order_by="ElementRequiredField.sort_order"
    )
    warnings: Mapped[list["Warning"]] = attached("Warning", back_populates="element")
    warning_associations: Mapped[list["ElementWarningAssociation"]] = attached(
        "ElementWarningAssociation",
        back_populates="element",
        foreign_keys="ElementWarningAssociation.element_id",
    )
    tier_inclusions: Mapped[list["TierElementInclusion"]] = attached(
        "TierElementInclusion", back_populates="element"
    )
    surcharges: Mapped[list["AdditionalService"]] = linked(
        "AdditionalService", back_populates="element", passive_deletes=True
    )
    contrary_words: Mapped[list["ElementContraryWord"]] = owned(
        "ElementContraryWord", back_populates="element", order_by="ElementContraryWord.words"
    )
    reverse_works: Mapped[list["UntariffedWork"]] = linked(
        "UntariffedWork", back_populates="reverse_of", passive_deletes=True
    )

    __table_args__ = (
        UniqueConstraint("category_id", "code", name="uq_category_element_code"),
        CheckConstraint("parent_element_id IS NULL OR parent_element_id <> id", name="parent_not_itself"),
        Index("ix_elements_keywords", "keywords", postgresql_using="gin"),
    )


class ElementContraryWord(SoftDelete, Base):
    """Words beside which an element's own words mean another thing: an «asiento» has «anclajes» too."""

    __tablename__ = "element_contrary_words"

    element_id: Mapped[uuid.UUID] = mapped_column(fk("elements.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(String(200))
    notes: Mapped[str | None] = mapped_column(Text, comment="What is meant instead, for staff")

    element: Mapped[Element] = linked("Element", back_populates="contrary_words")

    __table_args__ = (
        UniqueConstraint("element_id", "words"),
        CheckConstraint("length(trim(words)) > 0", name="words_given"),
    )


class UntariffedWork(SoftDelete, Base):
    """Work that clients ask for and the tariff does not price, with what is said about it: never a price.

    `reverse_of`: the element whose opposite it is: of two numbers («de 6 a 4 plazas») the lower comes last.
    `covers_request`: whatever else is asked for belongs to it, so nothing is priced.
    """

    __tablename__ = "untariffed_works"

    category_id: Mapped[uuid.UUID] = mapped_column(
        fk("vehicle_categories.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str] = mapped_column(String(50))
    name: Mapped[str] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(word())
    answer: Mapped[str] = mapped_column(Text, comment="What the client is told")
    keywords: Mapped[list[str]] = json_list(Phrases)
    contrary_words: Mapped[list[str]] = json_list(
        Phrases, comment="Words beside which the keywords mean another thing"
    )
    reverse_of_element_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("elements.id", ondelete="SET NULL"), index=True
    )
    covers_request: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="All else that is asked for belongs to it"
    )
    sort_order: Mapped[int] = position()

    category: Mapped[VehicleCategory] = linked("VehicleCategory", back_populates="untariffed_works")
    reverse_of: Mapped[Element | None] = linked("Element", back_populates="reverse_works")

    __table_args__ = (
        UniqueConstraint("category_id", "code"),
        vocabulary("what", BeyondKind),
        CheckConstraint("length(trim(answer)) > 0", name="answer_given"),
        CheckConstraint("NOT covers_request OR what = 'person'", name="covering_needs_person"),
    )


class ElementImage(SoftDelete, Base):
    """A picture of an element: an example, a required document, a step … or a placeholder for one."""

    __tablename__ = "element_images"

    element_id: Mapped[uuid.UUID] = mapped_column(fk("elements.id", ondelete="CASCADE"), index=True)
    code: Mapped[str | None] = mapped_column(String(50))
    title: Mapped[str | None] = mapped_column(String(200))
    image_type: Mapped[str] = mapped_column(
        word(), default=ImageType.EXAMPLE, server_default=text("'example'")
    )
    image_url: Mapped[str | None] = mapped_column(String(500))
    description: Mapped[str | None] = mapped_column(Text)
    alt_text: Mapped[str | None] = mapped_column(String(300))
    user_instruction: Mapped[str | None] = mapped_column(Text, comment="What the client is told to send")
    is_required: Mapped[bool] = mapped_column(default=False, server_default=false())
    status: Mapped[str] = mapped_column(
        word(), default=ImageStatus.PLACEHOLDER, server_default=text("'placeholder'")
    )
    validated_at: Mapped[datetime | None] = mapped_column(comment="When its file was last found to be there")
    sort_order: Mapped[int] = position()

    element: Mapped[Element] = linked("Element", back_populates="images")

    __table_args__ = (
        UniqueConstraint("element_id", "code"),
        vocabulary("image_type", ImageType),
        vocabulary("status", ImageStatus),
        CheckConstraint("status <> 'active' OR image_url IS NOT NULL", name="active_has_url"),
    )


class ElementRequiredField(SoftDelete, Base):
    """A datum the client must give for an element, shown only when its condition holds."""

    __tablename__ = "element_required_fields"

    element_id: Mapped[uuid.UUID] = mapped_column(fk("elements.id", ondelete="CASCADE"), index=True)
    field_name: Mapped[str] = mapped_column(String(100))
    field_label: Mapped[str | None] = mapped_column(String(200))
    field_type: Mapped[str] = mapped_column(word(), default=FieldType.TEXT, server_default=text("'text'"))
    options: Mapped[list[str]] = json_list(Options)
    is_required: Mapped[bool] = mapped_column(default=True, server_default=true())
    validation_rules: Mapped[dict[str, object]] = json_object(ValidationRules)
    example_value: Mapped[str | None] = mapped_column(String(200))
    instruction: Mapped[str | None] = mapped_column(Text)
    sort_order: Mapped[int] = position()
    condition_field_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("element_required_fields.id", ondelete="SET NULL"), index=True
    )
    condition_operator: Mapped[str | None] = mapped_column(word())
    condition_value: Mapped[str | None] = mapped_column(String(200))

    element: Mapped[Element] = linked("Element", back_populates="required_fields")
    condition_field: Mapped["ElementRequiredField | None"] = linked(
        "ElementRequiredField", back_populates="dependent_fields", remote_side="ElementRequiredField.id"
    )
    dependent_fields: Mapped[list["ElementRequiredField"]] = linked(
        "ElementRequiredField", back_populates="condition_field", passive_deletes=True
    )

    __table_args__ = (
        UniqueConstraint("element_id", "field_name"),
        vocabulary("field_type", FieldType),
        vocabulary("condition_operator", ConditionOperator),
        CheckConstraint(
            "condition_field_id IS NULL OR condition_field_id <> id", name="condition_not_itself"
        ),
        CheckConstraint(
            "condition_field_id IS NULL OR (condition_operator IS NOT NULL AND condition_value IS NOT NULL)",
            name="condition_complete",
        ),
    )


class TierElementInclusion(SoftDelete, Base):
    """One quota of a tier: for an element, or for everything an included tier admits.

    Rows of one tier that share a `quota_group` form a pool: together they take at most `group_max` units
    and, if `group_min` is given, at least that many (see docs/decisions, tariff quotas).
    """

    __tablename__ = "tier_element_inclusions"

    tier_id: Mapped[uuid.UUID] = mapped_column(fk("tariff_tiers.id", ondelete="CASCADE"), index=True)
    element_id: Mapped[uuid.UUID | None] = mapped_column(fk("elements.id", ondelete="CASCADE"), index=True)
    included_tier_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("tariff_tiers.id", ondelete="CASCADE"), index=True
    )
    min_quantity: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    max_quantity: Mapped[int | None] = mapped_column(comment="NULL: no bound")
    quota_group: Mapped[str | None] = mapped_column(String(50), comment="Pool shared by rows of the tier")
    group_min: Mapped[int | None] = mapped_column(comment="Least units of the whole pool; NULL: none")
    group_max: Mapped[int | None] = mapped_column(comment="Most units of the whole pool; NULL: no bound")
    notes: Mapped[str | None] = mapped_column(Text)

    tier: Mapped[TariffTier] = linked("TariffTier", back_populates="inclusions", foreign_keys=[tier_id])
    element: Mapped[Element | None] = linked("Element", back_populates="tier_inclusions")
    included_tier: Mapped[TariffTier | None] = linked(
        "TariffTier", back_populates="included_in", foreign_keys=[included_tier_id]
    )

    __table_args__ = (
        UniqueConstraint("tier_id", "element_id"),
        UniqueConstraint("tier_id", "included_tier_id"),
        CheckConstraint("(element_id IS NULL) <> (included_tier_id IS NULL)", name="element_xor_tier"),
        CheckConstraint("included_tier_id IS NULL OR included_tier_id <> tier_id", name="tier_not_itself"),
        CheckConstraint("min_quantity >= 0", name="min_quantity_not_negative"),
        CheckConstraint("max_quantity IS NULL OR max_quantity >= min_quantity", name="quantity_range"),
        CheckConstraint(
            "quota_group IS NOT NULL OR (group_min IS NULL AND group_max IS NULL)", name="group_named"
        ),
        CheckConstraint("group_min IS NULL OR group_min >= 0", name="group_min_not_negative"),
        CheckConstraint("group_max IS NULL OR group_max >= COALESCE(group_min, 0)", name="group_range"),
    )


class ElementWarningAssociation(Base):
    """Second representation of an element warning, with display conditions (spec: "Dual Architecture").

    The database keeps it equal to `warnings.element_id`, whoever writes.
    """

    __tablename__ = "element_warning_associations"

    element_id: Mapped[uuid.UUID] = mapped_column(fk("elements.id", ondelete="CASCADE"), index=True)
    warning_id: Mapped[uuid.UUID] = mapped_column(index=True)
    show_condition: Mapped[str] = mapped_column(
        word(), default=ShowCondition.ALWAYS, server_default=text("'always'")
    )
    threshold_quantity: Mapped[int | None]

    element: Mapped[Element] = linked(
        "Element", back_populates="warning_associations", foreign_keys=[element_id]
    )
    warning: Mapped["Warning"] = linked(
        "Warning", back_populates="element_associations", foreign_keys=[warning_id]
    )

    __table_args__ = (
        # On SQLite an explicit insert replaces the association its trigger has made for the warning.
        UniqueConstraint("element_id", "warning_id", sqlite_on_conflict="REPLACE"),
        # An association may only repeat the element its warning is scoped to. The only key between the two
        # tables: with a second one `select(Warning).join(ElementWarningAssociation)` would be ambiguous.
        ForeignKeyConstraint(
            ["warning_id", "element_id"],
            ["warnings.id", "warnings.element_id"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        Index("ix_element_warning_associations_warning_id_element_id", "warning_id", "element_id"),
        vocabulary("show_condition", ShowCondition),
        CheckConstraint(
            "show_condition = 'always' OR threshold_quantity IS NOT NULL", name="threshold_given"
        ),
        CheckConstraint("threshold_quantity IS NULL OR threshold_quantity >= 0", name="threshold_positive"),
    )


class Warning(SoftDelete, Base):
    """A notice to the client, scoped to exactly one category, tier or element."""

    __tablename__ = "warnings"

    code: Mapped[str] = mapped_column(String(100), index=True)
    message: Mapped[str] = mapped_column(Text)
    severity: Mapped[str] = mapped_column(word(), default=Severity.WARNING, server_default=text("'warning'"))
    category_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("vehicle_categories.id", ondelete="CASCADE"), index=True
    )
    tier_id: Mapped[uuid.UUID | None] = mapped_column(fk("tariff_tiers.id", ondelete="CASCADE"), index=True)
    element_id: Mapped[uuid.UUID | None] = mapped_column(fk("elements.id", ondelete="CASCADE"), index=True)
    trigger_conditions: Mapped[dict[str, object]] = json_object(TriggerConditions)
    makes_provisional: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="Where it is shown, the price is not firm"
    )

    category: Mapped[VehicleCategory | None] = linked("VehicleCategory", back_populates="warnings")
    tier: Mapped[TariffTier | None] = linked("TariffTier", back_populates="warnings")
    element: Mapped[Element | None] = linked("Element", back_populates="warnings")
    element_associations: Mapped[list[ElementWarningAssociation]] = attached(
        "ElementWarningAssociation",
        back_populates="warning",
        foreign_keys="ElementWarningAssociation.warning_id",
    )

    __table_args__ = (
        vocabulary("severity", Severity),
        CheckConstraint(
            "(category_id IS NOT NULL AND tier_id IS NULL AND element_id IS NULL) OR "
            "(category_id IS NULL AND tier_id IS NOT NULL AND element_id IS NULL) OR "
            "(category_id IS NULL AND tier_id IS NULL AND element_id IS NOT NULL)",
            # The spec gives this constraint its name.
            name=conv("warnings_scope_check"),
        ),
        UniqueConstraint("category_id", "code"),
        UniqueConstraint("tier_id", "code"),
        UniqueConstraint("element_id", "code"),
        UniqueConstraint("id", "element_id"),
    )


class AdditionalService(SoftDelete, Base):
    """A priced extra of a category (or of all, without `category_id`); a surcharge belongs to an element."""

    __tablename__ = "additional_services"

    category_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("vehicle_categories.id", ondelete="CASCADE"), index=True
    )
    element_id: Mapped[uuid.UUID | None] = mapped_column(fk("elements.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(50))
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str | None] = mapped_column(Text)
    price: Mapped[Decimal] = mapped_column(Numeric(10, 2), comment="EUR without VAT")
    kind: Mapped[str] = mapped_column(word(), default=ServiceKind.OPTIONAL, server_default=text("'optional'"))
    applies_to: Mapped[str] = mapped_column(
        word(), default=ServiceScope.ALWAYS, server_default=text("'always'")
    )
    sort_order: Mapped[int] = position()

    category: Mapped[VehicleCategory | None] = linked("VehicleCategory", back_populates="additional_services")
    element: Mapped[Element | None] = linked("Element", back_populates="surcharges")

    __table_args__ = (
        UniqueConstraint("category_id", "code"),
        Index(
            "uq_additional_services_code_global",
            "code",
            unique=True,
            postgresql_where=text("category_id IS NULL"),
            sqlite_where=text("category_id IS NULL"),
        ),
        vocabulary("kind", ServiceKind),
        vocabulary("applies_to", ServiceScope),
        CheckConstraint("price >= 0", name="price_not_negative"),
        CheckConstraint("kind <> 'surcharge' OR element_id IS NOT NULL", name="surcharge_has_element"),
    )


class TariffPromptSection(SoftDelete, Base):
    """An editable section of the assistant's prompt for a category."""

    __tablename__ = "tariff_prompt_sections"

    category_id: Mapped[uuid.UUID] = mapped_column(
        fk("vehicle_categories.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str | None] = mapped_column(String(50))
    section_type: Mapped[str] = mapped_column(word())
    content: Mapped[str] = mapped_column(Text, comment="Markdown")
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))

    category: Mapped[VehicleCategory] = linked("VehicleCategory", back_populates="prompt_sections")

    __table_args__ = (
        UniqueConstraint("category_id", "code"),
        vocabulary("section_type", PromptSectionType),
        CheckConstraint("version >= 1", name="version_positive"),
    )
