"""What came of a played conversation, in the shape of the contract."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant.answering import outcome_for
from agent.chatwoot.double.rendering import markdown
from agent.chatwoot.double.stage import Stage
from agent.chatwoot.double.state import Contact, Message
from agent.services.cases import progress
from agent.services.catalogue import load_catalogue
from agent.services.outbox import rules_of, silence_of
from database.models import (
    Case,
    CaseElementData,
    CaseImage,
    ConversationHistory,
    Escalation,
    LLMUsageMetric,
    User,
    VehicleCategory,
)

_PETITIONER = (
    "first_name",
    "last_name",
    "company_name",
    "nif_cif",
    "email",
    "domicilio_calle",
    "domicilio_localidad",
    "domicilio_provincia",
    "domicilio_cp",
)
_COLUMNS = tuple(column.name for column in Case.__table__.columns)
_VEHICLE = ("marca", "modelo", "matricula", "bastidor", "anio")
_MEASURES = (
    "plazas_iniciales",
    "plazas_finales",
    "nueva_altura_mm",
    "nueva_anchura_mm",
    "nueva_longitud_mm",
)


async def report(
    stage: Stage, sessions: async_sessionmaker[AsyncSession], contact: Contact, start: datetime
) -> dict[str, Any]:
    """Everything that was said, and what is stored of the contact."""
    numbers = [str(talk.id) for talk in stage.double.talks.values() if talk.contact is contact]
    async with sessions() as session:
        talks = list(
            await session.scalars(
                select(ConversationHistory)
                .where(ConversationHistory.chatwoot_conversation_id.in_(numbers))
                .order_by(ConversationHistory.started_at, ConversationHistory.id)
            )
        )
        ids = [talk.id for talk in talks]
        users = {talk.user_id for talk in talks if talk.user_id is not None}
        category, quote = await _asked(session, talks[-1] if talks else None, stage.clock.now())
        cases = list(
            await session.scalars(
                select(Case)
                .where(or_(Case.conversation_id.in_(ids), Case.user_id.in_(users)))
                .order_by(Case.created_at, Case.id)
            )
        )
        escalations = await session.scalars(
            select(Escalation)
            .where(or_(Escalation.conversation_id.in_(ids), Escalation.user_id.in_(users)))
            .order_by(Escalation.created_at, Escalation.id)
        )
        rules = rules_of(stage.worker.tools.settings)
        silence = await silence_of(session, talks[-1], rules) if talks else None
        described = [await _case(session, case) for case in cases]
        if category is None and described:
            category = described[-1]["category"]
        return {
            "messages": _messages(stage, contact, start),
            "category": category,
            "quote": quote if quote is not None else _accepted(cases),
            "cases": described,
            "escalations": [
                {"reason": item.reason, "source": item.source, "status": item.status} for item in escalations
            ],
            "bot_silent": silence is not None,
            "language_model_calls": await _calls(session, ids),
        }


def _messages(stage: Stage, contact: Contact, start: datetime) -> list[dict[str, Any]]:
    """What client and firm have before them: the client's messages, and those that the phone shows."""
    shown = {item.message_id: item for item in stage.double.phone}
    found = []
    for talk in stage.double.talks.values():
        if talk.contact is not contact:
            continue
        for message in talk.messages:
            if message.private or (message.type == "outgoing" and message.id not in shown):
                continue
            at = shown[message.id].at if message.id in shown else message.created_at
            found.append((at, message.id, message))
    return [
        {
            "at": round((at - start).total_seconds(), 3),
            "from": _from(message),
            "text": _text(message),
            "images": sum(file.kind == "image" for file in message.files),
        }
        for at, _, message in sorted(found, key=lambda item: item[:2])
    ]


def _from(message: Message) -> str:
    if message.type == "incoming":
        return "client"
    is_bot = message.sender is not None and message.sender.get("type") == "agent_bot"
    return "assistant" if is_bot else "staff"


def _text(message: Message) -> str:
    text = markdown(message.content or "") if message.type == "outgoing" else message.content or ""
    items = message.attributes.get("items") if message.content_type == "input_select" else None
    return "\n".join([text, *(f"[{item['title']}]" for item in items or ())])


async def _asked(
    session: AsyncSession, talk: ConversationHistory | None, now: datetime
) -> tuple[str | None, dict[str, Any] | None]:
    """The category and the quote of the request that is being talked about."""
    if talk is None:
        return None, None
    found = await outcome_for(session, talk.id, now)
    return found.category, found.quote.as_json() if found.quote is not None else None


def _accepted(cases: list[Case]) -> dict[str, Any] | None:
    snapshots: list[Mapping[str, Any]] = [case.tariff_snapshot for case in cases if case.tariff_snapshot]
    if not snapshots:
        return None
    return {key: value for key, value in snapshots[-1].items() if key != "version"}


async def _case(session: AsyncSession, case: Case) -> dict[str, Any]:
    slug = await session.scalar(select(VehicleCategory.slug).where(VehicleCategory.id == case.category_id))
    user = await session.get(User, case.user_id) if case.user_id is not None else None
    elements = list(
        await session.scalars(
            select(CaseElementData)
            .where(
                CaseElementData.case_id == case.id,
                # What was taken out of the case keeps its data, in case it comes back.
                CaseElementData.element_code.in_(case.element_codes),
            )
            .order_by(CaseElementData.element_code)
        )
    )
    images = await session.scalar(select(func.count()).where(CaseImage.case_id == case.id))
    missing: list[str] = []
    if slug is not None:
        found = progress(case, await load_catalogue(session, slug))
        missing = [
            ".".join(filter(None, (item.step.value, item.element_code, item.name))) for item in found.missing
        ]
    snapshot: Any = case.tariff_snapshot or {}
    tier = snapshot.get("tier") or {}
    is_accepted = case.tariff_accepted_at is not None
    return {
        "category": slug,
        "status": case.status,
        "elements": {item.element_code: item.quantity for item in elements},
        "tariff": {"code": tier.get("code"), "total": snapshot.get("total")} if is_accepted else None,
        "fields": {item.element_code: dict(item.field_values) for item in elements if item.field_values},
        "data": {
            "vehicle": _told(case, (*_VEHICLE, *_MEASURES)),
            "petitioner": _told(user, _PETITIONER) if user is not None else {},
            "workshop": _told(case, tuple(name for name in _COLUMNS if name.startswith("taller_"))),
            "itv": _told(case, tuple(name for name in _COLUMNS if name.startswith("itv_"))),
        },
        "images": int(images or 0),
        "missing": missing,
    }


def _told(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names if getattr(row, name) is not None}


async def _calls(session: AsyncSession, ids: list[Any]) -> int:
    found = await session.scalar(select(func.count()).where(LLMUsageMetric.conversation_id.in_(ids)))
    return int(found or 0)
