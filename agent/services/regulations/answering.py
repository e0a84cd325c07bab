"""Which documents answers may draw from."""

from sqlalchemy import ColumnElement, and_

from database.models import RegulatoryDocument


def answers() -> ColumnElement[bool]:
    """The condition on a document: activated, not stepped back, not switched off."""
    return and_(
        RegulatoryDocument.is_active,
        RegulatoryDocument.activated_at.is_not(None),
        RegulatoryDocument.deactivated_at.is_(None),
    )
