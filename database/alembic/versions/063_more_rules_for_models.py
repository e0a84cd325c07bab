"""Further rules for what language models may write: what they claim without any figure.

Prices and VAT in words, promises about the inspection, what only the firm's policies say, what was done.
Read like those of 056: staff may change them and add others.

Revision ID: 063_more_rules_for_models
Revises: 062_jobs_are_announced
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "063_more_rules_for_models"
down_revision = "062_jobs_are_announced"
branch_labels = None
depends_on = None

_NAMESPACE = uuid.UUID("b1a5c1d6-6a0b-4f0e-8f0c-2f4a4b0d9c63")
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
            r"\b(?:mitad|tercera parte|doble) (?:de|del) precio\b|\bm[aá]s barat[oa]s?\b|\bprecio cerrado\b"
            r"|\b(?:paga\pL*|cuesta\pL*|cobra\pL*) (?:menos|m[aá]s)\b|\bno (?:tienes que|hay que|hace falta) "
            r"pagar\b|\b(?:pavos|leuros)\b|\b(?:cien|ciento|mil) y pico\b|\bpor (?:ciento|cien)\b"
            r"|\biva\b (?:\pL+ ){0,3}(?:incluid[oa]|dentro|aparte)\b|\bimpuestos?\b|\btasas?\b"
        ),
        "required_tool": "quote",
        "error_injection": (
            "Has dicho algo del precio, del IVA o de un descuento que no sale del presupuesto. Di solo lo que "
            "dice el borrador o la herramienta quote; si no lo dicen, quítalo."
        ),
        "priority": 95,
    },
    {
        "constraint_type": "document",
        "detection_pattern": (
            r"\b(?:el|un|tu|del) seguro\b|\bn[uú]mero de cuenta\b|\btarjeta de (?:cr[eé]dito|d[eé]bito)\b"
            r"|\bIBAN\b|\bcarn[eé]ts?\b|\brecibos?\b|\b(?:sin|con|falta|lleva|necesita\pL*|requiere\pL*) "
            r"(?:un |el )?proyecto\b"
        ),
        "required_tool": "requirements",
        "error_injection": (
            "Has pedido o nombrado un documento o un dato que no consta en el borrador ni en la herramienta "
            "requirements. Pide solo lo que figura ahí, con su mismo nombre."
        ),
        "priority": 75,
    },
    {
        "constraint_type": "deadline",
        "detection_pattern": (
            r"\b(?:antes|despu[eé]s) de (?:navidad|semana santa|verano|fin de (?:mes|año))\b|\ben (?:verano"
            r"|primavera|otoño|invierno|un periquete|un rato|nada)\b|\ba las? (?:una|dos|tres|cuatro|cinco|seis"
            r"|siete|ocho|nueve|diez|once|doce)\b|\bdentro de (?:nada|poco)\b|\ben cuesti[oó]n de\b"
        ),
        "required_tool": "progress",
        "error_injection": (
            "Has prometido un plazo o una hora que nadie ha confirmado. Quítalo: solo puedes decir los que "
            "figuran en el borrador, en las políticas o en la herramienta progress."
        ),
        "priority": 65,
    },
    {
        "constraint_type": "legal_claim",
        "detection_pattern": (
            r"\breal(?:es)? decretos?\b|\b(?:guardia civil|polic[ií]a)\b|\bmulta\pL*|\bpasa\pL* (?:la|una) itv\b"
            r"|\bno (?:es|ser[aá]) (?:necesari[oa]|obligatori[oa]|precis[oa])\b|\b(?:puedes|podr[aá]s) "
            r"circular\b|\bsin (?:ning[uú]n )?problemas? en la itv\b"
        ),
        "required_tool": "search_regulations",
        "error_injection": (
            "Has afirmado algo sobre normas, sanciones o la inspección que no consta. Di solo lo que dice el "
            "borrador o la herramienta search_regulations; si no consta, quítalo."
        ),
        "priority": 55,
    },
    {
        "constraint_type": "state",
        "detection_pattern": (
            r"\b(?:he|hemos|han|ha) (?:ya )?(?:entregado|mandado|pasado|tramitado|presentado|registrado|pagado"
            r"|aprobado|llamado)\b|\bte (?:llamar|telefonear)\pL+|\bn[uú]mero (?:uno|dos|tres|cuatro|cinco|seis"
            r"|siete|ocho|nueve|diez)\b"
        ),
        "required_tool": "progress",
        "error_injection": (
            "Has dicho que algo está hecho, o que alguien hará algo, y no consta. Cuenta solo lo que el "
            "borrador dice que ha pasado o que va a pasar."
        ),
        "priority": 45,
    },
    {
        "constraint_type": "firm",
        "detection_pattern": (
            r"\b(?:bizum|paypal|transferencias?|efectivo|financia\pL*)\b|\ba plazos\b|\b(?:abrimos|cerramos"
            r"|atendemos|horarios?|estamos (?:en|abiertos))\b|\bde (?:lunes|nueve|diez|ocho) a \pL+"
            r"|\b(?:devolv|devuelv|reembols)\pL+|\bgarant[ií]as?\b|\bnuestr[oa]s? (?:oficinas?|tiendas?|sede"
            r"|direcci[oó]n|tel[eé]fono)\b|\b(?:otr[oa]s?|del|el|la) clientes?\b"
        ),
        "required_tool": "progress",
        "error_injection": (
            "Has dicho algo de la empresa (pagos, horarios, dirección, devoluciones, garantías) o de otros "
            "clientes que no consta. Di solo lo que figura en el borrador o en las políticas."
        ),
        "priority": 40,
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
