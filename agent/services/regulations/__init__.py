"""Regulations: files become passages that are found, cited by article and page, and kept in versions."""

from agent.services.regulations.answering import answers
from agent.services.regulations.documents import (
    DocumentView,
    edit_document,
    find_document,
    get_document,
    list_documents,
    settle_interrupted,
    view_document,
)
from agent.services.regulations.ingesting import Workshop, ingest, mark_failed
from agent.services.regulations.registering import NewDocument, Registered, register, regulation_store, retry
from agent.services.regulations.versions import activate, deactivate

__all__ = [
    "DocumentView",
    "NewDocument",
    "Registered",
    "Workshop",
    "activate",
    "answers",
    "deactivate",
    "edit_document",
    "find_document",
    "get_document",
    "ingest",
    "list_documents",
    "mark_failed",
    "register",
    "regulation_store",
    "retry",
    "settle_interrupted",
    "view_document",
]
