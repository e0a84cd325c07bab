"""Regulations: files become passages that are found, cited by article and page, and kept in versions."""

from agent.services.regulations.ingesting import ingest
from agent.services.regulations.registering import Registered, register_document

__all__ = ["Registered", "ingest", "register_document"]
