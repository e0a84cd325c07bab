"""Reads what a turn has to know: settings, policies, the client's case as the dialogue sees it."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import String, cast, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant import phrases
from agent.assistant.case_data import PERSON
from agent.assistant.client import ClientState
from agent.assistant.context import Context, KnownCategory
from agent.assistant.facts import CaseFacts, Facts, Need, Part, PolicyText, SentImage
from agent.assistant.known import known_categories
from agent.assistant.settings import manner_of
from agent.services.cases import hold_case
from agent.services.cases.progress import Missing, progress
from agent.services.cases.tariff import requested_units
from agent.services.catalogue.cache import VERSION_KEY
from database.models import Case, ConversationHistory, Policy, SystemSetting
from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import effective_fields, effective_images
from domain.fields.dates import day_in_spain
from shared.errors import NotFoundError
from shared.vocabularies import CaseStatus, ImageStatus

_COLUMNS: Final = (
    "marca",
    "modelo",
    "matricula",
    "bastidor",
    "plazas_iniciales",
    "plazas_finales",
    "taller_propio",
    "taller_nombre",
    "taller_responsable",
    "taller_domicilio",
    "taller_ciudad",
    "taller_provincia",
    "taller_telefono",
    "taller_registro_industrial",
    "taller_actividad",
    "itv_comunidad",
    "itv_nombre",
)


async def see(
    session: AsyncSession, conversation: ConversationHistory, state: ClientState, now: datetime
) -> Facts:
    """The facts of a turn, with the client's case held until the transaction ends."""
    settings, policies = await _told(session)
    categories = await known_categories(session, settings.get(VERSION_KEY))
    case = await _held_case(session, state)
    return Facts(
        Context(categories, day_in_spain(now)),
        now,
        manner_of(settings),
        policies,
        has_phone=conversation.user_id is not None,
        case=case_facts(case, categories) if case is not None else None,
    )


async def _told(session: AsyncSession) -> tuple[dict[str, str], tuple[PolicyText, ...]]:
    """What staff have set and written: settings by key, policies in the order of theirs. One statement."""
    rows = (await session.execute(_settings_and_policies())).all()
    policies = [PolicyText(row.key, row.category, row.value) for row in rows if row.category is not None]
    return (
        {row.key: row.value for row in rows if row.category is None},
        tuple(sorted(policies, key=lambda found: found.key)),
    )


@cache
def _settings_and_policies() -> Any:
    models: tuple[Any, ...] = (SystemSetting, Policy)
    settings, policies = (model.__table__.c for model in models)
    setting = select(settings.key, settings.value, cast(null(), String).label("category"))
    policy = select(policies.key, policies.value, policies.category).where(policies.is_active)
    return union_all(setting, policy).execution_options(include_inactive=True)


async def see_again(
    session: AsyncSession, conversation: ConversationHistory, state: ClientState, facts: Facts
) -> Facts:
    """The facts after something has been done, without reading again what cannot have changed."""
    case = await _held_case(session, state)
    return Facts(
        facts.context,
        facts.now,
        facts.manner,
        facts.policies,
        has_phone=conversation.user_id is not None,
        case=case_facts(case, facts.context.categories) if case is not None else None,
    )


async def _held_case(session: AsyncSession, state: ClientState) -> Case | None:
    """The client's case; None without one, and for one that has ended or is gone."""
    if state.case_id is None:
        return None
    try:
        case = await hold_case(session, state.case_id)
    except NotFoundError:
        return None
    return case if case.status not in {CaseStatus.COMPLETED, CaseStatus.CANCELLED} else None


def case_facts(case: Case, categories: Mapping[str, KnownCategory]) -> CaseFacts | None:
    """The case as the dialogue sees it; None where its category is offered no longer."""
    known = next(
        (item for item in categories.values() if item.catalogue.category_id == case.category_id), None
    )
    if known is None:
        return None
    catalogue = known.catalogue
    found = progress(case, catalogue)
    sent = Counter(
        (image.element_code, image.photo_code) for image in case.images if image.is_valid is not False
    )
    user = case.user
    return CaseFacts(
        case.id,
        catalogue.slug,
        CaseStatus(case.status),
        case.tariff_accepted_at is not None,
        case.tariff_amount,
        {code: count for code, count in requested_units(case).items() if code in catalogue.elements},
        tuple(_need(catalogue, item, sent) for item in found.missing),
        found.done,
        found.total,
        len(found.to_review),
        answers={
            data.element_code: _scalars(data.field_values)
            for data in case.element_data
            if data.element_code in case.element_codes
        },
        columns={name: _column(case, name) for name in _COLUMNS},
        person={name: getattr(user, name) for name in PERSON} if user is not None else {},
        images=tuple(SentImage(image.id, image.element_code, image.photo_code) for image in case.images),
    )


def _column(case: Case, name: str) -> object:
    if name == "plazas_finales" and case.plazas_sin_cambio:
        return phrases.UNCHANGED
    return getattr(case, name)


def _scalars(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _need(catalogue: Catalogue, missing: Missing, sent: Counter[tuple[str | None, str | None]]) -> Need:
    part = Part(missing.step.value)
    code = missing.element_code
    if part is Part.PHOTO and code is not None:
        image = next(
            item
            for item in effective_images(catalogue, code)
            if (item.code or item.title)[:50] == missing.name
        )
        title = phrases.PHOTO_TITLE.format(element=catalogue.elements[code].name, title=image.title)
        picture = image.url if image.status is ImageStatus.ACTIVE else None
        return Need(part, missing.name, missing.question, code, title, picture=picture)
    if part is Part.FIELD and code is not None:
        label = next(item.label for item in effective_fields(catalogue, code) if item.name == missing.name)
        title = phrases.DATUM.format(element=catalogue.elements[code].name, label=label)
        return Need(part, missing.name, missing.question, code, title)
    if part is Part.DOCUMENT:
        document = next(item for item in catalogue.documentation if (item.code or item.title) == missing.name)
        lacking = max(1, document.min_images - sent[(None, document.code)])
        return Need(part, missing.name, missing.question, None, document.title, lacking)
    return Need(part, missing.name, missing.question)
