"""Validation of what identifies people and vehicles in Spain: pure, errors in Spanish with their remedy."""

from agent.services.identity.communities import COMMUNITIES, community_named
from agent.services.identity.email import parse_email
from agent.services.identity.phone import parse_phone
from agent.services.identity.plates import Plate, PlateKind, parse_plate
from agent.services.identity.postal_codes import PROVINCES, PostalCode, parse_postal_code, province_named
from agent.services.identity.tax_id import TaxId, TaxIdKind, parse_tax_id
from agent.services.identity.text import parse_text
from agent.services.identity.vin import ChassisNumber, parse_chassis_number

__all__ = [
    "COMMUNITIES",
    "PROVINCES",
    "ChassisNumber",
    "Plate",
    "PlateKind",
    "PostalCode",
    "TaxId",
    "TaxIdKind",
    "community_named",
    "parse_chassis_number",
    "parse_email",
    "parse_phone",
    "parse_plate",
    "parse_postal_code",
    "parse_tax_id",
    "parse_text",
    "province_named",
]
