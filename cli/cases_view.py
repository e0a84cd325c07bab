"""Cases as JSON values and as tables for people."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from agent.services.cases.transitions import CASE_LIFE, ELEMENT_LIFE
from cli.tables import print_table
from database.models import Case
from domain.fields.dates import day_in_spain
from domain.fields.messages import spanish_date, spanish_number
from domain.tariff.verdict import format_price
from shared.vocabularies import CaseElementStatus, CaseStatus

_OWNER: Final = (
    *("phone", "client_type", "first_name", "last_name", "company_name", "nif_cif", "email"),
    *("domicilio_calle", "domicilio_localidad", "domicilio_provincia", "domicilio_cp"),
)
_VEHICLE: Final = (
    *("matricula", "bastidor", "marca", "modelo", "anio", "plazas_iniciales", "plazas_finales"),
    *("nueva_altura_mm", "nueva_anchura_mm", "nueva_longitud_mm"),
)
_WORKSHOP: Final = (
    *("taller_propio", "taller_nombre", "taller_responsable", "taller_domicilio", "taller_ciudad"),
    *("taller_provincia", "taller_telefono", "taller_registro_industrial", "taller_actividad"),
)
_ITV: Final = ("itv_comunidad", "itv_nombre")
_LABELS: Final = {
    "phone": "Teléfono",
    "client_type": "Tipo de cliente",
    "first_name": "Nombre",
    "last_name": "Apellidos",
    "company_name": "Empresa",
    "nif_cif": "NIF o CIF",
    "email": "Correo electrónico",
    "domicilio_calle": "Domicilio",
    "domicilio_localidad": "Localidad",
    "domicilio_provincia": "Provincia",
    "domicilio_cp": "Código postal",
    "matricula": "Matrícula",
    "bastidor": "Bastidor",
    "marca": "Marca",
    "modelo": "Modelo",
    "anio": "Año",
    "plazas_iniciales": "Plazas de origen",
    "plazas_finales": "Plazas finales",
    "nueva_altura_mm": "Altura nueva (mm)",
    "nueva_anchura_mm": "Anchura nueva (mm)",
    "nueva_longitud_mm": "Longitud nueva (mm)",
    "taller_propio": "Taller del cliente",
    "taller_nombre": "Taller",
    "taller_responsable": "Responsable del taller",
    "taller_domicilio": "Domicilio del taller",
    "taller_ciudad": "Ciudad del taller",
    "taller_provincia": "Provincia del taller",
    "taller_telefono": "Teléfono del taller",
    "taller_registro_industrial": "Registro industrial",
    "taller_actividad": "Actividad del taller",
    "itv_comunidad": "Comunidad de la ITV",
    "itv_nombre": "Estación de ITV",
}


def brief_as_dict(case: Case) -> dict[str, Any]:
    """A case in a list as JSON values."""
    owner = case.user
    return {
        "id": str(case.id),
        "status": case.status,
        "category": case.category.slug if case.category is not None else None,
        "matricula": case.matricula,
        "bastidor": case.bastidor,
        "marca": case.marca,
        "modelo": case.modelo,
        "owner": _owner_name(case),
        "phone": owner.phone if owner is not None and owner.erased_at is None else None,
        "element_codes": list(case.element_codes),
        "tariff_amount": f"{case.tariff_amount:.2f}" if case.tariff_amount is not None else None,
        "created_at": case.created_at.isoformat(),
    }


def case_as_dict(case: Case) -> dict[str, Any]:
    """All of a case as JSON values; empty data are null."""
    user = case.user if case.user is not None and case.user.erased_at is None else None
    return {
        **brief_as_dict(case),
        "owner": {name: getattr(user, name) for name in _OWNER} if user is not None else None,
        "vehicle": {name: getattr(case, name) for name in _VEHICLE},
        "workshop": {name: getattr(case, name) for name in _WORKSHOP},
        "itv": {name: getattr(case, name) for name in _ITV},
        "elements": [
            {
                "code": data.element_code,
                "quantity": data.quantity,
                "status": data.status,
                "answers": dict(data.field_values),
            }
            for data in sorted(case.element_data, key=lambda data: data.element_code)
        ],
        "images": [
            {"name": image.display_name, "element": image.element_code, "is_valid": image.is_valid}
            for image in case.images
        ],
        "notes": case.notes,
        "completed_at": case.completed_at.isoformat() if case.completed_at is not None else None,
    }


def print_cases(document: Mapping[str, Any]) -> None:
    """Print a page of cases, and how to see the next one."""
    if not document["cases"]:
        print("Ningún expediente cumple lo pedido.")
        return
    print_table(
        ("Expediente", "Abierto", "Estado", "Categoría", "Matrícula", "Vehículo", "Titular"),
        [
            [
                case["id"],
                _day(case["created_at"]),
                CASE_LIFE.spanish[CaseStatus(case["status"])],
                case["category"],
                case["matricula"],
                " ".join(part for part in (case["marca"], case["modelo"]) if part) or None,
                case["owner"] or case["phone"],
            ]
            for case in document["cases"]
        ],
    )
    if document["older"] is not None:
        print(f"Hay más: repite la orden con --before {document['older']}")


def print_case(document: Mapping[str, Any]) -> None:
    """Print one case: what is known of it, group by group."""
    amount = document["tariff_amount"]
    facts = [
        ["Expediente", document["id"]],
        ["Estado", CASE_LIFE.spanish[CaseStatus(document["status"])]],
        ["Categoría", document["category"]],
        ["Abierto", _day(document["created_at"])],
        ["Tarifa aceptada", f"{format_price(Decimal(amount))} sin IVA" if amount is not None else None],
    ]
    for group in ("owner", "vehicle", "workshop", "itv"):
        facts += [
            [_LABELS[name], _shown(value)]
            for name, value in (document[group] or {}).items()
            if value is not None
        ]
    facts += [["Notas", document["notes"]]] if document["notes"] else []
    print_table(("Dato", "Valor"), facts)
    if document["elements"]:
        print()
        print_table(
            ("Elemento", "Cantidad", "Estado", "Respuestas"),
            [
                [
                    element["code"],
                    element["quantity"],
                    ELEMENT_LIFE.spanish[CaseElementStatus(element["status"])],
                    "; ".join(f"{name}: {_shown(value)}" for name, value in element["answers"].items()),
                ]
                for element in document["elements"]
            ],
        )
    print(f"\nImágenes: {len(document['images'])}")


def _owner_name(case: Case) -> str | None:
    if case.user is None:
        return None
    names = (case.user.first_name, case.user.last_name)
    return " ".join(name for name in names if name) or case.user.company_name


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "sí" if value else "no"
    return spanish_number(value) if isinstance(value, int | float) else str(value)


def _day(moment: str) -> str:
    return spanish_date(day_in_spain(datetime.fromisoformat(moment)))
