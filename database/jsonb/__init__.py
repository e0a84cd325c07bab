"""A Pydantic schema for each JSONB column (spec: "ALWAYS validate JSONB structure")."""

from database.jsonb.types import JSONB, JsonbValidationError, ValidatedJSONB

__all__ = ["JSONB", "JsonbValidationError", "ValidatedJSONB"]
