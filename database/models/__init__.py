"""All models of the data layer: `from database.models import Element`."""

from database.models.admin import AdminAccessLog, AdminUser, UploadedImage
from database.models.assistant import Dialogue, DialoguePhoto
from database.models.base import Base
from database.models.cases import Case, CaseElementData, CaseImage, Escalation
from database.models.core import ConversationHistory, ConversationMessage, Policy, SystemSetting, User
from database.models.everyday import EverydayWord
from database.models.inbox import ParkedEvent, Tombstone
from database.models.message_keys import conversation_message_keys
from database.models.monitoring import (
    AuditLog,
    ContainerErrorLog,
    LLMUsageMetric,
    ResponseConstraint,
    TokenUsage,
    ToolCallLog,
)
from database.models.rag import DocumentChunk, QueryCitation, RAGQuery, RegulatoryDocument
from database.models.seeding import seed_records
from database.models.tariff import (
    AdditionalService,
    BaseDocumentation,
    Element,
    ElementContraryWord,
    ElementImage,
    ElementRequiredField,
    ElementWarningAssociation,
    TariffPromptSection,
    TariffTier,
    TierElementInclusion,
    UntariffedWork,
    VehicleCategory,
    Warning,
)
from database.models.vectors import ChunkVector, EmbeddingModel
from database.models.work import Job, OutgoingMessage

__all__ = [
    "AdditionalService",
    "AdminAccessLog",
    "AdminUser",
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
    "conversation_message_keys",
    "seed_records",
]
