"""Validation of what identifies people and vehicles in Spain: pure, errors in Spanish with their remedy."""

from domain.identity.communities import COMMUNITIES, community_named
from domain.identity.email import parse_email
from domain.identity.phone import other_spelling, parse_phone
from domain.identity.plates import Plate, PlateKind, parse_plate
from domain.identity.postal_codes import PROVINCES, PostalCode, parse_postal_code, province_named
from domain.identity.tax_id import TaxId, TaxIdKind, parse_tax_id
from domain.identity.text import parse_text
from domain.identity.vin import ChassisNumber, parse_chassis_number, short_chassis_number

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
    "other_spelling",
    "parse_chassis_number",
    "parse_email",
    "parse_phone",
    "parse_plate",
    "parse_postal_code",
    "parse_tax_id",
    "parse_text",
    "province_named",
    "short_chassis_number",
]
