"""Rules for what language models may write to a client, for all categories; staff may change and add to them.

What a pattern (RE2, letters of any case) finds in a text must stand in the dialogue's own reply, or in what
`required_tool` answered in the same turn. Otherwise the model is told `error_injection` and writes again.

Revision ID: 056_rules_for_language_models
Revises: 055_cost_of_language_models
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "056_rules_for_language_models"
down_revision = "055_cost_of_language_models"
branch_labels = None
depends_on = None

_NAMESPACE = uuid.UUID("5d0c7e0a-3f5b-4a53-9a0e-6f0a6d9f2b11")
_CONSTRAINTS = sa.table(
    "response_constraints",
    sa.column("id", sa.Uuid(as_uuid=True)),
    sa.column("constraint_type", sa.String),
    sa.column("detection_pattern", sa.Text),
    sa.column("required_tool", sa.String),
    sa.column("error_injection", sa.Text),
    sa.column("priority", sa.Integer),
)

_RULES = [
    {
        "constraint_type": "price",
        "detection_pattern": (
            r"(?:€\s*\d[\d.,]*|(?:\d[\d.,]*|\pL+(?: y \pL+)?)\s*(?:€|eur\b|euros?\b|céntimos?\b|centimos?\b))"
            r"|\b(?:gratis|gratuit[oa]s?|sin coste|regal[oa]\pL*|descuentos?|rebaj\pL*|de oferta|promoci[oó]n)\b"
        ),
        "required_tool": "quote",
        "error_injection": (
            "Has escrito un importe, una gratuidad o un descuento que no sale del presupuesto. Di solo los "
            "importes del borrador o de la herramienta quote, con sus cifras exactas y su «sin IVA» o «IVA "
            "incluido». Si no hay importe, no digas ninguno ni lo estimes."
        ),
        "priority": 100,
    },
    {
        "constraint_type": "document",
        "detection_pattern": (
            r"\b(?:DNI|NIE|pasaportes?|permisos? de (?:circulaci[oó]n|conducir)|carn[eé]s?|fichas? t[eé]cnicas?"
            r"|tarjetas? (?:de inspecci[oó]n|ITV)\w*|facturas?|certificad[oa]s?|bolet[ií]n(?:es)?|informes?"
            r"|proyectos? t[eé]cnicos?|contratos?|p[oó]lizas?|autorizaci(?:[oó]n|ones)|justificantes?"
            r"|escrituras?|declaraci(?:[oó]n|ones)|homologaci[oó]n parcial|contraseñas?)\b"
        ),
        "required_tool": "requirements",
        "error_injection": (
            "Has nombrado un documento que no consta en el borrador ni en la herramienta requirements. Pide y "
            "nombra solo los documentos que figuran ahí, con su mismo nombre."
        ),
        "priority": 80,
    },
    {
        "constraint_type": "deadline",
        "detection_pattern": (
            r"\b(?:\d+|un|una|unos|unas|dos|tres|cuatro|cinco|seis|siete|ocho|diez|quince|veinte|treinta"
            r"|poc[oa]s|varios|varias|un par de) (?:minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?)\b"
            r"|\b(?:hoy mismo|mañana|pasado mañana|esta (?:misma )?(?:tarde|semana)|la semana que viene"
            r"|(?:el|este|pr[oó]ximo) (?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)"
            r"|en breve|enseguida|cuanto antes|en seguida|de inmediato)\b"
        ),
        "required_tool": "progress",
        "error_injection": (
            "Has prometido un plazo o una fecha que nadie ha confirmado. Quítalo: solo puedes decir los plazos "
            "que figuran en el borrador, en las políticas o en la herramienta progress."
        ),
        "priority": 70,
    },
    {
        "constraint_type": "legal_claim",
        "detection_pattern": (
            r"\b(?:i?legal(?:es|mente)?|prohibid[oa]s?|proh[ií]be|multas?|sanci(?:[oó]n|ones)|obligatori[oa]s?"
            r"|por ley|la ley|la normativa|el reglamento|art[ií]culos?|art\.|reales? decretos?|R\.? ?D\.?|orden "
            r"ministerial|directivas?|DGT|Tr[aá]fico te|te garantiz\pL+|garantizad[oa]s?|seguro que pasa\pL*"
            r"|se aprobar[aá]|te (?:la|lo) aprobar[aá]n|no hace falta homologar\pL*)\b"
        ),
        "required_tool": "search_regulations",
        "error_injection": (
            "Has afirmado algo sobre leyes, normas, sanciones o aprobaciones que no consta. Di solo lo que dice "
            "el borrador o la herramienta search_regulations, citando su documento y su artículo; si no consta, "
            "no lo digas."
        ),
        "priority": 60,
    },
    {
        "constraint_type": "state",
        "detection_pattern": (
            r"\bexpediente (?:ya )?(?:est[aá] |queda )?(?:abierto|completo|cerrado|entregado|aprobado|terminado)"
            r"|\b(?:queda|est[aá]) (?:ya )?(?:aceptad|aprobad|homologad|pagad|confirmad|cancelad)[oa]\b"
            r"|\bhe (?:aceptado|abierto|cancelado|cerrado|confirmado|enviado|avisado)\b"
        ),
        "required_tool": "progress",
        "error_injection": (
            "Has dicho que algo está hecho, abierto o aprobado y no consta. Cuenta solo lo que el borrador dice "
            "que ha pasado."
        ),
        "priority": 50,
    },
]


def _key(rule: dict[str, object]) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, str(rule["constraint_type"]))


def upgrade() -> None:
    """Apply changes."""
    op.bulk_insert(_CONSTRAINTS, [{"id": _key(rule), **rule} for rule in _RULES])


def downgrade() -> None:
    """Revert changes. What staff have made of the rules goes with them."""
    op.execute(_CONSTRAINTS.delete().where(_CONSTRAINTS.c.id.in_([_key(rule) for rule in _RULES])))
