"""Reads the active rows of a category and compiles them into a `Catalogue`; a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.catalogue.unknown import unknown_category
from agent.services.catalogue.untariffed import load_contrary_words, load_works
from agent.services.element_service import get_element_warnings
from agent.services.tarifa_service import get_warnings_by_scope
from database.models import (
    AdditionalService,
    BaseDocumentation,
    Element,
    ElementImage,
    ElementRequiredField,
    SystemSetting,
    TariffTier,
    TierElementInclusion,
    VehicleCategory,
)
from database.probe import STAMP
from domain.catalogue.schemas import TriggerConditions, ValidationRules
from domain.catalogue.values import (
    Catalogue,
    CatalogueDocument,
    CatalogueElement,
    CatalogueField,
    CatalogueImage,
    CatalogueService,
    CatalogueTier,
    CatalogueWarning,
    FieldCondition,
    WarningDisplay,
    WarningScope,
)
from domain.tariff import InclusionRow, TierRow, compile_tariff
from shared.errors import InvariantError
from shared.vocabularies import (
    ClientType,
    ConditionOperator,
    FieldType,
    ImageStatus,
    ImageType,
    ServiceKind,
    ServiceScope,
    Severity,
    ShowCondition,
    word_of,
)

Rows = Sequence[Row[Any]]
VAT_KEY = "vat_rate"


async def begin_snapshot(session: AsyncSession) -> None:
    """Let all that a fresh session reads from now on be of one moment, whatever others commit meanwhile.

    SQLite's transactions are so by themselves.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


async def catalogue_stamp(session: AsyncSession) -> str | None:
    """The catalogue's state in this very database, as `database/probe.py` asks for it; None where it has
    no such count (SQLite, or the row is lost). One statement."""
    if session.get_bind().dialect.name != "postgresql":
        return None
    stamp: str | None = await session.scalar(text(STAMP))
    return stamp


async def list_categories(session: AsyncSession) -> list[str]:
    """Slugs of the active categories, in their sort order. One statement."""
    result = await session.scalars(
        select(VehicleCategory.slug)
        .where(VehicleCategory.is_active)
        .order_by(VehicleCategory.sort_order, VehicleCategory.slug)
    )
    return list(result)


async def load_catalogue(session: AsyncSession, slug: str) -> Catalogue:
    """The catalogue of the active category `slug`, in one statement per table.

    Raises NotFoundError, with the nearest slugs, when there is no such category.
    """
    columns = VehicleCategory.__table__.c
    wanted = slug.strip().lower()
    # The VAT rate comes with the category's row: it is of the same moment and costs no statement.
    vat_rate = select(SystemSetting.value).where(SystemSetting.key == VAT_KEY).scalar_subquery()
    category = (
        await session.execute(
            select(*columns, vat_rate.label(VAT_KEY)).where(columns.slug == wanted, columns.is_active)
        )
    ).one_or_none()
    if category is None:
        raise unknown_category(slug, await list_categories(session))

    in_category = Element.__table__.c.category_id == category.id
    element_rows = await _rows(session, Element, in_category)
    tier_rows = await _rows(session, TariffTier, TariffTier.__table__.c.category_id == category.id)
    # Children are found by joining their parents, so the statements don't grow with the catalogue.
    element_ids = select(Element.id).where(Element.category_id == category.id, Element.is_active)
    tier_ids = select(TariffTier.id).where(TariffTier.category_id == category.id, TariffTier.is_active)
    field_table = ElementRequiredField.__table__.c
    fields = await _rows(session, ElementRequiredField, field_table.element_id.in_(element_ids))
    images = await _rows(session, ElementImage, ElementImage.__table__.c.element_id.in_(element_ids))
    inclusions = await _rows(
        session, TierElementInclusion, TierElementInclusion.__table__.c.tier_id.in_(tier_ids)
    )
    warnings = await get_warnings_by_scope(session, element_ids, tier_id=tier_ids, category_id=category.id)
    associated = await get_element_warnings(session, element_ids)
    service_table = AdditionalService.__table__.c
    services = await _rows(
        session,
        AdditionalService,
        or_(service_table.category_id == category.id, service_table.category_id.is_(None)),
    )
    documents = await _rows(
        session, BaseDocumentation, BaseDocumentation.__table__.c.category_id == category.id
    )

    contrary_words = await load_contrary_words(session, element_ids)
    codes = {row.id: row.code for row in element_rows}
    works = await load_works(session, category.id, codes)
    tier_codes = {row.id: row.code for row in tier_rows}
    displays = {
        row.id: WarningDisplay(
            word_of(ShowCondition, row.show_condition, "element_warning_associations.show_condition"),
            row.threshold_quantity,
        )
        for row in associated
    }
    by_warning_id = {row.id: _warning(row, category.slug, tier_codes, codes, displays) for row in warnings}
    linked = {row.id: _warning(row, category.slug, tier_codes, codes, displays) for row in associated}
    elements = _elements(
        element_rows,
        codes,
        images,
        fields,
        contrary_words,
        inline=_of_elements(warnings, by_warning_id),
        associated=_of_elements(associated, linked),
    )
    tiers = {
        row.code: CatalogueTier(
            row.id,
            row.code,
            row.name,
            row.price,
            row.requires_project,
            tuple(by_warning_id[item.id] for item in warnings if item.tier_id == row.id),
        )
        for row in tier_rows
    }
    return Catalogue(
        category_id=category.id,
        slug=category.slug,
        name=category.name,
        client_type=word_of(ClientType, category.client_type, "vehicle_categories.client_type"),
        elements=MappingProxyType(elements),
        tiers=MappingProxyType(tiers),
        tariff=compile_tariff(
            (TierRow(row.id, row.code, row.price) for row in tier_rows),
            _inclusion_rows(inclusions, tier_codes, codes),
            codes,
        ),
        warnings=tuple(by_warning_id[row.id] for row in warnings if row.category_id is not None),
        services=tuple(
            CatalogueService(
                row.code,
                row.name,
                row.description or "",
                row.price,
                word_of(ServiceKind, row.kind, "additional_services.kind"),
                word_of(ServiceScope, row.applies_to, "additional_services.applies_to"),
                codes.get(row.element_id),
            )
            for row in services
            # The surcharge of an element that is switched off has nothing to stand on.
            if row.element_id is None or row.element_id in codes
        ),
        documentation=tuple(
            CatalogueDocument(row.code, row.title, row.description, row.is_mandatory, row.min_images)
            for row in documents
        ),
        vat_rate=_vat_rate(category.vat_rate),
        works=works,
    )


def _vat_rate(stored: str | None) -> int | None:
    """The percent of the setting. Raises InvariantError for what its CHECK refuses."""
    if stored is None:
        return None
    if not (stored.isascii() and stored.isdigit() and len(stored) <= 2):
        raise InvariantError(
            "bad_vat_rate",
            f"El ajuste {VAT_KEY} es «{stored[:20]}» y no un porcentaje.",
            VAT_KEY,
            "Escribe un número entero de 0 a 99.",
        )
    return int(stored)


async def _rows(session: AsyncSession, model: Any, condition: ColumnElement[bool]) -> Rows:
    """The active rows of a catalogue table, as plain rows: no ORM objects, no relationships."""
    columns = model.__table__.c
    order = [columns[name] for name in ("sort_order", "code", "field_name", "id") if name in columns]
    statement = select(*columns).where(condition, columns.is_active).order_by(*order)
    return (await session.execute(statement)).all()


def _warning(
    row: Row[Any],
    slug: str,
    tier_codes: dict[UUID, str],
    codes: dict[UUID, str],
    displays: dict[UUID, WarningDisplay],
) -> CatalogueWarning:
    if row.category_id is not None:
        scope, target = WarningScope.CATEGORY, slug
    elif row.tier_id is not None:
        scope, target = WarningScope.TIER, tier_codes[row.tier_id]
    else:
        scope, target = WarningScope.ELEMENT, codes[row.element_id]
    return CatalogueWarning(
        id=row.id,
        code=row.code,
        severity=word_of(Severity, row.severity, "warnings.severity"),
        message=row.message,
        scope=scope,
        target=target,
        trigger=TriggerConditions.model_validate(row.trigger_conditions),
        display=displays.get(row.id, WarningDisplay()),
        makes_provisional=row.makes_provisional,
    )


def _of_elements(
    rows: Rows, by_warning_id: Mapping[UUID, CatalogueWarning]
) -> dict[UUID, tuple[CatalogueWarning, ...]]:
    """The element warnings among these rows, by element."""
    return {
        element_id: tuple(by_warning_id[row.id] for row in own)
        for element_id, own in _grouped(rows).items()
        if element_id is not None
    }


def _inclusion_rows(
    rows: Rows, tier_codes: dict[UUID, str], codes: dict[UUID, str]
) -> Iterable[InclusionRow]:
    for row in rows:
        # Rows that point to a switched-off element or tier admit nothing.
        if row.element_id is not None and row.element_id not in codes:
            continue
        if row.included_tier_id is not None and row.included_tier_id not in tier_codes:
            continue
        yield InclusionRow(
            tier_id=row.tier_id,
            element_id=row.element_id,
            included_tier_id=row.included_tier_id,
            min_quantity=row.min_quantity,
            max_quantity=row.max_quantity,
            quota_group=row.quota_group,
            group_min=row.group_min,
            group_max=row.group_max,
        )


def _grouped(rows: Iterable[Row[Any]]) -> dict[UUID, list[Row[Any]]]:
    groups: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        groups[row.element_id].append(row)
    return groups


def _elements(
    rows: Rows,
    codes: dict[UUID, str],
    images: Rows,
    fields: Rows,
    contrary_words: Mapping[UUID, tuple[str, ...]],
    *,
    inline: Mapping[UUID, tuple[CatalogueWarning, ...]],
    associated: Mapping[UUID, tuple[CatalogueWarning, ...]],
) -> dict[str, CatalogueElement]:
    children: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        if row.parent_element_id is not None:
            children[row.parent_element_id].append(row.code)
    images_of, fields_of = _grouped(images), _grouped(fields)
    known = set(codes.values())
    return {
        row.code: CatalogueElement(
            id=row.id,
            code=row.code,
            name=row.name,
            description=row.description or "",
            sort_order=row.sort_order,
            keywords=tuple(row.keywords),
            aliases=tuple(row.aliases),
            # The variant of a switched-off parent stands on its own.
            parent_code=codes.get(row.parent_element_id),
            child_codes=tuple(children[row.id]),
            variant_type=row.variant_type,
            variant_code=row.variant_code,
            multi_select_keywords=tuple(row.multi_select_keywords),
            question_hint=row.question_hint,
            inherit_parent_data=row.inherit_parent_data,
            is_countable=row.is_countable,
            images=tuple(_image(image) for image in images_of[row.id]),
            fields=_fields(fields_of[row.id]),
            inline_warnings=inline.get(row.id, ()),
            associated_warnings=associated.get(row.id, ()),
            # What is switched off comes along with nothing.
            brings_along=tuple(code for code in row.brings_along if code in known),
            contrary_words=contrary_words.get(row.id, ()),
        )
        for row in rows
    }


def _image(row: Row[Any]) -> CatalogueImage:
    return CatalogueImage(
        code=row.code,
        title=row.title or row.code or "",
        image_type=word_of(ImageType, row.image_type, "element_images.image_type"),
        url=row.image_url,
        description=row.description or "",
        alt_text=row.alt_text or "",
        user_instruction=row.user_instruction or "",
        is_required=row.is_required,
        status=word_of(ImageStatus, row.status, "element_images.status"),
    )


def _fields(rows: Iterable[Row[Any]]) -> tuple[CatalogueField, ...]:
    listed = list(rows)
    names = {row.id: row.field_name for row in listed}
    return tuple(
        CatalogueField(
            id=row.id,
            name=row.field_name,
            label=row.field_label or row.field_name,
            field_type=word_of(FieldType, row.field_type, "element_required_fields.field_type"),
            is_required=row.is_required,
            options=tuple(row.options),
            rules=ValidationRules.model_validate(row.validation_rules),
            example=row.example_value,
            instruction=row.instruction,
            condition=(
                FieldCondition(
                    names[row.condition_field_id],
                    word_of(
                        ConditionOperator,
                        row.condition_operator,
                        "element_required_fields.condition_operator",
                    ),
                    row.condition_value,
                )
                if row.condition_field_id in names
                else None
            ),
        )
        for row in listed
    )
