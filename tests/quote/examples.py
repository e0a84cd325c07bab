"""Quotes written by hand: one of today, and one as it was stored before snapshots had a version."""

from decimal import Decimal
from typing import Any

from domain.catalogue import WarningScope
from domain.quote.contract import Quote, QuotedElement, QuotedTier, QuotedWarning
from domain.quote.snapshot import snapshot_of
from shared.vocabularies import ClientType, Severity


def a_quote(total: str = "140.00") -> Quote:
    """A firm quote of one element."""
    return Quote(
        category="motos-part",
        client_type=ClientType.PARTICULAR,
        elements=(QuotedElement(code="ESCAPE", name="Escape / Sistema de escape", quantity=1),),
        tier=QuotedTier(code="T6", name="Sin proyecto, 1 elemento"),
        price=Decimal(total),
        surcharges=(),
        total=Decimal(total),
        total_with_vat=None,
        requires_project=False,
        provisional=False,
        provisional_reasons=(),
        warnings=(
            QuotedWarning(
                code="reforma_no_declarada",
                severity=Severity.WARNING,
                message="Dinos todas las modificaciones que lleva la moto.",
                scope=WarningScope.CATEGORY,
            ),
        ),
        documentation=(),
        photos=(),
        services=(),
        questions=(),
        unresolved=(),
        beyond=(),
        explanation=("T6 (140,00 €) admite toda la solicitud (ESCAPE).",),
    )


def a_snapshot(total: str = "140.00") -> dict[str, Any]:
    """The same as a case stores it."""
    return snapshot_of(a_quote(total))


# As the program of schema 040 wrote it: without a version, without the keys that came later.
UNVERSIONED: dict[str, Any] = {
    "category": "aseicars-prof",
    "client_type": "professional",
    "elements": [{"code": "PLACA_SOLAR", "name": "Placa solar", "quantity": 1}],
    "tier": {"code": "T6", "name": "Regularización sin proyecto, 1 elemento"},
    "price": "59.00",
    "surcharges": [],
    "total": "59.00",
    "currency": "EUR",
    "vat_included": False,
    "requires_project": False,
    "warnings": [
        {
            "code": "boletin_electrico",
            "severity": "warning",
            "message": "Hace falta boletín eléctrico.",
            "scope": "category",
        }
    ],
    "documentation": [
        {"code": "FICHA_TECNICA", "title": "Ficha técnica", "description": "Todas.", "mandatory": True}
    ],
    "photos": [
        {
            "element": "PLACA_SOLAR",
            "code": "PLACAS",
            "title": "Placas",
            "type": "required_document",
            "required": True,
            "instruction": "Foto del techo.",
        }
    ],
    "services": [{"code": "CERT_GAS", "name": "Certificado", "description": "De gas.", "price": "65.00"}],
    "questions": [
        {
            "element": "",
            "question": "¿Interior o maletero?",
            "options": [{"code": "PLACA_SOLAR_SIMPLE", "name": "Interior"}],
        }
    ],
    "unresolved": [],
    "explanation": ["T6 (59,00 €) admite toda la solicitud (PLACA_SOLAR)."],
}
