"""The tariff of a case, frozen when the client accepts it: later prices do not reach an open case."""

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases.records import check_category, lock_open_case
from agent.services.cases.transitions import CASE_LIFE
from database.models import Case
from database.models.base import utcnow
from domain.catalogue import Catalogue
from domain.identity import parse_text
from domain.quote.composing import quote_elements
from domain.quote.contract import Quote, QuotedTier
from domain.quote.snapshot import snapshot_of
from shared.errors import ConflictError
from shared.vocabularies import CaseStatus


def requested_units(case: Case) -> dict[str, int]:
    """The elements of the case with their quantities, in the case's order."""
    quantities = {data.element_code: data.quantity for data in case.element_data}
    return {code: quantities.get(code, 1) for code in case.element_codes}


async def accept_tariff(
    session: AsyncSession,
    case_id: uuid.UUID,
    catalogue: Catalogue,
    *,
    seen_total: Decimal | None = None,
    evidence: Mapping[str, Any] | None = None,
    expected_version: int | None = None,
) -> Case:
    """Freeze today's quote of the case's elements: tier, total (EUR without VAT), the whole quote, the time.

    `seen_total` is what the client was shown, `evidence` of the acceptance is kept in `metadata`. Raises
    ConflictError when the tariff is already accepted, the elements have no single price yet, or the price is
    no longer the one shown.
    """
    case = await lock_open_case(session, case_id, expected_version)
    check_category(case, catalogue)
    if case.tariff_accepted_at is not None:
        raise _frozen(case)
    if not case.element_codes:
        raise ConflictError(
            "no_elements", "El expediente no tiene elementos.", "elements", "Añade primero las reformas."
        )
    quote = quote_elements(catalogue, requested_units(case))
    if quote.tier is None or quote.total is None:
        raise ConflictError(
            "no_price_yet",
            "Todavía no se puede dar un precio único para estas reformas.",
            "elements",
            " ".join(quote.explanation) or "Concreta los elementos.",
        )
    if seen_total is not None and seen_total != quote.total:
        raise ConflictError(
            "price_changed",
            f"El precio ha cambiado: se mostraron {seen_total:.2f} € y ahora son {quote.total:.2f} €.",
            "seen_total",
            "Muestra el precio actual y pide de nuevo la aceptación.",
        )
    _store(case, catalogue, quote, quote.tier)
    if evidence is not None:
        case.metadata_ = {**case.metadata_, "acceptance": dict(evidence)}
    await session.flush()
    return case


async def reopen_tariff(
    session: AsyncSession, case_id: uuid.UUID, reason: str, *, expected_version: int | None = None
) -> Case:
    """Undo the acceptance so that elements and price can change; the former quote stays in `metadata`.

    Raises ConflictError unless a tariff is accepted and the case is collecting or pending review.
    """
    why = parse_text(reason, "reason", 500)
    case = await lock_open_case(session, case_id, expected_version)
    if case.tariff_accepted_at is None:
        raise ConflictError(
            "tariff_not_accepted",
            "El expediente no tiene ninguna tarifa aceptada.",
            "tariff",
            "Acéptala primero.",
        )
    if case.status not in {CaseStatus.COLLECTING, CaseStatus.PENDING_REVIEW}:
        status = CASE_LIFE.spanish[CaseStatus(case.status)]
        raise ConflictError(
            "tariff_frozen",
            f"El expediente está {status} y su tarifa no se puede reabrir.",
            "status",
            "Devuélvelo antes a la recogida de datos.",
        )
    former: Any = case.metadata_.get("former_tariffs", [])
    entry: Mapping[str, Any] = {
        "reason": why,
        "accepted_at": case.tariff_accepted_at.isoformat(),
        "reopened_at": utcnow().isoformat(),
        "quote": case.tariff_snapshot,
    }
    case.metadata_ = {**case.metadata_, "former_tariffs": [*former, entry]}
    case.tariff_tier_id = None
    case.tariff_amount = None
    case.tariff_snapshot = {}
    case.tariff_accepted_at = None
    case.tariff_revision += 1
    await session.flush()
    return case


def require_open_tariff(case: Case) -> None:
    """Raise ConflictError when the accepted tariff forbids changing the elements."""
    if case.tariff_accepted_at is not None:
        raise _frozen(case)


def _store(case: Case, catalogue: Catalogue, quote: Quote, tier: QuotedTier) -> None:
    case.tariff_tier_id = catalogue.tiers[tier.code].id
    case.tariff_amount = quote.total
    case.tariff_snapshot = snapshot_of(quote)
    case.tariff_accepted_at = utcnow()


def _frozen(case: Case) -> ConflictError:
    return ConflictError(
        "tariff_frozen",
        f"La tarifa del expediente ya está aceptada ({case.tariff_amount} € sin IVA).",
        "tariff",
        "Reabre la tarifa, con el motivo, antes de cambiarla o de cambiar los elementos.",
    )
