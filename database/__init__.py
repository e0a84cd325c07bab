"""The data layer: `from database import Element, get_async_session` (spec: "Package exports").

The names are loaded when they are first used: importing a module of this package, or the package alone, loads
neither the models nor the engine.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from database.connection import (
        AsyncSessionLocal,
        async_session,
        close_db,
        engine,
        get_async_session,
        get_maintenance_session,
        get_read_session,
        get_session,
    )
    from database.models import (
        AdditionalService,
        AdminAccessLog,
        AdminUser,
        AuditLog,
        Base,
        BaseDocumentation,
        Case,
        CaseElementData,
        CaseImage,
        ChunkVector,
        ContainerErrorLog,
        ConversationHistory,
        ConversationMessage,
        Dialogue,
        DialoguePhoto,
        DocumentChunk,
        Element,
        ElementContraryWord,
        ElementImage,
        ElementRequiredField,
        ElementWarningAssociation,
        EmbeddingModel,
        Escalation,
        EverydayWord,
        Job,
        LLMUsageMetric,
        OutgoingMessage,
        ParkedEvent,
        Policy,
        QueryCitation,
        RAGQuery,
        RegulatoryDocument,
        ResponseConstraint,
        SystemSetting,
        TariffPromptSection,
        TariffTier,
        TierElementInclusion,
        TokenUsage,
        Tombstone,
        ToolCallLog,
        UntariffedWork,
        UploadedImage,
        User,
        VehicleCategory,
        Warning,
    )

__all__ = [
    "AdditionalService",
    "AdminAccessLog",
    "AdminUser",
    "AsyncSessionLocal",
    "AuditLog",
    "Base",
    "BaseDocumentation",
    "Case",
    "CaseElementData",
    "CaseImage",
    "ChunkVector",
    "ContainerErrorLog",
    "ConversationHistory",
    "ConversationMessage",
    "Dialogue",
    "DialoguePhoto",
    "DocumentChunk",
    "Element",
    "ElementContraryWord",
    "ElementImage",
    "ElementRequiredField",
    "ElementWarningAssociation",
    "EmbeddingModel",
    "Escalation",
    "EverydayWord",
    "Job",
    "LLMUsageMetric",
    "OutgoingMessage",
    "ParkedEvent",
    "Policy",
    "QueryCitation",
    "RAGQuery",
    "RegulatoryDocument",
    "ResponseConstraint",
    "SystemSetting",
    "TariffPromptSection",
    "TariffTier",
    "TierElementInclusion",
    "TokenUsage",
    "Tombstone",
    "ToolCallLog",
    "UntariffedWork",
    "UploadedImage",
    "User",
    "VehicleCategory",
    "Warning",
    "async_session",
    "close_db",
    "engine",
    "get_async_session",
    "get_maintenance_session",
    "get_read_session",
    "get_session",
]

_OF_THE_CONNECTION: Final = {
    "AsyncSessionLocal",
    "async_session",
    "close_db",
    "engine",
    "get_async_session",
    "get_maintenance_session",
    "get_read_session",
    "get_session",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "database.connection" if name in _OF_THE_CONNECTION else "database.models"
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
