"""People with data in every place that can hold some, each with identifiers of their own."""

import hashlib
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from database.models import (
    Case,
    CaseElementData,
    CaseImage,
    ContainerErrorLog,
    ConversationHistory,
    ConversationMessage,
    Escalation,
    LLMUsageMetric,
    RAGQuery,
    TariffTier,
    ToolCallLog,
    User,
    VehicleCategory,
)
from tests.quote.examples import a_snapshot

_SYLLABLES = (
    "ba",
    "cé",
    "do",
    "ñu",
    "lle",
    "que",
    "ri",
    "tó",
    "xa",
    "zü",
    "gra",
    "’n",
    '"p',
    "\\s",
    "%m",
    "_v",
)
ACCEPTED = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass
class Made:
    """A stored person; `values` are all the texts that nobody else has."""

    user_id: uuid.UUID
    phone: str
    conversation_id: uuid.UUID
    case_id: uuid.UUID
    open_case_id: uuid.UUID
    files: tuple[str, ...]
    values: set[str] = field(default_factory=set)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(5, 8))).capitalize()


async def shared_category(session: AsyncSession) -> Mapping[str, Any]:
    """A category and its tier, which erasing must not touch."""
    category = VehicleCategory(slug="motos", name="Motos", client_type="particular")
    session.add(category)
    await session.flush()
    tier = TariffTier(category_id=category.id, code="T1", name="Tarifa 1", price=Decimal("140.00"))
    session.add(tier)
    await session.commit()
    return {"category_id": category.id, "tariff_tier_id": tier.id}


async def make_person(session: AsyncSession, seed: int, links: Mapping[str, Any]) -> Made:
    """Store a person drawn by `seed`, with a history of changes, and return what is theirs."""
    chance = random.Random(seed)
    values: set[str] = set()

    def own(value: str) -> str:
        values.add(value)
        return value

    phone = own(f"+346{chance.randrange(10**8):08d}")
    former_phone = own(f"+347{chance.randrange(10**8):08d}")
    nif = own(f"{chance.randrange(10**8):08d}Z")
    plate = own(f"{chance.randrange(10**4):04d}{''.join(chance.choices('BCDFGHJKLMNP', k=3))}")
    vin = own("VSS" + "".join(chance.choices("0123456789ABCDEFGH", k=14)))
    email = own(f"x{chance.randrange(10**9)}@ejemplo.es")
    words = [own(_word(chance)) for _ in range(26)]
    word = iter(words)
    user = User(
        phone=former_phone,
        client_type="professional",
        chatwoot_contact_id=chance.randrange(10**9, 10**10),
        first_name="Antes",
        metadata_={"former_phones": [former_phone], "nota": next(word)},
    )
    session.add(user)
    await session.flush()
    user.phone, user.first_name, user.last_name = phone, next(word), next(word)
    user.company_name, user.nif_cif, user.email = next(word), nif, email
    user.domicilio_calle, user.domicilio_localidad = next(word), next(word)
    user.domicilio_provincia, user.domicilio_cp = "Madrid", "28013"
    conversation = ConversationHistory(
        user_id=user.id,
        chatwoot_conversation_id=own(f"{seed}-{chance.randrange(10**9):09d}"),
        summary=f"Cliente {next(word)}",
        message_count=2,
        metadata_={"nota": next(word)},
    )
    session.add(conversation)
    await session.flush()
    for role in ("user", "assistant"):
        session.add(ConversationMessage(conversation_id=conversation.id, role=role, content=next(word)))
    case = Case(
        user_id=user.id,
        conversation_id=conversation.id,
        marca="Honda",
        modelo="CB 650",
        anio=2020,
        matricula=plate,
        bastidor=vin,
        itv_nombre=next(word),
        taller_nombre=next(word),
        taller_responsable=next(word),
        taller_telefono=own(f"+349{chance.randrange(10**8):08d}"),
        notes=next(word),
        metadata_={"nota": [{"texto": next(word)}]},
        element_codes=["ESCAPE"],
        **links,
    )
    open_case = Case(user_id=user.id, marca="BMW")  # without conversation
    session.add_all([case, open_case])
    await session.flush()
    session.add(CaseElementData(case_id=case.id, element_code="ESCAPE", field_values={"marca": next(word)}))
    await session.flush()
    case.tariff_amount, case.tariff_accepted_at = Decimal("140.00"), ACCEPTED
    case.tariff_snapshot = a_snapshot()
    await session.flush()
    for status in ("pending_review", "in_progress", "completed"):
        case.status, case.completed_at = status, ACCEPTED if status == "completed" else None
        await session.flush()
    files = tuple(own(f"{uuid.UUID(int=chance.getrandbits(128)).hex}.jpg") for _ in range(4))
    for name, thumbnail in (files[:2], files[2:]):
        session.add(
            CaseImage(
                case_id=case.id,
                display_name=next(word),
                stored_filename=name,
                thumbnail_filename=thumbnail,
                original_filename=own(f"IMG-{name}"),
                content_hash=own(hashlib.sha256(name.encode()).hexdigest()),
                is_valid=True,
            )
        )
    gone = CaseImage(
        case_id=case.id,
        display_name=next(word),
        stored_filename=own(f"gone-{seed}.jpg"),
        review_waived_by=own(f"Jefe de taller {seed:05d}"),
        review_waiver_reason=next(word),
    )
    session.add_all(
        [
            gone,
            Escalation(
                conversation_id=conversation.id,
                user_id=user.id,
                case_id=case.id,
                reason=next(word),
                source="tool_call",
                metadata_={"texto": next(word)},
            ),
            RAGQuery(
                user_id=user.id,
                query_text=next(word),
                query_hash="0" * 64,
                answer=next(word),
                filters={"document": next(word)},
            ),
            ToolCallLog(
                conversation_id=conversation.id,
                tool_name="x",
                parameters={"phone": phone, next(word): 1},
                result_type="success",
                result_summary=f"Para {email}",
            ),
            # Without a link: found by what it says.
            ToolCallLog(tool_name="x", parameters={"plate": [plate.lower()]}, result_type="success"),
            LLMUsageMetric(
                conversation_id=conversation.id,
                task_type="x",
                tier="cloud",
                provider="x",
                error_message=f"{nif} no",
            ),
            ContainerErrorLog(service_name="api", message=f"Falló {phone}", context={"who": {"nif": nif}}),
        ]
    )
    await session.flush()
    await session.delete(gone)
    await session.commit()
    session.expunge_all()
    return Made(user.id, phone, conversation.id, case.id, open_case.id, files, values)
