"""Quotes of stored categories."""

from agent.services.quotes.pricing import quote

__all__ = ["quote"]
